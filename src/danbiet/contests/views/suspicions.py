"""What looks like fraud and what people appeal against: a list each, and a page on which a person decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import kind_asked, list_answer
from danbiet.kit.clock import moment
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions import judging as act
from ..actions.refusals import ContestRefusal
from ..calc.canonical import pseudonym
from ..calc.fraud import limits_of
from ..enums import AppealState, SuspicionState
from ..forms.contests import ReasonForm
from ..forms.results import AppealForm, NoteForm
from ..models import Appeal, Round, Start, Suspicion
from ..permissions import may_judge
from ..queries import results as ask
from ..queries.closing import rules_of, unit_names
from ..queries.standing import change_by_gone
from . import listings
from .changes import evidence, sentences, threshold
from .doors import crumbs, step
from .rounds import judged_round, round_step, tabs, whole_round

PER_PAGE = 30
HINT_LOOKS = {
    SuspicionState.OPEN: "at_risk",
    SuspicionState.DISMISSED: "done",
    SuspicionState.CONFIRMED: "overdue",
}
APPEAL_LOOKS = {
    AppealState.OPEN: "at_risk",
    AppealState.UPHELD: "done",
    AppealState.REFUSED: "done",
    AppealState.WITHDRAWN: "waiting",
}


@desk_view
def suspicion_list(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Open ones first; `?tai=` all of them as a file."""
    one = whole_round(request, pk, key)
    limits = limits_of(one.contest.fraud_limits)
    rows = ask.suspicions_of(one)
    if kind := kind_asked(request):
        return list_answer(request, kind, listings.suspicions(one, rows[: MOST_ROWS + 1], limits))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "contest": one.contest, "round": one, "tabs": tabs(request, one, "round-suspicions"), "page": page,
        "rows": [
            (row, evidence(row.kind, row.evidence), threshold(row.kind, row.evidence, limits), HINT_LOOKS[SuspicionState(row.state)])
            for row in page
        ],
        "crumbs": crumbs(step(one.contest), round_step(one), here=_("Suspicions")),
    }  # fmt: skip
    return render(request, "contests/desk/suspicions.html", context)


def _suspicion(one: Round, row_id: int) -> Suspicion:
    row = found(ask.suspicion_for(row_id))
    return row if row.round_id == one.pk else found(None)


@desk_view
def suspicion_page(request: DeskRequest, pk: int, key: str, row_id: int) -> HttpResponse:
    """The evidence, what a disqualification would move, and the two ways to decide."""
    one = whole_round(request, pk, key)
    row = _suspicion(one, row_id)
    can_judge = may_judge(request.rights, one.contest)
    is_open = row.state == SuspicionState.OPEN
    note_form, reason_form = NoteForm(prefix="bo"), ReasonForm(prefix="loai")
    if request.method == "POST":
        one = judged_round(request, pk, key)
        is_out = request.POST.get("quyet-dinh") == "loai"
        form: Any = ReasonForm(request.POST, prefix="loai") if is_out else NoteForm(request.POST, prefix="bo")
        if form.is_valid():
            return _decided(request, one, row, form, is_out=is_out)
        note_form, reason_form = (note_form, form) if is_out else (form, reason_form)
    starts = list(ask.starts_named(row.starts))
    change = (
        change_by_gone(one, add=[(start.code, start.number) for start, _entry in starts])
        if is_open and can_judge
        else None
    )
    names = unit_names(one.contest)
    context = {
        "contest": one.contest, "round": one, "row": row, "words": evidence(row.kind, row.evidence),
        "limit": threshold(row.kind, row.evidence, limits_of(one.contest.fraud_limits)),
        "look": HINT_LOOKS[SuspicionState(row.state)], "is_open": is_open, "can_judge": can_judge,
        "can_reopen": can_judge and row.state == SuspicionState.DISMISSED,
        "starts": [_start_words(start, entry, names) for start, entry in starts],
        "moves": sentences(change, rules_of(one.contest), names) if change else [],
        "note_form": note_form, "reason_form": reason_form,
        "crumbs": crumbs(step(one.contest), round_step(one), _list_step(one, "round-suspicions", _("Suspicions")), here=str(row.pk)),
    }  # fmt: skip
    return render(request, "contests/desk/suspicion.html", context)


def _start_words(start: Start, arrived: int | None, names: dict[str, str]) -> dict[str, Any]:
    return {
        "code": pseudonym(start.code), "number": start.number, "unit": names.get(start.unit, "–"),
        "started": moment(start.started_ms), "seconds": (arrived - start.started_ms) / 1000 if arrived else None,
    }  # fmt: skip


def _list_step(one: Round, name: str, label: str) -> tuple[str, str]:
    return label, reverse(f"contests:{name}", args=[one.contest_id, one.key])


def _decided(request: DeskRequest, one: Round, row: Suspicion, form: Any, *, is_out: bool) -> HttpResponse:
    said = form.cleaned_data
    try:
        if is_out:
            act.confirm_suspicion(row.pk, reason=said["reason"], by=request.user, at=request.at)
            messages.success(request, _("Disqualified. The round is being counted again."))
        else:
            act.dismiss_suspicion(row.pk, words=said["note"], by=request.user, at=request.at)
            messages.success(request, _("Noted: nothing in it. It can be opened again."))
    except ContestRefusal as refusal:
        said_no(request, refusal)
    return HttpResponseRedirect(reverse("contests:round-suspicions", args=[one.contest_id, one.key]))


@desk_view
@require_POST
def suspicion_reopen(request: DeskRequest, pk: int, key: str, row_id: int) -> HttpResponse:
    """Undo a dismissal."""
    one = judged_round(request, pk, key)
    row = _suspicion(one, row_id)
    try:
        act.reopen_suspicion(row.pk, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("It is open again."))
    return HttpResponseRedirect(reverse("contests:suspicion", args=[pk, key, row.pk]))


@desk_view
def appeal_list(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Open ones first; `?tai=` all of them as a file."""
    one = whole_round(request, pk, key)
    rows = ask.appeals_of(one)
    if kind := kind_asked(request):
        return list_answer(request, kind, listings.appeals(one, rows[: MOST_ROWS + 1]))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "contest": one.contest, "round": one, "tabs": tabs(request, one, "round-appeals"), "page": page,
        "rows": [(row, pseudonym(row.entrant.code), APPEAL_LOOKS[AppealState(row.state)]) for row in page],
        "crumbs": crumbs(step(one.contest), round_step(one), here=_("Appeals")),
    }  # fmt: skip
    return render(request, "contests/desk/appeals.html", context)


@desk_view
def appeal_page(request: DeskRequest, pk: int, key: str, row_id: int) -> HttpResponse:
    """The appeal with names and numbers masked, the person's attempts, and the answer."""
    one = whole_round(request, pk, key)
    row: Appeal = found(ask.appeal_for(row_id))
    if row.round_id != one.pk:
        return found(None)
    can_judge = may_judge(request.rights, one.contest)
    form = AppealForm(request.POST or None)
    if request.method == "POST":
        judged_round(request, pk, key)
        if form.is_valid():
            said = form.cleaned_data
            try:
                act.answer_appeal(
                    row.pk,
                    is_upheld=said["decision"] == "upheld",
                    answer=said["answer"],
                    by=request.user,
                    at=request.at,
                )
            except ContestRefusal as refusal:
                said_no(request, refusal)
            else:
                messages.success(request, _("The appeal is answered."))
            return HttpResponseRedirect(reverse("contests:round-appeals", args=[pk, key]))
    names = unit_names(one.contest)
    context = {
        "contest": one.contest, "round": one, "row": row, "who": pseudonym(row.entrant.code),
        "look": APPEAL_LOOKS[AppealState(row.state)], "form": form, "can_answer": can_judge and row.state == AppealState.OPEN,
        "starts": [_start_words(start, entry, names) for start, entry in ask.starts_by(one, row.entrant.code)],
        "crumbs": crumbs(step(one.contest), round_step(one), _list_step(one, "round-appeals", _("Appeals")), here=pseudonym(row.entrant.code)),
    }  # fmt: skip
    return render(request, "contests/desk/appeal.html", context)
