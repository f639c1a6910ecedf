"""No field and no parameter of any address, whatever is put into it, ends in an error of the system (500)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from danbiet.org import context_processors
from danbiet.org.queries import Rights

from .test_roles import ADDRESSES, World, named, writes

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


@pytest.fixture(autouse=True)
def navigation_found_once(navigation_counted_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside a page asks nothing of what was put into a field: once for each person and address."""
    real: Callable[..., Any] = context_processors.navigation
    kept: dict[tuple[int | None, str], Any] = {}

    def once(rights: Rights, *, path: str) -> Any:
        place = (rights.user_id, path)
        if place not in kept:
            kept[place] = real(rights, path=path)
        return kept[place]

    monkeypatch.setattr(context_processors, "navigation", once)


ASKING = ("__getitem__", "getlist", "__contains__")
ASKING_ALL = ("__iter__", "keys", "values", "items", "dict", "urlencode")


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names a page looks up in its address or in what was posted, gathered until emptied. What is not looked up is the same to
    the page whatever stands in it."""
    seen: set[str] = set()
    filling: list[bool] = []  # while Django takes the request apart it asks for each name itself

    def quietly(real: Callable[..., Any]) -> Callable[..., Any]:
        def filled(self: Any, *given: Any, **named: Any) -> Any:
            filling.append(True)
            try:
                return real(self, *given, **named)
            finally:
                filling.pop()

        return filled

    def noting(real: Callable[..., Any], *, is_all: bool) -> Callable[..., Any]:
        def noted(self: Any, *given: Any, **named: Any) -> Any:
            if not filling:
                seen.update(dict.keys(self) if is_all else map(str, given[:1]))
            return real(self, *given, **named)

        return noted

    for name in ("appendlist", "setlistdefault"):
        monkeypatch.setattr(MultiValueDict, name, quietly(getattr(MultiValueDict, name)))
    for name in (*ASKING, *ASKING_ALL):
        owner = QueryDict if name in vars(QueryDict) else MultiValueDict
        monkeypatch.setattr(owner, name, noting(getattr(owner, name), is_all=name in ASKING_ALL))
    return seen


REFUSED = (403, 404, 405)  # whatever is in the other fields
WORDS = "²"  # no number, no day, nothing one can choose


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


class Form:
    """A form that is sent again and again, each time with something else in it; what went wrong is kept by field and value."""

    def __init__(
        self, client: Client, name: str, address: str, data: dict[str, Any], asked_for: set[str]
    ) -> None:
        self.client, self.name, self.address, self.data = client, name, address, data
        self.asked_for = asked_for
        self.faults: dict[str, str] = {}

    def send(self, hostile: dict[str, str]) -> int:
        """The status."""
        status, fault = broken(self.client, "post", self.address, {**self.data, **hostile})
        if fault:
            value = next(iter(hostile.values()), "")
            self.faults[f"{self.name} {'+'.join(hostile)}={value[:20]!r}"] = fault
        return status

    def done(self, hostile: dict[str, str]) -> tuple[int, int]:
        """The status, and how many rows were written."""
        before = writes()
        return self.send(hostile), writes() - before

    def each(self, fields: Iterable[str], values: Iterable[str]) -> None:
        """Every value alone in every field."""
        for field in fields:
            for value in values:
                if self.send({field: value}) in REFUSED:
                    break

    def all(self, fields: Iterable[str], *, known: Iterable[str]) -> set[str]:
        """Every value in every field that is looked at when the form is sent as it should be; its last one in those that are known
        already. Gives the fields whose values somebody judged. Fields that take any words get the same value at once: when as much is
        done with it as without, each of them was taken; when not, they are tried one by one."""
        self.asked_for.clear()
        usual = self.done({})
        if usual[0] in REFUSED:
            return set()
        read = [field for field in fields if field in self.asked_for]
        # A second thing of the kind has no other form; one of its values shows that its state is no trap.
        self.each([field for field in read if field in known], HOSTILE[-1:])
        self._each_and_together([field for field in read if field not in known], usual)
        return {*read}

    def _each_and_together(self, fields: list[str], usual: tuple[int, int]) -> None:
        words = [field for field in fields if usual[1] and self.done({field: WORDS}) == usual]
        self.each([field for field in fields if field not in words], HOSTILE)
        for value in HOSTILE if words else ():
            if self.done(dict.fromkeys(words, value)) != usual and len(words) > 1:
                self.each(words, [value])


@pytest.mark.parametrize("role", ["head"])
def test_field_with_anything_in_it_never_breaks_a_page(role: str, world: World, asked_for: set[str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    faults: dict[str, str] = {}
    tried: dict[str, set[str]] = {}
    for name, address, data in doors(world):
        if not data or any(hasattr(one, "read") for one in data.values()):
            continue
        form = Form(client, name, address, data, asked_for)
        fields = [*data, *(MORE if name.startswith("plans:") else ())]
        known = tried.setdefault(name, set())
        known |= form.all(dict.fromkeys(fields), known=known)
        faults |= form.faults
    assert faults == {}


@pytest.mark.parametrize("role", ["office"])
def test_parameter_with_anything_in_it_never_breaks_a_page(
    role: str, world: World, asked_for: set[str]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    faults, tried, read = {}, set(), set()
    for name, address, _data in doors(world):
        if "tai" in address.split("/"):
            continue
        # The sign nobody gets past comes last: the page itself never sees it.
        values = HOSTILE[1:2] if name in tried else (*HOSTILE[1:9], HOSTILE[0])
        tried.add(name)
        for value in values:
            asked_for.clear()
            status, fault = broken(client, "get", address, dict.fromkeys(PARAMETERS, value))
            if fault:
                faults[f"{name} {value[:20]!r}"] = fault
            if status in REFUSED or not asked_for.intersection(PARAMETERS):
                break  # who reads none of them reads no other value either
            read.add(name)
    assert faults == {}
    assert {"plans:plan-list", "plans:evidence-list", "org:person-list", "portal:overview"} <= read
