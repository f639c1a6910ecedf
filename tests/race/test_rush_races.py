"""The rush with real processes: killed in the middle of the load, several at once. What was acknowledged is stored, once."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.factories import contests, running_contest
from tests.factories.rush import FORM, KEY, Process, ask

from danbiet.contests import models
from danbiet.contests.play.tokens import Tokens

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NOP = "/thi/cchc-2021/tuan-1/nop/"


@pytest.fixture
def processes() -> Iterator[list[Process]]:
    made = [Process(), Process()]
    yield made
    for one in made:
        one.kill()


def test_process_killed_under_load_has_stored_what_it_acknowledged(processes: list[Process]) -> None:
    opened = datetime.now(UTC) - timedelta(minutes=5)
    bodies = attempts(running_contest.running(opens=opened), 3000)
    first = processes[0]
    first.start()
    acknowledged: dict[int, str] = {}

    threads = [
        threading.Thread(target=hand_in, args=(first.port, bodies[place::8], acknowledged))
        for place in range(8)
    ]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 30
    while len(acknowledged) < 150 and time.monotonic() < until:
        time.sleep(0.005)
    first.kill()
    for thread in threads:
        thread.join(60)

    stored = dict(models.Entry.objects.values_list("start_id", "code"))
    assert 150 <= len(acknowledged) < 3000
    assert {start: stored.get(start) for start in acknowledged} == acknowledged
    first.start()
    some = bodies[: len(acknowledged) + 50]
    hand_in(first.port, some, again := {})
    assert len(again) == len(some)
    assert {start: code for start, code in again.items() if start in stored} == {
        start: code for start, code in stored.items() if start in again
    }


def test_two_processes_asked_to_begin_for_one_person_begin_one_attempt(processes: list[Process]) -> None:
    made = running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5))
    for one in processes:
        one.start()
    expires = int((made.closes_at + timedelta(hours=1)).timestamp() * 1000)
    told: list[str] = []
    for person in range(10):
        code = contests.code()
        token = Tokens(KEY.encode()).make("e", "cchc-2021", code, 0, "so-noi-vu", expires)
        asked = [threading.Thread(target=begin, args=(one.port, token, told)) for one in processes * 2]
        for thread in asked:
            thread.start()
        for thread in asked:
            thread.join(30)
        assert len(told) == 4 * (person + 1)
        assert len(set(told[-4:])) == 1
    assert models.Start.objects.count() == 10


def test_two_processes_handed_the_same_attempts_at_once_store_each_once(processes: list[Process]) -> None:
    bodies = attempts(running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5)), 200)
    for one in processes:
        one.start()
    told: list[dict[int, str]] = [{}, {}, {}, {}]

    threads = [
        threading.Thread(
            target=hand_in, args=(processes[place % 2].port, bodies[:: 1 if place < 2 else -1], told[place])
        )
        for place in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    stored = dict(models.Entry.objects.values_list("start_id", "code"))
    assert told == [stored] * 4
    assert len(stored) == 200


def begin(port: int, token: str, told: list[str]) -> None:
    status, said = ask(port, "POST", "/thi/cchc-2021/tuan-1/bat-dau/", f"e={token}")
    told.append(json.loads(said)["paper"] if status == 200 else f"{status} {said}")


def attempts(made: models.Round, count: int) -> list[tuple[int, str]]:
    """Attempts that are begun, and what is sent for each."""
    began = int(made.opens_at.timestamp() * 1000) + 1000
    rows = models.Start.objects.bulk_create(
        [
            models.Start(
                round=made,
                code=contests.code(),
                number=1,
                audience=0,
                started_ms=began,
                deadline_ms=began + 600_000,
            )
            for _ in range(count)
        ]
    )
    tokens = Tokens(KEY.encode())
    made_tokens: list[Any] = [
        (row.pk, tokens.make("p", made.pk, row.pk, row.code, 1, 0, "", began, began + 600_000))
        for row in rows
    ]
    return [(pk, f"t={token}&answers=A.B.C.D.A.B.C.D.A.B&prediction={pk % 100}") for pk, token in made_tokens]


def hand_in(port: int, bodies: list[tuple[int, str]], acknowledged: dict[int, str]) -> None:
    """Send one after the other on one connection until the server is gone."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        for start, body in bodies:
            try:
                line.request("POST", NOP, body, FORM)
                answer = line.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException):
                return
            if answer.status == 200:
                acknowledged[start] = json.loads(said)["receipt"].replace("-", "")
