"""Rows of a small province's air: channels, programmes, slots, episodes, airings. What is not asked for is plain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import count
from typing import Any

from danbiet.broadcasts.models import Airing, Channel, Episode, EpisodeItem, Programme, Slot
from danbiet.kit.clock import VIETNAM
from danbiet.org.models import Unit

_numbers = count(1)


def moment(on: date, at: str = "19:45") -> datetime:
    """That time of that day in Vietnam."""
    return datetime.combine(on, time.fromisoformat(at), tzinfo=VIETNAM)


def channel(
    unit: Unit, *, name: str = "STV1", kind: str = "tv", language: str = "vi", code: str = ""
) -> Channel:
    return Channel.objects.create(
        unit=unit, name=name, kind=kind, language=language, code=code or f"kenh-{next(_numbers)}"
    )


def programme(
    unit: Unit,
    *,
    title: str = "Dân hỏi – Chính quyền trả lời",
    seconds: int = 1500,
    tasks: Iterable[int] = (),
) -> Programme:
    return Programme.objects.create(
        unit=unit, title=title, kind="column", seconds=seconds, task_ids=list(tasks)
    )


def slot(
    channel: Channel, *, at: str = "19:45", on: date = date(2021, 3, 1), minutes: int = 25, weekdays: Iterable[int] = (),
    programme: Programme | None = None, title: str = "", ends_on: date | None = None,
) -> Slot:  # fmt: skip
    return Slot.objects.create(
        channel=channel, programme=programme, title=title or ("" if programme else "Bản tin"), starts_on=on,
        at=time.fromisoformat(at), seconds=minutes * 60, weekdays=list(weekdays), ends_on=ends_on,
    )  # fmt: skip


def episode(programme: Programme, *, state: str = "ready", title: str = "Cấp giấy chứng nhận", **said: Any) -> Episode:  # fmt: skip
    said.setdefault("number", next(_numbers))
    return Episode.objects.create(
        programme=programme, title=title, state=state, created_at=moment(date(2021, 3, 1), "08:00"), **said
    )


def item(
    episode: Episode, *, kind: str = "question", ref_id: int | None = 7, title: str = "Bao lâu thì có giấy?", **said: Any
) -> EpisodeItem:  # fmt: skip
    said.setdefault("has_consent", True)
    order = said.pop("order", episode.items.count() + 1)
    return EpisodeItem.objects.create(
        episode=episode, order=order, ref_kind=kind, ref_id=ref_id, title=title, **said
    )


def planned(
    channel: Channel, starts_at: datetime, *, title: str = "Dân hỏi – Chính quyền trả lời, số 1", seconds: int = 1500,
    episode: Episode | None = None, **said: Any,
) -> Airing:  # fmt: skip
    return Airing.objects.create(
        channel=channel, starts_at=starts_at, title=title, seconds=seconds, episode=episode,
        programme=episode.programme if episode else None, created_at=starts_at, **said,
    )  # fmt: skip
