"""Measures what people wait for against the same figures by one plain statement, in one run. Prints a table, keeps nothing.

Limits (issue 2, Must show 4): a page ≤ 12 queries and ≤ 5 × the statement; recomputing everything ≤ 20 ×; the
consolidated Word report ≤ 10 s. Times are medians; ratios are what counts, the machine's own speed is not.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from danbiet.accounts.models import User
from danbiet.measures.models import Event
from danbiet.plans.calc.reporting import report_period
from danbiet.plans.models import Evidence, Plan, Task
from danbiet.plans.queries.files import report_file
from danbiet.plans.queries.progress import plan_progress, plans_progress
from danbiet.plans.queries.turns import standings
from danbiet.plans.queries.why import month_matrix

from . import seed

ON = date(2021, 10, 15)
MOST_QUERIES, PAGE_RATIO, ALL_RATIO, REPORT_SECONDS = 12, 5.0, 20.0, 10.0

# The same figures by hand, evidence and pages counted capped each for itself: per month or in all, without shared seats, items, straight lines, statuses or words.
PLAIN = """
SELECT k.plan_id, avg(target.percent) FROM (
    SELECT t.task_id, t.id, 100 * LEAST(1, COALESCE(sum(cell.counted), 0) / NULLIF(t.quantity * GREATEST(1, CASE t.per
        WHEN 'week' THEN (k.ends_on - k.starts_on) / 7 WHEN 'month' THEN (k.ends_on - k.starts_on) / 30
        WHEN 'quarter' THEN (k.ends_on - k.starts_on) / 91 ELSE 1 END), 0)) AS percent
    FROM plans_target t JOIN plans_task k ON k.id = t.task_id LEFT JOIN (
        SELECT c.target_id, e.unit_id, CASE WHEN s.per = 'once' THEN NULL ELSE date_trunc(s.per, e."on"::timestamp) END,
               LEAST(sum(c.quantity), s.quantity) AS counted
        FROM plans_credit c JOIN plans_evidence e ON e.id = c.evidence_id JOIN plans_target s ON s.id = c.target_id
        JOIN plans_task w ON w.id = s.task_id
        WHERE e.state = 'accepted' AND e."on" <= %(on)s AND w.plan_id = ANY(%(plans)s)
        GROUP BY 1, 2, 3, s.quantity
      UNION ALL
        SELECT s.id, v.unit_id, CASE WHEN s.per = 'once' THEN NULL ELSE date_trunc(s.per, v."on"::timestamp) END,
               LEAST(sum(v.quantity), s.quantity)
        FROM measures_event v CROSS JOIN LATERAL jsonb_array_elements_text(v.facets->'tasks') AS x(task)
        JOIN plans_target s ON s.task_id = x.task::bigint AND s.measure = v.measure JOIN plans_task w ON w.id = s.task_id
        WHERE v.withdrawn_at IS NULL AND v."on" <= %(on)s AND w.plan_id = ANY(%(plans)s)
        GROUP BY 1, 2, 3, s.quantity
    ) AS cell ON cell.target_id = t.id
    WHERE k.plan_id = ANY(%(plans)s) GROUP BY t.id, k.id
) AS target JOIN plans_task k ON k.id = target.task_id GROUP BY k.plan_id
"""

# The heat map by hand: what each month of each group of the province's plan has proved, unit by unit, capped.
PLAIN_MONTHS = """
SELECT k.group_id * 100 + m.month, avg(100 * LEAST(1, COALESCE(cell.counted, 0) / NULLIF(t.quantity, 0)))
FROM plans_task k JOIN plans_target t ON t.task_id = k.id CROSS JOIN generate_series(1, 12) AS m(month)
LEFT JOIN (
    SELECT line.target_id, line.month, sum(LEAST(line.done, s.quantity)) AS counted FROM (
        SELECT c.target_id, e.unit_id, extract(month FROM e."on") AS month, sum(c.quantity) AS done
        FROM plans_credit c JOIN plans_evidence e ON e.id = c.evidence_id
        JOIN plans_target s ON s.id = c.target_id JOIN plans_task w ON w.id = s.task_id
        WHERE e.state = 'accepted' AND e."on" <= %(on)s AND w.plan_id = %(top)s GROUP BY 1, 2, 3
    ) AS line JOIN plans_target s ON s.id = line.target_id GROUP BY 1, 2
) AS cell ON cell.target_id = t.id AND cell.month = m.month
WHERE k.plan_id = %(top)s GROUP BY 1
"""


@dataclass(frozen=True)
class Line:
    """One measurement."""

    name: str
    seconds: float
    queries: int
    plain: float
    limit: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.plain

    @property
    def is_good(self) -> bool:
        return self.ratio <= self.limit and (self.queries <= MOST_QUERIES or self.limit == ALL_RATIO)

    def __str__(self) -> str:
        return (
            f"{self.name:<34}{self.seconds * 1000:>9.0f} ms{self.plain * 1000:>9.0f} ms{self.ratio:>8.1f} ×"
            f"{self.limit:>7.0f} ×{self.queries:>7}   {'đạt' if self.is_good else 'KHÔNG ĐẠT'}"
        )


def measure(arguments: list[str]) -> int:
    """Fill the database, measure everything there is, print it. Exit status 1 when a limit is passed."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--explain", action="store_true", help="print what PostgreSQL does for the large statements"
    )
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    seed.fill()
    print(f"Dữ liệu: {Plan.objects.count() - 1} đơn vị có kế hoạch, {Task.objects.count()} nhiệm vụ, "
          f"{Evidence.objects.count()} minh chứng, {Event.objects.count()} tin, bài tự đếm ({time.perf_counter() - began:.0f} s)")  # fmt: skip
    if options.explain:
        return _explain()
    print(f"{'':<34}{'trang':>12}{'SQL thuần':>12}{'tỷ lệ':>10}{'hạn':>9}{'câu hỏi':>8}")
    lines = []
    for line in _lines(options.rounds):
        print(line, flush=True)
        lines.append(line)
    return 0 if all([*(line.is_good for line in lines), _word_report()]) else 1


def _word_report() -> bool:
    """The consolidated report of a quarter as Word, told as it goes; the limit is in seconds, not against a statement."""
    top = Plan.objects.get(parent__isnull=True)
    ticks: list[int] = []
    began = time.perf_counter()
    made = report_file(
        top, period=report_period("2021-Q3"), on=ON, progress=lambda done, _total: ticks.append(done)
    )
    seconds = time.perf_counter() - began
    is_good = seconds <= REPORT_SECONDS and len(ticks) > 1
    print(f"{'báo cáo tổng hợp (Word)':<34}{seconds * 1000:>9.0f} ms{'hạn':>12} {REPORT_SECONDS:.0f} s, "
          f"{len(made.content) // 1024} KB, báo tiến độ {len(ticks)} lần   {'đạt' if is_good else 'KHÔNG ĐẠT'}")  # fmt: skip
    return is_good


def _lines(rounds: int) -> list[Line]:
    every = list(Plan.objects.values_list("pk", flat=True))
    top = Plan.objects.get(parent__isnull=True).pk
    plain_all = _median(lambda: _plain(every), rounds)
    plain_top = _median(lambda: _plain([top]), rounds)
    plain_months = _median(lambda: _plain([], top=top), rounds)
    plain_both = _median(lambda: _plain(every, top=top), rounds)
    found = [
        _line("tính lại mọi kế hoạch", lambda: plans_progress(every, ON), plain_all, ALL_RATIO, rounds),
        _line("kế hoạch tỉnh (truy vấn)", lambda: plan_progress(top, ON), plain_top, PAGE_RATIO, rounds),
        _line("nhóm × tháng (truy vấn)", lambda: month_matrix(top, ON), plain_months, PAGE_RATIO, rounds),
        _line("đơn vị chậm, chưa báo cáo", lambda: standings(2021, ON), plain_all, PAGE_RATIO, rounds),
    ]
    return found + _pages(top, plain_all, plain_top, plain_both, rounds)


def _pages(top: int, plain_all: float, plain_top: float, plain_both: float, rounds: int) -> list[Line]:
    """Pages as a browser asks for them; those that do not exist yet are left out and said."""
    wanted = [
        ("trang kế hoạch công khai", "plans:plan-public", [top], None, plain_top),
        ("bàn làm việc của đơn vị", "portal:desk-home", [], "bench-officer", plain_all),
        ("bàn làm việc của tỉnh", "portal:desk-home", [], "bench-office", plain_both),
        ("toàn tỉnh", "portal:overview", [], "bench-office", plain_both),
        ("danh sách minh chứng", "plans:evidence-list", [], "bench-office", plain_all),
    ]
    found = []
    for name, url_name, arguments, username, plain in wanted:
        try:
            url = reverse(url_name, args=arguments)
        except NoReverseMatch:
            print(f"{name:<34}chưa có ({url_name})")
            continue
        client = Client(HTTP_HOST="localhost")
        if username:
            client.force_login(
                User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
            )

        def page(url: str = url, client: Client = client) -> None:
            response = client.get(url)
            if response.status_code != 200:
                raise RuntimeError(f"{url}: {response.status_code}")

        found.append(_line(name, page, plain, PAGE_RATIO, rounds))
    return found


def _plain(plans: list[int], *, top: int | None = None) -> None:
    """One statement: the plans' progress, the province's months, or both for pages that show both."""
    parts = [*([PLAIN] if plans else []), *([PLAIN_MONTHS] if top is not None else [])]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {"on": ON, "plans": plans, "top": top})
        cursor.fetchall()


def _line(name: str, act: Callable[[], object], plain: float, limit: float, rounds: int) -> Line:
    act()
    with CaptureQueriesContext(connection) as queries:
        act()
    count = len(queries)
    return Line(name, _median(act, rounds), count, plain, limit)


def _median(act: Callable[[], object], rounds: int) -> float:
    act()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _explain() -> int:
    from danbiet.plans.queries import tallies

    top = Plan.objects.get(parent__isnull=True).pk
    every = list(Plan.objects.values_list("pk", flat=True))
    for name, statement, plans in (
        ("all", "_TALLIES", every),
        ("top", "_TALLIES", [top]),
        ("months", "_MONTHS", [top]),
    ):
        text, values = tallies.statement_for(getattr(tallies, statement), on=ON, plan_ids=plans)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, SETTINGS) {text}", values)
            print(f"--- {name}\n" + "\n".join(row[0] for row in cursor.fetchall()))
    return 0
