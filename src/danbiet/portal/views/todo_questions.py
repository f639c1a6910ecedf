"""Questions as lines of somebody's work, with their clocks; and those others hold for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit import clock
from danbiet.kit.periods import PeriodKind, period_of
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import Rights
from danbiet.questions.calc.clock import SOON_DAYS, is_late
from danbiet.questions.queries import work as ask
from danbiet.questions.queries.reporting import period_figures
from danbiet.questions.queries.work import Waiting


def items(rights: Rights, *, at: datetime, on: date, calendar: Calendar) -> list[dict[str, Any]]:
    """The fields of `todo.Item` for every question that waits for this person."""
    return [
        _item(one, at=at, on=on, calendar=calendar) for one in ask.waiting_questions(rights) if one.is_mine
    ]


def _item(one: Waiting, *, at: datetime, on: date, calendar: Calendar) -> dict[str, Any]:
    titles = {
        ask.INTAKE: _("Take in: %(subject)s"), ask.TAKE: _("Take: %(subject)s"), ask.ANSWER: _("Answer: %(subject)s"),
        ask.APPROVE: _("Approve the answer: %(subject)s"), ask.CONTRIBUTE: _("Contribute: %(subject)s"),
    }  # fmt: skip
    if one.what == ask.CONTRIBUTE and one.part_id is not None:
        url = reverse("questions:part", args=[one.part_id])
    else:
        url = reverse("questions:question-desk", args=[one.pk])
    state, words = _clock(one, at=at, on=on, calendar=calendar)
    return {
        "kind": "question", "title": titles[one.what] % {"subject": one.subject}, "url": url, "detail": one.code,
        "due_on": one.due_on, "state": state, "state_label": words, "is_for_head": one.what == ask.APPROVE,
        "since": clock.local(one.since).date(),
    }  # fmt: skip


def standing(unit_id: int, *, at: datetime, on: date) -> dict[str, Any]:
    """How a unit answers this year: open, late, answered, in time; where its figures and its queue are."""
    period = period_of(PeriodKind.YEAR, on=on)
    counted = period_figures(period, at=at, calendar=None, unit_ids={unit_id}).all
    return {
        "counted": counted, "url": f"{reverse('questions:report')}?ky={period.key}&don-vi={unit_id}",
        "queue_url": f"{reverse('questions:question-queue')}?xem=tat-ca&co-quan={unit_id}",
    }  # fmt: skip


def _clock(one: Waiting, *, at: datetime, on: date, calendar: Calendar) -> tuple[str, str]:
    due_on = one.due_on
    if due_on is None:
        return "waiting", _("the clock stands still")
    if due_on < on:
        late = calendar.count(due_on, on)
        words = ngettext("%(count)s working day late", "%(count)s working days late", late)
        return "overdue", words % {"count": late}
    left = calendar.count(on, due_on)
    if is_late(one.due_at, at=at, is_paused=False):  # an end at 11:30 is over by the afternoon
        return "overdue", _("late since today")
    if due_on == on:
        return "at_risk", _("due today %(time)s") % {"time": f"{clock.local(one.due_at):%H:%M}"}
    words = ngettext("%(count)s working day left", "%(count)s working days left", left) % {"count": left}
    return ("at_risk" if left <= SOON_DAYS else "on_track"), words


def handed_on(rights: Rights, *, on: date, calendar: Calendar) -> list[tuple[int, dict[str, Any]]]:
    """Questions of this person that the head or the asker holds: (working days, line)."""
    return [
        (held, {"title": one.subject, "url": reverse("questions:question-desk", args=[one.pk]), "detail": _holder(one, rights)})
        for one in ask.waiting_questions(rights) if not one.is_mine
        for held in (_days(one, on=on, calendar=calendar),)
    ]  # fmt: skip


def _holder(one: Waiting, rights: Rights) -> str:
    if one.what == ask.AT_ASKER:
        return _("%(code)s, waiting for the asker") % {"code": one.code}
    unit = rights.tree.full_name(one.lead_id) if one.lead_id else ""
    return _("%(code)s, the head of %(unit)s approves") % {"code": one.code, "unit": unit}


def _days(one: Waiting, *, on: date, calendar: Calendar) -> int:
    since = clock.local(one.since).date()
    return calendar.count(since, on) if since <= on else 0
