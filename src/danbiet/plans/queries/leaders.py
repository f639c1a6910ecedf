"""The leaders' paper: a province's plan of the year on one page. What is late, who is best, what needs a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from danbiet.exports.render.brief import MOST_ROWS, Brief, BriefList
from danbiet.kit.text import viet_sort_key
from danbiet.org.queries import Rights, Tree

from ..calc.progress import OVERDUE, PlanProgress, TaskProgress
from ..calc.reporting import points
from ..enums import EvidenceState, LetterState, PlanState, ReportState, UrgingLevel
from ..models import Evidence, PaperReader, Plan, Report, UrgingLetter
from .progress import plans_in_full
from .public import issued_plans

STALE = 7  # days evidence may wait before it is a matter for leaders


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's own plan in the paper."""

    unit_id: int
    name: str
    percent: Decimal
    week_ago: Decimal
    overdue: int

    @property
    def gain(self) -> Decimal:
        """Points won in the week."""
        return self.percent - self.week_ago


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that needs a decision: what, and how much of it."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class LeadersPaper:
    """As of a day. `late`: tasks of the plan itself with days late; `behind`: units by overdue tasks; `best`: units by
    progress, then by what they won in the week."""

    plan: Plan
    on: date
    progress: PlanProgress
    week_ago: PlanProgress
    late: tuple[tuple[TaskProgress, int], ...]
    behind: tuple[UnitLine, ...]
    best: tuple[UnitLine, ...]
    matters: tuple[Matter, ...]


def plan_for_leaders(rights: Rights, on: date) -> Plan | None:
    """The issued top plan of the day's year (else the newest before) of a unit in which the person holds a role or stands above."""
    rows = issued_plans().filter(issued_on__lte=on, year__lte=on.year)
    return next((plan for plan in rows if rights.holds(plan.unit_id)), None)


def leaders_paper(plan: Plan, *, on: date, units: Tree) -> LeadersPaper:
    """The paper of a plan as of a day. Thirteen queries, whatever the number of units."""
    before = on - timedelta(days=7)
    children = {
        child.pk: child.unit_id
        for child in Plan.objects.filter(parent=plan, state=PlanState.ISSUED, issued_on__lte=on).defer(
            "sections"
        )
    }
    now = plans_in_full([plan.pk, *children], on)
    then = plans_in_full([plan.pk, *children], before)
    lines = [
        UnitLine(
            unit_id, units.full_name(unit_id), now[pk].percent or Decimal(0), then[pk].percent or Decimal(0),
            sum(task.status == OVERDUE for task in now[pk].tasks),
        )
        for pk, unit_id in children.items()
        if now[pk].percent is not None
    ]  # fmt: skip
    late = [(task, (on - task.task.ends_on).days) for task in now[plan.pk].tasks if task.status == OVERDUE]
    return LeadersPaper(
        plan=plan,
        on=on,
        progress=now[plan.pk],
        week_ago=then[plan.pk],
        late=tuple(sorted(late, key=lambda pair: (-pair[1], pair[0].task.id))),
        behind=tuple(
            sorted(
                (one for one in lines if one.overdue),
                key=lambda one: (-one.overdue, one.percent, viet_sort_key(one.name)),
            )
        ),
        best=tuple(sorted(lines, key=lambda one: (-one.percent, -one.gain, viet_sort_key(one.name)))),
        matters=tuple(one for one in _matters(plan, on=on) if one.count),
    )


def _matters(plan: Plan, *, on: date) -> list[Matter]:
    own = [plan.pk, *Plan.objects.filter(parent=plan).values_list("pk", flat=True)]
    stale = Evidence.objects.filter(
        state=EvidenceState.SUBMITTED, on__year=plan.year, submitted_at__date__lte=on - timedelta(days=STALE)
    ).count()
    unissued = (
        Plan.objects.filter(parent=plan).exclude(state__in=(PlanState.ISSUED, PlanState.WITHDRAWN)).count()
        if plan.unit_plans_due_on is not None and plan.unit_plans_due_on < on
        else 0
    )
    return [
        Matter("Minh chứng chờ công nhận quá 7 ngày", stale),
        Matter(
            "Báo cáo của đơn vị chờ chấp nhận",
            Report.objects.filter(plan__in=own, state=ReportState.SUBMITTED).count(),
        ),
        Matter("Đơn vị quá hạn chưa ban hành kế hoạch: đôn đốc", unissued),
        Matter(
            "Bản điều chỉnh kế hoạch chờ ký",
            Plan.objects.filter(amends=plan, state=PlanState.SUBMITTED).count(),
        ),
        Matter(
            "Công văn đôn đốc đã soạn, chờ ký",
            UrgingLetter.objects.filter(plan=plan, state=LetterState.DRAFT).count(),
        ),
        Matter(
            "Đơn vị đã bị phê bình trong năm",
            UrgingLetter.objects.filter(plan=plan, state=LetterState.ISSUED, level=UrgingLevel.REPRIMAND)
            .values("unit_id")
            .distinct()
            .count(),
        ),
    ]


def as_brief(paper: LeadersPaper, *, issuer: str) -> Brief:
    """The paper as it is printed and mailed. Vietnamese as it stands, as official papers are."""
    progress = paper.progress
    gain = (progress.percent or Decimal(0)) - (paper.week_ago.percent or Decimal(0))
    return Brief(
        over=issuer,
        title=f"Phiếu theo dõi tuần, đến ngày {paper.on:%d/%m/%Y}",
        under=f"Kế hoạch số {paper.plan.number}: {paper.plan.title}",
        figures=(
            ("Tiến độ chung", points(progress.percent)),
            ("So với tuần trước", f"{'+' if gain >= 0 else ''}{points(gain)}"),
            ("Mốc phải đạt", points(progress.mark)),
            ("Nhiệm vụ hoàn thành", f"{progress.done_count}/{progress.task_count}"),
            ("Nhiệm vụ quá hạn", str(len(paper.late))),
        ),
        lists=(
            _list(
                "Nhiệm vụ của tỉnh quá hạn",
                [(task.label, f"trễ {days} ngày, {points(task.percent)}") for task, days in paper.late],
                "Không có nhiệm vụ nào quá hạn.",
            ),
            _list(
                "Đơn vị chậm",
                [(one.name, f"{one.overdue} quá hạn, {points(one.percent)}") for one in paper.behind],
                "Không có đơn vị nào có nhiệm vụ quá hạn.",
            ),
            _list(
                "Đơn vị dẫn đầu",
                [(one.name, f"{points(one.percent)} ({'+' if one.gain >= 0 else ''}{points(one.gain)})") for one in paper.best],
                "Chưa có đơn vị nào ban hành kế hoạch.",
                tell_more=False,
            ),
            _list("Cần quyết định", [(one.words, str(one.count)) for one in paper.matters], "Không có việc gì chờ quyết định."),
        ),
        foot=f"Số liệu do hệ thống tính từ minh chứng được công nhận đến ngày {paper.on:%d/%m/%Y}.",
    )  # fmt: skip


def _list(heading: str, rows: list[tuple[str, str]], none: str, *, tell_more: bool = True) -> BriefList:
    left = len(rows) - MOST_ROWS
    return BriefList(
        heading=heading,
        rows=tuple(rows[:MOST_ROWS]),
        none=none,
        more=f"và {left} mục khác trên hệ thống" if tell_more and left > 0 else "",
    )


def is_reader(user_id: int | None) -> bool:
    """Whether the person gets the paper by mail."""
    return user_id is not None and PaperReader.objects.filter(user_id=user_id).exists()
