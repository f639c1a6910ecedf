"""The bundle as readers take it away, and the page that checks a receipt: exact bytes, nothing else of the disk, nothing before its time."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.contests.cases import DAY, OPENS, Take, person
from tests.contests.desk import html
from tests.factories import played_round
from tests.factories.played_round import at_ms

from danbiet.contests import models
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.calc.bundle import FILES
from danbiet.kit import clock
from danbiet.pagecache.registry import MARK

pytestmark = pytest.mark.django_db
PAGE = "/hoi-thi/cchc-2021/tuan-1/"
CLOSED = at_ms(OPENS + 8 * DAY)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def one(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> models.Round:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: CLOSED)
    made, closed = played_round.sealed_round()
    played_round.play(made, closed, [Take(number, right=number % 10, seconds=60) for number in range(5)])
    return made


def publish(one: models.Round, *, at: datetime = CLOSED) -> models.Publication:
    row = models.Publication.objects.create(round=one, kind="bundle", made_at=at)
    assert make_bundle(row.pk, at=at)
    row.refresh_from_db()
    assert row.state == "ready", row.figures
    return row


def test_before_a_bundle_is_published_its_pages_say_when_it_comes_and_give_no_file(
    client: Client, one: models.Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "đang được lập" in html(client.get(f"{PAGE}goi/"))
    assert "đang được lập" in html(client.get(f"{PAGE}kiem-tra/"))
    monkeypatch.setattr(clock, "now", lambda: at_ms(OPENS + DAY))
    assert "sau đợt thi" in html(client.get(f"{PAGE}goi/"))
    assert "sau đợt thi" in html(client.get(f"{PAGE}kiem-tra/"))
    for name in ("bundle.json", "items.jsonl", "goi.zip", "doi-chieu/index.json"):
        assert client.get(f"{PAGE}goi/{name}").status_code == 404


def test_bundle_comes_down_as_it_was_made(client: Client, one: models.Round) -> None:
    row = publish(one)
    page = html(client.get(f"{PAGE}goi/"))
    manifest = json.loads(body(client.get(f"{PAGE}goi/bundle.json")))

    assert row.root in page
    assert manifest["root"] == row.root
    for name in FILES:
        data = body(client.get(f"{PAGE}goi/{name}"))
        assert hashlib.sha256(data).hexdigest() == manifest["files"][name]["sha256"]
        assert manifest["files"][name]["sha256"] in page
    zipped = zipfile.ZipFile(io.BytesIO(body(client.get(f"{PAGE}goi/goi.zip"))))
    assert set(zipped.namelist()) == {"bundle.json", *FILES}


def test_groups_of_receipts_are_published_with_the_bundle(client: Client, one: models.Round) -> None:
    row = publish(one)

    index = json.loads(body(client.get(f"{PAGE}goi/doi-chieu/index.json")))
    group = json.loads(body(client.get(f"{PAGE}goi/doi-chieu/00000.json")))

    assert index["root"] == row.root
    assert index["firsts"] == [f"{person(0)},1"]
    assert [line.split(",")[0] for line in group["lines"]] == [person(number) for number in range(5)]


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", "..%2F..%2Fsecret", "%2e%2e/bundle.json", "doi-chieu/../bundle.json", "doi-chieu/99999.json",
        "doi-chieu/index.json/", "bundle.json%00.csv", "a" * 4000, ".bundle-1", "doi-chieu/paper-..json",
    ],
)  # fmt: skip
def test_names_that_no_bundle_has_are_not_there(client: Client, one: models.Round, name: str) -> None:
    publish(one)

    assert client.get(f"{PAGE}goi/{name}").status_code in {400, 404}


def test_check_page_sends_nothing_and_costs_a_handful_of_queries(
    client: Client, one: models.Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = publish(one)

    with django_assert_max_num_queries(4):
        answer = client.get(f"{PAGE}kiem-tra/")

    page = html(answer)
    form = re.search(r"<form[^>]*data-check[^>]*>", page)
    assert form is not None
    assert "action" not in form[0]
    assert f'data-root="{row.root}"' in form[0]
    assert "danbiet contest verify cchc-2021-tuan-1.zip" in page
    assert answer.headers[MARK] == "10"


def test_proof_is_explained_in_words_and_the_format_is_at_hand(client: Client) -> None:
    assert "dấu niêm phong" in html(client.get("/hoi-thi/_kiem-chung/"))
    assert b"danbiet.bundle.v1" in client.get("/hoi-thi/_dinh-dang-goi/").content
