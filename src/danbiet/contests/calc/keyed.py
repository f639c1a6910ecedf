"""HMAC-SHA-256 under one key, many times over."""

from __future__ import annotations

from hashlib import sha256

_BLOCK = 64


class Keyed:
    """`hmac.digest(key, prefix + text, "sha256")` with what does not depend on the text done once: less than half the cost (RFC 2104, 4)."""

    def __init__(self, key: bytes, *, prefix: bytes = b"") -> None:
        padded = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in padded) + prefix)
        self._outer = sha256(bytes(byte ^ 0x5C for byte in padded))

    def digest(self, text: bytes) -> bytes:
        """The 32 bytes for this text."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(text)
        outer.update(inner.digest())
        return outer.digest()
