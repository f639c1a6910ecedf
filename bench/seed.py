"""A believable year of a province in bulk: 170 units, 2,500 tasks, 60,000 pieces of evidence, 20,000 pages counted. Always the same."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

import danbiet.org
from danbiet.accounts.models import User
from danbiet.measures.models import Event
from danbiet.org.actions.importing import import_units
from danbiet.org.calc.unit_files import read_units
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.queries import Tree, tree
from danbiet.plans.models import Assignment, ContentGroup, Credit, Evidence, Plan, Proof, Target, Task

UNITS, TASKS, EVIDENCE, GROUPS, TOP_TASKS, EVENTS = 170, 2500, 60_000, 13, 52, 20_000
YEAR = 2021
AT = datetime(2021, 1, 4, 2, tzinfo=UTC)
SHARED = 30  # of the province's tasks, how many are everybody's
_FIRST, _LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
_KINDS = ["article", "airing", "meeting", "leaflet", "loudspeaker", "training", "document", "social"]


def fill() -> None:
    """Migrate, and fill the database unless it is full already."""
    call_command("migrate", verbosity=0)
    has_evidence, has_events = Evidence.objects.count() >= EVIDENCE, Event.objects.count() >= EVENTS
    if has_evidence and has_events:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # Foreign keys are checked at the end of a transaction otherwise, and the queue of a million such checks grows
        # slow with its length (each row's history adds to it).
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not has_evidence:
            _fill(random.Random(20210126))
        _published(random.Random(20210127))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill(dice: random.Random) -> None:
    folder = Path(danbiet.org.__file__).parent / "data"
    import_units(read_units(folder, shipped=folder), by=None, at=AT)
    units = tree(date(YEAR, 1, 26))
    below = [unit.id for unit in units if unit.id != units.root.id][:UNITS]
    top = _plan(units.root.id, parent=None)
    shared = _top_tasks(dice, top, below)
    targets = _unit_plans(dice, top, shared, below)
    _analyse()
    _evidence(dice, targets)
    _people(units, below)


def _plan(unit_id: int, *, parent: Plan | None) -> Plan:
    return Plan.objects.create(
        unit_id=unit_id, year=YEAR, parent=parent, state="issued", number=f"{unit_id}/KH-UBND", created_at=AT,
        issued_on=date(YEAR, 1, 26), issued_at=AT, title="Kế hoạch tuyên truyền cải cách hành chính năm 2021",
    )  # fmt: skip


def _task(dice: random.Random, group: ContentGroup, order: int, parent: Task | None) -> Task:
    first, last = (parent.starts_on, parent.ends_on) if parent else dice.choice(
        [(_FIRST, _LAST)] * 5 + [(_FIRST, date(YEAR, 6, 30)), (date(YEAR, 4, 1), date(YEAR, 9, 30)), (date(YEAR, 7, 1), _LAST)]
    )  # fmt: skip
    return Task(
        plan=group.plan, group=group, order=order, content=f"Tuyên truyền nội dung {group.order}.{order} về cải cách hành chính",
        periods=[{"starts_on": first.isoformat(), "ends_on": last.isoformat()}], starts_on=first, ends_on=last,
        parent=parent, share="lead" if parent else "own", lead_text="Các cơ quan, đơn vị",
    )  # fmt: skip


def _target(dice: random.Random, task: Task, parent: Target | None) -> Target:
    if parent is not None:
        return Target(
            task=task, quantity=parent.quantity, per=parent.per, unit_text=parent.unit_text, parent=parent,
            each_quantity=parent.each_quantity, comparison=parent.comparison,
        )  # fmt: skip
    kind = dice.random()
    if kind < 0.1:
        return Target(task=task, quantity=100, unit_text="% đơn vị")
    if kind < 0.18:
        return Target(task=task, quantity=5, each_quantity=2, unit_text="video")
    return Target(
        task=task, quantity=dice.choice([1, 2, 4, 12]), unit_text=dice.choice(["tin", "bài", "lượt", "hội nghị"]),
        per=dice.choice(["once", "month", "month", "quarter", "week"]),
    )  # fmt: skip


def _top_tasks(dice: random.Random, top: Plan, below: list[int]) -> list[Target]:
    groups = [
        ContentGroup(plan=top, order=order, title=f"Nhóm nội dung {order}") for order in range(1, GROUPS + 1)
    ]
    ContentGroup.objects.bulk_create(groups)
    tasks = Task.objects.bulk_create(
        _task(dice, groups[number % GROUPS], number // GROUPS + 1, None) for number in range(TOP_TASKS)
    )
    targets = Target.objects.bulk_create(_target(dice, task, None) for task in tasks)
    seats = []
    for number, task in enumerate(tasks):
        leads = below if number < SHARED else [below[number % len(below)]]
        set_code = "all" if number < SHARED else ""
        seats += [
            Assignment(task=task, unit_id=unit_id, role="lead", set_code=set_code, order=order)
            for order, unit_id in enumerate(leads)
        ]
    Assignment.objects.bulk_create(seats)
    return targets[:SHARED]


def _unit_plans(dice: random.Random, top: Plan, shared: list[Target], below: list[int]) -> list[Target]:
    plans = [_plan(unit_id, parent=top) for unit_id in below]
    groups = ContentGroup.objects.bulk_create(
        ContentGroup(plan=plan, order=order, title=f"Nhóm nội dung {order}")
        for plan in plans
        for order in (1, 2, 3)
    )
    by_plan = {plan.pk: [group for group in groups if group.plan_id == plan.pk] for plan in plans}
    tasks, parents = [], []
    for number in range(TASKS - TOP_TASKS):
        plan, turn = plans[number % len(plans)], number // len(plans)
        parent = shared[(turn * 7 + number % len(plans)) % len(shared)] if turn < 11 else None
        tasks.append(_task(dice, by_plan[plan.pk][turn % 3], turn + 1, parent.task if parent else None))
        parents.append(parent)
    Task.objects.bulk_create(tasks, batch_size=200)
    Assignment.objects.bulk_create(
        Assignment(task=task, unit_id=task.plan.unit_id, role="lead") for task in tasks
    )
    return Target.objects.bulk_create(
        _target(dice, task, parent) for task, parent in zip(tasks, parents, strict=True)
    )


def _evidence(dice: random.Random, targets: list[Target]) -> None:
    states = ["accepted"] * 94 + ["submitted"] * 3 + ["returned"] * 2 + ["draft"]
    chosen = [dice.choice(targets) for _ in range(EVIDENCE)]
    pieces = []
    for target in chosen:
        days = (target.task.ends_on - target.task.starts_on).days
        on = target.task.starts_on + timedelta(days=dice.randint(0, days))
        state = dice.choice(states)
        at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
        pieces.append(
            Evidence(
                unit_id=target.task.plan.unit_id, on=on, title=f"Tin, bài ngày {on:%d/%m/%Y} về dịch vụ công",
                kind=dice.choice(_KINDS), state=state, created_at=at, submitted_at=None if state == "draft" else at,
                decided_at=at if state in {"accepted", "returned"} else None,
            )
        )  # fmt: skip
    Evidence.objects.bulk_create(pieces, batch_size=5000)
    _analyse()
    credits = []
    for piece, target in zip(pieces, chosen, strict=True):
        item = f"Video {dice.randint(1, 7)}" if target.each_quantity else ""
        quantity = Decimal(dice.choice([1, 1, 1, 2]))
        credits.append(Credit(evidence=piece, target=target, quantity=quantity, item=item))
        if target.parent_id:
            credits.append(
                Credit(
                    evidence=piece, target_id=target.parent_id, quantity=quantity, item=item, is_direct=False
                )
            )
    Credit.objects.bulk_create(credits, batch_size=5000)
    Proof.objects.bulk_create(
        (Proof(evidence=piece, kind="link", url=f"https://soctrang.gov.vn/{piece.pk}") for piece in pieces),
        batch_size=5000,
    )


def _published(dice: random.Random) -> None:
    """Targets that speak of news are counted by the platform as well, most by what is linked to the task, one in ten by all
    that is published in its time; news are published under them."""
    news = Target.objects.filter(unit_text__in=["tin", "bài"], each_quantity__isnull=True)
    news.update(measure="articles_published")
    any_task = [pk for pk in news.order_by("pk").values_list("pk", flat=True) if dice.random() < 0.1]
    Target.objects.filter(pk__in=any_task).update(measure_filter={"task": "any", "form": ["news", "feature"]})
    places = list(
        news.filter(task__plan__parent__isnull=False).order_by("pk").values_list(
            "task_id", "task__parent_id", "task__plan__unit_id", "task__starts_on", "task__ends_on"
        )
    )  # fmt: skip
    events = []
    for number in range(1, EVENTS + 1):
        task_id, above, unit_id, first, last = dice.choice(places)
        on = first + timedelta(days=dice.randint(0, (last - first).days))
        events.append(
            Event(
                measure="articles_published", on=on, unit_id=unit_id, title=f"Bài số {number} về cải cách hành chính",
                url=f"/tin-tuc/bai-{number}/", source_kind="newsroom.page", source_id=number,
                recorded_at=datetime(on.year, on.month, on.day, 3, tzinfo=UTC),
                facets={
                    "form": dice.choice(["news", "news", "feature", "interview"]), "language": dice.choice(["vi", "vi", "km"]),
                    "tasks": [task_id, above] if above else [task_id],
                },
            )
        )  # fmt: skip
    Event.objects.bulk_create(events, batch_size=5000)


def _analyse() -> None:
    """Foreign keys are checked by plans made when the tables were empty: sequential scans, until they are analysed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(units: Tree, below: list[int]) -> None:
    office = User.objects.create(username="bench-office", full_name="Cán bộ Sở Nội vụ")
    officer = User.objects.create(username="bench-officer", full_name="Cán bộ đơn vị")
    for user, unit_id, role in ((office, units.root.id, Role.OFFICE), (officer, below[0], Role.OFFICER)):
        Membership.objects.create(user=user, unit_id=unit_id, role=role, starts_on=date(2016, 6, 1))
