"""Who may do what in the editors' rooms."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from danbiet.newsroom.models import ArticlePage, SectionPage

from .conftest import publish, signed_in

ROOMS = "/soan-tin/"


@pytest.fixture
def news(db):
    return SectionPage.objects.get(kind="news", depth=3)


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form(page=None, *, title="Một bài", unit=None, **more):
    """What the browser sends from the editing form."""
    said = {
        "title": title, "summary": "", "form": "news", "cover": "", "body-count": "0", "unit": unit or "", "byline": "",
        "task": "", "audience": "all", "language": "vi", "dated_on": "", "original": "", "correction": "",
        "go_live_at": "", "expire_at": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    return said | more


@pytest.mark.parametrize("who", ["auditor", "officer", "stranger"])
def test_rooms_for_people_without_editors_roles_are_closed(cast, who):
    assert signed_in(getattr(cast, who)).get(ROOMS).status_code == 403


def test_rooms_for_somebody_not_signed_in_lead_to_our_door_and_back(client, cast):
    answer = client.get("/soan-tin/images/")

    assert answer.status_code == 302
    assert answer.url == "/dang-nhap/?next=/soan-tin/images/"


@pytest.mark.parametrize("who", ["editor", "head", "office", "other_editor"])
def test_rooms_for_editors_heads_and_the_office_are_open(cast, who):
    assert signed_in(getattr(cast, who)).get(ROOMS).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("editor", 200),
        ("head", 200),
        ("office", 200),
        ("other_editor", 403),
        ("other_head", 403),
        ("auditor", 403),
    ],
)
def test_edit_page_of_a_unit_opens_for_its_people_only(cast, draft, who, status):
    page = draft(unit=cast.justice)

    assert signed_in(getattr(cast, who)).get(edit(page)).status_code == status


@pytest.mark.parametrize(
    "verb", ["delete", "unpublish", "copy", "history", "usage", "view_draft", "move", "lock", "privacy"]
)
def test_other_doors_of_a_foreign_page_are_shut(cast, draft, verb):
    page = draft(unit=cast.justice)
    name = {"privacy": "set_privacy"}.get(verb, verb)

    assert (
        signed_in(cast.other_head).get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code
        == 403
    )


def test_editor_writes_a_page_but_does_not_publish_it(cast, news):
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", news.pk])

    answer = signed_in(cast.editor).post(
        address, form(title="Đổi mới một cửa", unit=cast.justice.pk, **{"action-publish": "1"})
    )

    page = ArticlePage.objects.filter(title="Đổi mới một cửa").first()
    assert answer.status_code in {200, 302}
    assert page is None or not page.live


def test_editor_saves_a_draft_with_an_address_without_diacritics(cast, news):
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", news.pk])

    signed_in(cast.editor).post(address, form(title="Đổi mới bộ phận một cửa", unit=cast.justice.pk))

    page = ArticlePage.objects.get()
    assert (page.slug, page.live, page.unit_id) == ("doi-moi-bo-phan-mot-cua", False, cast.justice.pk)


def test_editor_cannot_write_for_another_unit(cast, news):
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "articlepage", news.pk])

    signed_in(cast.editor).post(address, form(title="Của người khác", unit=cast.health.pk))

    assert not ArticlePage.objects.exists()


def test_head_publishes_a_page_of_the_unit(cast, draft):
    page = draft(unit=cast.justice)

    signed_in(cast.head).post(edit(page), form(unit=cast.justice.pk, **{"action-publish": "1"}))

    assert ArticlePage.objects.get().live


def test_editor_publishing_an_existing_page_only_saves_it(cast, draft):
    page = draft(unit=cast.justice)

    signed_in(cast.editor).post(edit(page), form(unit=cast.justice.pk, **{"action-publish": "1"}))

    assert not ArticlePage.objects.get().live


def test_lists_show_no_draft_of_another_unit(cast, draft, news):
    draft(unit=cast.justice, title="Bí mật tư pháp")
    draft(unit=cast.health, title="Bài của y tế")
    client = signed_in(cast.other_editor)

    for address in [
        reverse("wagtailadmin_explore", args=[news.pk]),
        reverse("wagtailadmin_pages:search") + "?q=Bí+mật",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_home"),
        f"/soan-tin/api/main/pages/?child_of={news.pk}&for_explorer=1",
        reverse("wagtailadmin_choose_page_child", args=[news.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=Bí+mật",
    ]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Bí mật tư pháp" not in answer.content.decode().encode().decode("unicode_escape", "ignore"), (
            address
        )
        assert "Bí mật tư pháp" not in answer.content.decode(), address
    assert "Bài của y tế" in client.get(reverse("wagtailadmin_explore", args=[news.pk])).content.decode()


def test_page_once_published_is_not_deleted_even_by_the_head(cast, draft):
    page = publish(draft(unit=cast.justice))

    signed_in(cast.head).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert ArticlePage.objects.filter(pk=page.pk, live=True).exists()


def test_draft_is_deleted_by_its_editor(cast, draft):
    page = draft(unit=cast.justice)

    signed_in(cast.editor).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert not ArticlePage.objects.exists()
