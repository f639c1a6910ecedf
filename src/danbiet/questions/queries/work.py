"""What waits for somebody among the questions: one statement for the desk's front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..calc.moves import AT_INTAKE, OPEN
from ..models import Part, Pause, Question
from .queue import WORKERS, intake_units

MOST = 400  # rows, the most pressing first: a list of work longer than that is read in the queue

INTAKE, TAKE, ANSWER, APPROVE, CONTRIBUTE, AT_HEAD, AT_ASKER = (
    "intake", "take", "answer", "approve", "contribute", "at_head", "at_asker",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question and what the person has to do with it; `at_head` and `at_asker`: handed on, others hold it."""

    pk: int
    code: str
    subject: str
    what: str
    due_at: datetime
    is_paused: bool
    lead_id: int | None
    part_id: int | None
    since: datetime

    @property
    def due_on(self) -> date | None:
        """The day the answer is due; none while the clock stands still."""
        return None if self.is_paused else clock.local(self.due_at).date()

    @property
    def is_mine(self) -> bool:
        return self.what not in (AT_HEAD, AT_ASKER)


def waiting_questions(rights: Rights) -> list[Waiting]:
    """The person's questions by due time, kept with the rights of the request. One query."""
    kept: dict[str, Any] = rights.__dict__
    if "_questions_waiting" not in kept:
        kept["_questions_waiting"] = _read(rights)
    found: list[Waiting] = kept["_questions_waiting"]
    return found


def _read(rights: Rights) -> list[Waiting]:
    held, headed, desk = rights.units_held(*WORKERS), rights.units_held(Role.HEAD), intake_units(rights)
    if not held and not desk:
        return []
    mine = Part.objects.filter(question=OuterRef("pk"), role="support", state="asked", unit_id__in=held)
    rows = (
        Question.objects.filter(state__in=OPEN)
        .annotate(
            is_paused=Exists(Pause.objects.filter(question=OuterRef("pk"), ended_at__isnull=True)),
            part_id=Subquery(mine.order_by("id").values("pk")[:1]),
        )
        .filter(
            Q(state__in=AT_INTAKE, intake_unit_id__in=desk)
            | Q(officer_id=rights.user_id, lead_id__in=held)  # who has left the agency has left its questions
            | Q(state="routed", officer__isnull=True, lead_id__in=held)
            | Q(state="in_approval", lead_id__in=headed)
            | Q(part_id__isnull=False)
        )
        .order_by("due_at", "id")[:MOST]
    )
    return [found for row in rows if (found := _waiting(row, rights, headed, desk)) is not None]


def _waiting(row: Any, rights: Rights, headed: set[int], desk: set[int]) -> Waiting | None:
    what = _what(row, rights, headed, desk)
    if not what:
        return None
    return Waiting(
        row.pk, row.code, row.subject, what, row.due_at, row.is_paused, row.lead_id, row.part_id,
        row.routed_at or row.received_at,
    )  # fmt: skip


def _what(row: Any, rights: Rights, headed: set[int], desk: set[int]) -> str:
    if row.state in AT_INTAKE and row.intake_unit_id in desk:
        return INTAKE
    if row.state == "in_approval" and row.lead_id in headed:
        return APPROVE
    if row.part_id is not None:
        return CONTRIBUTE
    if row.officer_id == rights.user_id:
        return {"in_approval": AT_HEAD, "info_wanted": AT_ASKER, "routed": ANSWER, "in_work": ANSWER}.get(
            row.state, ""
        )
    return TAKE if row.state == "routed" else ""
