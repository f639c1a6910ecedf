"""A contest in the plan: who takes part and who wins moves the task it is held for, and a disqualification moves it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.factories import contests, running_contest
from tests.factories import plans as make

from danbiet.contests.actions.measuring import count_contest, count_due
from danbiet.contests.models import Contest, Disqualification, Entry, Round, Start, Winner
from danbiet.measures.queries import EventFilter, events_matching
from danbiet.measures.registry import CONTEST_ENTRIES, CONTEST_PARTICIPANTS, CONTEST_WINNERS
from danbiet.plans.models import Target
from danbiet.plans.queries.progress import task_progress

pytestmark = pytest.mark.django_db
D = Decimal
OPENS = datetime(2021, 9, 27, 1, tzinfo=UTC)  # 08:00 in Vietnam
DAY = timedelta(days=1)
AFTER = OPENS + 8 * DAY


class Hall:
    """A round of a week, two units, a province plan of 10 persons, a unit's own part of 3."""

    def __init__(self) -> None:
        self.round = running_contest.running(opens=OPENS, closes=OPENS + 7 * DAY)
        contest = self.round.contest
        self.province = make.unit("Tỉnh Sóc Trăng", kind="province")
        self.units = {code: make.unit(code, parent=self.province) for code in ("so-noi-vu", "so-tu-phap")}
        for code, unit in self.units.items():
            row = contests.head_count(contest, unit=unit, count=10)
            row.code = code
            row.save()
        plan = make.plan(self.province)
        self.task = make.task(make.group(plan), content="Vận động tham gia Hội thi")
        own_plan = make.plan(self.units["so-noi-vu"], parent=plan)
        self.own = make.task(make.group(own_plan), parent=self.task)
        above = make.target(self.task, 10, unit_text="người")
        below = make.target(self.own, 3, unit_text="người", parent=above)
        Target.objects.filter(pk__in=[above.pk, below.pk]).update(measure=CONTEST_PARTICIPANTS)
        contest.organiser = self.units["so-noi-vu"]
        contest.plan_task = str(self.task.pk)
        contest.save()

    @property
    def contest(self) -> Contest:
        return self.round.contest

    def enter(self, who: int, unit: str, *, day: int = 0, number: int = 1, one: Round | None = None) -> None:
        one = one or self.round
        ms = int((OPENS + day * DAY + timedelta(hours=3)).timestamp() * 1000) + number
        start = Start.objects.create(
            round=one, code=f"{who:010d}", number=number, audience=0, unit=unit, started_ms=ms, deadline_ms=ms + 600_000
        )  # fmt: skip
        Entry.objects.create(start=start, round=one, arrived_ms=ms + 60_000, answers="A", code="0" * 12)

    def disqualify(self, who: int, number: int = 0) -> Disqualification:
        return Disqualification.objects.create(
            round=self.round, code=f"{who:010d}", number=number, reason="Thi hộ", at=AFTER, by=self.contest.created_by
        )  # fmt: skip

    def total(self, measure: str, unit: str = "") -> int:
        unit_ids = [self.units[unit].pk] if unit else None
        return sum(
            int(one.quantity) for one in events_matching(EventFilter(measure=measure, unit_ids=unit_ids))
        )

    def counted(self) -> list[Decimal]:
        found = [task_progress(pk, date(2021, 12, 31)) for pk in (self.task.pk, self.own.pk)]
        return [one.targets[0].counted for one in found if one]


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_turn_out_counts_people_once_and_every_paper_and_moves_both_plans(hall: Hall) -> None:
    hall.enter(1, "so-noi-vu", day=0)
    hall.enter(1, "so-noi-vu", day=2, number=2)  # again on another day: no second person
    hall.enter(2, "so-noi-vu", day=2)
    hall.enter(3, "so-tu-phap", day=2)
    hall.enter(4, "", day=3)  # a citizen without a unit

    count_contest(hall.contest.pk, at=AFTER)

    assert (hall.total(CONTEST_PARTICIPANTS), hall.total(CONTEST_ENTRIES)) == (4, 5)
    assert (
        hall.total(CONTEST_PARTICIPANTS, "so-noi-vu") == 2 + 1
    )  # people without a unit stand with the organiser
    assert hall.total(CONTEST_ENTRIES, "so-tu-phap") == 1
    assert hall.counted() == [4, 2]  # but do not help its own plan


def test_disqualification_makes_the_figures_fall_and_its_revocation_lets_them_rise(hall: Hall) -> None:
    hall.enter(1, "so-noi-vu")
    hall.enter(2, "so-noi-vu", day=1)
    hall.enter(2, "so-noi-vu", day=3, number=2)
    count_contest(hall.contest.pk, at=AFTER)
    assert hall.counted() == [2, 2]

    out = hall.disqualify(1)
    hall.disqualify(2, number=1)  # the first attempt alone: the person still took part, on a later day
    count_contest(hall.contest.pk, at=AFTER + DAY)

    assert hall.counted() == [1, 1]
    assert hall.total(CONTEST_ENTRIES) == 1
    (person,) = events_matching(EventFilter(measure=CONTEST_PARTICIPANTS))
    assert person.on == date(2021, 9, 30)
    withdrawn = events_matching(EventFilter(measure=CONTEST_PARTICIPANTS, state="withdrawn"))
    assert all(one.withdrawn_reason for one in withdrawn)

    out.revoked_at, out.revoked_by, out.revoked_reason = AFTER, hall.contest.created_by, "Nhầm người"
    out.save()
    count_contest(hall.contest.pk, at=AFTER + 2 * DAY)
    assert hall.counted() == [2, 2]


def test_job_repeated_changes_nothing_and_a_day_that_is_not_over_waits(hall: Hall) -> None:
    hall.enter(1, "so-noi-vu", day=0)
    hall.enter(2, "so-tu-phap", day=1)
    during = OPENS + DAY + timedelta(hours=4)  # the second day is not over

    assert count_due(at=during) == 1
    assert hall.total(CONTEST_PARTICIPANTS) == 1
    assert count_due(at=during) == 0
    assert count_due(at=AFTER) == 1

    assert hall.total(CONTEST_PARTICIPANTS) == 2
    assert count_due(at=AFTER) == 0
    assert count_due(at=AFTER + 200 * DAY) == 0  # long over: not looked at again


def test_person_in_two_rounds_is_counted_once_in_the_first(hall: Hall) -> None:
    second = Round.objects.create(
        contest=hall.contest, key="tuan-2", name="Tuần 2", number=2, opens_at=OPENS + 7 * DAY, closes_at=OPENS + 14 * DAY
    )  # fmt: skip
    hall.enter(1, "so-noi-vu")
    hall.enter(1, "so-noi-vu", day=8, one=second)
    hall.enter(2, "so-noi-vu", day=9, one=second)

    count_contest(hall.contest.pk, at=OPENS + 15 * DAY)

    days = {one.on: int(one.quantity) for one in events_matching(EventFilter(measure=CONTEST_PARTICIPANTS))}
    assert days == {date(2021, 9, 27): 1, date(2021, 10, 6): 1}


def test_only_confirmed_winners_count_and_a_winner_taken_away_no_more(hall: Hall) -> None:
    office = hall.contest.created_by
    person = contests.entrant(hall.contest, unit="so-tu-phap")
    Winner.objects.create(
        round=hall.round,
        prize="nhat",
        group="can-bo",
        entrant=person,
        confirmed_at=AFTER,
        confirmed_by=office,
    )
    Winner.objects.create(round=hall.round, prize="nhi", group="can-bo", unit=hall.units["so-noi-vu"])
    count_contest(hall.contest.pk, at=AFTER)
    assert hall.total(CONTEST_WINNERS, "so-tu-phap") == hall.total(CONTEST_WINNERS) == 1

    Winner.objects.all().delete()
    count_contest(hall.contest.pk, at=AFTER)

    assert hall.total(CONTEST_WINNERS) == 0
