"""Misspelled words: which known words are near, and which of them the neighbours speak for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

SHORT = 3  # letters up to which one mistake is the most
COMPARED = 12  # letters of a word that its deletions are made of
MISTAKE = 3.0  # what a mistake costs: as much as 20 times the evidence
SEEN = 5.0  # what it is worth that neighbours were seen together at all
NEAREST = 25  # candidates of a word that are weighed with their neighbours

Candidate = tuple[tuple[str, ...], int]  # one word or two, mistakes


def deletions(word: str) -> list[str]:
    """The word and what is left of it without one letter, of longer ones without two: two words a mistake apart share one.

    Numbers and scripts whose words are not letters have none: they are right as they stand.
    """
    if not (word.isascii() and word.isalpha()):
        return []
    letters = word[:COMPARED]
    most = 1 if len(letters) <= SHORT else 2
    found = {letters}
    for gone in range(1, min(most, len(letters) - 1) + 1):
        found |= {"".join(kept) for kept in combinations(letters, len(letters) - gone)}
    return sorted(found)


def distance(one: str, other: str) -> int:
    """Mistakes between two words: a letter too many, missing, wrong, or two in the wrong order."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def near(word: str, known: Mapping[str, int]) -> list[Candidate]:
    """The known words (with their counts) within the mistakes allowed, nearest and most frequent first."""
    most = 1 if len(word) <= SHORT else 2
    found = [(distance(word, other), -count, other) for other, count in known.items() if other != word]
    fitting = [(mistakes, other) for mistakes, _count, other in sorted(found) if mistakes <= most][:NEAREST]
    return [((other,), mistakes) for mistakes, other in fitting]


def splits(word: str) -> list[tuple[str, str]]:
    """The word as two written without a space."""
    return [(word[:at], word[at:]) for at in range(1, len(word))]


def suspects(asked: Sequence[str], counts: Mapping[str, int]) -> list[int]:
    """Places of words nothing speaks for: unknown ones, and those no neighbour was ever seen beside."""
    found = []
    for place, word in enumerate(asked):
        beside = [f"{one} {other}" for one, other in pairwise(asked[max(place - 1, 0) : place + 2])]
        if not counts.get(word) or (beside and not any(counts.get(pair) for pair in beside)):
            found.append(place)
    return found


def asked_pairs(options: Sequence[Sequence[Candidate]]) -> set[str]:
    """All pairs of neighbours that weighing the options needs counts of."""
    needed = {" ".join(words) for some in options for words, _mistakes in some if len(words) > 1}
    for left, right in pairwise(options):
        needed |= {f"{one[-1]} {other[0]}" for one, _ in left for other, _ in right}
    return needed


def best(options: Sequence[Sequence[Candidate]], counts: Mapping[str, int]) -> list[tuple[str, ...]]:
    """One candidate per place: what neighbours speak for most, less what the mistakes cost."""
    paths: list[tuple[float, list[tuple[str, ...]]]] = [
        (_alone(candidate, counts, is_only=len(options) == 1), [candidate[0]]) for candidate in options[0]
    ]
    for some in options[1:]:
        paths = [
            max(
                (
                    (score + _together(path[-1][-1], candidate[0][0], counts) + _alone(candidate, counts), [*path, candidate[0]])
                    for score, path in paths
                ),
                key=lambda scored: scored[0],
            )
            for candidate in some
        ]  # fmt: skip
    return max(paths, key=lambda scored: scored[0])[1]


def _alone(candidate: Candidate, counts: Mapping[str, int], *, is_only: bool = False) -> float:
    words, mistakes = candidate
    rarest = min(counts.get(word, 0) for word in words)
    score = _evidence(rarest) if is_only else 0.1 * math.log1p(rarest)
    return score - MISTAKE * mistakes + sum(_together(one, other, counts) for one, other in pairwise(words))


def _together(one: str, other: str, counts: Mapping[str, int]) -> float:
    return _evidence(counts.get(f"{one} {other}", 0))


def _evidence(count: int) -> float:
    return SEEN + math.log1p(count) if count else 0.0


def flat(found: Iterable[tuple[str, ...]]) -> list[str]:
    """The words in a row."""
    return [word for words in found for word in words]
