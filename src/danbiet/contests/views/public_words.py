"""How the portal's pages of contests say things: where one is, where a round stands, spans, points, pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from danbiet.kit.clock import local, milliseconds
from danbiet.kit.text import viet_number

from ..enums import ContestState, RoundEventKind
from ..models import Contest, Round, RoundEvent

COMING, OPEN, CLOSED = "coming", "open", "closed"
SHAPES = {COMING: "not_started", OPEN: "live", CLOSED: "done"}
_ENGLISH = str.maketrans(".,", ",.")


def list_step() -> tuple[str, str]:
    return _("Contests"), reverse("contests:public-list")


def contest_step(contest: Contest) -> tuple[str, str]:
    return contest.title, reverse("contests:public", args=[contest.key])


def full(path: str) -> str:
    """An address with the site in front."""
    return f"{settings.DANBIET_BASE_URL}{path}"


def door(contest: Contest) -> str:
    """Where one takes part: the process of the rush."""
    return f"{settings.DANBIET_PLAY_URL}/thi/{contest.key}/"


def stage(one: Round, *, at: datetime) -> str:
    """coming, open or closed: by the clock alone."""
    if at < one.opens_at:
        return COMING
    return OPEN if at < one.closes_at else CLOSED


def stage_of(contest: Contest, rounds: Sequence[Round], *, at: datetime) -> str:
    """The same of a whole contest: between two rounds it is open, called off it is closed."""
    if contest.state == ContestState.CANCELLED or not rounds:
        return CLOSED
    if all(at < one.opens_at for one in rounds):
        return COMING
    return CLOSED if all(one.closes_at <= at for one in rounds) else OPEN


def turn(rounds: Sequence[Round], *, at: datetime) -> Round | None:
    """The round that is open, else the next one; None when all are closed."""
    left = [one for one in rounds if at < one.closes_at]
    return min(left, key=lambda one: one.opens_at) if left else None


def stage_words(one: Round, *, at: datetime) -> tuple[str, str]:
    """Shape and words of a round's standing."""
    where = stage(one, at=at)
    words = {
        COMING: pgettext("round", "Not open yet"), OPEN: pgettext("round", "Open now"), CLOSED: pgettext("round", "Closed"),
    }  # fmt: skip
    return SHAPES[where], words[where]


def pause_of(events: Iterable[RoundEvent]) -> RoundEvent | None:
    """The public event by which nobody may begin now; None while people may. `events` in their order."""
    told = [one for one in events if one.kind in (RoundEventKind.PAUSED_ENTRY, RoundEventKind.RESUMED)]
    return told[-1] if told and told[-1].kind == RoundEventKind.PAUSED_ENTRY else None


def event_words(event: RoundEvent) -> str:
    """What happened to a round, without the reason."""
    if event.kind == RoundEventKind.EXTENDED:
        return _("Extended: the round now ends at %(at)s") % {"at": when(event.closes_at)}
    if event.kind == RoundEventKind.PAUSED_ENTRY:
        return _("Taking part is paused")
    if event.kind == RoundEventKind.RESUMED:
        return _("Taking part goes on")
    return pgettext("round", "Notice")


def when(at: datetime | None) -> str:
    """14:05 26/01/2021, Vietnamese time."""
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def number(value: Decimal | int) -> str:
    """1.234,5; on English pages 1,234.5."""
    text = viet_number(value)
    return text.translate(_ENGLISH) if get_language() == "en" else text


def points(hundredths: int) -> str:
    """250 hundredths: 2,5."""
    return number(_plain(Decimal(hundredths) / 100))


def percent(ten_thousandths: int | None) -> str:
    """Ten-thousandths of a percent with two places: 61,83; nothing for None."""
    return (
        ""
        if ten_thousandths is None
        else number(_plain((Decimal(ten_thousandths) / 10_000).quantize(Decimal("0.01"))))
    )


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end, never with an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def span(seconds: int) -> str:
    """2 d 3 h, 5 min 30 s: the two greatest parts."""
    days, rest = divmod(max(0, seconds), 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        (days, pgettext("span", "%(n)s days")), (hours, pgettext("span", "%(n)s hours")),
        (minutes, pgettext("span", "%(n)s minutes")), (left, pgettext("span", "%(n)s seconds")),
    ]  # fmt: skip
    first = next((place for place, (count, _words) in enumerate(parts) if count), 3)
    shown = [words % {"n": count} for count, words in parts[first : first + 2] if count]
    return " ".join(shown) or parts[3][1] % {"n": 0}


def taken(ms: int) -> str:
    """The time of an attempt: 3:12,4."""
    tenths = ms // 100
    text = f"{tenths // 600}:{tenths // 10 % 60:02},{tenths % 10}"
    return text.replace(",", ".") if get_language() == "en" else text


def size(count: int) -> str:
    """84 kB, 1,2 MB."""
    if count < 1024 * 1024:
        return f"{number(max(1, round(count / 1024)))} kB"
    return f"{number(round(Decimal(count) / 1024 / 1024, 1))} MB"


def countdown(one: Round | None, *, at: datetime) -> dict[str, Any] | None:
    """What is counted down to: the end of a round that is open, the beginning of one that is not."""
    if one is None:
        return None
    is_open = stage(one, at=at) == OPEN
    until = one.closes_at if is_open else one.opens_at
    return {
        "until": milliseconds(until), "now": milliseconds(at), "left": span(int((until - at).total_seconds())), "at": when(until),
        "is_open": is_open, "round": one,
    }  # fmt: skip


def why_unranked(status: str) -> str:
    """Why a unit is not ranked, "" when it is."""
    if status == "no_headcount":
        return _("no head-count declared")
    if status == "turnout":
        return _("turn-out too low to be ranked")
    if status.startswith("part:"):
        return _("part “%(part)s” is missing") % {"part": status.removeprefix("part:")}
    return ""
