"""What officials are told of their questions: a list every morning for each person, a summary every Monday for each head.

Codes and masked subjects only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role
from danbiet.org.queries import holders, working_calendar
from danbiet.outbox.actions import Draft, write_messages

from ..calc.clock import is_late, is_soon, update_due
from ..calc.moves import AT_AGENCY, AT_INTAKE, OPEN
from ..enums import PartRole, PartState, State
from ..models import CallBack, DataRequest, Part, Pause, Question

WRITERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR)
MOST_LINES = 40
SHOWN = ("pk", "code", "subject", "state", "due_at", "told_at", "lead_id", "officer_id", "intake_unit_id")


@dataclass(slots=True)
class Page:
    """One person's lines under their headings, in the order they were added."""

    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, heading: str, line: str) -> None:
        self.parts.setdefault(heading, []).append(line)

    @property
    def count(self) -> int:
        return sum(len(lines) for lines in self.parts.values())

    def __str__(self) -> str:
        blocks = []
        for heading, lines in self.parts.items():
            more = len(lines) - MOST_LINES
            shown = [*lines[:MOST_LINES], *([_("and %(count)s more") % {"count": more}] if more > 0 else [])]
            blocks.append(heading + "\n" + "\n".join(f"- {line}" for line in shown))
        return "\n\n".join(blocks)


def write_digests(*, on: date, at: datetime) -> int:
    """The morning's letters: to writers what is theirs or nobody's, overdue, due soon or owes the asker a word, and what other
    agencies ask of their unit; to heads what waits for approval; to the desk what is new or came back, requests for data and
    calls. Nothing to say, no letter; on days off none at all. Run twice a day it writes once. Returns how many are new.
    """
    calendar = working_calendar()
    if not calendar.is_working(on):
        return 0
    pages: dict[int, Page] = {}
    _agencies(pages, on=on, at=at, calendar=calendar)
    _contributions(pages, on=on)
    _desks(pages, on=on)
    people = User.objects.in_bulk(pages)
    link = settings.DANBIET_BASE_URL + reverse("questions:question-queue")
    return write_messages(
        [
            Draft(
                key=f"questions.digest/{pk}/{on.isoformat()}",
                to_user=people[pk],
                subject=_("Questions today: %(count)s") % {"count": page.count},
                body=f"{page}\n\n{link}",
            )
            for pk, page in sorted(pages.items())
        ],
        at=at,
    )


def _agencies(pages: dict[int, Page], *, on: date, at: datetime, calendar: Calendar) -> None:
    paused = Pause.objects.filter(question=OuterRef("pk"), ended_at__isnull=True)
    rows = list(
        Question.objects.filter(state__in=AT_AGENCY)
        .annotate(is_paused=Exists(paused))
        .only(*SHOWN)
        .order_by("due_at", "pk")
    )
    units = {row.lead_id for row in rows if row.lead_id}
    writers, heads = _by_unit(units, WRITERS, on=on), _by_unit(units, (Role.HEAD,), on=on)
    for row in rows:
        if row.lead_id is None:
            continue
        if row.state == State.IN_APPROVAL:
            _add(pages, heads.get(row.lead_id, ()), _("Waiting for your approval"), row)
            continue
        everybody = writers.get(row.lead_id) or heads.get(row.lead_id, set())
        theirs = {row.officer_id} if row.officer_id in everybody else everybody
        is_paused = bool(getattr(row, "is_paused", False))
        if is_late(row.due_at, at=at, is_paused=is_paused):
            _add(pages, {*theirs, *heads.get(row.lead_id, ())}, _("Overdue"), row)
        elif is_soon(row.due_at, at=at, is_paused=is_paused, calendar=calendar):
            _add(pages, theirs, _("Due within two working days"), row)
        elif row.state == State.ROUTED:
            _add(pages, theirs, _("New, nobody has taken it"), row)
        if not is_paused and time.local(update_due(row.told_at, calendar)).date() <= on:
            _add(pages, theirs, _("The asker is to be told today how far it is"), row)


def _contributions(pages: dict[int, Page], *, on: date) -> None:
    rows = Part.objects.filter(
        role=PartRole.SUPPORT, state=PartState.ASKED, question__state__in=OPEN
    ).select_related("question")
    parts = list(rows.order_by("asked_at", "pk"))
    people = _by_unit({part.unit_id for part in parts}, (*WRITERS, Role.HEAD), on=on)
    for part in parts:
        _add(pages, people.get(part.unit_id, ()), _("Contributions asked of your unit"), part.question)


def _desks(pages: dict[int, Page], *, on: date) -> None:
    rows = list(Question.objects.filter(state__in=AT_INTAKE).only(*SHOWN).order_by("received_at", "pk"))
    wanted = list(
        DataRequest.objects.filter(done_at__isnull=True).select_related("question").order_by("due_on")
    )
    calls = list(
        CallBack.objects.filter(done_at__isnull=True).select_related("question").order_by("created_at")
    )
    units = {row.intake_unit_id for row in rows} | {one.question.intake_unit_id for one in wanted}
    units |= {call.question.intake_unit_id for call in calls}
    desk = _by_unit(units, (Role.INTAKE,), on=on)
    for row in rows:
        heading = (
            _("Sent back to the desk") if row.state == State.SENT_BACK else _("To be taken in and handed on")
        )
        _add(pages, desk.get(row.intake_unit_id, ()), heading, row)
    for request in wanted:
        due = _("answer by %(day)s") % {"day": f"{request.due_on:%d/%m/%Y}"}
        line = f"{request.question.code} – {due}"
        for pk in desk.get(request.question.intake_unit_id, ()):
            pages.setdefault(pk, Page()).add(_("Requests for one's own data"), line)
    for call in calls:
        for pk in desk.get(call.question.intake_unit_id, ()):
            pages.setdefault(pk, Page()).add(_("People to call"), call.question.code)


def write_weekly(*, on: date, at: datetime) -> int:
    """Each head's summary of the week before: open, overdue, due this week, answered and how many of these in time. A unit
    with nothing open and nothing answered gets none. Written once a week. Returns how many are new."""
    monday = on - timedelta(days=on.weekday())
    last, after = monday - timedelta(days=7), monday + timedelta(days=7)
    paused = Pause.objects.filter(question=OuterRef("pk"), ended_at__isnull=True)
    open_rows = list(
        Question.objects.filter(state__in=OPEN, lead__isnull=False)
        .annotate(is_paused=Exists(paused))
        .values_list("lead_id", "due_at", "is_paused")
    )
    done = list(
        Question.objects.filter(lead__isnull=False, answered_at__isnull=False)
        .filter(answered_at__gte=_midnight(last), answered_at__lt=_midnight(monday))
        .values_list("lead_id", "answered_at", "due_at")
    )
    figures: dict[int, Counter[str]] = {}
    for lead_id, due_at, is_paused in open_rows:
        if lead_id is None:
            continue
        held = figures.setdefault(lead_id, Counter())
        held["open"] += 1
        held["late"] += is_late(due_at, at=at, is_paused=is_paused)
        held["week"] += at <= due_at < _midnight(after) and not is_paused
    for lead_id, answered_at, due_at in done:
        if lead_id is None or answered_at is None:
            continue
        held = figures.setdefault(lead_id, Counter())
        held["done"] += 1
        held["in_time"] += answered_at <= due_at
    found = holders(figures, Role.HEAD, on=on)
    people = User.objects.in_bulk({head.user_id for head in found})
    year, week, _weekday = monday.isocalendar()
    link = settings.DANBIET_BASE_URL + reverse("questions:question-queue")
    return write_messages(
        [
            Draft(
                key=f"questions.weekly/{head.unit_id}/{head.user_id}/{year}-{week:02}",
                to_user=people[head.user_id],
                subject=_("Questions of your unit: the week from %(day)s") % {"day": f"{last:%d/%m/%Y}"},
                body=f"{_summary(figures[head.unit_id])}\n\n{link}",
            )
            for head in found
        ],
        at=at,
    )


def _summary(held: Counter[str]) -> str:
    lines = (
        _("Answered last week: %(done)s, of these in time: %(in_time)s.") % _values(held),
        _("Open: %(open)s.") % _values(held),
        _("Overdue: %(late)s. Due this week: %(week)s.") % _values(held),
    )
    return "\n".join(lines)


def _values(held: Counter[str]) -> dict[str, int]:
    return {name: held[name] for name in ("open", "late", "week", "done", "in_time")}


def _add(pages: dict[int, Page], people: Iterable[int | None], heading: str, row: Question) -> None:
    due = f"{time.local(row.due_at):%d/%m/%Y}"
    line = _("%(code)s – %(subject)s (due %(day)s)") % {"code": row.code, "subject": row.subject, "day": due}
    for pk in people:
        if pk is not None:
            pages.setdefault(pk, Page()).add(heading, line)


def _by_unit(unit_ids: Iterable[int], roles: tuple[Role, ...], *, on: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for holder in holders(unit_ids, *roles, on=on):
        found.setdefault(holder.unit_id, set()).add(holder.user_id)
    return found


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=time.VIETNAM)
