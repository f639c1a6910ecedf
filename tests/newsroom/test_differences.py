"""What changed between two versions of a text."""

from danbiet.newsroom.calc.differences import GONE, NEW, SAME, Part, changed_lines, paragraphs_of


def test_paragraphs_lose_their_tags_and_empty_ones():
    assert paragraphs_of("<p>Một &amp; <b>hai</b></p><p> </p><ul><li>ba</li></ul>") == ["Một & hai", "ba"]


def test_equal_texts_have_no_line():
    assert changed_lines(["một", "hai"], ["một", "hai"]) == []


def test_changed_words_stand_inside_their_paragraph():
    [line] = changed_lines(["giữ nguyên", "có 12.000 hồ sơ"], ["giữ nguyên", "có 1.200 hồ sơ"])

    assert line == (Part(SAME, "có"), Part(GONE, "12.000"), Part(NEW, "1.200"), Part(SAME, "hồ sơ"))


def test_paragraphs_without_anything_in_common_are_one_gone_and_one_new():
    assert changed_lines(["a b c d"], ["x y z"]) == [(Part(GONE, "a b c d"),), (Part(NEW, "x y z"),)]


def test_added_and_removed_paragraphs_are_named_in_order():
    assert changed_lines(["một", "hai"], ["hai", "ba"]) == [(Part(GONE, "một"),), (Part(NEW, "ba"),)]
