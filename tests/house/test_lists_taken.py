"""Every list of the desk that offers files gives all three, with the same rows, readable, and nothing that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

import danbiet
from danbiet.exports.views.listing import TYPES

from .test_roles import World

LINK = re.compile(r'href="([^"]*[?&](?:amp;)?(?:tai|nhom-thang)=(xlsx|csv|pdf)[^"]*)"')
# address by name → key of its thing in the world, who looks
LISTS = {
    "plans:plan-list": ("", "office"), "plans:plan-cascade": ("root_plan", "office"), "plans:plan-budget": ("issued_plan", "office"),
    "plans:late-units": ("root_plan", "office"), "plans:counted": ("", "office"), "plans:evidence-list": ("", "office"),
    "plans:evidence-queue": ("", "office"), "plans:report-list": ("", "office"), "plans:import-list": ("", "office"),
    "plans:period-list": ("", "office"), "newsroom:text-list": ("", "office"), "newsroom:model-list": ("", "office"),
    "questions:question-queue": ("", "office"), "broadcasts:airing-list": ("", "office"), "broadcasts:episode-list": ("", "office"),
    "broadcasts:log-list": ("", "office"), "broadcasts:report": ("", "office"), "contests:contest-list": ("", "office"),
    "indices:edition-list": ("", "office"), "surveys:campaign-list": ("", "office"), "oversight:incident-list": ("", "office"),
    "oversight:seals": ("", "office"), "portal:overview": ("", "office"), "org:person-list": ("", "office"),
    "portal:mail-list": ("", "office"), "portal:unit-desk": ("unit", "office"), "questions:report": ("", "office"),
    "questions:call-back-list": ("", "office"), "questions:data-list": ("", "office"), "oversight:request-list": ("", "office"),
    "newsroom:video-list": ("", "office"), "contests:bank": ("the_bank", "office"), "contests:round-results": ("judged_round", "office"),
    "contests:round-suspicions": ("judged_round", "office"), "contests:round-appeals": ("judged_round", "office"),
    "visits:visits": ("", "office"), "contests:unit-standings": ("unit_board", "office"),
    "contests:standings": ("unit_board", "office"), "contests:round": ("judged_round", "office"),
    "contests:head-counts": ("draft_contest", "office"), "portal:head": ("head", "office"),
}  # fmt: skip
EMPTY_HERE = {
    "plans:evidence-queue",
    "plans:late-units",
    "oversight:seals",
    "portal:mail-list",
    "portal:head",
}  # the world holds none of these
FOR_EVERYBODY = {"visits:visits", "contests:unit-standings", "contests:standings"}


def test_every_page_that_offers_files_is_walked_here() -> None:
    pages = Path(danbiet.__file__).parent
    offering = {
        one
        for one in pages.rglob("templates/**/*.html")
        if re.search(r"\{% take\b", one.read_text()) and "components" not in one.parts
    }

    assert len(offering) == len(LISTS) + 3, sorted(
        one.name for one in offering
    )  # the units' public page, a period's page, a part of a page


@pytest.mark.parametrize("name", sorted(LISTS))
def test_list_offers_excel_csv_and_pdf_with_the_same_rows(world: World, name: str) -> None:
    key, who = LISTS[name]
    client = Client()
    client.force_login(world.people[who], backend="django.contrib.auth.backends.ModelBackend")
    address = address_of(world, name, key)
    page = client.get(address)
    assert page.status_code == 200

    links = [(unescape(link), kind) for link, kind in LINK.findall(page.content.decode())]

    if not links:
        assert name in EMPTY_HERE, "no file is offered"
        links = [(f"?tai={kind}", kind) for kind in TYPES]
    counts: dict[str, set[int]] = {}
    for link, kind in links:
        answer = client.get(link if link.startswith("/") else f"{address}{link}")
        assert answer.status_code == 200, link
        assert answer["Content-Type"] == TYPES[kind]
        assert answer["Content-Disposition"].startswith("attachment; ")
        table = re.sub(r"(tai|nhom-thang)=\w+", r"\1", link)
        counts.setdefault(table, set()).add({"xlsx": _excel, "csv": _csv, "pdf": _pdf}[kind](answer.content))
    assert all(len(found) == 1 for found in counts.values()), counts


def address_of(world: World, name: str, key: str) -> str:
    thing = world.ids[key] if key else ()
    return reverse(name, args=thing if isinstance(thing, tuple) else [thing])


@pytest.mark.parametrize("name", sorted(set(LISTS) - FOR_EVERYBODY))
def test_list_is_taken_by_nobody_who_may_not_see_it(world: World, name: str) -> None:
    address = address_of(world, name, LISTS[name][0])
    stranger = Client()
    stranger.force_login(world.people["nobody"], backend="django.contrib.auth.backends.ModelBackend")

    for client in (Client(), stranger):
        page = client.get(address)
        for kind in TYPES:
            answer = client.get(address, {"tai": kind, "bang": "giai" if "results" in name else ""})
            assert answer.status_code == page.status_code, "a file comes through the door of its page"
            assert answer.status_code in (302, 403, 404)
            assert "attachment" not in answer.get("Content-Disposition", "")


def _excel(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content))
    rows = list(book.worksheets[0].values)
    assert not any(cell.data_type == "f" for row in book.worksheets[0].iter_rows() for cell in row)
    return len(rows) - 1


def _csv(content: bytes) -> int:
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert not any(re.match(r"[=+@]|-[^\d]", cell) for row in rows for cell in row)
    return len(rows) - 1


def _pdf(content: bytes) -> int:
    paper = pypdfium2.PdfDocument(content)
    first = paper[0].get_textpage().get_text_range()
    found = re.search(r"([\d.]+) dòng", first)
    assert found, first[:300]
    assert f"1/{len(paper)}" in first
    return int(found.group(1).replace(".", ""))
