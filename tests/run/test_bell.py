"""A signal never falls between the birth of a process and our knowing of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from danbiet.run.bell import Bell, Stopped


@pytest.fixture
def bell() -> Iterator[Bell]:
    bell = Bell()
    before = signal.signal(signal.SIGUSR1, bell.ring)
    yield bell
    signal.signal(signal.SIGUSR1, before)


def _ring() -> None:
    os.kill(os.getpid(), signal.SIGUSR1)


def test_bell_not_held_raises_at_once(bell: Bell) -> None:
    reached = []
    with pytest.raises(Stopped):
        _ring()
        reached.append("after")

    assert reached == []


def test_bell_held_raises_when_the_block_is_done(bell: Bell) -> None:
    reached = []
    with pytest.raises(Stopped), bell.held():
        _ring()
        _ring()
        reached.append("in the block")

    assert reached == ["in the block"]
    with bell.held():
        reached.append("the next block is not broken off by the same signals")


def test_bell_held_within_held_waits_for_the_outer_block(bell: Bell) -> None:
    reached = []
    with pytest.raises(Stopped), bell.held():
        with bell.held():
            _ring()
        reached.append("outer block")

    assert reached == ["outer block"]


def test_bell_held_block_that_fails_keeps_its_own_error(bell: Bell) -> None:
    with pytest.raises(ZeroDivisionError), bell.held():
        _ring()
        _ = 1 / 0

    with pytest.raises(Stopped), bell.held():
        pass
