"""A year on the air: what was planned, what was aired, what was put right, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.broadcasts.actions import editing, setting_up
from danbiet.broadcasts.actions.airing import (
    AiringDraft,
    confirm_airing,
    correct_airing,
    link_recording,
    mark_not_aired,
    record_airing,
)
from danbiet.broadcasts.actions.scheduling import schedule_episode
from danbiet.broadcasts.queries.doors import episode_for
from danbiet.broadcasts.registry import MANUAL, picker
from danbiet.newsroom.queries.public import live
from danbiet.org.queries import Tree, rights_of, tree
from danbiet.plans.enums import Share
from danbiet.plans.queries.progress import plans_in_full

from ..calc import on_air, programme
from .moments import moment
from .plans import plans_below_province, staff

BEGINS = date(2021, 2, 1)
EDITOR = "bientap.dai"
CONSENT = "Bản đồng ý ghi hình, phát sóng, ký tại trường quay"


@dataclass(slots=True)
class Air:
    """What is made on the way."""

    units: Tree
    people: dict[int, User]
    tasks: dict[tuple[str, str], tuple[int, date]]
    today: date
    channels: dict[str, int]
    programmes: dict[str, int]

    def unit_id(self, code: str) -> int:
        unit = self.units.by_code(code)
        if unit is None:
            raise LookupError(f"no unit {code} on {self.units.on}")
        return unit.id

    def by(self, code: str) -> User:
        return self.people[self.unit_id(code)]

    def task(self, code: str, key: str, on: date) -> tuple[int, ...]:
        """Nothing counts for a task of a plan that was issued later."""
        found = self.tasks.get((code, key))
        return (found[0],) if found is not None and found[1] <= on else ()


def load_air(*, today: date) -> str:
    """Channels, programmes, slots, every edition up to today and the next, airings up to yesterday."""
    air = _air(today)
    _set_up(air)
    aired = _column(air) + _prizes(air) + _thematic(air) + _paper(air) + _loudspeakers(air)
    _this_week(air)
    return _("%(count)s airings of the year") % {"count": aired}


def _air(today: date) -> Air:
    units = tree(programme.ISSUED_ON)
    codes = {on_air.STATION, on_air.PAPER, *(code for code, _name in on_air.LOUDSPEAKERS)}
    ids = {unit.id: code for code in codes if (unit := units.by_code(code)) is not None}
    people = dict(staff(ids, on=programme.ISSUED_ON).officers)
    station = units.by_code(on_air.STATION)
    editor = User.objects.filter(username=EDITOR).first()
    if station is not None and editor is not None:
        people[station.id] = editor
    rows = [row for row in plans_below_province(today=today) if row.unit_id in ids and row.plan.issued_on]
    progress = plans_in_full([row.plan.pk for row in rows], today)
    tasks = {
        (ids[row.unit_id], programme.KEY_BY_CONTENT.get(one.task.label, "")): (
            one.task.id,
            row.plan.issued_on or today,
        )
        for row in rows
        for one in progress[row.plan.pk].tasks
        if one.task.share != Share.OWN
    }
    return Air(units, people, tasks, today, {}, {})


def _set_up(air: Air) -> None:
    at = moment(BEGINS)
    wanted = [
        *on_air.CHANNELS,
        *(
            on_air.ChannelWords(f"loa-{code}", f"Loa truyền thanh {name}", "loudspeaker", code)
            for code, name in on_air.LOUDSPEAKERS
        ),
    ]
    for place, words in enumerate(wanted):
        channel = setting_up.save_channel(
            None, by=air.by(words.unit), at=at,
            said={"code": words.code, "name": words.name, "kind": words.kind, "unit_id": air.unit_id(words.unit),
                  "language": words.language, "order": place},
        )  # fmt: skip
        air.channels[words.code] = channel.pk
    for show in on_air.PROGRAMMES:
        made = setting_up.save_programme(
            None, by=air.by(show.unit), at=at, channel_ids=[air.channels[one] for one in show.channels],
            said={"title": show.title, "kind": show.kind, "unit_id": air.unit_id(show.unit), "language": show.language,
                  "seconds": show.minutes * 60, "task_ids": list(air.task(show.unit, show.task, air.today)),
                  "syllables_per_minute": 210},
        )  # fmt: skip
        air.programmes[show.key] = made.pk
    _slot(air, "stv1", "reform", time(19, 45), 15, weekdays=[2])
    _slot(air, "stv2", "khmer", time(20, 0), 20, weekdays=[5])
    _slot(air, "stv1", "", time(23, 45), 30, weekdays=[4], title="Bản tin cuối ngày")
    for edition in on_air.EDITIONS:
        _slot(air, "stv1", "column", time(20, 0), 25, on=edition.on)
    _slot(air, "phat-thanh", "column", time(6, 30), 25, weekdays=[6])


def _slot(
    air: Air, channel: str, show: str, at: time, minutes: int, *, on: date = BEGINS, weekdays: Iterable[int] = (),
    title: str = "", is_confirmed: bool = False,
) -> None:  # fmt: skip
    setting_up.save_slot(
        None, by=air.by(on_air.STATION), at=moment(min(on, air.today)), is_confirmed=is_confirmed,
        said={"channel_id": air.channels[channel], "programme_id": air.programmes.get(show), "title": title,
              "starts_on": on, "at": at, "seconds": minutes * 60, "weekdays": list(weekdays), "ends_on": None},
    )  # fmt: skip


def _column(air: Air) -> int:
    """Every edition: written, scheduled, shown, shown again; the one to come waits in its slot."""
    count = 0
    for number, edition in enumerate(on_air.EDITIONS, start=1):
        begun = edition.on - timedelta(days=9)
        if begun >= air.today:
            continue
        by, show = air.by(on_air.STATION), air.programmes["column"]
        made = editing.create_episode(
            show, by=by, at=moment(begun),
            said={"number": number, "title": edition.title, "planned_on": edition.on, "opening": on_air.OPENING,
                  "closing": on_air.CLOSING},
        )  # fmt: skip
        for part in edition.parts:
            item = editing.add_item(
                made.pk, kind=MANUAL, ref_id=None, title=part.title, by=by, at=moment(begun, hour=10)
            )
            made.refresh_from_db()
            editing.edit_item(
                item.pk, version=made.version, by=by, at=moment(begun, hour=11),
                said={"script": part.text, "has_consent": True, "consent_note": "Người hỏi đồng ý phát sóng", "seconds": 420},
            )  # fmt: skip
        name, position = edition.guest
        editing.save_guest(
            made.pk, guest_id=None, by=by, at=moment(begun, hour=14),
            said={"name": name, "position": position, "has_consent": True, "consent_note": CONSENT},
        )  # fmt: skip
        editing.mark_ready(made.pk, by=by, at=moment(begun, hour=16))
        shows = [("stv1", edition.on, time(20, 0)), ("stv1", edition.on + timedelta(days=1), time(9, 30))]
        sunday = edition.on + timedelta(days=(6 - edition.on.weekday()) % 7)
        shows.append(("phat-thanh", sunday, time(6, 30)))
        for channel, day, at in shows:
            count += _shown(air, channel, day, at, episode_id=made.pk, begun=begun)
        if edition.on + timedelta(days=5) < air.today:
            _recording(made.pk, number, by=by, at=moment(edition.on + timedelta(days=4)))
    return count


def _shown(air: Air, channel: str, day: date, at: time, *, episode_id: int, begun: date) -> int:
    by = air.by(on_air.STATION)
    starts = datetime.combine(day, at, tzinfo=moment(day).tzinfo)
    airing = schedule_episode(
        episode_id, channel_id=air.channels[channel], starts_at=starts, seconds=25 * 60, is_confirmed=True, by=by,
        at=moment(begun, hour=17),
    )  # fmt: skip
    if day >= air.today:
        return 0
    if (channel, day) == ("stv1", date(2021, 8, 28)):
        mark_not_aired(
            airing.pk, reason="Nhường sóng cho bản tin đặc biệt về phòng, chống dịch", by=by, at=starts
        )
        return 0
    kept = confirm_airing(airing.pk, by=by, at=starts + timedelta(minutes=40))
    if (channel, day) == ("stv1", date(2021, 5, 28)):
        changes = {"starts_at": starts + timedelta(minutes=12), "seconds": 23 * 60 + 40}
        correct_airing(
            kept.pk, version=kept.version, changes=changes, by=by, at=starts + timedelta(days=3),
            reason="Theo nhật ký của phòng phát sóng: phát muộn vì truyền hình trực tiếp kéo dài",
        )  # fmt: skip
    return 1


def _recording(episode_id: int, number: int, *, by: User, at: datetime) -> None:
    rights = rights_of(by, at.date())
    episode = episode_for(rights, episode_id)
    if episode is None:
        return
    marks = {item.pk: 40 + place * 430 for place, item in enumerate(episode.items.all())}
    link_recording(
        episode_id, version=episode.version, url=f"https://stv.example/dan-hoi/{number:02}", video_id=None, marks=marks,
        by=by, at=at,
    )  # fmt: skip


def _prizes(air: Air) -> int:
    """Five prize films, each shown at least twice, the first three times."""
    films = dict(live("videos").values_list("title", "pk"))
    known, by, count = picker("videos"), air.by(on_air.STATION), 0
    for place, title in enumerate(on_air.PRIZES):
        begun = date(2021, 4, 1)
        if begun >= air.today:
            return count
        made = editing.create_episode(
            air.programmes["prizes"], by=by, at=moment(begun), said={"title": title, "planned_on": on_air.PRIZE_DAYS[0][0]}
        )  # fmt: skip
        is_film = known is not None and title in films
        item = editing.add_item(
            made.pk, kind="videos" if is_film else MANUAL, ref_id=films.get(title) if is_film else None, title=title,
            by=by, at=moment(begun, hour=10),
        )  # fmt: skip
        made.refresh_from_db()
        note = "Tác giả đồng ý phát sóng theo thể lệ Hội thi"
        said: dict[str, Any] = {"has_consent": True, "consent_note": note, "seconds": 210}
        editing.edit_item(item.pk, version=made.version, said=said, by=by, at=moment(begun, hour=11))
        editing.mark_ready(made.pk, by=by, at=moment(begun, hour=12))
        for turn, (day, at) in enumerate(on_air.PRIZE_DAYS):
            shown_on = day + timedelta(days=place)
            if shown_on >= air.today or (turn == 2 and place > 0):
                continue
            draft = AiringDraft(
                channel_id=air.channels["stv1"], starts_at=datetime.combine(shown_on, time.fromisoformat(at), tzinfo=moment(day).tzinfo),
                seconds=215, title=title, episode_id=made.pk,
            )  # fmt: skip
            record_airing(draft, by=by, at=moment(shown_on, hour=21))
            count += 1
    return count


def _thematic(air: Air) -> int:
    count = 0
    for key, channel, weekday, at in (("reform", "stv1", 2, "19:45"), ("khmer", "stv2", 5, "20:00")):
        for place, day in enumerate(on_air.weekly(BEGINS, air.today - timedelta(days=1), weekday)):
            theme = on_air.THEMES[place % len(on_air.THEMES)]
            draft = AiringDraft(
                channel_id=air.channels[channel], starts_at=datetime.combine(day, time.fromisoformat(at), tzinfo=moment(day).tzinfo),
                seconds=(15 if key == "reform" else 20) * 60, title=theme, programme_id=air.programmes[key],
            )  # fmt: skip
            record_airing(draft, by=air.by(on_air.STATION), at=moment(day, hour=22))
            count += 1
    return count


def _paper(air: Air) -> int:
    """A page of the newspaper every other Thursday; its length is a minute by agreement."""
    count = 0
    for place, day in enumerate(on_air.weekly(BEGINS, air.today - timedelta(days=1), 3)[::2]):
        draft = AiringDraft(
            channel_id=air.channels["bao-soc-trang"], starts_at=moment(day, hour=5, minute=30), seconds=60,
            title=on_air.THEMES[(place * 3) % len(on_air.THEMES)], programme_id=air.programmes["page"],
        )  # fmt: skip
        record_airing(draft, by=air.by(on_air.PAPER), at=moment(day, hour=9))
        count += 1
    return count


def _loudspeakers(air: Air) -> int:
    """Every commune reads out something twice a month, some forget a month."""
    count = 0
    for code, _name in on_air.LOUDSPEAKERS:
        dice = Random(f"danbiet loudspeakers {code}")  # noqa: S311 - a demonstration's dice
        for month in range(2, 13):
            if dice.random() < 0.12:
                continue
            for half in (0, 1):
                day = date(2021, month, 1 + 14 * half + dice.randrange(12))
                if day >= air.today:
                    continue
                draft = AiringDraft(
                    channel_id=air.channels[f"loa-{code}"], starts_at=moment(day, hour=5, minute=30),
                    seconds=dice.choice((8, 10, 12, 15)) * 60, title=dice.choice(on_air.READ_OUT),
                    task_ids=air.task(code, "12.1", day),
                )  # fmt: skip
                record_airing(draft, by=air.by(code), at=moment(day, hour=10))
                count += 1
    return count


def _this_week(air: Air) -> None:
    """What somebody still has to put right: a film announced while the night's news is still running."""
    saturday = air.today + timedelta(days=(5 - air.today.weekday()) % 7)
    _slot(
        air,
        "stv1",
        "",
        time(0, 0),
        45,
        on=saturday,
        title="Phim tài liệu: Cù lao mùa nước",
        is_confirmed=True,
    )
