import pytest
from wagtail.models import Collection, Locale, Page, Site

from danbiet.newsroom.actions import ensure_sections
from danbiet.newsroom.models import PortalPage, SectionPage

pytestmark = pytest.mark.django_db

SLUGS = {"tin-tuc", "thong-bao", "chuong-trinh", "van-ban", "mo-hinh-hay", "video"}


def test_sections_after_migrations_are_there():
    assert set(SectionPage.objects.values_list("slug", flat=True)) == SLUGS
    assert Site.objects.get().root_page.specific == PortalPage.objects.get()
    assert not Page.objects.filter(slug="home").exists()


def test_sections_ensured_again_stay_as_they_are():
    before = list(Page.objects.order_by("path").values_list("pk", "path", "title"))

    ensure_sections()

    assert list(Page.objects.order_by("path").values_list("pk", "path", "title")) == before


def test_sections_after_everything_was_lost_are_made_anew():
    Page.objects.all().delete()
    Site.objects.all().delete()
    Collection.objects.all().delete()
    Locale.objects.all().delete()

    ensure_sections()

    assert set(SectionPage.objects.values_list("slug", flat=True)) == SLUGS
    assert Page.find_problems() == ([], [], [], [], [])
