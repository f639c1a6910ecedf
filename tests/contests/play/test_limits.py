from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.contests.calc.paper import CHOICES
from danbiet.contests.play.limits import (
    NotUnderstood,
    Rate,
    answers_in_boxes,
    answers_of,
    prediction_of,
    read_said,
    trail_of,
)
from danbiet.contests.play.pages import clock_of
from danbiet.kit.clock import local

NAMES = ["q17", "q4", "q120"]


def test_said_of_a_form_joins_the_boxes_of_one_question() -> None:
    assert read_said(b"t=v1.p.x&c1=A&c2=C&c2=A") == {"t": "v1.p.x", "c1": "A", "c2": "CA"}


def test_said_with_codes_is_decoded() -> None:
    assert read_said(b"name=Nguy%E1%BB%85n+V%C4%83n") == {"name": "Nguyễn Văn"}


def test_said_as_json_is_read() -> None:
    assert read_said(b'{"t": "x", "answers": "A.B.C"}') == {"t": "x", "answers": "A.B.C"}


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe", b'{"t": 1}', b"{", b"t=a\0b", b"t=%00", b'{"t": {}}', b'{"t": ' + b"9" * 5000 + b"}", b'{"t": ' * 1300],
)  # fmt: skip
def test_said_that_is_neither_is_refused(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read_said(body)


@given(st.lists(st.sampled_from(sorted(CHOICES)), min_size=3, max_size=3))
def test_answers_from_boxes_and_as_one_text_are_the_same(chosen: list[str]) -> None:
    text = ".".join(chosen)
    boxes = dict(zip(NAMES, chosen, strict=True))
    by_place = {f"c{place}": one for place, one in enumerate(chosen, start=1)}

    assert answers_in_boxes(boxes, names=NAMES) == answers_in_boxes(by_place, names=NAMES) == text
    assert answers_of(text, length=3) == text


def test_answers_in_any_order_are_put_in_order() -> None:
    assert answers_of(answers_in_boxes({"q4": "CA"}, names=NAMES), length=3) == ".AC."


@pytest.mark.parametrize("text", ["A.B", "A.B.C.D", "A.B.I", "a.b.c", "A.B.'", "A,B,C"])
def test_answers_of_another_shape_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        answers_of(text, length=3)


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("2950", 2950), ("2.950", 2950), (" 1 000 ", 1000), ("0", 0)]
)
def test_prediction_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert prediction_of({"prediction": text}) == number


@pytest.mark.parametrize("text", ["-1", "abc", "1e5", "1000000001", "٣", "."])
def test_prediction_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        prediction_of({"prediction": text})


def test_trail_of_anything_else_is_dropped() -> None:
    assert trail_of({"trail": "1.12..2.30"}) == "1.12..2.30"
    assert trail_of({"trail": "<script>"}) == ""


def test_rate_refuses_the_one_too_many_and_forgets_after_the_minute() -> None:
    rate = Rate(2)

    assert [rate.allows("a", at=60_000) for _ in range(3)] == [True, True, False]
    assert rate.allows("b", at=60_000)
    assert rate.allows("a", at=120_000)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_clock_is_that_of_vietnam(at: datetime) -> None:
    assert clock_of(int(at.timestamp() * 1000)) == local(at.replace(microsecond=0)).strftime("%H:%M:%S")
