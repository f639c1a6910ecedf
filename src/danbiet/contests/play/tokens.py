"""Signed tokens: what a participant carries from page to page instead of a session.

`v1.<kind>.<fields joined by ~>.<mac>`; the mac is the first 16 bytes of HMAC-SHA-256(play key, everything before its dot) in
base64url. The kind is under the mac: one kind never passes for another.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
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
        self._keyed = Keyed(key)

    def make(self, kind: Kind, *fields: str | int) -> str:
        """A token of these fields; ValueError for a field with a tilde or a letter beyond ASCII."""
        text = f"v1.{kind}." + "~".join(map(str, fields))
        if text.count("~") != max(len(fields) - 1, 0):
            raise ValueError("a field must not hold ~")
        return f"{text}.{self._mac(text)}"

    def read(self, kind: Kind, token: str, *, fields: int) -> list[str]:
        """The fields; TokenRefused unless it is ours, whole, of this kind and has so many fields."""
        text, dot, mac = token.rpartition(".")
        if not dot or len(token) > LONGEST or not token.isascii() or not text.startswith(f"v1.{kind}."):
            raise TokenRefused(kind)
        if not hmac.compare_digest(mac, self._mac(text)):
            raise TokenRefused(kind)
        found = text[5:].split("~")
        if len(found) != fields:
            raise TokenRefused(kind)
        return found

    def _mac(self, text: str) -> str:
        return urlsafe_b64encode(self._keyed.digest(text.encode("ascii"))[:MAC_BYTES])[:22].decode("ascii")


def play_key(*, given: str, secret_key: str) -> bytes:
    """The key of the tokens: the one given, else derived from Django's secret, which no token ever shows."""
    return (
        given.encode("utf-8")
        if given
        else hmac.digest(secret_key.encode("utf-8"), b"danbiet.play.v1", "sha256")
    )
