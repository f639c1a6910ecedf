"""Lists of the desk leave as Excel and as CSV, as they are filtered."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.factories.screens import province

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "first", "count"),
    [
        ("/ban-lam-viec/ke-hoach/", "Đơn vị", 3),
        ("/ban-lam-viec/ke-hoach/?q=19/KH", "Đơn vị", 1),
        ("/ban-lam-viec/ke-hoach/{plan}/trien-khai/", "Đơn vị", 2),
        ("/ban-lam-viec/minh-chung/", "Ngày", 6),  # a line for each target a piece counts for
    ],
)
def test_list_is_given_as_excel_and_as_csv_with_its_mark(
    path: str, first: str, count: int, settings: object
) -> None:
    settings.DANBIET_TODAY = date(2021, 3, 31)  # type: ignore[attr-defined]
    made = province(2)
    client = Client()
    client.force_login(made.office, backend="django.contrib.auth.backends.ModelBackend")
    address = path.format(plan=made.plan.pk)
    sign = "&" if "?" in address else "?"

    book = load_workbook(io.BytesIO(client.get(f"{address}{sign}tai=xlsx").content))
    csv = client.get(f"{address}{sign}tai=csv")

    rows = list(book.active.values)
    assert len(rows) == count + 1
    assert rows[0][0].startswith(first)
    assert csv.content.startswith(b"\xef\xbb\xbf")
    assert len(csv.content.decode("utf-8-sig").strip().split("\n")) == count + 1
