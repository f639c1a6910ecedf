"""The mark a page carries so that a view of it can be counted: what the server itself has rendered, and nothing invented."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

LONGEST_PATH = 400
KIND = re.compile(r"[a-z][a-z_-]{0,19}")
SEAL_BYTES = 9


@dataclass(frozen=True, slots=True)
class Viewed:
    """A page as it is counted: its address without parameters, and what kind of page it says it is."""

    kind: str
    path: str


def make_mark(viewed: Viewed, *, key: bytes) -> str:
    """`seal.kind/path`; empty for what is not counted: an address over 400 characters or with control characters."""
    if not _is_countable(viewed):
        return ""
    return f"{_seal(viewed, key)}.{viewed.kind}{viewed.path}"


def read_mark(mark: str, *, key: bytes) -> Viewed | None:
    """The page of a mark that was made with this key; None for any other text."""
    seal, _, rest = mark.partition(".")
    kind, slash, path = rest.partition("/")
    viewed = Viewed(kind, slash + path)
    if not _is_countable(viewed) or not seal.isascii():
        return None
    return viewed if hmac.compare_digest(seal, _seal(viewed, key)) else None


def _is_countable(viewed: Viewed) -> bool:
    return (
        KIND.fullmatch(viewed.kind) is not None
        and viewed.path.startswith("/")
        and len(viewed.path) <= LONGEST_PATH
        and viewed.path.isprintable()
    )


def _seal(viewed: Viewed, key: bytes) -> str:
    text = f"{viewed.kind}{viewed.path}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, key=key, digest_size=SEAL_BYTES).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")
