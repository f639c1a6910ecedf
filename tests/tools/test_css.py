"""The style sheet build changes how rules are written, never what they say."""

from __future__ import annotations

import gzip

import pytest
from tools.css import BUNDLES, STATIC, build, flat, split_selectors


def test_flat_of_a_nested_rule_joins_the_selectors() -> None:
    assert flat(".a { color: red; .b, &:hover { top: 0; } }") == ".a{color:red}.a .b,.a:hover{top:0}"


def test_flat_of_a_list_of_parents_makes_every_pair() -> None:
    assert flat(".a, .b { > i { top: 0; } }") == ".a > i,.b > i{top:0}"


def test_flat_of_media_inside_a_rule_keeps_the_condition() -> None:
    got = flat(".a { @media (min-width: 60rem) { top: 0; .b { left: 0; } } }")
    assert got == "@media (min-width: 60rem){.a{top:0}.a .b{left:0}}"


def test_flat_leaves_keyframes_and_font_faces_alone() -> None:
    assert flat("@keyframes spin { to { rotate: 1turn; } }") == "@keyframes spin{to{rotate:1turn}}"


def test_split_selectors_leaves_commas_in_parentheses() -> None:
    assert split_selectors(":is(a, b) c, d") == [":is(a, b) c", "d"]


@pytest.mark.parametrize("text", [".a { top: 0;", ".a { top: 0; } }"])
def test_flat_of_unbalanced_braces_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"closed|closing"):
        flat(text)


def test_bundles_stay_within_the_size_a_phone_can_take() -> None:
    build()
    public = (STATIC / "dist" / "public.css").read_bytes()
    assert len(public) <= 40_000
    assert len(gzip.compress(public)) <= 10_000
    assert set(BUNDLES) == {"public", "desk", "play"}


def test_build_twice_writes_nothing_the_second_time() -> None:
    build()
    assert build() == []
