"""What the database itself holds, whoever writes: uniqueness, windows, seals, two persons, rows that are only added."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.factories import contests as make
from tests.factories import plans

from danbiet.contests.models import (
    Audience,
    Commitment,
    Contest,
    Disqualification,
    Entrant,
    Entry,
    HeadCount,
    Item,
    ItemVersion,
    PartScore,
    Publication,
    Round,
    RoundEvent,
    RoundSecret,
    Start,
    Winner,
)

AT = datetime(2021, 9, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def refused(kind: type[Exception] = IntegrityError) -> AbstractContextManager[Any]:
    return pytest.raises(kind)


def attempt(write: Callable[[], Any], kind: type[Exception] = IntegrityError) -> None:
    with refused(kind), transaction.atomic():
        write()


def test_contest_with_rules_in_draft_is_refused() -> None:
    contest = make.contest()

    attempt(lambda: Contest.objects.filter(pk=contest.pk).update(rules="{}"))
    attempt(lambda: Contest.objects.filter(pk=contest.pk).update(state="running"))


def test_sealed_rules_never_change_and_contest_stays() -> None:
    contest = make.sealed()

    attempt(lambda: Contest.objects.filter(pk=contest.pk).update(rules="{1}"), DatabaseError)
    attempt(lambda: Contest.objects.filter(pk=contest.pk).update(key="other"), DatabaseError)
    attempt(lambda: Contest.objects.filter(pk=contest.pk).delete(), DatabaseError)
    Contest.objects.filter(pk=contest.pk).update(state="running")


def test_rounds_of_one_contest_overlapping_are_refused_those_of_two_are_not() -> None:
    first, second = make.sealed(), make.sealed()
    make.round_of(first, number=1, opens=AT, closes=AT + HOUR)
    make.round_of(first, number=2, opens=AT + HOUR, closes=AT + 2 * HOUR)
    make.round_of(second, number=1, opens=AT, closes=AT + HOUR)

    attempt(lambda: make.round_of(first, number=3, opens=AT + HOUR / 2, closes=AT + HOUR))
    attempt(lambda: make.round_of(second, number=4, opens=AT + 5 * HOUR, closes=AT + 5 * HOUR))


def test_round_end_moves_by_event_only_and_only_later() -> None:
    contest = make.sealed()
    one = make.round_of(contest, opens=AT, closes=AT + HOUR)
    new = AT + 2 * HOUR

    attempt(lambda: Round.objects.filter(pk=one.pk).update(closes_at=new), DatabaseError)
    attempt(lambda: make.extension(one, closes=AT + HOUR), DatabaseError)
    make.extension(one, closes=new)

    one.refresh_from_db()
    assert one.closes_at == new
    attempt(lambda: Round.objects.filter(pk=one.pk).update(closes_at=AT + HOUR), DatabaseError)
    attempt(lambda: Round.objects.filter(pk=one.pk).update(opens_at=AT - HOUR), DatabaseError)
    attempt(lambda: RoundEvent.objects.all().delete(), DatabaseError)
    attempt(lambda: RoundEvent.objects.update(reason="another"), DatabaseError)


def test_extension_pushing_into_the_next_round_is_refused() -> None:
    contest = make.sealed()
    one = make.round_of(contest, number=1, opens=AT, closes=AT + HOUR)
    make.round_of(contest, number=2, opens=AT + 2 * HOUR, closes=AT + 3 * HOUR)

    attempt(lambda: make.extension(one, closes=AT + 2 * HOUR + HOUR / 2))
    make.extension(one, closes=AT + 2 * HOUR)


def test_round_secret_is_written_once_and_encrypted() -> None:
    one = make.round_of(make.sealed())
    kept = RoundSecret.objects.create(round=one, secret="ab" * 32, hash="c" * 64)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM contests_roundsecret")
        assert "abab" not in cursor.fetchone()[0]
    kept.refresh_from_db()
    assert kept.secret == "ab" * 32
    attempt(lambda: RoundSecret.objects.update(secret="cd" * 32), DatabaseError)
    attempt(lambda: RoundSecret.objects.all().delete(), DatabaseError)
    RoundSecret.objects.update(revealed_at=AT)
    attempt(lambda: RoundSecret.objects.update(revealed_at=None), DatabaseError)


@pytest.mark.parametrize(
    ("options", "key"),
    [(["a"], [0]), (["a"] * 9, [0]), (["a", "b"], []), (["a", "b"], [2]), (["a", "b"], [0, 5])],
)
def test_item_version_with_impossible_options_or_key_is_refused(options: list[str], key: list[int]) -> None:
    item = make.item(make.bank())

    attempt(lambda: make.version(item, number=9, options=options, key=key))


def test_item_version_reviewed_by_its_author_is_refused() -> None:
    version = make.version(make.item(make.bank()), number=9)
    everyone = ItemVersion.objects.filter(pk=version.pk)

    attempt(lambda: everyone.update(state="approved", reviewed_by=version.author, reviewed_at=AT))
    attempt(lambda: everyone.update(state="approved"))
    everyone.update(state="approved", reviewed_by=plans.person("Người thứ hai"), reviewed_at=AT)
    attempt(lambda: everyone.update(state="frozen"))


def test_sealed_item_and_version_never_change() -> None:
    item = make.item(make.bank())
    version = make.version(
        item, number=9, state="frozen", reviewed_by=plans.person("Hai"), reviewed_at=AT, salt="00" * 32, commitment="1" * 64
    )  # fmt: skip
    Item.objects.filter(pk=item.pk).update(current=version, frozen_at=AT)
    everyone, items = ItemVersion.objects.filter(pk=version.pk), Item.objects.filter(pk=item.pk)

    for change in (
        {"text": "x"},
        {"key": [1]},
        {"options": ["1", "2"]},
        {"salt": "11" * 32},
        {"state": "draft"},
    ):
        attempt(lambda change=change: everyone.update(**change), DatabaseError)  # type: ignore[misc]
    for change in ({"level": 2}, {"section": "x"}, {"state": "retired"}, {"frozen_at": None}):
        attempt(lambda change=change: items.update(**change), DatabaseError)  # type: ignore[misc]
    attempt(lambda: everyone.delete(), DatabaseError)
    attempt(lambda: items.delete(), DatabaseError)
    everyone.update(state="revealed")


def test_frozen_head_count_never_changes() -> None:
    row = make.head_count(make.contest(), count=40)
    HeadCount.objects.filter(pk=row.pk).update(count=41)
    HeadCount.objects.filter(pk=row.pk).update(frozen_at=AT)

    attempt(lambda: HeadCount.objects.filter(pk=row.pk).update(count=42), DatabaseError)
    attempt(lambda: HeadCount.objects.filter(pk=row.pk).delete(), DatabaseError)
    attempt(lambda: HeadCount.objects.create(contest=row.contest, unit=row.unit, code="other"))


def test_one_person_and_one_code_are_one_entrant_per_contest() -> None:
    contest = make.sealed()
    make.entrant(contest, code="05F2K91MQ7", unique_hash=b"1" * 32)

    attempt(lambda: make.entrant(contest, code="05F2K91MQ8", unique_hash=b"1" * 32))
    attempt(lambda: make.entrant(contest, code="05F2K91MQ7", unique_hash=b"2" * 32))
    attempt(lambda: make.entrant(contest, code="05F2K91MQU", unique_hash=b"2" * 32))
    attempt(lambda: make.entrant(contest, code="05F2K91MQ8", unique_hash=None))
    make.entrant(make.sealed(), code="05F2K91MQ7", unique_hash=b"1" * 32)


def test_one_start_per_number_and_entry_only_added() -> None:
    one = make.round_of(make.sealed())
    start = make.start(one, number=1)
    Entry.objects.create(start=start, round=one, arrived_ms=5, answers="A.B", code="7KQ4M2XD05F2")

    attempt(lambda: make.start(one, number=1))
    attempt(lambda: make.start(one, number=0))
    attempt(lambda: Entry.objects.create(start=start, round=one, arrived_ms=6, answers="A.A", code="7"))
    attempt(lambda: Entry.objects.update(answers="A.A"), DatabaseError)
    attempt(lambda: Entry.objects.all().delete(), DatabaseError)
    assert Entry.objects.get().answers == "A.B"


def test_starts_and_entries_have_no_foreign_key_and_entries_one_index_beside_their_key() -> None:
    """The hot path: a check of a key locks the row all entries share, an index is paid for by each of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text"
            " IN ('contests_start', 'contests_entry', 'contests_mark')"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'contests_entry' ORDER BY 1")
        assert [name for (name,) in cursor.fetchall()] == ["contests_entry_arrived", "contests_entry_pkey"]
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE tablename = 'contests_start'")
        assert cursor.fetchone() == (2,)


def test_no_history_is_kept_of_entrants_contacts_starts_entries_marks() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_name ~ '^contests_.*(event|history)$'"
        )
        names = {name for (name,) in cursor.fetchall()}

    assert names == {
        "contests_contestevent", "contests_roundevent", "contests_roundhistory", "contests_itemevent", "contests_headcountevent",
        "contests_disqualificationevent", "contests_winnerevent",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'contests_contestevent'"
        )
        assert not {name for (name,) in cursor.fetchall()} & {"signing_key", "receipt_key", "pepper"}


def test_one_open_disqualification_per_attempt() -> None:
    one, by = make.round_of(make.sealed()), plans.person("A")
    kept = {"round": one, "code": "05F2K91MQ7", "number": 0, "reason": "x", "at": AT, "by": by}
    first = Disqualification.objects.create(**kept)

    attempt(lambda: Disqualification.objects.create(**kept))
    mine = Disqualification.objects.filter(pk=first.pk)
    attempt(lambda: mine.update(revoked_at=AT, revoked_by=by))
    mine.update(revoked_at=AT, revoked_by=by, revoked_reason="upheld")
    Disqualification.objects.create(**kept)


def test_final_publication_stays_and_provisional_may_be_made_again() -> None:
    one = make.round_of(make.sealed())
    final = Publication.objects.create(round=one, kind="final", made_at=AT, state="ready")
    running = Publication.objects.create(round=one, kind="provisional", made_at=AT, state="ready")

    attempt(lambda: Publication.objects.filter(pk=final.pk).update(root="1" * 64), DatabaseError)
    attempt(lambda: Publication.objects.filter(pk=final.pk).delete(), DatabaseError)
    attempt(lambda: Publication.objects.create(round=one, kind="final", made_at=AT))
    Publication.objects.filter(pk=running.pk).update(made_at=AT + HOUR)


def test_winner_is_a_person_or_a_unit_and_once() -> None:
    contest = make.sealed()
    one, unit = make.round_of(contest), contest.organiser
    entrant = make.entrant(contest)
    Winner.objects.create(round=one, prize="first", group="all", unit=unit)

    attempt(lambda: Winner.objects.create(round=one, prize="first", group="all", unit=unit))
    attempt(lambda: Winner.objects.create(round=one, prize="first", group="all", unit=unit, entrant=entrant))
    attempt(lambda: Winner.objects.create(round=one, prize="first", group="all"))
    Winner.objects.create(round=one, prize="first", group="all", entrant=entrant)


def test_commitment_is_only_added_and_part_score_within_bounds() -> None:
    contest = make.sealed()
    Commitment.objects.create(contest=contest, at=AT, name="rules.json", body=b"{}", sha256="1" * 64)

    attempt(lambda: Commitment.objects.update(body=b"x"), DatabaseError)
    attempt(lambda: Commitment.objects.all().delete(), DatabaseError)
    scored = {"contest": contest, "unit": contest.organiser, "part": "video", "entered_at": AT}
    attempt(lambda: PartScore.objects.create(**scored, entered_by=contest.created_by, score=10001))
    PartScore.objects.create(**scored, entered_by=contest.created_by, score=10000)


def test_audience_number_is_unique_in_its_contest() -> None:
    contest = make.sealed()
    Audience.objects.create(contest=contest, key="a", name="A", order=5)

    attempt(lambda: Audience.objects.create(contest=contest, key="b", name="B", order=5))
    assert Start._meta.get_field("audience").get_internal_type() == "SmallIntegerField"
    assert Entrant.objects.count() == 0
