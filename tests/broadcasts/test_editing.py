"""An episode is made: parts with their consents, order, readiness, its place on the air."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest

from danbiet.broadcasts import registry
from danbiet.broadcasts.actions import editing
from danbiet.broadcasts.actions.refusals import (
    AlreadyThere,
    EditedMeanwhile,
    InTheWay,
    NoConsent,
    NotAllowedOnAir,
    NotNow,
)
from danbiet.broadcasts.actions.scheduling import schedule_episode, unschedule
from danbiet.broadcasts.actions.setting_up import end_slot, leave_out, save_slot
from danbiet.broadcasts.models import Airing, Slot
from danbiet.broadcasts.registry import Choice, Facts
from tests.factories import air

from .conftest import AT, ON, Station

FACTS = {
    7: Facts("Bao lâu thì có giấy?", text="Ba mươi ngày làm việc.", consent="Người hỏi đồng ý", tasks=(5,)),
    8: Facts("Câu hỏi riêng", refusal="Người hỏi không đồng ý phát sóng."),
}


@pytest.fixture
def asked() -> Iterator[dict[int, Facts]]:
    """Questions that can be picked; a test may change what is known of them."""
    known = dict(FACTS)
    before = dict(registry._PICKERS)
    registry.register_picker(
        "question", "Câu hỏi", search=lambda words, rights: [Choice(7, known[7].title)],
        facts=lambda ids: {one: known[one] for one in ids if one in known},
    )  # fmt: skip
    yield known
    registry._PICKERS.clear()
    registry._PICKERS.update(before)


def test_picked_question_comes_with_its_words_consent_and_task(station: Station, asked: Any) -> None:
    episode = air.episode(station.column, state="draft")

    item = editing.add_item(episode.pk, kind="question", ref_id=7, by=station.editor, at=AT)

    assert (item.title, item.script, item.has_consent, item.consent_note, item.task_ids) == (
        "Bao lâu thì có giấy?", "Ba mươi ngày làm việc.", True, "Người hỏi đồng ý", [5],
    )  # fmt: skip


def test_question_whose_asker_did_not_agree_is_refused_with_the_reason(station: Station, asked: Any) -> None:
    episode = air.episode(station.column, state="draft")

    with pytest.raises(NotAllowedOnAir, match="không đồng ý phát sóng"):
        editing.add_item(episode.pk, kind="question", ref_id=8, by=station.editor, at=AT)

    assert episode.items.count() == 0


def test_the_same_question_twice_in_an_episode_is_refused(station: Station, asked: Any) -> None:
    episode = air.episode(station.column, state="draft")
    editing.add_item(episode.pk, kind="question", ref_id=7, by=station.editor, at=AT)

    with pytest.raises(AlreadyThere):
        editing.add_item(episode.pk, kind="question", ref_id=7, by=station.editor, at=AT)


def test_consent_taken_back_after_picking_keeps_the_episode_from_being_ready(
    station: Station, asked: dict[int, Facts]
) -> None:
    episode = air.episode(station.column, state="draft")
    editing.add_item(episode.pk, kind="question", ref_id=7, by=station.editor, at=AT)
    asked[7] = Facts("Bao lâu thì có giấy?", refusal="Người hỏi đã rút lại sự đồng ý.")

    with pytest.raises(NoConsent, match="đã rút lại"):
        editing.mark_ready(episode.pk, by=station.editor, at=AT)


def test_guest_who_has_not_agreed_keeps_the_episode_from_being_ready(station: Station) -> None:
    episode = air.episode(station.column, state="draft", opening="Kính chào")
    episode.guests.create(name="Nguyễn Văn Khách")

    with pytest.raises(NoConsent, match="Nguyễn Văn Khách"):
        editing.mark_ready(episode.pk, by=station.editor, at=AT)


def test_parts_are_moved_one_place_and_stop_at_the_edge(station: Station) -> None:
    episode = air.episode(station.column, state="draft")
    one, two, three = (air.item(episode, ref_id=number, title=str(number)) for number in (1, 2, 3))

    editing.move_item(three.pk, is_up=True, by=station.editor, at=AT)
    editing.move_item(three.pk, is_up=True, by=station.editor, at=AT)
    editing.move_item(three.pk, is_up=True, by=station.editor, at=AT)

    assert [item.pk for item in episode.items.all()] == [three.pk, one.pk, two.pk]


def test_second_of_two_writers_is_told_and_nothing_is_overwritten(station: Station) -> None:
    episode = air.episode(station.column, state="draft")
    editing.edit_episode(
        episode.pk, version=1, said={"title": "Của người thứ nhất"}, by=station.editor, at=AT
    )

    with pytest.raises(EditedMeanwhile) as refusal:
        editing.edit_episode(
            episode.pk, version=1, said={"title": "Của người thứ hai"}, by=station.editor, at=AT
        )

    episode.refresh_from_db()
    assert (episode.title, refusal.value.current_version) == ("Của người thứ nhất", 2)


@pytest.mark.parametrize("state", ["ready", "aired", "cancelled"])
def test_only_an_episode_in_preparation_is_written(station: Station, state: str) -> None:
    episode = air.episode(station.column, state=state)

    with pytest.raises(NotNow):
        editing.edit_episode(episode.pk, version=1, said={"title": "Khác"}, by=station.editor, at=AT)


def test_number_used_before_in_the_programme_is_refused(station: Station) -> None:
    air.episode(station.column, number=4)
    other = air.episode(station.column, state="draft", number=5)

    with pytest.raises(AlreadyThere):
        editing.edit_episode(other.pk, version=1, said={"number": 4}, by=station.editor, at=AT)


def test_cancelled_episode_leaves_the_schedule(station: Station) -> None:
    episode = air.episode(station.column, state="ready")
    air.planned(station.stv1, AT + timedelta(days=1), episode=episode)

    editing.cancel_episode(episode.pk, reason="Khách ốm", by=station.editor, at=AT)

    assert Airing.objects.count() == 0


# a place on the air


def test_episode_fills_the_slot_of_its_programme(station: Station) -> None:
    slot = air.slot(station.stv1, programme=station.column, on=date(2021, 3, 12))
    episode = air.episode(station.column, number=4, title="Đất đai")

    airing = schedule_episode(
        episode.pk, channel_id=station.stv1.pk, starts_at=air.moment(date(2021, 3, 12)), seconds=1500,
        by=station.editor, at=AT,
    )  # fmt: skip

    assert (airing.slot_id, airing.title) == (slot.pk, "Dân hỏi – Chính quyền trả lời, số 4: Đất đai")


def test_place_where_something_else_stands_needs_a_second_word(station: Station) -> None:
    air.slot(station.stv1, at="20:00", on=date(2021, 3, 12), title="Phim truyện")
    episode = air.episode(station.column)
    wanted: dict[str, Any] = {
        "channel_id": station.stv1.pk, "starts_at": air.moment(date(2021, 3, 12), "19:45"), "seconds": 1500,
    }  # fmt: skip

    with pytest.raises(InTheWay) as refusal:
        schedule_episode(episode.pk, **wanted, by=station.editor, at=AT)
    schedule_episode(episode.pk, **wanted, is_confirmed=True, by=station.editor, at=AT)

    assert [(one.second.title, one.seconds) for one in refusal.value.clashes] == [("Phim truyện", 600)]
    assert Airing.objects.count() == 1


def test_place_after_midnight_sees_what_began_the_day_before(station: Station) -> None:
    air.slot(station.stv1, at="23:50", on=date(2021, 3, 11), minutes=30, title="Bản tin đêm")
    episode = air.episode(station.column)

    with pytest.raises(InTheWay):
        schedule_episode(
            episode.pk, channel_id=station.stv1.pk, starts_at=air.moment(date(2021, 3, 12), "00:05"), seconds=600,
            by=station.editor, at=AT,
        )  # fmt: skip


def test_episode_not_ready_or_time_past_is_refused(station: Station) -> None:
    draft, ready = air.episode(station.column, state="draft"), air.episode(station.column)
    wanted: dict[str, Any] = {"channel_id": station.stv1.pk, "seconds": 600, "by": station.editor, "at": AT}

    with pytest.raises(NotNow):
        schedule_episode(draft.pk, starts_at=AT + timedelta(days=1), **wanted)
    with pytest.raises(NotNow):
        schedule_episode(ready.pk, starts_at=AT, **wanted)


def test_planned_airing_is_taken_off_and_a_confirmed_one_stays(station: Station) -> None:
    planned = air.planned(station.stv1, AT + timedelta(days=1))
    done = air.planned(station.stv1, AT - timedelta(days=1), state="confirmed", confirmed_at=AT)

    unschedule(planned.pk, by=station.editor, at=AT)
    with pytest.raises(NotNow):
        unschedule(done.pk, by=station.editor, at=AT)

    assert [row.pk for row in Airing.objects.all()] == [done.pk]


# slots


def slot_said(station: Station, **more: Any) -> dict[str, Any]:
    return {
        "channel_id": station.stv1.pk, "programme_id": station.column.pk, "title": "", "starts_on": date(2021, 3, 12),
        "at": time(19, 45), "seconds": 1500, "weekdays": [], "ends_on": None, **more,
    }  # fmt: skip


def test_slot_in_the_way_of_another_is_refused_until_it_is_said_that_it_may(station: Station) -> None:
    save_slot(None, said=slot_said(station, weekdays=[4]), by=station.editor, at=AT)

    with pytest.raises(InTheWay) as refusal:
        save_slot(None, said=slot_said(station), by=station.editor, at=AT)
    save_slot(None, said=slot_said(station), is_confirmed=True, by=station.editor, at=AT)

    assert [(one.first.on, one.seconds) for one in refusal.value.clashes] == [(date(2021, 3, 12), 1500)]
    assert Slot.objects.count() == 2


def test_slot_left_out_on_a_day_makes_room_and_comes_back(station: Station) -> None:
    slot = save_slot(None, said=slot_said(station, weekdays=[4]), by=station.editor, at=AT)
    leave_out(slot.pk, on=date(2021, 3, 12), is_out=True, by=station.editor, at=AT)

    save_slot(None, said=slot_said(station), by=station.editor, at=AT)
    back = leave_out(slot.pk, on=date(2021, 3, 12), is_out=False, by=station.editor, at=AT)

    assert back.left_out == []


def test_slot_that_fell_before_ends_yesterday_and_one_that_never_fell_goes(station: Station) -> None:
    old = air.slot(station.stv1, weekdays=[0], on=date(2021, 3, 1))
    new = air.slot(station.stv1, on=date(2021, 3, 20))

    assert end_slot(old.pk, before=ON, by=station.editor, at=AT) is False
    assert end_slot(new.pk, before=ON, by=station.editor, at=AT) is True

    assert [(row.pk, row.ends_on) for row in Slot.objects.all()] == [(old.pk, date(2021, 3, 9))]


def test_slot_with_a_planned_episode_does_not_end(station: Station) -> None:
    slot = air.slot(station.stv1, weekdays=[4], on=date(2021, 3, 1))
    air.planned(station.stv1, air.moment(date(2021, 3, 12)), slot=slot)

    with pytest.raises(NotNow):
        end_slot(slot.pk, before=ON, by=station.editor, at=AT)
