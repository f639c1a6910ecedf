"""Asking for a bundle or for the final result of a round; the job makes both."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.accounts.models import User

from ..enums import AppealState, ContestState, PublicationKind, PublicationState, RoundState
from ..models import Contest, Publication, Round, Winner
from ..queries import closing
from ..queries.results import newest
from ..registry import BUNDLE_JOB, COUNT_JOB
from .noting import locked, note
from .refusals import NotNow


@transaction.atomic
def request_bundle(round_id: int, *, by: User, at: datetime) -> Publication:
    """Have the bundle of a round made that is over. The one that is being made, when there is one. NotNow before the round is over."""
    one, contest = _over(round_id, at=at)
    making = newest(one, PublicationKind.BUNDLE, state=PublicationState.MAKING)
    if making is not None:
        return making
    made = _begin(one, PublicationKind.BUNDLE, at=at)
    note("bundle_asked", contest, by=by, at=at, thing=one, number=made.number)
    make_soon(made)
    return made


@transaction.atomic
def request_final(round_id: int, *, by: User, at: datetime) -> Publication:
    """Publish the result of a round for good, with its bundle; a later one is a correction with the next number.

    Refused (NotNow): the round is not over or not counted as things stand, an appeal is open, a winner is not confirmed, an
    earlier round decides who may win here and is not final, or nothing has changed since the last one.
    """
    one, contest = _over(round_id, at=at)
    said = why_not_final(one)
    if said:
        raise NotNow(said)
    bundle = _begin(one, PublicationKind.BUNDLE, at=at)
    made = _begin(
        one, PublicationKind.FINAL, at=at, figures={"bundle": bundle.number, "basis": closing.basis(one)}
    )
    note("final_asked", contest, by=by, at=at, thing=one, number=made.number)
    make_soon(bundle)
    return made


def why_not_final(one: Round) -> str:
    """What still stands against publishing a round that is over, as a sentence that says what to do; "" for nothing."""
    basis = closing.basis(one)
    counted = newest(one, PublicationKind.PROVISIONAL)
    final = newest(one, PublicationKind.FINAL)
    rules = closing.rules_of(one.contest)
    earlier = Round.objects.filter(contest_id=one.contest_id, number__lt=one.number).exclude(
        state=RoundState.FINAL
    )
    if newest(one, PublicationKind.FINAL, state=PublicationState.MAKING):
        return _("The result is being published. Wait until it is done.")
    if counted is None or not counted.figures.get("is_over") or counted.figures.get("basis") != basis:
        return _("The round is being counted. Try again in a minute.")
    if final is not None and final.figures.get("basis") == basis:
        return _("Nothing has changed since the last publication.")
    if one.appeals.filter(state=AppealState.OPEN).exists():
        return _("An appeal is not answered yet. Decide it first.")
    if "contest" in (rules.one_prize.person, rules.one_prize.unit) and earlier.exists():
        return _("Who won an earlier round may not win here: publish the earlier round first.")
    if Winner.objects.filter(round=one, confirmed_at=None).exists():
        return _("Not all winners are confirmed. The head of the organiser confirms them.")
    return ""


def count_soon(one: Round) -> None:
    """Have the round counted again once this transaction is kept."""
    _defer(COUNT_JOB, f"{COUNT_JOB}:{one.pk}", round_id=one.pk)


def make_soon(publication: Publication) -> None:
    """Have the bundle made once this transaction is kept."""
    _defer(BUNDLE_JOB, f"{BUNDLE_JOB}:{publication.pk}", publication_id=publication.pk)


def revive_lost() -> int:
    """Ask again for bundles whose job may have been lost; one that is at work goes on alone. Returns how many."""
    lost = Publication.objects.filter(kind=PublicationKind.BUNDLE, state=PublicationState.MAKING)
    for one in lost:
        make_soon(one)
    return len(lost)


def _defer(name: str, lock: str, **given: int) -> None:
    try:
        with transaction.atomic():
            if name == COUNT_JOB:
                jobs.configure_task(COUNT_JOB, queueing_lock=lock).defer(**given)
            else:
                jobs.configure_task(BUNDLE_JOB, queueing_lock=lock).defer(**given)
    except AlreadyEnqueued:
        pass  # one that waits is enough


def _over(round_id: int, *, at: datetime) -> tuple[Round, Contest]:
    one = (
        Round.objects.select_for_update(no_key=True, of=("self",))
        .select_related("contest", "secret")
        .get(pk=round_id)
    )
    contest = locked(one.contest_id)
    if contest.state == ContestState.CANCELLED:
        raise NotNow(_("The contest was cancelled."))
    if not closing.is_over(closing.rules_of(contest), one, at=at):
        raise NotNow(_("Entries can still arrive in this round. Wait until it is over."))
    return one, contest


def _begin(
    one: Round, kind: PublicationKind, *, at: datetime, figures: dict[str, object] | None = None
) -> Publication:
    number = (one.publications.filter(kind=kind).aggregate(top=Max("number"))["top"] or 0) + 1
    return Publication.objects.create(round=one, kind=kind, number=number, made_at=at, figures=figures or {})
