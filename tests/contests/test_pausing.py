"""Entry paused and resumed on the desk; the task and the last day of personal data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.factories import plans

from danbiet.contests.actions.running import pause_entry
from danbiet.contests.models import Contest, Round, RoundEvent
from danbiet.contests.queries.contests import pause_of
from danbiet.contests.registry import register_tasks

from .desk import DESK, Place, as_, filled, html

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)


def sealed(place: Place) -> Round:
    contest = filled(place)
    as_(place.office).post(f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version, "is_sure": "on"})
    return Round.objects.get()


def test_entry_is_paused_and_resumed_in_public_once_each(place: Place) -> None:
    one = sealed(place)
    client = as_(place.office)
    for reason in ("Sự cố điện", "Bấm lần nữa"):
        client.post(f"{DESK}dot/{one.pk}/tam-dung/", {"reason": reason})
    pause = pause_of(Round.objects.get())
    assert pause is not None
    assert pause.reason == "Sự cố điện"
    assert "Mở lại việc vào thi" in html(client.get(f"{DESK}{one.contest_id}/"))

    for reason in ("Đã có điện", "Bấm lần nữa"):
        client.post(f"{DESK}dot/{one.pk}/tiep-tuc/", {"reason": reason})

    assert pause_of(Round.objects.get()) is None
    assert list(RoundEvent.objects.order_by("id").values_list("kind", "reason", "is_public")) == [
        ("paused_entry", "Sự cố điện", True),
        ("resumed", "Đã có điện", True),
    ]


def test_pause_needs_a_reason_and_the_organisers_office(place: Place) -> None:
    one = sealed(place)
    here = f"{DESK}dot/{one.pk}/tam-dung/"
    stranger = plans.person("Người lạ", unit=plans.unit("Sở Công Thương", parent=place.root))

    html(as_(place.office).post(here, {"reason": " "}), 200)
    html(as_(place.editor).post(here, {"reason": "x"}), 403)
    html(as_(stranger).post(here, {"reason": "x"}), 404)
    assert not RoundEvent.objects.exists()


def test_round_that_has_ended_is_not_paused_any_more(place: Place) -> None:
    from danbiet.contests.actions.refusals import NotNow

    one = sealed(place)

    with pytest.raises(NotNow):
        pause_entry(one.pk, reason="x", by=place.office, at=one.closes_at)


@pytest.fixture
def one_task() -> Iterator[int]:
    from danbiet.contests import registry

    before = (registry._choices, registry._chain, registry._below, registry._label)
    register_tasks(
        choices=lambda rights, on: [(7, "Nhiệm vụ 7.1")],
        chain=lambda task: [task],
        below=lambda task, units: {},
        label=lambda ids: {one: (f"Nhiệm vụ {one}", f"/nhiem-vu/{one}/") for one in ids},
    )
    yield 7
    registry._choices, registry._chain, registry._below, registry._label = before


def test_contest_names_its_task_and_the_last_day_of_personal_data(place: Place, one_task: int) -> None:
    contest = filled(place)
    client = as_(place.office)
    here = f"{DESK}{contest.pk}/ho-so/"
    html(client.get(here))
    html(client.post(here, {"task": "8", "retention_until": "31/12/2022"}), 200)  # no task of ours

    client.post(here, {"task": "7", "retention_until": "31/12/2022"})

    contest.refresh_from_db()
    assert (contest.plan_task, contest.retention_until) == ("7", date(2022, 12, 31))
    page = html(client.get(f"{DESK}{contest.pk}/"))
    assert "/nhiem-vu/7/" in page
    assert "31/12/2022" in page
    html(as_(place.editor).post(here, {"task": "", "retention_until": ""}), 403)


def test_day_promised_at_sealing_only_comes_earlier(place: Place) -> None:
    contest = filled(place)
    client = as_(place.office)
    here = f"{DESK}{contest.pk}/ho-so/"
    client.post(here, {"retention_until": "31/12/2022"})
    contest.refresh_from_db()
    client.post(f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version, "is_sure": "on"})

    html(client.post(here, {"retention_until": "01/01/2023"}), 200)
    html(client.post(here, {"retention_until": ""}), 200)
    assert Contest.objects.get().retention_until == date(2022, 12, 31)
    client.post(here, {"retention_until": "30/06/2022"})

    assert Contest.objects.get().retention_until == date(2022, 6, 30)
