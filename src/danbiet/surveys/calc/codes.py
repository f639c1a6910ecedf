"""Codes that let one person answer once: ten symbols nobody mistakes for another, 31¹⁰ of them."""

from __future__ import annotations

import secrets

SYMBOLS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0, 1
LENGTH = 10


def new_codes(count: int) -> list[str]:
    """That many codes, all different."""
    found: set[str] = set()
    while len(found) < count:
        found.add("".join(secrets.choice(SYMBOLS) for _ in range(LENGTH)))
    return sorted(found)


def cleaned(said: str) -> str:
    """A code as it was made, however it was typed; "" when it cannot be one."""
    code = "".join(symbol for symbol in said.upper() if symbol not in " -.–_")
    return code if len(code) == LENGTH and not set(code) - set(SYMBOLS) else ""


def shown(code: str) -> str:
    """ABCDE-FGHJK."""
    return f"{code[:5]}-{code[5:]}"
