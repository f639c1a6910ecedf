"""Questions when units are joined, divided or end by a decision: open ones go to the heir named, with clock and history.

`following` does the same for what was not decided; both leave an event the asker may read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.kit import clock as time
from danbiet.org.queries import holders, names_of
from danbiet.org.registry import Carrier, Handover, OpenItem, OpenLine

from ..calc.moves import OPEN
from ..enums import PartRole, PartState, State
from ..models import Answer, Event, Part, Question, Topic
from .following import PARTNERS

FIELDS = ("lead_id", "officer_id", "version")


def preview(unit_ids: Collection[int], on: date) -> list[OpenLine]:
    """Open questions with who must answer until when, contributions asked for, the desk's questions, fields. Four queries."""
    units = set(unit_ids)
    return [
        OpenLine(
            "questions", gettext_lazy("Questions to answer"), "moves", _questions(units), can_choose=True
        ),
        OpenLine(
            "contributions",
            gettext_lazy("Contributions asked for"),
            "moves",
            _contributions(units),
            can_choose=True,
        ),
        OpenLine(
            "intake",
            gettext_lazy("Open questions of the intake desk"),
            "moves",
            _intake(units),
            can_choose=True,
        ),
        OpenLine(
            "topics",
            gettext_lazy("Fields the unit usually answers"),
            "moves",
            tuple(
                OpenItem(row.unit_id or 0, row.pk, row.name)
                for row in Topic.objects.filter(unit_id__in=units)
            ),
            can_choose=True,
        ),
    ]


def open_at() -> dict[str, set[int]]:
    """The units open questions, contributions and fields stand at."""
    found = Question.objects.filter(state__in=OPEN).order_by()
    asked = Part.objects.filter(
        role=PartRole.SUPPORT, state=PartState.ASKED, question__state__in=OPEN
    ).order_by()
    return {
        "questions": {one for one in found.values_list("lead_id", flat=True).distinct() if one},
        "contributions": set(asked.values_list("unit_id", flat=True).distinct()),
        "intake": set(found.values_list("intake_unit_id", flat=True).distinct()),
        "topics": {
            one for one in Topic.objects.order_by().values_list("unit_id", flat=True).distinct() if one
        },
    }


def carry(handover: Handover) -> dict[str, Any]:
    """Hand over leads, contributions, the desk and fields; what was answered keeps the name it was answered under."""
    return {
        "questions": _carry_leads(handover),
        "contributions": _carry_contributions(handover),
        "intake": _carry_desk(handover),
        "topics": _carry_topics(handover),
    }


def undo(record: dict[str, Any]) -> list[str]:
    """Everything as it was; hindered where somebody has worked on a question since."""
    ids = {one["id"] for one in record["questions"]}
    rows = {
        row.pk: row
        for row in Question.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids)
    }
    worked = [
        rows[one["id"]].code
        for one in record["questions"]
        if (rows[one["id"]].lead_id, rows[one["id"]].version)
        != (one["after"]["lead_id"], one["after"]["version"])
    ]
    made = {one["made"]: one["unit"] for one in record["contributions"] if one["made"]}
    there = dict(Part.objects.filter(pk__in=made, state=PartState.ASKED).values_list("pk", "unit_id"))
    if there != made:
        worked.append(str(_("contributions")))
    if worked:
        shown = ", ".join(worked[:8]) + (" …" if len(worked) > 8 else "")
        return [_("Worked on since: %(what)s.") % {"what": shown}]
    _undo_leads(record["questions"])
    _undo_contributions(record["contributions"])
    for unit, pks in record["intake"].items():
        Question.objects.filter(pk__in=pks).update(intake_unit_id=int(unit))
    for pk, unit in record["topics"]:
        Topic.objects.filter(pk=pk).update(unit_id=unit)
    return []


def _carry_leads(handover: Handover) -> list[dict[str, Any]]:
    locked = Question.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    rows = [
        (row, handover.heir(row.lead_id, "questions", row.pk))
        for row in locked.filter(state__in=OPEN, lead_id__in=handover.sources)
        if row.lead_id is not None
    ]
    rows = [(row, heir) for row, heir in rows if heir != row.lead_id]
    names = names_of({one for row, heir in rows for one in (row.lead_id or 0, heir)}, handover.on)
    stays = {
        (one.user_id, one.unit_id)
        for one in holders({heir for _row, heir in rows}, *PARTNERS, on=handover.on)
    }
    parts: dict[int, list[Part]] = {}
    for part in Part.objects.filter(question__in=[row.pk for row, _heir in rows]).exclude(
        state=PartState.RECALLED
    ):
        parts.setdefault(part.question_id, []).append(part)
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(question__in=[row.pk for row, _heir in rows]).exclude(
        state="approved"
    ):
        answers.setdefault(answer.question_id, []).append(answer)
    return [
        _carry_lead(row, heir, parts.get(row.pk, []), answers.get(row.pk, []), names, stays, handover.at)
        for row, heir in rows
    ]


def _carry_lead(
    row: Question, heir: int, parts: list[Part], answers: list[Answer], names: dict[int, str],
    stays: set[tuple[int, int]], at: datetime,
) -> dict[str, Any]:  # fmt: skip
    gone = row.lead_id
    before = {name: getattr(row, name) for name in FIELDS}
    reason = _("%(old)s has become %(new)s.") % {"old": names.get(gone or 0, ""), "new": names.get(heir, "")}
    recalled = [part for part in parts if part.role == PartRole.LEAD or part.unit_id == heir]
    kept_parts = [_part(part) for part in recalled]
    Part.objects.filter(pk__in=[part.pk for part in recalled]).update(
        state=PartState.RECALLED, done_at=at, reason=reason
    )
    made = Part.objects.create(question=row, unit_id=heir, role=PartRole.LEAD, asked_at=at, held_from=at)
    kept_answers = [[answer.pk, answer.unit_id] for answer in answers]
    Answer.objects.filter(pk__in=[pk for pk, _unit in kept_answers]).update(unit_id=heir)
    row.lead_id, row.version = heir, row.version + 1
    row.officer_id = row.officer_id if (row.officer_id, heir) in stays else None
    row.save(update_fields=["lead", "officer", "version"])
    event = Event.objects.create(
        question=row, at=at, verb="follow_successor", from_state=row.state, to_state=row.state, actor="system",
        unit_id=heir, reason=reason, is_public=True, details={"from_unit": gone, "unit": heir},
    )  # fmt: skip
    return {
        "id": row.pk, "before": before, "after": {name: getattr(row, name) for name in FIELDS}, "parts": kept_parts,
        "made": made.pk, "answers": kept_answers, "event": event.pk,
    }  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    done = part.done_at.isoformat() if part.done_at else None
    return {"id": part.pk, "state": part.state, "done_at": done, "reason": part.reason}


def _undo_leads(rows: list[dict[str, Any]]) -> None:
    Event.objects.filter(pk__in=[one["event"] for one in rows]).delete()
    Part.objects.filter(pk__in=[one["made"] for one in rows]).delete()
    for one in rows:
        _put_back(one["parts"])
        for pk, unit in one["answers"]:
            Answer.objects.filter(pk=pk).update(unit_id=unit)
        Question.objects.filter(pk=one["id"]).update(**one["before"])


def _put_back(parts: list[dict[str, Any]]) -> None:
    for part in parts:
        Part.objects.filter(pk=part["id"]).update(
            **{name: part[name] for name in ("state", "done_at", "reason")}
        )


def _carry_contributions(handover: Handover) -> list[dict[str, Any]]:
    asked = Part.objects.filter(role=PartRole.SUPPORT, state=PartState.ASKED, unit_id__in=handover.sources)
    rows = list(asked.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    others = set(
        Part.objects.filter(question__in={row.question_id for row in rows})
        .exclude(state=PartState.RECALLED)
        .values_list("question_id", "unit_id")
    )
    found = []
    for row in rows:
        heir = handover.chosen(row.unit_id, "contributions", row.pk) or handover.heir(
            row.unit_id, "questions", row.question_id
        )
        if heir == row.unit_id:
            continue
        kept = [_part(row)]
        Part.objects.filter(pk=row.pk).update(state=PartState.RECALLED, done_at=handover.at)
        made = None
        if (row.question_id, heir) not in others:
            made = Part.objects.create(
                question_id=row.question_id, unit_id=heir, role=PartRole.SUPPORT, wanted=row.wanted, asked_at=row.asked_at
            ).pk  # fmt: skip
            others.add((row.question_id, heir))
        found.append({"parts": kept, "made": made, "unit": heir})
    return found


def _undo_contributions(rows: list[dict[str, Any]]) -> None:
    Part.objects.filter(pk__in=[one["made"] for one in rows if one["made"]]).delete()
    for one in rows:
        _put_back(one["parts"])


def _carry_desk(handover: Handover) -> dict[str, list[int]]:
    """The desk keeps all its questions, also those answered: requests for one's data go on."""
    kept: dict[str, list[int]] = {}
    given: dict[int, list[int]] = {}
    rows = Question.objects.filter(intake_unit_id__in=handover.sources).order_by("pk")
    for pk, unit in rows.values_list("pk", "intake_unit_id"):
        heir = handover.heir(unit, "intake", pk)
        if heir != unit:
            kept.setdefault(str(unit), []).append(pk)
            given.setdefault(heir, []).append(pk)
    for heir, pks in given.items():
        Question.objects.filter(pk__in=pks).update(intake_unit_id=heir)
    return kept


def _carry_topics(handover: Handover) -> list[list[int]]:
    rows = [
        [pk, unit]
        for pk, unit in Topic.objects.filter(unit_id__in=handover.sources)
        .order_by("pk")
        .values_list("pk", "unit_id")
        if unit and handover.heir(unit, "topics", pk) != unit
    ]
    for pk, unit in rows:
        Topic.objects.filter(pk=pk).update(unit_id=handover.heir(unit, "topics", pk))
    return rows


def _questions(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Question.objects.filter(state__in=OPEN, lead_id__in=units).order_by("lead_id", "due_at", "id")
    return tuple(
        _item(row, row.lead_id or 0) for row in rows.only("lead_id", "code", "subject", "due_at", "state")
    )


def _intake(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Question.objects.filter(state__in=OPEN, intake_unit_id__in=units).order_by("due_at", "id")
    return tuple(
        _item(row, row.intake_unit_id)
        for row in rows.only("intake_unit_id", "code", "subject", "due_at", "state")
    )


def _contributions(units: set[int]) -> tuple[OpenItem, ...]:
    rows = Part.objects.filter(
        role=PartRole.SUPPORT, state=PartState.ASKED, unit_id__in=units, question__state__in=OPEN
    )
    return tuple(
        _item(row.question, row.unit_id, pk=row.pk)
        for row in rows.select_related("question").order_by("unit_id", "pk")
    )


def _item(row: Question, unit_id: int, *, pk: int | None = None) -> OpenItem:
    due = _("due %(day)s, %(state)s") % {
        "day": f"{time.local(row.due_at):%d/%m/%Y}",
        "state": State(row.state).label,
    }
    url = reverse("questions:question-desk", args=[row.pk])
    return OpenItem(unit_id, pk or row.pk, f"{row.code} {row.subject}", url, due)


CARRIER = Carrier("questions", 20, preview, open_at, carry, undo)
