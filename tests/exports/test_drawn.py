"""A page drawn without an office program: words can be read and copied, the typeface is inside, squares are where they were put."""

from __future__ import annotations

import unicodedata

import pypdfium2 as pdfium
import pytest

from danbiet.exports.render.drawn import HEIGHT, WIDTH, Page
from danbiet.exports.render.typeface import BOLD, FONTS, REGULAR, BadFont, face, read_woff

WORDS = "Ủy ban nhân dân xã Đông Hữu – “ĐỢT 3” ễ ỡ ặ ỷ, 12/06/2021"


KHMER = "កំណែទម្រង់រដ្ឋបាល ខេត្តសុកត្រាំង ឆ្នាំ២០២១"
FREELY = "ការ\u200bផ្សព្វផ្សាយ\u200bអំពី\u200bនីតិវិធី\u200bរដ្ឋបាល"  # a zero-width space between words


def text_of(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        return str(document[0].get_textpage().get_text_bounded())


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_vietnamese_words_can_be_copied_as_they_were_written(weight: int) -> None:
    page = Page()
    page.words(WORDS, 50, 100, weight=weight)

    assert text_of(page.pdf(title="Phiếu", language="vi")).strip() == WORDS


def test_every_vietnamese_letter_has_a_glyph_and_decomposed_ones_are_joined() -> None:
    vowels = "aăâeêioôơuưy"
    marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = "".join(vowel + mark for vowel in vowels for mark in marks) + "đ"
    page = Page()
    page.block(letters + letters.upper(), 50, 100, width=480)

    read = text_of(page.pdf(title="x", language="vi"))
    assert "?" not in read
    assert sum(letter.isalpha() for letter in read) == 2 * (12 * 6 + 1)


def test_letter_that_no_part_has_is_a_question_mark() -> None:
    page = Page()
    page.words("a☃b", 50, 100)

    assert text_of(page.pdf(title="x", language="vi")).strip() == "a?b"


@pytest.mark.parametrize("weight", [REGULAR, BOLD])
def test_khmer_words_can_be_copied_as_they_were_written_beside_vietnamese_ones(weight: int) -> None:
    page = Page()
    page.words(f"Bản tiếng Khmer: {KHMER} (Sóc Trăng)", 50, 100, weight=weight)

    assert text_of(page.pdf(title=KHMER, language="vi")).strip() == f"Bản tiếng Khmer: {KHMER} (Sóc Trăng)"


def test_text_comes_out_composed_however_it_went_in() -> None:
    page = Page()
    page.words(unicodedata.normalize("NFD", WORDS), 50, 100)

    assert text_of(page.pdf(title="x", language="vi")).strip() == WORDS


def test_khmer_signs_are_set_by_the_rules_of_the_script_not_one_after_the_other() -> None:
    part = face(REGULAR).parts[3]
    [(_number, stacked)] = face(REGULAR).runs(
        "ស្ត្រី"
    )  # "woman": two consonants stand under the first, a vowel above
    [(_number, before)] = face(REGULAR).runs(
        "កេ"
    )  # the vowel is written after its consonant and stands before it

    assert "".join(one.letters for one in stacked) == "ស្ត្រី"
    assert sum(one.advance for one in stacked) < sum(part.widths[part.glyphs[ord(one)]] for one in "សតរ")
    assert [one.glyph for one in before] == [part.glyphs[ord("េ")], part.glyphs[ord("ក")]]


def test_khmer_is_broken_between_its_words_where_they_are_told_and_never_within_a_syllable() -> None:
    found = face(REGULAR)
    told = found.lines(FREELY, size=10, width=60)
    untold = found.lines(FREELY.replace("\u200b", ""), size=10, width=60)

    assert max(found.width(line, size=10) for line in [*told, *untold]) <= 60
    assert "".join(told) == "".join(untold) == FREELY.replace("\u200b", "")
    words = FREELY.split("\u200b")
    assert all("".join(words).index(line) in _starts(words) for line in told)
    assert not any(
        unicodedata.category(line[0]).startswith("M") or line.endswith("\u17d2") for line in untold
    )


def _starts(words: list[str]) -> set[int]:
    return {sum(map(len, words[:place])) for place in range(len(words))}


def test_signs_that_are_not_seen_leave_nothing_behind() -> None:
    page = Page()
    page.words("a\u200bb\u2060c\ufeffd", 50, 100)

    assert "?" not in text_of(page.pdf(title="x", language="vi"))


def test_lines_are_no_wider_than_asked_and_lose_nothing() -> None:
    found = face(REGULAR)
    words = "Chỉ người giữ phiếu mới tải được tệp này. " * 4 + "A.B.C." * 60
    lines = found.lines(words, size=10, width=200)

    assert max(found.width(line, size=10) for line in lines) <= 200
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_width_is_that_of_the_drawn_words() -> None:
    page = Page()
    page.words("MMMMMMMMMM", 100, 100, size=20)
    with pdfium.PdfDocument(page.pdf(title="x", language="vi")) as document:
        text = document[0].get_textpage()
        left, right = text.get_charbox(0)[0], text.get_charbox(9)[2]

    assert right - left == pytest.approx(face(REGULAR).width("MMMMMMMMMM", size=20), abs=4)


def test_pattern_is_drawn_where_and_as_it_was_given() -> None:
    rows = [[1, 0, 1, 1], [0, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 1]]
    page = Page()
    page.pattern(rows, 100, 200, width=80)
    with pdfium.PdfDocument(page.pdf(title="x", language="vi")) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
        assert (round(document[0].get_width(), 2), round(document[0].get_height(), 2)) == (WIDTH, HEIGHT)

    seen = [[picture.getpixel((110 + 20 * x, 210 + 20 * y)) < 128 for x in range(4)] for y in range(4)]
    assert seen == [[bool(one) for one in row] for row in rows]


def test_title_and_language_are_told() -> None:
    data = Page().pdf(title="Phiếu ghi nhận", language="vi")
    with pdfium.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "Phiếu ghi nhận"
    assert b"/Lang(vi)" in data


@pytest.mark.parametrize("damage", [b"", b"wOF2" + bytes(60), b"wOFF\0\1\0\0" + bytes(40)])
def test_file_that_is_no_such_font_is_refused(damage: bytes) -> None:
    with pytest.raises(BadFont):
        read_woff(damage, name="x")


def test_font_cut_short_is_refused() -> None:
    whole = (FONTS / "be-vietnam-pro-latin-400-normal.woff").read_bytes()
    with pytest.raises(BadFont):
        read_woff(whole[:5000], name="x")
