"""How often somebody did something lately, in the memory of one process. Keys are hashes that nobody can turn back."""

from __future__ import annotations

from threading import Lock

MOST_KEYS = 50_000


class Window:
    """Counts per key in windows of so many seconds. Bounded: when too many keys come, the older half is forgotten."""

    def __init__(self, *, most: int, seconds: int, most_keys: int = MOST_KEYS) -> None:
        self.most = most
        self.seconds = seconds
        self._most_keys = most_keys
        self._counts: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def note(self, key: str, *, second: float) -> bool:
        """Once more; False when that is too often. A refused one costs nothing more than this."""
        window = int(second) // self.seconds
        with self._lock:
            began, count = self._counts.get(key, (window, 0))
            count = count + 1 if began == window else 1
            if count == 1 and len(self._counts) >= self._most_keys:
                self._sweep(window)
            self._counts[key] = (window, min(count, self.most + 1))
        return count <= self.most

    def is_over(self, key: str, *, second: float) -> bool:
        """Whether this key has done it too often already; nothing is counted."""
        began, count = self._counts.get(key, (0, 0))
        return began == int(second) // self.seconds and count >= self.most

    def wait(self, *, second: float) -> int:
        """Seconds until the next window begins."""
        return self.seconds - int(second) % self.seconds

    def forget(self) -> None:
        with self._lock:
            self._counts.clear()

    def _sweep(self, window: int) -> None:
        self._counts = {key: one for key, one in self._counts.items() if one[0] == window}
        if len(self._counts) >= self._most_keys:
            for key in list(self._counts)[: self._most_keys // 2]:
                del self._counts[key]
