from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from danbiet.contests.calc import receipts as slow
from danbiet.contests.calc.keyed import Keyed
from danbiet.contests.calc.rules import Audience, PaperPlan, Round, Rules
from danbiet.contests.play import receipts
from danbiet.contests.play.book import Known, KnownRound, Window
from danbiet.contests.play.paper import Attempt

RULES = Rules(
    "hoi-thi", "t", "o", (Audience("a", "A"), Audience("b", "B")), (Round("tuan-1", "1", 0, 1),), (PaperPlan("a", "tuan-1", "x", ()),), 60
)  # fmt: skip
KNOWN = KnownRound(
    5, "tuan-1", "1", 1,
    Known(1, "hoi-thi", RULES, (), {}, {}, ["open", "open"], [1, 2], b"", Keyed(b"k" * 32), b"s" * 32), b"", Window(0, 100_000),
)  # fmt: skip


@given(st.binary(max_size=80))
def test_code_is_that_of_the_core(data: bytes) -> None:
    text = data.hex()

    assert receipts.shown(receipts.code_of(text, key=Keyed(b"k" * 32))) == slow.receipt_code(
        text.encode(), key=b"k" * 32
    )


@given(
    st.integers(0, 1),
    st.integers(1, 10**6),
    st.integers(0, 2**50),
    st.one_of(st.none(), st.integers(0, 10**9)),
)
def test_text_is_that_of_the_core(audience: int, number: int, moment: int, prediction: int | None) -> None:
    attempt = Attempt(5, 77, "05F2K91MQ7", number, audience, "so-noi-vu", moment, moment + 1)
    said = "" if prediction is None else str(prediction)
    line = slow.EntryLine(
        "05F2K91MQ7", number, "ab"[audience], "so-noi-vu", moment, moment + 9, said, "A..B"
    ).line()

    text = receipts.text_of(KNOWN, attempt, arrived=moment + 9, prediction=prediction, answers="A..B")

    assert text.encode() == slow.receipt_text(line, contest="hoi-thi", round_key="tuan-1")


def test_last_arrival_with_stop_is_bound_by_the_rounds_end() -> None:
    from dataclasses import replace

    stop = replace(KNOWN, contest=replace(KNOWN.contest, rules=replace(RULES, at_close="stop")))

    assert KNOWN.last_arrival(90_000) == 90_000 + 60_000 + 5_000
    assert stop.last_arrival(90_000) == 100_000 + 5_000
    assert stop.deadline(90_000) == 100_000
    assert stop.last_arrival(10_000) == 10_000 + 60_000 + 5_000
