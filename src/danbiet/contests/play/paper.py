"""The paper as a page, from the token alone: drawn in microseconds, joined from pieces that are rendered once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from ..calc.canonical import pseudonym
from ..calc.paper import LETTERS, Drawer, permutation
from ..calc.rules import PaperPlan
from .book import Book, KnownRound, Words
from .pages import Frame, Pages, clock_of, hole, html, left_of

LOG = logging.getLogger(__name__)
MOST_ORDERS = 2000  # ways to take a question's options that are kept (seven options have 5,040)
_BETWEEN = b"\0"  # PostgreSQL keeps no text that holds it
Take = Callable[[list[bytes]], tuple[bytes, ...]]


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


class Takes(dict[int, Take]):
    """For each order of so many options: a question's text, then its options as they are shown, then nothing."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, order: int) -> Take:
        if len(self) >= MOST_ORDERS:
            self.clear()
        take: Take = itemgetter(0, *(place + 1 for place in permutation(self._count, order)), self._count + 1)
        self[order] = take
        return take


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
        kinds = sorted({_kind(words) for words in self._words})  # two or three for hundreds of questions
        takes = {count: Takes(count) for count, _is_several in kinds}
        self._texts = [
            (kinds.index(_kind(words)), _texts_of(words), takes[len(words.options)]) for words in self._words
        ]
        shapes = [_question(*kind, length=plan.length, pages=pages) for kind in kinds]
        numbers = [str(number).encode("ascii") for number in range(1, plan.length + 1)]
        # A question ends with what follows its last option; the hole after that stays empty, so that holes and gaps take turns.
        self._questions = [[[*shape.gaps(number=number), b""] for shape in shapes] for number in numbers]
        frame = _frame(known, plan, pages=pages)
        gaps, place = frame.gaps(), frame.names.index("questions") + 1
        self._before, self._after = gaps[: 2 * place], gaps[2 * place :]
        self._names_before, self._names_after = frame.names[:place], frame.names[place:]

    def page(self, attempt: Attempt, *, token: str, unit: str, now: int) -> bytes:
        """The whole page of an attempt.

        It is joined from a few hundred kilobytes that stay near the processor, not from megabytes of questions in every order.
        """
        values = {
            "token": token.encode("ascii"),
            "code": pseudonym(attempt.code).encode("ascii"),
            "unit": _unit(unit),
            "attempt": b"%d" % attempt.number,
            "began": clock_of(attempt.started).encode("ascii"),
            "until": clock_of(attempt.deadline).encode("ascii"),
            "left": left_of(attempt.deadline - now).encode("ascii"),
            "deadline": b"%d" % attempt.deadline,
            "questions": b"",
        }
        places, orders = self.drawer.draw(attempt.code, attempt.number)
        parts, found = self._before[:], [values[name] for name in self._names_before]
        for (item, _points), order, gaps in zip(places, orders, self._questions, strict=True):
            kind, texts, takes = self._texts[item]
            parts += gaps[kind]
            found += takes[order](texts.split(_BETWEEN))
        parts += self._after
        parts[1::2] = found + [values[name] for name in self._names_after]
        return b"".join(parts)

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

    def _options(self, words: Words, order: int) -> list[str]:
        return [words.options[place] for place in permutation(len(words.options), order)]


@lru_cache(maxsize=1000)
def _unit(name: str) -> bytes:
    return (html(name) or "–").encode("utf-8")


def _kind(words: Words) -> tuple[int, bool]:
    return len(words.options), words.is_several


def _texts_of(words: Words) -> bytes:
    """A question's text, its options and nothing, as HTML. In one piece: six objects would lie in six places of the memory, and a
    paper takes ten questions from anywhere."""
    return _BETWEEN.join([*(html(one).encode("utf-8") for one in (words.text, *words.options)), b""])


def _question(count: int, is_several: bool, *, length: int, pages: Pages) -> Frame:  # noqa: FBT001 - a kind as it is sorted
    """The frame of every question with so many options of this kind: its number, its text, its options in their order."""
    options = [(LETTERS[place], hole(f"words{place}")) for place in range(count)]
    slots = ("number", "text")
    return pages.frame("question", slots=slots, length=length, options=options, is_several=is_several)


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
