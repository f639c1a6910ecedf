"""What follows for readers when an editor publishes a page and takes it down again."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks  # type: ignore[attr-defined]
from tests.factories import pages as make
from tests.factories import plans

from danbiet.kit import clock
from danbiet.measures.models import Event
from danbiet.newsroom.models import ArticlePage, OfficialDocumentPage
from danbiet.newsroom.registry import task_chain, task_choices, task_labels
from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit
from danbiet.org.queries import rights_of
from danbiet.plans.actions.counting import Counting, set_counting
from danbiet.plans.calc.measuring import MeasureFilter
from danbiet.plans.queries.progress import task_progress
from danbiet.portal import actions
from danbiet.portal.tasks import count_views_of_days
from danbiet.search.actions import put_item
from danbiet.search.models import Entry
from danbiet.search.registry import Item
from danbiet.visits.models import PageDay
from danbiet.visits.registry import facts_of, views_by_task

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 15)
YESTERDAY = date(2021, 6, 14)


@pytest.fixture(autouse=True)
def _june(settings: object) -> None:
    settings.DANBIET_TODAY = DAY  # type: ignore[attr-defined]


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time every process is told to forget its kept pages."""
    told: list[str] = []
    monkeypatch.setattr(actions, "forget_all", lambda: told.append("all"))
    return told


@pytest.fixture
def unit() -> Unit:
    province = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    return plans.unit("Sở Nội vụ", parent=province)


def test_published_page_is_found_and_kept_copies_go_and_unpublishing_takes_it_back(
    client: Client,
    unit: Unit,
    forgotten: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    page = make.page(
        ArticlePage,
        unit,
        live=False,
        title="Tin sắp đăng",
        body=[("text", "<p>Một chữ hiếm: quạ khoang</p>")],
    )
    path = f"/tin-tuc/{page.slug}/"
    assert client.get(path).status_code == 404
    assert not Entry.objects.filter(kind="news", object_id=page.pk).exists()

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    entry = Entry.objects.get(kind="news", object_id=page.pk)
    assert entry.url == path
    assert "quạ khoang" in entry.text
    assert entry.unit_id == unit.pk
    assert client.get(path).status_code == 200
    assert forgotten

    told = len(forgotten)
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePage.objects.get(pk=page.pk).unpublish()
    assert not Entry.objects.filter(object_id=page.pk).exists()
    assert client.get(path).status_code == 404
    assert len(forgotten) > told


def test_document_is_found_by_its_number_and_dated_by_its_issue(unit: Unit, forgotten: list[str]) -> None:
    page = make.page(
        OfficialDocumentPage,
        unit,
        number="19/KH-UBND",
        issued_on=date(2020, 1, 26),
        issuer="UBND tỉnh",
        dated_on=DAY,
    )
    actions.page_shown(OfficialDocumentPage, page.pk, clock.now())
    entry = Entry.objects.get(kind="documents", object_id=page.pk)
    assert (entry.year, entry.on) == (2020, date(2020, 1, 26))


def test_tasks_offered_are_those_of_the_persons_units_and_of_units_above(unit: Unit) -> None:
    other = plans.unit("Sở Tư pháp")
    province_task = plans.task(
        plans.group(plans.plan(Unit.objects.exclude(pk__in=[unit.pk, other.pk]).get()))
    )
    not_carried = plans.task(province_task.group, order=2)
    own_task = plans.task(plans.group(plans.plan(unit)), parent=province_task)
    foreign = plans.task(plans.group(plans.plan(other)))
    drafted = plans.task(plans.group(plans.plan(unit, state="draft")))
    person = plans.person("Biên tập viên", unit=unit, role="editor")

    offered = {pk for pk, _words in task_choices(rights_of(person, DAY), on=DAY)}

    assert {own_task.pk, not_carried.pk} <= offered
    assert province_task.pk not in offered  # the unit's own plan carries it
    assert not offered & {foreign.pk, drafted.pk}
    assert task_chain(own_task.pk) == [own_task.pk, province_task.pk]
    assert task_labels([own_task.pk])[own_task.pk][1] == f"/nhiem-vu/{own_task.pk}/"
    assert task_labels([drafted.pk]) == {}


def test_counter_knows_whose_page_an_address_is_in_either_language(unit: Unit) -> None:
    page = make.page(ArticlePage, unit, title="Của ai")
    english = make.page(ArticlePage, unit, title="Whose", language="en")
    draft = make.page(ArticlePage, unit, live=False)
    known = facts_of(
        [f"/tin-tuc/{page.slug}/", f"/en/tin-tuc/{english.slug}/", f"/tin-tuc/{draft.slug}/", "/khong/"]
    )
    assert known[f"/tin-tuc/{page.slug}/"].unit_id == unit.pk
    assert known[f"/en/tin-tuc/{english.slug}/"].title == "Whose"
    assert f"/tin-tuc/{draft.slug}/" not in known


def test_counter_calls_lists_plans_and_units_by_their_names(unit: Unit) -> None:
    plan = plans.plan(unit, number="19/KH-UBND")
    make.section("news")
    put_item(Item(kind="plan", object_id=plan.pk, title="Kế hoạch 19", url=f"/ke-hoach/{plan.pk}/", text=""))

    known = facts_of(
        ["/", "/tin-tuc/", f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/vi-sao/", "/ke-hoach/987654/"]
    )

    assert {path: fact.title for path, fact in known.items()} == {
        "/": "Trang chủ", "/tin-tuc/": "Tin tức", f"/ke-hoach/{plan.pk}/": "Kế hoạch 19",
        f"/ke-hoach/{plan.pk}/vi-sao/": "Vì sao con số này: Kế hoạch 19",
    }  # fmt: skip


def read(path: str, views: int, on: date = YESTERDAY) -> PageDay:
    return PageDay.objects.create(day=on, path=path, kind="news", views=views)


def test_views_of_a_day_that_is_over_count_once_for_the_task_the_page_fulfils(unit: Unit) -> None:
    above = plans.task(
        plans.group(plans.plan(plans.unit("Tỉnh"), number="19/KH-UBND")), content="Tuyên truyền"
    )
    own = plans.task(plans.group(plans.plan(unit, number="5/KH-SNV")), parent=above, content="Đăng tin")
    page = make.page(ArticlePage, unit, title="Được đọc", task_id=own.pk, form="news")
    english = make.page(ArticlePage, unit, title="Read", language="en")
    draft = make.page(ArticlePage, unit, live=False)
    read(f"/tin-tuc/{page.slug}/", 12)
    read(f"/en/tin-tuc/{english.slug}/", 3)
    read(f"/tin-tuc/{draft.slug}/", 9)  # taken off before the day was over
    read("/", 100)
    read(f"/tin-tuc/{page.slug}/", 5, on=DAY)  # today is not over

    count_views_of_days()
    count_views_of_days()

    events = Event.objects.order_by("quantity")
    assert [(one.title, one.quantity, one.on) for one in events] == [
        ("Read", 3, YESTERDAY),
        ("Được đọc", 12, YESTERDAY),
    ]
    assert events[1].facets == {
        "form": "news",
        "language": "vi",
        "audience": "all",
        "tasks": [own.pk, above.pk],
    }
    assert {task.title: task.views for task in views_by_task(YESTERDAY, DAY)} == {
        "19/KH-UBND – 1.1. Tuyên truyền": 12,
        "5/KH-SNV – 1.1. Đăng tin": 12,
    }


def test_views_counted_stand_on_the_tasks_page_and_on_the_counters(client: Client, unit: Unit) -> None:
    task = plans.task(plans.group(plans.plan(unit, number="5/KH-SNV")), content="Đăng tin")
    page = make.page(ArticlePage, unit, task_id=task.pk)
    read(f"/tin-tuc/{page.slug}/", 1234)
    count_views_of_days()

    assert "1.234</span>" in client.get(f"/nhiem-vu/{task.pk}/").content.decode()
    counter = client.get("/luot-truy-cap/").content.decode()
    assert (
        f'href="/nhiem-vu/{task.pk}/" lang="vi">5/KH-SNV – 1.1. Đăng tin</a></th><td class="n">1.234</td>'
        in counter
    )


def test_page_taken_off_keeps_what_was_read_of_it(unit: Unit) -> None:
    page = make.page(ArticlePage, unit)
    read(f"/tin-tuc/{page.slug}/", 7)
    count_views_of_days()

    page.unpublish()

    assert Event.objects.get(measure="page_views", withdrawn_at__isnull=True).quantity == 7


def test_target_in_views_is_filled_by_what_readers_read(unit: Unit) -> None:
    task = plans.task(plans.group(plans.plan(unit)))
    target = plans.target(task, 1000, unit_text="lượt xem")
    office = plans.person("Phòng CCHC", unit=unit, role="office")
    chosen = {target.pk: Counting("page_views", MeasureFilter(language=("vi",)))}
    set_counting(task.pk, version=task.version, chosen=chosen, by=office, at=make.AT)
    page = make.page(ArticlePage, unit, task_id=task.pk)
    read(f"/tin-tuc/{page.slug}/", 250)

    count_views_of_days()

    progress = task_progress(task.pk, DAY)
    assert progress is not None
    assert progress.targets[0].counted == 250
