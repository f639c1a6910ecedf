"""GIFT as Moodle documents it: each feature read, or refused with the line it stands on."""

from __future__ import annotations

import pytest

from danbiet.contests.calc.formats.draft import FALSE, TRUE, ItemDraft, Read
from danbiet.contests.calc.formats.gift import read_gift


def read(text: str) -> Read:
    return read_gift(text.encode())


def one(text: str) -> ItemDraft:
    found = read(text)
    assert found.faults == []
    assert len(found.items) == 1
    return found.items[0]


def test_multiple_choice_with_title_and_feedback_on_several_lines() -> None:
    item = one(
        "::Thủ phủ:: Thủ đô ở đâu? {\n=Hà Nội #Đúng rồi!\n~Huế #Cố đô\n~Đà Nẵng\n####Xem Hiến pháp.\n}"
    )

    assert item.name == "Thủ phủ"
    assert (item.text, item.options, item.key) == ("Thủ đô ở đâu?", ("Hà Nội", "Huế", "Đà Nẵng"), (0,))


def test_multiple_choice_on_one_line() -> None:
    item = one("Thủ đô ở đâu? {~Huế =Hà Nội ~Đà Nẵng}")
    assert (item.options, item.key) == (("Huế", "Hà Nội", "Đà Nẵng"), (1,))


def test_several_right_options_with_even_weights_become_a_key_of_several() -> None:
    item = one("Chọn hai {~%50%Một ~%-100%Hai ~%50%Ba ~%-100%Bốn}")
    assert item.key == (0, 2)
    assert one("Chọn ba {~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}").key == (0, 1, 2)


@pytest.mark.parametrize(
    "body", ["=đúng ~%50%gần đúng ~sai", "~%60%a ~%40%b ~c", "~%50%a ~b", "=a =b ~c", "=%50%a ~b"]
)
def test_part_of_a_mark_is_refused(body: str) -> None:
    assert [fault.code for fault in read(f"Chọn {{{body}}}").faults] == ["partial"]


@pytest.mark.parametrize(
    ("said", "key"),
    [("T", (0,)), ("TRUE", (0,)), ("F", (1,)), ("false", (1,)), ("FALSE#Sai rồi#Đúng rồi", (1,))],
)
def test_true_or_false_keeps_its_order(said: str, key: tuple[int, ...]) -> None:
    item = one(f"Trời xanh. {{{said}}}")
    assert (item.options, item.key, item.is_fixed) == ((TRUE, FALSE), key, True)


def test_missing_word_leaves_a_blank() -> None:
    assert (
        one("Nhà nước {=pháp quyền ~quân chủ} xã hội chủ nghĩa.").text == "Nhà nước _____ xã hội chủ nghĩa."
    )


def test_escaped_signs_are_themselves_and_n_is_a_line_end() -> None:
    item = one(r"Chọn \{a\} \= b\nvà \: c? {=1 \~ 2 \# 3 ~2 \\ 3}")
    assert item.text == "Chọn {a} = b\nvà : c?"
    assert item.options == ("1 ~ 2 # 3", r"2 \ 3")


def test_comments_categories_and_tags_of_ours() -> None:
    found = read(
        "// ghi chú\n$CATEGORY: $course$/top/Phần I/Thể chế\n\n// [id:x] [tag:muc:3] [tag:can-cu:Điều 1]\nA {=1 ~2}\n\nB {=1 ~2}\n"
    )
    assert [(item.section, item.level, item.source) for item in found.items] == [
        ("the-che", 3, "Điều 1"),
        ("the-che", 1, ""),
    ]


@pytest.mark.parametrize("shape", ["html", "moodle", "plain", "markdown"])
def test_format_before_the_words_is_no_part_of_them(shape: str) -> None:
    words = "<p>Mấy&nbsp;<b>điều</b>?</p>" if shape == "html" else "Mấy điều?"
    assert one(f"::t::[{shape}]{words} {{=1 ~2}}").text == "Mấy điều?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ai xây? {=Ông Một =Bà Hai}", "short_answer"),
        ("Nối: {=a -> 1 =b -> 2 =c -> 3}", "matching"),
        ("Năm nào? {#1822:5}", "numerical"),
        ("Số mấy? {#\n=1822:0\n=%50%1822:2}", "numerical"),
        ("Viết về làng bạn. {}", "essay"),
        ("Chỉ là lời dẫn, không có câu trả lời.", "description"),
        ("Thiếu dấu đóng {=a ~b", "braces"),
        ("Hai lần {=a ~b} rồi {=c ~d}", "braces"),
        ("Một lựa chọn {~a}", "few_options"),
        ("Không có đáp án đúng {~a ~b}", "no_key"),
        ("[html]<p>Xem <img src='a.png'></p> {=a ~b}", "picture"),
    ],
)
def test_what_has_no_options_to_choose_from_is_refused_by_its_line(text: str, code: str) -> None:
    found = read(f"// đầu\n\nCâu lành {{=a ~b}}\n\n{text}\n\nCâu sau {{=a ~b}}")

    assert [(fault.place, fault.code) for fault in found.faults] == [(5, code)]
    assert len(found.items) == 2
