"""The ground every installation stands on: the page tree down to the portal's sections."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from ..enums import FILE_POWERS, PAGE_POWERS, EditorsGroup, SectionKind
from ..models import PortalPage, SectionPage

SLUGS: dict[SectionKind, str] = {
    SectionKind.NEWS: "tin-tuc",
    SectionKind.ANNOUNCEMENTS: "thong-bao",
    SectionKind.PROGRAMME: "chuong-trinh",
    SectionKind.DOCUMENTS: "van-ban",
    SectionKind.MODELS: "mo-hinh-hay",
    SectionKind.VIDEOS: "video",
}
PORTAL_SLUG = "cong"


@transaction.atomic
def ensure_sections() -> PortalPage:
    """Make whatever is missing of: language, root, portal, its six sections, site, root collection, editors' groups.

    Safe to run any number of times and by several processes at once; what is there stays as editors left it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('newsroom.sections'))")
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        title="Root", slug="root", locale=locale, content_type=ContentType.objects.get_for_model(Page)
    )
    with override(settings.LANGUAGE_CODE):
        portal = _portal(root, locale)
        _sections(portal, locale)
    _site(portal)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    _groups(portal)
    return portal


def _portal(root: Page, locale: Locale) -> PortalPage:
    found: PortalPage | None = PortalPage.objects.first()
    if found is None:
        portal = PortalPage(title=settings.WAGTAIL_SITE_NAME, slug=PORTAL_SLUG, locale=locale)
        found = root.add_child(instance=portal)
    return found


def _sections(portal: PortalPage, locale: Locale) -> None:
    known = set(SectionPage.objects.child_of(portal).values_list("kind", flat=True))
    for kind in SectionKind:
        if kind not in known:
            section = SectionPage(title=str(kind.label), slug=SLUGS[kind], kind=kind, locale=locale)
            portal.add_child(instance=section)


def _site(portal: PortalPage) -> None:
    """The one site, standing on the portal; Wagtail's page of welcome goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    if site.root_page_id != portal.pk:
        site.root_page, site.site_name = portal, settings.WAGTAIL_SITE_NAME
        site.save()
        welcome = Page.objects.filter(depth=2, slug="home", numchild=0).exclude(pk=portal.pk).first()
        if welcome is not None and welcome.specific_class is Page:
            welcome.delete()


def _groups(portal: PortalPage) -> None:
    """Coarse gates for Wagtail; who is in them follows the roles (`groups`), what they may do with a page too."""
    admin, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    enter, _made = Permission.objects.get_or_create(
        content_type=admin, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    files = Collection.objects.get(depth=1)
    # Wagtail asks about its own models, whatever models of ours stand in their place.
    for name in EditorsGroup:
        group, _made = Group.objects.get_or_create(name=name.value)
        group.permissions.add(enter)
        for power in PAGE_POWERS[name]:
            permission = _permission(Page, f"{power}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=portal, permission=permission)
        for model, word in ((Image, "image"), (Document, "document")):
            for power in FILE_POWERS[name]:
                permission = _permission(model, f"{power}_{word}")
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=files, permission=permission
                )
    for power in ("add", "change", "delete"):
        office = Group.objects.get(name=EditorsGroup.OFFICE.value)
        office.permissions.add(_permission(Redirect, f"{power}_redirect"))


def _permission(model: type[Model], codename: str) -> Permission:
    """Django makes permissions after migrations too, perhaps later than this runs."""
    content_type = ContentType.objects.get_for_model(model)
    found, _made = Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
    )
    return found
