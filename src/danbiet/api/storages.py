"""How often a network has asked lately, in this process's memory: hashes under a secret that lives for a day, never an address."""

from __future__ import annotations

import hashlib
import secrets
from threading import Lock

from danbiet.kit.limits import Window
from danbiet.kit.networks import network

DAY = 86_400


class Gate:
    """`most` requests a minute from one network (IPv6: its /64). What is kept ready in front of Django is not counted: it costs nothing."""

    def __init__(self, *, most: int, seconds: int = 60) -> None:
        self._window = Window(most=most, seconds=seconds)
        self._salt = secrets.token_bytes(32)
        self._day = -1
        self._lock = Lock()

    def lets_in(self, address: str, *, second: float) -> bool:
        """False when that is too often."""
        return self._window.note(self._key(address, second), second=second)

    def wait(self, *, second: float) -> int:
        """Whole seconds until the next minute."""
        return self._window.wait(second=second)

    def _key(self, address: str, second: float) -> str:
        day = int(second) // DAY
        if day != self._day:
            with self._lock:
                if day != self._day:
                    self._salt, self._day = secrets.token_bytes(32), day
        return hashlib.blake2b(
            network(address).encode(), key=self._salt, person=b"api", digest_size=16
        ).hexdigest()
