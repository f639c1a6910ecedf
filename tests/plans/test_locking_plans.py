"""Plans issued or withdrawn with a date in a locked period: only within a correction, and how many units have issued is on record."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from tests.factories import plans as make

from danbiet.audit.models import Entry
from danbiet.kit.workdays import calendar
from danbiet.plans.actions.correcting import decide_correction
from danbiet.plans.actions.correcting_plans import ask_plan_correction
from danbiet.plans.actions.issuing import issue_plan, withdraw_plan
from danbiet.plans.actions.locking import lock_period
from danbiet.plans.actions.redrafting import redraft_plan
from danbiet.plans.actions.refusals import PeriodLocked, PlanRefusal
from danbiet.plans.calc.reporting import report_period
from danbiet.plans.models import Correction, CorrectionStep, Plan
from danbiet.plans.queries.progress import tasks_progress
from danbiet.plans.queries.report_figures import report_figures

AT = datetime(2021, 7, 20, 3, tzinfo=UTC)
TODAY, SHUT, OPEN = date(2021, 7, 20), date(2021, 3, 10), date(2021, 7, 5)
ISSUED, ALLOWED = "plans.plan_issued", "allowed"


class Cast:
    """A province's plan one of whose targets counts the plans units issue, and the drafts of three units."""

    def __init__(self, count: int = 3) -> None:
        root = make.unit("Tỉnh", kind="province", code="94")
        self.top = make.plan(root)
        self.task = make.task(make.group(self.top), leads=[root])
        make.target(self.task, count, measure="unit_plans_issued", unit_text="kế hoạch")
        self.units = [make.unit(f"Sở số {number}", parent=root) for number in range(1, count + 1)]
        self.drafts = [self.draft(unit) for unit in self.units]

    def draft(self, unit: object) -> Plan:
        made = make.plan(unit, parent=self.top, state="draft")  # type: ignore[arg-type]
        make.task(make.group(made), leads=[unit], parent=self.task)  # type: ignore[list-item]
        return made

    def figures(self, on: date = date(2021, 6, 30)) -> tuple[int, int, Decimal | None]:
        """Units that issued, units addressed, the percent of the task that counts them."""
        found = report_figures(self.top, period=report_period("2021-Q2"), as_of=on)
        return (
            found["units_issued"],
            found["units_addressed"],
            tasks_progress([self.task.pk], on)[self.task.pk].percent,
        )


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def shut(key: str = "2021-Q2") -> None:
    lock_period(key, by=None, at=AT, on=TODAY)


def issue(plan: Plan, *, on: date = SHUT, why: str = "") -> None:
    issue_plan(
        plan.pk, number=f"{plan.pk}/KH", issued_on=on, by=None, at=AT, calendar=calendar(), why=why
    )  # fmt: skip


def allow(plan: Plan, *, on: date = SHUT) -> Correction:
    made = ask_plan_correction(plan.pk, issued_on=on, reason="Văn bản ký từ tháng 3", by=None, at=AT)
    return decide_correction(made.pk, is_allowed=True, answer="", by=None, at=AT)


def test_plan_dated_in_a_locked_period_is_not_issued_without_a_correction(cast: Cast) -> None:
    shut()
    before = cast.figures()

    with pytest.raises(PeriodLocked, match="30/06/2021"):
        issue(cast.drafts[0])

    assert Plan.objects.get(pk=cast.drafts[0].pk).state == "draft"
    assert cast.figures() == before
    assert not Correction.objects.exists()


def test_plan_dated_after_the_locked_period_is_issued_as_ever(cast: Cast) -> None:
    shut()

    issue(cast.drafts[0], on=OPEN)

    assert not Correction.objects.exists()
    assert cast.figures()[0] == 0


def test_correction_allowed_lets_one_plan_be_issued_and_keeps_the_counts_before_and_after(cast: Cast) -> None:
    shut()
    allow(cast.drafts[0])

    issue(cast.drafts[0])

    units, task = CorrectionStep.objects.order_by("id")
    assert (units.above, units.before, units.after, units.day) == (cast.top, 0, 1, SHUT)
    assert (task.task, task.before, task.after) == (cast.task, Decimal(0), Decimal("33.33"))
    assert Correction.objects.get().state == "done"
    entry = Entry.objects.get(verb="plans.corrected")
    assert (entry.reason, entry.details["units_issued"]) == ("Văn bản ký từ tháng 3", ["0", "1"])
    assert cast.figures()[:2] == (1, 3)
    with pytest.raises(PeriodLocked):
        issue(cast.drafts[1])


def test_reason_of_who_locks_makes_the_correction_at_once(cast: Cast) -> None:
    shut()

    issue(cast.drafts[0], why="Nhập muộn")

    made = Correction.objects.get()
    assert (made.plan, made.state, made.reason) == (cast.drafts[0], "done", "Nhập muộn")


def test_plan_issued_in_a_period_that_is_locked_since_is_withdrawn_only_within_a_correction(
    cast: Cast,
) -> None:
    plan = cast.drafts[0]
    issue(plan)
    shut()

    with pytest.raises(PeriodLocked):
        withdraw_plan(plan.pk, reason="Sai căn cứ", by=None, at=AT)
    allow(plan, on=OPEN)  # its own date holds, whatever is said
    withdraw_plan(plan.pk, reason="Sai căn cứ", by=None, at=AT)

    units = CorrectionStep.objects.get(above=cast.top)
    assert (units.deed, units.before, units.after) == ("plans.plan_withdrawn", 1, 0)
    assert cast.figures()[:2] == (0, 3)  # the unit still owes a plan
    redraft_plan(plan.pk, by=None, at=AT)
    assert cast.figures()[:2] == (0, 3)


def test_plan_of_the_year_dated_the_year_before_is_shut_with_the_first_days_of_its_year(cast: Cast) -> None:
    shut("2021-M01")

    with pytest.raises(PeriodLocked):
        issue(cast.drafts[0], on=date(2020, 12, 20))


def test_plan_without_one_above_needs_a_correction_too_and_moves_no_count(cast: Cast) -> None:
    alone = make.plan(cast.units[0], state="draft")
    make.task(make.group(alone), leads=[cast.units[0]])
    shut()

    with pytest.raises(PeriodLocked):
        issue(alone)
    issue(alone, why="Nhập muộn")

    step = CorrectionStep.objects.get()
    assert (step.above, step.task, step.before, step.after) == (None, None, None, None)


def test_correction_of_a_plan_is_asked_once_with_a_reason_for_a_locked_day(cast: Cast) -> None:
    plan = cast.drafts[0]
    with pytest.raises(PlanRefusal, match="10/03/2021"):
        allow(plan)
    shut()
    with pytest.raises(PlanRefusal):
        ask_plan_correction(plan.pk, issued_on=SHUT, reason=" ", by=None, at=AT)
    with pytest.raises(PlanRefusal):
        ask_plan_correction(plan.pk, issued_on=OPEN, reason="x", by=None, at=AT)
    allow(plan)
    with pytest.raises(PlanRefusal):
        ask_plan_correction(plan.pk, issued_on=SHUT, reason="x", by=None, at=AT)
    with pytest.raises(PlanRefusal):
        ask_plan_correction(0, issued_on=SHUT, reason="x", by=None, at=AT)


def test_leave_to_issue_a_plan_is_no_leave_to_add_evidence(cast: Cast) -> None:
    from danbiet.plans.actions.evidence import draft_evidence
    from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft, ProofDraft
    from danbiet.plans.models import Target

    plan = cast.drafts[1]
    issue(plan)
    target = Target.objects.get(task__plan=plan)
    shut()
    allow(plan)
    draft = EvidenceDraft(
        on=SHUT, title="Tin", kind="article", credits=(CreditDraft(target.pk, Decimal(1)),),
        proofs=(ProofDraft("link", url="https://vi.du.vn/a"),),
    )  # fmt: skip

    with pytest.raises(PeriodLocked):
        draft_evidence(draft, unit_id=plan.unit_id, by=None, at=AT, today=TODAY)


@pytest.mark.parametrize("seed", range(6))
def test_counts_of_a_locked_period_never_move_without_a_correction_row(cast: Cast, seed: int) -> None:
    """Whatever is tried in whatever order, units issued, units addressed and the task that counts them are as at the locking
    plus the steps."""
    chance = Random(seed)
    issue(cast.drafts[2])
    shut()
    now = cast.figures()
    for _ in range(20):
        with contextlib.suppress(PlanRefusal):
            _something(cast, chance)
        then, now = now, cast.figures()
        assert then[1] == now[1]
        if then != now:
            units = CorrectionStep.objects.filter(above=cast.top).latest("id")
            task = CorrectionStep.objects.filter(task=cast.task).latest("id")
            assert (units.before, units.after) == (then[0], now[0])
            assert task.after == round(now[2] or 0, 2)


def _something(cast: Cast, chance: Random) -> None:
    plan = chance.choice(list(Plan.objects.filter(parent=cast.top)))
    day, why = chance.choice([SHUT, OPEN]), chance.choice(["", "nhập muộn"])
    deed = chance.randrange(5)
    if deed < 2:
        issue(plan, on=day, why=why)
    elif deed == 2:
        withdraw_plan(plan.pk, reason="sai", by=None, at=AT, is_correction=bool(why))
    elif deed == 3:
        redraft_plan(plan.pk, by=None, at=AT)
    else:
        allow(plan, on=day)
