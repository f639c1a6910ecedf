"""Codes as they are kept, and how often a network tried one: keyed hashes, no address, the counts in memory only."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from danbiet.kit.limits import Window
from danbiet.visits.calc.visitor import address_of, network

TRIES = Window(
    most=30, seconds=600
)  # codes that were none, from one network: a family gets through, a program does not
_SALT = "danbiet.surveys.code"


def hashed(code: str) -> str:
    """A code as the database keeps it: without the installation's secret nobody tries codes against it."""
    return salted_hmac(_SALT, code, algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The network a request comes from, as a hash that lives in memory only."""
    address = address_of(
        str(request.META.get("REMOTE_ADDR") or ""), str(request.META.get("HTTP_X_FORWARDED_FOR") or ""),
        proxies=settings.AXES_IPWARE_PROXY_COUNT or 0,
    )  # fmt: skip
    return hashlib.blake2b(
        network(address).encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16
    ).hexdigest()
