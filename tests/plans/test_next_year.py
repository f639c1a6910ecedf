"""Next year's plan from this year's: what is offered, moved and marked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories import plans as make

from danbiet.org.models import Reorganisation, Succession, Unit
from danbiet.plans.actions.carrying import draft_next_year
from danbiet.plans.actions.refusals import PlanRefusal
from danbiet.plans.calc.next_year import moved_day, moved_periods, moved_words, offer
from danbiet.plans.models import Plan
from danbiet.plans.queries.next_year import candidates

AT = datetime(2021, 12, 20, 2, tzinfo=UTC)
END = date(2021, 12, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả năm 2020, định hướng năm 2021", "Kết quả năm 2021, định hướng năm 2022"),
        ("Chương trình tổng thể giai đoạn 2021 – 2030", "Chương trình tổng thể giai đoạn 2021 – 2030"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("Tháng 5/2021", "Tháng 5/2022"),
        ("theo Quyết định 19/2021/QĐ-UBND", "theo Quyết định 19/2021/QĐ-UBND"),
        ("5.000 tờ rơi, 12021 bản", "5.000 tờ rơi, 12021 bản"),
        ("từ năm 2019", "từ năm 2019"),
        ("", ""),
    ],
)
def test_moved_words_move_the_years_of_the_plan_only(text: str, expected: str) -> None:
    assert moved_words(text, year=2021) == expected


def test_moved_periods_keep_the_end_of_february() -> None:
    assert moved_day(date(2024, 2, 29)) == date(2025, 2, 28)
    assert moved_periods([{"starts_on": "2023-02-01", "ends_on": "2023-02-28"}]) == [
        {"starts_on": "2024-02-01", "ends_on": "2024-02-29"}
    ]


@pytest.mark.parametrize(
    ("status", "recurrence", "pers", "why", "is_chosen"),
    [
        ("overdue", "", ["once"], "missed", True),
        ("done", "monthly", ["once"], "again", True),
        ("done", "", ["month"], "again", True),
        ("done", "", ["once"], "once", False),
        ("not_started", "", [], "missed", True),
    ],
)
def test_offer_by_how_a_task_ended(
    status: str, recurrence: str, pers: list[str], why: str, is_chosen: bool
) -> None:
    found = offer(status=status, recurrence=recurrence, pers=pers)

    assert (found.why, found.is_chosen) == (why, is_chosen)


@pytest.fixture
def plan(db: None) -> Plan:
    """Done once, missed (1 of 4), and one handed down."""
    root = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
    made = make.plan(root, number="19/KH-UBND")
    group = make.group(made, title="Kết quả năm 2020, định hướng 2021")
    once = make.task(group, content="Hội thi năm 2021", leads=[root])
    make.evidence(root, date(2021, 3, 1), (make.target(once, 1, unit_text="hội thi"), 1))
    missed = make.task(
        group, content="Đăng tin", order=2, leads=[root], periods=[(date(2021, 1, 1), date(2021, 2, 28))]
    )
    make.evidence(root, date(2021, 2, 1), (make.target(missed, 4), 1))
    return made


def test_candidates_offer_missed_and_not_once_done(plan: Plan) -> None:
    [group] = candidates(plan, on=END)

    assert [(one.row.task.content, one.offer.why, one.offer.is_chosen) for one in group.tasks] == [
        ("Hội thi năm 2021", "once", False), ("Đăng tin", "missed", True),
    ]  # fmt: skip


def test_draft_moves_dates_and_marks_what_was_missed(plan: Plan) -> None:
    chosen = [task.pk for task in plan.tasks.all()]

    draft = draft_next_year(plan.pk, task_ids=chosen, by=None, at=AT, on=END)

    contest, news = draft.tasks.all()
    assert (draft.year, draft.state, draft.title) == (2022, "draft", "Kế hoạch tuyên truyền năm 2022")
    assert draft.groups.get().title == "Kết quả năm 2021, định hướng 2022"
    assert contest.content == "Hội thi năm 2022"
    assert news.periods == [{"starts_on": "2022-01-01", "ends_on": "2022-02-28"}]
    assert [(one["why"], one["text"]) for one in news.doubts] == [("carried_over", "2021: 25 %")]
    assert [one["why"] for one in contest.doubts] == ["year_moved"]
    assert (news.targets.get().quantity, news.targets.get().credits.count()) == (Decimal(4), 0)
    assert news.assignments.get().unit_id == plan.unit_id
    assert plan.tasks.count() == 2


def test_draft_is_made_once_and_never_empty(plan: Plan) -> None:
    with pytest.raises(PlanRefusal):
        draft_next_year(plan.pk, task_ids=[], by=None, at=AT, on=END)
    draft_next_year(plan.pk, task_ids=[plan.tasks.first().pk], by=None, at=AT, on=END)  # type: ignore[union-attr]

    with pytest.raises(PlanRefusal):
        draft_next_year(plan.pk, task_ids=[plan.tasks.first().pk], by=None, at=AT, on=END)  # type: ignore[union-attr]
    assert Plan.objects.filter(year=2022).count() == 1


def test_unit_that_is_gone_next_year_is_followed_by_its_successor(plan: Plan) -> None:
    root = Unit.objects.get(pk=plan.unit_id)
    old = make.unit("Sở cũ", parent=root, ends=date(2021, 12, 1))
    new = make.unit("Sở mới", parent=root, starts=date(2021, 12, 1))
    event = Reorganisation.objects.create(on=date(2021, 12, 1), kind="merge", title="Sáp nhập")
    Succession.objects.create(reorganisation=event, predecessor=old, successor=new)
    task = make.task(plan.groups.get(), content="Việc của sở cũ", order=3, leads=[old])
    make.target(task, 1)

    draft = draft_next_year(plan.pk, task_ids=[task.pk], by=None, at=AT, on=END)

    made = draft.tasks.get()
    assert made.assignments.get().unit_id == new.pk
    assert "unit_gone" in {one["why"] for one in made.doubts}


def test_screen_ticks_what_is_proposed_and_makes_the_draft(plan: Plan, settings: object) -> None:
    settings.DANBIET_TODAY = END  # type: ignore[attr-defined]
    client = Client()
    officer = make.person("Cán bộ", unit=Unit.objects.get(pk=plan.unit_id))
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/ban-lam-viec/ke-hoach/{plan.pk}/nam-sau/").content.decode()
    once, missed = plan.tasks.all()
    answer = client.post(f"/ban-lam-viec/ke-hoach/{plan.pk}/nam-sau/", {"chon": [str(missed.pk), "999", "x"]})

    assert f'id="nv-{missed.pk}" checked' in page
    assert f'id="nv-{once.pk}" checked' not in page
    draft = Plan.objects.get(year=2022)
    assert answer.headers["Location"] == f"/ban-lam-viec/ke-hoach/{draft.pk}/sua/"
    assert draft.tasks.get().content == "Đăng tin"
