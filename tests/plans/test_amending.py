"""An issued plan amended: both versions read as of a day, progress counted by the one in force, units below told. Sums by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories import plans as make
from tests.factories.screens import Province, province

from danbiet.kit.workdays import calendar
from danbiet.org.models import Unit
from danbiet.outbox.models import Message
from danbiet.plans.actions import amending, drafting, issuing, reporting
from danbiet.plans.actions.evidence import BadEvidence, draft_evidence
from danbiet.plans.actions.refusals import AmendmentRefused, PlanRefusal
from danbiet.plans.calc.drafts import AssignmentDraft, SpanDraft, TargetDraft, TaskDraft
from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft
from danbiet.plans.enums import PlanState
from danbiet.plans.models import Evidence, Plan, Target, Task, TaskVersion
from danbiet.plans.queries import amending as ask
from danbiet.plans.queries.progress import plan_progress, task_progress
from danbiet.plans.queries.public import task_facts
from danbiet.plans.queries.understanding import draft_of

pytestmark = pytest.mark.django_db
AT = datetime(2021, 7, 1, 2, tzinfo=UTC)
BEFORE, DAY, LATER = date(2021, 6, 30), date(2021, 7, 1), date(2021, 9, 30)
D = Decimal


@pytest.fixture(autouse=True)
def _today(settings: object) -> None:
    settings.DANBIET_TODAY = LATER  # type: ignore[attr-defined]


def copy_of(draft: Plan, task: Task) -> Task:
    return Task.objects.get(plan=draft, origin=task)


def changed(draft: Plan, task: Task, **fields: object) -> Task:
    """The copy of a task edited as the screen edits it."""
    copy = copy_of(draft, task)
    return drafting.edit_task(
        copy.pk,
        version=copy.version,
        draft=replace(draft_of(copy), **fields),
        by=None,
        at=AT,  # type: ignore[arg-type]
    )


def issue(draft: Plan, *, number: str = "145/QĐ-UBND", on: date = DAY) -> amending.Amended:
    return amending.issue_amendment(draft.pk, number=number, issued_on=on, by=None, at=AT)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


class Small:
    """A plan of two tasks: 10 news of Sở A (4 proved in March), and 2 leaflets of Sở A, nothing proved."""

    def __init__(self) -> None:
        self.root = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
        self.a, self.b = make.unit("Sở A", parent=self.root), make.unit("Sở B", parent=self.root)
        self.plan = make.plan(self.root, number="19/KH-UBND")
        group = make.group(self.plan)
        self.news = make.task(group, content="Đăng tin", leads=[self.a])
        self.ten = make.target(self.news, 10)
        self.leaflet = make.task(group, content="Phát tờ rơi", order=2, leads=[self.a])
        self.two = make.target(self.leaflet, 2, unit_text="tờ rơi")
        make.evidence(self.a, date(2021, 3, 10), (self.ten, 4))


def test_amended_target_counts_by_the_version_of_the_day() -> None:
    small = Small()
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    changed(draft, small.news, targets=(TargetDraft(D(5), "tin"),))

    done = issue(draft)

    before, after = task_progress(small.news.pk, BEFORE), task_progress(small.news.pk, LATER)
    assert before is not None
    assert after is not None
    assert (before.targets[0].spec.quantity, before.percent) == (D(10), D(40))
    assert (after.targets[0].spec.quantity, after.percent) == (D(5), D(80))
    assert [one.kind for one in done.changes] == ["changed"]
    assert small.ten.credits.count() == 1


def test_dropped_and_added_tasks_belong_to_the_plan_on_their_days_only() -> None:
    small = Small()
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    copy = copy_of(draft, small.leaflet)
    drafting.delete_task(copy.pk, version=copy.version, by=None, at=AT)
    drafting.add_task(
        draft.pk, group_id=draft.groups.get().pk, by=None, at=AT,
        draft=TaskDraft("Làm video", targets=(TargetDraft(D(3), "video"),), assignments=(AssignmentDraft(small.b.pk, "lead"),)),
    )  # fmt: skip

    issue(draft)

    assert [task.label for task in plan_progress(small.plan.pk, BEFORE).groups[0].tasks] == [
        "Đăng tin",
        "Phát tờ rơi",
    ]
    assert [task.label for task in plan_progress(small.plan.pk, LATER).groups[0].tasks] == [
        "Đăng tin",
        "Làm video",
    ]
    # 40 % of the news, nothing of the other: 20 % then and now
    assert (
        plan_progress(small.plan.pk, BEFORE).percent == plan_progress(small.plan.pk, LATER).percent == D(20)
    )
    assert list(small.plan.tasks.values_list("content", flat=True)) == ["Đăng tin", "Làm video"]
    assert Task.every.get(pk=small.leaflet.pk).valid_until == DAY


def test_changed_dates_and_leads_read_as_of_the_day() -> None:
    small = Small()
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    changed(
        draft, small.news, lead_text="Sở B", schedule_text="Đến hết tháng 9",
        assignments=(AssignmentDraft(small.b.pk, "lead"),), periods=(SpanDraft(date(2021, 1, 1), date(2021, 9, 30)),),
    )  # fmt: skip

    issue(draft)

    then, now = task_facts(plan_id=small.plan.pk, on=BEFORE), task_facts(plan_id=small.plan.pk, on=DAY)
    assert then[small.news.pk].leads == ((small.a.pk, ""),)
    assert now[small.news.pk].leads == ((small.b.pk, ""),)
    assert (then[small.news.pk].ends_on, now[small.news.pk].ends_on) == (
        date(2021, 12, 31),
        date(2021, 9, 30),
    )
    before, after = (
        task_progress(small.news.pk, BEFORE),
        task_progress(small.news.pk, BEFORE.replace(month=8)),
    )
    assert before is not None
    assert after is not None
    assert (before.days, after.days) == (365, 273)


def test_two_amendments_keep_three_versions() -> None:
    small = Small()
    for quantity, day, number in ((8, DAY, "145/QĐ-UBND"), (5, date(2021, 8, 1), "160/QĐ-UBND")):
        draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
        changed(draft, small.news, targets=(TargetDraft(D(quantity), "tin"),))
        amending.issue_amendment(
            draft.pk, number=number, issued_on=day, by=None, at=datetime(2021, 8, 2, tzinfo=UTC)
        )

    seen = [task_progress(small.news.pk, day) for day in (BEFORE, date(2021, 7, 15), LATER)]

    assert [one.percent for one in seen if one is not None] == [D(40), D(50), D(80)]
    assert [(one.valid_from, one.valid_until) for one in TaskVersion.objects.filter(task=small.news)] == [
        (None, DAY), (DAY, date(2021, 8, 1)),
    ]  # fmt: skip


def test_shared_target_of_an_earlier_version_is_shared_among_the_units_of_then() -> None:
    root = make.unit("Tỉnh", kind="province")
    units = [make.unit(f"Sở {number}", parent=root) for number in range(3)]
    plan = make.plan(root)
    task = make.task(make.group(plan), content="Mỗi sở một tin", leads=units, lead_set="departments")
    target = make.target(task, 1)
    for unit in units[:2]:
        make.evidence(unit, date(2021, 2, 1), (target, 1))
    draft = amending.begin_amendment(plan.pk, by=None, at=AT)
    changed(
        draft, task, assignments=tuple(AssignmentDraft(unit.pk, "lead", "departments") for unit in units[:2])
    )

    issue(draft)

    before, after = task_progress(task.pk, BEFORE), task_progress(task.pk, DAY)
    assert before is not None
    assert after is not None
    assert before.percent.quantize(D("0.01")) == D("66.67")
    assert after.percent == D(100)


def test_evidence_after_a_task_was_dropped_is_refused_and_before_it_counts() -> None:
    small = Small()
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    copy = copy_of(draft, small.leaflet)
    drafting.delete_task(copy.pk, version=copy.version, by=None, at=AT)
    issue(draft)
    piece = EvidenceDraft(on=LATER, title="Phát", kind="leaflet", credits=(CreditDraft(small.two.pk, D(1)),))

    with pytest.raises(BadEvidence):
        draft_evidence(piece, unit_id=small.root.pk, by=None, at=AT, today=LATER)
    draft_evidence(replace(piece, on=BEFORE), unit_id=small.root.pk, by=None, at=AT, today=LATER)

    assert small.two.credits.count() == 1


def test_reports_handed_in_stay_as_they_are() -> None:
    small = Small()
    report = reporting.open_report(small.plan.pk, "2021-Q2", by=None, at=AT, on=DAY)
    reporting.submit_report(report.pk, by=None, at=AT, on=DAY)
    report.refresh_from_db()
    told = report.figures
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    changed(draft, small.news, targets=(TargetDraft(D(4), "tin"),))

    issue(draft)

    report.refresh_from_db()
    assert report.figures == told
    assert (told is not None and told["percent"] == "20.00") or D(str(told["percent"])) == D(20)


@pytest.mark.parametrize("case", ["nothing", "number", "future", "early", "twice", "draft"])
def test_amendment_that_cannot_be_is_refused(case: str) -> None:
    small = Small()
    if case == "draft":
        small.plan.state = PlanState.DRAFT
        small.plan.save()
        with pytest.raises(AmendmentRefused):
            amending.begin_amendment(small.plan.pk, by=None, at=AT)
        return
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)
    if case == "twice":
        with pytest.raises(AmendmentRefused):
            amending.begin_amendment(small.plan.pk, by=None, at=AT)
        return
    if case != "nothing":
        changed(draft, small.news, targets=(TargetDraft(D(5), "tin"),))
    days = {"future": date(2021, 7, 2), "early": date(2021, 1, 25)}

    with pytest.raises(AmendmentRefused):
        issue(draft, number=" " if case == "number" else "145/QĐ-UBND", on=days.get(case, DAY))

    assert TaskVersion.objects.count() == 0
    assert small.plan.tasks.get(pk=small.news.pk).targets.get().quantity == D(10)


def test_amendment_is_not_issued_as_a_plan() -> None:
    small = Small()
    draft = amending.begin_amendment(small.plan.pk, by=None, at=AT)

    with pytest.raises(PlanRefusal):
        issuing.issue_plan(draft.pk, number="20/KH-UBND", issued_on=DAY, by=None, at=AT, calendar=calendar())


def below(made: Province, state: str) -> tuple[Plan, Plan]:
    own = made.own[0]
    if state != "issued":
        Plan.objects.filter(pk=own.pk).update(state=state, issued_on=None)
    draft = amending.begin_amendment(made.plan.pk, by=None, at=AT)
    changed(draft, made.task, targets=(TargetDraft(D(6), "đợt"),))
    return own, draft


def test_draft_of_a_unit_below_changes_with_the_plan_above() -> None:
    made = province(2)
    own, draft = below(made, "draft")

    done = issue(draft)

    assert Target.objects.get(pk=made.own_targets[0].pk).quantity == D(6)
    assert {one.unit_id: one.is_proposal for one in done.below} == {
        made.units[0].pk: False, made.units[1].pk: True,
    }  # fmt: skip
    assert not Plan.objects.filter(amends=own).exists()


def test_issued_plan_of_a_unit_below_gets_a_proposal_and_its_people_a_letter() -> None:
    made = province(1)
    person = make.person("Cán bộ sở", unit=made.units[0])
    person.email = "can-bo@example.vn"
    person.save()
    own, draft = below(made, "issued")

    issue(draft)

    proposal = Plan.objects.get(amends=own)
    assert proposal.state == PlanState.DRAFT
    assert Target.objects.get(pk=made.own_targets[0].pk).quantity == D(4)
    [change] = ask.changes_of(proposal)
    assert ("targets", "≥ 4 đợt", "≥ 6 đợt") in change.fields
    letter = Message.objects.get(to_user=person, subject__contains="145/QĐ-UBND")
    assert f"/ban-lam-viec/ke-hoach/{proposal.pk}/" in letter.body
    issue(proposal, number="7/QĐ-SO")
    target = Target.objects.get(pk=made.own_targets[0].pk)
    assert (target.quantity, target.parent_id) == (D(6), made.target.pk)


def test_unit_that_promised_more_keeps_its_promise() -> None:
    made = province(1)
    Target.objects.filter(pk=made.own_targets[0].pk).update(quantity=9)
    _own, draft = below(made, "draft")

    issue(draft)

    assert Target.objects.get(pk=made.own_targets[0].pk).quantity == D(9)


def test_task_dropped_above_leaves_the_drafts_below_and_is_proposed_to_issued_plans() -> None:
    made = province(2)
    Plan.objects.filter(pk=made.own[0].pk).update(state="draft", issued_on=None)
    Evidence.objects.filter(unit=made.units[0]).delete()  # a draft has none
    extra = make.task(made.group, content="Việc khác", order=2, leads=[made.root])
    make.target(extra, 1)
    draft = amending.begin_amendment(made.plan.pk, by=None, at=AT)
    copy = copy_of(draft, made.task)
    drafting.delete_task(copy.pk, version=copy.version, by=None, at=AT)

    issue(draft)

    assert not made.own[0].tasks.exists()
    assert made.own[1].tasks.exists()
    [change] = ask.changes_of(Plan.objects.get(amends=made.own[1]))
    assert change.kind == "dropped"


def test_unit_named_for_the_first_time_gets_a_draft() -> None:
    made = province(1)
    fresh = make.unit("Sở mới", parent=made.root)
    draft = amending.begin_amendment(made.plan.pk, by=None, at=AT)
    drafting.add_task(
        draft.pk, group_id=draft.groups.get().pk, by=None, at=AT,
        draft=TaskDraft("Việc mới", targets=(TargetDraft(D(3), "tin"),), assignments=(AssignmentDraft(fresh.pk, "lead"),)),
    )  # fmt: skip

    issue(draft)

    own = Plan.objects.get(unit=fresh)
    assert (own.parent_id, own.state, own.tasks.get().content) == (made.plan.pk, "draft", "Việc mới")
    assert own.tasks.get().targets.get().quantity == D(3)


def test_pages_show_both_versions_and_what_changed_for_whom(client: Client) -> None:
    made = province(2)
    _own, draft = below(made, "issued")
    issue(draft)
    amendment = draft.pk

    changes = client.get(f"/ke-hoach/dieu-chinh/{amendment}/").content.decode()
    of_unit = client.get(f"/ke-hoach/dieu-chinh/{amendment}/?don-vi={made.units[0].pk}").content.decode()
    then = client.get(f"/ke-hoach/{made.plan.pk}/?ngay=2021-06-30")
    now = client.get(f"/ke-hoach/{made.plan.pk}/?ngay=2021-07-01")

    assert "≥ 4 đợt" in changes
    assert "≥ 6 đợt" in changes
    assert "145/QĐ-UBND" in changes
    assert "Sở số 1" in of_unit
    assert (then.status_code, now.status_code) == (200, 200)
    assert client.get(f"/ke-hoach/{made.plan.pk}/dieu-chinh/").status_code == 200
    assert client.get(f"/ke-hoach/dieu-chinh/{made.plan.pk}/").status_code == 404


def test_desk_screens_of_an_amendment_are_closed_to_strangers_and_others() -> None:
    made = province(1)
    stranger = make.person("Người sở khác", unit=make.unit("Sở khác", parent=made.root))
    draft = amending.begin_amendment(made.plan.pk, by=None, at=AT)

    for name in ("dieu-chinh", "thay-doi", "dua-vao", "nam-sau"):
        pk = made.plan.pk if name in ("dieu-chinh", "nam-sau") else draft.pk
        path = f"/ban-lam-viec/ke-hoach/{pk}/{name}/"
        assert Client().get(path).status_code == 302, name
        assert signed_in(stranger).get(path).status_code == 404, name
        assert signed_in(made.officer).get(path).status_code in (403, 404), (
            name
        )  # a department's: not its plan


def test_office_amends_by_the_screens_from_begin_to_issue() -> None:
    made = province(1)
    desk = signed_in(made.office)

    began = desk.post(f"/ban-lam-viec/ke-hoach/{made.plan.pk}/dieu-chinh/")
    draft = Plan.objects.get(amends=made.plan)
    assert began.headers["Location"] == f"/ban-lam-viec/ke-hoach/{draft.pk}/sua/"
    changed(draft, made.task, targets=(TargetDraft(D(6), "đợt"),))
    assert "≥ 6 đợt" in desk.get(f"/ban-lam-viec/ke-hoach/{draft.pk}/thay-doi/").content.decode()
    assert desk.get(f"/ban-lam-viec/ke-hoach/{draft.pk}/ban-hanh/").status_code == 302
    bad = desk.post(f"/ban-lam-viec/ke-hoach/{draft.pk}/dua-vao/", {"number": "", "issued_on": "2021-07-01"})
    assert bad.status_code == 200
    done = desk.post(
        f"/ban-lam-viec/ke-hoach/{draft.pk}/dua-vao/", {"number": "145/QĐ-UBND", "issued_on": "01/07/2021"}
    )

    assert done.status_code == 302, done.content.decode()[:2000]
    assert made.task.targets.get().quantity == D(6)
    assert desk.get(f"/ban-lam-viec/ke-hoach/{made.plan.pk}/sua/").status_code == 200
    assert desk.get(f"/ban-lam-viec/ke-hoach/{draft.pk}/sua/").status_code == 200


def test_changes_of_a_draft_ask_the_same_number_of_queries_whatever_the_size(
    django_assert_num_queries: object,
) -> None:
    root = make.unit("Tỉnh", kind="province")
    for count in (1, 3):
        plan = make.plan(root)
        group = make.group(plan)
        for order in range(1, count + 1):
            make.target(make.task(group, order=order, leads=[root]), order)
        draft = amending.begin_amendment(plan.pk, by=None, at=AT)
        draft = Plan.objects.select_related("amends").get(pk=draft.pk)
        with django_assert_num_queries(8):  # type: ignore[operator]
            ask.changes_of(draft)


def test_unit_of_a_district_plan_is_told_through_every_floor(settings: object) -> None:
    root = make.unit("Tỉnh", kind="province")
    unit: Unit = make.unit("Huyện", parent=root, kind="district")
    plan = make.plan(root)
    task = make.task(make.group(plan), leads=[unit])
    target = make.target(task, 4)
    own = make.plan(unit, parent=plan)
    own_task = make.task(make.group(own), leads=[unit], parent=task, share="lead")
    make.target(own_task, 4, parent=target)
    draft = amending.begin_amendment(plan.pk, by=None, at=AT)
    changed(draft, task, schedule_text="Quý III", periods=(SpanDraft(date(2021, 7, 1), date(2021, 9, 30)),))

    issue(draft)

    proposal = Plan.objects.get(amends=own)
    assert proposal.tasks.get().periods == [{"starts_on": "2021-07-01", "ends_on": "2021-09-30"}]
    assert own_task.__class__.objects.get(pk=own_task.pk).starts_on == date(2021, 1, 1)
