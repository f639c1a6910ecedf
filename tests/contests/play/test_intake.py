"""The task that writes for everybody goes on, whatever a batch ends in."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from danbiet.contests.play.intake import Desk, Intake
from danbiet.contests.play.line import Away


class Opened:
    """A line without a database: `faults` are raised when it is opened, one after the other."""

    def __init__(self, *faults: Exception) -> None:
        self.is_open, self.faults = not faults, list(faults)

    async def open(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.is_open = True


async def lose(line: Any, batch: list[int]) -> list[int]:
    """The database goes while a batch with a 13 is written."""
    if 13 in batch:
        line.is_open = False
        raise Away("gone")
    return batch


async def store(_line: Any, batch: list[int]) -> list[int]:
    """Twice the number, except for 13, and one result too few for 14."""
    if 13 in batch:
        raise KeyError("thirteen")
    return [2 * one for one in batch if one != 14]


def told(given: list[int], *, line: Opened) -> list[Any]:
    async def story() -> list[Any]:
        desk: Desk[int, int] = Desk(store)
        intake = Intake(line, [desk])  # type: ignore[arg-type]
        task = asyncio.create_task(intake.run())
        while not line.is_open:
            await asyncio.sleep(0.01)
        found = []
        try:
            for one in given:
                done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
                intake.put(desk, one, done.set_result)
                found.append(await asyncio.wait_for(done, timeout=5))
        finally:
            task.cancel()
        return found

    return asyncio.run(story())


@pytest.mark.parametrize(("broken", "kind"), [(13, KeyError), (14, ValueError)])
def test_batch_that_breaks_the_desk_is_refused_and_the_next_is_written(
    broken: int, kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    first, second, third = told([1, broken, 2], line=Opened())

    assert (first, third) == (2, 4)
    assert isinstance(second, kind)
    assert "could not be written" in caplog.text


def test_line_that_cannot_be_opened_for_another_reason_is_opened_again() -> None:
    assert told([1], line=Opened(Away("not there"), OSError("no more files"))) == [2]


def test_one_who_cannot_be_told_keeps_nobody_else_from_being_told(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Any] = []

    def deaf(_result: Any) -> None:
        raise KeyError("deaf")

    async def story() -> None:
        desk: Desk[int, int] = Desk(store)
        intake = Intake(Opened(), [desk])  # type: ignore[arg-type]
        for one, done in ((1, deaf), (2, heard.append), (13, deaf), (3, heard.append)):
            intake.put(desk, one, done)
            if one == 2:
                task = asyncio.create_task(intake.run())
                while not heard:
                    await asyncio.sleep(0.01)
        while len(heard) < 2:
            await asyncio.sleep(0.01)
        task.cancel()

    asyncio.run(asyncio.wait_for(story(), timeout=5))
    assert heard[0] == 4
    assert isinstance(heard[1], KeyError)  # what the desk broke by
    assert caplog.text.count("could not be told") == 2


def test_put_while_the_database_is_away_is_told_at_once() -> None:
    desk: Desk[int, int] = Desk(store)
    heard: list[Any] = []

    Intake(Opened(Away("not there")), [desk]).put(desk, 1, heard.append)  # type: ignore[arg-type]

    assert [type(one) for one in heard] == [Away]
    assert desk.queue == []


def test_count_of_those_who_wait_is_right_after_a_commit_and_after_the_database_is_lost() -> None:
    heard: list[Any] = []

    async def story() -> list[int]:
        first, second = Desk(lose), Desk(lose)
        intake = Intake(Opened(), [first, second])  # type: ignore[arg-type]
        counts = []
        for given in ((1, 2, 3), (4, 13, 5)):
            for one in given:
                intake.put(first if one % 2 else second, one, heard.append)
            counts.append(intake.waiting)
            task = asyncio.create_task(intake.run())
            before = len(heard)
            while len(heard) < before + 3:
                await asyncio.sleep(0.01)
            counts.append(intake.waiting)
            task.cancel()
        return counts

    assert asyncio.run(asyncio.wait_for(story(), timeout=5)) == [3, 0, 3, 0]
    assert [type(one) for one in heard[3:]] == [Away] * 3  # also who queued at the other desk
