"""The demonstration year as a whole: what it tells, and that it keeps every rule of real evidence."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.cms.models import Attachment, Picture
from danbiet.demo.actions.loading import Load, load_year
from danbiet.demo.registry import ACCOUNTS, PASSWORD, TODAY, Account
from danbiet.measures.models import Event
from danbiet.media.models import Video
from danbiet.org.models import Membership, Unit
from danbiet.org.queries import tree
from danbiet.outbox.models import Message
from danbiet.plans.models import Credit, Evidence, Plan, PlanImport, Proof, Report, Target, Task
from danbiet.plans.queries.progress import plan_progress
from danbiet.plans.queries.report_changes import corrections
from danbiet.visits.models import PageDay

pytestmark = pytest.mark.usefixtures("year")


@pytest.fixture(scope="module")
def plan(year: list[str]) -> Plan:
    return Plan.objects.get(parent=None, year=2021)


def test_province_plan_comes_through_the_importer_and_is_issued_on_its_day(plan: Plan) -> None:
    kept = PlanImport.objects.get()
    assert kept.plan_id == plan.pk
    assert (plan.number, plan.issued_on, plan.state) == ("19/KH-UBND", date(2021, 1, 26), "issued")
    assert plan.title == "Kế hoạch tuyên truyền cải cách hành chính tỉnh Sóc Trăng năm 2021"
    assert (plan.groups.count(), plan.tasks.count()) == (13, 42)
    assert not plan.tasks.exclude(doubts=[]).exists()


def test_units_issue_their_own_plans_most_in_time_some_late_three_never(plan: Plan) -> None:
    children = list(plan.children.all())
    assert len(children) == 48
    issued = [child for child in children if child.state == "issued"]
    assert len(issued) == 45
    assert plan.unit_plans_due_on is not None
    late = [child for child in issued if child.issued_on and child.issued_on > plan.unit_plans_due_on]
    assert len(late) == 6
    assert Counter(child.state for child in children if child.state != "issued") == {
        "draft": 1,
        "submitted": 1,
        "returned": 1,
    }
    communes = Plan.objects.filter(parent__parent=plan)
    assert communes.count() == 61
    assert communes.filter(state="issued").count() == 58


def test_story_of_the_thirteen_groups(plan: Plan) -> None:
    progress = plan_progress(plan.pk, TODAY)
    assert {group.group.order: group.status for group in progress.groups} == {
        1: "on_track", 2: "on_track", 3: "done", 4: "done", 5: "done", 6: "on_track", 7: "on_track", 8: "at_risk",
        9: "at_risk", 10: "on_track", 11: "overdue", 12: "on_track", 13: "on_track",
    }  # fmt: skip
    assert (progress.task_count, progress.done_count) == (42, 20)


def test_figures_of_every_group_follow_from_evidence_and_what_was_published(plan: Plan) -> None:
    """The percentages once more, cell by cell in plain Python, without a line of the calculation under test."""
    progress = plan_progress(plan.pk, TODAY)
    for group in progress.groups:
        tasks = []
        for task in Task.objects.filter(group_id=group.group.id).order_by("order"):
            percents = [_percent(target) for target in task.targets.all()]
            tasks.append(sum(percents) / len(percents))
        assert group.percent is not None
        assert abs(group.percent - sum(tasks) / len(tasks)) < Decimal("0.0001"), group.group.title
    assert progress.percent is not None
    whole = sum(group.percent or 0 for group in progress.groups) / 13
    assert abs(progress.percent - whole) < Decimal("0.0001")


def _percent(target: Target) -> Decimal:
    task = target.task
    assert target.quantity is not None
    leads = [one for one in task.assignments.all() if one.role == "lead"]
    is_shared = target.per_unit or any(one.set_code for one in leads)
    units = {one.unit_id for one in leads}
    above = {unit.id: unit.parent_id for unit in tree(date(2021, 1, 26))}
    held: dict[object, Decimal] = defaultdict(Decimal)
    items: dict[str, Decimal] = defaultdict(Decimal)
    rows = Credit.objects.filter(target=target, evidence__state="accepted", evidence__on__lte=TODAY)
    for credit in rows.select_related("evidence"):
        unit = credit.evidence.unit_id
        while is_shared and unit not in units and above.get(unit):
            unit = above[unit]
        if is_shared and unit not in units:
            continue
        held[(_cell(target.per, credit.evidence.on), unit if is_shared else None)] += credit.quantity
        items[credit.item] += credit.quantity
    for event in Event.objects.filter(
        measure=target.measure, withdrawn_at=None, facets__tasks__contains=task.pk
    ):
        held[(_cell(target.per, event.on), event.unit_id if is_shared else None)] += 1
    seats = len(units) if is_shared else 1
    if target.unit_text.startswith("%"):
        return Decimal(100 * len(held)) / seats
    if target.each_quantity:
        best = sorted((min(count, target.each_quantity) for count in items.values()), reverse=True)
        return 100 * sum(best[: int(target.quantity)]) / target.each_quantity / target.quantity
    months = [date(2021, month, 1) for month in range(1, 13)]
    within = [m for m in months if m >= task.starts_on.replace(day=1) and m <= task.ends_on]
    cells = {"once": 1, "month": len(within), "quarter": 4, "week": 52}[target.per]
    counted = sum(min(count, target.quantity) for count in held.values())
    return min(Decimal(100), 100 * counted / (target.quantity * cells * seats))


def _cell(per: str, on: date) -> object:
    if per == "week":  # 1 to 3 January are too short a week of their own and belong to the one after
        return max(on - timedelta(days=on.weekday()), date(2021, 1, 4))
    return {"once": 0, "month": on.month, "quarter": (on.month - 1) // 3}[per]


def test_credits_reach_every_target_above_exactly_once() -> None:
    parents = dict(Target.objects.values_list("pk", "parent_id"))
    found: dict[int, set[int]] = defaultdict(set)
    for evidence_id, target_id in Credit.objects.values_list("evidence_id", "target_id"):
        found[evidence_id].add(target_id)
    wanted: dict[int, set[int]] = defaultdict(set)
    for evidence_id, target_id in Credit.objects.filter(is_direct=True).values_list(
        "evidence_id", "target_id"
    ):
        above: int | None = target_id
        while above is not None:
            wanted[evidence_id].add(above)
            above = parents[above]
    assert found == wanted
    assert len(found) == Evidence.objects.count()


def test_evidence_is_dated_in_the_year_before_today_and_counts_only_for_its_own_issued_plan() -> None:
    days = Evidence.objects.order_by("on").values_list("on", flat=True)
    assert days[0] >= date(2021, 1, 1)
    assert days.last() < TODAY
    rows = Credit.objects.filter(is_direct=True).values_list(
        "evidence__unit_id", "target__task__plan__unit_id", "target__task__plan__state"
    )
    assert {(own == holder, state) for own, holder, state in rows} == {(True, "issued")}


def test_evidence_is_enough_of_every_state_and_each_state_has_its_times() -> None:
    states = Counter(Evidence.objects.values_list("state", flat=True))
    assert 3000 <= sum(states.values()) <= 5000
    assert 20 <= states["submitted"] <= 120
    assert states["returned"] >= 10
    assert states["draft"] >= 3
    for row in Evidence.objects.all():
        assert (row.submitted_at is None) == (row.state == "draft")
        assert (row.decided_at is None) == (row.state in {"draft", "submitted"})
        assert bool(row.reason) == (row.state == "returned")
        assert row.created_at.date() >= row.on
        if row.submitted_at:
            assert row.created_at < row.submitted_at
        if row.decided_at and row.submitted_at:
            assert row.submitted_at < row.decided_at
            assert row.decided_at.date() < TODAY


def test_nobody_decides_on_evidence_of_their_own_hand() -> None:
    decided = Evidence.objects.exclude(decided_by=None)
    assert all(row.decided_by_id != row.created_by_id for row in decided)


def test_evidence_has_proof_links_lead_to_no_real_site_and_some_is_in_khmer() -> None:
    assert not Evidence.objects.filter(proofs=None).exists()
    assert all(
        ".soctrang.example/" in url for url in Proof.objects.exclude(url="").values_list("url", flat=True)
    )
    assert Proof.objects.filter(kind="file").count() >= 4
    assert Proof.objects.filter(kind="photo").count() >= 2
    assert Evidence.objects.filter(language="km").count() >= 100


def test_titles_read_like_titles_and_no_two_neighbours_are_the_same() -> None:
    before: dict[int, str] = {}
    for unit_id, title in Evidence.objects.order_by("unit_id", "on", "id").values_list("unit_id", "title"):
        assert 12 <= len(title) <= 200, title
        assert "{" not in title
        assert before.get(unit_id) != title
        before[unit_id] = title


def test_every_step_of_evidence_is_on_record() -> None:
    verbs = Counter(Entry.objects.filter(object_kind="evidence").values_list("verb", flat=True))
    assert verbs["plans.evidence_drafted"] == Evidence.objects.count()
    assert verbs["plans.evidence_submitted"] == Evidence.objects.exclude(state="draft").count()
    # One accepted piece was taken back later; its acceptance stays on record.
    assert verbs["plans.evidence_accepted"] == Evidence.objects.filter(state="accepted").count() + 1


def test_units_that_were_late_were_urged_by_mail() -> None:
    urged = Message.objects.filter(key__startswith="plans.urge/")
    assert urged.count() >= 18
    assert not Message.objects.filter(sent_at=None).exists()
    assert all(
        address.endswith("@soctrang.example") for address in urged.values_list("to_address", flat=True)
    )


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_account_has_the_password_and_holds_its_roles(account: Account) -> None:
    user = User.objects.get(username=account.username)
    assert user.check_password(PASSWORD)
    assert user.is_demo
    assert user.is_active
    held = Membership.objects.filter(user=user).values_list("role", flat=True)
    assert set(held) == set(account.roles)


def test_every_unit_of_2021_has_a_head() -> None:
    units = {unit.id for unit in tree(date(2021, 6, 1))}
    headed = set(Membership.objects.filter(role="head").values_list("unit_id", flat=True))
    assert units <= headed


def test_loading_again_adds_nothing(load: Load) -> None:
    before = _counts()
    assert load_year(load, tell=lambda _words: None) == []
    assert _counts() == before


def _counts() -> dict[str, int]:
    models = (
        Unit, User, Membership, Plan, Task, Target, Evidence, Credit, Proof, Message, Entry, PlanImport, Page, Revision,
        Picture, Attachment, Video, Event, PageDay,
    )  # fmt: skip
    return {model.__name__: model.objects.count() for model in models}


def test_command_lists_the_accounts_with_their_password() -> None:
    out = io.StringIO()
    call_command("demo", accounts=True, stdout=out)
    text = out.getvalue()
    assert all(account.username in text for account in ACCOUNTS)
    assert PASSWORD in text


def test_word_file_lies_in_the_data_folder_and_as_sample(load: Load) -> None:
    made = (load.data_dir / "demo" / "19-KH-UBND.docx").read_bytes()
    assert made[:2] == b"PK"


def test_quarter_is_reported_some_returned_some_waiting_some_missing(plan: Plan) -> None:
    states = Counter(Report.objects.exclude(plan=plan).values_list("period_key", "state"))
    assert states["2021-Q3", "accepted"] >= 40
    assert states["2021-Q3", "submitted"] == 4
    assert states["2021-Q3", "returned"] == 2
    assert states["2021-Q3", "draft"] == 2
    written = set(Report.objects.filter(period_key="2021-Q3").values_list("plan__unit_id", flat=True))
    late = Plan.objects.filter(parent=plan, state="issued").exclude(unit_id__in=written)
    assert {child.number.rsplit("-", 1)[-1] for child in late} >= {"SGTVT", "SKHCN"}


def test_province_reports_each_quarter_and_its_head_accepts(plan: Plan) -> None:
    head = User.objects.get(username="lanhdao")
    reports = Report.objects.filter(plan=plan).order_by("period_key")
    assert [report.period_key for report in reports] == ["2021-Q1", "2021-Q2", "2021-Q3"]
    assert all(report.state == "accepted" and report.decided_by_id == head.pk for report in reports)
    assert all(report.figures and report.figures["units_addressed"] == 48 for report in reports)


def test_evidence_taken_back_after_the_report_stands_there_as_a_correction() -> None:
    (taken,) = Evidence.objects.filter(state="returned", reason__startswith="Kiểm tra lại")
    report = Report.objects.get(plan__unit_id=taken.unit_id, period_key="2021-Q3")
    assert report.submitted_at is not None
    assert taken.decided_at is not None
    assert report.submitted_at < taken.decided_at
    assert corrections(report, on=TODAY)
