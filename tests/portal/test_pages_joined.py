"""What follows for readers when an editor publishes a page and takes it down again."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks  # type: ignore[attr-defined]
from tests.factories import pages as make
from tests.factories import plans

from danbiet.kit import clock
from danbiet.newsroom.models import ArticlePage, OfficialDocumentPage
from danbiet.newsroom.registry import task_chain, task_choices, task_labels
from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit
from danbiet.org.queries import rights_of
from danbiet.portal import actions
from danbiet.search.models import Entry
from danbiet.visits.registry import facts_of

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 15)


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
