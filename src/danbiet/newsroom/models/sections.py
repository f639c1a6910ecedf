from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from ..enums import Language, SectionKind
from ..registry import tester_for


class Addressed:
    """Pages know their address from their place in the tree, whatever language the reader's interface has (ADR 0019)."""

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """(site, its root address, path): what is written in English stands below /en/."""
        sites = self._get_relevant_site_root_paths(request)  # type: ignore[attr-defined]
        if not sites:
            return None
        path = "/" + self.url_path[len(sites[0].root_path) :]  # type: ignore[attr-defined]
        is_english = getattr(self, "language", "") == Language.EN
        return sites[0].site_id, settings.DANBIET_BASE_URL, f"/en{path}" if is_english else path


class PortalPage(Addressed, Page):
    """The root of what readers see; "/" itself is answered by the portal's home page."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.SectionPage"]
    content_panels = [FieldPanel("title")]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("portal")

    def permissions_for_user(self, user: Any) -> Any:
        return tester_for(user, self)


class SectionPage(Addressed, Page):
    """A section of the portal; sections of the same kind may hang below it."""

    kind = models.CharField(_("kind"), max_length=16, choices=SectionKind.choices, editable=False)
    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["newsroom.PortalPage", "newsroom.SectionPage"]
    subpage_types = [
        "newsroom.ArticlePage",
        "newsroom.AnnouncementPage",
        "newsroom.ProgrammePage",
        "newsroom.OfficialDocumentPage",
        "newsroom.GoodModelPage",
        "newsroom.VideoPage",
        "newsroom.SectionPage",
    ]
    content_panels = [FieldPanel("title"), FieldPanel("introduction")]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Sections of the portal's first level are made by the system; editors add some below them."""
        return isinstance(parent.specific, SectionPage) and super().can_create_at(parent)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A section below another is of its kind."""
        parent = self.get_parent() if self.path else None
        above = parent.specific if parent else None
        if isinstance(above, SectionPage):
            self.kind = above.kind
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> Any:
        return tester_for(user, self)
