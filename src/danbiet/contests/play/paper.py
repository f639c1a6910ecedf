"""The paper as a page, from the token alone: drawn in microseconds, joined from pieces that are rendered once."""

from __future__ import annotations

import logging
from typing import NamedTuple

from ..calc.canonical import pseudonym
from ..calc.paper import LETTERS, Drawer, permutation
from ..calc.rules import PaperPlan
from .book import Book, KnownRound, Words
from .pages import Frame, Pages, clock_of, hole, html, left_of

LOG = logging.getLogger(__name__)
MOST_PIECES = 20_000  # of questions in an order of their options; then they are made anew


class Attempt(NamedTuple):
    """What a paper token says, in its order. Moments in ms."""

    round: int
    start: int
    code: str
    number: int
    audience: int
    unit: str
    started: int
    deadline: int


def attempt_of(fields: list[str]) -> Attempt:
    """The attempt of a token's fields."""
    known, start, code, number, audience, unit, started, deadline = fields
    return Attempt(
        int(known), int(start), code, int(number), int(audience), unit, int(started), int(deadline)
    )


class Sheets:
    """The papers of one audience in one round."""

    def __init__(self, known: KnownRound, plan: PaperPlan, *, pages: Pages) -> None:
        rules = known.contest.rules
        self.drawer = Drawer(
            plan,
            pool=known.contest.pool,
            contest=rules.contest,
            secret=known.secret,
            mixed=rules.mixed,
            options_mixed=rules.options_mixed,
        )
        self.length = plan.length
        self.names = [f"c{number}" for number in range(1, plan.length + 1)]
        self._words = [known.contest.words[item.id] for item in self.drawer.items]
        self._html = [_html_of(words) for words in self._words]
        self._shapes = {
            (count, is_several): _question(count, is_several=is_several, length=plan.length, pages=pages)
            for count, is_several in {(len(words.options), words.is_several) for words in self._words}
        }  # two or three for hundreds of questions
        self.frame = _frame(known, plan, pages=pages)
        self._pieces: dict[tuple[int, int], list[bytes]] = {}
        self._numbers = [str(number).encode("ascii") for number in range(1, plan.length + 1)]

    def questions(self, code: str, number: int) -> bytes:
        """All questions of a paper as HTML."""
        places, orders = self.drawer.draw(code, number)
        pieces = self._pieces
        parts = []
        for place, (item, _points), order in zip(self._numbers, places, orders, strict=True):
            piece = pieces.get((item, order))
            if piece is None:
                piece = self._piece(item, order)
            parts.append(place.join(piece))
        return b"".join(parts)

    def page(self, attempt: Attempt, *, token: str, unit: str, now: int) -> bytes:
        """The whole page of an attempt."""
        return self.frame.fill(
            token=token.encode("ascii"),
            questions=self.questions(attempt.code, attempt.number),
            code=pseudonym(attempt.code).encode("ascii"),
            unit=html(unit).encode("utf-8"),
            attempt=b"%d" % attempt.number,
            began=clock_of(attempt.started).encode("ascii"),
            until=clock_of(attempt.deadline).encode("ascii"),
            left=left_of(attempt.deadline - now).encode("ascii"),
            deadline=b"%d" % attempt.deadline,
        )

    def told(self, code: str, number: int) -> list[dict[str, object]]:
        """The same as values for scripts: text, options in the order of their letters, whether several may be right."""
        places, orders = self.drawer.draw(code, number)
        found: list[dict[str, object]] = []
        for (item, points), order in zip(places, orders, strict=True):
            words = self._words[item]
            found.append(
                {
                    "text": words.text,
                    "options": self._options(words, order),
                    "several": words.is_several,
                    "points": points,
                }
            )
        return found

    def _piece(self, item: int, order: int) -> list[bytes]:
        """The question between its numbers. Joined, not rendered: the minute in which a round opens asks for every order of every
        question, and rendering each would take a hundred times as long."""
        if len(self._pieces) >= MOST_PIECES:
            self._pieces.clear()
        words, (text, options) = self._words[item], self._html[item]
        count = len(options)
        said = {f"words{place}": options[chosen] for place, chosen in enumerate(permutation(count, order))}
        piece = self._pieces[item, order] = self._shapes[count, words.is_several].around(
            "number", text=text, **said
        )
        return piece

    def _options(self, words: Words, order: int) -> list[str]:
        return [words.options[place] for place in permutation(len(words.options), order)]


def _html_of(words: Words) -> tuple[bytes, list[bytes]]:
    return html(words.text).encode("utf-8"), [html(one).encode("utf-8") for one in words.options]


def _question(count: int, *, is_several: bool, length: int, pages: Pages) -> Frame:
    """The frame of every question with so many options of this kind."""
    options = [(LETTERS[place], hole(f"words{place}")) for place in range(count)]
    slots = ("number", "text")
    return pages.frame("question", slots=slots, length=length, options=options, is_several=is_several).ready()


def _frame(known: KnownRound, plan: PaperPlan, *, pages: Pages) -> Frame:
    rules = known.contest.rules
    slots = ("token", "questions", "code", "unit", "attempt", "began", "until", "left", "deadline")
    return pages.frame(
        "paper",
        slots=slots,
        rules=rules,
        round=known,
        length=plan.length,
        places=range(1, plan.length + 1),
        prediction=rules.prediction,
        handing=f"/thi/{known.path}/nop/",
        home=f"/thi/{known.contest.key}/",
    ).ready()


def sheets_of(book: Book, *, pages: Pages) -> dict[tuple[int, int], Sheets]:
    """The sheets of every audience (its number) in every round (its id)."""
    found = {}
    for known in book.rounds.values():
        rules = known.contest.rules
        for number, audience in enumerate(rules.audiences):
            plan = rules.plan_of(audience.key, known.key)
            if plan is None:
                continue
            try:
                found[known.id, number] = Sheets(known, plan, pages=pages)
            except Exception:  # one that cannot be drawn keeps no other out
                LOG.exception("no paper of round %s for audience %s", known.path, audience.key)
    return found
