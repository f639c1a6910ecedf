"""No field and no parameter of any address, whatever is put into it, ends in an error of the system (500)."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import reverse

from .test_roles import ADDRESSES, World, named

HOSTILE = (
    "a\0b",
    "9" * 20,
    "9" * 4400,
    "1e999",
    "²",
    "1000000000000000",
    "100000",
    "0001-01-01",
    "9999-12-31",
    "ă" * 3_000,
    "1" * 19 + " " + "tin dài " * 40,
)
PARAMETERS = (
    "nam", "don-vi", "tinh-trang", "q", "sap", "trang", "ngay", "ky", "nhom", "nv", "thang", "loai", "in", "nhiem-vu",
    "ngon-ngu", "tai", "pham-vi", "hang-doi", "next",
)  # fmt: skip
MORE = {
    "weight": "1",
    "note": "",
    "results": "",
    "number": "1/KH",
}  # fields plans' forms have and the table leaves out


REFUSED = (403, 404, 405)  # whatever is in the other fields


def broken(client: Client, method: str, address: str, data: dict[str, Any]) -> tuple[int, str]:
    """The status, and what the view raised or nothing."""
    seen: list[str] = []

    def note(sender: Any, request: Any = None, **_more: Any) -> None:
        seen.append(repr(sys.exc_info()[1])[:160])

    got_request_exception.connect(note)
    mark = transaction.savepoint()
    try:
        answer = getattr(client, method)(address, data)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer.status_code, f"{answer.status_code} {seen}" if answer.status_code >= 500 else ""
    finally:
        transaction.savepoint_rollback(mark)
        got_request_exception.disconnect(note)


def doors(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for name, what, data in ADDRESSES:
        found.append((name, reverse(name, args=named(world, what)), data(world)))
    return found


@pytest.mark.parametrize("role", ["head"])
def test_field_with_anything_in_it_never_breaks_a_page(role: str, world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    faults, tried = {}, set()
    for name, address, data in doors(world):
        if not data:
            continue
        for field in {**data, **(MORE if name.startswith("plans:") else {})}:
            # A second thing of the kind has no other form; one of its values shows that its state is no trap.
            values = HOSTILE[:1] if (name, field) in tried else HOSTILE
            tried.add((name, field))
            for value in values:
                said = {**data, field: value}
                if any(hasattr(one, "read") for one in said.values()):
                    continue
                status, fault = broken(client, "post", address, said)
                if fault:
                    faults[f"{name} {field}={value[:20]!r}"] = fault
                if status in REFUSED:
                    break
    assert faults == {}


@pytest.mark.parametrize("role", ["office"])
def test_parameter_with_anything_in_it_never_breaks_a_page(role: str, world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    faults, tried = {}, set()
    for name, address, _data in doors(world):
        if "tai" in address.split("/"):
            continue
        values = HOSTILE[:1] if name in tried else HOSTILE[:9]
        tried.add(name)
        for value in values:
            status, fault = broken(client, "get", address, dict.fromkeys(PARAMETERS, value))
            if fault:
                faults[f"{name} {value[:20]!r}"] = fault
            if status in REFUSED:
                break
    assert faults == {}
