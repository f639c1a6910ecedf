"""Skip rules: which questions somebody is asked, by what they answered before.

A question may name an earlier one and the answers after which it is asked. Whoever left the earlier one out is asked all the same:
only an answer says that a question does not concern somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ANSWERS = 5
_WRITTEN = re.compile(r"^(?:câu\s*)?(\d{1,2})\s*(?:=|:|là)\s*([0-5](?:\s*[,;/]\s*[0-5])*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """Asked only when question `number` (1 to 99, an earlier one) was answered by one of `answers` (0 to 5), or not at all."""

    number: int
    answers: frozenset[int]

    def __str__(self) -> str:
        return f"{self.number}={','.join(str(one) for one in sorted(self.answers))}"


def rule_in(said: str) -> Rule | None:
    """The rule as a file has it ("3=1,2", "câu 3 = 1; 2"). ValueError for anything else; None for nothing."""
    if not said.strip():
        return None
    found = _WRITTEN.match(said.strip())
    if found is None:
        raise ValueError(said)
    return Rule(int(found[1]), frozenset(int(one) for one in re.findall(r"\d", found[2])))


def are_asked(rules: Sequence[Rule | None], answers: Sequence[int | None]) -> list[bool]:
    """For each question whether it is asked. What hangs on a question that is not asked is not asked either."""
    told: list[bool] = []
    for rule in rules:
        if rule is None:
            told.append(True)
            continue
        said = answers[rule.number - 1]
        told.append(told[rule.number - 1] and (said is None or said in rule.answers))
    return told


def without_skipped(rules: Sequence[Rule | None], answers: Sequence[int | None]) -> list[int | None]:
    """The answers, emptied where a question was not asked."""
    return [one if asked else None for one, asked in zip(answers, are_asked(rules, answers), strict=True)]
