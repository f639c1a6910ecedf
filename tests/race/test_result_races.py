"""A round's result with two workers at once: one count, one bundle, one disqualification."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.contests.cases import OPENS, Take, person
from tests.factories import plans
from tests.factories.played_round import at_ms, play, sealed_round

from danbiet.contests.actions import judging
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.ending import close_rounds, count_again
from danbiet.contests.actions.publishing import request_bundle
from danbiet.contests.models import Disqualification, Publication, Round, Winner
from danbiet.contests.storages import round_folder

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AFTER = at_ms(OPENS) + timedelta(days=8)


@pytest.fixture
def one(settings: Any, tmp_path: Path) -> Round:
    settings.DATA_DIR = tmp_path
    made, closed = sealed_round()
    play(made, closed, [Take(who, who % 11, 60 + who, unit="so-nv") for who in range(1, 200)])
    return made


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each gave or raised, begun together on connections of their own."""
    gate = threading.Barrier(len(calls))
    found: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        gate.wait(10)
        try:
            found[place] = call()
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_two_closers_at_once_make_one_count(one: Round) -> None:
    found = at_once(lambda: close_rounds(at=AFTER), lambda: close_rounds(at=AFTER))
    assert [row for row in found if isinstance(row, Exception)] == []
    assert sum(found) == 1
    assert Publication.objects.count() == 1
    assert Winner.objects.count() == 3


def test_two_workers_with_the_same_bundle_make_it_once(one: Round) -> None:
    close_rounds(at=AFTER)
    asked = request_bundle(one.pk, by=plans.person("Phòng CCHC"), at=AFTER)
    found = at_once(lambda: make_bundle(asked.pk, at=AFTER), lambda: make_bundle(asked.pk, at=AFTER))
    assert sorted(found) == [False, True]
    asked.refresh_from_db()
    assert asked.state == "ready"
    names = {path.name for path in round_folder(one.contest.key, one.key).iterdir()}
    assert names == {"bundle-1", "bundle-1-receipts", "bundle-1.zip", "provisional-1"}


def test_disqualifying_while_it_is_counted_neither_waits_for_ever_nor_is_lost(one: Round) -> None:
    close_rounds(at=AFTER)
    by = plans.person("Phòng CCHC")
    for code in map(person, range(2, 8)):
        found = at_once(
            lambda code=code: judging.disqualify(one.pk, code=code, number=0, reason="Thi hộ", by=by, at=AFTER),
            lambda: count_again(one.pk, at=AFTER),
        )  # fmt: skip
        assert isinstance(found[0], Disqualification)
        assert isinstance(found[1], bool)
    count_again(one.pk, at=AFTER)
    assert Publication.objects.first().figures["people"] == 199 - 6
