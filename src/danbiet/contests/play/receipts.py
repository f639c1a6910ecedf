"""The receipt of an entry at the speed of the rush; `calc.receipts` is what it must agree with (a test holds them together)."""

from __future__ import annotations

import io

import segno

from ..calc.canonical import ALPHABET
from ..calc.keyed import Keyed
from ..calc.receipts import sign
from .book import KnownRound
from .paper import Attempt
from .tokens import Tokens

# Two symbols at a time: sixty bits are six look-ups instead of twelve shifts.
_PAIRS = [ALPHABET[number >> 5] + ALPHABET[number & 31] for number in range(1024)]


def text_of(
    known: KnownRound, attempt: Attempt, *, arrived: int, prediction: int | None, answers: str
) -> str:
    """The receipt text of an attempt that arrived at this moment (docs/contest-bundle.md, 10)."""
    contest = known.contest
    said = "" if prediction is None else prediction
    audience = contest.rules.audiences[attempt.audience].key
    return (
        f"danbiet.entry.v1|{contest.key}|{known.key}|{attempt.code},{attempt.number},{audience},{attempt.unit},"
        f"{attempt.started},{arrived},{said},{answers}"
    )


def code_of(text: str, *, key: Keyed) -> str:
    """The twelve symbols of the receipt code, without hyphens."""
    bits = int.from_bytes(key.digest(text.encode("ascii"))[:8], "big") >> 4
    pairs = _PAIRS
    return (
        pairs[bits >> 50]
        + pairs[bits >> 40 & 1023]
        + pairs[bits >> 30 & 1023]
        + pairs[bits >> 20 & 1023]
        + pairs[bits >> 10 & 1023]
        + pairs[bits & 1023]
    )


def shown(code: str) -> str:
    """The code as it is read out: 7KQ4-M2XD-05F2."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def address_of(tokens: Tokens, known: KnownRound, attempt: Attempt, text: str) -> str:
    """Where the receipt is shown."""
    token = tokens.make("r", known.id, attempt.start, text)
    return f"/thi/{known.path}/phieu/?t={token.replace('|', '%7C')}"


def signature_of(text: str, known: KnownRound) -> str:
    """The Ed25519 signature, as anyone can check with the rules' key."""
    return sign(text.encode("ascii"), private=known.contest.signing_key)


def qr_of(text: str) -> bytes:
    """A QR code in black on white as SVG. One mask for all: choosing the best of eight would cost eight times as much."""
    out = io.BytesIO()
    made = segno.make(text, error="l", mask=3, micro=False, boost_error=False)
    made.save(out, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, svgns=True)
    return out.getvalue()
