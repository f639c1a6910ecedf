"""Sets of criteria on the desk: what there is, bringing one in with a trial run, the set as a tree and as a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.org.views import DeskRequest, desk_view, found, must

from .. import permissions as may
from ..actions import criteria as act
from ..actions.refusals import IndexRefusal
from ..calc.criteria import Row
from ..calc.sheets import LARGEST, Problem, WorkbookRefused
from ..calc.template import write_set
from ..calc.workbook import read_set
from ..forms.editions import SetFileForm, ShippedForm
from ..models import CriteriaSet
from ..queries import editions as ask
from .doors import crumbs
from .words import problem_words, refused_words, rule_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk_view
def set_list(request: DeskRequest) -> HttpResponse:
    """All sets, and the two ways to a new one. A file is read and told about before anything is kept."""
    can_keep = may.may_keep_sets(request.rights)
    shipped = ShippedForm(auto_id="co-san-%s", initial={"year": request.on.year})
    form = SetFileForm(initial={"year": request.on.year})
    told: dict[str, Any] = {}
    if request.method == "POST":
        must(can_keep)
        made: CriteriaSet | None
        if "key" in request.POST:
            shipped = ShippedForm(request.POST, auto_id="co-san-%s")
            made = _take_shipped(request, shipped)
        else:
            form = SetFileForm(request.POST, request.FILES)
            made, told = _take_file(request, form)
        if made is not None:
            messages.success(request, _("Taken in."))
            return HttpResponseRedirect(reverse("indices:set", args=[made.pk]))
    context = {
        "sets": ask.sets(),
        "form": form,
        "shipped": shipped,
        "can_keep": can_keep,
        "crumbs": crumbs(here=_("Sets of criteria")),
        **told,
    }
    return render(request, "indices/desk/sets.html", context)


def _take_shipped(request: DeskRequest, form: ShippedForm) -> CriteriaSet | None:
    if not form.is_valid():
        return None
    return act.take_shipped(**form.cleaned_data, by=request.user, at=request.at)


def _take_file(request: DeskRequest, form: SetFileForm) -> tuple[CriteriaSet | None, dict[str, Any]]:
    """The set, if the workbook is good and not only tried; else what is to be told of it."""
    if not form.is_valid():
        return None, {}
    rows, problems, refused = _read(form)
    if not problems and not refused and "thu" not in request.POST:
        said = {name: form.cleaned_data[name] for name in ("name", "year", "source")}
        return act.take_in_set(rows, **said, by=request.user, at=request.at), {}
    return None, {
        "problems": [problem_words(one) for one in problems],
        "refused": refused,
        "row_count": len(rows),
        "is_read": True,
    }


def _read(form: SetFileForm) -> tuple[list[Row], list[Problem], str]:
    upload = form.cleaned_data["file"]
    if upload.size > LARGEST:
        return [], [], refused_words("too_large")
    try:
        rows, problems = read_set(upload.read())
    except WorkbookRefused as refusal:
        return [], [], refused_words(refusal.fault, refusal.value)
    return rows, problems, ""


@desk_view
def set_page(request: DeskRequest, pk: int) -> HttpResponse:
    """A set row by row."""
    one = found(ask.set_for(pk))
    rows = ask.criteria_of(pk)
    context = {
        "one": one,
        "rows": [(row, row.number.count("."), rule_words(row)) for row in rows],
        "total": sum(row.maximum for row in rows if "." not in row.number),
        "can_drop": may.may_keep_sets(request.rights) and one.sealed_at is None,
        "crumbs": crumbs((_("Sets of criteria"), reverse("indices:set-list")), here=one.name),
    }
    return render(request, "indices/desk/set.html", context)


@desk_view
def set_file(request: DeskRequest, pk: int) -> HttpResponse:
    """The set as the workbook that can be brought in again."""
    one = found(ask.set_for(pk))
    answer = HttpResponse(write_set([ask.row_of(row) for row in ask.criteria_of(pk)]), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="bo-tieu-chi-{one.year}-{one.pk}.xlsx"'
    return answer


@desk_view
@require_POST
def set_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a set away that nobody uses."""
    must(may.may_keep_sets(request.rights))
    found(ask.set_for(pk))
    try:
        act.drop_set(pk, by=request.user, at=request.at)
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("indices:set", args=[pk]))
    messages.success(request, _("The set has been put away."))
    return HttpResponseRedirect(reverse("indices:set-list"))
