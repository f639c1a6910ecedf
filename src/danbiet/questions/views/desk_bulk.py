"""Many questions at once: handed to one agency, or answered with one text whose merge fields are filled in for each. What
will happen is shown before it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view

from .. import permissions as may
from ..actions import bulk
from ..calc.merging import FIELDS, merged
from ..forms.desk_bulk import BulkAnswerForm, BulkRouteForm
from ..models import Question
from ..queries.doors import readable_questions
from ..render import to_html
from .desk_doors import crumbs, unit_choices
from .desk_screen import WRITABLE
from .desk_words import state_words

MOST = 200


@desk_view
@require_POST
def bulk_page(request: DeskRequest) -> HttpResponse:
    """`chon`: the questions; `viec`: `chuyen` or `tra-loi`; `buoc` says how far one is: nothing, `xem` (dry run), `lam`."""
    is_answer = request.POST.get("viec") == "tra-loi"
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Choose questions in the list first."))
        return _back(request)
    fitting = [one for one in chosen if _fits(request, one, is_answer=is_answer)]
    left_out = [one for one in chosen if one not in fitting]
    if not fitting:
        messages.error(request, _("None of the chosen questions is yours to do this with now."))
        return _back(request)
    form = _form(request, is_answer=is_answer)
    act = request.POST.get("buoc", "")
    if act == "lam" and form.is_valid():
        return _done(request, fitting, form.cleaned_data, is_answer=is_answer)
    rows, problem = [], ""
    if form.is_bound and form.is_valid():
        try:
            rows = _preview(request, fitting, form.cleaned_data, is_answer=is_answer)
        except ValueError as error:
            problem = str(error)
            form.add_error("body", _("There is no such merge field: %(name)s") % {"name": problem})
    context = {
        "form": form, "is_answer": is_answer, "fitting": fitting, "left_out": [(one, state_words(one)) for one in left_out],
        "rows": rows, "fields": FIELDS, "tab": request.POST.get("xem", ""), "viec": "tra-loi" if is_answer else "chuyen",
        "crumbs": crumbs(here=_("Several questions at once")),
    }  # fmt: skip
    return render(request, "questions/desk/bulk.html", context, status=422 if form.errors else 200)


def _chosen(request: DeskRequest) -> list[Question]:
    ids = {pk for one in request.POST.getlist("chon")[:MOST] if (pk := row_number(one)) is not None}
    return list(
        readable_questions(request.rights).filter(pk__in=ids).select_related("topic").order_by("due_at", "id")
    )


def _fits(request: DeskRequest, question: Question, *, is_answer: bool) -> bool:
    if is_answer:
        return may.may_write_answer(request.rights, question) and question.state in WRITABLE
    return may.may(request.rights, question, "route")


def _form(request: DeskRequest, *, is_answer: bool) -> Any:
    data = request.POST if request.POST.get("buoc") in ("xem", "lam") else None
    if is_answer:
        return BulkAnswerForm(
            data, auto_id="nhieu-%s", initial={"body": _("Answer to question {mã}:") + "\n\n"}
        )
    return BulkRouteForm(data, units=unit_choices(request.rights), auto_id="nhieu-%s")


def _preview(
    request: DeskRequest, fitting: Iterable[Question], said: dict[str, Any], *, is_answer: bool
) -> list[dict[str, Any]]:
    """What each question will get; nothing is kept."""
    if not is_answer:
        unit = request.rights.tree.full_name(said["unit"])
        return [{"question": one, "words": unit} for one in fitting]
    return [
        {"question": one, "html": merged(to_html(said["body"]), bulk.values_of(one, on=request.on))}
        for one in fitting
    ]


def _done(
    request: DeskRequest, fitting: list[Question], said: dict[str, Any], *, is_answer: bool
) -> HttpResponse:
    versions = {
        one.pk: version
        for one in fitting
        if (version := row_number(request.POST.get(f"ban-{one.pk}", ""))) is not None
    }
    ids = [one.pk for one in fitting]
    who: dict[str, Any] = {"by": request.user, "at": request.at, "versions": versions}
    try:
        if is_answer:
            result = bulk.answer_many(
                ids, to_html(said["body"]), valid_until=said["valid_until"], is_private=said["is_private"],
                is_submitted=said["is_submitted"], **who,
            )  # fmt: skip
        else:
            result = bulk.route_many(ids, unit_id=said["unit"], note=said["note"], **who)
    except ValueError as error:
        messages.error(request, _("There is no such merge field: %(name)s") % {"name": error})
        return _back(request)
    count = len(result.done)
    if count:
        messages.success(
            request,
            ngettext("%(count)d question done.", "%(count)d questions done.", count) % {"count": count},
        )
    codes = {one.pk: one.code for one in fitting}
    for pk, sentence in result.refused:
        messages.error(request, f"{codes.get(pk, pk)}: {sentence}")
    return _back(request)


def _back(request: DeskRequest) -> HttpResponse:
    tab = request.POST.get("xem", "")
    known = tab.replace("-", "").isalpha() and tab.isascii()
    return HttpResponseRedirect(reverse("questions:question-queue") + (f"?xem={tab}" if known else ""))
