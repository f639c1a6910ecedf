from __future__ import annotations

import base64
import hmac
import re
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.contests.play.tokens import TokenRefused, Tokens, play_key

# What a browser writes as % and two digits (URL Standard, 1.3).
FORM_ESCAPES = re.compile(r"[^A-Za-z0-9*._-]")
TOKENS = Tokens(b"k" * 40)
FIELD = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="*~"), max_size=30)


@given(st.lists(FIELD, min_size=1, max_size=8))
def test_token_read_gives_the_fields_it_was_made_of(fields: list[str]) -> None:
    token = TOKENS.make("p", *fields)

    assert TOKENS.read("p", token, fields=len(fields)) == fields


@given(st.integers(min_value=0), st.sampled_from("abcXYZ019*~.-_"))
def test_token_with_one_letter_changed_is_refused(place: int, letter: str) -> None:
    token = TOKENS.make("p", 7, 123456, "05F2K91MQ7", 1)
    place %= len(token)
    changed = token[:place] + letter + token[place + 1 :]

    if changed != token:
        with pytest.raises(TokenRefused):
            TOKENS.read("p", changed, fields=4)


def test_token_of_another_kind_is_refused() -> None:
    token = TOKENS.make("e", "cchc", "05F2K91MQ7")

    with pytest.raises(TokenRefused):
        TOKENS.read("p", token, fields=2)
    with pytest.raises(TokenRefused):
        TOKENS.read("p", token.replace("v2.e.", "v2.p."), fields=2)


def test_token_of_another_key_is_refused() -> None:
    with pytest.raises(TokenRefused):
        Tokens(b"z" * 40).read("e", TOKENS.make("e", "x"), fields=1)


@pytest.mark.parametrize("text", ["", ".", "v1.e.", "v1.e.é.mac", "x" * 5000, "v1.e.a.b\n"])
def test_token_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        TOKENS.read("e", text, fields=1)


def test_token_with_another_number_of_fields_is_refused() -> None:
    with pytest.raises(TokenRefused):
        TOKENS.read("q", TOKENS.make("q", 1, 2), fields=3)


def test_token_goes_through_a_form_as_it_is() -> None:
    token = TOKENS.make("p", 7, 123456, "05F2K91MQ7", 1, 0, "so-noi-vu", 1_600_000_000_000)

    assert FORM_ESCAPES.search(token) is None


def test_token_of_a_field_with_the_separator_is_not_made() -> None:
    for field in ("a*b", "a~b"):
        with pytest.raises(ValueError):
            TOKENS.make("e", field)


@pytest.mark.parametrize(
    ("given", "key"), [(b"k" * 40, b"k" * 40), (b"q" * 100, blake2b(b"q" * 100).digest())]
)
def test_mac_is_keyed_blake2b_and_a_long_key_is_hashed(given: bytes, key: bytes) -> None:
    text, _, mac = Tokens(given).make("e", "a", 1).rpartition(".")

    assert text == "v2.e.a*1"
    assert mac == blake2b(text.encode(), key=key, digest_size=16).hexdigest()


@pytest.mark.parametrize("key", [b"k" * 40, b"q" * 100])
def test_token_of_the_first_form_is_still_read(key: bytes) -> None:
    whole = hmac.digest(key, b"v1.r.7~text", "sha256")
    token = f"v1.r.7~text.{base64.urlsafe_b64encode(whole[:16]).rstrip(b'=').decode()}"

    assert Tokens(key).read("r", token, fields=2) == ["7", "text"]
    for other in (token[:-1], token.replace("v1.", "v2."), token.replace("7~", "8~")):
        with pytest.raises(TokenRefused):
            Tokens(key).read("r", other, fields=2)


def test_token_joined_as_before_is_still_read() -> None:
    text = "v2.q.17~1600000000000"
    token = f"{text}.{blake2b(text.encode(), key=b'k' * 40, digest_size=16).hexdigest()}"

    assert TOKENS.read("q", token, fields=2) == ["17", "1600000000000"]


@pytest.mark.parametrize("begin", ["v1.", "v2.", "v3.", "", "xx."])
def test_token_without_mac_is_refused(begin: str) -> None:
    for token in (f"{begin}e.a", f"{begin}e.a.", f"{begin}e.a.e.a."):
        with pytest.raises(TokenRefused):
            TOKENS.read("e", token, fields=1)


def test_play_key_not_given_is_derived_and_differs_from_the_secret() -> None:
    assert play_key(given="abc", secret_key="s") == b"abc"
    assert play_key(given="", secret_key="secret") != b"secret"
    assert len(play_key(given="", secret_key="secret")) == 32


def test_tokens_with_a_short_key_are_refused() -> None:
    with pytest.raises(ValueError):
        Tokens(b"short")
