"""From where something is a suspicion: chosen for a contest, sealed with its rules, told beside what was found by it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from tests.contests.desk import DESK, Place, as_, filled, html
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.sealing import freeze_contest
from danbiet.contests.actions.suspecting import look_for_fraud
from danbiet.contests.calc.fraud import Limits, limits_of
from danbiet.contests.forms.limits import LimitsForm, limits_shown, limits_typed
from danbiet.contests.models import Contest, Round, Suspicion

from .cases import OPENS, Take
from .test_fraud import alike, seen, small

STEP = "the-le/nghi-van/"


@pytest.mark.parametrize(
    ("limits", "seconds", "right", "is_found"),
    [
        (Limits(), 14.9, 10, True), (Limits(quickest_ms=1000), 14.9, 10, False), (Limits(quickest_ms=1000), 9.9, 10, True),
        (Limits(quickest_ms=4000), 39.9, 10, True), (Limits(quickest_ms=0), 0.1, 10, False),
        (Limits(), 5, 4, False), (Limits(quick_right=40), 5, 4, True), (Limits(quick_right=100), 5, 9, False),
    ],
)  # fmt: skip
def test_other_limits_of_speed_find_other_entries(
    limits: Limits, seconds: float, right: int, is_found: bool
) -> None:
    hints = seen(small(), [Take(1, right, seconds, wrong=10 - right)], limits=limits)

    assert [hint.kind for hint in hints] == ["too_fast"] * is_found


@pytest.mark.parametrize(
    ("limits", "is_found"),
    [
        (Limits(), True), (Limits(begun_apart_ms=9_999), False), (Limits(begun_apart_ms=10_000), True),
        (Limits(done_apart_ms=3_999), False), (Limits(same_wrong=3), False), (Limits(shared=10), True), (Limits(shared=11), False),
    ],
)  # fmt: skip
def test_other_limits_of_likeness_find_other_pairs(limits: Limits, is_found: bool) -> None:
    """Two people with two wrong in the same way of ten, begun 10 s and handed in 4 s apart."""
    assert bool(alike(limits=limits)) is is_found


def test_looser_limits_find_who_handed_in_later_and_differs_in_one_wrong_answer() -> None:
    assert alike(apart=6000) == []
    assert [hint.kind for hint in alike(apart=6000, limits=Limits(done_apart_ms=6000))] == ["same_answers"]


@pytest.mark.parametrize(("least", "is_found"), [(6, True), (7, False)])
def test_trail_must_be_as_long_as_the_limit_says(least: int, is_found: bool) -> None:
    trail = "3.9.14.22.31.40"
    takes = [Take(1, 9, 100), Take(2, 9, 200, begun=5000)]

    assert bool(seen(small(), takes, limits=Limits(trail=least), trail={1: trail, 2: trail})) is is_found


@pytest.mark.parametrize(("people", "is_found"), [(3, True), (4, False)])
def test_device_is_suspicious_from_as_many_people_as_the_limit_says(people: int, is_found: bool) -> None:
    takes = [Take(who, 8, 100, begun=200 * who) for who in (1, 2, 3)]
    same = dict.fromkeys((1, 2, 3), "x")
    hints = seen(small(), takes, limits=Limits(people=people), network=same, device=same)

    assert bool(hints) is is_found


def test_what_is_kept_says_only_what_differs_or_all_and_names_nothing_else() -> None:
    assert limits_of({}) == Limits()
    assert limits_of({"people": 9}) == Limits(people=9)
    assert limits_of(asdict(Limits(trail=8))) == Limits(trail=8)
    with pytest.raises(TypeError):
        limits_of({"peopel": 9})


def test_form_shows_the_usual_limits_and_gives_back_what_it_showed() -> None:
    shown = limits_shown(Limits())
    assert (shown["quickest_ms"], shown["begun_apart_ms"], shown["people"]) == (
        Decimal("1.5"),
        Decimal(20),
        4,
    )
    form = LimitsForm(shown)

    assert form.is_valid(), form.errors
    assert limits_typed(form.cleaned_data) == Limits()


def typed(version: int, **changes: str) -> dict[str, str]:
    usual = {name: str(value) for name, value in limits_shown(Limits()).items()}
    return {**usual, "version": str(version), **changes}


@pytest.mark.django_db
def test_desk_chooses_limits_and_sealing_makes_them_fast(place: Place) -> None:
    contest = filled(place)
    office, page = as_(place.office), f"{DESK}{contest.pk}/{STEP}"
    assert 'value="1.5"' in html(office.get(page)) or 'value="1,5"' in html(office.get(page))

    answer = office.post(page, typed(contest.version, quickest_ms="3", people="6"))
    assert answer.status_code == 302
    contest.refresh_from_db()
    assert limits_of(contest.fraud_limits) == Limits(quickest_ms=3000, people=6)
    assert office.post(page, typed(contest.version, people="1")).status_code == 200
    assert office.post(page, typed(contest.version, quickest_ms="-1")).status_code == 200

    freeze_contest(
        contest.pk, version=contest.version, by=place.office, at=datetime(2021, 6, 1, 3, tzinfo=UTC)
    )
    contest.refresh_from_db()
    office.post(page, typed(contest.version, people="99"))
    contest.refresh_from_db()
    assert limits_of(contest.fraud_limits) == Limits(quickest_ms=3000, people=6)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Contest.objects.filter(pk=contest.pk).update(fraud_limits={})


@pytest.mark.django_db
def test_saving_another_step_leaves_the_limits(place: Place) -> None:
    contest = filled(place)
    office = as_(place.office)
    office.post(f"{DESK}{contest.pk}/{STEP}", typed(contest.version, people="6"))
    contest.refresh_from_db()
    page = f"{DESK}{contest.pk}/the-le/xep-hang/"
    assert office.post(page, {"version": contest.version, "k1": "correct", "k2": "time"}).status_code == 302

    contest.refresh_from_db()
    assert limits_of(contest.fraud_limits).people == 6


def after() -> Any:
    return at_ms(OPENS) + timedelta(days=8)


def played(limits: dict[str, int]) -> Round:
    """One had ten right in 9 s, one eight in 30 s."""
    one, closed = sealed_round(small_rules(), fraud_limits=limits)
    play(one, closed, [Take(1, 10, 9, unit="so-nv"), Take(2, 8, 30, unit="so-tp")])
    close_rounds(at=after())
    return one


@pytest.mark.parametrize(
    ("limits", "count"), [({}, 1), ({"quickest_ms": 900}, 0), ({"quickest_ms": 3001}, 2)]
)
@pytest.mark.django_db
def test_round_is_looked_at_by_the_limits_of_its_contest(
    settings: Any, tmp_path: Path, limits: dict[str, int], count: int
) -> None:
    settings.DATA_DIR = tmp_path
    played(limits)

    assert look_for_fraud(at=after()) == count
    assert Suspicion.objects.count() == count
