"""The contest of the demonstration year, on the stages it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.db.models import Count
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from danbiet.contests.calc.receipts import EntryLine, is_code_of, receipt_text
from danbiet.contests.calc.verify import verify
from danbiet.contests.enums import PublicationKind
from danbiet.contests.models import (
    Contest,
    Disqualification,
    Entrant,
    Entry,
    HeadCount,
    Item,
    ItemVersion,
    Round,
    Start,
    Trial,
    Winner,
)
from danbiet.contests.queries.checking import check_contest, rules_in
from danbiet.contests.queries.results import newest
from danbiet.contests.storages import publication_path
from danbiet.demo.actions.loading import STAGES, Load
from danbiet.demo.actions.moments import moment
from danbiet.demo.registry import TODAY
from danbiet.measures.queries import EventFilter, events_matching
from danbiet.measures.registry import CONTEST_ENTRIES, CONTEST_PARTICIPANTS, CONTEST_WINNERS

pytestmark = pytest.mark.django_db
SCALE = 0.1


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    """Units, people, the province's plan, and the contests: a tenth of the entries; bundles beside those of the whole year."""
    folder = tmp_path_factory.mktemp("demo-contest")
    load = Load(today=TODAY, at=moment(TODAY, hour=7), scale=SCALE, data_dir=folder, real_now=timezone.now())
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), transaction.atomic():
        yield [STAGES[name](load) for name in ("units", "people", "province plan", "contests")]
        transaction.set_rollback(True)


def test_contest_of_the_year_is_whole(told: list[str]) -> None:
    contest = Contest.objects.get(key="cchc-2021")
    rules = rules_in(contest)
    assert len(rules.audiences) == 2
    assert [one.name for one in contest.rounds.all()] == ["Tuần 1", "Tuần 2", "Tuần 3"]
    assert not check_contest(contest, on=date(2021, 9, 20)).errors

    # a bank that is worth a contest: every item with its law, looked at by a second person, sealed
    items = Item.objects.filter(contest=contest)
    assert items.count() == 69
    words = ItemVersion.objects.filter(item__contest=contest)
    assert set(words.values_list("state", flat=True)) == {
        "revealed"
    }  # the last round is final: all of it is public
    assert not words.filter(source="").exists()
    assert set(words.values_list("item__bank__key", flat=True)) == {
        f"{audience}-tuan-{week}" for audience in ("cbcc", "nguoi-dan") for week in (1, 2, 3)
    }
    assert Trial.objects.filter(contest=contest, state="done").count() == 1
    assert HeadCount.objects.filter(contest=contest, count__gt=0, frozen_at__isnull=False).count() >= 40
    assert contest.commitments.count() == 4

    # one extension, in public, before the end
    (event,) = [event for one in contest.rounds.all() for event in one.events.all()]
    assert event.kind == "extended"
    assert event.round.closes_at == event.closes_at


def test_entries_are_those_of_papers_drawn_for_them(told: list[str]) -> None:
    contest = Contest.objects.get(key="cchc-2021")
    rules = rules_in(contest)
    key = bytes.fromhex(contest.receipt_key)
    entries = Entry.objects.filter(round__contest_id=contest.pk).select_related("start", "round")
    assert entries.count() > 150
    for entry in entries[:50]:
        start = entry.start
        line = EntryLine(
            start.code, start.number, rules.audiences[start.audience].key, start.unit, start.started_ms, entry.arrived_ms,
            str(entry.prediction), entry.answers,
        )  # fmt: skip
        text = receipt_text(line.line(), contest=contest.key, round_key=entry.round.key)
        assert is_code_of(entry.code, text, key=key)
    for one in contest.rounds.all():
        starts = Start.objects.filter(round=one)
        assert starts.values("code").annotate(n=Count("id")).filter(n__gt=1).count() == 0
        opens, closes = (int(at.timestamp() * 1000) for at in (one.opens_at, one.closes_at))
        assert not starts.exclude(started_ms__gte=opens, started_ms__lt=closes).exists()
    assert not Entrant.objects.filter(contest=contest, contact__name="").exists()


def test_results_are_published_and_their_bundles_hold(told: list[str]) -> None:
    contest = Contest.objects.get(key="cchc-2021")
    assert contest.state == "final"
    for one in contest.rounds.all():
        assert one.state == "final"
        bundle = newest(one, PublicationKind.BUNDLE)
        assert bundle is not None
        report = verify(publication_path(bundle.folder), root=bundle.root)
        assert not report.findings, report.findings
    assert {row.confirmed_by.username for row in Winner.objects.all() if row.confirmed_by} == {
        "thutruong.snv"
    }
    (gone,) = Disqualification.objects.all()
    assert gone.round.number == 2
    persons = Winner.objects.filter(entrant__isnull=False).values_list("entrant", flat=True)
    assert len(persons) == len(set(persons))  # nobody wins twice
    assert Winner.objects.filter(unit__isnull=False).exists()


def test_contest_moves_the_provinces_task(told: list[str]) -> None:
    contest = Contest.objects.get(key="cchc-2021")
    persons = {*Start.objects.filter(round__contest_id=contest.pk).values_list("code", flat=True)}

    def total(measure: str) -> int:
        return sum(int(one.quantity) for one in events_matching(EventFilter(measure=measure)))

    assert contest.plan_task
    assert len(persons) - 1 <= total(CONTEST_PARTICIPANTS) <= len(persons)
    assert total(CONTEST_ENTRIES) == Entry.objects.filter(round__contest_id=contest.pk).count() - 1
    assert total(CONTEST_WINNERS) == Winner.objects.count() > 20


def test_another_contest_is_open_on_the_day(told: list[str]) -> None:
    one = Round.objects.get(contest__key="dich-vu-cong-2021")

    assert one.opens_at < datetime(2021, 12, 15, tzinfo=UTC) < one.closes_at
    assert one.contest.state == "frozen"
