"""What the views share: the book of the moment, the desks, tokens, pages, the clock. Nothing in it decides who takes part."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from . import entrants, entries, starts
from .answers import Answer, page, told
from .assets import Assets
from .book import Book, Known, KnownRound
from .intake import Desk, Intake
from .limits import STARTS_A_MINUTE, Rate
from .line import Line
from .pages import Pages, clock_of
from .paper import Sheets, sheets_of
from .request import Request
from .tokens import Tokens

STATEMENTS = {**entries.STATEMENTS, **starts.STATEMENTS, **entrants.STATEMENTS}
MOST_HASHES = 20_000  # kept in memory; then they are made anew
# A round begins with empty tables, and a plan made then would read them whole when they hold a million rows: only indexes here.
DURABLE = {
    "synchronous_commit": "on",
    "application_name": "danbiet play",
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a process is set up. `address` is the database's, `queue` how many may wait before starts have to."""

    address: str
    key: bytes
    queue: int = 2000
    proxies: int = 0
    portal: str = "http://localhost:8000"
    session: Mapping[str, str] = field(default_factory=lambda: DURABLE)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Refusal(Exception):
    """The answer is no: a page with a title and what to do, or JSON with a word for scripts."""

    def __init__(self, status: int, word: str, *, retry: int = 0, **context: object) -> None:
        super().__init__(word)
        self.status, self.word, self.retry, self.context = status, word, retry, context


class Room:
    """One process's room."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.tokens = Tokens(options.key)
        self.assets = Assets()
        self.pages = Pages(assets=self.assets.addresses, portal=options.portal)
        self.line = Line(options.address, statements=STATEMENTS, settings=options.session)
        # In this order: who was late and may have handed in before, submissions, then starts, then new people.
        self.entries: Desk[entries.Handed, entries.Kept | None] = Desk(entries.write)
        self.kept: Desk[int, entries.Kept | None] = Desk(entries.read_each)
        self.starts: Desk[starts.Wanted, starts.Begun | None] = Desk(starts.write)
        self.begun: Desk[starts.Wanted, starts.Begun | None] = Desk(starts.read_each)
        self.entrants: Desk[entrants.Person, entrants.Entrance] = Desk(entrants.write)
        self.intake = Intake(self.line, [self.entries, self.kept, self.starts, self.begun, self.entrants])
        self.rate = Rate(STARTS_A_MINUTE)
        self.book, self.is_loaded = Book(), False
        self.sheets: dict[tuple[int, int], Sheets] = {}
        self._ahead = 0
        self._day = 0
        self._hashes: dict[tuple[str, str], str] = {}  # of this day: crowds share networks and browsers
        self.set_clock()

    def now(self) -> int:
        """This moment in ms since 1970 UTC."""
        return time.time_ns() // 1_000_000 + self._ahead

    def set_clock(self) -> None:
        """Follow the installation's clock: a demonstration's may stand on another date."""
        self._ahead = round((self.options.now() - datetime.now(UTC)).total_seconds() * 1000)
        if abs(self._ahead) < 1000:
            self._ahead = 0

    def change(self, book: Book) -> None:
        """From now on this book holds."""
        self.sheets = sheets_of(book, pages=self.pages)
        self.book, self.is_loaded = book, True

    def is_crowded(self) -> bool:
        """Whether beginners have to wait so that those who hand in do not."""
        return self.intake.waiting > self.options.queue

    def contest(self, key: str) -> Known:
        """The contest of an address; Refusal when there is none here."""
        known = self.book.contests.get(key)
        if known is None:
            raise Refusal(404, "unknown")
        return known

    def round(self, path: str) -> KnownRound:
        """The round of an address; Refusal when there is none here."""
        known = self.book.paths.get(path)
        if known is None:
            raise Refusal(404, "unknown")
        return known

    def daily(self, kind: str, value: str, *, at: int) -> str:
        """A keyed hash of a network or a device as hex, keyed anew each day: enough to see a cluster, not to follow anybody."""
        day = (at // 1000 + 25_200) // 86_400  # in Vietnam, counted from 1970
        if day != self._day or len(self._hashes) >= MOST_HASHES:
            self._day, self._hashes = day, {}
        found = self._hashes.get((kind, value))
        if found is None:
            text = f"danbiet.daily.v1|{kind}|{day}|{value}"
            mac = hmac.digest(self.options.key, text.encode("utf-8", "replace"), "sha256")
            found = self._hashes[kind, value] = mac[:16].hex()
        return found

    def refuse(self, refusal: Refusal, request: Request) -> Answer:
        """The refusal as a page or as JSON."""
        more = (("retry-after", str(refusal.retry)),) if refusal.retry else ()
        if request.wants_json:
            said = {key: value for key, value in refusal.context.items() if isinstance(value, (str, int))}
            return told({"refused": refusal.word, **said}, status=refusal.status, more=more)
        body = self.pages.render(
            "problem",
            word=refusal.word,
            status=refusal.status,
            now=clock_of(request.at or self.now()),
            **refusal.context,
        )
        return page(body, status=refusal.status, more=more)
