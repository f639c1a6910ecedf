"""Finding by hand-made corpora: what is found, in what order, how it is shown."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from danbiet.search.actions import put
from danbiet.search.queries import Found, find

pytestmark = pytest.mark.django_db


def entry(number: int, title: str, text: str = "", **more: Any) -> None:
    fields: dict[str, Any] = {
        "kind": "article",
        "url": f"/tin/{number}/",
        "on": date(2021, 1, number % 28 + 1),
    }
    put(object_id=number, title=title, text=text, **(fields | more))


def numbers(found: Found) -> list[int]:
    return [hit.object_id for hit in found.items]


@pytest.mark.parametrize(
    "typed",
    [
        "dich vu cong",
        "Dịch vụ công",
        "DỊCH VỤ CÔNG",
        unicodedata.normalize("NFD", "dịch vụ công"),
        "dịch  vụ, công!",
    ],
)
def test_find_with_and_without_marks_finds_the_same(typed: str) -> None:
    entry(1, "Hướng dẫn nộp hồ sơ dịch vụ công trực tuyến")
    entry(2, "Họp mặt cuối năm")

    assert numbers(find(typed)) == [1]


def test_find_d_with_and_without_stroke_finds_the_same() -> None:
    entry(1, "Đất đai ở quận Đống Đa")

    assert numbers(find("dat dai dong da")) == numbers(find("ĐẤT ĐAI ĐỐNG ĐA")) == [1]


@pytest.mark.parametrize(
    ("written", "typed"),
    [("hoà giải", "hòa giải"), ("hòa giải", "hoà giải"), ("thuý", "thúy"), ("uỷ ban", "ủy ban")],
)
def test_find_tone_mark_of_the_old_or_new_place_counts_as_exact(written: str, typed: str) -> None:
    entry(1, f"Bản tin về {written}")
    entry(20, "Ban tin ve hoa giai, thuy, uy ban")  # newer, but only without marks

    assert numbers(find(typed)) == [1, 20]


def test_find_orders_exact_spelling_before_titles_without_marks_then_newest() -> None:
    entry(25, "Đạt giải cao trong hội thi")  # "dat" without marks only, newest
    entry(1, "Tin ngắn", "Cấp giấy chứng nhận quyền sử dụng đất")
    entry(2, "Tin khác", "Thuế đất năm nay")
    entry(3, "Giá đất mới")

    assert numbers(find("đất")) == [3, 2, 1, 25]
    assert numbers(find("dat")) == [25, 3, 2, 1]
