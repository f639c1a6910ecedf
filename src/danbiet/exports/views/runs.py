"""A person's documents with their progress, and the office's Word templates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.media.views import attachment
from danbiet.org.views import DeskRequest, desk_view

from ..actions import FileRefused, TemplateRefused, use_shipped_template, use_template
from ..enums import RunState
from ..forms import TemplateForm
from ..models import Run
from ..permissions import may_download_run, may_manage_templates
from ..queries import TEMPLATE_KEYS, office_template, own_run, runs_of, template_in_use
from ..render import shipped_template

PER_PAGE = 30
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@desk_view
def run_list(request: DeskRequest) -> HttpResponse:
    """What the person asked for, newest first, with how far it is. HTMX asks again for the list alone."""
    page = Paginator(runs_of(request.user.pk), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(run, _share(run)) for run in page],
        "is_busy": any(run.state in (RunState.QUEUED, RunState.RUNNING) for run in page),
        "crumbs": [{"label": _("Produced documents"), "url": ""}],
    }
    part = "exports/_runs.html" if getattr(request, "htmx", False) else "exports/run_list.html"
    return render(request, part, context)


@desk_view
def run_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The finished file, for who asked for it and may still have it."""
    run = own_run(request.user.pk, pk)
    if run is None or run.file is None:
        raise Http404
    if not may_download_run(request.rights, run):
        raise PermissionDenied(_("Your role no longer allows this document."))
    return attachment(run.file)


@desk_view
def template_list(request: DeskRequest) -> HttpResponse:
    """The two templates: which is in use, downloads, an upload each."""
    _must_manage(request)
    return _templates(request)


@desk_view
def template_file(request: DeskRequest, key: str) -> HttpResponse:
    """The template in use, to be edited in Word."""
    _must_manage(request)
    _known(key)
    return _word(office_template(key) or shipped_template(key), name=f"mau-{NAMES[key]}.docx")


@desk_view
def template_shipped(request: DeskRequest, key: str) -> HttpResponse:
    """The template as shipped."""
    _must_manage(request)
    _known(key)
    return _word(shipped_template(key), name=f"mau-goc-{NAMES[key]}.docx")


@desk_view
@require_POST
def template_upload(request: DeskRequest, key: str) -> HttpResponse:
    """Use an edited template; what is wrong with it is listed and nothing is changed."""
    _must_manage(request)
    _known(key)
    form = TemplateForm(request.POST, request.FILES)
    problems: list[Any] = []
    if form.is_valid():
        try:
            use_template(key, form.cleaned_data["file"], by=request.user, at=request.at)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except TemplateRefused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The template is in use from now on."))
            return HttpResponseRedirect(reverse("exports:template-list"))
    return _templates(request, key=key, form=form, problems=problems)


@desk_view
@require_POST
def template_reset(request: DeskRequest, key: str) -> HttpResponse:
    """Go back to the shipped template."""
    _must_manage(request)
    _known(key)
    use_shipped_template(key, by=request.user, at=request.at)
    messages.success(request, _("The shipped template is in use again."))
    return HttpResponseRedirect(reverse("exports:template-list"))


NAMES = {"plan": "ke-hoach", "report": "bao-cao"}


def _templates(
    request: DeskRequest,
    *,
    key: str = "",
    form: TemplateForm | None = None,
    problems: list[Any] | None = None,
) -> HttpResponse:
    labels = {"plan": _("Template of plans"), "report": _("Template of reports")}
    context = {
        "templates": [
            {
                "key": one,
                "label": labels[one],
                "own": template_in_use(one),
                "form": form if form is not None and one == key else TemplateForm(auto_id=f"id_{one}_%s"),
                "problems": problems if one == key else [],
            }
            for one in TEMPLATE_KEYS
        ],
        "crumbs": [{"label": _("Word templates"), "url": ""}],
    }
    return render(request, "exports/template_list.html", context, status=422 if form is not None else 200)


def _must_manage(request: DeskRequest) -> None:
    if not may_manage_templates(request.rights):
        raise PermissionDenied(_("Only the reform office of the province changes the templates."))


def _known(key: str) -> None:
    if key not in TEMPLATE_KEYS:
        raise Http404


def _word(content: bytes, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=WORD_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _share(run: Run) -> int | None:
    """Per cent done while it is being made; None while that is unknown."""
    if run.state != RunState.RUNNING or not run.total_count:
        return None
    return 100 * run.done_count // run.total_count
