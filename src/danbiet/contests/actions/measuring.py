"""What a contest counts as in `measures`, kept in step with who took part and who won."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.clock import local
from danbiet.measures.actions import Happened, record_events, withdraw_events
from danbiet.measures.queries import counted_of_source
from danbiet.measures.registry import CONTEST_ENTRIES, CONTEST_PARTICIPANTS, CONTEST_WINNERS
from danbiet.org.queries import tree

from ..calc.rules import Rules
from ..enums import ContestState
from ..models import Contest, Entrant, Round, Winner
from ..queries.checking import rules_in
from ..queries.contests import plan_tasks_of
from ..queries.turnout import unit_days
from ..registry import task_chain, tasks_of_units
from .noting import locked

COUNTED = (ContestState.FROZEN, ContestState.RUNNING, ContestState.APPEALS, ContestState.FINAL)
LOOKED_AT = timedelta(
    days=120
)  # after a round's end; what is decided later counts its contest anew by itself
MEASURES = {"persons": CONTEST_PARTICIPANTS, "entries": CONTEST_ENTRIES}
DAYS_OF_ROUND = 1000  # a day's number within a round, in the number of what is counted


def count_due(*, at: datetime) -> int:
    """Count every contest with a round that opened and did not end long ago; how many changed anything."""
    rounds = Round.objects.filter(opens_at__lte=at, closes_at__gt=at - LOOKED_AT, contest__state__in=COUNTED)
    ids = rounds.order_by("contest_id").values_list("contest_id", flat=True).distinct()
    return sum(1 for contest_id in ids if count_contest(contest_id, at=at))


@transaction.atomic
def count_contest(contest_id: int, *, at: datetime) -> int:
    """Make what is counted of a contest agree with its accepted entries and confirmed winners; how many events came or went.

    A day counts when it is over, or its round. People are counted once a contest. Safe to repeat, and two at once wait for each other.
    """
    contest = locked(contest_id)
    if contest.rules is None:
        return 0
    rules = rules_in(contest)
    rounds = list(contest.rounds.filter(opens_at__lte=at))
    units = {row.code: (row.unit_id, row.pk) for row in contest.head_counts.all()}
    tasks = _Tasks(contest, [unit_id for unit_id, _pk in units.values()])
    changed = 0
    wanted = _turn_out(contest, rounds, units, tasks, at=at)
    for one in rounds:
        changed += _settle(kind_of_round(one.pk), wanted.get(one.pk, []), at=at)
        changed += _settle(kind_of_winners(one.pk), _won(contest, one, rules, units, tasks), at=at)
    return changed


def kind_of_round(round_id: int) -> str:
    """The kind of source of a round's turn-out."""
    return f"contests.round.{round_id}"


def kind_of_winners(round_id: int) -> str:
    """The kind of source of a round's prizes."""
    return f"contests.winners.{round_id}"


def address_of(contest: Contest) -> str:
    """The contest's page for readers."""
    return reverse("contests:public", args=[contest.key])


class _Tasks:
    """The tasks that what happens in a unit fulfils: the contest's with those above it, and the unit's own below it."""

    def __init__(self, contest: Contest, unit_ids: list[int]) -> None:
        self._chain, self._own = [], {}
        for task_id in plan_tasks_of(contest):
            self._chain = task_chain(task_id)
            self._own = tasks_of_units(task_id, unit_ids)

    def of(self, unit_id: int, *, is_theirs: bool) -> dict[str, Any]:
        """Facets of an event. What people without a unit do is counted in the organiser, but not for its own plan."""
        tasks = [*(self._own.get(unit_id, []) if is_theirs else []), *self._chain]
        return {"form": "contest", "language": "vi"} | ({"tasks": tasks} if tasks else {})


def _turn_out(
    contest: Contest, rounds: list[Round], units: dict[str, tuple[int, int]], tasks: _Tasks, *, at: datetime
) -> dict[int, list[Happened]]:
    by_id = {one.pk: one for one in rounds}
    closed = [one.pk for one in rounds if one.closes_at <= at]
    names = tree(local(at).date())
    found: dict[int, list[Happened]] = {}
    for cell in unit_days(list(by_id), closed=closed, today=local(at).date()):
        one = by_id[cell.round_id]
        unit_id, number = units.get(cell.unit, (contest.organiser_id, 0))
        day = (cell.on - local(one.opens_at).date()).days
        who = names.full_name(unit_id) if number else _("without a unit")
        found.setdefault(one.pk, []).append(
            Happened(
                MEASURES[cell.what], cell.on, unit_id, f"{contest.title}, {one.name}: {who}", kind_of_round(one.pk),
                number * DAYS_OF_ROUND + day, address_of(contest), None, cell.quantity, tasks.of(unit_id, is_theirs=number > 0),
            )
        )  # fmt: skip
    return found


def _won(
    contest: Contest, one: Round, rules: Rules, units: dict[str, tuple[int, int]], tasks: _Tasks
) -> list[Happened]:
    """Prizes that were confirmed; a person's counts for the person's unit, the organiser's where there is none."""
    names = {prize.key: prize.name for prize in rules.prizes}
    rows = list(Winner.objects.filter(round=one, confirmed_at__isnull=False))
    codes = dict(
        Entrant.objects.filter(pk__in=[row.entrant_id for row in rows if row.entrant_id]).values_list(
            "pk", "unit"
        )
    )
    found = []
    for row in rows:
        of_entrant, number = units.get(codes.get(row.entrant_id or 0, ""), (contest.organiser_id, 0))
        unit_id = row.unit_id or of_entrant
        on = local(row.confirmed_at).date() if row.confirmed_at else local(one.closes_at).date()
        title = f"{names.get(row.prize, row.prize)}: {contest.title}, {one.name}"
        found.append(
            Happened(
                CONTEST_WINNERS, on, unit_id, title, kind_of_winners(one.pk), row.pk, address_of(contest), None, 1, tasks.of(unit_id, is_theirs=bool(row.unit_id or number))
            )
        )  # fmt: skip
    return found


def _settle(kind: str, wanted: Iterable[Happened], *, at: datetime) -> int:
    """Take back what counts no more or otherwise, count what is new; nothing where all agrees."""
    asked = {(one.measure, one.source_id): one for one in wanted}
    gone = []
    for event in counted_of_source(kind):
        one = asked.get((event.measure, event.source_id))
        if one is not None and _same(event, one):
            del asked[event.measure, event.source_id]
        else:
            gone.append(event.pk)
    if gone:
        withdraw_events(gone, reason=_("The contest was counted anew."), at=at)
    return len(gone) + record_events(asked.values(), at=at)


def _same(event: Any, one: Happened) -> bool:
    """Titles follow the units' names and are no reason to count anew."""
    return all(
        getattr(event, name) == getattr(one, name) for name in ("on", "unit_id", "quantity", "url", "facets")
    )
