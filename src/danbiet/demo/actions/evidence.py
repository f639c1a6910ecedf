"""A year of evidence: every deed of every unit, written down, handed in, accepted, some returned, some still waiting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import connection
from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.queries import Tree, UnitAt, holders, tree, working_calendar
from danbiet.plans.actions.loading import Gathered, load_evidence
from danbiet.plans.calc.cells import cell_spans
from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft, ProofDraft
from danbiet.plans.enums import EvidenceState, Share
from danbiet.plans.queries.cascade import ISSUED, UnitPlanRow, unit_plan_rows
from danbiet.plans.queries.plans import plan_numbered
from danbiet.plans.queries.progress import plans_in_full

from ..calc import programme
from ..calc.deeds import Aim, Deed, Job, deeds_of
from ..calc.issuing import HANDED_ON
from ..calc.stories import RETURN_REASONS
from .files import load_files
from .moments import moment
from .plans import Staff, staff

OPENED_LATE = date(2021, 10, 1)  # returns and drafts before this have long been put right


@dataclass(frozen=True, slots=True)
class Desk:
    """Who works for a unit: who writes its evidence, who decides on it, who on what the unit added itself."""

    unit: UnitAt
    officer: User
    head: User
    office: User
    plan_issued_on: date


def load_year_of_evidence(*, today: date, scale: float) -> str:
    """Write down what all units with an issued plan did up to the day before `today`."""
    units = tree(programme.ISSUED_ON)
    rows = issued_plans(units, today=today)
    desks = desks_of(rows, units=units)
    office = User.objects.get(username="sonoivu")
    files = load_files(by=office, at=moment(date(2021, 2, 25), hour=15))
    deeds = [
        (deed, row, job, share)
        for row, job, share in _jobs(rows, units=units, today=today)
        for deed in deeds_of(job, today=today - timedelta(days=1), scale=scale)
    ]
    pieces = [
        _piece(deed, job=job, share=share, desk=desks[row.unit_id], files=files, today=today)
        for deed, row, job, share in deeds
    ]
    pieces.sort(key=lambda piece: (piece.created_at, piece.unit_id, piece.draft.title))
    load_evidence(pieces, today=today)
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # thousands of rows at once: without it the first pages are planned as if there were none
    return ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", len(pieces)) % {
        "count": len(pieces)
    }


def issued_plans(units: Tree, *, today: date) -> list[UnitPlanRow]:
    """The issued plans of units and of communes below them."""
    calendar = working_calendar()
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    above = unit_plan_rows(plan, on=today, calendar=calendar)
    below = [
        row
        for one in above
        if _code(units, one.unit_id) in HANDED_ON
        for row in unit_plan_rows(one.plan, on=today, calendar=calendar)
    ]
    return [row for row in (*above, *below) if row.standing == ISSUED]


def desks_of(rows: Iterable[UnitPlanRow], *, units: Tree) -> dict[int, Desk]:
    """Who works for each unit with a plan, by unit."""
    rows = list(rows)
    people: Staff = staff([row.unit_id for row in rows], on=programme.ISSUED_ON)
    found = holders([unit.id for unit in units], Role.OFFICE, on=programme.ISSUED_ON)
    users = User.objects.in_bulk({one.user_id for one in found})
    offices = {one.unit_id: users[one.user_id] for one in found}
    desks: dict[int, Desk] = {}
    for row in rows:
        unit = units.get(row.unit_id)
        if unit is None or unit.parent_id is None:
            raise LookupError(f"unit {row.unit_id} stands nowhere on {units.on}")
        above = unit.parent_id if unit.kind == UnitKind.COMMUNE else units.root.id
        desks[unit.id] = Desk(
            unit,
            people.officers[unit.id],
            people.heads[unit.id],
            offices[above],
            row.plan.issued_on or programme.ISSUED_ON,
        )
    return desks


def _code(units: Tree, unit_id: int) -> str:
    unit = units.get(unit_id)
    return unit.code if unit is not None else ""


def _jobs(rows: Iterable[UnitPlanRow], *, units: Tree, today: date) -> Iterator[tuple[UnitPlanRow, Job, str]]:
    rows = list(rows)
    progress = plans_in_full([row.plan.pk for row in rows], today)
    for row in rows:
        unit = units.get(row.unit_id)
        if unit is None:
            continue
        for task in progress[row.plan.pk].tasks:
            key = programme.KEY_BY_CONTENT.get(task.task.label, "") if task.task.share != Share.OWN else ""
            job = Job(
                code=unit.code,
                unit_name=unit.name,
                short=unit.abbreviation,
                kind=unit.kind,
                key=key,
                content=task.task.label,
                is_support=task.task.share == Share.SUPPORT,
                is_handed_on=key in HANDED_ON.get(unit.code, ()),
                aims=tuple(
                    Aim(
                        one.spec.id,
                        one.spec.unit_text,
                        one.spec.per,
                        one.spec.quantity,
                        cell_spans(one.spec.per, one.spec.periods),
                    )
                    for one in task.targets
                ),
            )
            yield row, job, task.task.share


def _piece(
    deed: Deed, *, job: Job, share: str, desk: Desk, files: Mapping[str, tuple[str, int]], today: date
) -> Gathered:
    dice = Random(f"danbiet piece {job.code} {deed.on} {deed.title}")  # noqa: S311 - a demonstration's dice
    created_at = _written(deed, desk=desk, dice=dice, today=today)
    submitted_at = created_at + timedelta(minutes=dice.randrange(6, 70))
    decided_at = _decided(submitted_at, deed=deed, dice=dice)
    decider = desk.head if share == Share.OWN else desk.office
    state, reason = _fate(deed, dice=dice, is_decided=decided_at.date() < today, today=today)
    is_decided = state in (EvidenceState.ACCEPTED, EvidenceState.RETURNED)
    return Gathered(
        draft=EvidenceDraft(
            on=deed.on,
            title=deed.title,
            kind=deed.kind,
            language=deed.language,
            credits=tuple(
                CreditDraft(target_id, deed.quantity, deed.item)
                for target_id in (deed.target_id, *deed.more_targets)
            ),
            proofs=(_proof(deed, files),),
        ),
        unit_id=desk.unit.id,
        state=state,
        created_by=desk.officer,
        created_at=created_at,
        submitted_at=submitted_at if state != EvidenceState.DRAFT else None,
        decided_by=decider if is_decided else None,
        decided_at=decided_at if is_decided else None,
        reason=reason,
    )


def _proof(deed: Deed, files: Mapping[str, tuple[str, int]]) -> ProofDraft:
    if deed.file:
        kind, file_id = files[deed.file]
        return ProofDraft(kind, file_id=file_id, caption="Tài liệu kiểm chứng", page="1")
    return ProofDraft("link", url=deed.url, caption=deed.caption, section=deed.section, page=deed.page)


def _written(deed: Deed, *, desk: Desk, dice: Random, today: date) -> datetime:
    """When it was written down: some days after, never before the unit had a plan, in office hours."""
    on = max(deed.on + timedelta(days=dice.randrange(5)), desk.plan_issued_on + timedelta(days=1))
    on = _in_office(on)
    last = today - timedelta(days=1)
    return moment(min(on, last), hour=dice.choice((8, 9, 10, 14, 15)), minute=dice.randrange(60))


def _decided(submitted_at: datetime, *, deed: Deed, dice: Random) -> datetime:
    days = dice.choice((1, 1, 2, 3, 4, 6)) if deed.is_routine else 1
    if deed.is_routine and deed.on >= OPENED_LATE and dice.random() < 0.012:
        days = 60  # forgotten in somebody's tray
    on = _in_office(submitted_at.date() + timedelta(days=days))
    return moment(on, hour=dice.choice((8, 9, 11, 14, 16)), minute=dice.randrange(60))


def _in_office(on: date) -> date:
    return on + timedelta(days=7 - on.weekday()) if on.weekday() > 4 else on


def _fate(deed: Deed, *, dice: Random, is_decided: bool, today: date) -> tuple[EvidenceState, str]:
    if deed.is_routine and deed.on > today - timedelta(days=24) and dice.random() < 0.06:
        return EvidenceState.DRAFT, ""
    if not is_decided:
        return EvidenceState.SUBMITTED, ""
    if deed.is_routine and deed.on >= OPENED_LATE and dice.random() < 0.025:
        return EvidenceState.RETURNED, dice.choice(RETURN_REASONS)
    return EvidenceState.ACCEPTED, ""
