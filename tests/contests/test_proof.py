"""Seals, canonical JSON, the tree, receipts."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.contests.calc.canonical import NotCanonical, canonical, crockford, parse, read_crockford, seal
from danbiet.contests.calc.commitments import CommitmentsRefused, commit, read_commitments, seal_secret
from danbiet.contests.calc.receipts import is_code_of, is_signed, public_key, receipt_code, receipt_text, sign
from danbiet.kit.merkle import NoSuchLeaf, climb, leaf, levels, path, root, widths

# The eight inputs and roots that Certificate Transparency implementations of RFC 6962 test themselves with.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
TEXT = receipt_text(b"0000000001,1,cbcc,,1,2,,A.B", contest="c", round_key="r")
KEY = b"k" * 32
PRIVATE = hashlib.sha256(b"signing key").digest()

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab"\\\n\té\x7f\u2028đ😀', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcđ"), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("count", range(1, 9))
def test_root_of_known_leaves_is_that_of_rfc_6962(count: int) -> None:
    leaves = b"".join(leaf(bytes.fromhex(one)) for one in INPUTS[:count])

    assert root(leaves).hex() == ROOTS[count - 1]


def test_root_of_no_leaves_is_the_hash_of_nothing() -> None:
    assert root(b"") == hashlib.sha256(b"").digest()


@given(st.integers(1, 40), st.data())
def test_way_of_any_leaf_leads_to_the_root(count: int, data: st.DataObject) -> None:
    texts = [f"entry {number}".encode() for number in range(count)]
    number = data.draw(st.integers(0, count - 1))
    leaves = b"".join(leaf(text) for text in texts)

    way = path(leaves, number)

    assert climb(texts[number], way) == root(leaves)
    assert climb(texts[number] + b"!", way) != root(leaves)
    assert [len(level) // 32 for level in levels(leaves)] == widths(count)


@pytest.mark.parametrize("number", [-1, 3])
def test_way_of_a_leaf_outside_is_refused(number: int) -> None:
    with pytest.raises(NoSuchLeaf):
        path(b"x" * 96, number)


@given(json_values)
def test_canonical_json_is_read_and_written_again(value: object) -> None:
    assert canonical(parse(canonical(value))) == canonical(value)


@pytest.mark.parametrize(
    "data", [b'{"b":1,"a":2}', b'{"a": 1}', b"1.0", b'{"a":1,"a":1}', b'"\\u0061"', b"[1,]"]
)
def test_json_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


@pytest.mark.parametrize("value", [1.5, {"a": {1}}, {1: "a"}, "e\u0301", "\ud800"])
def test_values_without_one_form_are_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_seal_is_sha256_of_label_zero_and_data() -> None:
    assert seal("danbiet.rules.v1", b"x") == hashlib.sha256(b"danbiet.rules.v1\0x").hexdigest()


def test_secret_too_short_to_be_sealed_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal_secret(b"weak")


def test_commitments_are_written_and_read_again() -> None:
    one = commit("c", rules=b"r", units=b"u", pool=b"p", secrets={"tuan-1": b"s" * 32})

    assert read_commitments(one.file()) == one
    assert one.fingerprint() == hashlib.sha256(one.file()).hexdigest()


def test_commitments_without_secrets_are_refused() -> None:
    with pytest.raises(CommitmentsRefused, match="secrets"):
        read_commitments(b'{"contest":"c","format":"danbiet.commitments.v1"}\n')


@given(st.integers(0, 32**12 - 1))
def test_crockford_symbols_are_read_however_they_are_typed(number: int) -> None:
    text = crockford(number, symbols=12)

    assert (
        read_crockford(f"{text[:4].lower()}-{text[4:8]} {text[8:]}".replace("0", "o").replace("1", "l"))
        == text
    )


def test_code_of_a_receipt_belongs_to_its_text_only() -> None:
    code = receipt_code(TEXT, key=KEY)

    assert is_code_of(code.lower().replace("-", " "), TEXT, key=KEY)
    assert not is_code_of(code, TEXT + b"C", key=KEY)
    assert not is_code_of(code, TEXT, key=b"other")
    assert not is_code_of("ăâđ", TEXT, key=KEY)


def test_signature_is_checked_with_the_public_key_alone() -> None:
    signature = sign(TEXT, private=PRIVATE)

    assert is_signed(TEXT, signature, public=public_key(PRIVATE))
    assert not is_signed(TEXT + b"C", signature, public=public_key(PRIVATE))
    assert not is_signed(TEXT, signature, public=public_key(KEY))
    assert not is_signed(TEXT, "no signature", public=public_key(PRIVATE))
    assert sign(TEXT, private=PRIVATE) == signature
