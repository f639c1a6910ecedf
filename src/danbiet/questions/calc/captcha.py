"""Work for whoever sends a form: a browser proves it by counting (altcha), a person without scripts by a small sum.

Both belong to one form by its nonce, so that neither is used twice.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from typing import Any

import altcha

ALGORITHM = "PBKDF2/SHA-256"
COST = 2000  # rounds for each number tried: about a millisecond, four on a cheap telephone
FEWEST, MOST = (
    300,
    1200,
)  # numbers to try: some seconds while one types; ten thousand forms are hours of computing
LONGEST = 2000


def challenge(nonce: str, *, secret: bytes, expires_at: int) -> dict[str, Any]:
    """What the browser has to solve for this form."""
    made = altcha.create_challenge(
        ALGORITHM,
        COST,
        counter=FEWEST + secrets.randbelow(MOST - FEWEST),
        expires_at=expires_at,
        data={"form": nonce},
        hmac_secret=_key(secret, b"work"),
        hmac_key_secret=_key(secret, b"done"),
    )
    return dict(made.to_dict())


def is_solved(payload: str, nonce: str, *, secret: bytes) -> bool:
    """Whether the work was done, for this form and in time. Costs two signatures, whatever is sent."""
    if not payload or len(payload) > LONGEST or not payload.isascii():
        return False
    try:
        result = altcha.verify_solution(payload, _key(secret, b"work"), hmac_key_secret=_key(secret, b"done"))
        if not result.verified:
            return False
        said = json.loads(base64.b64decode(payload))["challenge"]["parameters"]["data"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False
    return isinstance(said, dict) and said.get("form") == nonce


def sum_of(nonce: str, *, secret: bytes) -> tuple[int, int]:
    """Two numbers from 2 to 9 that belong to this form; no page holds their sum."""
    digest = hmac.new(_key(secret, b"sum"), nonce.encode(), hashlib.sha256).digest()
    return 2 + digest[0] % 8, 2 + digest[1] % 8


def _key(secret: bytes, purpose: bytes) -> bytes:
    return hmac.new(secret, b"danbiet.questions.captcha." + purpose, hashlib.sha256).digest()
