"""Misspellings, what is near them, and how the reader is told."""

from __future__ import annotations

from datetime import date

import pytest

from danbiet.search.actions import put, rebuild_vocabulary
from danbiet.search.calc.spelling import deletions, distance
from danbiet.search.queries import find, suggest

database = pytest.mark.django_db


def corpus() -> None:
    titles = [
        "Thủ tục hành chính cấp xã",
        "Công bố thủ tục hành chính",
        "Dịch vụ công trực tuyến",
        "Thu hút đầu tư",
        "Tuyên truyền cải cách",
    ]
    for number, title in enumerate(titles * 2, 1):
        put(kind="article", object_id=number, title=title, url=f"/{number}/", on=date(2021, 3, number))
    rebuild_vocabulary()


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [("tuc", "tuc", 0), ("tung", "tuc", 2), ("dihc", "dich", 1), ("truyenn", "truyen", 1), ("so", "xo", 1), ("", "abc", 3)],
)  # fmt: skip
def test_distance_of_words_counts_the_mistakes(one: str, other: str, mistakes: int) -> None:
    assert distance(one, other) == distance(other, one) == mistakes


def test_deletions_of_a_number_are_none_and_of_a_short_word_one_letter_at_most() -> None:
    assert deletions("2021") == []
    assert deletions("so") == ["o", "s", "so"]


@database
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thủ tụng hành chính", "thủ tục hành chính"),
        ("thu tung hanh chinh", "thu tuc hanh chinh"),
        ("dihc vu cong", "dich vu cong"),
        ("tuyên truyềnn", "tuyên truyền"),
        ("dichvu công", "dịch vụ công"),
    ],
)
def test_find_misspelled_words_shows_what_was_meant_and_says_so(typed: str, meant: str) -> None:
    corpus()

    found = find(typed)

    assert found.corrected == meant
    assert found.count == find(meant).count > 0
    assert find(typed, is_literal=True).count == 0


@database
def test_find_words_nobody_wrote_and_nothing_near_finds_nothing() -> None:
    corpus()

    found = find("zzzzzzz qqqqqqq")

    assert (found.count, found.corrected, found.items) == (0, "", [])


@database
def test_find_corrected_is_not_said_where_what_was_asked_is_written() -> None:
    corpus()

    assert find("thu hút").corrected == find("thu hút").nearby == ""


@database
def test_suggest_goes_on_with_the_marks_typed_first() -> None:
    corpus()

    terms = [one.text for one in suggest("thủ t") if not one.url]
    titles = [(one.text, one.url, one.kind) for one in suggest("công bố thủ") if one.url]

    assert terms == [
        "thủ tục",
        "thủ tục hành chính",
    ]  # not its half "thủ tục hành"; "thu t…" of "thu hút" is spelled otherwise
    assert titles == [
        ("Công bố thủ tục hành chính", "/7/", "article"),
        ("Công bố thủ tục hành chính", "/2/", "article"),
    ]


@database
@pytest.mark.parametrize("typed", ["", "t", "%", "_%", "\\", "'", "  ", "🙂"])
def test_suggest_too_little_or_only_signs_gives_nothing(typed: str) -> None:
    corpus()

    assert suggest(typed) == []
