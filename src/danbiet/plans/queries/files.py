"""Plans and reports as Word files, in the office's own template where it has one; which kept files plans need."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from danbiet.exports.queries import PLAN_TEMPLATE, REPORT_TEMPLATE, office_template
from danbiet.exports.render import render_plan, render_report
from danbiet.kit.periods import Period
from danbiet.kit.text import fold
from danbiet.org.queries import tree

from ..models import Plan, PlanImport, Proof, Report
from .documents import plan_document, report_document
from .reports import report_view

Progress = Callable[[int, int], None]
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class WordFile:
    """A finished file: its name, its bytes, and whether its figures may still change."""

    name: str
    content: bytes
    is_provisional: bool = False


def plan_file(plan: Plan) -> WordFile:
    """The plan as a Word file in the form of Nghị định 30/2020/NĐ-CP, which the importer reads back as the same plan."""
    content = render_plan(plan_document(plan), template=office_template(PLAN_TEMPLATE))
    return WordFile(f"{plain_name(plan.number or f'du-thao-ke-hoach-{plan.year}')}.docx", content)


def report_file(
    plan: Plan,
    *,
    period: Period,
    on: date,
    report: Report | None = None,
    progress: Progress | None = None,
) -> WordFile:
    """The plan's report for a period as a Word file: frozen figures where a report was submitted, else provisional ones.

    `progress` is told (rows done, rows in all) while the tables are written.
    """
    view = report_view(plan, period=period, on=on, report=report)
    document = report_document(view, units=tree(view.as_of))
    content = render_report(document, template=office_template(REPORT_TEMPLATE), progress=progress)
    name = f"bao-cao-{period.key.lower()}-{plain_name(plan.number)}.docx"
    return WordFile(name, content, view.is_provisional)


def files_in_use(file_ids: Collection[int]) -> set[int]:
    """Which of these kept files prove something or are what a plan was read from. Two queries."""
    proofs = Proof.objects.filter(file_id__in=file_ids).values_list("file_id", flat=True)
    imports = PlanImport.objects.filter(file_id__in=file_ids).values_list("file_id", flat=True)
    return {file_id for file_id in (*proofs, *imports) if file_id is not None}


def plain_name(words: str) -> str:
    """A file's name that every system takes: letters without marks, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-") or "ke-hoach"
