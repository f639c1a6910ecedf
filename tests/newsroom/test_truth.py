"""Whatever editors do with a page, what is counted is what readers see: every way to readers and from them, one after another."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from danbiet.measures.models import Event
from danbiet.newsroom.actions import publish_what_is_due
from danbiet.newsroom.models import ArticlePage, SectionPage
from danbiet.newsroom.queries.pages import PAGE_CLASSES
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from tests.factories import plans as make

from .conftest import publish, signed_in
from .test_rights import edit, form

WAYS = {}


def way(does):
    WAYS[does.__name__] = does
    return does


def shown():
    """(number, unit, title, address, day) of every page readers see."""
    live = [page for model in PAGE_CLASSES for page in model.objects.filter(live=True)]
    return sorted((page.pk, page.unit_id, page.title, page.get_url(), page.dated_on) for page in live)


def counted():
    events = Event.objects.filter(source_kind="newsroom.page", withdrawn_at=None)
    return sorted((one.source_id, one.unit_id, one.title, one.url, one.on) for one in events)


def bulk(verb, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"/soan-tin/bulk/wagtailcore/page/{verb}/?next=/soan-tin/&{ids}"


@way
def published_by_the_head_in_the_form(cast, page, _draft):
    signed_in(cast.head).post(edit(page), form(title="Tên mới", unit=cast.justice.pk, change="minor", **{"action-publish": "1"}))  # fmt: skip


@way
def published_in_bulk(cast, _page, waiting):
    signed_in(cast.head).post(bulk("publish", waiting), {})
    assert ArticlePage.objects.get(pk=waiting.pk).live


@way
def taken_down_in_bulk(cast, page, _draft):
    signed_in(cast.head).post(bulk("unpublish", page), {})
    assert not ArticlePage.objects.get(pk=page.pk).live


@way
def taken_down_by_the_office(cast, page, _draft):
    signed_in(cast.office).post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert not ArticlePage.objects.get(pk=page.pk).live


@way
def section_taken_down_with_all_below(cast, page, _draft):
    section = page.get_parent().specific
    UnpublishPageAction(section, include_descendants=True, user=cast.head).execute(
        skip_permission_checks=True
    )
    assert not ArticlePage.objects.get(pk=page.pk).live


@way
def copied_by_somebody_who_writes_and_leads(cast, page, _draft):
    both = make.person("Cả Hai", unit=cast.justice, role=Role.EDITOR)
    Membership.objects.create(user=both, unit=cast.health, role=Role.HEAD, starts_on=date(2020, 1, 1))
    for extra in ({"publish_copies": "on"}, {"alias": "on"}):
        said = {
            "new_title": "Bản sao",
            "new_slug": f"ban-{len(extra)}-{next(iter(extra))}",
            "new_parent_page": page.get_parent().pk,
        }
        signed_in(both).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), said | extra)
    assert not ArticlePage.objects.exclude(pk=page.pk).filter(live=True).exists()
    assert not ArticlePage.objects.exclude(alias_of=None).exists()


@way
def asked_of_the_interface_for_programs(cast, page, waiting):
    client = signed_in(cast.head)
    client.raise_request_exception = False
    for verb in ("publish", "unpublish", "create_alias", "copy", "convert_alias", "copy_for_translation"):
        for one in (page, waiting):
            address = f"/soan-tin/api/main/pages/{one.pk}/action/{verb}/"
            client.post(address, {"recursive": False, "destination_page_id": page.get_parent().pk, "keep_live": True,
                                  "update_slug": f"{verb}-{one.pk}", "slug": f"{verb}-{one.pk}"}, "application/json")  # fmt: skip


@way
def published_at_its_time(cast, _page, waiting):
    past = timezone.now() - timedelta(minutes=1)
    revision = waiting.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    assert publish_what_is_due() == (1, 0)


@way
def time_over(cast, page, _draft):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_what_is_due() == (0, 1)


@way
def old_version_brought_back(cast, page, _draft):
    first = page.get_latest_revision()
    page.title, page.unit = "Tên khác", cast.health
    page.save_revision()
    publish(page)
    first.publish()


@way
def moved_to_a_section_below(cast, page, _draft):
    news = page.get_parent().specific
    below = news.add_child(instance=SectionPage(title="Chuyển đổi số", slug="chuyen-doi-so", kind="news"))
    signed_in(cast.head).post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, below.pk]), {"slug": page.slug}
    )
    assert Page.objects.get(pk=page.pk).get_parent().pk == below.pk


@way
def section_renamed(cast, page, _draft):
    news = page.get_parent().specific
    news.slug = "tin-moi"
    news.save_revision().publish()


@way
def section_deleted(cast, page, _draft):
    page.get_parent().specific.delete()


@way
def deleted_by_the_programme(cast, page, _draft):
    page.delete()


@pytest.mark.parametrize("name", sorted(WAYS))
def test_whatever_happens_to_pages_what_is_counted_is_what_readers_see(
    cast, draft, name, django_capture_on_commit_callbacks
):
    page = publish(draft(unit=cast.justice, title="Bài đã đăng"))
    waiting = draft(unit=cast.justice, title="Bài chờ")

    with django_capture_on_commit_callbacks(execute=True):
        WAYS[name](cast, page, waiting)

    assert counted() == shown()


def test_nobody_publishes_in_the_name_of_a_unit_they_do_not_lead(cast, draft):
    """The draft moves to another unit; the head of the unit it was published for has no word about that one."""
    page = publish(draft(unit=cast.justice))
    page.unit, page.change = cast.health, "minor"
    page.save_revision(user=cast.other_editor)

    signed_in(cast.head).post(bulk("publish", page), {})

    assert ArticlePage.objects.get(pk=page.pk).unit_id == cast.justice.pk
