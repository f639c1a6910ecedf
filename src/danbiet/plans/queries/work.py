"""What waits for somebody and for whom: one statement for the whole desk, read once per page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..enums import EvidenceState, PlanState, ReportState
from ..models import Evidence, Plan, Report
from .turns import office_above

# Evidence that waits is counted per unit: a province has thousands. What came back is few and listed one by one.
_STATEMENT = """
SELECT 'plan' AS kind, p.state, p.unit_id, p.id AS object_id, p.id AS plan_id,
       COALESCE(p.submitted_at, p.created_at) AS since, 1 AS count, p.title, false AS is_own_only, false AS is_by_me
FROM plans_plan p
WHERE p.year >= %(year)s AND p.unit_id = ANY(%(reach)s) AND p.state IN ('draft', 'submitted', 'returned')
UNION ALL
SELECT 'evidence', e.state, e.unit_id, NULL, NULL, min(e.submitted_at), count(*), '', e.is_own_only, e.is_by_me
FROM (
    SELECT e.state, e.unit_id, e.submitted_at, e.unit_id = ANY(%(headed)s) AND NOT EXISTS (
        SELECT FROM plans_credit c JOIN plans_target t ON t.id = c.target_id JOIN plans_task k ON k.id = t.task_id
        WHERE c.evidence_id = e.id AND c.is_direct AND k.share <> 'own') AS is_own_only,
        e.unit_id = ANY(%(held)s) AND e.created_by_id = %(user)s AS is_by_me
    FROM plans_evidence e
    WHERE e.state = 'submitted' AND e.unit_id = ANY(%(reach)s)
) AS e
GROUP BY e.state, e.unit_id, e.is_own_only, e.is_by_me
UNION ALL
SELECT 'evidence', e.state, e.unit_id, e.id, NULL, COALESCE(e.decided_at, e.created_at), 1, e.title, false, false
FROM plans_evidence e
WHERE e.state IN ('returned', 'draft') AND e.unit_id = ANY(%(held)s)
UNION ALL
SELECT 'count', 'accepted', e.unit_id, NULL, NULL, NULL, count(*), '', false, false
FROM plans_evidence e
WHERE e.state = 'accepted' AND e.unit_id = ANY(%(held)s)
    AND e."on" BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)
GROUP BY e.unit_id
UNION ALL
SELECT 'report', r.state, p.unit_id, r.id, r.plan_id,
       CASE r.state WHEN 'submitted' THEN r.submitted_at WHEN 'returned' THEN r.decided_at ELSE r.created_at END,
       1, r.period_key, false, false
FROM plans_report r JOIN plans_plan p ON p.id = r.plan_id
WHERE p.year >= %(year)s - 1 AND (p.unit_id = ANY(%(held)s) OR (p.unit_id = ANY(%(reach)s) AND r.state = 'submitted'))
UNION ALL
SELECT 'import', i.state, i.unit_id, i.id, NULL, i.created_at, 1, '', false, false
FROM plans_planimport i WHERE i.state = 'read' AND i.unit_id = ANY(%(held)s)
"""
# The same once a reorganisation has given single papers to other units than the rest (ADR 0045): each then counts as of the
# unit that has it. Asked only then, as it cannot use the indexes on units.
_PLANS = """(
    SELECT x.id, x.state, x.year, x.title, x.submitted_at, x.created_at, COALESCE(g.taker_id, x.unit_id) AS unit_id
    FROM plans_plan x LEFT JOIN org_itemcustody g
        ON g.kind = 'plans' AND g.item = x.id AND g.unit_id = x.unit_id AND g.starts_on <= %(on)s
) p"""
_EVIDENCE = """(
    SELECT x.id, x.state, x.title, x."on", x.submitted_at, x.decided_at, x.created_at, x.created_by_id,
           COALESCE(g.taker_id, x.unit_id) AS unit_id
    FROM plans_evidence x LEFT JOIN org_itemcustody g
        ON g.kind = 'evidence' AND g.item = x.id AND g.unit_id = x.unit_id AND g.starts_on <= %(on)s
) e"""
_PLAN_OF_REPORT = """JOIN LATERAL (
    SELECT x.year, COALESCE(g.taker_id, h.taker_id, x.unit_id) AS unit_id
    FROM plans_plan x
    LEFT JOIN org_itemcustody g ON g.kind = 'reports' AND g.item = r.id AND g.unit_id = x.unit_id AND g.starts_on <= %(on)s
    LEFT JOIN org_itemcustody h ON h.kind = 'plans' AND h.item = x.id AND h.unit_id = x.unit_id AND h.starts_on <= %(on)s
    WHERE x.id = r.plan_id
) p ON true"""
_WITH_GIVEN = (
    _STATEMENT.replace("JOIN plans_plan p ON p.id = r.plan_id", _PLAN_OF_REPORT)
    .replace("FROM plans_plan p", "FROM " + _PLANS)
    .replace("FROM plans_evidence e", "FROM " + _EVIDENCE)
)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Something in a state since a moment. Submitted evidence stands for `count` pieces of its unit; reports carry their
    period as title. `is_own_only`: evidence for tasks the unit set itself, in a unit the person heads. `is_by_me`: written
    by the person."""

    kind: str
    state: str
    unit_id: int
    object_id: int | None
    plan_id: int | None
    since: datetime | None
    count: int
    title: str
    is_own_only: bool
    is_by_me: bool


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that waits in a person's units and below."""

    rows: tuple[WorkRow, ...]

    def of(self, kind: str, *states: str) -> list[WorkRow]:
        """The rows of a kind in one of the states (any, when none is named)."""
        return [row for row in self.rows if row.kind == kind and (not states or row.state in states)]


def work_of(rights: Rights) -> Work:
    """What waits, of this year's plans and later, last year's reports, and all evidence. One statement, kept with the rights: the navigation's numbers and the
    page below it ask only once."""
    kept: dict[str, Any] = rights.__dict__
    if "_work" not in kept:
        kept["_work"] = Work(tuple(_read(rights)))
    found: Work = kept["_work"]
    return found


def _read(rights: Rights) -> list[WorkRow]:
    if not rights.is_anyone:
        return []
    asked: dict[str, Any] = {
        "year": rights.on.year,
        "on": rights.on,
        "reach": sorted(rights.unit_ids()),
        "held": sorted(rights.units_held()),
        "headed": sorted(rights.units_held(Role.HEAD)),
        "user": rights.user_id,
    }
    is_given = any(rights.tree.items_of(kind) for kind in ("plans", "evidence", "reports"))
    with connection.cursor() as cursor:
        cursor.execute(_WITH_GIVEN if is_given else _STATEMENT, asked)
        return [WorkRow(*row) for row in cursor.fetchall()]


def to_decide(rights: Rights) -> list[WorkRow]:
    """Submitted evidence this person may accept or return, per unit: of units below their reform office, of a unit they
    head where it is the unit's own affair or nothing stands above it."""
    below = rights.unit_ids(Role.OFFICE) - rights.units_held(Role.OFFICE)
    headed = rights.units_held(Role.HEAD)
    roots = {unit.id for unit in rights.tree.roots}
    own_top = roots & rights.units_held(Role.OFFICE)
    return [
        row
        for row in work_of(rights).of("evidence", EvidenceState.SUBMITTED)
        if row.unit_id in below
        or (row.unit_id in headed and (row.is_own_only or row.unit_id in roots))
        or (row.unit_id in own_top and not row.is_by_me)
    ]


def my_turn(rights: Rights) -> list[WorkRow]:
    """Of the evidence this person may decide on, what nobody nearer to the unit decides: a commune's belongs to its
    district's office first, though the province may decide on it all the same."""
    held = rights.units_held()
    return [
        row
        for row in to_decide(rights)
        if office_above(row.unit_id, rights.tree)[0] in held or row.is_own_only
    ]


def reports_to_decide(rights: Rights) -> list[WorkRow]:
    """Submitted reports of units below one's reform office; the province's own by its head."""
    below = rights.unit_ids(Role.OFFICE) - rights.units_held(Role.OFFICE)
    top = {unit.id for unit in rights.tree.roots} & rights.units_held(Role.HEAD)
    rows = work_of(rights).of("report", ReportState.SUBMITTED)
    return [row for row in rows if row.unit_id in below or row.unit_id in top]


def plans_to_sign(rights: Rights) -> list[WorkRow]:
    """Plans handed to the person as head."""
    headed = rights.units_held(Role.HEAD)
    return [row for row in work_of(rights).of("plan", PlanState.SUBMITTED) if row.unit_id in headed]


def decide_count(rights: Rights) -> int:
    """How many pieces of evidence wait for this person and nobody nearer, for the navigation."""
    return sum(row.count for row in my_turn(rights))


def import_count(rights: Rights) -> int:
    """How many files were read and neither taken over nor undone, for the navigation."""
    return len(work_of(rights).of("import"))


def unit_plans(year: int, unit_ids: set[int]) -> dict[int, Plan]:
    """For each unit its plan of the year: the issued one, else the newest it is preparing. One query."""
    rows = Plan.objects.filter(year=year, unit_id__in=unit_ids, amends__isnull=True).exclude(
        state=PlanState.WITHDRAWN
    )
    found: dict[int, Plan] = {}
    for plan in rows.defer("sections").order_by("id"):
        known = found.get(plan.unit_id)
        if known is None or known.state != PlanState.ISSUED or plan.state == PlanState.ISSUED:
            found[plan.unit_id] = plan
    return found


# Every unit with what lists of units need beside progress: its group, its plan, its evidence. The tree and the year's
# head-count rows belong to org; they are read here as in `tallies`, so that a list of 170 units stays one statement.
_UNITS = """
WITH plan AS (
    SELECT DISTINCT ON (p.unit_id) p.unit_id, p.id, p.state, p.number, p.issued_on, p.parent_id
    FROM plans_plan p WHERE p.year = %(year)s AND p.state <> 'withdrawn' AND p.amends_id IS NULL
    ORDER BY p.unit_id, p.state = 'issued' DESC, CASE WHEN p.state = 'issued' THEN p.id ELSE -p.id END
),
proof AS (
    SELECT e.unit_id, max(e."on") FILTER (WHERE e.state IN ('accepted', 'submitted')) AS last_on,
           count(*) FILTER (WHERE e.state = 'submitted') AS waiting,
           count(*) FILTER (WHERE e.state = 'returned') AS returned
    FROM plans_evidence e
    WHERE e."on" BETWEEN make_date(%(year)s, 1, 1) AND LEAST(make_date(%(year)s, 12, 31), %(on)s)
    GROUP BY e.unit_id
),
ranked AS (
    SELECT y.unit_id, g.id AS group_id, g.name, g."order" FROM org_unityear y
    JOIN org_rankinggroup g ON g.id = y.ranking_group_id WHERE y.year = %(year)s
)
SELECT COALESCE(p.unit_id, r.unit_id) AS unit_id, r.group_id, COALESCE(r.name, ''), r."order", p.id, COALESCE(p.state, ''),
       COALESCE(p.number, ''), p.issued_on, p.parent_id, e.last_on, COALESCE(e.waiting, 0), COALESCE(e.returned, 0)
FROM plan p FULL JOIN ranked r ON r.unit_id = p.unit_id
LEFT JOIN proof e ON e.unit_id = COALESCE(p.unit_id, r.unit_id)
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's ranking group, plan and evidence of a year; what it does not have is None, '' or 0."""

    unit_id: int
    group_id: int | None
    group: str
    group_order: int | None
    plan_id: int | None
    plan_state: str
    plan_number: str
    issued_on: date | None
    parent_id: int | None
    last_on: date | None
    waiting: int
    returned: int

    @property
    def is_issued(self) -> bool:
        return self.plan_state == PlanState.ISSUED


def unit_rows(year: int, on: date) -> list[UnitRow]:
    """Every unit with a plan or a ranking group in the year, as of a day. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_UNITS, {"year": year, "on": on})
        return [UnitRow(*row) for row in cursor.fetchall()]


def unit_evidence(unit_id: int, *, most: int = 8) -> list[Evidence]:
    """The unit's newest evidence in any state but withdrawn. One query."""
    rows = Evidence.objects.filter(unit_id=unit_id).exclude(state=EvidenceState.WITHDRAWN)
    return list(rows.order_by("-on", "-id")[:most])


def unit_reports(plan_id: int) -> list[Report]:
    """The reports of a plan, newest period first. One query."""
    return list(Report.objects.filter(plan_id=plan_id).defer("figures", "narrative").order_by("-period_key"))


def report_count(rights: Rights) -> int:
    """How many reports wait for this person's decision, for the navigation."""
    return len(reports_to_decide(rights))
