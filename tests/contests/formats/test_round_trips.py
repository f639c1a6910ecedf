"""Five hundred items in each form: nothing lost, every key right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from danbiet.contests.calc.formats.choosing import form_of, read_items
from danbiet.contests.calc.formats.draft import FALSE, TRUE, ItemDraft, Unreadable
from danbiet.contests.calc.formats.excel import write_excel
from danbiet.contests.calc.formats.gift_writing import write_gift
from danbiet.contests.calc.formats.moodle import write_moodle

from . import making

ITEMS = making.many(500)
SINGLE = making.many(500, several=False)


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("gift", write_gift(ITEMS)),
        ("moodle", write_moodle(ITEMS)),
        ("excel", write_excel(ITEMS, title="Ngân hàng")),
    ],
    ids=["gift", "moodle", "excel"],
)
def test_five_hundred_items_written_and_read_back_are_the_same(form: str, data: bytes) -> None:
    found, read = read_items(data, name="cau-hoi.xlsx" if form == "excel" else "cau-hoi")

    assert found == form
    assert read.faults == []
    assert [making.all_of(one) for one in read.items] == [making.all_of(one) for one in ITEMS]


def test_five_hundred_items_in_aiken_are_read_whole() -> None:
    found, read = read_items(making.aiken(SINGLE))

    assert (found, read.faults) == ("aiken", [])
    assert [making.same(one) for one in read.items] == [making.same(one) for one in SINGLE]


def test_five_hundred_items_in_word_and_in_plain_text_are_read_whole() -> None:
    lines = making.prose(ITEMS)
    wanted = [(*making.same(one), one.source) for one in ITEMS]
    for data, form in ((making.word(lines), "word"), ("\n".join(lines).encode(), "text")):
        found, read = read_items(data, form="text" if form == "text" else "")

        assert (found, read.faults) == (form, [])
        assert [(*making.same(one), one.source) for one in read.items] == wanted


def test_items_of_no_section_stay_without_one() -> None:
    items = [replace(one, section="") for one in making.many(3)]
    for data in (write_gift(items), write_moodle(items)):
        read = read_items(data)[1]

        assert [making.all_of(one) for one in read.items] == [making.all_of(one) for one in items]


@pytest.mark.parametrize(
    ("path", "section"),
    [("$course$", ""), ("$course$/", ""), ("top", ""), ("$course$/top/", ""), ("$course$/top/Phần 1", "phan-1"), ("top/Top", "top"), ("Thể chế", "the-che")],
)  # fmt: skip
def test_category_of_gift_and_moodle_names_the_same_section(path: str, section: str) -> None:
    gift = f"$CATEGORY: {path}\n\nMấy? {{=1 ~2}}\n".encode()
    moodle = f'<?xml version="1.0"?><quiz><question type="category"><category><text>{path}</text></category></question><question type="multichoice"><questiontext><text>Mấy?</text></questiontext><answer fraction="100"><text>1</text></answer><answer fraction="0"><text>2</text></answer></question></quiz>'.encode()
    for data in (gift, moodle):
        assert [one.section for one in read_items(data)[1].items] == [section]


def test_true_or_false_keeps_its_order_in_gift_and_moodle() -> None:
    item = ItemDraft(1, "Đúng hay sai?", (TRUE, FALSE), (1,), is_fixed=True, name="Câu 1")
    for data in (write_gift([item]), write_moodle([item])):
        read = read_items(data)[1]

        assert [(one.options, one.key, one.is_fixed) for one in read.items] == [((TRUE, FALSE), (1,), True)]


def test_writing_the_same_items_twice_gives_the_same_bytes_in_gift_and_moodle() -> None:
    assert write_gift(ITEMS) == write_gift(list(ITEMS))
    assert write_moodle(ITEMS) == write_moodle(list(ITEMS))


def test_cell_that_looks_like_a_formula_stays_words() -> None:
    item = ItemDraft(1, "=1+1 là gì?", ("=HYPERLINK(1)", "+2"), (0,))
    read = read_items(write_excel([item], title="[a]"), name="a.xlsx")[1]

    assert making.same(read.items[0]) == making.same(item)


WRITERS = [write_gift, write_moodle, lambda items: write_excel(items, title="Ngân\x01 hàng\uffff")]


@pytest.mark.parametrize("write", WRITERS, ids=["gift", "moodle", "excel"])
def test_signs_that_xml_cannot_hold_leave_a_file_of_items_on_the_way_in(
    write: Callable[[list[ItemDraft]], bytes],
) -> None:
    text = "Câu 1: Ma\u0001\u0301y\uffff điều \ufffe thôi?\nA. Mộ\u0008t\nB. Hai\nĐáp án: A\nCăn cứ: Điều\u001b 1"
    items = read_items(text.encode())[1].items

    assert [(one.text, one.options, one.source) for one in items] == [
        ("Máy điều thôi?", ("Một", "Hai"), "Điều 1")
    ]
    assert [making.same(one) for one in read_items(write(items), name="a.xlsx")[1].items] == [
        making.same(one) for one in items
    ]


@pytest.mark.parametrize("write", WRITERS, ids=["gift", "moodle", "excel"])
def test_kept_items_with_signs_that_xml_cannot_hold_are_written_without_them(
    write: Callable[[list[ItemDraft]], bytes],
) -> None:
    item = ItemDraft(
        1, "Mấy\x01?\uffff", ("Mộ\ud800t", "Hai\ufffe"), (0,), source="Điều\x08 1", name="Câu\x02 1"
    )
    read = read_items(write([item]), name="a.xlsx")[1]

    assert [(one.text, one.options, one.source) for one in read.items] == [("Mấy?", ("Một", "Hai"), "Điều 1")]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "a.doc", "old_word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x", "a.xls", "old_excel"),
        (b"PK\x03\x04rubbish", "a.docx", "word"),
        (b"PK\x03\x04rubbish", "a.xlsx", "excel"),
        (b"\xff\xfa\x00", "a.txt", "encoding"),
        (b"<?xml version='1.0'?><quiz>", "a.xml", "xml"),
        (b"<?xml version='1.0'?><other/>", "a.xml", "xml"),
        (b"<?xml version='1.0'?><quiz/>", "a.xml", "nothing"),
        (b"\n\n", "a.txt", "nothing"),
    ],
)
def test_file_that_holds_no_items_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_items(data, name=name)
    assert refusal.value.code == code


def test_entities_of_an_xml_file_are_not_followed() -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question type="multichoice"><questiontext><text>&x;root?</text></questiontext><answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer></question></quiz>'  # fmt: skip
    read = read_items(data)[1]

    assert all("root:" not in one.text for one in read.items)


def test_form_follows_from_bytes_name_and_words() -> None:
    assert form_of("Câu 1: Mấy?\nA. 1\nB. 2".encode()) == "text"
    assert form_of(b"\xef\xbb\xbf<?xml version='1.0'?><quiz/>") == "moodle"
    assert form_of("Q {T}".encode("utf-16")) == "gift"
