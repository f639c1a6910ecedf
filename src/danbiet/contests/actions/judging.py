"""What is decided about entries and items after a round: taken out and put back with reasons everybody reads; everything is counted again."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.text import nfc

from ..calc.canonical import PARTICIPANT
from ..calc.formats.draft import one_line
from ..enums import AppealState, SuspicionState
from ..models import Appeal, Contest, Disqualification, DroppedItem, Item, Round, Start, Suspicion
from ..queries.closing import dropped_of
from .noting import locked, note
from .publishing import count_soon
from .refusals import AlreadyThere, NotNow


@transaction.atomic
def disqualify(
    round_id: int, *, code: str, number: int, reason: str, by: User, at: datetime
) -> Disqualification:
    """Take an attempt of a participant out (number 0: all of them), with the reason everybody reads.

    Refused: nobody of this code took part (NotNow), it is taken out already (AlreadyThere).
    """
    one, contest = _round(round_id)
    taken = Start.objects.filter(round=one, code=code, **({"number": number} if number else {}))
    if not PARTICIPANT.fullmatch(code) or not taken.exists():
        raise NotNow(
            _("Nobody with this code and attempt took part in the round. Look at the code once more.")
        )
    try:
        with transaction.atomic():
            made = Disqualification.objects.create(
                round=one, code=code, number=number, reason=one_line(reason), at=at, by=by
            )
    except IntegrityError as error:
        raise AlreadyThere(_("This is disqualified already.")) from error
    note("disqualified", contest, by=by, at=at, thing=one, reason=made.reason, code=code, number=number)
    count_soon(one)
    return made


@transaction.atomic
def revoke(disqualification_id: int, *, reason: str, by: User, at: datetime) -> Disqualification:
    """Let a disqualified entry count again. NotNow when that was done already."""
    row = Disqualification.objects.select_for_update(no_key=True).get(pk=disqualification_id)
    one, contest = _round(row.round_id)
    if row.revoked_at is not None:
        raise NotNow(_("This disqualification was revoked already."))
    row.revoked_at, row.revoked_by, row.revoked_reason = at, by, one_line(reason)
    row.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    note(
        "disqualification_revoked", contest, by=by, at=at, thing=one, reason=row.revoked_reason, code=row.code
    )
    count_soon(one)
    return row


@transaction.atomic
def drop_item(round_id: int, *, key: str, words: str, by: User, at: datetime) -> DroppedItem:
    """Let an item no longer count in a round, with the note everybody reads; all papers are marked anew.

    Refused: no such sealed item (NotNow), dropped already (AlreadyThere).
    """
    one, contest = _round(round_id)
    item = Item.objects.filter(contest=contest, key=key, current__state__in=["frozen", "revealed"]).first()
    if item is None:
        raise NotNow(_("The contest has no question %(key)s.") % {"key": key})
    if key in dropped_of(one):
        raise AlreadyThere(_("This question does not count already."))
    made = DroppedItem.objects.create(round=one, item=item, note=one_line(words), at=at, by=by)
    note("item_dropped", contest, by=by, at=at, thing=one, reason=made.note, item=key)
    count_soon(one)
    return made


@transaction.atomic
def take_back_drop(drop_id: int, *, reason: str, by: User, at: datetime) -> None:
    """Let a dropped item count again; what was said stays in the record."""
    row = DroppedItem.objects.select_for_update(of=("self",)).select_related("item").get(pk=drop_id)
    one, contest = _round(row.round_id)
    note(
        "item_counts_again",
        contest,
        by=by,
        at=at,
        thing=one,
        reason=one_line(reason),
        item=row.item.key,
        before=row.note,
    )
    row.delete()
    count_soon(one)


@transaction.atomic
def dismiss_suspicion(suspicion_id: int, *, words: str, by: User, at: datetime) -> Suspicion:
    """Nothing is in it; the note says why. NotNow when somebody decided already."""
    row, contest = _open_suspicion(suspicion_id)
    _decide(row, SuspicionState.DISMISSED, words=words, by=by, at=at)
    note("suspicion_dismissed", contest, by=by, at=at, thing=row.round, reason=row.note, suspicion=row.pk)
    return row


@transaction.atomic
def confirm_suspicion(suspicion_id: int, *, reason: str, by: User, at: datetime) -> list[Disqualification]:
    """Take every attempt it names out, with one public reason. NotNow when somebody decided already."""
    row, _contest = _open_suspicion(suspicion_id)
    made = []
    gone = set(
        Disqualification.objects.filter(round=row.round_id, revoked_at=None).values_list("code", "number")
    )
    for code, number in (
        Start.objects.filter(pk__in=row.starts).order_by("code", "number").values_list("code", "number")
    ):
        if not {(code, 0), (code, number)} & gone:
            made.append(disqualify(row.round_id, code=code, number=number, reason=reason, by=by, at=at))
    _decide(row, SuspicionState.CONFIRMED, words=reason, by=by, at=at)
    return made


@transaction.atomic
def reopen_suspicion(suspicion_id: int, *, by: User, at: datetime) -> Suspicion:
    """Undo a decision that there is nothing in it. NotNow for any other state: a disqualification is revoked by itself."""
    row = (
        Suspicion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("round")
        .get(pk=suspicion_id)
    )
    contest = locked(row.round.contest_id)
    if row.state != SuspicionState.DISMISSED:
        raise NotNow(_("Only what was dismissed can be opened again."))
    row.state = SuspicionState.OPEN
    row.save(update_fields=["state"])
    note("suspicion_reopened", contest, by=by, at=at, thing=row.round, suspicion=row.pk)
    return row


@transaction.atomic
def answer_appeal(appeal_id: int, *, is_upheld: bool, answer: str, by: User, at: datetime) -> Appeal:
    """Uphold or refuse an appeal with an answer the entrant reads; what follows from it is decided apart. NotNow when it is not open."""
    row = (
        Appeal.objects.select_for_update(no_key=True, of=("self",)).select_related("round").get(pk=appeal_id)
    )
    contest = locked(row.round.contest_id)
    if row.state != AppealState.OPEN:
        raise NotNow(_("This appeal is not open any more."))
    row.state = AppealState.UPHELD if is_upheld else AppealState.REFUSED
    row.answer, row.answered_by, row.answered_at = nfc(answer.strip()), by, at
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    note(f"appeal_{row.state}", contest, by=by, at=at, thing=row.round, reason=row.answer, appeal=row.pk)
    return row


def _round(round_id: int) -> tuple[Round, Contest]:
    one = Round.objects.select_for_update(no_key=True).get(pk=round_id)
    return one, locked(one.contest_id)


def _open_suspicion(suspicion_id: int) -> tuple[Suspicion, Contest]:
    row = (
        Suspicion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("round")
        .get(pk=suspicion_id)
    )
    contest = locked(row.round.contest_id)
    if row.state != SuspicionState.OPEN:
        raise NotNow(_("Somebody has decided about this already."))
    return row, contest


def _decide(row: Suspicion, state: SuspicionState, *, words: str, by: User, at: datetime) -> None:
    row.state, row.note, row.decided_by, row.decided_at = state, one_line(words), by, at
    row.save(update_fields=["state", "note", "decided_by", "decided_at"])
