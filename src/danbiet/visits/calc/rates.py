"""Who asks faster than anybody reads."""

from __future__ import annotations

from collections import deque

from .journal import Hit

MINUTE = 60


class Rates:
    """The last minute of every visitor in one process. More than `most` views in a minute: not a person.

    Such a visitor is not counted for `quiet` seconds, and the views of the minute are taken back. An office behind one
    address with one kind of browser is one visitor here: the limit leaves room for it.
    """

    def __init__(self, *, most: int = 120, quiet: int = 600) -> None:
        self.most = most
        self.quiet = quiet
        self._last: dict[str, deque[Hit]] = {}
        self._muted: dict[str, int] = {}
        self._swept = 0

    def note(self, hit: Hit) -> list[Hit] | None:
        """None: count it. Else what to take back (often nothing), and it is not counted."""
        if hit.second - self._swept > MINUTE:
            self._sweep(hit.second)
        muted = self._muted.get(hit.visitor)
        if muted is not None and hit.second < muted:
            return []
        recent = self._last.setdefault(hit.visitor, deque())
        self._trim(recent, hit.second)
        if len(recent) >= self.most:
            return self.mute(hit.visitor, second=hit.second)
        recent.append(hit)
        return None

    def mute(self, visitor: str, *, second: int) -> list[Hit]:
        """Count this visitor no more for a while; what to take back of the last minute."""
        self._muted[visitor] = second + self.quiet
        recent = self._last.pop(visitor, deque())
        self._trim(recent, second)
        return [Hit(hit.second, hit.day, hit.visitor, hit.viewed, -1) for hit in recent]

    def is_muted(self, visitor: str, *, second: int) -> bool:
        return self._muted.get(visitor, 0) > second

    def _trim(self, recent: deque[Hit], second: int) -> None:
        while recent and recent[0].second <= second - MINUTE:
            recent.popleft()

    def _sweep(self, second: int) -> None:
        self._swept = second
        self._muted = {one: until for one, until in self._muted.items() if until > second}
        self._last = {
            one: recent
            for one, recent in self._last.items()
            if recent and recent[-1].second > second - MINUTE
        }
