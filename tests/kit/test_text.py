import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.kit.text import fold, fold_words, half_up, nfc, parse_viet_number, viet_number, viet_sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "dak lak"),
        ("ĐƠN VỊ đầu mối", "don vi dau moi"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("thuỷ", "thuy"),
        ("thủy", "thuy"),
        ("  Sở\u00a0Nội\t\nvụ ", "so noi vu"),
        ("Sóc\u200b Trăng\ufeff", "soc trang"),
        ("ƯƠNG ưỡng Ỹ", "uong uong y"),
        ("", ""),
    ],
)
def test_fold_strips_marks_case_and_odd_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_words_leaves_punctuation_out() -> None:
    assert fold_words("Sở Nội vụ (19/KH-UBND), đ/c Hoà…") == (
        "so", "noi", "vu", "19", "kh", "ubnd", "d", "c", "hoa",
    )  # fmt: skip


@given(st.text())
def test_fold_of_any_text_is_stable_and_same_for_both_forms(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_nfc_joins_decomposed_and_old_tone_characters() -> None:
    assert nfc(unicodedata.normalize("NFD", "Tuyên truyền cải cách")) == "Tuyên truyền cải cách"
    assert nfc("ho\u0340a a\u0341") == "hòa á"


def test_sort_key_puts_the_alphabet_in_its_order() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(letters, key=viet_sort_key, reverse=True) == letters[::-1]


def test_sort_key_puts_tones_in_dictionary_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(tones, key=viet_sort_key, reverse=True) == tones[::-1]


def test_sort_key_compares_letters_of_a_syllable_before_its_tone_and_syllables_in_turn() -> None:
    names = ["An Hiệp", "An Lạc Thôn", "Ấp Bắc", "Châu Thành", "Cù Lao Dung", "Dân Biết", "Đại Ngãi", "Long Phú",
             "Mỹ Tú", "Mỹ Xuyên", "Ngã Năm", "Sóc Trăng", "Thạnh Trị", "Trần Đề"]  # fmt: skip
    assert sorted(names, key=viet_sort_key, reverse=True) == names[::-1]


def test_sort_key_counts_numbers_and_puts_a_shorter_word_first() -> None:
    names = [
        "1. Việc",
        "2. Việc",
        "10. Việc",
        "Phường",
        "Phường 1",
        "Phường 2",
        "Phường 10",
        "Phường an",
        "Phường ang",
    ]
    assert sorted(names, key=viet_sort_key, reverse=True) == names[::-1]


def test_sort_key_is_alike_for_both_tone_places_and_forms_up_to_the_last_resort() -> None:
    assert viet_sort_key("hoà bình").split("\t")[0] == viet_sort_key("hòa bình").split("\t")[0]
    assert viet_sort_key(unicodedata.normalize("NFD", "Đề án")) == viet_sort_key("Đề án")


def test_sort_key_of_a_number_with_thousands_of_digits_is_made() -> None:
    assert viet_sort_key("9" * 6000) > viet_sort_key("8" * 6000)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (5000, None, "5.000"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("1234567.891"), 2, "1.234.567,89"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("-1234.5"), None, "-1.234,5"),
        (62, 1, "62,0"),
        (0, None, "0"),
        (Decimal("1E+3"), None, "1.000"),
        (100, None, "100"),
    ],
)
def test_viet_number_is_printed_as_papers_do(value: Decimal | int, places: int | None, printed: str) -> None:
    assert viet_number(value, places) == printed


def test_half_up_agrees_with_what_pages_print() -> None:
    for value, wanted in (
        ("62.25", "62.3"),
        ("62.35", "62.4"),
        ("62.249", "62.2"),
        ("99.95", "100.0"),
        ("-0.25", "-0.3"),
    ):
        assert str(half_up(Decimal(value))) == wanted
        assert viet_number(half_up(Decimal(value)), 1) == viet_number(Decimal(value), 1)
    assert half_up(Decimal("2.5"), 0) == 3
    assert half_up(None) is None


def test_viet_number_of_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        viet_number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.000", "5000"),
        ("1.234,5", "1234.5"),
        ("04", "4"),
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("1.234.567", "1234567"),
        ("0.500", "0.500"),
        ("5 000", "5000"),
        ("5\u00a0000,25", "5000.25"),
        ("1,234", "1.234"),
        ("2.50", "2.50"),
        ("12.3456", "12.3456"),
        ("-1.000", "-1000"),
        ("−3", "-3"),
        (" 100 ", "100"),
    ],
)
def test_parse_viet_number_tells_thousands_from_decimals(text: str, number: str) -> None:
    assert parse_viet_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "--3",
        "1.234.56",
        "1,234,567",
        "1.2.3",
        "5 00",
        "mười",
        "5²",
        "٣",
        "1e5",
        "NaN",
        "9" * 30,
    ],
)
def test_parse_viet_number_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_viet_number(text)


@given(st.integers(-(10**12), 10**12), st.integers(0, 2))
def test_parse_viet_number_reads_back_what_was_printed(whole: int, places: int) -> None:
    number = Decimal(whole).scaleb(-places)
    assert parse_viet_number(viet_number(number, places)) == number
