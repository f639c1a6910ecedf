"""Walking the API as a program does: from the lists, by the links."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.test import Client

from danbiet.api.queries.rows import Now
from danbiet.api.views.addresses import ADDRESSES
from danbiet.api.views.docs import example_path
from danbiet.kit import clock

ROOT = "/api/v1"


def examples() -> dict[str, str]:
    """By pattern, the address with a thing that is there; the page of documentation shows the same."""
    at = clock.now()
    firsts: dict[str, Any] = {}
    found = {one.path: example_path(one, firsts, Now(at, clock.local(at).date())) for one in ADDRESSES}
    return {pattern: f"{ROOT}{path}" if path else "" for pattern, path in found.items()}


def get(client: Client, address: str, status: int = 200, **headers: str) -> Any:
    """The answer's JSON."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, f"{address}: {answer.status_code} {answer.content[:600]!r}"
    return answer.json()


def table(client: Client, address: str) -> list[dict[str, str]]:
    """A list as a table."""
    answer = client.get(address, {"format": "csv"})
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(whole(answer).decode("utf-8-sig"))))


def whole(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def every_address() -> Iterator[tuple[str, str]]:
    """Pattern and address of everything, lists also as tables."""
    for pattern, address in examples().items():
        yield pattern, address
        if address and next(one for one in ADDRESSES if one.path == pattern).is_list:
            yield f"{pattern} csv", f"{address}?format=csv"
