"""Evidence on the desk: the list, one piece with its history, the queue of what waits for a decision, its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by, told_of
from danbiet.kit.listing import MOST_ROWS
from danbiet.kit.text import row_number
from danbiet.media.views import attachment
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import deciding
from ..actions.refusals import PlanRefusal
from ..calc.locking import lockable_period
from ..calc.reporting import period_words
from ..forms.evidence import EvidenceFilterForm, ReasonForm
from ..queries import evidence as ask
from ..queries.evidence import EvidenceFilter, EvidenceInFull
from ..queries.periods import ShutPiece, lock_over, open_correction, shut_among, shut_pieces
from . import evidence_words as words
from .doors import crumbs

PER_PAGE = 30


@desk_view
def evidence_list(request: DeskRequest) -> HttpResponse:
    """Evidence of the units one reaches; filters, sorts, pages, and leaves as CSV just as it is shown."""
    reach = request.rights.unit_ids()
    form = EvidenceFilterForm(
        request.GET or None,
        units=words.unit_choices(request.rights, reach),
        years=range(request.on.year, request.on.year - 6, -1),
    )
    asked = form.asked()
    found = ask.evidence_found(
        EvidenceFilter(
            unit_ids=frozenset({asked["don-vi"]} & reach if "don-vi" in asked else reach),
            units=request.rights.tree,
            task_id=asked.get("nhiem-vu"),
            states=(asked["tinh-trang"],) if "tinh-trang" in asked else (),
            kind=asked.get("loai", ""),
            language=asked.get("ngon-ngu", ""),
            year=asked.get("nam"),
            month=asked.get("thang"),
            text=asked.get("q", ""),
            sort=request.GET.get("sap") or "-ngay",
        )
    )
    if kind := kind_asked(request):
        pieces = ask.many_in_full(found[: MOST_ROWS + 1])
        rows = words.csv_rows(pieces, request.rights.tree)
        listing = Listing(
            name="minh-chung",
            title=_("Evidence of my units"),
            head=words.csv_head(),
            rows=rows,
            told=told_by(form),
        )
        return list_answer(request, kind, listing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "rows": [words.row(piece, request.rights.tree) for piece in ask.many_in_full(page.object_list)],
        "q": asked.get("q", ""),
        "can_write": any(
            may.may_write_evidence(request.rights, unit) for unit in request.rights.units_held()
        ),
        "waiting_count": ask.waiting_nearest(request.rights).count(),
        "can_decide": may.may_decide_evidence(request.rights),
        "crumbs": crumbs(here=_("Evidence")),
    }
    return render(request, "plans/evidence_list.html", context)


@desk_view
def evidence_detail(request: DeskRequest, pk: int) -> HttpResponse:
    """One piece: what it counts for, its proofs, its history, and what one may do with it now."""
    piece = evidence_or_404(request, pk)
    context = {
        **words.detail(piece, request.rights.tree),
        **_allowed(request, piece),
        **_shut(request, piece),
        "history": words.history(ask.history_of(pk)),
        "in_queue": "hang-doi" in request.GET,
        "crumbs": crumbs((_("Evidence"), reverse("plans:evidence-list")), here=piece.evidence.title),
    }
    return render(request, "plans/evidence_detail.html", context)


@desk_view
def evidence_queue(request: DeskRequest) -> HttpResponse:
    """What waits for this person's decision, oldest first; several can be accepted at once."""
    must(
        may.may_decide_evidence(request.rights),
        _("Evidence is decided on by reform offices and heads of units."),
    )
    if request.method == "POST":
        return _accept_chosen(request)
    mine, every = ask.waiting_nearest(request.rights), ask.waiting_evidence(request.rights)
    unit_id = row_number(request.GET.get("don-vi", ""))
    is_all = "tat-ca" in request.GET
    found = every if is_all else mine
    if unit_id is not None:
        found = every.filter(unit_id=unit_id)  # asked for by name: whoever stands nearer
    if kind := kind_asked(request):
        listing = Listing(
            name="minh-chung-cho-duyet", title=_("Evidence waiting for a decision"), head=words.csv_head(),
            rows=words.csv_rows(ask.many_in_full(found[: MOST_ROWS + 1]), request.rights.tree),
            told=told_of([(_("Unit"), request.rights.tree.full_name(unit_id) if unit_id is not None else "")]),
        )  # fmt: skip
        return list_answer(request, kind, listing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    pieces = ask.many_in_full(page.object_list)
    context = {
        "page": page,
        "tabs": _queue_tabs(mine.count(), every.count(), is_all=is_all) if unit_id is None else [],
        "only_unit": request.rights.tree.full_name(unit_id) if unit_id is not None else "",
        "rows": [words.row(piece, request.rights.tree) for piece in pieces],
        "shut": {one.evidence.pk for one in shut_among([piece.evidence for piece in pieces])},
        "is_page_chosen": "chon-trang" in request.GET,
        "choose_url": _page_chosen(request),
        "crumbs": crumbs((_("Evidence"), reverse("plans:evidence-list")), here=_("Waiting for a decision")),
    }
    return render(request, "plans/evidence_queue.html", context)


def _page_chosen(request: DeskRequest) -> str:
    """The same page with all its boxes ticked, or with none where all are."""
    asked = request.GET.copy()
    if asked.pop("chon-trang", None) is None:
        asked["chon-trang"] = "1"
    return f"?{asked.urlencode()}"


def _queue_tabs(mine: int, every: int, *, is_all: bool) -> list[dict[str, Any]]:
    """Nothing to choose where nobody stands between."""
    if mine == every:
        return []
    return [
        {"label": _("My turn"), "url": "?", "count": mine, "is_current": not is_all},
        {
            "label": _("All I may decide on, also before a nearer office does"),
            "url": "?tat-ca=1",
            "count": every,
            "is_current": is_all,
        },
    ]


def _accept_chosen(request: DeskRequest) -> HttpResponse:
    """Accept what was ticked. Where some of it lies in a locked period, first show which, and ask one reason for all of it."""
    chosen = _numbers(request, "chon")
    allowed = set(ask.waiting_evidence(request.rights).filter(pk__in=chosen).values_list("pk", flat=True))
    shown, form = (
        _numbers(request, "da-khoa"),
        ReasonForm(request.POST if "da-khoa" in request.POST else None),
    )
    shut = shut_pieces(allowed)
    can_correct = may.may_lock_periods(request.rights)
    is_answered = can_correct and form.is_valid() and all(one.evidence.pk in shown for one in shut)
    if shut and not is_answered:
        return _ask_reason(request, allowed, shut, form=form, can_correct=can_correct)
    why = form.cleaned_data["reason"] if is_answered else ""
    decided = deciding.accept_many(allowed, by=request.user, at=request.at, why=why, shut=shown)
    return _tell_decided(request, decided, chosen=chosen, allowed=allowed)


def _numbers(request: DeskRequest, name: str) -> set[int]:
    return {pk for one in request.POST.getlist(name) if (pk := row_number(one)) is not None}


def _ask_reason(
    request: DeskRequest, allowed: set[int], shut: list[ShutPiece], *, form: ReasonForm, can_correct: bool
) -> HttpResponse:
    """Nothing is accepted yet: those of a locked period by name, for the province's office with one reason for all of them, for
    others to leave out."""
    held = {one.evidence.pk for one in shut}
    rest = allowed - held
    context = {
        "title": _("Some of it lies in a locked period"),
        "shut": [
            (one, request.rights.tree.full_name(one.evidence.unit_id), period_words(lockable_period(one.lock.period_key)))
            for one in shut
        ],
        "rest": len(rest),
        "can_correct": can_correct,
        "chosen": sorted(allowed if can_correct else rest),
        "form": form if can_correct else None,
        "is_all": "tat-ca" in request.GET,
        "crumbs": crumbs(
            (_("Evidence"), reverse("plans:evidence-list")),
            (_("Waiting for a decision"), reverse("plans:evidence-queue")),
            here=_("Locked period"),
        ),
    }  # fmt: skip
    return render(request, "plans/evidence_shut.html", context)


def _tell_decided(
    request: DeskRequest, decided: deciding.Decided, *, chosen: set[int], allowed: set[int]
) -> HttpResponse:
    count = len(decided.accepted)
    if count:
        messages.success(
            request,
            ngettext("%(count)d piece accepted.", "%(count)d pieces accepted.", count) % {"count": count},
        )
    titles = ask.titles_of({pk for pk, _sentence in decided.refused} | (chosen - allowed), request.rights)
    for pk, sentence in decided.refused:
        messages.error(request, f"{titles.get(pk, pk)}: {sentence}")
    if lost := chosen - allowed:
        words = ngettext(
            "%(count)d piece was decided by somebody else meanwhile or is not yours to decide.",
            "%(count)d pieces were decided by somebody else meanwhile or are not yours to decide.",
            len(lost),
        ) % {"count": len(lost)}
        named = "; ".join(titles[pk] for pk in sorted(lost) if pk in titles)
        messages.warning(request, f"{words} {named}".strip())
    if not chosen:
        messages.warning(request, _("Choose what to accept first."))
    back = reverse("plans:evidence-queue")
    return HttpResponseRedirect(f"{back}?tat-ca=1" if "tat-ca" in request.GET else back)


@desk_view
@require_POST
def evidence_accept(request: DeskRequest, pk: int) -> HttpResponse:
    """Let it count, and go on to the next that waits. Of a locked period by its reform office with a reason: a correction."""
    piece = evidence_or_404(request, pk)
    must(may.may_decide_on_evidence(request.rights, piece.evidence, is_own_only=piece.is_own_only))
    why = request.POST.get("reason", "") if may.may_lock_periods(request.rights) else ""
    try:
        deciding.accept_evidence(pk, by=request.user, at=request.at, why=why)
        messages.success(request, _("Accepted: %(title)s") % {"title": piece.evidence.title})
    except PlanRefusal as refusal:
        said_no(request, refusal)
    return _onward(request, pk)


@desk_view
def evidence_return(request: DeskRequest, pk: int) -> HttpResponse:
    """Give it back with a reason."""
    piece = evidence_or_404(request, pk)
    must(may.may_decide_on_evidence(request.rights, piece.evidence, is_own_only=piece.is_own_only))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.return_evidence(
                pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at,
                is_correction=may.may_lock_periods(request.rights),
            )  # fmt: skip
            messages.success(request, _("Returned: %(title)s") % {"title": piece.evidence.title})
        except PlanRefusal as refusal:
            said_no(request, refusal)
        return _onward(request, pk)
    consequences = [_("The unit is told the reason, puts it right and hands it in again.")]
    if piece.evidence.state == "accepted":
        consequences.insert(0, _("It counts no more for %(count)d targets.") % {"count": _reach(piece)})
    context = {
        "title": _("Return this evidence?"), "text": piece.evidence.title, "consequences": consequences,
        "action": _("Return"), "form": form, "cancel_url": reverse("plans:evidence-detail", args=[pk]),
        "action_url": request.get_full_path(),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def evidence_withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """Take it away for good, with a reason."""
    piece = evidence_or_404(request, pk)
    must(may.may_withdraw_evidence(request.rights, piece.evidence, is_own_only=piece.is_own_only))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.withdraw_evidence(
                pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at,
                is_correction=may.may_lock_periods(request.rights),
            )  # fmt: skip
            messages.success(request, _("Withdrawn: %(title)s") % {"title": piece.evidence.title})
        except PlanRefusal as refusal:
            said_no(request, refusal)
        return HttpResponseRedirect(reverse("plans:evidence-detail", args=[pk]))
    consequences = [_("It stays readable with its history, and can never count again.")]
    if piece.evidence.state == "accepted":
        consequences.insert(0, _("It counts no more for %(count)d targets.") % {"count": _reach(piece)})
    context = {
        "title": _("Withdraw this evidence?"), "text": piece.evidence.title, "consequences": consequences,
        "action": _("Withdraw the evidence"), "look": "danger", "form": form, "action_url": request.get_full_path(),
        "cancel_url": reverse("plans:evidence-detail", args=[pk]),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def proof_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A proof's file for those who may see the evidence. Links and captions are public, files are not: they show people
    and their signatures (law on personal data)."""
    proof = ask.proof_for(pk)
    if proof is None or proof.file is None or not may.may_see_evidence(request.rights, proof.evidence):
        raise Http404
    try:
        return attachment(proof.file)
    except FileNotFoundError as error:
        raise Http404(_("The file is missing in the data folder.")) from error


def evidence_or_404(request: DeskRequest, pk: int) -> EvidenceInFull:
    """The piece for whoever holds a role in its unit or above; for others it does not exist."""
    piece = ask.evidence_for(pk)
    if piece is None or not may.may_see_evidence(request.rights, piece.evidence):
        raise Http404
    return piece


def _shut(request: DeskRequest, piece: EvidenceInFull) -> dict[str, Any]:
    """Whether its day is locked, what was asked and allowed, and what this person can do about it."""
    lock = lock_over(piece.evidence.on)
    if lock is None:
        return {}
    held = open_correction(piece.evidence.pk)
    return {
        "lock": lock,
        "lock_words": period_words(lockable_period(lock.period_key)),
        "correction": held,
        "is_closed": held is None or held.state != "allowed",
        "may_correct": may.may_lock_periods(request.rights),
        "may_ask": held is None
        and piece.evidence.state != "withdrawn"
        and may.may_ask_correction(request.rights, piece.evidence.unit_id),
    }


def _reach(piece: EvidenceInFull) -> int:
    return len(piece.chosen) + len(piece.reached)


def _onward(request: DeskRequest, pk: int) -> HttpResponse:
    """From the queue to the next that waits, otherwise back to the piece."""
    if "hang-doi" not in request.GET:
        return HttpResponseRedirect(reverse("plans:evidence-detail", args=[pk]))
    following = ask.waiting_nearest(request.rights).exclude(pk=pk).first()
    if following is None:
        return HttpResponseRedirect(reverse("plans:evidence-queue"))
    return HttpResponseRedirect(reverse("plans:evidence-detail", args=[following.pk]) + "?hang-doi=1")


def _allowed(request: DeskRequest, piece: EvidenceInFull) -> dict[str, Any]:
    rights, evidence = request.rights, piece.evidence
    return {
        "may_edit": may.may_edit_evidence(rights, evidence),
        "may_accept": may.may_accept_evidence(rights, evidence, is_own_only=piece.is_own_only),
        "may_return": may.may_return_evidence(rights, evidence, is_own_only=piece.is_own_only),
        "may_withdraw": may.may_withdraw_evidence(rights, evidence, is_own_only=piece.is_own_only),
    }
