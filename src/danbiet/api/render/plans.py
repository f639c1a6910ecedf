"""Plans, their tasks, what was proved."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from .shape import Links, Named, Number, Shape, UnitRef
from .shape import gettext_noop as _

PERCENT = _("Percent reached by quantity on the day; null while there is no task.")
MARK = _("Percent that was to be reached by the day on a straight line.")
STATUS = _("done, on_track, at_risk, overdue, waiting or not_started.")


class PlanRef(Shape):
    id: int
    number: str
    links: Links


class Plan(Shape):
    """An issued plan with how far it is on the day."""

    id: int
    number: str
    title: str
    year: int
    unit: UnitRef
    issued_on: date | None
    parent_id: int | None = Field(description=_("The plan it carries out."))
    percent: Number | None = Field(description=PERCENT)
    percent_of_tasks: Number | None = Field(description=_("Percent of the tasks that are done."))
    mark: Number | None = Field(description=MARK)
    status: str = Field(description=STATUS)
    task_count: int
    done_count: int
    links: Links


class PlanGroup(Shape):
    """A group of content."""

    id: int
    order: int
    title: str
    weight: Number
    percent: Number | None = Field(description=PERCENT)
    mark: Number | None = Field(description=MARK)
    status: str = Field(description=STATUS)
    task_count: int
    done_count: int


class PlanInFull(Plan):
    """A plan with its groups; its tasks are a list of their own."""

    as_of: date
    tasks: str = Field(description=_("Address of its tasks."))
    word: str = Field(description=_("The plan as a Word file."))
    status_counts: dict[str, int]
    groups: list[PlanGroup]


class Target(Shape):
    """What is asked and what of it counts on the day."""

    id: int
    comparison: str = Field(description=_(">=, <= or =."))
    quantity: Number | None = Field(description=_("Null: a contribution without a number."))
    unit_text: str = Field(description=_("Unit of measure, as the plan says."))
    per: str = Field(description=_("once, week, month, quarter or year."))
    measure: str = Field(
        description=_("The measure the portal counts by itself, empty where evidence alone counts.")
    )
    actual: Number = Field(description=_("All that was proved."))
    counted: Number = Field(description=_("What of it counts towards the quota."))
    quota: Number
    percent: Number


class Task(Shape):
    """A task of an issued plan on the day."""

    id: int
    plan_id: int
    number: str = Field(description=_("Order of the group and of the task in it, e.g. 9.1."))
    group_id: int
    group: str
    content: str
    leads: list[UnitRef]
    supports: list[UnitRef]
    starts_on: date
    ends_on: date
    schedule: str = Field(description=_("The time as the plan says it."))
    recurrence: str
    percent: Number = Field(description=PERCENT)
    mark: Number = Field(description=MARK)
    status: str = Field(description=STATUS)
    targets: list[Target]
    links: Links


class TaskInFull(Task):
    """A task as its page tells it."""

    as_of: date
    plan: PlanRef
    forms: list[str]
    audience: list[str]
    product: str
    parent_id: int | None = Field(description=_("The task of the plan above it was made from."))
    views: int = Field(description=_("Views of the pages published for this task, up to the day."))
    evidence: str = Field(description=_("Address of the accepted evidence."))


class Proof(Shape):
    kind: str = Field(
        description=_("file, photo or link. Files are named, not given out: they may hold personal data.")
    )
    label: str
    url: str = Field(description=_("Of links only."))


class Evidence(Shape):
    """A piece of accepted evidence."""

    id: int
    on: date
    title: str
    unit: UnitRef
    kind: str
    kind_label: str
    language: str
    quantities: list[Named] = Field(
        description=_("What it counts for each target: key is the target's number, name the quantity.")
    )
    proofs: list[Proof]
