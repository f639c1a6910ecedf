"""Lines of a journal: one view each, or one taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from .mark import Viewed


@dataclass(frozen=True, slots=True)
class Hit:
    """`second`: seconds since 1970; `day`: the day it counts for; `count`: 1, or -1 when it is taken back."""

    second: int
    day: date
    visitor: str
    viewed: Viewed
    count: int = 1


def write_line(hit: Hit) -> bytes:
    sign = "+" if hit.count > 0 else "-"
    words = f"{sign} {hit.second} {hit.day.isoformat()} {hit.visitor} {hit.viewed.kind} {hit.viewed.path}\n"
    return words.encode("utf-8", "surrogatepass")


def read_lines(data: bytes) -> Iterator[Hit]:
    """The hits of whole lines; a line a full disk has cut is passed over."""
    for line in data.decode("utf-8", "replace").split("\n"):
        words = line.split(" ", 5)
        if len(words) != 6 or words[0] not in {"+", "-"}:
            continue
        try:
            second, day = int(words[1]), date.fromisoformat(words[2])
        except ValueError:
            continue
        count = 1 if words[0] == "+" else -1
        yield Hit(second, day, words[3], Viewed(words[4], words[5]), count)


def whole_lines(data: bytes) -> bytes:
    """Up to the last line's end; what follows is still being written, or was never finished."""
    return data[: data.rfind(b"\n") + 1]


@dataclass
class Sums:
    """What a stretch of journal adds."""

    pages: Counter[tuple[date, str, str]] = field(default_factory=Counter)  # (day, path, kind)

    def add(self, hit: Hit) -> None:
        self.pages[hit.day, hit.viewed.path, hit.viewed.kind] += hit.count

    @property
    def days(self) -> dict[date, int]:
        found: Counter[date] = Counter()
        for (day, _, _), count in self.pages.items():
            found[day] += count
        return dict(found)


@dataclass
class Crowd:
    """Who has been here today, as numbers good for this day; lives in memory only."""

    views: dict[date, Counter[str]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def add(self, hit: Hit) -> None:
        self.views.setdefault(hit.day, Counter())[hit.visitor] += hit.count
        if hit.count > 0:
            self.last[hit.visitor] = max(hit.second, self.last.get(hit.visitor, 0))

    def visitors(self, day: date) -> int:
        """Those of whom at least one view was not taken back."""
        return sum(count > 0 for count in self.views.get(day, Counter()).values())

    def online(self, *, second: int, within: int) -> int:
        """Those seen in the last `within` seconds. Forgets the others."""
        self.last = {one: last for one, last in self.last.items() if last > second - within}
        return sum(any(views[one] > 0 for views in self.views.values()) for one in self.last)
