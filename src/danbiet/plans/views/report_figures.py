"""A report's figures, frozen or not, as screens show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from danbiet.measures.registry import MEASURES

from ..calc.reporting import amount, number_of, points
from ..enums import EvidenceKind, Language


def shown_figures(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Ready words and numbers: the plan's totals, its tasks by group, evidence by form and language, the units."""
    return {
        "percent": number_of(figures["percent"]),
        "percent_of_tasks": number_of(figures["percent_of_tasks"]),
        "mark": number_of(figures["mark"]),
        "done_count": figures["done_count"],
        "task_count": figures["task_count"],
        "evidence": figures.get("evidence_in_period", 0),
        "evidence_in_all": figures.get("evidence_in_all", 0),
        "groups": [_group(group) for group in figures["groups"]],
        "by_form": _counted(figures.get("by_form", {}), dict(EvidenceKind.choices)),
        "by_language": _counted(figures.get("by_language", {}), dict(Language.choices)),
        "by_measure": _counted(figures.get("by_measure", {}), MEASURES),
        "unit_groups": [
            {"title": group["title"], "units": [_unit(unit) for unit in group["units"]]}
            for group in figures.get("unit_groups", ())
        ],
        "addressed": figures.get("units_addressed"),
        "issued": figures.get("units_issued"),
        "late": figures.get("units_late"),
        "reported": figures.get("units_reported"),
    }


def _group(group: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "order": group["order"],
        "title": group["title"],
        "percent": number_of(group["percent"]),
        "tasks": [_task(task) for task in group["tasks"]],
    }


def _task(task: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": task["id"],
        "number": task["number"],
        "content": task["content"],
        "leads": task["leads"],
        "percent": points(task["percent"]),
        "status": task["status"],
        "evidence": task["evidence"],
        "targets": [
            {
                "label": target["label"],
                "planned": amount(target["planned"]),
                "done": amount(target["done"]),
                "total": amount(target["total"]),
                "quota": amount(target["quota"]),
            }
            for target in task["targets"]
        ],
    }


def _counted(counts: Mapping[str, Sequence[int]], labels: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    rows = [(str(labels.get(key, key)), recent, total) for key, (recent, total) in counts.items()]
    return sorted(rows, key=lambda row: -row[2])


def _unit(unit: Mapping[str, Any]) -> dict[str, Any]:
    return {**unit, "percent": number_of(unit["percent"]), "mark": number_of(unit.get("mark"))}
