"""Lists as tables: what spreadsheets open, run nothing from, and get while it is read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.api.queries import rows
from danbiet.api.render.tabular import columns_of
from danbiet.api.views.addresses import ADDRESSES
from danbiet.api.views.serving import ROOT
from tests.factories import questions

from .reading import table, whole
from .world import Site

pytestmark = pytest.mark.django_db


def test_table_has_its_mark_and_runs_no_formula(client: Client, site: Site) -> None:
    one = questions.question(
        site.cast.root,
        state="published",
        lead=site.cast.agency,
        subject='=HYPERLINK("http://evil.example")',
        text="@SUM(1)",
    )
    questions.answer(one, state="approved", body="<p>+1</p>")

    answer = client.get(f"{ROOT}/questions?format=csv")
    data = whole(answer)

    assert answer.streaming
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="questions.csv"'
    assert data.startswith(b"\xef\xbb\xbfcode,topic_id,topic_name,subject,text,")
    row = next(row for row in table(client, f"{ROOT}/questions") if row["code"] == one.code)
    assert row["subject"].startswith("'=")
    assert row["text"].startswith("'@")
    assert row["answer"].startswith("'+")
    assert row["agency_name"] == "Sở Tư pháp"
    assert row["self"].endswith(f"/api/v1/questions/{one.code}")


def test_every_list_has_plain_columns_each_once() -> None:
    for one in ADDRESSES:
        if one.is_list:
            names = [column.name for column in columns_of(one.shape)]
            assert len(names) == len(set(names)), one.path
            assert all(name.isidentifier() for name in names), one.path


def test_long_table_is_read_in_portions(client: Client, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "PORTION", 2)
    for number in range(5):
        one = questions.question(
            site.cast.root, state="published", lead=site.cast.agency, subject=f"Câu {number}"
        )
        questions.answer(one, state="approved")

    with CaptureQueriesContext(connection) as seen:
        lines: list[Any] = table(client, f"{ROOT}/questions")

    assert len(lines) == 6
    assert len({line["code"] for line in lines}) == 6
    assert len(seen) <= 1 + 1 + 2 * 3  # units, the rows, answers and their bases of three portions
