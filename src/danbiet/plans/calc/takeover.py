"""What was read from a file, as it is kept with the import, and as the tasks it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .drafts import LONGEST_UNIT_TEXT, AssignmentDraft, SpanDraft, TargetDraft, TaskDraft
from .reading import ParsedPlan

Members = Callable[[str], Sequence[str]]  # set code -> keys of its units


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """A group of content and its tasks, in order."""

    title: str
    tasks: tuple[TaskDraft, ...]


def as_stored(parsed: ParsedPlan, *, read_on: date) -> dict[str, Any]:
    """Everything that was read, as plain JSON; `read_on` is the day whose units it was understood with."""
    found: dict[str, Any] = _plain(asdict(parsed))
    return {**found, "read_on": read_on.isoformat()}


def groups_of(stored: Mapping[str, Any], *, ids: Mapping[str, int], members: Members) -> list[GroupDraft]:
    """The groups and tasks kept by `as_stored`. `ids` gives each unit's id by its key; `members` a set's keys."""
    unmatched = unmatched_by_place(stored)
    return [
        GroupDraft(
            group["title"],
            tuple(
                _task(
                    task,
                    ids=ids,
                    members=members,
                    unmatched=unmatched.get((group["order"], task["order"]), []),
                )
                for task in group["tasks"]
            ),
        )
        for group in stored["groups"]
    ]


def unmatched_by_place(stored: Mapping[str, Any]) -> dict[tuple[int, int], list[dict[str, str]]]:
    """Words not understood, by (group, task); those of no task stand under (0, 0)."""
    found: dict[tuple[int, int], list[dict[str, str]]] = {}
    for one in stored.get("unmatched", []):
        found.setdefault(_place(one["where"]), []).append(one)
    return found


def _place(where: str) -> tuple[int, int]:
    numbers = where.partition("/")[0].split(".")
    if len(numbers) == 2 and all(number.isdigit() for number in numbers):
        return int(numbers[0]), int(numbers[1])
    return 0, 0


def _task(
    task: Mapping[str, Any],
    *,
    ids: Mapping[str, int],
    members: Members,
    unmatched: Sequence[Mapping[str, str]],
) -> TaskDraft:
    targets, too_long = _targets(task["targets"])
    return TaskDraft(
        content=task["content"],
        forms=tuple(task["forms"]),
        audience=tuple(task["audience"]),
        product=task["product"] or task.get("target_text", ""),
        lead_text=task["lead_text"],
        support_text=task["support_text"],
        schedule_text=task["schedule_text"],
        source_text=task["source_text"],
        periods=tuple(
            SpanDraft(date.fromisoformat(one["starts_on"]), date.fromisoformat(one["ends_on"]))
            for one in task["periods"]
        ),
        recurrence=task["recurrence"] or "",
        targets=targets,
        assignments=assignments_of(
            task["lead_keys"],
            task["support_keys"],
            codes=[one["code"] for one in task.get("expansions", [])],
            ids=ids,
            members=members,
        ),
        doubts=tuple(_doubts(task, unmatched=unmatched, too_long=too_long)),
    ).once_each()


def assignments_of(
    leads: Sequence[str],
    supports: Sequence[str],
    *,
    codes: Sequence[str],
    ids: Mapping[str, int],
    members: Members,
) -> tuple[AssignmentDraft, ...]:
    """Leads, then supports, each with the set through which it was meant.

    A set counts for the leads when all its units are among them; for the supports when all are among leads or supports.
    """
    lead_sets = _through(codes, keys=set(leads), members=members)
    others = [code for code in codes if code not in set(lead_sets.values())] or list(codes)
    support_sets = _through(others, keys={*leads, *supports}, members=members)
    rows = [AssignmentDraft(ids[key], "lead", lead_sets.get(key, "")) for key in leads]
    rows += [AssignmentDraft(ids[key], "support", support_sets.get(key, "")) for key in supports]
    return tuple(rows)


def _through(codes: Sequence[str], *, keys: set[str], members: Members) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in codes:
        held = members(code)
        if held and keys.issuperset(held):
            for key in held:
                found.setdefault(key, code)
    return found


def _targets(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[TargetDraft, ...], list[str]]:
    found: list[TargetDraft] = []
    too_long: list[str] = []
    for row in rows:
        each = row.get("each") or {}
        words = [row["unit"], each.get("unit", "")]
        too_long += [word for word in words if len(word) > LONGEST_UNIT_TEXT]
        if any(len(word) > LONGEST_UNIT_TEXT for word in words):
            continue
        found.append(
            TargetDraft(
                quantity=Decimal(row["quantity"]),
                unit_text=row["unit"],
                comparison=row["comparison"],
                per=row["per"],
                per_unit=row["per_unit"],
                each_comparison=each.get("comparison", ""),
                each_quantity=Decimal(each["quantity"]) if each else None,
                each_unit_text=each.get("unit", ""),
            )
        )
    return tuple(found), too_long


def _doubts(
    task: Mapping[str, Any], *, unmatched: Sequence[Mapping[str, str]], too_long: Sequence[str]
) -> list[dict[str, str]]:
    found = [
        {
            "field": one["field"],
            "text": one["text"],
            "why": one["why"],
            "suggestion": one.get("suggestion", ""),
        }
        for one in task.get("doubts", [])
    ]
    for one in unmatched:
        field = one["where"].partition("/")[2] or "content"
        found.append({"field": field, "text": one["text"], "why": one["why"], "suggestion": ""})
    found += [
        {"field": "product", "text": word, "why": "unit_too_long", "suggestion": ""} for word in too_long
    ]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
