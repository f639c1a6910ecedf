"""Words and shapes for questions on the desk: states, clocks, who holds it, the time line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from danbiet.kit import clock
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import Rights, Tree

from ..calc import clock as counting
from ..calc.moves import OPEN, holder_of
from ..calc.reckoning import derivation, number_vi, strip
from ..enums import Holder, IntakeChannel, State
from ..models import Event, Question
from ..queries.shown import Shown

LOOKS = {
    "new": "waiting", "info_wanted": "waiting", "accepted": "on_track", "routed": "not_started", "sent_back": "at_risk",
    "in_work": "on_track", "in_approval": "waiting", "published": "done", "answered": "done", "closed": "done",
    "refused": "not_started", "duplicate": "not_started", "merged": "not_started", "withdrawn": "not_started",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """How long there is: a shape, words, the number of working days (below 0: late), and whether it stands still."""

    look: str
    words: str
    days: int | None
    is_late: bool
    is_paused: bool


def clock_of(
    question: Question, *, at: datetime, on: date, calendar: Calendar, is_paused: bool
) -> Clock | None:
    """The clock of an open question, None for one that is answered or ended."""
    if question.state not in OPEN:
        return None
    if is_paused:
        return Clock("waiting", _("the clock stands still"), None, is_late=False, is_paused=True)
    days = counting.days_left(question.due_at, on=on, calendar=calendar)
    if counting.is_late(question.due_at, at=at, is_paused=False):
        if days == 0:
            return Clock("overdue", _("late since today"), 0, is_late=True, is_paused=False)
        words = ngettext("%(count)s working day late", "%(count)s working days late", -days) % {
            "count": -days
        }
        return Clock("overdue", words, days, is_late=True, is_paused=False)
    if days == 0:
        local = clock.local(question.due_at)
        return Clock(
            "at_risk", _("due today %(time)s") % {"time": f"{local:%H:%M}"}, 0, is_late=False, is_paused=False
        )
    words = ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}
    look = "at_risk" if days <= counting.SOON_DAYS else "on_track"
    return Clock(look, words, days, is_late=False, is_paused=False)


def state_words(question: Question) -> str:
    return str(State(question.state).label)


def holder_words(question: Question, tree: Tree) -> str:
    """Who has the question now: "đang ở ai"."""
    holder = holder_of(question.state)
    if holder == "agency" and question.lead_id is not None:
        return tree.full_name(question.lead_id)
    return "" if holder == "nobody" else str(Holder(holder).label)


def row(question: Any, request: Any, calendar: Calendar) -> dict[str, Any]:
    """One line of the queue."""
    tree: Tree = request.rights.tree
    ticking = clock_of(
        question, at=request.at, on=request.on, calendar=calendar, is_paused=bool(question.is_paused)
    )
    look = "overdue" if ticking and ticking.is_late else LOOKS[question.state]
    return {
        "pk": question.pk, "code": question.code, "subject": question.subject,
        "url": reverse("questions:question-desk", args=[question.pk]),
        "topic": question.topic.name if question.topic else "",
        "place": tree.name(question.place_id) if question.place_id else "",
        "channel": str(IntakeChannel(question.channel).label), "language": question.language,
        "look": look, "state": state_words(question), "clock": ticking, "due_at": question.due_at,
        "received_at": question.received_at, "holder": holder_words(question, tree),
        "lead": tree.full_name(question.lead_id) if question.lead_id else "",
        "officer": question.officer.full_name if question.officer else "", "missing": question.missing_parts or 0,
        "version": question.version,
    }  # fmt: skip


def big_clock(shown: Shown, *, rights: Rights, at: datetime, on: date, calendar: Calendar) -> dict[str, Any]:
    """The clock beside the question: days left, the strip of days, the derivation, who held it how long."""
    question = shown.question
    is_paused = shown.open_pause is not None
    ticking = clock_of(question, at=at, on=on, calendar=calendar, is_paused=is_paused)
    until = at if question.state in OPEN else (question.answered_at or question.ended_at or at)
    times = counting.holding_times(shown.holds, terms=shown.terms, until=until, calendar=calendar)
    local = clock.local(question.due_at)
    return {
        "ticking": ticking, "due_at": question.due_at, "due_words": f"{local:%H:%M} {weekday_words(local.date())}",
        "big": abs(ticking.days) if ticking and ticking.days is not None else None,
        "unit": _unit_of_days(ticking), "derivation": _capital(derivation(shown.terms, calendar)),
        "days": [_day(one) for one in strip(shown.terms, calendar, today=on)],
        "held": [_held(key, days, rights.tree) for key, days in times.items()],
        "answered_at": question.answered_at,
        "update_due": update_due(question, at=at, calendar=calendar) if question.state in OPEN else None,
    }  # fmt: skip


def update_due(question: Question, *, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """By when the asker is to hear something again."""
    due = counting.update_due(question.told_at, calendar)
    return {"at": due, "is_late": at > due}


def _unit_of_days(ticking: Clock | None) -> str:
    if ticking is None or ticking.days is None:
        return ""
    if ticking.is_late:
        return _("working days late")
    return _("working days left")


def _day(one: Any) -> dict[str, Any]:
    state = "due" if one.is_due else {"received": "received"}.get(one.kind, one.kind)
    return {
        "date": one.on,
        "state": state,
        "note": one.label,
        "is_today": one.is_today,
        "title": one.title_vi,
    }


def _held(key: tuple[str, int | None], days: Any, tree: Tree) -> str:
    holder, unit_id = key
    who = tree.full_name(unit_id) if holder == "agency" and unit_id else str(Holder(holder).label)
    return _("%(who)s: %(days)s days") % {"who": who, "days": number_vi(days)}


def weekday_words(on: date) -> str:
    """thứ Hai, 18/10/2021"""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return f"{names[on.weekday()]}, {on:%d/%m/%Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# The time line


def verb_words() -> dict[str, str]:
    """What a verb of the table, and the others an event may carry, is called on the time line."""
    return {
        "ask": _("Question received"), "want_info": _("The asker was asked for more"), "give_info": _("The asker answered"),
        "accept": _("Taken in by the intake desk"), "route": _("Handed to an agency"), "reroute": _("Handed to another agency"),
        "send_back": _("Sent back to the intake desk"), "take": _("An officer took it"), "hand_over": _("Handed to a colleague"),
        "extend": _("Time extended"), "pause": _("The clock was stopped"), "resume": _("The clock goes on"),
        "update": _("The asker was told how far it is"), "submit": _("Answer submitted for approval"),
        "return": _("Answer returned to the writer"), "recall": _("Answer taken back by its writer"),
        "publish": _("Answer published"), "answer_privately": _("Answered privately"), "unpublish": _("Taken off the public pages"),
        "take_off": _("The earlier answer was taken off the public pages"),
        "rate": _("The asker rated the answer"), "reopen": _("Reopened by the asker"), "close": pgettext("question", "Closed"),
        "refuse": _("Not taken on"), "duplicate": _("Asked before: joined to an earlier question"), "merge": _("Joined with another"),
        "withdraw": _("Withdrawn"), "take_up_again": _("Taken up again"), "follow_successor": _("Went over to the successor"),
        "lose_agency": _("The agency has ended or was divided"), "clock_moved": _("The due date moved"),
        "identity_opened": _("The asker's identity was opened"), "aired": _("Went on air"), "not_aired": _("Did not go on air after all"),
        "part_asked": _("Another agency was asked to contribute"), "part_handed_in": _("A contribution came in"),
        "part_declined": _("A contribution was declined"), "part_recalled": _("A contribution is no longer needed"),
        "mask": _("Masking checked"), "describe": _("Field, place or consent changed"), "transcribe": _("Transcribed into Vietnamese"),
        "want_data": _("The asker asked for their data"), "data_done": _("The request for data was answered"),
        "document_flagged": _("A legal document of the answer changed"), "called": _("The asker was called"),
        "file_shown": _("A file was shown to the agency"), "file_hidden": _("A file is no longer shown to the agency"),
    }  # fmt: skip


def timeline(shown: Shown, *, rights: Rights, at: datetime) -> list[dict[str, Any]]:
    """What happened and what was written, oldest first, then whose turn it is."""
    verbs = verb_words()
    lines: list[tuple[datetime, int, dict[str, Any]]] = [
        (event.at, 0, _event_line(event, verbs, rights.tree)) for event in shown.events
    ]
    for message in shown.messages:
        who = (
            _("Asker")
            if message.is_from_asker
            else (message.by.full_name if message.by else _("Intake desk"))
        )
        lines.append(
            (
                message.at,
                1,
                {"label": who, "said": message.text, "detail": moment(message.at), "state": "past"},
            )
        )
    found = [line for _at, _order, line in sorted(lines, key=lambda one: (one[0], one[1]))]
    return [*found, *_turn(shown, rights.tree)]


def _event_line(event: Event, verbs: dict[str, str], tree: Tree) -> dict[str, Any]:
    unit_id = event.details.get("unit")
    if event.verb in ("route", "reroute") and isinstance(unit_id, int):
        label = _("Handed to %(unit)s") % {"unit": tree.full_name(unit_id)}
    else:
        label = verbs.get(event.verb) or (str(State(event.to_state).label) if event.to_state else event.verb)
    who = [event.by.full_name] if event.by else []
    if event.unit_id is not None:
        who.append(tree.full_name(event.unit_id))
    bad = event.verb in ("send_back", "return", "refuse", "unpublish", "take_off")
    return {
        "label": label, "said": event.reason, "detail": ", ".join([moment(event.at), *who]), "state": "bad" if bad else "past",
    }  # fmt: skip


def _turn(shown: Shown, tree: Tree) -> Iterable[dict[str, Any]]:
    question = shown.question
    if question.state not in OPEN:
        return
    now = {
        "new": _("The intake desk looks at it"), "accepted": _("The intake desk looks for the agency"),
        "sent_back": _("The intake desk looks for the agency"), "info_wanted": _("Waiting for the asker"),
        "routed": _("%(unit)s is to take it"), "in_work": _("%(who)s writes the answer"),
        "in_approval": _("The head of %(unit)s decides"),
    }[question.state]  # fmt: skip
    unit = tree.full_name(question.lead_id) if question.lead_id else ""
    who = question.officer.full_name if question.officer else unit
    yield {"label": now % {"unit": unit, "who": who}, "detail": "", "state": "now"}
    if question.state in ("routed", "in_work"):
        due = _("by %(moment)s at the latest") % {"moment": moment(question.due_at)}
        yield {"label": _("The head of %(unit)s decides") % {"unit": unit}, "detail": due, "state": "next"}


def moment(at: datetime) -> str:
    """07/10/2021 15:40"""
    return f"{clock.local(at):%d/%m/%Y %H:%M}"
