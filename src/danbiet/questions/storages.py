"""What this process remembers about whoever sends forms: hashes of a day and counts, never an address."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from danbiet.kit.clock import local
from danbiet.kit.limits import Window
from danbiet.kit.networks import address_of, network
from danbiet.visits.receivers import Salts

POSTS = Window(most=60, seconds=600)  # forms sent from one network: a whole class asking at once gets through
LOOKS = Window(most=30, seconds=600)  # codes and telephones tried out
_SALTS = Salts()


def hashed(value: str, *, second: float) -> str:
    """A value as a number that is good for this day and can be turned back by nobody."""
    salt = _SALTS.of(local(datetime.fromtimestamp(second, UTC)).date())
    return hashlib.blake2b(value.encode(), key=salt, person=b"questions", digest_size=16).hexdigest()


def network_of(request: HttpRequest, *, proxies: int, second: float) -> str:
    """The network a request comes from (IPv6: its /64), hashed."""
    address = address_of(
        str(request.META.get("REMOTE_ADDR") or ""),
        str(request.META.get("HTTP_X_FORWARDED_FOR") or ""),
        proxies=proxies,
    )
    return hashed(network(address), second=second)


class SmsFolder:
    """A gateway for trials: each message is a file in `<data folder>/sms`, named by its key, for the service's account only."""

    def send(self, *, to: str, text: str, key: str) -> None:
        folder = Path(settings.DATA_DIR) / "sms"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / f"{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}.txt"
        with open(
            os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(f"{to}\n{text}\n")
