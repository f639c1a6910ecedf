"""What happened to a question, said to whoever asked it; the strip of days; who has it now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from danbiet.kit import clock
from danbiet.kit.text import viet_number
from danbiet.org.queries import Tree

from ..actions.notice_words import TOLD
from ..calc.moves import ANSWERED, OPEN, holder_of
from ..calc.reckoning import StripDay
from ..enums import RefusalKind
from ..models import Event, Message, Question

HAPPENED = {
    "ask": _("The question came in"),
    "want_info": _("More is asked of you"),
    "give_info": _("You gave what was asked for"),
    "accept": _("Taken in by the intake desk"),
    "route": _("Handed to %(agency)s"),
    "reroute": _("Handed on to %(agency)s"),
    "send_back": _("The agency sent it back to the intake desk"),
    "take": _("An officer has begun to work on it"),
    "extend": _("The agency needs more time"),
    "pause": _("The clock stands still"),
    "resume": _("The clock runs again"),
    "update": _("How far it is"),
    "publish": _("Answered and published"),
    "answer_privately": _("Answered to you alone"),
    "unpublish": _("Taken off the public pages"),
    "rate": _("You rated the answer"),
    "reopen": _("You had it looked at again"),
    "take_off": _("The earlier answer was taken off the public pages"),
    "close": pgettext_lazy("event", "Closed"),
    "refuse": _("Not taken on"),
    "duplicate": _("Has been asked before"),
    "merge": _("Joined with another question"),
    "withdraw": _("Withdrawn"),
    "take_up_again": _("Taken up again"),
    "follow_successor": _("The agency was reorganised: %(agency)s goes on"),
    "clock_moved": _("The deadline moved from %(before)s to %(after)s"),
    "lose_agency": _("The agency was reorganised: the intake desk chooses who goes on"),
    "aired": _("Was on air"),
    "not_aired": _("Was not on air after all"),
}
WHY_MOVED = {
    "pause": _("the clock had stood still"),
    "extension": _("the agency was given more time"),
    "calendar": _("the calendar of working days changed"),
    "reopened": _("the limit is counted anew"),
    "limit": _("another limit holds for this field or channel"),
    "taken_up": _("the time in which nobody handled it does not count"),
}
BAD = ("refuse", "send_back", "unpublish", "take_off", "withdraw")
STATES = {
    "new": ("waiting", _("Waits for the intake desk")),
    "info_wanted": ("at_risk", _("Waits for you")),
    "accepted": ("on_track", _("Taken in, an agency is being chosen")),
    "routed": ("on_track", _("With the agency")),
    "sent_back": ("on_track", _("The intake desk chooses another agency")),
    "in_work": ("on_track", _("The answer is being written")),
    "in_approval": ("on_track", _("The answer waits for the head's signature")),
    "published": ("done", _("Answered")),
    "answered": ("done", _("Answered")),
    "closed": ("done", _("Answered and closed")),
    "refused": ("overdue", _("Not taken on")),
    "duplicate": ("done", _("Has been asked before")),
    "merged": ("done", _("Joined with another question")),
    "withdrawn": ("not_started", _("Withdrawn")),
}
DOORS = {
    RefusalKind.COMPLAINT: _("This is a complaint about a decision. It goes, signed, to whoever made the decision or the authority above (Law on Complaints); the citizens' reception office tells you where and until when."),
    RefusalKind.DENUNCIATION: _("This is a denunciation. It goes to the head of the agency that has to handle it or to the inspectorate (Law on Denunciations), with your name and address; they keep it secret."),
    RefusalKind.CONTENT: _("There is no question in it that an agency could answer. Please write again what you need to know."),
    RefusalKind.OTHER_PLACE: _("This is not this province's business. The National Public Service Portal (dichvucong.gov.vn) takes it and passes it on."),
}  # fmt: skip


def timeline(
    events: Iterable[Event], messages: Iterable[Message], units: Tree, question: Question
) -> list[dict[str, Any]]:
    """Everything that happened and everything that was written, in order, then what comes next."""
    said = [(one.at, 0, _happened(one, units)) for one in events]
    said += [(one.at, 1, _written(one)) for one in messages]
    items = [item for _at, _order, item in sorted(said, key=lambda row: (row[0], row[1]))]
    if question.state not in (*ANSWERED, "closed", "refused", "duplicate", "merged", "withdrawn"):
        items.append(
            {"label": state_words(question)[1], "state": "now", "at": None, "detail": "", "quote": ""}
        )
    return items


def _happened(event: Event, units: Tree) -> dict[str, Any]:
    details = event.details if isinstance(event.details, dict) else {}
    unit_id = details.get("unit") or event.unit_id
    words = {
        "agency": units.name(unit_id) if isinstance(unit_id, int) else "",
        "before": moment(details.get("before")),
        "after": moment(details.get("after")),
    }
    label = str(HAPPENED.get(event.verb, event.verb)) % words
    detail = str(WHY_MOVED.get(str(details.get("why")), "")) if event.verb == "clock_moved" else ""
    if event.verb == "rate" and details.get("stars"):
        detail = stars_words(int(details["stars"]))
    if event.verb == "aired":
        detail = ", ".join(filter(None, (str(details.get("programme", "")), day_words(details.get("on")))))
    return {
        "label": label, "at": event.at, "state": "bad" if event.verb in BAD else "past", "detail": detail,
        "quote": event.reason if event.verb not in ("reopen", "rate", "not_aired") else "",
    }  # fmt: skip


def _written(message: Message) -> dict[str, Any]:
    label = gettext("You wrote") if message.is_from_asker else gettext("To you")
    return {"label": label, "at": message.at, "state": "past", "detail": "", "quote": message.text}


def moment(iso: Any) -> str:
    """17:00 06/01/2026 from how an event keeps it."""
    try:
        there = clock.local(datetime.fromisoformat(str(iso)))
    except ValueError:
        return ""
    return f"{there:%H:%M %d/%m/%Y}"


def day_words(iso: Any) -> str:
    """06/01/2026 from how an event keeps it."""
    try:
        return f"{date.fromisoformat(str(iso)):%d/%m/%Y}"
    except ValueError:
        return ""


def stars_words(stars: int) -> str:
    return ngettext("%(count)s star of five", "%(count)s stars of five", stars) % {"count": stars}


def state_words(question: Question) -> tuple[str, str]:
    """Shape and words of where it stands."""
    shape, words = STATES[question.state]
    return shape, str(words)


def joined_words(other: Question) -> str:
    """How it stands with the question somebody's own was joined with, when its answer is not for everybody."""
    if other.state in OPEN:
        return gettext(
            "The question yours was joined with is being handled. You will be told when it is answered."
        )
    return str(TOLD["joined_private" if other.state in (*ANSWERED, "closed") else "joined_ended"])


def strip_items(days: Iterable[StripDay]) -> list[dict[str, Any]]:
    """For the component `days`, in the reader's language."""
    return [
        {"date": day.on, "state": _state(day), "note": _note(day), "is_today": day.is_today} for day in days
    ]


def _state(day: StripDay) -> str:
    return "due" if day.is_due else "received" if day.kind == "received" else day.kind


def _note(day: StripDay) -> str:
    words = {
        "received": pgettext("day", "received"),
        "off": pgettext("day", "off"),
        "pause": pgettext("day", "paused"),
    }
    first = words.get(day.kind) or viet_number(day.number or Decimal(0))
    ends = (pgettext("day", "due"),) if day.is_due else (pgettext("day", "today"),) if day.is_today else ()
    return ", ".join((first, *ends))


def holder_words(question: Question, units: Tree) -> str:
    """Who has it now."""
    holder = holder_of(question.state)
    if holder == "agency" and question.lead_id is not None:
        return units.full_name(question.lead_id)
    return {
        "intake": gettext("The intake desk of the province"),
        "asker": gettext("you, until you have answered"),
    }.get(holder, "")


def held_words(times: dict[tuple[str, int | None], Decimal], units: Tree) -> list[str]:
    """How many working days each has had it."""
    found = []
    for (holder, unit_id), days in times.items():
        name = units.name(unit_id) if unit_id is not None else ""
        if holder == "intake":
            name = gettext("Intake desk")
        elif holder == "asker":
            name = gettext("You")
        elif not name:
            continue
        number = viet_number(days.normalize())
        found.append(gettext("%(who)s: %(days)s working days") % {"who": name, "days": number})
    return found
