from __future__ import annotations

from datetime import date

import pytest

from danbiet.exports.render.metrics import balanced_lines, text_width
from danbiet.exports.render.wording import (
    clean,
    closed,
    dashed,
    listed,
    long_date,
    number_line,
    place_and_date,
    recipient_lines,
    roman,
    xml_text,
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 1, 26), "ngày 26 tháng 01 năm 2021"),
        (date(2021, 2, 5), "ngày 05 tháng 02 năm 2021"),
        (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020"),
        (date(2021, 10, 10), "ngày 10 tháng 10 năm 2021"),
    ],
)
def test_long_date_pads_days_below_ten_and_first_two_months(day: date, words: str) -> None:
    assert long_date(day) == words


def test_place_and_date_unknown_day_leaves_room() -> None:
    assert place_and_date(place="Sóc Trăng", on=None, year=2021) == ("Sóc Trăng, ngày    tháng    năm 2021")


@pytest.mark.parametrize(
    ("number", "symbol", "words"),
    [
        ("19/KH-UBND", "", "19/KH-UBND"),
        ("5/KH-UBND", "", "05/KH-UBND"),
        ("05/KH-UBND", "", "05/KH-UBND"),
        (None, "KH-UBND", "         /KH-UBND"),
    ],
)
def test_number_line_has_zero_or_room(number: str | None, symbol: str, words: str) -> None:
    assert number_line(number=number, symbol=symbol) == words


def test_listed_lines_end_with_semicolons_and_a_full_stop() -> None:
    assert listed(("Căn cứ A;", "Căn cứ B.", "Căn cứ C"), last=".") == ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]


def test_dashed_lines_keep_one_dash() -> None:
    assert dashed(("- Bộ Nội vụ;", "Như trên")) == ["- Bộ Nội vụ;", "- Như trên."]


def test_recipient_lines_without_archive_get_one() -> None:
    assert recipient_lines(("Như trên",)) == ["- Như trên;", "- Lưu: VT."]
    assert recipient_lines(("Như trên", "Lưu: VT, NC")) == ["- Như trên;", "- Lưu: VT, NC."]


@pytest.mark.parametrize("text", ["Hết", "Hết.", "Hết ./.", "Hết;"])
def test_closed_text_ends_with_the_sign_once(text: str) -> None:
    assert closed(text) == "Hết./."


def test_roman_numbers_of_appendices() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


def test_clean_text_control_characters_become_what_they_mean_or_go() -> None:
    assert clean("a\x00b\x07\x0bc\x1ed\x1fe\r\nf\ud800\ufffe") == "ab\nc\u2011d\u00ade\nf\ufffd"


def test_clean_text_decomposed_letters_are_composed() -> None:
    assert clean("ti\u00ea\u0301ng Vi\u1ec7t") == "tiếng Việt"


def test_clean_text_khmer_and_emoji_stay() -> None:
    assert clean("ភាសាខ្មែរ 🎉👩🏽‍💻") == "ភាសាខ្មែរ 🎉👩🏽‍💻"


def test_xml_text_markup_is_escaped_and_lines_are_breaks() -> None:
    assert xml_text("a<b>&\n\t") == (
        'a&lt;b&gt;&amp;</w:t><w:br/><w:t xml:space="preserve"></w:t><w:tab/><w:t xml:space="preserve">'
    )


def test_text_width_of_the_motto_is_that_of_the_typeface() -> None:
    # D 722 ộ 500 c 444 sp 250 l 278 ậ 500 p 556 sp 250 - 333 sp 250 T 667 ự 556 sp 250 d 556 o 500 sp 250 - 333 sp 250
    # H 778 ạ 500 n 556 h 556 sp 250 p 556 h 556 ú 556 c 444 = 12197 thousandths of 14 points, 20 twips each
    assert text_width("Độc lập - Tự do - Hạnh phúc", size=14, bold=True) == round(12197 * 14 * 20 / 1000)


def test_balanced_lines_break_issuer_before_the_province() -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG"
    assert balanced_lines(text, size=13, bold=True, width=3289) == ["ỦY BAN NHÂN DÂN", "TỈNH SÓC TRĂNG"]


def test_balanced_lines_given_breaks_are_kept() -> None:
    assert balanced_lines("SỞ\nNỘI VỤ", size=13, bold=True, width=9000) == ["SỞ", "NỘI VỤ"]


def test_balanced_lines_endless_word_is_left_alone() -> None:
    assert balanced_lines("A" * 500, size=13, bold=True, width=1000) == ["A" * 500]
    assert balanced_lines("", size=13, bold=True, width=1000) == [""]
