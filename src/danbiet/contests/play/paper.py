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
MOST_KINDS = 2000  # kinds of questions in a row for which a paper's gaps are kept
Texts = tuple[bytes, ...]  # a question's text and its options, as HTML


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


class Takes(dict[int, Callable[[Texts], Texts]]):
    """For each order of so many options: a question's text and then its options as they are shown."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, order: int) -> Callable[[Texts], Texts]:
        if len(self) >= MOST_ORDERS:
            self.clear()
        take: Callable[[Texts], Texts] = itemgetter(
            0, *(place + 1 for place in permutation(self._count, order))
        )
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
        self._questions = [[shape.gaps(number=number) for shape in shapes] for number in numbers]
        frame = _frame(known, plan, pages=pages)
        gaps, place = frame.gaps(), frame.names.index("questions")
        self._before, self._after = gaps[: 2 * place + 1], gaps[2 * place + 2 :]
        self._names_before, self._names_after = frame.names[:place], frame.names[place + 1 :]
        self._kinds: dict[tuple[int, ...], list[bytes]] = {}

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
        chosen = [self._texts[item] for item, _points in places]
        found = [values[name] for name in self._names_before]
        for (_kind, texts, takes), order in zip(chosen, orders, strict=True):
            found += takes[order](texts)
        found += [values[name] for name in self._names_after]
        parts = self._gaps(tuple([kind for kind, _texts, _takes in chosen]))[:]
        parts[1::2] = found
        return b"".join(parts)

    def _gaps(self, kinds: tuple[int, ...]) -> list[bytes]:
        """What stands between the texts of a paper whose questions are of these kinds. A paper is joined from a few hundred kilobytes
        that stay near the processor, not from megabytes of ready questions in every order."""
        found = self._kinds.get(kinds)
        if found is None:
            if len(self._kinds) >= MOST_KINDS:
                self._kinds.clear()
            questions = [of_place[kind] for of_place, kind in zip(self._questions, kinds, strict=True)]
            found = self._kinds[kinds] = _following(self._before, *questions, self._after)
        return found

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


def _following(*parts: list[bytes]) -> list[bytes]:
    """Gaps of pages that follow one another as those of one page."""
    found = parts[0][:]
    for part in parts[1:]:
        found[-1] += part[0]
        found += part[1:]
    return found


@lru_cache(maxsize=1000)
def _unit(name: str) -> bytes:
    return html(name).encode("utf-8")


def _kind(words: Words) -> tuple[int, bool]:
    return len(words.options), words.is_several


def _texts_of(words: Words) -> Texts:
    return tuple(html(one).encode("utf-8") for one in (words.text, *words.options))


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
