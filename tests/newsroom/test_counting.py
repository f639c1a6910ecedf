"""What publication counts, and that it counts no more when the page goes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from danbiet.measures.models import Event
from danbiet.newsroom import registry, signals
from danbiet.newsroom.actions import publish_what_is_due
from danbiet.newsroom.models import ArticlePage, Correction, SectionPage
from tests.factories import plans as make

from .conftest import publish


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """What the floors above are told."""
    heard = []

    def note(kind):
        return lambda sender, page_id, at, **_: heard.append((kind, sender, page_id))

    shown, gone = note("published"), note("unpublished")
    signals.page_published.connect(shown)
    signals.page_unpublished.connect(gone)
    yield heard
    signals.page_published.disconnect(shown)
    signals.page_unpublished.disconnect(gone)


def counted(measure="articles_published"):
    return list(Event.objects.filter(measure=measure, withdrawn_at=None))


def test_publication_counts_on_the_day_readers_see(cast, draft):
    page = publish(draft(unit=cast.justice, title="Một cửa điện tử", form="feature", audience="citizens"))

    [event] = counted()
    assert (event.on, event.unit_id, event.title) == (date(2021, 6, 15), cast.justice.pk, "Một cửa điện tử")
    assert event.facets == {"form": "feature", "language": "vi", "audience": "citizens"}
    assert event.url == "/tin-tuc/mot-cua-dien-tu/"
    assert (event.source_kind, event.source_id) == ("newsroom.page", page.pk)
    assert page.dated_on == date(2021, 6, 15)


def test_publication_of_what_appeared_earlier_counts_on_that_day(cast, draft):
    publish(draft(unit=cast.justice, dated_on=date(2021, 2, 3)))

    assert counted()[0].on == date(2021, 2, 3)


def test_unpublishing_takes_the_count_back_and_publishing_again_counts_again(cast, draft):
    page = publish(draft(unit=cast.justice))
    page.unpublish()
    assert counted() == []

    publish(page)

    assert len(counted()) == 1
    assert Event.objects.count() == 2


def test_publishing_another_version_counts_once(cast, draft):
    page = publish(draft(unit=cast.justice))
    page.body = [("text", "<p>Thêm một đoạn</p>")]
    page.save_revision()

    publish(page)

    assert Event.objects.count() == 1


def test_another_unit_while_live_takes_back_and_counts_anew(cast, draft):
    page = publish(draft(unit=cast.justice))
    page.unit = cast.health
    page.save_revision()

    publish(page)

    assert [event.unit_id for event in counted()] == [cast.health.pk]
    assert Event.objects.exclude(withdrawn_at=None).get().unit_id == cast.justice.pk


def test_task_counts_with_those_above_it(cast, draft, monkeypatch):
    year = make.plan(cast.justice)
    task = make.task(make.group(year))
    monkeypatch.setattr(registry, "_chain", lambda task_id: [task_id, 70, 7])

    publish(draft(unit=cast.justice, task=task))

    assert counted()[0].facets["tasks"] == [task.pk, 70, 7]


def test_draft_and_appointment_count_nothing(cast, draft):
    page = draft(unit=cast.justice)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()

    assert counted() == []
    assert not ArticlePage.objects.get().live


def test_appointment_that_is_due_is_published_and_counted(cast, draft):
    page = draft(unit=cast.justice)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()

    assert publish_what_is_due() == (1, 0)
    assert len(counted()) == 1
    assert publish_what_is_due() == (0, 0)


def test_page_whose_time_is_over_is_taken_down_and_counts_no_more(cast, draft):
    page = publish(draft(unit=cast.justice))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    assert publish_what_is_due() == (0, 1)
    assert counted() == []


def test_one_page_that_fails_does_not_hold_up_the_others(cast, draft, monkeypatch):
    pages = [publish(draft(unit=cast.justice, title=f"Bài {n}")) for n in range(2)]
    ArticlePage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    real = ArticlePage.unpublish

    def broken(self, *args, **kwargs):
        if self.pk == pages[0].pk:
            raise RuntimeError("broken")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "unpublish", broken)

    assert publish_what_is_due() == (0, 1)
    assert [event.source_id for event in counted()] == [pages[0].pk]


def test_deleted_page_counts_no_more(cast, draft):
    page = publish(draft(unit=cast.justice))

    page.delete()

    assert counted() == []


def test_moved_page_counts_under_its_new_address(cast, draft):
    page = publish(draft(unit=cast.justice, title="Một bài"))
    news = SectionPage.objects.get(kind="news", depth=3)
    below = news.add_child(instance=SectionPage(title="Chuyển đổi số", slug="chuyen-doi-so", kind="news"))

    page.move(below, pos="last-child")

    assert [event.url for event in counted()] == ["/tin-tuc/chuyen-doi-so/mot-bai/"]


def test_section_with_another_address_moves_what_is_below(cast, draft, django_capture_on_commit_callbacks):
    publish(draft(unit=cast.justice, title="Một bài"))
    news = SectionPage.objects.get(kind="news", depth=3)
    news.slug = "tin-moi"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()

    assert [event.url for event in counted()] == ["/tin-moi/mot-bai/"]


def test_correction_becomes_a_line_for_readers_and_leaves_the_form(cast, draft):
    page = publish(draft(unit=cast.justice))
    page.correction = "Số hồ sơ là 1.200, không phải 12.000."
    page.save_revision()

    page = publish(page, cast.head)

    assert Correction.objects.get().text == "Số hồ sơ là 1.200, không phải 12.000."
    assert page.correction == ""
    assert page.get_latest_revision_as_object().correction == ""
    publish(page)
    assert Correction.objects.count() == 1


def test_address_stays_when_the_title_changes_after_publication(cast, draft):
    page = publish(draft(unit=cast.justice, title="Tên cũ"))
    page.title = "Tên mới"
    page.save_revision()

    assert publish(page).slug == "ten-cu"


def test_floors_above_are_told_after_the_commit_only(cast, draft, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(draft(unit=cast.justice))
        assert told == []
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()

    assert told == [("published", ArticlePage, page.pk), ("unpublished", ArticlePage, page.pk)]
