"""The intake desk hands a question to an agency, or finds that it was asked before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import intake
from ..actions.refusals import EditedMeanwhile, QuestionRefusal
from ..calc.moves import OPEN
from ..calc.routing import Suggestion
from ..forms.intake import JoinForm, RouteForm
from ..models import Question
from ..queries.joining import candidates
from ..queries.routing import suggestions
from . import desk_words as words
from .desk_doors import on_form, question_crumbs, question_or_404, to_question, unit_choices


@desk_view
def route(request: DeskRequest, pk: int) -> HttpResponse:
    """Which agency leads, which contribute; the likeliest first, number keys accept. `?co-quan=` chooses beforehand."""
    question = question_or_404(request, pk)
    is_again = question.lead_id is not None and may.may(request.rights, question, "reroute")
    must(
        is_again or may.may(request.rights, question, "route"),
        _("This step is not yours, or the question has moved on."),
    )
    units = [one for one in unit_choices(request.rights) if one[0] != question.lead_id]
    found = suggestions(question, offered={pk for pk, _name in units})
    start = {
        "version": question.version,
        "unit": row_number(request.GET.get("co-quan", "")) or (found[0].unit_id if found else None),
    }
    form = RouteForm(request.POST or None, units=units, is_again=is_again, initial=start, auto_id="chuyen-%s")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                _handed(request, question, form.cleaned_data, is_again=is_again)
            except EditedMeanwhile as refusal:
                form.data = {**form.data.dict(), "version": str(refusal.current_version)}  # type: ignore[attr-defined]
                on_form(form, refusal)
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                name = request.rights.tree.full_name(form.cleaned_data["unit"])
                messages.success(
                    request,
                    _("%(code)s has been handed to %(unit)s.") % {"code": question.code, "unit": name},
                )
                return HttpResponseRedirect(reverse("questions:question-queue") + "?xem=tiep-nhan")
        status = 422
    context = {
        "question": question, "form": form, "is_again": is_again,
        "suggestions": [_suggested(one, request) for one in found],
        "now": request.rights.tree.full_name(question.lead_id) if question.lead_id else "",
        "crumbs": question_crumbs(question, here=_("Hand to an agency")),
    }  # fmt: skip
    return render(request, "questions/desk/route.html", context, status=status)


def _handed(request: DeskRequest, question: Question, said: dict[str, Any], *, is_again: bool) -> None:
    common = {
        "unit_id": said["unit"], "support": said["support"], "wanted": said["wanted"], "note": said["note"],
        "by": request.user, "at": request.at, "version": said["version"],
    }  # fmt: skip
    if is_again:
        intake.reroute(question.pk, reason=said["reason"], **common)
    else:
        intake.route(question.pk, **common)


def _suggested(one: Suggestion, request: DeskRequest) -> dict[str, Any]:
    reasons = []
    if one.same_field:
        reasons.append(
            ngettext("%(count)s question of this field", "%(count)s questions of this field", one.same_field)
            % {"count": one.same_field}
        )
    if one.like_words:
        reasons.append(
            ngettext("%(count)s in like words", "%(count)s in like words", one.like_words)
            % {"count": one.like_words}
        )
    if one.same_place:
        reasons.append(
            ngettext("%(count)s of this place", "%(count)s of this place", one.same_place)
            % {"count": one.same_place}
        )
    if one.is_usual:
        reasons.append(_("usually answers this field"))
    return {
        "unit_id": one.unit_id,
        "name": request.rights.tree.full_name(one.unit_id),
        "why": "; ".join(reasons),
    }


@desk_view
def join(request: DeskRequest, pk: int) -> HttpResponse:
    """Search (`?q=`) for a question this one repeats: an answered one makes it a duplicate, an open one is joined with it."""
    question = question_or_404(request, pk)
    rights = request.rights
    must(
        may.may(rights, question, "duplicate") or may.may(rights, question, "merge"),
        _("This step is not yours, or the question has moved on."),
    )
    if request.method == "POST":
        return _joined(request, question)
    text = request.GET.get("q", "")[:200]
    may_duplicate = may.may(rights, question, "duplicate")
    context = {
        "question": question, "q": text,
        "rows": [_candidate(one, request, may_duplicate=may_duplicate) for one in candidates(question, text)],
        "crumbs": question_crumbs(question, here=_("Asked before or to be joined")),
    }  # fmt: skip
    return render(request, "questions/desk/join.html", context)


def _candidate(one: Question, request: DeskRequest, *, may_duplicate: bool) -> dict[str, Any]:
    is_open = one.state in OPEN
    return {
        "question": one, "look": words.LOOKS[one.state], "state": words.state_words(one),
        "unit": request.rights.tree.full_name(one.lead_id) if one.lead_id else "",
        "url": reverse("questions:question-desk", args=[one.pk]), "is_open": is_open,
        "is_answered": one.state == "published" and may_duplicate,
    }  # fmt: skip


def _joined(request: DeskRequest, question: Question) -> HttpResponse:
    form = JoinForm(request.POST)
    back = HttpResponseRedirect(reverse("questions:join", args=[question.pk]))
    if not form.is_valid():
        messages.error(request, _("Choose another question."))
        return back
    said = form.cleaned_data
    act = intake.merge if request.POST.get("viec") == "gop" else intake.mark_duplicate
    try:
        act(question.pk, said["other"], by=request.user, at=request.at, version=said["version"])
    except QuestionRefusal as refusal:
        said_no(request, refusal)
        return back
    messages.success(request, _("Done; the asker is told."))
    return to_question(question.pk)
