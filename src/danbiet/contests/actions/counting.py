"""Entries marked, and provisional standings as files: while a round is open every few seconds, afterwards when something changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from danbiet.kit.clock import milliseconds

from ..calc import standing_files
from ..calc.bundle import Closed
from ..calc.marking import Marked as Mark
from ..calc.marking import Marker
from ..calc.round_result import RoundResult
from ..calc.rules import Rules
from ..enums import ContestState, PublicationKind, PublicationState, RoundState
from ..models import Contest, Publication, Round
from ..queries import closing, entries
from ..queries.standing import FOREVER, result_now
from ..storages import publication_path, remove
from .alone import COUNTING, alone
from .noting import wake
from .winning import keep_winners

AT_ONCE = 5000
KEEP = 3  # provisional standings that are kept: somebody may be reading the one before
SLACK = 600_000  # ms before the last count in which an entry may have been under way
ADD = """
INSERT INTO contests_mark (start_id, points, correct, wrong, is_all_correct, time_ms)
SELECT * FROM unnest(%s::bigint[], %s::int[], %s::smallint[], %s::smallint[], %s::bool[], %s::bigint[])
ON CONFLICT (start_id) DO NOTHING
"""
FORGET = "DELETE FROM contests_mark m USING contests_start s WHERE s.id = m.start_id AND s.round_id = %s"


@dataclass(frozen=True, slots=True)
class Moment:
    """How a round stands: over (nothing can arrive any more), and since when (ms) its standings stand still."""

    now: int
    is_over: bool
    frozen_from: int

    @property
    def is_frozen(self) -> bool:
        return not self.is_over and self.now >= self.frozen_from


def count_open_rounds(*, at: datetime) -> int:
    """Mark and count every round that may still take entries. Returns how many there are; nothing is done where nothing came."""
    begun = Round.objects.filter(
        state=RoundState.PLANNED, opens_at__lte=at, contest__rules__isnull=False,
        contest__state__in=[ContestState.FROZEN, ContestState.RUNNING],
    ).select_related("contest", "secret")  # fmt: skip
    for one in begun:
        if one.contest.state == ContestState.FROZEN:
            Contest.objects.filter(pk=one.contest_id, state=ContestState.FROZEN).update(
                state=ContestState.RUNNING
            )
            wake(one.contest)
        count_round(one, at=at)
    return len(begun)


def count_round(one: Round, *, at: datetime) -> Publication | None:
    """Mark what is new and publish provisional standings when anything changed. None: nothing to do, or somebody else does it."""
    rules = closing.rules_of(one.contest)
    moment = moment_of(one, rules, at=at)
    last = _last(one)
    basis = closing.basis(one)
    figures = last.figures if last else {}
    stands_still = (moment.is_frozen and figures.get("is_frozen")) or (
        moment.is_over and figures.get("is_over")
    )
    if stands_still and figures.get("basis") == basis:
        return None
    with alone(COUNTING, one.pk) as is_mine:
        if not is_mine:
            return None
        return _count(one, moment, at=at, basis=basis)


def moment_of(one: Round, rules: Rules, *, at: datetime) -> Moment:
    """How the round stands at a moment."""
    frozen_from = (
        milliseconds(one.closes_at) - 1000 * rules.freeze_seconds if rules.freeze_seconds else FOREVER
    )
    return Moment(milliseconds(at), closing.is_over(rules, one, at=at), frozen_from)


def mark_entries(one: Round, closed: Closed, *, since: int = 0, afresh: bool = False) -> int:
    """Give every entry that has none its mark; `afresh`: all of them anew, because an item was dropped. Returns how many."""
    marker = Marker(closed.ground())
    done = 0
    with transaction.atomic():
        if afresh:
            with connection.cursor() as cursor:
                cursor.execute(FORGET, [one.pk])
        found = entries.unmarked(one, since=since)
        while block := list(islice(found, AT_ONCE)):
            marks = marker.mark(block)
            _add(marks)
            done += len(marks)
    return done


def _add(block: list[Mark]) -> None:
    if not block:
        return
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*block, strict=True)])


def _count(one: Round, moment: Moment, *, at: datetime, basis: str) -> Publication | None:
    last = _last(one)
    figures = last.figures if last else {}
    drops = closing.dropped_of(one)
    afresh = bool(figures) and figures.get("drops", []) != drops
    since = 0 if moment.is_over or afresh or not figures else max(0, figures["until"] - SLACK)
    same = (basis, moment.is_over, moment.is_frozen)
    is_same = (figures.get("basis"), figures.get("is_over"), figures.get("is_frozen")) == same
    if is_same and not entries.has_unmarked(one, since=since):
        return None  # without a look at banks and secrets: this is asked every few seconds
    with transaction.atomic():  # marks without the standings that show them would never be looked at again
        closed = closing.closed_of(one)
        new = mark_entries(one, closed, since=since, afresh=afresh)
        if is_same and not new:
            return None
        made, result = _publish(one, closed, moment, at=at, figures={"basis": basis, "drops": drops})
        if moment.is_over:
            keep_winners(one, result.winners)
    _remove_old(one)
    return made


def _publish(
    one: Round, closed: Closed, moment: Moment, *, at: datetime, figures: dict[str, Any]
) -> tuple[Publication, RoundResult]:
    """The standings as they are now, as files and as a row."""
    rules = closed.rules
    before = moment.frozen_from if moment.is_frozen else FOREVER
    result = result_now(one, closed, before=before, with_prediction=moment.is_over)
    told = standing_files.Telling(
        rules, one.key, moment.now, is_frozen=moment.is_frozen,
        hides_ranks=not moment.is_over and rules.reveal == "after_close",
        unit_names={unit.unit: unit.name for unit in closed.units},
    )  # fmt: skip
    earlier = (
        one.publications.filter(kind=PublicationKind.PROVISIONAL).aggregate(top=Max("number"))["top"] or 0
    )
    folder = f"{one.contest.key}/{one.key}/provisional-{earlier + 1}"
    remove(publication_path(folder))  # left by a process that was killed before its row was kept
    standing_files.write(publication_path(folder), result, told)
    made = Publication.objects.create(
        round=one, kind=PublicationKind.PROVISIONAL, number=earlier + 1, made_at=at, folder=folder, progress=100,
        state=PublicationState.READY,
        figures=figures
        | {
            "is_over": moment.is_over, "is_frozen": moment.is_frozen, "until": moment.now,
            "people": sum(one.participants for one in result.figures.values()),
            "entries": sum(one.entries for one in result.figures.values()),
        },
    )  # fmt: skip
    return made, result


def _last(one: Round) -> Publication | None:
    return one.publications.filter(kind=PublicationKind.PROVISIONAL).order_by("-number").first()


def _remove_old(one: Round) -> None:
    kept = one.publications.filter(kind=PublicationKind.PROVISIONAL).order_by("-number")
    for old in kept[KEEP:]:
        remove(publication_path(old.folder))
        old.delete()
