"""Files as offices want them: Word in the form of Nghị định 30/2020/NĐ-CP, and tables as CSV."""

from .documents import (
    Align,
    Bar,
    Chart,
    Column,
    DecisionDocument,
    Mark,
    OfficialHead,
    PlanDocument,
    PlanGroup,
    PlanTask,
    ReportDocument,
    Row,
    RowKind,
    Section,
    Table,
)
from .official import check_template, render_decision, render_plan, render_report, shipped_template
from .template import ProblemCode, TemplateProblem, UnusableTemplate

__all__ = [
    "Align",
    "Bar",
    "Chart",
    "Column",
    "DecisionDocument",
    "Mark",
    "OfficialHead",
    "PlanDocument",
    "PlanGroup",
    "PlanTask",
    "ProblemCode",
    "ReportDocument",
    "Row",
    "RowKind",
    "Section",
    "Table",
    "TemplateProblem",
    "UnusableTemplate",
    "check_template",
    "render_decision",
    "render_plan",
    "render_report",
    "shipped_template",
]
