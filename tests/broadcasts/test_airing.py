"""What was on the air: confirmed, counted, put right, told to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from danbiet.audit.models import Entry
from danbiet.broadcasts import signals
from danbiet.broadcasts.actions import airing as act
from danbiet.broadcasts.actions.refusals import AlreadyThere, BroadcastRefusal, EditedMeanwhile, NotNow
from danbiet.broadcasts.enums import AiringState
from danbiet.broadcasts.models import Airing, Episode
from danbiet.measures.models import Event
from tests.factories import air

from .conftest import AT, ON, Station


@pytest.fixture
def told() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    seen: list[tuple[str, dict[str, Any]]] = []
    receivers = []
    for name in ("episode_scheduled", "airing_confirmed", "airing_corrected", "recording_linked"):

        def note(sender: Any, signal: Any, _name: str = name, **said: Any) -> None:
            seen.append((_name, said))

        receivers.append((getattr(signals, name), note))
        getattr(signals, name).connect(note)
    yield seen
    for signal, receiver in receivers:
        signal.disconnect(receiver)


def counted(measure: str) -> list[tuple[date, Decimal, dict[str, Any]]]:
    rows = Event.objects.filter(measure=measure, withdrawn_at__isnull=True).order_by("id")
    return [(row.on, row.quantity, row.facets) for row in rows]


def test_confirmed_airing_counts_once_with_its_minutes_and_tells_who_was_in_it(
    station: Station, told: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    episode = air.episode(station.column, number=4)
    air.item(episode, ref_id=7, seconds=600)
    row = air.planned(station.stv1, air.moment(ON), episode=episode, seconds=1505)

    with django_capture_on_commit_callbacks(execute=True):
        act.confirm_airing(row.pk, by=station.editor, at=AT)
        act.confirm_airing(row.pk, by=station.editor, at=AT)

    assert counted("airings") == [(ON, Decimal(1), {"form": "tv", "language": "vi"})]
    assert counted("minutes_aired") == [(ON, Decimal("25.08"), {"form": "tv", "language": "vi"})]
    assert counted("episodes_aired") == [(ON, Decimal(1), {"form": "tv", "language": "vi"})]
    assert Episode.objects.get().state == "aired"
    assert [(name, said["items"], said["on"], said["programme"]) for name, said in told] == [
        ("airing_confirmed", [("question", 7)], ON, "Dân hỏi – Chính quyền trả lời (STV1)")
    ]


def test_minutes_of_an_item_with_a_task_of_its_own_are_split_off_and_add_up(station: Station) -> None:
    station.column.task_ids = [11]
    station.column.save()
    episode = air.episode(station.column)
    air.item(episode, ref_id=7, seconds=100)
    air.item(episode, kind="video", ref_id=3, title="Video đạt giải", seconds=200, task_ids=[31])
    row = air.planned(station.stv1, air.moment(ON), episode=episode, seconds=1500, task_ids=[11])

    act.confirm_airing(row.pk, by=station.editor, at=AT)

    minutes = {tuple(facets["tasks"]): quantity for _on, quantity, facets in counted("minutes_aired")}
    assert minutes == {(11,): Decimal("21.67"), (11, 31): Decimal("3.33")}
    assert [facets["tasks"] for _on, _quantity, facets in counted("airings")] == [[11, 31]]


def test_each_item_is_an_airing_of_its_own_under_its_own_title(station: Station) -> None:
    episode = air.episode(station.column)
    air.item(episode, ref_id=7, title="Bao lâu thì có giấy?")
    air.item(episode, kind="video", ref_id=3, title="Video đạt giải", task_ids=[31])
    spot = air.episode(station.column)
    air.item(spot, kind="video", ref_id=3, title="Video đạt giải", task_ids=[31])
    rows = [
        air.planned(station.stv1, air.moment(ON), episode=episode, task_ids=[11]),
        air.planned(station.stv1, air.moment(ON, "21:00"), episode=spot, title="Chiếu lại", task_ids=[11]),
    ]
    for row in rows:
        act.confirm_airing(row.pk, by=station.editor, at=AT)
    loud = act.AiringDraft(
        channel_id=station.loud.pk, starts_at=air.moment(ON, "05:30"), seconds=60, title="Video đạt giải", task_ids=(31,)
    )  # fmt: skip
    typed = act.record_airing(loud, by=station.villager, at=AT)

    def shown() -> list[tuple[str, list[int]]]:
        rows = Event.objects.filter(measure="item_airings", withdrawn_at__isnull=True)
        return sorted((row.title, row.facets.get("tasks", [])) for row in rows)

    assert shown() == [
        ("Bao lâu thì có giấy?", []), ("Video đạt giải", [31]), ("Video đạt giải", [31]), ("Video đạt giải", [31, 11]),
    ]  # fmt: skip
    act.correct_airing(
        typed.pk,
        version=typed.version,
        changes={"is_aired": False},
        reason="Mất điện",
        by=station.villager,
        at=AT,
    )
    assert len(shown()) == 3


def test_episode_shown_three_times_is_one_episode_and_three_airings(station: Station) -> None:
    episode = air.episode(station.column)
    for day in (8, 9, 10):
        row = air.planned(station.stv1, air.moment(date(2021, 3, day)), episode=episode)
        act.confirm_airing(row.pk, by=station.editor, at=AT)

    assert len(counted("airings")) == 3
    assert [on for on, _quantity, _facets in counted("episodes_aired")] == [date(2021, 3, 8)]


def test_airing_before_its_time_is_refused_and_counts_nothing(station: Station) -> None:
    row = air.planned(station.stv1, AT + timedelta(minutes=1))

    with pytest.raises(NotNow):
        act.confirm_airing(row.pk, by=station.editor, at=AT)

    assert counted("airings") == []


def test_khmer_channel_makes_a_vietnamese_programme_count_as_khmer(station: Station) -> None:
    draft = act.AiringDraft(
        channel_id=station.khmer.pk, starts_at=air.moment(ON), seconds=600, title="Chuyên mục tiếng Khmer",
        programme_id=station.column.pk,
    )  # fmt: skip

    act.record_airing(draft, by=station.editor, at=AT)

    assert [facets["language"] for _on, _quantity, facets in counted("airings")] == ["km"]


def test_the_same_thing_at_the_same_time_is_written_down_once(station: Station) -> None:
    draft = act.AiringDraft(
        channel_id=station.loud.pk, starts_at=air.moment(ON, "05:30"), seconds=900, title="Bản tin cải cách"
    )
    act.record_airing(draft, by=station.villager, at=AT)

    with pytest.raises(AlreadyThere):
        act.record_airing(draft, by=station.villager, at=AT)

    assert len(counted("airings")) == 1


def test_slot_of_the_day_is_confirmed_by_one_click_and_twice_is_once(station: Station) -> None:
    slot = air.slot(station.stv1, programme=station.column, weekdays=[2], on=date(2021, 3, 3))

    act.confirm_slot(slot.pk, on=ON, by=station.editor, at=AT)
    act.confirm_slot(slot.pk, on=ON, by=station.editor, at=AT)

    row = Airing.objects.get()
    assert (row.state, row.title, row.starts_at) == (
        "confirmed", "Dân hỏi – Chính quyền trả lời", datetime.fromisoformat("2021-03-10T19:45:00+07:00"),
    )  # fmt: skip


def test_slot_on_a_day_it_does_not_fall_is_refused(station: Station) -> None:
    slot = air.slot(station.stv1, programme=station.column, weekdays=[2], on=date(2021, 3, 3))

    with pytest.raises(NotNow):
        act.confirm_slot(slot.pk, on=date(2021, 3, 9), by=station.editor, at=AT)


def test_correction_keeps_the_old_figures_and_counts_the_new(
    station: Station, told: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    act.confirm_airing(row.pk, by=station.editor, at=AT)

    with django_capture_on_commit_callbacks(execute=True):
        act.correct_airing(
            row.pk, version=2, changes={"starts_at": air.moment(date(2021, 3, 9), "20:00"), "seconds": 1200},
            reason="Phát sớm một ngày", by=station.editor, at=AT,
        )  # fmt: skip

    row.refresh_from_db()
    trail = row.corrections.get()
    assert row.state == AiringState.CORRECTED
    assert (trail.before["starts_at"], trail.before["seconds"]) == ("2021-03-10T19:45:00+07:00", 1500)
    assert (trail.after["starts_at"], trail.after["seconds"]) == ("2021-03-09T20:00:00+07:00", 1200)
    assert (trail.reason, trail.by) == ("Phát sớm một ngày", station.editor)
    assert [(on, quantity) for on, quantity, _facets in counted("minutes_aired")] == [
        (date(2021, 3, 9), Decimal(20))
    ]
    withdrawn = Event.objects.filter(measure="minutes_aired", withdrawn_at__isnull=False).get()
    assert (withdrawn.quantity, withdrawn.withdrawn_reason) == (Decimal(25), "Phát sớm một ngày")
    assert [name for name, _said in told] == ["airing_corrected"]


def test_airing_corrected_to_not_aired_counts_nothing_and_names_what_is_gone(
    station: Station, told: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    episode = air.episode(station.column)
    air.item(episode, ref_id=7, seconds=60)
    row = air.planned(station.stv1, air.moment(ON), episode=episode)
    act.confirm_airing(row.pk, by=station.editor, at=AT)

    with django_capture_on_commit_callbacks(execute=True):
        act.correct_airing(
            row.pk, version=2, changes={"is_aired": False}, reason="Mất điện", by=station.editor, at=AT
        )

    assert counted("airings") == counted("minutes_aired") == counted("episodes_aired") == []
    assert Episode.objects.get().state == "ready"
    ((_name, said),) = told
    assert (said["gone"], said["items"], said["reason"]) == ([("question", 7)], [], "Mất điện")


def test_not_aired_after_all_aired_counts_again(station: Station) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    act.mark_not_aired(row.pk, reason="Nhường sóng", by=station.editor, at=AT)
    assert counted("airings") == []

    act.correct_airing(
        row.pk, version=2, changes={"is_aired": True}, reason="Vẫn phát", by=station.editor, at=AT
    )

    assert len(counted("airings")) == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_correction_without_a_reason_is_refused(station: Station, reason: str) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    act.confirm_airing(row.pk, by=station.editor, at=AT)

    with pytest.raises(BroadcastRefusal):
        act.correct_airing(
            row.pk, version=2, changes={"seconds": 60}, reason=reason, by=station.editor, at=AT
        )

    assert row.corrections.count() == 0


def test_correction_of_a_version_somebody_else_changed_is_told_and_not_made(station: Station) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    act.confirm_airing(row.pk, by=station.editor, at=AT)

    with pytest.raises(EditedMeanwhile) as refusal:
        act.correct_airing(row.pk, version=1, changes={"seconds": 60}, reason="Sai", by=station.editor, at=AT)

    row.refresh_from_db()
    assert (refusal.value.current_version, row.seconds) == (2, 1500)


def test_recording_gives_every_item_its_mark_and_tells_them(
    station: Station, told: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    episode = air.episode(station.column)
    first, second = air.item(episode, ref_id=7), air.item(episode, ref_id=8, title="Câu khác")

    with django_capture_on_commit_callbacks(execute=True):
        act.link_recording(
            episode.pk, version=1, url="https://stv.example/4", video_id=None, marks={first.pk: 30, second.pk: 415},
            by=station.editor, at=AT,
        )  # fmt: skip

    ((name, said),) = told
    assert (name, said["url"]) == ("recording_linked", "https://stv.example/4")
    assert said["items"] == [("question", 7, 30), ("question", 8, 415)]


def test_every_deed_is_on_record(station: Station) -> None:
    row = air.planned(station.stv1, air.moment(ON))
    act.confirm_airing(row.pk, by=station.editor, at=AT)
    act.correct_airing(row.pk, version=2, changes={"seconds": 60}, reason="Sai", by=station.editor, at=AT)

    verbs = (
        Entry.objects.filter(object_kind="broadcasts.airing").order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["broadcasts.confirmed", "broadcasts.corrected"]
