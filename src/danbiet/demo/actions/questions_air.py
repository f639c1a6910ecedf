"""Answered questions whose askers agreed come on the air: special editions of the column, with their recordings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.broadcasts.actions import editing
from danbiet.broadcasts.actions.airing import confirm_airing, link_recording
from danbiet.broadcasts.actions.scheduling import schedule_episode
from danbiet.broadcasts.queries.doors import channel_coded, episode_for, programmes
from danbiet.org.queries import rights_of
from danbiet.questions.queries.findable import KIND, Airable, newest_airable

from .moments import moment

CHANNEL, COLUMN, EDITOR = "stv1", "Dân hỏi – Chính quyền trả lời", "bientap.dai"
DAYS = (date(2021, 6, 18), date(2021, 8, 13), date(2021, 10, 8), date(2021, 12, 3))
EACH = 2
SECONDS = 12 * 60


def load_questions_on_air(*, today: date) -> str:
    """Up to four editions with two questions each, aired before today. Nothing without the station's channels."""
    channel = channel_coded(CHANNEL)
    column = next((one for one in programmes() if one.title == COLUMN), None)
    by = User.objects.filter(username=EDITOR).first()
    count = 0
    if channel is not None and column is not None and by is not None:
        for on, those in _editions(today):
            _show(on, those, channel_id=channel.pk, programme_id=column.pk, by=by)
            count += len(those)
    return ngettext("%(count)s question on air", "%(count)s questions on air", count) % {"count": count}


def _editions(today: date) -> Iterator[tuple[date, list[Airable]]]:
    """The latest questions answered a week before, each shown once."""
    left = newest_airable(500)
    for on in DAYS:
        ready = [
            one for one in left if one.answered_on is not None and one.answered_on <= on - timedelta(days=7)
        ][:EACH]
        left = [one for one in left if one not in ready]
        if ready and on < today:
            yield on, ready


def _show(on: date, those: list[Airable], *, channel_id: int, programme_id: int, by: User) -> None:
    begun = moment(on - timedelta(days=4))
    made = editing.create_episode(
        programme_id,
        by=by,
        at=begun,
        said={"title": f"Câu hỏi từ cổng hỏi đáp, tháng {on.month}", "planned_on": on},
    )
    for one in those:
        editing.add_item(made.pk, kind=KIND, ref_id=one.id, title=one.subject, by=by, at=begun)
    editing.mark_ready(made.pk, by=by, at=moment(on - timedelta(days=3)))
    starts = datetime.combine(on, time(17, 15), tzinfo=begun.tzinfo)
    airing = schedule_episode(
        made.pk, channel_id=channel_id, starts_at=starts, seconds=SECONDS, is_confirmed=True, by=by, at=moment(on - timedelta(days=2))
    )  # fmt: skip
    confirm_airing(airing.pk, by=by, at=starts + timedelta(minutes=30))
    at = moment(on + timedelta(days=1))
    episode = episode_for(rights_of(by, at.date()), made.pk)
    if episode is not None:
        marks = {item.pk: 45 + place * 330 for place, item in enumerate(episode.items.all())}
        link_recording(
            made.pk, version=episode.version, url=f"https://stv.example/hoi-dap/{on:%Y-%m}", video_id=None, marks=marks, by=by, at=at
        )  # fmt: skip
