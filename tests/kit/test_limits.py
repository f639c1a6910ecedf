"""Counting in windows of time, in memory."""

from __future__ import annotations

from danbiet.kit.limits import Window


def test_a_window_lets_so_many_through_and_begins_anew() -> None:
    window = Window(most=2, seconds=60)
    assert not window.is_over("a", second=0)
    assert [window.note("a", second=second) for second in (0, 10, 20)] == [True, True, False]
    assert window.is_over("a", second=59)
    assert not window.is_over("b", second=59)
    assert not window.is_over("a", second=60)
    assert window.note("a", second=61)
    assert window.wait(second=61) == 59
    window.forget()
    assert not window.is_over("a", second=61)


def test_too_many_keys_forget_the_older_ones() -> None:
    window = Window(most=1, seconds=60, most_keys=4)
    for key in "abcd":
        window.note(key, second=0)
    window.note("e", second=0)
    assert [window.is_over(key, second=0) for key in "abcde"] == [False, False, True, True, True]
