"""A thread of every web process that adds the journals up every two seconds."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import Error, close_old_connections, connection

from danbiet.kit import clock

from .actions import add_up, destroy_old, salt_of
from .calc.journal import Crowd, Hit, read_lines
from .calc.rates import MINUTE, Rates
from .storages import Journal, journals

log = logging.getLogger("danbiet.visits")
PACE = 2.0
ONLINE = 300  # seconds somebody counts as here after a page
UNSALTED = 10.0  # seconds between two questions for the secret while the database is away


def real_day(second: float) -> date:
    """The date in Vietnam by the real clock: a pinned demonstration must not keep the secret of a day for ever."""
    return clock.local(datetime.fromtimestamp(second, UTC)).date()


class Salts:
    """The day's secret, asked of the database once a day. While that is away, one of this process alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._day: date | None = None
        self._value = b""
        self._good_until = 0.0

    def of(self, day: date) -> bytes:
        if self._day == day and time.monotonic() < self._good_until:
            return self._value
        with self._lock:
            if self._day != day or time.monotonic() >= self._good_until:
                self._fetch(day)
            return self._value

    def _fetch(self, day: date) -> None:
        try:
            self._value, self._good_until = salt_of(day), float("inf")
        except Error as error:
            if not connection.in_atomic_block:
                connection.close()  # broken by a restart of the database: the next question opens a new one
            log.warning("views are counted, visitors told apart by this process alone for a while: %s", error)
            self._good_until = time.monotonic() + UNSALTED
            if self._day != day:
                self._value = secrets.token_bytes(32)
        self._day = day


class Watch:
    """What all processes have written down today, read as it grows."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._day: date | None = None
        self._offsets: dict[str, int] = {}
        self._recent: dict[str, list[int]] = {}
        self.crowd = Crowd()

    def look(self, *, day: date, second: int, most: int) -> list[str]:
        """Read on; the visitors who, all processes together, were faster than `most` in the last minute."""
        if day != self._day:
            self._day, self._offsets, self._recent, self.crowd = day, {}, {}, Crowd()
        for journal in journals(self._place):
            if journal.day == day:
                data = journal.read_from(self._offsets.get(journal.name, 0))
                self._offsets[journal.name] = self._offsets.get(journal.name, 0) + len(data)
                for hit in read_lines(data):
                    self._add(hit)
        return self._too_fast(second, most)

    def _add(self, hit: Hit) -> None:
        self.crowd.add(hit)
        if hit.count > 0:
            self._recent.setdefault(hit.visitor, []).append(hit.second)

    def _too_fast(self, second: int, most: int) -> list[str]:
        """Judged by the minute before each visitor's own last view: reading may lag behind the clock, and journals are
        read one after the other."""
        kept: dict[str, list[int]] = {}
        for one, seconds in self._recent.items():
            last = max(seconds)
            if last > second - MINUTE:
                kept[one] = [each for each in seconds if each > last - MINUTE]
        self._recent = kept
        return [one for one, seconds in kept.items() if len(seconds) > most]


class Ledger:
    """Counts for one process. `second` gives seconds since 1970."""

    def __init__(self, place: Path, *, rates: Rates | None = None) -> None:
        self.place = place
        self.journal = Journal(place)
        self.rates = rates or Rates()
        self.salts = Salts()
        self.watch = Watch(place)
        self._lock = threading.Lock()

    def count(self, hit: Hit, *, day: date) -> bool:
        """Write it down unless its visitor is too fast. OSError: not written."""
        with self._lock:
            taken_back = self.rates.note(hit)
        if taken_back is None:
            self.journal.append([hit], real_day=day)
            return True
        if taken_back:
            self.journal.append(taken_back, real_day=day)
        return False

    def tend(self, *, second: float) -> None:
        """One round: read what all have written, silence who is too fast, add up, destroy what is of earlier days."""
        day = real_day(second)
        self.journal.turn(real_day=day)
        for visitor in self.watch.look(day=day, second=int(second), most=self.rates.most):
            self._silence(visitor, int(second), day)
        crowd = {on: self.watch.crowd.visitors(on) for on in self.watch.crowd.views}
        online = self.watch.crowd.online(second=int(second), within=ONLINE)
        if add_up(self.place, crowd=crowd, online=online, at=clock.now()) is not None:
            destroy_old(self.place, real_day=day)

    def _silence(self, visitor: str, second: int, day: date) -> None:
        with self._lock:
            taken_back = self.rates.mute(visitor, second=second)
        if taken_back:
            self.journal.append(taken_back, real_day=day)


def start_tending(ledger: Ledger, *, second: Callable[[], float] = time.time) -> None:
    """Begin in a thread of its own that ends with the process. `second` gives seconds since 1970."""
    threading.Thread(target=_tend_for_ever, args=[ledger, second], name="visits", daemon=True).start()


def _tend_for_ever(ledger: Ledger, second: Callable[[], float]) -> None:
    failures: Counter[str] = Counter()
    while True:
        close_old_connections()
        try:
            ledger.tend(second=second())
            failures.clear()
        except (Error, OSError) as error:
            if not failures[type(error).__name__]:  # once per trouble, not every two seconds
                log.warning("views wait in their journals: %s", error)
            failures[type(error).__name__] += 1
        time.sleep(PACE)
