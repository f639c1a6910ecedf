"""The key of one form: dated, signed, used once. It stands for the token and the session that public pages do not have."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass

LIVES = 24 * 3600  # seconds: a draft begun in the evening may be sent the next morning
SHORTEST = 3  # seconds in which nobody reads a form and fills it in
_SHAPE = re.compile(r"([0-9a-f]{6,12})\.([0-9A-Za-z_-]{22})\.([0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class SentKey:
    """A form that was handed out: what it is called and when that was."""

    nonce: str
    made_at: int

    def is_old(self, *, second: float) -> bool:
        return second > self.made_at + LIVES

    def is_hasty(self, *, second: float) -> bool:
        """Sent faster than anybody types."""
        return second < self.made_at + SHORTEST


def make_key(*, secret: bytes, second: float) -> str:
    """A key for a form handed out at this second of real time."""
    return _signed(f"{int(second):x}.{secrets.token_urlsafe(16)}", secret)


def read_key(text: str, *, secret: bytes) -> SentKey | None:
    """The key as we made it, None when we did not."""
    found = _SHAPE.fullmatch(text)
    if found is None or not hmac.compare_digest(_signed(f"{found[1]}.{found[2]}", secret), text):
        return None
    return SentKey(found[2], int(found[1], 16))


def _signed(value: str, secret: bytes) -> str:
    return f"{value}.{hmac.new(secret, value.encode('ascii'), 'sha256').hexdigest()[:40]}"
