"""Targets the platform counts by itself: how they are chosen, what they say on pages, next to evidence and in reports."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories import plans as make

from danbiet.audit.models import Entry
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.plans.actions import deciding, reporting
from danbiet.plans.actions.cascading import hand_down
from danbiet.plans.actions.counting import BadCounting, Counting, set_counting
from danbiet.plans.actions.drafting import edit_task
from danbiet.plans.actions.evidence import BadEvidence, draft_evidence, submit_evidence
from danbiet.plans.actions.refusals import EditedMeanwhile, PlanRefusal
from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft, ProofDraft
from danbiet.plans.calc.measuring import MeasureFilter
from danbiet.plans.models import Evidence, Target
from danbiet.plans.queries import report_changes
from danbiet.plans.queries.documents import correction_words
from danbiet.plans.queries.progress import plans_progress, task_progress
from danbiet.plans.queries.understanding import draft_of, glossary_for, understand, words_of

pytestmark = pytest.mark.django_db
D = Decimal
AT = datetime(2021, 7, 5, 2, tzinfo=UTC)
LATER = datetime(2021, 8, 5, 2, tzinfo=UTC)
ARTICLES = "articles_published"


class House:
    """A province that owes 40 articles, and a department that carries out the task with 10 of its own."""

    def __init__(self) -> None:
        self.province = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
        self.unit = make.unit("Sở Nội vụ", parent=self.province, code="SNV")
        self.other = make.unit("Sở Tư pháp", parent=self.province, code="STP")
        self.plan = make.plan(self.province, number="19/KH-UBND")
        self.task = make.task(make.group(self.plan), content="Đăng tin, bài", leads=[self.unit])
        self.target = make.target(self.task, 40, unit_text="tin, bài")
        self.own = make.plan(self.unit, parent=self.plan, number="5/KH-SNV")
        self.own_task = make.task(make.group(self.own), parent=self.task, leads=[self.unit])
        self.own_target = make.target(self.own_task, 10, unit_text="tin, bài", parent=self.target)
        self.office = make.person("Phòng CCHC", unit=self.province, role="office")
        self.head = make.person("Trần Thị Bình", unit=self.unit, role="head")
        self.officer = make.person("Lê Văn Cường", unit=self.unit)
        self.stranger = make.person("Người Khác", unit=self.other, role="head")

    def count(self, target: Target, measure: str = ARTICLES, **said: Any) -> None:
        """Let the platform count the target's task."""
        task = target.task
        task.refresh_from_db()
        chosen = {target.pk: Counting(measure, MeasureFilter(**said))}
        set_counting(task.pk, version=task.version, chosen=chosen, by=self.office, at=AT)

    def publish(self, source: int, on: date = date(2021, 5, 4), at: datetime = AT, **facets: Any) -> None:
        """The department publishes an article for its own task."""
        tasks = facets.pop("tasks", [self.own_task.pk, self.task.pk])
        record_event(
            ARTICLES, on=on, unit_id=self.unit.pk, title=f"Bài số {source}", url=f"/tin-tuc/bai-{source}/", at=at,
            source_kind="newsroom.page", source_id=source, facets={"form": "news", "language": "vi", "tasks": tasks, **facets},
        )  # fmt: skip

    def unpublish(self, source: int, at: datetime = LATER) -> None:
        withdraw_event(ARTICLES, source_kind="newsroom.page", source_id=source, reason="bài trùng", at=at)

    def counted(self, on: date = date(2021, 12, 31)) -> tuple[Decimal, Decimal]:
        """Counted of the province's target and of the department's own."""
        found = [task_progress(pk, on) for pk in (self.task.pk, self.own_task.pk)]
        above, below = (one.targets[0].counted for one in found if one)
        return above, below

    def prove(self, url: str = "https://baosoctrang.org.vn/bai", quantity: int = 1) -> Evidence:
        draft = EvidenceDraft(
            on=date(2021, 5, 6), title="Bài trên báo", kind="article", credits=(CreditDraft(self.own_target.pk, D(quantity)),),
            proofs=(ProofDraft("link", url=url),),
        )  # fmt: skip
        made = draft_evidence(draft, unit_id=self.unit.pk, by=self.officer, at=AT, today=date(2021, 7, 5))
        return submit_evidence(made.pk, by=self.officer, at=AT, today=date(2021, 7, 5))


@pytest.fixture
def house() -> House:
    return House()


# How it is chosen ---------------------------------------------------------------------------------------------------


def test_issued_plan_begins_to_count_at_once_and_the_units_parts_with_it(house: House) -> None:
    house.publish(1)
    assert house.counted() == (0, 0)

    house.count(house.target, form=("news",), unit_ids=(house.unit.pk,))

    below = Target.objects.get(pk=house.own_target.pk)
    assert (below.measure, below.measure_filter) == (ARTICLES, {"form": ["news"]})
    assert house.counted() == (1, 1)
    entry = Entry.objects.get(verb="plans.counting_set")
    assert entry.details["targets"][0]["after"]["filter"] == {"form": ["news"], "unit": [house.unit.pk]}
    house.count(house.target, "")
    assert house.counted() == (0, 0)
    assert not Target.objects.exclude(measure="").exists()


def test_progress_falls_when_a_page_is_taken_off(house: House) -> None:
    house.count(house.target)
    for source in (1, 2, 3):
        house.publish(source)
    assert house.counted() == (3, 3)
    assert house.counted(date(2021, 5, 3)) == (0, 0)

    house.unpublish(2)

    assert house.counted() == (2, 2)
    assert house.counted(date(2021, 6, 1)) == (
        2,
        2,
    )  # as of a day before it was taken off: the state is today's
    house.publish(2, at=LATER)
    assert house.counted() == (3, 3)


def test_five_videos_each_at_least_twice_are_counted_video_by_video(house: House) -> None:
    target = make.target(house.task, 5, unit_text="video", each=2, order=1)
    house.count(target, "item_airings")
    times = {"Một": 3, "Hai": 2, "Ba": 2, "Bốn": 1, "Năm": 1}
    source = 0
    for title, count in times.items():
        for day in range(count):
            source += 1
            record_event(
                "item_airings", on=date(2021, 5, 4 + day), unit_id=house.unit.pk, title=f"Video {title}", source_kind="item",
                source_id=source, facets={"form": "tv", "tasks": [house.task.pk]}, at=AT,
            )  # fmt: skip

    def reached() -> tuple[Decimal, Decimal]:
        progress = task_progress(house.task.pk, date(2021, 12, 31))
        assert progress is not None
        found = next(one for one in progress.targets if one.spec.id == target.pk)
        return found.counted, found.percent

    # 3 and 2 and 2 count two each, the others one: 8 of 10 airings, four videos' worth of five.
    assert reached() == (D(4), D(80))
    make.evidence(
        house.unit, date(2021, 6, 1), (target, 1, "Video Bốn")
    )  # shown by another station, named as on the list
    assert reached() == (D("4.5"), D(90))
    record_event(
        "item_airings", on=date(2021, 7, 1), unit_id=house.unit.pk, title="Video Sáu", source_kind="item", source_id=99,
        facets={"tasks": [house.task.pk]}, at=AT,
    )  # fmt: skip
    assert reached() == (D("4.5"), D(90))  # a sixth video is none of the best five


def test_what_cannot_be_counted_is_refused(house: House) -> None:
    each = make.target(house.task, 2, unit_text="video", each=2, order=1)
    make.evidence(house.unit, date(2021, 3, 1), (house.target, 1))
    with pytest.raises(BadCounting, match="từng sản phẩm"):
        house.count(each)
    with pytest.raises(BadCounting, match="minh chứng"):
        house.count(house.target, "unit_plans_issued")
    with pytest.raises(BadCounting, match="chưa biết"):
        house.count(house.target, "moon_landings")
    with pytest.raises(PlanRefusal, match="cấp trên"):
        house.count(house.own_target)
    with pytest.raises(EditedMeanwhile):
        set_counting(house.task.pk, version=99, chosen={}, by=None, at=AT)
    house.plan.state = "submitted"
    house.plan.save()
    with pytest.raises(PlanRefusal, match="dự thảo"):
        house.count(house.target)
    assert not Target.objects.exclude(measure="").exists()


def test_handing_down_takes_the_way_of_counting_along(house: House) -> None:
    draft = make.plan(house.province, state="draft", number="20/KH-UBND")
    task = make.task(make.group(draft), leads=[house.unit, house.other], lead_set="departments")
    said = {"language": ["km"], "unit": [house.unit.pk], "task": "any"}
    make.target(task, 4, measure=ARTICLES, measure_filter=said)
    make.target(task, 100, unit_text="% đơn vị", measure="unit_plans_issued", order=1)

    hand_down(draft, below=[house.unit.pk, house.other.pk], at=AT)

    parts = Target.objects.filter(task__plan__parent=draft).order_by("task__plan__unit_id", "order")
    assert [(part.measure, part.measure_filter) for part in parts] == 2 * [
        (ARTICLES, {"language": ["km"], "task": "any"}), ("", {}),
    ]  # fmt: skip


def test_another_number_in_the_words_keeps_the_way_of_counting(house: House) -> None:
    draft = make.plan(house.province, state="draft", number="")
    task = make.task(make.group(draft))
    task.product = "40 tin"
    task.save()
    make.target(task, 40, measure=ARTICLES, measure_filter={"language": ["km"]})
    glossary = glossary_for(draft, on=date(2021, 2, 1))

    written = understand(words_of(task).changed(product="60 tin"), glossary=glossary, stored=draft_of(task))
    edit_task(task.pk, version=1, draft=written, by=None, at=AT)

    (target,) = task.targets.all()
    assert (target.quantity, target.measure, target.measure_filter) == (60, ARTICLES, {"language": ["km"]})
    other = understand(words_of(task).changed(product="6 hội nghị"), glossary=glossary, stored=draft_of(task))
    assert [one.measure for one in other.targets] == [""]


# Next to evidence ---------------------------------------------------------------------------------------------------


def test_accepted_evidence_adds_to_what_is_counted(house: House) -> None:
    house.count(house.target)
    house.publish(1)
    piece = house.prove(quantity=2)
    deciding.accept_evidence(piece.pk, by=house.office, at=AT)

    assert house.counted() == (3, 3)
    progress = task_progress(house.own_task.pk, date(2021, 12, 31))
    assert progress is not None
    assert (progress.targets[0].actual, progress.targets[0].auto) == (3, 1)


def test_page_counted_already_is_no_evidence(house: House) -> None:
    house.count(house.target)
    house.publish(1)
    house.publish(2, tasks=[])  # not linked to the task, so nobody counts it

    with pytest.raises(BadEvidence, match="Bài số 1") as refused:
        house.prove(f"{settings.DANBIET_BASE_URL}/tin-tuc/bai-1/?nguon=thu#dau")
    assert refused.value.field == "proofs"
    assert house.prove(f"{settings.DANBIET_BASE_URL}/tin-tuc/bai-2").state == "submitted"


def test_page_counted_under_its_whole_address_counts_once_too(house: House) -> None:
    house.count(house.target)
    whole = f"{settings.DANBIET_BASE_URL}/tin-tuc/bai-7/"
    record_event(
        ARTICLES, on=date(2021, 5, 4), unit_id=house.unit.pk, title="Bài số 7", url=whole, at=AT,
        source_kind="newsroom.page", source_id=7, facets={"tasks": [house.own_task.pk, house.task.pk]},
    )  # fmt: skip
    with pytest.raises(BadEvidence, match="Bài số 7"):
        house.prove(whole)
    make.evidence(house.unit, date(2021, 5, 6), (house.own_target, 1), (house.target, 1), link=whole)
    assert house.counted() == (1, 1)


def test_page_published_while_evidence_waits_stops_its_acceptance(house: House) -> None:
    house.count(house.target)
    piece = house.prove(f"{settings.DANBIET_BASE_URL}/tin-tuc/bai-1/")
    house.publish(1)

    done = deciding.accept_many([piece.pk], by=house.office, at=AT)

    assert done.accepted == ()
    assert "Bài số 1" in done.refused[0][1]
    assert house.counted() == (1, 1)


def test_page_accepted_as_evidence_before_counts_once(house: House) -> None:
    house.count(house.target)
    piece = house.prove(f"{settings.DANBIET_BASE_URL}/tin-tuc/bai-1/")
    deciding.accept_evidence(piece.pk, by=house.office, at=AT)
    house.publish(1)
    assert house.counted() == (1, 1)

    deciding.withdraw_evidence(piece.pk, reason="đã có bài trên cổng", by=house.office, at=AT)

    assert house.counted() == (1, 1)


# Pages --------------------------------------------------------------------------------------------------------------


def test_public_pages_say_what_is_counted_and_link_each_thing(house: House, client: Client) -> None:
    house.count(house.target, language=("vi",))
    for source in range(1, 53):
        house.publish(source, on=date(2021, 5, 1 + source % 20))
    house.publish(99, language="km")

    page = client.get(f"/nhiem-vu/{house.task.pk}/").content.decode()
    why = client.get(f"/nhiem-vu/{house.task.pk}/vi-sao/?dem=2").content.decode()

    assert "ngôn ngữ: Tiếng Việt; chỉ nội dung gắn với nhiệm vụ này" in page
    assert "hệ thống tự đếm 52, minh chứng 0" in page
    assert "52 nội dung do hệ thống tự đếm" in page
    assert page.count('href="/tin-tuc/bai-') == 50
    assert why.count('href="/tin-tuc/bai-') == 2
    assert "bai-99" not in page + why
    early = client.get(f"/nhiem-vu/{house.task.pk}/?ngay=2021-05-01").content.decode()
    assert early.count('href="/tin-tuc/bai-') == 2  # numbers 20 and 40


def test_counted_titles_are_shown_as_text(house: House, client: Client) -> None:
    house.count(house.target)
    record_event(
        ARTICLES, on=date(2021, 5, 4), unit_id=house.unit.pk, title="<script>alert(1)</script>", url="/tin-tuc/x/", at=AT,
        source_kind="newsroom.page", source_id=1, facets={"tasks": [house.task.pk]},
    )  # fmt: skip

    assert "<script>alert" not in client.get(f"/nhiem-vu/{house.task.pk}/").content.decode()


def form_data(target: Target, **said: Any) -> dict[str, Any]:
    return {"version": 1, **{f"t{target.pk}-{name}": value for name, value in said.items()}}


def test_office_sets_the_way_of_counting_on_the_desk(house: House, client: Client) -> None:
    client.force_login(house.office)
    url = f"/ban-lam-viec/ke-hoach/nhiem-vu/{house.task.pk}/tu-dem/"
    page = client.get(url).content.decode()
    assert "“tin, bài”" in page  # the suggestion
    assert "Sở Nội vụ" in page

    empty = client.post(url, form_data(house.target, measure=ARTICLES, unit="listed"))
    assert "Chọn ít nhất một đơn vị." in empty.content.decode()
    odd = client.post(url, form_data(house.target, measure="\x00", unit="nowhere", task="x", form="haiku"))
    assert odd.status_code in (200, 400)
    done = client.post(
        url, form_data(house.target, measure=ARTICLES, unit="own", task="any", form=["news", "feature"])
    )

    house.target.refresh_from_db()
    assert done.status_code == 302
    assert house.target.measure_filter == {"form": ["news", "feature"], "unit": "own", "task": "any"}
    late = client.post(url, form_data(house.target, measure=""))
    assert "người khác" in late.content.decode().casefold()
    assert f'value="{ARTICLES}" selected' in client.get(url).content.decode()


def test_others_cannot_set_the_way_of_counting(house: House, client: Client) -> None:
    above = f"/ban-lam-viec/ke-hoach/nhiem-vu/{house.task.pk}/tu-dem/"
    below = f"/ban-lam-viec/ke-hoach/nhiem-vu/{house.own_task.pk}/tu-dem/"
    assert client.get(above).status_code == 302
    for person, url, status in (
        (house.stranger, above, 404), (house.stranger, below, 404), (house.officer, below, 403), (house.head, above, 404),
    ):  # fmt: skip
        client.force_login(person)
        assert client.post(url, form_data(house.target, measure=ARTICLES)).status_code == status
    client.force_login(house.head)
    said = client.post(below, form_data(house.own_target, measure=ARTICLES))
    assert "cấp trên" in said.content.decode()
    assert not Target.objects.exclude(measure="").exists()


def test_list_of_what_was_counted(house: House, client: Client) -> None:
    house.publish(1, on=date(2021, 5, 4))
    house.publish(2, on=date(2021, 6, 4), form="interview", language="km")
    house.publish(3, on=date(2021, 6, 5))
    house.unpublish(3)
    url = "/ban-lam-viec/so-dem/"
    assert client.get(url).status_code == 302
    client.force_login(house.stranger)
    assert "Bài số" not in client.get(url).content.decode()
    assert "Bài số" not in client.get(f"{url}?don-vi={house.unit.pk}").content.decode()
    client.force_login(house.officer)

    page = client.get(url).content.decode()
    june = client.get(f"{url}?nam=2021&thang=6&tinh-trang=counted&sap=ten").content.decode()
    table = client.get(f"{url}?tai=csv&ngon-ngu=km").content.decode("utf-8-sig")

    assert page.index("Bài số 3") < page.index("Bài số 2") < page.index("Bài số 1")
    assert "bài trùng" in page
    assert 'href="/tin-tuc/bai-1/"' in page
    assert 'href="/tin-tuc/bai-3/"' not in page
    assert "Bài số 2" in june
    assert "Bài số 1" not in june
    assert "Bài số 3" not in june
    assert "Phỏng vấn" in june
    assert [row.split(";")[2] for row in table.strip().splitlines()] == ["Tiêu đề", "Bài số 2"]
    odd = client.get(f"{url}?nam=99999999999999999999&thang=13&don-vi=x&sap=-la&trang=zz&do=none")
    assert odd.status_code == 200


# Reports ------------------------------------------------------------------------------------------------------------


def test_report_stays_and_names_what_was_published_and_taken_off_since(house: House) -> None:
    house.count(house.target)
    house.publish(1)
    house.publish(2)
    report = reporting.open_report(house.own.pk, "2021-Q2", by=None, at=AT, on=date(2021, 7, 5))
    report = reporting.submit_report(report.pk, by=house.head, at=AT, on=date(2021, 7, 5))
    assert report.figures is not None
    assert report.figures["by_measure"] == {ARTICLES: [2, 2]}
    assert report_changes.corrections(report, on=date(2021, 8, 5)) == []

    house.unpublish(2)
    house.publish(3, on=date(2021, 6, 9), at=LATER)
    house.publish(4, on=date(2021, 6, 10), at=LATER)
    house.publish(5, on=date(2021, 7, 1), at=LATER)  # after the report's day
    house.publish(6, on=date(2021, 6, 11), at=LATER)
    house.unpublish(6, at=LATER)  # came and went: nothing to tell
    house.unpublish(1)
    house.publish(
        1, on=date(2021, 5, 5), at=LATER
    )  # once more under another day of the same cell: no difference

    found = report_changes.corrections(report, on=date(2021, 8, 5))
    (task,) = [one for one in found if one.change.kind == "task"]
    assert [(one.title, one.is_withdrawn) for one in task.published] == [
        ("Bài số 2", True), ("Bài số 3", False), ("Bài số 4", False),
    ]  # fmt: skip
    assert correction_words(task).endswith(
        "do đăng thêm: Bài số 3 (09/06/2021); Bài số 4 (10/06/2021), do gỡ: Bài số 2 (04/05/2021; bài trùng)"
    )
    assert "20,0\u00a0% (2/10 tin, bài)" in correction_words(task)
    assert "30,0\u00a0% (3/10 tin, bài)" in correction_words(task)


# Queries ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 4])
def test_counting_costs_no_query_more(
    size: int, house: House, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    house.count(house.target)
    for source in range(size):
        house.publish(source)
        make.target(house.task, 5, measure=ARTICLES, order=source + 1)

    with django_assert_num_queries(3):
        plans_progress([house.plan.pk, house.own.pk], date(2021, 12, 31))
    assert len(client.get(f"/nhiem-vu/{house.task.pk}/").content) > 1000
