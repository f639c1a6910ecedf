"""What may still be done to a round once the contest is sealed, in public."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..enums import RoundEventKind
from ..models import Contest, Round, RoundEvent
from ..queries.contests import pause_of
from .noting import locked, note, wake
from .refusals import NotNow


@transaction.atomic
def extend_round(round_id: int, *, closes_at: datetime, reason: str, by: User, at: datetime) -> RoundEvent:
    """Let a round end later: a public event that reaches every running process within seconds.

    Refused (NotNow): the round has ended, the new end is not later, or it would run into the next round.
    """
    one = Round.objects.select_for_update(no_key=True).get(pk=round_id)
    contest = locked(one.contest_id)
    if one.closes_at <= at:
        raise NotNow(_("This round has ended."))
    if closes_at <= one.closes_at:
        raise NotNow(_("The new end must be later than the one that stands."))
    try:
        with transaction.atomic():
            event = RoundEvent.objects.create(
                round=one, kind=RoundEventKind.EXTENDED, at=at, by=by, closes_at=closes_at, reason=reason
            )
    except IntegrityError as error:
        raise NotNow(_("The next round would have begun by then.")) from error
    note("round_extended", contest, by=by, at=at, thing=one, reason=reason, closes=closes_at.isoformat())
    wake(contest)
    return event


@transaction.atomic
def pause_entry(round_id: int, *, reason: str, by: User, at: datetime) -> RoundEvent:
    """Let nobody new begin: a public event that reaches every running process within seconds. Who has begun goes on and hands in.

    Refused (NotNow): the round has ended, or it is paused already.
    """
    one, contest = _held(round_id, at=at)
    if pause_of(one) is not None:
        raise NotNow(_("Entry is paused already."))
    return _event(one, contest, RoundEventKind.PAUSED_ENTRY, "entry_paused", reason=reason, by=by, at=at)


@transaction.atomic
def resume_entry(round_id: int, *, reason: str, by: User, at: datetime) -> RoundEvent:
    """Let people begin again, in public too. Refused (NotNow): the round has ended, or nothing is paused."""
    one, contest = _held(round_id, at=at)
    if pause_of(one) is None:
        raise NotNow(_("Entry is not paused."))
    return _event(one, contest, RoundEventKind.RESUMED, "entry_resumed", reason=reason, by=by, at=at)


def _held(round_id: int, *, at: datetime) -> tuple[Round, Contest]:
    one = Round.objects.select_for_update(no_key=True).get(pk=round_id)
    if one.closes_at <= at:
        raise NotNow(_("This round has ended."))
    return one, locked(one.contest_id)


def _event(
    one: Round, contest: Contest, kind: RoundEventKind, verb: str, *, reason: str, by: User, at: datetime
) -> RoundEvent:
    event = RoundEvent.objects.create(round=one, kind=kind, at=at, by=by, reason=reason)
    note(verb, contest, by=by, at=at, thing=one, reason=reason)
    wake(contest)
    return event


@transaction.atomic
def give_notice(round_id: int, *, words: str, by: User, at: datetime) -> RoundEvent:
    """Say something in public about a round, to be read on its pages; before, while and after it is open."""
    one = Round.objects.select_for_update(no_key=True).get(pk=round_id)
    contest = locked(one.contest_id)
    event = RoundEvent.objects.create(round=one, kind=RoundEventKind.NOTICE, at=at, by=by, reason=words)
    note("round_notice", contest, by=by, at=at, thing=one, reason=words)
    wake(contest)
    return event
