"""What was asked, as conditions the index answers, best first."""

from __future__ import annotations

from dataclasses import dataclass

from .words import (
    EXACT,
    FIELD,
    KIND,
    PAIR,
    TITLE,
    TITLE_EXACT,
    UNIT,
    WHOLE,
    WORD,
    YEAR,
    clean,
    pairs,
    whole_of,
    words,
)

MOST_WORDS = 32  # of a question; what follows them is not looked for
MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words in order. Nothing to look for: no words at all."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    typed: tuple[str, ...]  # as the reader wrote them

    def __bool__(self) -> bool:
        return bool(self.folded)

    @property
    def is_marked(self) -> bool:
        """Whether any word carries a diacritic."""
        return self.exact != self.folded


def read(text: str) -> Asked:
    """The first 32 words of whatever was typed; operators and signs mean nothing."""
    asked = clean(text[:MOST_LETTERS])
    found = words(asked)[:MOST_WORDS]
    return Asked(
        tuple(word.exact for word in found),
        tuple(word.folded for word in found),
        tuple(asked[word.start : word.end] for word in found),
    )


def everything(asked: Asked) -> str:
    """The condition for all that answers: every word, marks or not."""
    return _all(WORD, asked.folded)


def phrase(asked: Asked) -> str:
    """The condition for all neighbours standing together, '' for a single word."""
    return _all(PAIR, tuple(pairs(asked.folded)))


def tiers(asked: Asked) -> list[str]:
    """Conditions from the best to the last, each newest first; the last holds all the others.

    What is called just so; as spelled in the title, as a phrase, anywhere; then without marks the same. Who types no marks
    means any: nothing is gained by asking first for texts that have none either.
    """
    exact, folded = _all(EXACT, asked.exact), everything(asked)
    together = phrase(asked)
    whole = whole_of(asked.folded)
    spelled = [_all(TITLE_EXACT, asked.exact), f"{exact} & {together}" if together else "", exact]
    conditions = [
        quoted(WHOLE + whole) if whole else "",
        *(spelled if asked.is_marked else ()),
        _all(TITLE, asked.folded),
        together,
        folded,
    ]
    return [condition for condition in conditions if condition]


def scope(
    *, kind: str = "", unit_ids: tuple[int, ...] | None = None, year: int | None = None, field: str = ""
) -> str:
    """The condition of the filters, '' without any."""
    parts = [quoted(KIND + kind)] if kind else []
    if year is not None:
        parts.append(quoted(f"{YEAR}{year}"))
    if field:
        parts.append(quoted(FIELD + field))
    if unit_ids is not None:
        parts.append(any_of(UNIT, tuple(map(str, unit_ids)) or ("-",)))  # no unit holds nothing
    return " & ".join(parts)


def any_of(klass: str, found: tuple[str, ...]) -> str:
    """One of these."""
    return "(" + " | ".join(quoted(klass + word) for word in found) + ")"


def none_of(condition: str) -> str:
    """Everything but this."""
    return f"!({condition})"


def both(*conditions: str) -> str:
    """All conditions that say something."""
    return " & ".join(f"({condition})" for condition in conditions if condition)


def quoted(lexeme: str) -> str:
    """A lexeme as a tsquery takes it, whatever signs it is made of."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _all(klass: str, found: tuple[str, ...]) -> str:
    return " & ".join(quoted(klass + word) for word in dict.fromkeys(found))
