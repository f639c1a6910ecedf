"""What the table of roles needs of the air: a commune's loudspeakers, a programme, an episode in preparation, a log."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.broadcasts.actions.airing import confirm_airing
from danbiet.broadcasts.actions.logs import hand_in_log
from tests.factories import air

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
AIR_SECRETS = ("Số mật", "Lời mật", "Phần mật", "Khách mật")


def _none(world: Any) -> dict[str, Any]:
    return {}


def _why(world: Any) -> dict[str, Any]:
    return {"reason": "Chưa đủ"}


def add_air(world: Any, commune: Any) -> None:
    loud = air.channel(commune, name="Loa xã An Mỹ", code="loa-an-my", kind="loudspeaker")
    show = air.programme(commune, title="Tiếng nói xã An Mỹ")
    slot = air.slot(loud, programme=show, on=date(2021, 5, 31), at="05:30", weekdays=range(7))
    draft = air.episode(show, state="draft", title="Số mật", opening="Lời mật", number=1)
    item, other = (
        air.item(draft, kind="text", ref_id=None, title=title) for title in ("Phần mật", "Phần hai mật")
    )
    guest = draft.guests.create(name="Khách mật", has_consent=True)
    ready = air.episode(show, state="ready", title="Số sẵn sàng", number=2)
    planned = air.planned(loud, datetime(2021, 5, 30, 23, tzinfo=UTC), title="Bản tin sáng", episode=ready)
    aired = air.planned(loud, datetime(2021, 5, 29, 23, tzinfo=UTC), title="Bản tin hôm qua")
    confirm_airing(aired.pk, by=world.people["officer"], at=AT)
    log, _is_new = hand_in_log(loud.pk, _log_file(), by=world.people["officer"], at=AT)
    world.ids |= {
        "loud": loud.pk, "show": show.pk, "slot": slot.pk, "draft_episode": draft.pk, "ready_episode": ready.pk,
        "part": (draft.pk, item.pk), "last_part": (draft.pk, other.pk), "guest": guest.pk, "planned_airing": planned.pk,
        "aired": aired.pk, "log": log.pk, "ready_step": (ready.pk, "soan-lai"), "draft_step": (draft.pk, "san-sang"),
    }  # fmt: skip


def _log_file() -> SimpleUploadedFile:
    text = "Ngày;Giờ;Tên;Thời lượng\n31/05/2021;06:02:00;Bản tin sáng;10:00\n"
    return SimpleUploadedFile("nhat-ky.csv", text.encode())


def _channel_said(world: Any) -> dict[str, Any]:
    return {
        "name": "Kênh sửa", "code": "kenh-sua", "kind": "loudspeaker", "unit_id": str(world.ids["unit"]), "language": "vi",
        "is_active": "on",
    }  # fmt: skip


def _show_said(world: Any) -> dict[str, Any]:
    return {
        "version": "1", "title": "Chuyên mục sửa", "kind": "column", "unit_id": str(world.ids["unit"]), "language": "vi",
        "seconds": "10:00", "syllables_per_minute": "200", "is_active": "on", "task": "",
    }  # fmt: skip


def _slot_said(world: Any) -> dict[str, Any]:
    return {
        "version": "1", "channel_id": str(world.ids["loud"]), "programme_id": str(world.ids["show"]), "title": "",
        "starts_on": "2021-06-07", "ends_on": "", "at": "17:00", "seconds": "15", "weekdays": "0", "anyway": "",
    }  # fmt: skip


def _airing_said(world: Any) -> dict[str, Any]:
    return {
        "channel_id": str(world.ids["loud"]), "on": "2021-05-20", "at": "05:30", "seconds": "10:00", "episode_id": "",
        "title": "Ghi thêm", "task": "",
    }  # fmt: skip


def _corrected(world: Any) -> dict[str, Any]:
    return {
        "version": "2", "is_aired": "1", "on": "2021-05-31", "at": "07:00", "seconds": "9:00", "title": "Bản tin hôm qua",
        "language": "vi", "reason": "Phát muộn",
    }  # fmt: skip


def _loud_said(world: Any) -> dict[str, Any]:
    return {
        "channel_id": str(world.ids["loud"]), "days": "2021-05-29", "at": "05:30", "seconds": "15", "title": "Thông báo",
        "language": "vi", "task": "",
    }  # fmt: skip


def _episode_said(world: Any) -> dict[str, Any]:
    return {
        "version": "1", "number": "1", "title": "Số mật sửa", "planned_on": "2021-06-10", "language": "vi",
        "opening": "Lời", "closing": "", "note": "", "task": "",
    }  # fmt: skip


def _part_said(world: Any) -> dict[str, Any]:
    return {
        "version": "1", "title": "Phần mật sửa", "script": "Lời đọc", "seconds": "2:00", "language": "vi",
        "has_consent": "on", "consent_note": "", "task": "",
    }  # fmt: skip


def _place_said(world: Any) -> dict[str, Any]:
    return {
        "channel_id": str(world.ids["loud"]), "on": "2021-06-09", "at": "18:00", "seconds": "10:00", "anyway": "",
    }  # fmt: skip


def _recording_said(world: Any) -> dict[str, Any]:
    return {"version": "1", "url": "https://stv.example/so", "video_id": ""}


AIR_ADDRESSES: list[tuple[str, str, Any]] = [
    ("broadcasts:week", "", _none),
    ("broadcasts:today", "", _none),
    ("broadcasts:slot-confirm", "slot", lambda world: {"ngay": "2021-05-31", "ve": ""}),
    ("broadcasts:airing-confirm", "planned_airing", lambda world: {"ve": ""}),
    ("broadcasts:airing-missed", "planned_airing", _why),
    ("broadcasts:airing-list", "", _none),
    ("broadcasts:airing-new", "", _airing_said),
    ("broadcasts:airing", "planned_airing", _none),
    ("broadcasts:airing", "aired", _none),
    ("broadcasts:airing-correct", "aired", _corrected),
    ("broadcasts:airing-off", "planned_airing", _none),
    ("broadcasts:airing-off", "aired", _none),
    ("broadcasts:loud", "", _loud_said),
    ("broadcasts:log-list", "", lambda world: {"channel_id": str(world.ids["loud"]), "file": _log_file()}),
    ("broadcasts:log", "log", _none),
    ("broadcasts:log-take", "log", lambda world: {"d2": "confirm"}),
    ("broadcasts:log-drop", "log", _none),
    ("broadcasts:episode-list", "", _none),
    ("broadcasts:episode-new", "", lambda world: {"programme_id": str(world.ids["show"]), "title": "Số mới", "planned_on": ""}),
    ("broadcasts:episode", "draft_episode", _episode_said),
    ("broadcasts:episode", "ready_episode", _episode_said),
    ("broadcasts:episode-cancel", "draft_episode", _why),
    ("broadcasts:episode-step", "draft_step", _none),
    ("broadcasts:episode-step", "ready_step", _none),
    ("broadcasts:guest-save", "draft_episode", lambda world: {"name": "Khách mới", "position": "", "consent_note": ""}),
    ("broadcasts:script", "draft_episode", _none),
    ("broadcasts:episode-schedule", "ready_episode", _place_said),
    ("broadcasts:episode-recording", "ready_episode", _recording_said),
    ("broadcasts:item-add", "draft_episode", lambda world: {"title": "Phần thêm", "loai": "text", "ma": ""}),
    ("broadcasts:item-edit", "part", _part_said),
    ("broadcasts:item-move", "part", lambda world: {"huong": "xuong"}),
    ("broadcasts:item-remove", "last_part", _none),
    ("broadcasts:setup", "", _none),
    ("broadcasts:channel-new", "", _channel_said),
    ("broadcasts:channel-edit", "loud", _channel_said),
    ("broadcasts:programme-new", "", _show_said),
    ("broadcasts:programme-edit", "show", _show_said),
    ("broadcasts:slot-new", "", _slot_said),
    ("broadcasts:slot-edit", "slot", _slot_said),
    ("broadcasts:slot-left-out", "slot", lambda world: {"ngay": "2021-06-03", "lai": "", "ve": ""}),
    ("broadcasts:slot-end", "slot", _none),
    ("broadcasts:report", "", _none),
]  # fmt: skip
