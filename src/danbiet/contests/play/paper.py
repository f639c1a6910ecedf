"""The paper as a page, from the token alone: drawn in microseconds, joined from pieces that are rendered once."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import NamedTuple

from ..calc.canonical import pseudonym
from ..calc.paper import LETTERS, Drawer, permutation
from ..calc.rules import PaperPlan
from .book import Book, KnownRound, Words
from .pages import Frame, Pages, clock_of, hole, html, left_of

LOG = logging.getLogger(__name__)
MOST_KEPT = 20_000  # questions with their options in some order that are kept ready: some ten megabytes


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


class Questions(dict[tuple[int, int], bytes]):
    """Questions as HTML from their text on, whatever their place in a paper: by the item's number and that of its options' order, made
    when first asked for."""

    def __init__(self, items: list[Words], *, pages: Pages) -> None:
        super().__init__()
        self._items = items
        self._frames = {kind: _question(*kind, pages=pages) for kind in {_kind(words) for words in items}}

    def __missing__(self, key: tuple[int, int]) -> bytes:
        if len(self) >= MOST_KEPT:
            self.clear()
        item, order = key
        words = self._items[item]
        filled = {"name": b"q%d" % item, "text": _bytes(words.text)}
        filled |= {f"words{place}": _bytes(one) for place, one in enumerate(_options(words, order))}
        ready = self[key] = b"".join(self._frames[_kind(words)].gaps(**filled))
        return ready


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
        self._words = [known.contest.words[item.id] for item in self.drawer.items]
        self._questions = Questions(self._words, pages=pages)
        frame = _frame(known, plan, pages=pages)
        gaps, place = frame.gaps(), frame.names.index("questions")
        self._names_before, self._names_after = frame.names[:place], frame.names[place + 1 :]
        # What stands between the holes and the holes take turns; at the place of the questions each has its beginning and its hole.
        leads = [_lead(number, plan.length, pages=pages) for number in range(1, plan.length + 1)]
        between = [gaps[2 * place] + leads[0], b""]
        for lead in leads[1:]:
            between += (lead, b"")
        self._parts = gaps[: 2 * place] + between + gaps[2 * place + 2 :]

    def page(self, attempt: Attempt, *, token: str, unit: str, now: int) -> bytes:
        """The whole page of an attempt."""
        values = {
            "token": token.encode("ascii"),
            "code": pseudonym(attempt.code).encode("ascii"),
            "unit": _unit(unit),
            "attempt": b"%d" % attempt.number,
            "began": clock_of(attempt.started).encode("ascii"),
            "until": clock_of(attempt.deadline).encode("ascii"),
            "left": left_of(attempt.deadline - now).encode("ascii"),
            "deadline": b"%d" % attempt.deadline,
        }
        places, orders = self.drawer.draw(attempt.code, attempt.number)
        questions, parts = self._questions, self._parts[:]
        parts[1::2] = [
            *map(values.__getitem__, self._names_before),
            *[questions[item, order] for (item, _points), order in zip(places, orders, strict=True)],
            *map(values.__getitem__, self._names_after),
        ]
        return b"".join(parts)

    def names(self, code: str, number: int) -> list[str]:
        """What the boxes of each question are called in this paper: by the item, whatever its place."""
        places, _orders = self.drawer.draw(code, number)
        return [f"q{item}" for item, _points in places]

    def told(self, code: str, number: int) -> list[dict[str, object]]:
        """The same as values for scripts: text, options in the order of their letters, whether several may be right."""
        places, orders = self.drawer.draw(code, number)
        found: list[dict[str, object]] = []
        for (item, points), order in zip(places, orders, strict=True):
            words = self._words[item]
            found.append(
                {
                    "text": words.text,
                    "options": _options(words, order),
                    "several": words.is_several,
                    "points": points,
                }
            )
        return found


@lru_cache(maxsize=1000)
def _unit(name: str) -> bytes:
    return (html(name) or "–").encode("utf-8")


def _kind(words: Words) -> tuple[int, bool]:
    return len(words.options), words.is_several


def _options(words: Words, order: int) -> list[str]:
    return [words.options[place] for place in permutation(len(words.options), order)]


def _bytes(text: str) -> bytes:
    return html(text).encode("utf-8")


def _lead(number: int, length: int, *, pages: Pages) -> bytes:
    return pages.render("question_lead", number=number, length=length).strip().encode("utf-8")


def _question(count: int, is_several: bool, *, pages: Pages) -> Frame:  # noqa: FBT001 - a kind as it is sorted
    """The frame of every question with so many options of this kind: its name, its text, its options in their order."""
    options = [(LETTERS[place], hole(f"words{place}")) for place in range(count)]
    return pages.frame("question", slots=("name", "text"), options=options, is_several=is_several)


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
    )


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
