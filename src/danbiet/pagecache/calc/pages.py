"""The memory of one process: bounded, forgotten at once, filled by one thread per page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .asking import Key
from .page import Page

LONGEST_UNTRUSTED = 5.0  # seconds a page lives while nobody would tell us that it is out of date
SHARE_OF_VARIED = 4  # a quarter for what readers may invent: parameters, pages that are not there
MOST_PASSED = 4096
PASSED_FOR = 10.0


class Shelf:
    """Pages up to a number of bytes; those not asked for longest go first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: dict[Key, Page] = {}

    def put(self, key: Key, page: Page) -> bool:
        if page.size > self.most_bytes // 8:
            return False
        self.drop(key)
        self.bytes += page.size
        self.pages[key] = page
        if self.bytes > self.most_bytes:
            self._make_room()
        return True

    def drop(self, key: Key) -> None:
        old = self.pages.pop(key, None)
        if old is not None:
            self.bytes -= old.size

    def clear(self) -> None:
        self.pages = {}
        self.bytes = 0

    def _make_room(self) -> None:
        """Down to nine tenths, so that sorting is rare."""
        for key, page in sorted(self.pages.items(), key=lambda pair: pair[1].used):
            if self.bytes <= self.most_bytes * 9 // 10:
                return
            del self.pages[key]
            self.bytes -= page.size


class Pages:
    """Kept pages of this process. Every method may be called by any thread; reading takes no lock.

    `trusted_until` (monotonic seconds) is moved on by who listens for publications; past it, pages older than 5 seconds
    are not given.
    """

    def __init__(self, most_bytes: int) -> None:
        self._lock = threading.Lock()
        self._varied = Shelf(most_bytes // SHARE_OF_VARIED)
        self._usual = Shelf(most_bytes - most_bytes // SHARE_OF_VARIED)
        self._passed: dict[Key, float] = {}
        self._making: dict[Key, threading.Event] = {}
        self.generation = 0
        self.trusted_until = 0.0

    @property
    def bytes(self) -> int:
        return self._usual.bytes + self._varied.bytes

    def __len__(self) -> int:
        return len(self._usual.pages) + len(self._varied.pages)

    def find(self, key: Key, *, now: float) -> tuple[Page | None, bool]:
        """The page and whether it is fresh. A stale one may be shown while somebody makes it anew; never when untrusted."""
        page = self._usual.pages.get(key) or self._varied.pages.get(key)
        if page is None:
            return None, False
        page.used = now
        if now >= self.trusted_until:
            is_young = now < min(page.fresh_until, page.begun + LONGEST_UNTRUSTED)
            return (page, True) if is_young else (None, False)
        if now < page.fresh_until:
            return page, True
        return (page, False) if now < page.stale_until else (None, False)

    def put(self, key: Key, page: Page, *, generation: int) -> bool:
        """Keep it, unless everything was forgotten after its making began (it may show what is gone)."""
        with self._lock:
            if generation != self.generation:
                return False
            self._usual.drop(key)
            self._varied.drop(key)
            page.used = page.begun
            is_invented = bool(key[3]) or not page.status.startswith("200")
            return (self._varied if is_invented else self._usual).put(key, page)

    def forget(self) -> None:
        with self._lock:
            self.generation += 1
            self._usual.clear()
            self._varied.clear()
            self._passed = {}

    def is_passed(self, key: Key, *, now: float) -> bool:
        """Whether this address lately turned out not to be kept: its readers need not wait for one another."""
        until = self._passed.get(key)
        return until is not None and now < until

    def pass_on(self, key: Key, *, now: float) -> None:
        with self._lock:
            if len(self._passed) >= MOST_PASSED:
                self._passed = {}
            self._passed[key] = now + PASSED_FOR

    @contextmanager
    def making(self, key: Key) -> Iterator[threading.Event | None]:
        """None for the one who makes the page; an event that is set when he is done for everybody else."""
        with self._lock:
            running = self._making.get(key)
            if running is None:
                mine = self._making[key] = threading.Event()
        if running is not None:
            yield running
            return
        try:
            yield None
        finally:
            with self._lock:
                del self._making[key]
            mine.set()
