"""The contest of 2021 through the ordinary actions: begun, filled, tried, sealed, held, extended, counted; and one that is open today."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.contests.actions import head_counts, importing, loading, measuring, preparing, running
from danbiet.contests.actions.particulars import set_particulars
from danbiet.contests.actions.sealing import freeze_contest
from danbiet.contests.actions.trying import ask_trial, perform_trial
from danbiet.contests.calc.rules import Rules
from danbiet.contests.queries import contests as ask
from danbiet.contests.queries.items import banks_of
from danbiet.kit.clock import VIETNAM, milliseconds
from danbiet.org.queries import Tree, headcounts, ranking_groups_of, tree
from danbiet.plans.queries.plans import plan_numbered, plan_rows

from ..calc import contest as story
from ..calc import programme
from ..calc.people import name_for
from .contest_result import publish_results
from .moments import moment
from .plans import Staff, staff

QUESTIONS = Path(__file__).resolve().parent.parent / "data" / "contest_2021"
TRIED = 600  # people of the trial: the button on the desk takes ten thousand
KEPT_UNTIL = date(2022, 12, 31)
TASK = "7.3"


def load_contests(*, today: date, scale: float) -> str:
    """The contest of the autumn, and a small one that is open today. The number of papers handed in."""
    units = tree(story.SEALED)
    organiser = units.by_code(story.ORGANISER)
    if organiser is None:
        raise LookupError(story.ORGANISER)
    counts = _counts(units)
    people = staff([organiser.id, *counts], on=units.on)
    office = User.objects.get(username="sonoivu")
    rules = story.rules(units.full_name(organiser.id), _ms(story.FIRST))
    contest_id = _filled(rules, organiser.id, people, office, on=story.BEGUN)
    head_counts.name_units(
        contest_id, {unit_id: block for unit_id, (block, _count) in counts.items()}, by=office, at=moment(story.BEGUN, hour=15)
    )  # fmt: skip
    for place, (unit_id, (_block, count)) in enumerate(counts.items()):
        at = moment(story.BEGUN + timedelta(days=3 + place % 14), hour=8 + place % 8)
        head_counts.declare(contest_id, unit_id, count=count, by=people.officers.get(unit_id, office), at=at)
    _seal(contest_id, rules, office, on=story.SEALED, task=_task())
    entries, cheat = _held(contest_id, office, scale=scale)
    publish_results(contest_id, cheat=cheat, office=office, head=people.heads[organiser.id])
    measuring.count_contest(contest_id, at=moment(today, hour=6))
    _practice(organiser.id, units, people, office, today=today)
    return ngettext("%(count)s paper of the contest", "%(count)s papers of the contest", entries) % {
        "count": entries
    }


def _counts(units: Tree) -> dict[int, tuple[str, int]]:
    """Unit → block and head-count: the units the province ranks."""
    known = headcounts(units.on.year)
    found = {}
    for group, unit_ids in ranking_groups_of(units.on.year):
        block = story.BLOCKS.get(group.key)
        for unit_id in unit_ids if block else ():
            found[unit_id] = (block.key if block else "", known.get(unit_id) or 90)
    return found


def _filled(rules: Rules, organiser_id: int, people: Staff, office: User, *, on: date) -> int:
    """A contest with its banks: written by an officer of the organiser, looked at by the office."""
    contest = preparing.create_contest(
        rules, organiser_id=organiser_id, from_set="hue-2025", by=office, at=moment(on, hour=8)
    )
    writer = people.officers[organiser_id]
    for bank in banks_of(contest.pk):
        names = [bank.key] if (QUESTIONS / f"{bank.key}.txt").exists() else [
            f"{bank.key}-tuan-{week}" for week in range(1, story.WEEKS + 1)
        ]  # fmt: skip
        for name in names:
            upload = SimpleUploadedFile(f"{name}.txt", (QUESTIONS / f"{name}.txt").read_bytes())
            kept = importing.hand_in_items(bank.pk, upload, by=writer, at=moment(on, hour=9))
            importing.take_over(kept.pk, without=(), by=writer, at=moment(on, hour=10))
    loading.approve_all(contest.pk, by=office, at=moment(on + timedelta(days=2)))
    return contest.pk


def _seal(contest_id: int, rules: Rules, office: User, *, on: date, task: int | None = None) -> None:
    set_particulars(contest_id, retention_until=KEPT_UNTIL, plan_task=task, by=office, at=moment(on, hour=8))
    trial = ask_trial(contest_id, rules.rounds[0].key, by=office, at=moment(on, hour=9), on=on, people=TRIED)
    perform_trial(trial.pk, at=moment(on, hour=9, minute=1))
    contest = ask.contest_for(contest_id)
    if contest is not None:
        freeze_contest(contest_id, version=contest.version, by=office, at=moment(on, hour=10))


def _held(contest_id: int, office: User, *, scale: float) -> tuple[int, str]:
    """Three weeks of papers, the last with a day more; how many, and who used another person's name in the second."""
    contest = ask.contest_for(contest_id)
    if contest is None:
        raise LookupError(contest_id)
    declared = {row.code: row.count for row in ask.head_counts_of(contest)}
    crowd = list(story.people(declared, scale=scale))
    rounds = ask.rounds_of(contest)
    weeks = {one.number: list(story.attempts(crowd, one.number)) for one in rounds}
    opens = {one.number: one.opens_at for one in rounds}
    first = {
        attempt.person.number: story.came_at(opens[week], attempt)
        for week in sorted(weeks, reverse=True)
        for attempt in weeks[week]
    }
    codes = loading.load_entrants(
        contest_id,
        [
            loading.Person(
                one.audience, one.unit, name_for(f"contest {one.number}"), story.phone(one.number),
                story.born(one.number), first[one.number],
            )
            for one in crowd
        ],
    )  # fmt: skip
    code_of = dict(zip((one.number for one in crowd), codes, strict=True))
    last = rounds[-1]
    running.extend_round(
        last.pk, closes_at=last.closes_at + timedelta(days=1), reason=story.EXTENSION, by=office,
        at=last.closes_at - timedelta(hours=5),
    )  # fmt: skip
    count = 0
    for one in rounds:
        begins = milliseconds(one.opens_at)
        count += loading.load_entries(
            one.pk, [_sitting(attempt, code_of, begins) for attempt in weeks[one.number]]
        )
    return count, code_of[weeks[2][0].person.number]


def _sitting(attempt: story.Attempt, code_of: dict[int, str], begins: int) -> loading.Sitting:
    one = attempt.person
    return loading.Sitting(
        code_of[one.number], one.audience, one.unit, 1, begins + attempt.after // timedelta(milliseconds=1),
        int(1000 * attempt.seconds), attempt.rights, attempt.guess,
        _mark(f"network {one.unit or one.number}"), _mark(f"device {one.number}"),
    )  # fmt: skip


def _practice(organiser_id: int, units: Tree, people: Staff, office: User, *, today: date) -> None:
    """A round that began two days ago and stays open for a fortnight: what was asked in autumn is public by now."""
    on = today - timedelta(days=2)
    rules = story.practice_rules(units.full_name(organiser_id), _ms(on), days=16)
    contest_id = _filled(rules, organiser_id, people, office, on=on - timedelta(days=10))
    _seal(contest_id, rules, office, on=on - timedelta(days=1))


def _task() -> int | None:
    """The province's task that everybody takes part."""
    units = tree(programme.ISSUED_ON)
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    for group in plan_rows(plan):
        for row in group.tasks:
            if programme.KEY_BY_CONTENT.get(row.task.content, "") == TASK:
                return int(row.task.pk)
    return None


def _mark(text: str) -> bytes:
    return hashlib.sha256(f"danbiet demo {text}".encode()).digest()[:16]


def _ms(on: date) -> int:
    return milliseconds(datetime.combine(on, time(), tzinfo=VIETNAM))
