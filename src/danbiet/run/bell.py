"""Ctrl-C and SIGTERM break off whatever the supervisor does, except where breaking off would lose a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(Exception):
    """Ctrl-C or SIGTERM."""


class Bell:
    """A signal handler that raises `Stopped` at once, or at the end of the block that holds it.

    A process is born before `Popen` returns; broken off between the two, it would outlive us unknown.
    """

    def __init__(self) -> None:
        self._holders = 0
        self._rung = False

    def ring(self, _number: int, _frame: FrameType | None) -> None:
        """The handler for `signal.signal`."""
        if self._holders:
            self._rung = True
        else:
            raise Stopped

    @contextmanager
    def held(self) -> Iterator[None]:
        """Put a signal off to the end of the block; blocks are short."""
        self._holders += 1
        try:
            yield
        finally:
            self._holders -= 1
        if self._rung and not self._holders:
            self._rung = False
            raise Stopped
