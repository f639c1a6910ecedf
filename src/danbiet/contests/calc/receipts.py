"""The receipt of an entry: its text, the short code, the signature anyone can check (docs/contest-bundle.md, 10)."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .canonical import crockford, read_crockford

CODE_SYMBOLS = 12


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of entries.csv. Moments in milliseconds; prediction and unit "" for none."""

    participant: str
    attempt: int
    audience: str
    unit: str
    started: int
    arrived: int
    prediction: str
    answers: str

    def line(self) -> bytes:
        """The line without its end."""
        parts = (
            self.participant,
            str(self.attempt),
            self.audience,
            self.unit,
            str(self.started),
            str(self.arrived),
            self.prediction,
            self.answers,
        )
        return ",".join(parts).encode("ascii")


def receipt_prefix(contest: str, round_key: str) -> bytes:
    """What stands before the line in a receipt text."""
    return f"danbiet.entry.v1|{contest}|{round_key}|".encode("ascii")


def receipt_text(line: bytes, *, contest: str, round_key: str) -> bytes:
    """The bytes that a receipt vouches for."""
    return receipt_prefix(contest, round_key) + line


def receipt_code(text: bytes, *, key: bytes) -> str:
    """The code to note down, as 7KQ4-M2XD-05F2: 60 bits of HMAC-SHA-256 with the server's key."""
    number = int.from_bytes(hmac.digest(key, text, "sha256")[:8], "big") >> 4
    symbols = crockford(number, symbols=CODE_SYMBOLS)
    return "-".join(symbols[start : start + 4] for start in range(0, CODE_SYMBOLS, 4))


def is_code_of(code: str, text: bytes, *, key: bytes) -> bool:
    """Whether a code as a person types it belongs to this text."""
    return hmac.compare_digest(
        read_crockford(code).encode("utf-8"), read_crockford(receipt_code(text, key=key)).encode("ascii")
    )


def public_key(private: bytes) -> str:
    """The `receipt_key` of the rules for a private key of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def sign(text: bytes, *, private: bytes) -> str:
    """Ed25519 signature, base64url without padding. The same text gives the same signature."""
    raw = Ed25519PrivateKey.from_private_bytes(private).sign(text)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def is_signed(text: bytes, signature: str, *, public: str) -> bool:
    """Whether the holder of the key that belongs to `public` (hex) signed this text."""
    try:
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(raw, text)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
