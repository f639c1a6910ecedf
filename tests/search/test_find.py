"""Finding by hand-made corpora: what is found, in what order, how it is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db.models import Count

from danbiet.search.actions import drop, put, put_items, rebuild, rebuild_vocabulary
from danbiet.search.calc.ages import LATE, NEW, OLD, ages
from danbiet.search.models import Entry, Month
from danbiet.search.queries import Found, find
from danbiet.search.registry import Item

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


def test_find_title_or_number_asked_for_as_a_whole_comes_first() -> None:
    entry(28, "Phụ cấp cho Sở Nội vụ và các sở", "Sở Nội vụ")
    entry(1, "Sở Nội vụ")
    entry(2, "Quyết định phê duyệt danh mục", extra="1256/QĐ-UBND")
    entry(27, "Về Quyết định 1256/QĐ-UBND")

    assert numbers(find("so noi vu")) == [1, 28]
    assert numbers(find("1256/QĐ-UBND")) == [2, 27]
    assert numbers(find("1256 qd")) == [27, 2]
    assert numbers(find("1256")) == [27, 2]


def test_find_phrase_comes_before_the_same_words_here_and_there() -> None:
    entry(20, "Tin mới", "Công việc của người dịch. Nhiệm vụ")
    entry(1, "Tin cũ", "Nộp qua dịch vụ công")

    assert numbers(find("dịch vụ công")) == numbers(find("dich vu cong")) == [1, 20]


def test_find_khmer_text_without_spaces_is_found_by_a_part() -> None:
    entry(1, "សេវាសាធារណៈតាមអ៊ីនធឺណិត", language="km")

    assert numbers(find("សាធារណៈ")) == [1]
    assert numbers(find("ភូមិ")) == []


@pytest.mark.parametrize("count", [999, 1000, 1001])
def test_find_counts_exactly_up_to_a_thousand_and_then_says_more(count: int) -> None:
    put_items(
        Item(kind="article", object_id=number, title=f"Tin {number}", url="/") for number in range(count)
    )

    found = find("tin")

    assert (found.count, found.is_capped) == (min(count, 1000), count > 1000)
    assert find("tin", page=50).items[-1].object_id == (0 if count == 1000 else 1 if count == 1001 else 0)
    assert find("tin", page=10**6).page == 50


def test_find_common_words_are_newest_first_across_the_ages() -> None:
    """20,000 entries: the newest month holds 6,000, where three titles say it; the others lie in the month before."""
    rows = [
        Item(kind="article", object_id=number, title="Hội nghị" if number % 4000 == 1 else "Bản tin", url="/",
             on=date(2021, 2, 1) if number < 6000 else date(2021, 1, 1))
        for number in range(19_000)
    ]  # fmt: skip
    put_items(rows)
    rebuild_vocabulary()

    assert dict(Month.objects.values_list("name", "age")) == {"202102": NEW, "202101": LATE}
    assert dict(Entry.objects.values_list("age").annotate(Count("pk"))) == {NEW: 6000, LATE: 13_000}
    assert numbers(find("ban tin"))[:3] == [5999, 5998, 5997]
    assert numbers(find("hoi nghi")) == [4001, 1, 16001, 12001, 8001]


def test_ages_of_months_by_the_entries_of_newer_ones() -> None:
    months = [
        ("202104", 1_000),
        ("202103", 2_999),
        ("202102", 30_000),
        ("202101", 20_000),
        ("202012", 1),
        ("0", 5),
    ]

    assert ages(months) == {
        "202104": NEW, "202103": NEW, "202102": NEW, "202101": LATE, "202012": OLD, "0": OLD,
    }  # fmt: skip
    assert set(ages([("202104", 12_000), ("202103", 0)]).values()) == {NEW}
    assert ages([]) == {}


def test_find_what_was_there_before_the_ages_keeps_its_order_until_they_are_counted() -> None:
    for number in range(25):
        entry(number, f"Bản tin {number}")
    Entry.objects.update(age=OLD)
    Month.objects.update(age=OLD)
    before = numbers(find("bản tin"))

    entry(40, "Bản tin mới", on=date(2021, 2, 1))
    assert numbers(find("bản tin")) == [40, *before][:20]
    assert Month.objects.get(name="202102").age == OLD

    rebuild_vocabulary()
    assert set(Entry.objects.values_list("age", flat=True)) == {NEW}
    assert numbers(find("bản tin")) == [40, *before][:20]


def test_find_by_kind_unit_and_year_narrows_and_newest_ignores_the_spelling() -> None:
    entry(1, "Họp giao ban", unit_id=5, year=2021)
    entry(2, "Họp giao ban", unit_id=6, year=2021, kind="task")
    entry(3, "Hop giao ban", unit_id=6, year=2020)

    assert numbers(find("họp", kind="task")) == [2]
    assert numbers(find("họp", unit_ids=[6])) == [2, 3]
    assert numbers(find("họp", unit_ids=[])) == []
    assert numbers(find("họp", year=2020)) == [3]
    assert numbers(find("họp", newest=True)) == [3, 2, 1]
    assert find("họp").kinds == {"article": 2, "task": 1}


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "& | ! : * ( ) <->",
        "'",
        "\\",
        "'; DROP TABLE search_entry; --",
        "\x00",
        "🙂🙂",
        "a\x00b",
        "\ud800",
        "từ " * 500,
        "x" * 5000,
        ":*",
        "!!",
        "ẩ́",
    ],
)
def test_find_odd_questions_are_words_or_nothing(typed: str) -> None:
    entry(1, "Tin thường")

    assert find(typed).count == 0


def test_put_again_changes_the_entry_and_drop_takes_it_out() -> None:
    entry(1, "Tên cũ")
    entry(1, "Tên mới")

    assert numbers(find("cũ")) == []
    assert numbers(find("mới")) == [1]
    drop("article", 1)
    assert numbers(find("mới")) == []
    drop("article", 1)


def test_rebuild_writes_what_changed_and_drops_what_is_gone() -> None:
    entry(1, "Còn nguyên")
    entry(2, "Đã gỡ")
    entry(9, "Loại khác", kind="task")
    kept = Item(kind="article", object_id=1, title="Còn nguyên", url="/tin/1/", on=date(2021, 1, 2))
    new = Item(kind="article", object_id=3, title="Mới thêm", url="/tin/3/")

    assert rebuild("article", [kept, new]) == (1, 1)
    assert [numbers(find(word)) for word in ("nguyên", "gỡ", "thêm", "khác")] == [[1], [], [3], [9]]


def test_rebuild_of_a_source_that_breaks_off_leaves_everything_as_it_was() -> None:
    entry(1, "Còn nguyên")

    def broken() -> Iterator[Item]:
        yield Item(kind="article", object_id=2, title="Nửa chừng", url="/")
        raise RuntimeError("nguồn hỏng")

    with pytest.raises(RuntimeError, match="nguồn hỏng"):
        rebuild("article", broken())

    assert numbers(find("nguyên")) == [1]
    assert numbers(find("chừng")) == []


def test_find_excerpt_is_escaped_and_marks_the_original_spelling() -> None:
    lead = "Phần mở đầu nói về nhiều việc khác nhau trong năm. " * 8
    entry(1, "Bài <b>", f"{lead}Nộp hồ sơ <script>qua</script> Dịch vụ công của tỉnh. " + "Phần kết. " * 40)

    hit = find("dich vu cong").items[0]

    assert "<mark>Dịch vụ công</mark> của tỉnh" in hit.excerpt
    assert "&lt;script&gt;qua&lt;/script&gt;" in hit.excerpt
    assert hit.excerpt.startswith("… ")
    assert hit.excerpt.endswith(" …")
    assert 150 < len(hit.excerpt) < 330


def test_find_excerpt_of_text_far_behind_is_still_found() -> None:
    entry(1, "Văn bản dài", "Mở đầu. " * 5000 + "Điều khoản thi hành ở cuối")

    assert "<mark>thi hành</mark>" in find("thi hành").items[0].excerpt


def test_put_a_text_of_several_hundred_pages_is_found_by_its_last_word() -> None:
    entry(1, "Tập văn bản", " ".join(f"từ{number}" for number in range(40_000)) + " kếtthúc")

    assert numbers(find("kếtthúc")) == [1]
