"""Writing a plan: its head, groups and tasks. Only drafts change; whoever saves second is told, not overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..calc.drafts import FARTHEST_YEARS, LONGEST_UNIT_TEXT, TargetDraft, TaskDraft, implied_target
from ..enums import PlanState, Share
from ..models import Assignment, ContentGroup, Plan, Target, Task
from .refusals import EditedMeanwhile, FromAbove, GroupNotEmpty, NumberTaken, PlanClosed, PlanRefusal

Row = TypeVar("Row", ContentGroup, Task)
OPEN = (PlanState.DRAFT, PlanState.RETURNED)
HEAD_FIELDS = frozenset(
    {
        "number",
        "issued_on",
        "title",
        "issuer_text",
        "place",
        "sections",
        "signer_title",
        "signer_name",
        "unit_plans_due_on",
    }
)


def open_plan(plan_id: int) -> Plan:
    """The draft, locked until the transaction ends. Refused (PlanClosed) when it is no draft or gone."""
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    if plan is None:
        raise PlanClosed(_("This plan has been deleted."))
    if plan.state not in OPEN:
        raise PlanClosed(
            _("The plan is no longer a draft (%(state)s), so it cannot be changed.")
            % {"state": plan.get_state_display()}
        )
    return plan


@transaction.atomic
def create_plan(*, unit_id: int, year: int, title: str, by: User | None, at: datetime, **head: Any) -> Plan:
    """An empty draft of a unit's plan for a year. `head` may hold any of HEAD_FIELDS."""
    plan = Plan(unit_id=unit_id, year=year, title=" ".join(title.split()), created_at=at)
    for name, value in _known(head).items():
        setattr(plan, name, value)
    save_numbered(plan)
    _note("plans.plan_drafted", plan, by=by, at=at)
    return plan


@transaction.atomic
def edit_head(
    plan_id: int, *, version: int, changes: Mapping[str, Any], by: User | None, at: datetime
) -> Plan:
    """Change the plan's head (HEAD_FIELDS). `version` is the one the writer saw: another since is EditedMeanwhile."""
    plan = open_plan(plan_id)
    if plan.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed the head of the plan in the meantime."), current_version=plan.version
        )
    known = _known(changes)
    before = {name: getattr(plan, name) for name in known}
    for name, value in known.items():
        setattr(plan, name, value)
    plan.version += 1
    save_numbered(plan, [*known, "version"])
    changed = sorted(name for name, value in known.items() if before[name] != value)
    _note("plans.plan_edited", plan, by=by, at=at, fields=changed)
    return plan


def save_numbered(plan: Plan, fields: Sequence[str] | None = None) -> None:
    """Save a plan. Refused (NumberTaken) when another plan of the unit and year bears its number."""
    try:
        with transaction.atomic():
            plan.save(update_fields=fields)
    except IntegrityError as error:
        if "plans_number_once" not in str(error):
            raise
        raise NumberTaken(
            _("The unit already has a plan number %(number)s in %(year)s.")
            % {"number": plan.number, "year": plan.year}
        ) from error


@transaction.atomic
def delete_plan(plan_id: int, *, by: User | None, at: datetime) -> None:
    """Delete a draft with everything in it. A plan handed down from above is refused (FromAbove)."""
    plan = open_plan(plan_id)
    if plan.parent_id is not None:
        raise FromAbove(_("This draft came with the plan above; it cannot be deleted."))
    if Task.objects.filter(parent__plan=plan).exists() or plan.children.exists():
        raise PlanRefusal(_("Plans of other units hang on this one."))
    _note("plans.plan_deleted", plan, by=by, at=at, number=plan.number, tasks=plan.tasks.count())
    erase(plan)


def erase(plan: Plan) -> None:
    """Delete a plan's rows from the bottom up (inside the caller's transaction, after its checks)."""
    Target.objects.filter(task__plan=plan).delete()
    Assignment.objects.filter(task__plan=plan).delete()
    Task.objects.filter(plan=plan).delete()
    ContentGroup.objects.filter(plan=plan).delete()
    plan.delete()


@transaction.atomic
def add_group(plan_id: int, *, title: str, by: User | None, at: datetime) -> ContentGroup:
    """A new group of content at the end."""
    plan = open_plan(plan_id)
    last = plan.groups.aggregate(last=Max("order"))["last"] or 0
    group = ContentGroup.objects.create(plan=plan, order=last + 1, title=_one_line(title))
    _note("plans.group_added", plan, by=by, at=at, group=group.title)
    return group


@transaction.atomic
def rename_group(group_id: int, *, title: str, was: str, by: User | None, at: datetime) -> ContentGroup:
    """Give a group another title. `was` is the title the writer saw: another one by now is EditedMeanwhile."""
    group = _group(group_id)
    if group.parent_id is not None:
        raise FromAbove(_("This group came with the plan above; its title stands."))
    if group.title != was:
        raise EditedMeanwhile(
            _("Somebody else has renamed this group in the meantime: %(title)s") % {"title": group.title}
        )
    group.title = _one_line(title)
    group.save(update_fields=["title"])
    _note("plans.group_renamed", group.plan, by=by, at=at, group=group.title, was=was)
    return group


@transaction.atomic
def move_group(group_id: int, *, is_up: bool, by: User | None, at: datetime) -> None:
    """Let a group change places with its neighbour; at the edge nothing happens."""
    group = _group(group_id)
    groups = list(ContentGroup.objects.filter(plan_id=group.plan_id))
    _renumber(_swapped(groups, group.pk, is_up=is_up), ContentGroup)
    _note("plans.group_moved", group.plan, by=by, at=at, group=group.title)


@transaction.atomic
def delete_group(group_id: int, *, is_confirmed: bool = False, by: User | None, at: datetime) -> None:
    """Delete a group; one that holds tasks only when confirmed (GroupNotEmpty), never one with tasks from above."""
    group = _group(group_id)
    tasks = list(group.tasks.all())
    if any(task.parent_id for task in tasks):
        raise FromAbove(_("The group holds tasks that came with the plan above."))
    if tasks and not is_confirmed:
        raise GroupNotEmpty(_("The group still holds %(count)s tasks.") % {"count": len(tasks)})
    _note(
        "plans.group_deleted", group.plan, by=by, at=at, group=group.title, tasks=[t.content for t in tasks]
    )
    Target.objects.filter(task__group=group).delete()
    Assignment.objects.filter(task__group=group).delete()
    Task.objects.filter(group=group).delete()
    group.delete()


@transaction.atomic
def add_task(plan_id: int, *, group_id: int, draft: TaskDraft, by: User | None, at: datetime) -> Task:
    """A new task at the end of a group of the same plan."""
    plan = open_plan(plan_id)
    group = plan.groups.filter(pk=group_id).first()
    if group is None:
        raise PlanRefusal(_("The group of this task no longer exists."))
    last = group.tasks.aggregate(last=Max("order"))["last"] or 0
    task = write_task(plan, group=group, order=last + 1, draft=draft)
    _note("plans.task_added", plan, by=by, at=at, task=task.content)
    return task


@transaction.atomic
def edit_task(
    task_id: int,
    *,
    version: int,
    draft: TaskDraft,
    by: User | None,
    at: datetime,
    group_id: int | None = None,
) -> Task:
    """Replace what a task says, and move it to the end of another group when `group_id` names one. `version` is the one the writer saw: another by now is EditedMeanwhile, nothing is saved.

    A task from above is refused (FromAbove): see `raise_quantities`.
    """
    task = _task(task_id)
    _check_version(task, version)
    if task.parent_id is not None:
        raise FromAbove(_("This task came with the plan above: only its quantities may be raised."))
    fill_task(task, draft)
    if group_id is not None and group_id != task.group_id:
        _to_group(task, group_id)
    task.version += 1
    task.save()
    task.targets.all().delete()
    task.assignments.all().delete()
    _write_parts(task, draft)
    _note("plans.task_edited", task.plan, by=by, at=at, task=task.content)
    return task


@transaction.atomic
def raise_quantities(
    task_id: int, *, version: int, quantities: Mapping[int, Decimal], by: User | None, at: datetime
) -> Task:
    """Promise more than the plan above asks: new quantities by target. Less than the unit's share is refused.

    An "at most" may only be lowered. An open contribution may be given any number.
    """
    task = _task(task_id)
    _check_version(task, version)
    for target in task.targets.select_related("parent"):
        wanted = quantities.get(target.pk)
        if wanted is None or wanted == target.quantity:
            continue
        _check_raise(target, wanted)
        target.quantity = wanted
        target.save(update_fields=["quantity"])
    task.version += 1
    task.save(update_fields=["version"])
    _note("plans.quantities_raised", task.plan, by=by, at=at, task=task.content)
    return task


@transaction.atomic
def move_task(task_id: int, *, is_up: bool, by: User | None, at: datetime) -> None:
    """Let a task change places with its neighbour; at its group's edge it goes into the next group."""
    task = _task(task_id)
    siblings = list(Task.objects.filter(group_id=task.group_id).order_by("order", "id"))
    place = [one.pk for one in siblings].index(task.pk)
    if (is_up and place > 0) or (not is_up and place < len(siblings) - 1):
        _renumber(_swapped(siblings, task.pk, is_up=is_up), Task)
    elif task.parent_id is None:
        _to_neighbour(task, is_up=is_up)
    _note("plans.task_moved", task.plan, by=by, at=at, task=task.content)


@transaction.atomic
def delete_task(task_id: int, *, version: int, by: User | None, at: datetime) -> None:
    """Delete a task of a draft. One from above is refused (FromAbove), one edited since it was seen is EditedMeanwhile."""
    task = _task(task_id)
    _check_version(task, version)
    if task.parent_id is not None:
        raise FromAbove(_("This task came with the plan above; it cannot be deleted."))
    _note("plans.task_deleted", task.plan, by=by, at=at, task=task.content)
    task.targets.all().delete()
    task.assignments.all().delete()
    task.delete()


@transaction.atomic
def confirm_doubt(task_id: int, *, field: str, text: str, by: User | None, at: datetime) -> Task:
    """Somebody looked at it and it is right: the doubt goes, and who said so is on record."""
    task = _task(task_id)
    kept = [one for one in task.doubts if (one["field"], one["text"]) != (field, text)]
    if len(kept) == len(task.doubts):
        return task
    task.doubts = kept
    task.version += 1
    task.save(update_fields=["doubts", "version"])
    _note("plans.doubt_confirmed", task.plan, by=by, at=at, task=task.content, field=field, text=text)
    return task


def add_implied_targets(plan: Plan) -> int:
    """Give each task without a number the target it implies (`implied_target`). Again changes nothing. Returns how many."""
    bare = plan.tasks.filter(targets__isnull=True)
    fresh = [as_target(task, implied_target(task.recurrence), order=1) for task in bare]
    Target.objects.bulk_create(fresh)
    return len(fresh)


def _refuse_misfits(draft: TaskDraft, *, year: int) -> None:
    for target in draft.targets:
        if not target.fits:
            raise PlanRefusal(
                _(
                    "A target of “%(task)s” cannot be kept: a number of a trillion or more, or a unit of measure longer than %(most)s characters."
                )
                % {"task": draft.content, "most": LONGEST_UNIT_TEXT}
            )
    for span in draft.periods:
        if not span.is_near(year):
            raise PlanRefusal(
                _("The time of “%(task)s” lies more than %(count)s years away from the plan's year %(year)s.")
                % {"task": draft.content, "count": FARTHEST_YEARS, "year": year}
            )


def write_task(plan: Plan, *, group: ContentGroup, order: int, draft: TaskDraft) -> Task:
    """Store a new task with its targets and assignments, in the caller's transaction."""
    task = Task(plan=plan, group=group, order=order, share=Share.OWN)
    fill_task(task, draft)
    task.save()
    _write_parts(task, draft)
    return task


def fill_task(task: Task, draft: TaskDraft) -> None:
    """Set every field of the task from the draft (not its targets and assignments)."""
    _refuse_misfits(draft, year=task.plan.year)
    spans = draft.spans(year=task.plan.year)
    task.content = draft.content
    task.forms = list(draft.forms)
    task.audience = list(draft.audience)
    task.product = draft.product
    task.lead_text = draft.lead_text
    task.support_text = draft.support_text
    task.schedule_text = draft.schedule_text
    task.source_text = draft.source_text or task.source_text
    task.periods = [span.as_json() for span in spans]
    task.starts_on = spans[0].starts_on
    task.ends_on = max(span.ends_on for span in spans)
    task.recurrence = draft.recurrence
    task.doubts = list(draft.doubts)
    task.weight = draft.weight


def as_target(task: Task, draft: TargetDraft, *, order: int) -> Target:
    """A target row, not yet stored."""
    return Target(
        task=task,
        order=order,
        comparison=draft.comparison,
        quantity=draft.quantity,
        unit_text=draft.unit_text,
        per=draft.per,
        per_unit=draft.per_unit,
        each_comparison=draft.each_comparison,
        each_quantity=draft.each_quantity,
        each_unit_text=draft.each_unit_text,
        is_implied=draft.is_implied,
        measure=draft.measure,
        measure_filter=draft.measure_filter.as_json() if draft.measure_filter else {},
    )


def _write_parts(task: Task, draft: TaskDraft) -> None:
    Target.objects.bulk_create(
        [as_target(task, one, order=order) for order, one in enumerate(draft.targets, 1)]
    )
    Assignment.objects.bulk_create(
        [
            Assignment(task=task, unit_id=one.unit_id, role=one.role, set_code=one.set_code, order=order)
            for order, one in enumerate(draft.once_each().assignments, 1)
        ]
    )


def _check_raise(target: Target, wanted: Decimal) -> None:
    floor = target.quantity if target.parent_id else None
    if wanted < 0:
        raise PlanRefusal(_("A quantity cannot be negative."))
    if floor is None:
        return
    is_less = wanted > floor if target.comparison == "<=" else wanted < floor
    if is_less:
        raise PlanRefusal(
            _("“%(unit)s”: the plan above asks for %(floor)s; a unit may promise more, not less.")
            % {"unit": target.unit_text, "floor": floor.normalize()}
        )


def _check_version(task: Task, version: int) -> None:
    if task.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this task in the meantime."), current_version=task.version
        )


def _task(task_id: int) -> Task:
    plan_id = Task.objects.filter(pk=task_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise PlanClosed(_("This task has been deleted."))
    plan = open_plan(plan_id)
    task = Task.objects.select_for_update(no_key=True).filter(pk=task_id).first()
    if task is None:
        raise PlanClosed(_("This task has been deleted."))
    task.plan = plan
    return task


def _group(group_id: int) -> ContentGroup:
    plan_id = ContentGroup.objects.filter(pk=group_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise PlanClosed(_("This group has been deleted."))
    plan = open_plan(plan_id)
    group = ContentGroup.objects.filter(pk=group_id).first()
    if group is None:
        raise PlanClosed(_("This group has been deleted."))
    group.plan = plan
    return group


def _to_group(task: Task, group_id: int) -> None:
    group = ContentGroup.objects.filter(pk=group_id, plan_id=task.plan_id).first()
    if group is None:
        raise PlanRefusal(_("The group of this task no longer exists."))
    task.group = group
    task.order = (group.tasks.aggregate(last=Max("order"))["last"] or 0) + 1


def _to_neighbour(task: Task, *, is_up: bool) -> None:
    groups = list(ContentGroup.objects.filter(plan_id=task.plan_id))
    place = [one.pk for one in groups].index(task.group_id) + (-1 if is_up else 1)
    if not 0 <= place < len(groups):
        return
    others = list(Task.objects.filter(group=groups[place]).order_by("order", "id"))
    task.group = groups[place]
    task.save(update_fields=["group"])
    _renumber([*others, task] if is_up else [task, *others], Task)


def _swapped(rows: list[Row], pk: int, *, is_up: bool) -> list[Row]:
    place = [one.pk for one in rows].index(pk)
    other = place - 1 if is_up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def _renumber(rows: Sequence[Any], model: type[ContentGroup] | type[Task]) -> None:
    for order, row in enumerate(rows, 1):
        row.order = order
    model._default_manager.bulk_update(rows, ["order"])


def _one_line(title: str) -> str:
    cleaned = " ".join(title.split())
    if not cleaned:
        raise PlanRefusal(_("A group needs a title."))
    return cleaned


def _known(head: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(head) - HEAD_FIELDS
    if unknown:
        raise TypeError(f"not fields of a plan's head: {sorted(unknown)}")
    return dict(head)


def _note(verb: str, plan: Plan, *, by: User | None, at: datetime, **details: Any) -> None:
    record(
        verb, by=by, at=at, kind="plan", object_id=plan.pk, title=str(plan), unit_id=plan.unit_id, **details
    )
