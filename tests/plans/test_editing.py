"""A plan is written and corrected in the browser: words and meaning agree, nobody overwrites anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import plans as make
from tests.factories.screens import NAVIGATION
from tests.plans.test_importing import word_file

from danbiet.accounts.models import User
from danbiet.org.models import Unit
from danbiet.plans.actions import drafting, issuing
from danbiet.plans.actions.refusals import (
    EditedMeanwhile,
    FromAbove,
    GroupNotEmpty,
    NumberTaken,
    PlanClosed,
    PlanRefusal,
)
from danbiet.plans.calc.drafts import TaskDraft
from danbiet.plans.calc.reading import Each, Period, Schedule, Target, read_schedule, read_targets, read_units
from danbiet.plans.calc.rewriting import words_of_schedule, words_of_targets, words_of_units
from danbiet.plans.enums import PlanState
from danbiet.plans.models import ContentGroup, Plan, PlanImport, Task
from danbiet.plans.queries.understanding import Words, draft_of, glossary_for, understand

AT = datetime(2021, 2, 1, 2, 0, tzinfo=UTC)
ON = date(2021, 2, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Unit:
    return make.unit("Tỉnh Sóc Trăng", kind="province", code="94")


@pytest.fixture
def noivu(province: Unit) -> Unit:
    return make.unit("Sở Nội vụ", parent=province, code="SNV")


@pytest.fixture
def districts(province: Unit) -> list[Unit]:
    return [
        make.unit(name, parent=province, kind="district", code=code)
        for name, code in (("Huyện Kế Sách", "943"), ("Huyện Mỹ Tú", "944"), ("Thị xã Vĩnh Châu", "950"))
    ]


@pytest.fixture
def plan(province: Unit, noivu: Unit, districts: list[Unit]) -> Plan:
    return make.plan(province, state="draft", number="nháp")


@pytest.fixture
def office(province: Unit) -> User:
    return make.person("Văn phòng", unit=province, role="office")


@pytest.fixture
def desk(client: Client, office: User) -> Client:
    client.force_login(office)
    return client


def words(**given: str) -> dict[str, str]:
    return {
        "content": "Phát tờ rơi", "forms": "", "audience": "", "product": "", "lead_text": "", "support_text": "",
        "schedule_text": "", "weight": "", "version": "", **given,
    }  # fmt: skip


def test_new_task_stores_words_and_what_they_mean(desk: Client, plan: Plan, noivu: Unit) -> None:
    group = make.group(plan)

    desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        words(group=str(group.pk), product="5.000 tờ rơi", lead_text="Sở Nội vụ", schedule_text="Quý II",
              forms="tờ rơi\náp phích"),
    )  # fmt: skip

    task = Task.objects.get()
    assert (task.starts_on, task.ends_on, task.forms) == (
        date(2021, 4, 1),
        date(2021, 6, 30),
        ["tờ rơi", "áp phích"],
    )
    assert [(one.unit_id, one.role) for one in task.assignments.all()] == [(noivu.pk, "lead")]
    assert [(one.quantity, one.unit_text) for one in task.targets.all()] == [(5000, "tờ rơi")]


def test_preview_stores_nothing_and_shows_the_meaning(desk: Client, plan: Plan) -> None:
    group = make.group(plan)

    answer = desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        words(group=str(group.pk), nut="xem", lead_text="UBND các huyện, thị xã, thành phố"),
    )

    assert "Huyện Kế Sách" in answer.content.decode()
    assert not Task.objects.exists()


def test_live_fragment_shows_the_meaning_of_what_is_typed(desk: Client, plan: Plan) -> None:
    answer = desk.post(
        reverse("plans:task-understood", args=[plan.pk]), words(schedule_text="Quý III", product="2 tin")
    )

    text = answer.content.decode()
    assert "01/07/2021 – 30/09/2021" in text
    assert "2 tin" in text


@pytest.mark.parametrize(
    ("button", "field", "expected"),
    [("them:lead", "lead_text", "Huyện Kế Sách; Sở Nội vụ"), ("bo:lead:{ke_sach}", "lead_text", "")],
)
def test_choosing_units_rewrites_the_words(
    desk: Client, plan: Plan, districts: list[Unit], button: str, field: str, expected: str
) -> None:
    group = make.group(plan)

    answer = desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        {**words(group=str(group.pk), lead_text="Kế Sách"), "nut": button.format(ke_sach=districts[0].pk),
         "don-vi-lead": "sở nội vụ"},
    )  # fmt: skip

    assert answer.context["form"].data[field] == expected


def test_choosing_a_unit_that_is_none_keeps_everything_typed(desk: Client, plan: Plan) -> None:
    group = make.group(plan)

    answer = desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        {
            **words(group=str(group.pk), content="Đang viết dở"),
            "nut": "them:lead",
            "don-vi-lead": "Sở Không Có",
        },
    )

    text = answer.content.decode()
    assert "Đang viết dở" in text
    assert "Sở Không Có" in text


def test_choosing_dates_rewrites_the_words(desk: Client, plan: Plan) -> None:
    group = make.group(plan)

    answer = desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        {**words(group=str(group.pk)), "nut": "thoi-gian", "recurrence": "", "t-TOTAL_FORMS": "2",
         "t-INITIAL_FORMS": "0", "t-0-starts_on": "2021-09-15", "t-0-ends_on": "2021-10-15", "t-1-starts_on": "",
         "t-1-ends_on": ""},
    )  # fmt: skip

    said = answer.context["form"].data["schedule_text"]
    assert read_schedule(said, 2021).periods == (Period(date(2021, 9, 15), date(2021, 10, 15)),)


def test_choosing_targets_rewrites_the_words(desk: Client, plan: Plan) -> None:
    group = make.group(plan)

    answer = desk.post(
        reverse("plans:task-new", args=[plan.pk]),
        {**words(group=str(group.pk)), "nut": "chi-tieu", "c-TOTAL_FORMS": "1", "c-INITIAL_FORMS": "0",
         "c-0-comparison": ">=", "c-0-quantity": "1.500", "c-0-unit_text": "tờ rơi", "c-0-per": "month",
         "c-0-each_quantity": "", "c-0-each_unit_text": ""},
    )  # fmt: skip

    assert read_targets(answer.context["form"].data["product"]).targets == (
        Target(">=", Decimal(1500), "tờ rơi", "month"),
    )


SPAN = Period(date(2021, 2, 1), date(2021, 5, 31))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    "schedule",
    [Schedule((YEAR,), again) for again in (None, "weekly", "monthly", "quarterly", "yearly", "continuous")]
    + [Schedule((SPAN,)), Schedule((SPAN, Period(date(2021, 9, 15), date(2021, 10, 15)))),
       Schedule((Period(date(2021, 6, 30), date(2021, 6, 30)),)), Schedule((SPAN,), "monthly"), Schedule((SPAN,), "weekly")],
)  # fmt: skip
def test_written_schedule_reads_back_the_same(schedule: Schedule) -> None:
    read = read_schedule(words_of_schedule(schedule, 2021), 2021)

    assert (read.periods, read.recurrence) == (schedule.periods, schedule.recurrence)


@pytest.mark.parametrize(
    "targets",
    [
        (Target(">=", Decimal(2), "tin", "month", per_unit=True),),
        (Target("=", Decimal(5000), "tờ rơi"), Target("<=", Decimal(3), "hội nghị")),
        (Target("=", Decimal(100), "% đơn vị"),),
        (Target("=", Decimal(5), "video", each=Each(">=", Decimal(2), "lượt")),),
        (Target(">=", Decimal(1), "mô hình", "quarter"), Target("=", Decimal(2), "chương trình", "week")),
    ],
)
def test_written_targets_read_back_the_same(targets: tuple[Target, ...]) -> None:
    assert read_targets(words_of_targets(targets)).targets == targets


def test_written_units_read_back_the_same(plan: Plan, noivu: Unit, districts: list[Unit]) -> None:
    glossary = glossary_for(plan, on=ON)
    all_of_them = [noivu.key, *(unit.key for unit in districts)]

    for keys in (all_of_them, all_of_them[:1], all_of_them[1:3], all_of_them[1:]):
        text = words_of_units(keys, glossary.catalogue)
        assert set(read_units(text, glossary.catalogue).keys) == set(keys), text


def test_untouched_field_keeps_its_meaning(plan: Plan, noivu: Unit) -> None:
    task = make.task(make.group(plan), leads=[noivu], content="Cũ")
    Task.objects.filter(pk=task.pk).update(lead_text="-nt-")
    task.refresh_from_db()
    stored = draft_of(task)

    read = understand(
        Words(content="Mới", lead_text="-nt-", schedule_text="Quý I"),
        glossary=glossary_for(plan, on=ON),
        stored=stored,
    )

    assert [one.unit_id for one in read.assignments] == [noivu.pk]
    assert read.periods[0].ends_on == date(2021, 3, 31)


def test_second_officer_sees_both_versions_and_overwrites_nothing(
    desk: Client, plan: Plan, province: Unit
) -> None:
    group = make.group(plan)
    task = make.task(group, content="Ban đầu")
    drafting.edit_task(task.pk, version=1, draft=TaskDraft(content="Của người thứ nhất"), by=None, at=AT)

    answer = desk.post(
        reverse("plans:task-edit", args=[task.pk]),
        words(group=str(group.pk), content="Của người thứ hai", version="1"),
    )

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Của người thứ nhất" in text
    assert "Của người thứ hai" in text
    task.refresh_from_db()
    assert task.content == "Của người thứ nhất"

    again = words(
        group=str(group.pk), content="Của người thứ hai", version=str(answer.context["form"].data["version"])
    )
    desk.post(reverse("plans:task-edit", args=[task.pk]), again)
    task.refresh_from_db()
    assert task.content == "Của người thứ hai"


def test_head_edited_by_two_shows_both(desk: Client, plan: Plan) -> None:
    drafting.edit_head(plan.pk, version=1, changes={"title": "Tên thứ nhất"}, by=None, at=AT)

    answer = desk.post(
        reverse("plans:head-edit", args=[plan.pk]),
        {
            "version": "1",
            "title": "Tên thứ hai",
            "number": "nháp",
            "s-TOTAL_FORMS": "0",
            "s-INITIAL_FORMS": "0",
        },
    )

    text = answer.content.decode()
    assert "Tên thứ nhất" in text
    assert "Tên thứ hai" in text
    plan.refresh_from_db()
    assert plan.title == "Tên thứ nhất"


def test_head_saved_keeps_sections_line_by_line(desk: Client, plan: Plan) -> None:
    desk.post(
        reverse("plans:head-edit", args=[plan.pk]),
        {"version": "1", "title": "Tên", "number": "7/KH-UBND", "issued_on": "2021-01-20", "s-TOTAL_FORMS": "1",
         "s-INITIAL_FORMS": "0", "s-0-heading": "I. Mục đích", "s-0-text": "Dòng một\r\nDòng hai", "s-0-level": "1"},
    )  # fmt: skip

    plan.refresh_from_db()
    assert (plan.number, plan.version) == ("7/KH-UBND", 2)
    assert plan.sections == [
        {"key": "text", "heading": "I. Mục đích", "level": 1, "paragraphs": ["Dòng một", "Dòng hai"]}
    ]


def test_number_of_another_plan_is_refused_in_the_head(plan: Plan, province: Unit) -> None:
    make.plan(province, number="8/KH-UBND")

    with pytest.raises(NumberTaken):
        drafting.edit_head(plan.pk, version=1, changes={"number": "8/KH-UBND"}, by=None, at=AT)


def test_issued_plan_takes_no_change(plan: Plan) -> None:
    task = make.task(make.group(plan))
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED)

    with pytest.raises(PlanClosed):
        drafting.edit_task(task.pk, version=1, draft=TaskDraft(content="x"), by=None, at=AT)
    with pytest.raises(PlanClosed):
        drafting.add_group(plan.pk, title="x", by=None, at=AT)
    with pytest.raises(PlanClosed):
        drafting.delete_plan(plan.pk, by=None, at=AT)


def test_groups_are_added_moved_renamed_and_deleted(plan: Plan) -> None:
    first, second = (drafting.add_group(plan.pk, title=title, by=None, at=AT) for title in ("Một", "Hai"))
    make.task(second)

    drafting.move_group(second.pk, is_up=True, by=None, at=AT)
    drafting.rename_group(first.pk, title="Một mới", was="Một", by=None, at=AT)
    with pytest.raises(EditedMeanwhile):
        drafting.rename_group(first.pk, title="Khác", was="Một", by=None, at=AT)
    with pytest.raises(GroupNotEmpty):
        drafting.delete_group(second.pk, by=None, at=AT)
    assert [group.title for group in ContentGroup.objects.filter(plan=plan)] == ["Hai", "Một mới"]

    drafting.delete_group(second.pk, is_confirmed=True, by=None, at=AT)
    assert not Task.objects.exists()


def test_task_moves_within_its_group_and_into_the_next(plan: Plan) -> None:
    one, two = make.group(plan, order=1), make.group(plan, order=2)
    a, b = make.task(one, order=1, content="a"), make.task(one, order=2, content="b")
    make.task(two, order=1, content="c")

    drafting.move_task(a.pk, is_up=False, by=None, at=AT)
    drafting.move_task(a.pk, is_up=False, by=None, at=AT)

    assert list(one.tasks.values_list("content", flat=True)) == ["b"]
    assert list(two.tasks.order_by("order").values_list("content", flat=True)) == ["a", "c"]
    assert b.group_id == one.pk


def test_doubt_is_cleared_by_confirming_and_by_rewriting(desk: Client, plan: Plan) -> None:
    doubts = [
        {"field": "schedule", "text": "Quý mấy", "why": "schedule_unknown", "suggestion": ""},
        {"field": "targets", "text": "2-3 tin", "why": "range", "suggestion": ""},
    ]
    task = make.task(make.group(plan))
    Task.objects.filter(pk=task.pk).update(doubts=doubts, schedule_text="Quý mấy")

    desk.post(reverse("plans:doubt-confirm", args=[task.pk]), {"so": "1", "chu": "2-3 tin"})
    task.refresh_from_db()
    assert [one["field"] for one in task.doubts] == ["schedule"]

    desk.post(
        reverse("plans:task-edit", args=[task.pk]),
        words(
            group=str(task.group_id), content=task.content, schedule_text="Quý II", version=str(task.version)
        ),
    )
    task.refresh_from_db()
    assert task.doubts == []


def test_task_from_above_keeps_its_words_and_takes_only_more(province: Unit, plan: Plan, noivu: Unit) -> None:
    task = make.task(make.group(plan), leads=[noivu])
    make.target(task, 4)
    from danbiet.kit.workdays import calendar

    issuing.issue_plan(
        plan.pk, number="9/KH", issued_on=date(2021, 1, 26), by=None, at=AT, calendar=calendar()
    )
    own = Task.objects.get(plan__parent=plan)
    target = own.targets.get()

    with pytest.raises(FromAbove):
        drafting.edit_task(own.pk, version=1, draft=TaskDraft(content="x"), by=None, at=AT)
    with pytest.raises(FromAbove):
        drafting.delete_task(own.pk, version=1, by=None, at=AT)
    with pytest.raises(PlanRefusal):
        drafting.raise_quantities(own.pk, version=1, quantities={target.pk: Decimal(3)}, by=None, at=AT)
    drafting.raise_quantities(own.pk, version=1, quantities={target.pk: Decimal(6)}, by=None, at=AT)

    target.refresh_from_db()
    assert target.quantity == 6


def test_plan_draft_is_deleted_whole(plan: Plan, noivu: Unit) -> None:
    make.target(make.task(make.group(plan), leads=[noivu]))

    drafting.delete_plan(plan.pk, by=None, at=AT)

    assert not Plan.objects.exists()


def test_upload_review_take_over_and_undo_in_the_browser(desk: Client, province: Unit, noivu: Unit) -> None:
    make.unit("Đài Phát thanh và Truyền hình Sóc Trăng", parent=province, kind="broadcaster", code="PTTH")
    make.unit("Huyện Kế Sách", parent=province, kind="district", code="943")
    upload = SimpleUploadedFile("ke-hoach.docx", word_file())

    answer = desk.post(
        reverse("plans:import-new"), {"unit": province.pk, "year": 2021, "file": upload}, follow=True
    )
    kept = PlanImport.objects.get()
    text = answer.content.decode()
    assert "Xây dựng chuyên mục Dân hỏi – Chính quyền trả lời" in text
    assert not Plan.objects.exists()

    answer = desk.post(reverse("plans:import-take", args=[kept.pk]), follow=True)
    assert "19/KH-UBND" in answer.content.decode()
    assert Plan.objects.get().tasks.count() == 3

    assert desk.get(reverse("plans:import-undo", args=[kept.pk])).status_code == 200
    desk.post(reverse("plans:import-undo", args=[kept.pk]))
    assert not Plan.objects.exists()


def test_upload_of_a_file_that_is_no_plan_says_so(desk: Client, province: Unit) -> None:
    upload = SimpleUploadedFile("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(100))

    answer = desk.post(reverse("plans:import-new"), {"unit": province.pk, "year": 2021, "file": upload})

    assert answer.status_code == 200
    assert "Word" in answer.content.decode()
    assert not PlanImport.objects.exists()


def test_issue_in_the_browser_shows_consequences_first(desk: Client, plan: Plan, noivu: Unit) -> None:
    make.task(make.group(plan), leads=[noivu])
    url = reverse("plans:plan-issue", args=[plan.pk])

    assert "1 đơn vị nhận dự thảo kế hoạch của mình" in desk.get(url).content.decode()
    desk.post(url, {"number": "19/KH-UBND", "issued_on": "2021-01-26", "unit_plans_due_on": ""})

    plan.refresh_from_db()
    assert plan.state == PlanState.ISSUED
    page = desk.get(reverse("plans:plan-cascade", args=[plan.pk])).content.decode()
    assert "Sở Nội vụ" in page


PAGES = ["plan-edit", "head-edit", "plan-submit", "plan-issue", "plan-delete", "task-new"]


@pytest.mark.parametrize("page", PAGES)
def test_draft_is_unknown_to_an_officer_of_another_unit(
    client: Client, plan: Plan, noivu: Unit, page: str
) -> None:
    make.group(plan)
    client.force_login(make.person("Người Sở Nội vụ", unit=noivu, role="officer"))

    assert client.get(reverse(f"plans:{page}", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_draft_sends_a_stranger_to_sign_in(client: Client, plan: Plan, page: str) -> None:
    answer = client.get(reverse(f"plans:{page}", args=[plan.pk]))

    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]


@pytest.mark.parametrize("page", PAGES[1:])
def test_auditor_reads_and_changes_nothing(client: Client, plan: Plan, province: Unit, page: str) -> None:
    make.group(plan)
    client.force_login(make.person("Kiểm tra", unit=province, role="auditor"))

    assert client.get(reverse("plans:plan-edit", args=[plan.pk])).status_code == 200
    assert client.get(reverse(f"plans:{page}", args=[plan.pk])).status_code == 403


@pytest.mark.parametrize("tasks", [1, 12])
def test_plan_page_asks_the_database_the_same_however_long(
    desk: Client, plan: Plan, noivu: Unit, tasks: int, django_assert_max_num_queries: Any
) -> None:
    for order in range(tasks):
        make.target(make.task(make.group(plan, order=order), leads=[noivu]))

    with django_assert_max_num_queries(12 + NAVIGATION):
        desk.get(reverse("plans:plan-edit", args=[plan.pk]))


def test_every_page_of_a_plans_way_opens_for_who_may_go_it(
    client: Client, province: Unit, noivu: Unit
) -> None:
    client.force_login(make.person("Thủ trưởng", unit=province, role="head"))
    plan = make.plan(province, state="draft")
    group = make.group(plan)
    task = make.task(group, leads=[noivu])
    draft_pages = [
        ("plan-list", []), ("plan-new", []), ("import-list", []), ("import-new", []), ("plan-submit", [plan.pk]),
        ("group-edit", [group.pk]), ("group-delete", [group.pk]), ("task-edit", [task.pk]), ("task-delete", [task.pk]),
        ("plan-delete", [plan.pk]),
    ]  # fmt: skip

    for name, arguments in draft_pages:
        assert client.get(reverse(f"plans:{name}", args=arguments)).status_code == 200, name
    client.post(reverse("plans:plan-submit", args=[plan.pk]))
    assert client.get(reverse("plans:plan-return", args=[plan.pk])).status_code == 200
    client.post(reverse("plans:plan-return", args=[plan.pk]), {"reason": "Thiếu"})
    assert "Thiếu" in client.get(reverse("plans:plan-edit", args=[plan.pk])).content.decode()
    client.post(
        reverse("plans:plan-issue", args=[plan.pk]), {"number": "3/KH-UBND", "issued_on": "2021-01-26"}
    )
    assert client.get(reverse("plans:plan-withdraw", args=[plan.pk])).status_code == 200
    own = Plan.objects.get(parent=plan)
    client.force_login(make.person("Thủ trưởng Sở", unit=noivu, role="head"))
    assert client.get(reverse("plans:task-edit", args=[own.tasks.get().pk])).status_code == 200
    assert client.get(reverse("plans:plan-delete", args=[own.pk])).status_code == 403
    client.force_login(User.objects.get(full_name="Thủ trưởng"))
    client.post(reverse("plans:plan-withdraw", args=[plan.pk]), {"reason": "Sai"})
    client.post(reverse("plans:plan-redraft", args=[plan.pk]))

    assert sorted(Plan.objects.values_list("state", flat=True)) == ["draft", "withdrawn", "withdrawn"]


def test_list_filters_sorts_and_pages_without_more_queries(
    desk: Client, province: Unit, django_assert_max_num_queries: Any
) -> None:
    for number in range(45):
        make.plan(make.unit(parent=province), number=f"{number}/KH")

    with django_assert_max_num_queries(12 + NAVIGATION):
        answer = desk.get(reverse("plans:plan-list"), {"sap": "-so", "trang": "2", "nam": "2021", "q": "KH"})

    assert len(answer.context["rows"]) == 5
    assert (
        desk.get(reverse("plans:plan-list"), {"nam": "x", "don-vi": "1e9", "trang": "-4"}).status_code == 200
    )


def test_number_in_the_sentence_counts_where_no_product_is_given(plan: Plan) -> None:
    read = understand(
        Words(content="Tổ chức 04 hội nghị phổ biến pháp luật"), glossary=glossary_for(plan, on=ON)
    )

    assert [(one.quantity, one.unit_text) for one in read.targets] == [(4, "hội nghị")]
