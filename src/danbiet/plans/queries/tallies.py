"""One statement that caps and adds every cell of every target asked for; the same sums as `calc.cells.tally_of`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection

from danbiet.kit.periods import Span
from danbiet.measures.queries import CHANGED_SQL, COUNTED_SQL
from danbiet.measures.registry import ABOUT_A_PLAN

from ..calc.cells import CreditLine, Tally, TargetSpec
from ..calc.measuring import MeasureFilter

# earlier   what tasks said on the day, where an amendment has changed them since (ADR 0041)
# standing  tasks and targets in force on the day, as they stood then; duty: whom they were given to
# spec      the targets asked for, with the units each is shared among
# sets      distinct lists of units (hundreds of targets share a handful), so that the tree is walked once for each
# seat      which unit's evidence fills whose cell: the addressed unit's own and that of the units below it, as the tree
#           stood on the day of the evidence; a unit addressed itself never fills another's cell
# asking    targets the platform counts for, with what they ask of it (`calc.measuring` says the same in sentences)
# reach     the units below those a target counts, as of any day; above: which of them an event's unit stands under
# shown     pages of our own that accepted evidence for the same target links to: those count once, as evidence
# happened  events by the targets that mean them; like evidence they are put into cells afterwards
# line      evidence and events added up per target, period, unit (and item, where a number of each item is asked for)
# capped    no cell above its quota: this is where surplus stops helping anything else
_SPEC = """
WITH RECURSIVE earlier AS MATERIALIZED (
    SELECT v.task_id, v.said, v.targets, v.assignments FROM plans_taskversion v
    WHERE v.valid_until > %(on)s AND (v.valid_from IS NULL OR v.valid_from <= %(on)s)
),
standing AS MATERIALIZED (
    SELECT {fields}
    FROM plans_task k JOIN plans_target t ON t.task_id = k.id AND t.valid_until IS NULL
    WHERE {scope} AND {in_force} AND NOT EXISTS (SELECT FROM earlier e WHERE e.task_id = k.id)
  UNION ALL
    SELECT {fields}
    FROM earlier e JOIN plans_task o ON o.id = e.task_id CROSS JOIN LATERAL jsonb_populate_record(o, e.said) AS k
    JOIN plans_target b ON b.task_id = o.id AND e.targets ? b.id::text
    CROSS JOIN LATERAL jsonb_populate_record(b, e.targets -> b.id::text) AS t
    WHERE {scope} AND {in_force}
),
chosen AS MATERIALIZED (
    SELECT s.*, left(ltrim(s.unit_text), 1) = '%%' AND s.quantity IS NOT NULL AS is_percent,
           jsonb_array_length(s.periods) > 1 AS is_split
    FROM standing s
),
duty AS MATERIALIZED (
    SELECT a.task_id, a.unit_id, a.role, a.set_code FROM plans_assignment a
    WHERE a.task_id IN (SELECT task_id FROM chosen) AND NOT EXISTS (SELECT FROM earlier e WHERE e.task_id = a.task_id)
  UNION ALL
    SELECT e.task_id, x.unit_id, x.role, x.set_code
    FROM earlier e CROSS JOIN LATERAL jsonb_to_recordset(e.assignments) AS x(unit_id bigint, role text, set_code text)
    WHERE e.task_id IN (SELECT task_id FROM chosen)
),
through AS MATERIALIZED (
    SELECT a.task_id,
           bool_or(a.role = 'lead' AND a.set_code <> '') AS lead_set,
           bool_or(a.role = 'support' AND a.set_code <> '') AS support_set
    FROM duty a GROUP BY a.task_id
),
addressed AS MATERIALIZED (
    SELECT c.target_id, array_agg(a.unit_id ORDER BY a.unit_id) AS unit_ids
    FROM chosen c
    JOIN through h ON h.task_id = c.task_id AND (h.lead_set OR c.per_unit OR c.is_percent)
    JOIN duty a ON a.task_id = c.task_id
    WHERE c.quantity IS NOT NULL AND CASE
        WHEN h.lead_set THEN a.role = 'lead' AND a.set_code <> ''
        WHEN c.is_percent AND h.support_set THEN a.role = 'support' AND a.set_code <> ''
        WHEN c.is_percent THEN a.role = 'lead'
        WHEN h.support_set THEN true
        ELSE a.role = 'lead' END
    GROUP BY c.target_id HAVING count(*) > 1
),
sets AS MATERIALIZED (
    SELECT row_number() OVER () AS set_no, unit_ids FROM (SELECT DISTINCT unit_ids FROM addressed) AS d
),
spec AS MATERIALIZED (
    SELECT c.*, s.set_no, s.unit_ids,
           date_trunc('week', c.starts_on::timestamp + '3 days'::interval)::date AS first_week,
           date_trunc('week', c.ends_on::timestamp - '3 days'::interval)::date AS last_week,
           CASE WHEN c.per IN ('month', 'quarter', 'year') THEN date_trunc(c.per, c.starts_on::timestamp)::date END AS first_bucket
    FROM chosen c LEFT JOIN addressed a USING (target_id) LEFT JOIN sets s ON s.unit_ids = a.unit_ids
),
seat AS (
    SELECT s.set_no, s.unit_ids, u.unit_id AS cell_unit, u.unit_id, '(,)'::daterange AS valid
    FROM sets s CROSS JOIN LATERAL unnest(s.unit_ids) AS u(unit_id)
  UNION ALL
    SELECT b.set_no, b.unit_ids, b.cell_unit, v.unit_id, b.valid * v.valid
    FROM seat b JOIN org_unitversion v ON v.parent_id = b.unit_id AND v.valid && b.valid
    WHERE v.unit_id <> ALL (b.unit_ids)
),
asking AS MATERIALIZED (
    SELECT c.target_id, c.task_id, c.measure, c.plan_id, c.set_no, COALESCE(c.unit_ids, ARRAY[p.unit_id]) AS own_units,
           c.measure = ANY(%(about_plan)s) AS is_about_plan,
           COALESCE(c.measure_filter->>'task', 'this') = 'any' AS is_any_task,
           COALESCE(c.measure_filter->>'unit', 'below') = 'own' AS is_own,
           CASE WHEN jsonb_typeof(c.measure_filter->'unit') = 'array'
                    THEN ARRAY(SELECT u::bigint FROM jsonb_array_elements_text(c.measure_filter->'unit') AS x(u))
                WHEN c.set_no IS NULL THEN ARRAY[p.unit_id] END AS roots,
           c.measure_filter->'form' AS forms, c.measure_filter->'language' AS languages,
           c.measure_filter->'audience' AS audiences,
           CASE WHEN c.measure_filter->>'task' = 'any' THEN c.starts_on
                ELSE LEAST(c.starts_on, make_date(p.year, 1, 1)) END AS first_day,
           CASE WHEN c.measure_filter->>'task' = 'any' THEN c.ends_on
                ELSE GREATEST(c.ends_on, make_date(p.year, 12, 31)) END AS last_day
    FROM spec c JOIN plans_plan p ON p.id = c.plan_id WHERE c.measure <> ''
),
reach AS (
    SELECT r.root, r.root AS unit_id, '(,)'::daterange AS valid
    FROM (SELECT DISTINCT unnest(a.roots) AS root FROM asking a WHERE NOT a.is_about_plan) AS r
  UNION ALL
    SELECT b.root, v.unit_id, b.valid * v.valid
    FROM reach b JOIN org_unitversion v ON v.parent_id = b.unit_id AND v.valid && b.valid
),
event AS MATERIALIZED (
    SELECT e.* FROM ({events}) AS e WHERE e.measure IN (SELECT a.measure FROM asking a)
),
above AS MATERIALIZED (
    SELECT e.id, array_agg(DISTINCT r.root) AS roots
    FROM event e JOIN reach r ON r.unit_id = e.unit_id AND r.valid @> e."on" GROUP BY e.id
),
claim AS (
    SELECT a.target_id, e.id AS event_id
    FROM asking a JOIN event e ON e.measure = a.measure AND e.subject_id = a.plan_id
    WHERE a.is_about_plan
  UNION ALL
    SELECT a.target_id, e.id
    FROM event e CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE WHEN jsonb_typeof(e.facets->'tasks') = 'array' THEN e.facets->'tasks' ELSE '[]'::jsonb END) AS x(task_id)
    JOIN asking a ON a.measure = e.measure AND a.task_id = x.task_id::bigint
    LEFT JOIN above b ON b.id = e.id
    WHERE NOT a.is_about_plan AND NOT a.is_any_task AND (a.roots IS NULL OR a.roots && b.roots)
  UNION ALL
    SELECT DISTINCT a.target_id, b.id
    FROM above b CROSS JOIN LATERAL unnest(b.roots) AS x(root)
    JOIN event e ON e.id = b.id
    JOIN (SELECT c.target_id, c.measure, c.is_about_plan, c.is_any_task, unnest(c.roots) AS root FROM asking c) AS a
        ON a.root = x.root AND a.measure = e.measure
    WHERE NOT a.is_about_plan AND a.is_any_task
  UNION ALL
    SELECT a.target_id, e.id FROM asking a JOIN event e ON e.measure = a.measure
    WHERE NOT a.is_about_plan AND a.is_any_task AND a.roots IS NULL
),
shown AS MATERIALIZED (
    SELECT DISTINCT k.target_id, rtrim(split_part(split_part(substr(p.url, length(%(base)s) + 1), '#', 1), '?', 1), '/') AS path
    FROM asking a JOIN plans_credit k ON k.target_id = a.target_id
    JOIN plans_evidence v ON v.id = k.evidence_id AND v.state = 'accepted'
    JOIN plans_proof p ON p.evidence_id = v.id AND starts_with(p.url, %(base)s || '/')
    WHERE NOT a.is_about_plan
),
happened AS MATERIALIZED (
    SELECT c.target_id, e.id AS event_id, e.unit_id, e."on", e.quantity, btrim(e.title, ' ') AS item
    FROM claim c JOIN asking a USING (target_id) JOIN event e ON e.id = c.event_id
    LEFT JOIN shown n ON n.target_id = c.target_id AND e.url <> ''
        AND n.path = rtrim(CASE WHEN starts_with(e.url, %(base)s) THEN substr(e.url, length(%(base)s) + 1) ELSE e.url END, '/')
    WHERE a.is_about_plan OR (
        n.path IS NULL AND e."on" BETWEEN a.first_day AND a.last_day
        AND (a.forms IS NULL OR a.forms ? (e.facets->>'form'))
        AND (a.languages IS NULL OR a.languages ? (e.facets->>'language'))
        AND (a.audiences IS NULL OR a.audiences ? (e.facets->>'audience'))
        AND (NOT a.is_own OR e.unit_id = ANY (a.own_units)))
),
days AS MATERIALIZED (
    SELECT d::date AS day, date_trunc('week', d)::date AS week, date_trunc('month', d)::date AS month,
           date_trunc('quarter', d)::date AS quarter, date_trunc('year', d)::date AS year
    FROM (SELECT min(r.first) AS first, LEAST(max(r.last), %(on)s) AS last FROM (
            SELECT min(e."on") AS first, max(e."on") AS last FROM plans_evidence e
          UNION ALL
            SELECT min(h."on"), max(h."on") FROM happened h) AS r) AS seen
    CROSS JOIN LATERAL generate_series(seen.first::timestamp, seen.last::timestamp, '1 day'::interval) AS d
),
credited AS (
    SELECT {columns}, c.quantity, e.state, NULL::bigint AS event_id,
           CASE WHEN s.each_quantity IS NULL THEN '' ELSE btrim(c.item, ' ') END AS item
    FROM spec s
    JOIN plans_credit c ON c.target_id = s.target_id
    JOIN plans_evidence e ON e.id = c.evidence_id
    JOIN days d ON d.day = e."on"
    WHERE s.measure <> ALL (%(about_plan)s) AND e.state IN ('accepted', 'submitted') AND e."on" <= %(on)s
  UNION ALL
    SELECT {columns}, e.quantity, 'accepted', e.event_id, CASE WHEN s.each_quantity IS NULL THEN '' ELSE e.item END
    FROM spec s JOIN happened e ON e.target_id = s.target_id JOIN days d ON d.day = e."on"
),
inside AS (
    SELECT c.* FROM credited c
    WHERE c.per = 'once' OR CASE
        WHEN NOT c.is_split AND c.per = 'week' THEN c.bucket BETWEEN LEAST(c.first_week, c.last_week) AND c.last_week
        WHEN NOT c.is_split THEN c.bucket BETWEEN c.first_bucket AND c.ends_on
        ELSE EXISTS (
            SELECT FROM jsonb_array_elements(c.periods) AS x(p)
            WHERE c.bucket BETWEEN CASE c.per
                WHEN 'week' THEN LEAST(date_trunc('week', (p->>'starts_on')::timestamp + '3 days'::interval),
                                       date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval))
                ELSE date_trunc(c.per, (p->>'starts_on')::timestamp) END
            AND CASE c.per
                WHEN 'week' THEN date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval)
                ELSE (p->>'ends_on')::timestamp END) END
)
"""

_FIELDS = """t.id AS target_id, k.id AS task_id, t."order", t.comparison, t.quantity, t.unit_text, t.per, t.per_unit,
           t.each_quantity, t.each_unit_text, t.measure, t.measure_filter, t.is_implied,
           k.plan_id, k.starts_on, k.ends_on, k.periods"""
_IN_FORCE = """(k.valid_from IS NULL OR k.valid_from <= %(on)s) AND (k.valid_until IS NULL OR k.valid_until > %(on)s)"""

# Which day, unit and period a line of evidence or an event `e` of the target `s` belongs to.
_COLUMNS = """s.target_id, s.set_no, s.per, s.starts_on, s.ends_on, s.periods, s.is_split,
           s.first_week, s.last_week, s.first_bucket, e.unit_id, e."on",
           CASE s.per
               WHEN 'once' THEN s.starts_on
               WHEN 'week' THEN CASE
                   WHEN NOT s.is_split AND e."on" BETWEEN s.starts_on AND s.ends_on
                       THEN LEAST(GREATEST(d.week, s.first_week), s.last_week)
                   WHEN s.is_split THEN COALESCE((
                       SELECT LEAST(GREATEST(date_trunc('week', e."on"::timestamp),
                           date_trunc('week', (p->>'starts_on')::timestamp + '3 days'::interval)),
                           date_trunc('week', (p->>'ends_on')::timestamp - '3 days'::interval))::date
                       FROM jsonb_array_elements(s.periods) WITH ORDINALITY AS x(p, n)
                       WHERE e."on" BETWEEN (p->>'starts_on')::date AND (p->>'ends_on')::date ORDER BY n LIMIT 1),
                       d.week)
                   ELSE d.week END
               WHEN 'month' THEN d.month
               WHEN 'quarter' THEN d.quarter
               ELSE d.year END AS bucket"""

_TALLIES = """,
line AS (
    SELECT i.target_id, i.bucket, t.cell_unit, i.item,
           COALESCE(sum(i.quantity) FILTER (WHERE i.state = 'accepted'), 0) AS done, sum(i.quantity) AS hoped,
           COALESCE(sum(i.quantity) FILTER (WHERE i.event_id IS NOT NULL), 0) AS auto
    FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
    WHERE i.set_no IS NULL OR t.cell_unit IS NOT NULL
    GROUP BY i.target_id, i.bucket, t.cell_unit, i.item
),
ranked AS (
    SELECT l.target_id, l.bucket, l.cell_unit, l.done, l.auto, LEAST(l.done, s.each_quantity) AS part,
           LEAST(l.hoped, s.each_quantity) AS part_hoped, floor(s.quantity) AS wanted, s.quantity IS NULL AS is_open,
           row_number() OVER (PARTITION BY l.target_id, l.bucket, l.cell_unit
                              ORDER BY LEAST(l.done, s.each_quantity) DESC) AS place,
           row_number() OVER (PARTITION BY l.target_id, l.bucket, l.cell_unit
                              ORDER BY LEAST(l.hoped, s.each_quantity) DESC) AS place_hoped
    FROM line l JOIN spec s USING (target_id)
    WHERE s.each_quantity IS NOT NULL AND s.quantity IS NOT NULL AND NOT s.is_percent AND s.comparison <> '<='
),
capped AS (
    SELECT r.target_id, r.bucket, sum(r.done) AS actual,
           sum(r.part) FILTER (WHERE r.place <= r.wanted) AS counted,
           sum(r.part_hoped) FILTER (WHERE r.place_hoped <= r.wanted) AS hoped, false AS is_broken,
           sum(r.auto) AS auto
    FROM ranked r GROUP BY r.target_id, r.bucket, r.cell_unit
  UNION ALL
    SELECT x.target_id, x.bucket, x.done,
           CASE WHEN x.is_yes_no THEN (x.done > 0)::int WHEN x.comparison = '<=' THEN x.done
                ELSE LEAST(x.done, x.quantity) END,
           CASE WHEN x.is_yes_no THEN 1 WHEN x.comparison = '<=' THEN x.hoped ELSE LEAST(x.hoped, x.quantity) END,
           NOT x.is_yes_no AND x.comparison = '<=' AND x.done > x.quantity, x.auto
    FROM (
        SELECT l.target_id, l.bucket, l.cell_unit, s.comparison, s.quantity,
               s.is_percent OR s.quantity IS NULL AS is_yes_no, sum(l.done) AS done, sum(l.hoped) AS hoped,
               sum(l.auto) AS auto
        FROM line l JOIN spec s USING (target_id)
        WHERE s.each_quantity IS NULL OR s.quantity IS NULL OR s.is_percent OR s.comparison = '<='
        GROUP BY l.target_id, l.bucket, l.cell_unit, s.comparison, s.quantity, s.is_percent
    ) AS x
),
tally AS (
    SELECT target_id, sum(actual) AS actual, sum(counted) AS counted, sum(hoped) AS hoped,
           sum(auto) AS auto,
           array_agg(DISTINCT bucket) FILTER (WHERE counted > 0) AS active,
           array_agg(bucket) FILTER (WHERE is_broken) AS broken, array_agg(DISTINCT bucket) AS reported
    FROM capped GROUP BY target_id
)
SELECT s.target_id, s.task_id, s."order", s.comparison, s.quantity, s.unit_text, s.per, s.each_quantity,
       s.each_unit_text, s.measure, s.measure_filter, s.is_implied, s.is_percent, s.unit_ids, s.plan_id,
       COALESCE(t.actual, 0), COALESCE(t.counted, 0), COALESCE(t.hoped, 0), COALESCE(t.auto, 0), t.active, t.broken, t.reported
FROM spec s LEFT JOIN tally t USING (target_id)
ORDER BY s.task_id, s."order", s.target_id
"""

# Months: the running sum of each cell, capped month by month; what a month adds is the difference to the month before.
# Of "each" targets the single items are handed out: which of them are the best changes from month to month.
_MONTHS = """,
monthly AS (
    SELECT i.target_id, i.bucket, t.cell_unit, i.item, date_trunc('month', i."on"::timestamp)::date AS month,
           sum(i.quantity) AS quantity
    FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
    WHERE i.state = 'accepted' AND (i.set_no IS NULL OR t.cell_unit IS NOT NULL)
    GROUP BY i.target_id, i.bucket, t.cell_unit, i.item, month
),
running AS (
    SELECT m.target_id, m.bucket, m.month, m.cell_unit, m.item, m.quantity,
           s.each_quantity IS NOT NULL AND s.quantity IS NOT NULL AND NOT s.is_percent AND s.comparison <> '<=' AS is_each,
           s.is_percent OR s.quantity IS NULL AS is_yes_no, s.comparison, s.quantity AS quota,
           sum(m.quantity) OVER (PARTITION BY m.target_id, m.bucket, m.cell_unit ORDER BY m.month) AS so_far
    FROM monthly m JOIN spec s USING (target_id)
),
reached AS (
    SELECT DISTINCT target_id, bucket, month, cell_unit, CASE
        WHEN is_yes_no THEN (so_far > 0)::int WHEN comparison = '<=' THEN (so_far > quota)::int
        ELSE LEAST(so_far, quota) END AS reached
    FROM running WHERE NOT is_each
),
added AS (
    SELECT target_id, bucket, month, reached - COALESCE(lag(reached) OVER (
        PARTITION BY target_id, bucket, cell_unit ORDER BY month), 0) AS added
    FROM reached
),
point AS (
    SELECT target_id, json_build_array(bucket, month, sum(added)::text) AS point
    FROM added GROUP BY target_id, bucket, month HAVING sum(added) <> 0
  UNION ALL
    SELECT target_id, json_build_array(bucket, month, quantity::text, cell_unit, item) FROM running WHERE is_each
),
points AS (SELECT target_id, json_agg(point) AS points FROM point GROUP BY target_id)
SELECT s.target_id, s.task_id, s."order", s.comparison, s.quantity, s.unit_text, s.per, s.each_quantity,
       s.each_unit_text, s.measure, s.measure_filter, s.is_implied, s.is_percent, s.unit_ids, s.plan_id, p.points
FROM spec s LEFT JOIN points p USING (target_id)
ORDER BY s.task_id, s."order", s.target_id
"""

_LINES = """
SELECT i.target_id, i.bucket, t.cell_unit, i.item, sum(i.quantity)
FROM inside i LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
WHERE i.state = 'accepted' AND (i.set_no IS NULL OR t.cell_unit IS NOT NULL)
GROUP BY i.target_id, i.bucket, t.cell_unit, i.item
"""

# Events one by one with the cell they fell into: to be listed and linked.
_EVENTS = """
SELECT i.target_id, s.task_id, s.plan_id, i.event_id, i.unit_id, i."on", i.bucket, t.cell_unit, i.quantity
FROM inside i JOIN spec s ON s.target_id = i.target_id
LEFT JOIN seat t ON t.set_no = i.set_no AND t.unit_id = i.unit_id AND t.valid @> i."on"
WHERE i.event_id IS NOT NULL AND (i.set_no IS NULL OR t.cell_unit IS NOT NULL)
ORDER BY i."on" DESC, i.event_id DESC, s.task_id, s."order", i.target_id
"""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as stored, the units it is shared among, its cells added up. Its task's periods are not in it."""

    id: int
    task_id: int
    order: int
    comparison: str
    quantity: Decimal | None
    unit_text: str
    per: str
    each_quantity: Decimal | None
    each_unit_text: str
    measure: str
    measure_filter: dict[str, Any]
    is_implied: bool
    is_percent: bool
    unit_ids: tuple[int, ...]
    plan_id: int
    tally: Tally

    def spec(self, periods: tuple[Span, ...]) -> TargetSpec:
        return TargetSpec(
            id=self.id,
            quantity=self.quantity,
            periods=periods,
            comparison=self.comparison,
            per=self.per,
            unit_text=self.unit_text,
            each_quantity=self.each_quantity,
            each_unit_text=self.each_unit_text,
            unit_ids=self.unit_ids,
            is_percent=self.is_percent,
            is_implied=self.is_implied,
            measure=self.measure,
            measure_filter=MeasureFilter.from_json(self.measure_filter) if self.measure else None,
            task_id=self.task_id,
            order=self.order,
        )


def target_tallies(
    *, on: date, plan_ids: Sequence[int] = (), task_ids: Sequence[int] = ()
) -> Iterator[TargetRow]:
    """Every target of these plans, or of these tasks, with evidence up to the day and what the platform counted by itself
    added up. One statement."""
    for *fields, actual, counted, hoped, auto, active, broken, reported in _rows(
        _TALLIES, on, plan_ids, task_ids
    ):
        yield _target_row(
            fields,
            Tally(
                actual, counted, hoped, frozenset(active or ()), tuple(broken or ()), frozenset(reported or ()),
                auto,
            ),
        )  # fmt: skip


def target_months(
    *, on: date, plan_ids: Sequence[int] = ()
) -> Iterator[tuple[TargetRow, list[tuple[date, date, Decimal, int | None, str | None]]]]:
    """Every target of these plans with (bucket, month, added) for each month anything was proved in. One statement.

    Of "each" targets: (bucket, month, proved, unit, item), not yet capped.
    """
    for *fields, points in _rows(_MONTHS, on, plan_ids, ()):
        found = [
            (date.fromisoformat(bucket), date.fromisoformat(month), Decimal(value), *(rest or (None, None)))
            for bucket, month, value, *rest in points or ()
        ]
        yield _target_row(fields, Tally()), found


def _target_row(fields: list[Any], tally: Tally) -> TargetRow:
    fields[10] = json.loads(fields[10] or "{}") if isinstance(fields[10], str) else fields[10]
    fields[13] = tuple(fields[13] or ())
    return TargetRow(*[*fields, tally])


def credit_lines(*, on: date, task_ids: Sequence[int]) -> Iterator[tuple[int, date, CreditLine]]:
    """What counts for these tasks added up per target, period, unit and item: (target, bucket, line). One statement."""
    for target_id, bucket, unit_id, item, quantity in _rows(_LINES, on, (), task_ids):
        yield target_id, bucket, CreditLine(bucket, quantity, unit_id, item)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as it counts for one target: in which period, and of a shared target for which unit."""

    target_id: int
    task_id: int
    plan_id: int
    event_id: int
    unit_id: int
    on: date
    bucket: date
    cell_unit_id: int | None
    quantity: Decimal


def event_lines(
    *, on: date, plan_ids: Sequence[int] = (), task_ids: Sequence[int] = (), since: datetime | None = None
) -> list[EventLine]:
    """What the platform counted by itself for targets of these plans or tasks up to the day, newest first. With `since`
    instead what began or ceased to count after that moment. One statement."""
    rows = _rows(
        _EVENTS, on, plan_ids, task_ids, events=COUNTED_SQL if since is None else CHANGED_SQL, since=since
    )
    return [EventLine(*row) for row in rows]


def statement_for(
    part: str, *, on: date, plan_ids: Sequence[int] = (), task_ids: Sequence[int] = (), events: str = COUNTED_SQL,
    since: datetime | None = None,
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The whole statement with its values, to be run or explained."""
    scope = "k.plan_id = ANY(%(plans)s)" if plan_ids else "k.id = ANY(%(tasks)s)"
    values = {
        "on": on, "plans": list(plan_ids), "tasks": list(task_ids), "since": since,
        "about_plan": sorted(ABOUT_A_PLAN), "base": settings.DANBIET_BASE_URL,
    }  # fmt: skip
    text = _SPEC.format(scope=scope, events=events, columns=_COLUMNS, fields=_FIELDS, in_force=_IN_FORCE)
    return text + part, values


def _rows(
    part: str, on: date, plan_ids: Sequence[int], task_ids: Sequence[int], *, events: str = COUNTED_SQL,
    since: datetime | None = None,
) -> list[tuple[Any, ...]]:  # fmt: skip
    text, values = statement_for(
        part, on=on, plan_ids=plan_ids, task_ids=task_ids, events=events, since=since
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return list(cursor.fetchall())
