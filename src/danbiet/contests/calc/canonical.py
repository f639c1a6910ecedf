"""Values as bytes in one way only, and seals of bytes (docs/contest-bundle.md, 1)."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

KEY = re.compile(r"[a-z0-9-]{1,40}")
UNIT = re.compile(r"[A-Za-z0-9-]{1,40}")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
PARTICIPANT = re.compile(rf"[{ALPHABET}]{{10}}")


class NotCanonical(ValueError):
    """Bytes that are JSON in another form than ours, or no JSON at all."""


def pseudonym(code: str) -> str:
    """A participant's ten symbols as pages, documents and receipts show them: TS-05F2K-91MQ7."""
    return f"TS-{code[:5]}-{code[5:]}"


def canonical(value: Any) -> bytes:
    """A value of strings, whole numbers, truths, None, lists and dicts as canonical JSON without a line end.

    Raises NotCanonical for fractions, other kinds, keys that are no strings, text that is not NFC or holds half a character.
    """
    _hold(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("half a character") from error


def parse(data: bytes) -> Any:
    """The value of canonical JSON; NotCanonical when writing it again gives other bytes."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if canonical(value) != data:
        raise NotCanonical("written in another form")
    return value


def seal(label: str, data: bytes) -> str:
    """SHA-256 over label, a zero byte and the data, as hex: one kind of seal never passes for another."""
    return hashlib.sha256(label.encode("ascii") + b"\0" + data).hexdigest()


def crockford(number: int, *, symbols: int) -> str:
    """A number as so many symbols of Crockford's base 32, the greatest first; ValueError when it does not fit."""
    if not 0 <= number < 32**symbols:
        raise ValueError(f"{number} does not fit into {symbols} symbols")
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(symbols)))


def read_crockford(text: str) -> str:
    """What a person typed as the symbols meant: any case, spaces and hyphens, O for 0, I and L for 1."""
    plain = text.upper().replace("-", "").replace(" ", "")
    return plain.translate(str.maketrans("OIL", "011"))


def _hold(value: Any) -> None:
    if value is None or isinstance(value, (bool, int)):
        return
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise NotCanonical(f"text not in NFC: {value[:40]!r}")
        return
    if isinstance(value, (list, tuple)):
        for part in value:
            _hold(part)
        return
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"a key that is no text: {key!r}")
            _hold(key)
            _hold(part)
        return
    raise NotCanonical(f"neither text nor whole number: {value!r}")
