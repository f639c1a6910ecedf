"""Which agency a question belongs to, out of where questions like it went before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

FIELD, PLACE, WORDS, USUAL = (
    3.0,
    1.5,
    6.0,
    4.0,
)  # what the same field, place and words weigh; and the field's usual agency
LEAST_WORDS = 0.15  # two subjects sharing fewer of their words are not alike
EMPTY_WORDS = frozenset(
    {
        "toi", "em", "anh", "chi", "co", "duoc", "khong", "cho", "va", "la", "thi", "o", "tai", "ve", "voi", "cua", "cac", "nhung",
        "nhu", "the", "nao", "gi", "bao", "nhieu", "lam", "sao", "xin", "hoi", "nay", "do", "de", "da", "dang", "se", "bi", "phai",
        "can", "muon", "khi", "neu", "ma", "hay", "hoac", "tu", "den", "trong", "ngoai", "len", "xuong",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """A question that was handed to an agency: `words` of its subject, folded."""

    unit_id: int
    topic_id: int | None
    place_id: int | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agency with how many questions speak for it, of the same field, of the same place, in like words."""

    unit_id: int
    score: float
    same_field: int
    same_place: int
    like_words: int
    is_usual: bool

    @property
    def count(self) -> int:
        return max(self.same_field, self.like_words, self.same_place)


def telling(words: Iterable[str]) -> frozenset[str]:
    """The words that say something about the matter."""
    return frozenset(word for word in words if word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit()))


def ranked(
    past: Iterable[Past],
    *,
    topic_id: int | None,
    place_id: int | None,
    words: frozenset[str],
    usual_unit_id: int | None = None,
    offered: Collection[int],
    most: int = 3,
) -> list[Suggestion]:
    """The likeliest agencies of those offered, best first; none where nothing speaks for any.

    Each earlier question of the same field, of the same place and in like words speaks for its agency, the more words they
    share the more. The place alone never decides: it only tells agencies apart for which something else speaks.
    """
    tally: dict[int, list[float]] = {}
    for one in past:
        if one.unit_id not in offered:
            continue
        likeness = _likeness(words, one.words)
        field = topic_id is not None and one.topic_id == topic_id
        place = place_id is not None and one.place_id == place_id
        if not field and not likeness:
            continue
        found = tally.setdefault(one.unit_id, [0.0, 0, 0, 0])
        found[0] += FIELD * field + PLACE * place + WORDS * likeness
        found[1] += field
        found[2] += place
        found[3] += bool(likeness)
    if usual_unit_id in offered and usual_unit_id is not None:
        tally.setdefault(usual_unit_id, [0.0, 0, 0, 0])[0] += USUAL
    suggestions = [
        Suggestion(unit_id, score, int(field), int(place), int(like), unit_id == usual_unit_id)
        for unit_id, (score, field, place, like) in tally.items()
    ]
    return sorted(suggestions, key=lambda one: (-one.score, one.unit_id))[:most]


def _likeness(mine: frozenset[str], theirs: frozenset[str]) -> float:
    shared = len(mine & theirs)
    whole = len(mine | theirs)
    share = shared / whole if whole else 0.0
    return share if share >= LEAST_WORDS and shared > 1 else 0.0
