"""Signed tokens: what a participant carries from page to page instead of a session.

`v2.<kind>.<fields joined by *>.<mac>`; the mac is 16 bytes of BLAKE2b keyed with the play key (RFC 7693, 2.9) over everything before
its dot, as hex: one call where HMAC is six. The kind is under the mac: one kind never passes for another. Fields are joined by a letter
that no browser escapes in a form (`~`, which joined them before, becomes three). Tokens joined so are still read, and those of the
first form (`v1`, HMAC-SHA-256 in base64url): people keep the address of their receipt.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import blake2b
from typing import Literal

from ..calc.keyed import Keyed

Kind = Literal["e", "p", "r", "q", "a"]
MAC_BYTES = 16
LONGEST = 4096  # characters: a receipt of 500 questions with eight letters each is no token we made


class TokenRefused(ValueError):
    """Not signed by us, of another kind, or cut off."""


class Tokens:
    """Makes and reads tokens with one key of at least 16 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) < 16:
            raise ValueError("the key is too short")
        self._key = key if len(key) <= blake2b.MAX_KEY_SIZE else blake2b(key).digest()
        self._keyed = Keyed(key)

    def make(self, kind: Kind, *fields: str | int) -> str:
        """A token of these fields; ValueError for a field with a star, a tilde or a letter beyond ASCII."""
        text = f"v2.{kind}.{'*'.join(map(str, fields))}"
        if text.count("*") != max(len(fields) - 1, 0) or "~" in text:
            raise ValueError("a field must not hold * or ~")
        return f"{text}.{self._mac(text)}"

    def read(self, kind: Kind, token: str, *, fields: int) -> list[str]:
        """The fields; TokenRefused unless it is ours, whole, of this kind and has so many fields."""
        if len(token) > LONGEST or not token.isascii():
            raise TokenRefused(kind)
        text, _dot, mac = token.rpartition(".")
        if text[:3] == "v2.":
            expected = self._mac(text)
        elif text[:3] == "v1.":
            expected = self._first_mac(text)
        else:
            raise TokenRefused(kind)
        if not hmac.compare_digest(mac, expected):
            raise TokenRefused(kind)
        found = text[5:].split("*" if "*" in text else "~")
        if text[3:5] != f"{kind}." or len(found) != fields:
            raise TokenRefused(kind)
        return found

    def _mac(self, text: str) -> str:
        return blake2b(text.encode("ascii"), key=self._key, digest_size=MAC_BYTES).hexdigest()

    def _first_mac(self, text: str) -> str:
        return urlsafe_b64encode(self._keyed.digest(text.encode("ascii"))[:MAC_BYTES])[:22].decode("ascii")


def play_key(*, given: str, secret_key: str) -> bytes:
    """The key of the tokens: the one given, else derived from Django's secret, which no token ever shows."""
    return (
        given.encode("utf-8")
        if given
        else hmac.digest(secret_key.encode("utf-8"), b"danbiet.play.v1", "sha256")
    )
