"""Codes as they are kept, and how often a network tried one: keyed hashes, no address, the counts in memory only."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from danbiet.kit.limits import Window

TRIES = Window(
    most=30, seconds=600
)  # codes that were none, from one network: a family gets through, a program does not
_SALT = "danbiet.surveys.code"


def hashed(code: str) -> str:
    """A code as the database keeps it: without the installation's secret nobody tries codes against it."""
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()
