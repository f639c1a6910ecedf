from __future__ import annotations

from decimal import Decimal

from danbiet.contests.calc.likeness import digest, pairs, share_of, shingles

TEXT = "Chương trình tổng thể cải cách hành chính giai đoạn 2021 đến 2030 có mấy nội dung chính?"
OPTIONS = ["Bốn nội dung", "Năm nội dung", "Sáu nội dung"]


def test_digest_ignores_marks_case_signs_and_order_of_options() -> None:
    again = digest(TEXT.upper().replace("?", " ?"), list(reversed(OPTIONS)))

    assert digest(TEXT, OPTIONS) == again
    assert digest(TEXT, OPTIONS) != digest(TEXT, [*OPTIONS, "Bảy nội dung"])


def test_nearly_equal_items_are_a_pair_and_others_are_not() -> None:
    marks = {
        1: shingles(TEXT, OPTIONS),
        2: shingles(TEXT.replace("giai đoạn", "thời kỳ"), OPTIONS),
        3: shingles("Cơ quan nào chủ trì cải cách thủ tục hành chính?", OPTIONS),
        4: shingles(TEXT, OPTIONS),
    }

    found = [(alike.one, alike.other, alike.share) for alike in pairs(marks)]

    assert found[0] == (1, 4, Decimal("1.00"))
    assert {(one, other) for one, other, _share in found} == {(1, 4), (1, 2), (2, 4)}


def test_share_is_common_over_all_rounded_half_up() -> None:
    assert share_of([1, 2, 3], [2, 3, 4]) == Decimal("0.50")
    assert share_of([1, 2, 3, 4, 5, 6, 7, 8], [1]) == Decimal("0.13")
    assert share_of([], []) == 0
