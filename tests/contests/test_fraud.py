"""What is found after a round, and what is left alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.factories import plans
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.contests.actions import judging
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.refusals import NotNow
from danbiet.contests.actions.suspecting import look_for_fraud
from danbiet.contests.calc.bundle import Closed
from danbiet.contests.calc.fraud import Detective, Hint, Limits, Played
from danbiet.contests.calc.paper import shown_key
from danbiet.contests.calc.rules import Block, PaperPlan
from danbiet.contests.models import Round, Suspicion

from .cases import OPENS, Take, bank, closed_round, drawer_of, lines_of, person, plain_rules

# Ten questions of a bank of ten: everybody has the same ones, each in another order.
SMALL = plain_rules(papers=(PaperPlan("cbcc", "tuan-1", "cb", (Block("", 0, 10, 100),)),))


def seen(
    closed: Closed, takes: list[Take], *, limits: Limits | None = None, **more: dict[int, str]
) -> list[Hint]:
    found = []
    for number, line in enumerate(lines_of(closed, takes), start=1):
        code, attempt, audience, unit, started, arrived, _guess, answers = line.decode().split(",")
        extra = {name: more.get(name, {}).get(number, "") for name in ("trail", "network", "device")}
        found.append(
            Played(number, code, int(attempt), audience, unit, int(started), int(arrived), answers, **extra)
        )
    return list(Detective(closed.ground(), limits).look(sorted(found, key=lambda one: one.started)))


def small() -> Closed:
    return closed_round(SMALL, items=bank(size=10))


@pytest.mark.parametrize(
    ("right", "seconds", "is_found"), [(10, 14.9, True), (10, 15, False), (4, 5, False), (5, 5, True)]
)
def test_speed_is_suspicious_with_half_right_only(right: int, seconds: float, is_found: bool) -> None:
    hints = seen(small(), [Take(1, right, seconds, wrong=10 - right)])
    assert [hint.kind for hint in hints] == ["too_fast"] * is_found


def alike(*, apart: int = 4000, other: int = 3, limits: Limits | None = None) -> list[Hint]:
    """Two people who chose option 2 for item 5; option 3 and `other` for item 6; all else right; begun 10 s apart, handed in `apart` ms apart."""
    closed = small()
    keys, drawer, rows = closed.ground().keys, drawer_of(closed, "cbcc"), []
    for who, wrong in ((1, 3), (2, other)):
        chosen = {**keys, "cb-0005": (2,), "cb-0006": (wrong,)}
        paper = drawer.paper(person(who), 1)
        answers = ".".join("".join(sorted(shown_key(chosen[one.item], one.order))) for one in paper)
        begun = OPENS + 10_000 * who
        rows.append(
            Played(who, person(who), 1, "cbcc", "", begun, OPENS + 200_000 + apart * who, answers, "", "", "")
        )
    return list(Detective(closed.ground(), limits).look(rows))


def test_same_wrong_options_begun_and_handed_in_together_are_found() -> None:
    (hint,) = alike()
    assert (hint.kind, hint.starts) == ("same_answers", (1, 2))
    assert hint.evidence == {
        "questions": 10,
        "same_wrong": 2,
        "begun_apart_ms": 10_000,
        "done_apart_ms": 4000,
    }


def test_another_wrong_option_or_handed_in_later_is_not_found() -> None:
    assert alike(other=1) == []
    assert alike(apart=6000) == []


def test_all_right_or_all_left_out_at_the_same_time_is_no_sign_of_copying() -> None:
    assert seen(small(), [Take(1, 10, 100), Take(2, 10, 101)]) == []
    assert seen(small(), [Take(1, 0, 100), Take(2, 0, 101)]) == []


def test_same_seconds_of_different_people_are_found() -> None:
    trail = "3.9.14.22.31.40"
    takes = [Take(1, 9, 100), Take(2, 9, 200, begun=5000), Take(3, 9, 200, begun=9000)]
    hints = seen(small(), takes, trail={1: trail, 2: trail, 3: "3.9.14.22.31.41"})
    assert [(hint.kind, hint.starts) for hint in hints] == [("same_answers", (1, 2))]


def test_one_device_handed_on_is_found_and_an_office_working_side_by_side_is_not() -> None:
    network = dict.fromkeys(range(1, 9), "n")
    device = dict.fromkeys(range(1, 5), "d") | dict.fromkeys(range(5, 9), "e")
    handed_on = [Take(who, 8, 100, begun=200 * who) for who in range(1, 5)]
    beside = [Take(who, 8, 100, begun=10 * who) for who in range(5, 9)]
    hints = seen(closed_round(plain_rules()), handed_on + beside, network=network, device=device)
    assert [(hint.kind, hint.starts, hint.evidence["people"]) for hint in hints] == [
        ("cluster", (1, 2, 3, 4), 4)
    ]


@pytest.fixture
def found(settings: Any, tmp_path: Path, db: None) -> tuple[Round, Suspicion]:
    settings.DATA_DIR = tmp_path
    one, closed = sealed_round(small_rules())
    play(one, closed, [Take(1, 10, 9, unit="so-nv"), Take(2, 8, 300, unit="so-tp")])
    close_rounds(at=after())
    assert look_for_fraud(at=after()) == 1
    return one, Suspicion.objects.get()


def after() -> Any:
    return at_ms(OPENS) + timedelta(days=8)


def test_same_thing_is_found_once_and_a_decision_stays(found: tuple[Round, Suspicion]) -> None:
    one, row = found
    by = plans.person("Phòng CCHC")
    judging.dismiss_suspicion(row.pk, words="Đã gọi điện hỏi", by=by, at=after())
    assert look_for_fraud(at=after()) == 0
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.kind) == ("dismissed", by, "too_fast")
    with pytest.raises(NotNow):
        judging.confirm_suspicion(row.pk, reason="Quá nhanh", by=by, at=after())
    judging.reopen_suspicion(row.pk, by=by, at=after())
    judging.confirm_suspicion(row.pk, reason="Quá nhanh", by=by, at=after())
    gone = one.disqualifications.get()
    assert (gone.code, gone.number, gone.reason) == (person(1), 1, "Quá nhanh")
    with pytest.raises(NotNow):
        judging.reopen_suspicion(row.pk, by=by, at=after())
