"""\"Thử 10.000 người\" on the desk: asked for, made by the job, and what takes "checked" away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.factories import plans

from danbiet.contests.actions import trying
from danbiet.contests.actions.trying import ask_trial, perform_trial
from danbiet.contests.calc.prizes import Won
from danbiet.contests.calc.simulate import Trial as Outcome
from danbiet.contests.enums import ContestState, TrialState
from danbiet.contests.models import Contest, Item, Trial

from .desk import DESK, Place, as_, begin, filled, html

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)


def tried(contest: Contest, place: Place, round_key: str = "dot-1") -> Trial:
    trial = ask_trial(contest.pk, round_key, by=place.office, at=AT, on=AT.date(), people=300)
    perform_trial(trial.pk, at=AT)
    trial.refresh_from_db()
    return trial


def first_round(contest: Contest) -> str:
    return str(contest.draft["rules"]["rounds"][0]["key"])


def test_trial_asked_on_the_desk_is_made_by_the_job_and_checks_the_contest(place: Place) -> None:
    contest = filled(place)
    client = as_(place.office)
    here = f"{DESK}{contest.pk}/thu/"
    assert client.post(here, {"round": first_round(contest)}).status_code == 302
    trial = Trial.objects.get()
    assert "hx-trigger" in html(client.get(here))

    perform_trial(trial.pk, at=AT)

    trial.refresh_from_db()
    contest.refresh_from_db()
    assert (trial.state, contest.state) == (TrialState.DONE, ContestState.CHECKED)
    (figures,) = trial.figures["audiences"].values()
    assert sum(figures["correct"].values()) == figures["participants"] == 10_000
    page = html(client.get(here))
    assert "hx-trigger" not in page
    assert "10.000" in page


def test_progress_is_kept_while_it_runs_and_ends_with_the_figures(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = filled(place)
    trial = ask_trial(contest.pk, first_round(contest), by=place.office, at=AT, on=AT.date(), people=1500)
    told: list[Any] = []
    real = trying._tell

    def tell(one: Trial, count: int) -> None:
        real(one, count)
        told.append(Trial.objects.get(pk=one.pk).figures)

    monkeypatch.setattr(trying, "_tell", tell)
    perform_trial(trial.pk, at=AT)

    assert told == [{"tried": 1000}]


def test_trial_made_twice_gives_the_same_figures_once(place: Place) -> None:
    contest = filled(place)
    trial = tried(contest, place, first_round(contest))
    figures, done_at = trial.figures, trial.done_at

    perform_trial(trial.pk, at=datetime(2021, 6, 2, tzinfo=UTC))
    again = tried(contest, place, first_round(contest))

    trial.refresh_from_db()
    assert (trial.figures, trial.done_at) == (figures, done_at)
    assert (again.pk != trial.pk, again.figures) == (True, figures)


def test_second_press_while_the_first_waits_is_the_same_trial(place: Place) -> None:
    contest = filled(place)
    key = first_round(contest)
    first = ask_trial(contest.pk, key, by=place.office, at=AT, on=AT.date())

    assert ask_trial(contest.pk, key, by=place.office, at=AT, on=AT.date()) == first


@pytest.mark.parametrize("change", ["count", "aside", "rules"])
def test_changed_draft_is_no_longer_checked(place: Place, change: str) -> None:
    contest = filled(place)
    tried(contest, place, first_round(contest))
    contest.refresh_from_db()
    assert contest.state == ContestState.CHECKED
    client = as_(place.office)

    if change == "count":
        client.post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "41"})
    elif change == "aside":
        client.post(f"{DESK}cau/{Item.objects.first().pk}/cat/", {"cat": "1"})  # type: ignore[union-attr]
    else:
        from .test_screens import typed

        here = f"{DESK}{contest.pk}/the-le/chung/"
        client.post(here, typed(client.get(here)) | {"seconds": "299"})

    contest.refresh_from_db()
    assert contest.state == ContestState.DRAFT
    assert "Đã thay đổi" in html(client.get(f"{DESK}{contest.pk}/thu/"))


def test_draft_changed_before_its_turn_is_not_called_checked(place: Place) -> None:
    contest = filled(place)
    trial = ask_trial(contest.pk, first_round(contest), by=place.office, at=AT, on=AT.date())
    as_(place.office).post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "7"})

    perform_trial(trial.pk, at=AT)

    trial.refresh_from_db()
    contest.refresh_from_db()
    assert (trial.state, contest.state) == (TrialState.FAILED, ContestState.DRAFT)


def test_contest_with_errors_is_not_tried(place: Place) -> None:
    contest = begin(place)
    client = as_(place.office)

    client.post(f"{DESK}{contest.pk}/thu/", {"round": first_round(contest)})

    assert not Trial.objects.exists()
    assert "lỗi" in html(client.get(f"{DESK}{contest.pk}/thu/"))


def test_sealing_warns_where_nobody_tried_and_is_silent_where_somebody_did(place: Place) -> None:
    contest = filled(place)
    client = as_(place.office)
    words = "chưa ai chạy thử"
    assert words in html(client.get(f"{DESK}{contest.pk}/niem-phong/")).lower()

    tried(contest, place, first_round(contest))

    assert words not in html(client.get(f"{DESK}{contest.pk}/niem-phong/")).lower()


def test_stranger_does_not_know_of_trials_and_an_editor_may_not_start_one(place: Place) -> None:
    contest = filled(place)
    here = f"{DESK}{contest.pk}/thu/"
    stranger = plans.person("Người lạ", unit=plans.unit("Sở Công Thương", parent=place.root))

    html(as_(stranger).get(here), 404)
    html(as_(place.guest).get(here), 404)  # a unit that takes part sees no bank
    html(as_(place.editor).get(here))
    html(as_(place.editor).post(here, {"round": first_round(contest)}), 403)
    assert not Trial.objects.exists()


def test_prize_shared_in_one_group_is_not_called_shared_in_another() -> None:
    won = (Won("nhat", "a", "P1", True), Won("nhat", "a", "P2", True), Won("nhat", "b", "P3", False))
    outcome = Outcome(10, 12, {}, {}, won, ("nhat",))

    assert trying.figures_of(outcome)["winners"] == [
        {"prize": "nhat", "of": "a", "count": 2, "is_shared": True},
        {"prize": "nhat", "of": "b", "count": 1, "is_shared": False},
    ]
