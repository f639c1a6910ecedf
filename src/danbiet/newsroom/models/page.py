from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from danbiet.cms.fields import BodyField

from ..blocks import BODY
from ..enums import Audience, Language, SectionKind
from ..registry import tester_for
from .sections import SectionPage


class PublicPage(Page):
    """What every page for readers has: whose it is, for whom, in which language, which task of a plan it fulfils."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    byline = models.CharField(_("author"), max_length=160, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    original = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("translation of"),
    )
    task = models.ForeignKey(
        "plans.Task",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("task of the plan"),
    )
    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.ALL)
    cover = models.ForeignKey(
        "cms.Picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("cover picture"),
    )
    body = BodyField(BODY, blank=True, verbose_name=_("text of the page"))
    dated_on = models.DateField(_("date shown"), null=True, blank=True, db_index=True)
    correction = models.TextField(_("correction"), blank=True)

    section_kind: ClassVar[SectionKind]  # where pages of this class may stand
    measure: ClassVar[str] = ""  # what a publication counts as
    is_creatable = False
    parent_page_types = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Only below a section of its kind."""
        above = parent.specific
        return (
            isinstance(above, SectionPage)
            and above.kind == cls.section_kind
            and super().can_create_at(parent)
        )

    def can_move_to(self, parent: Any) -> bool:
        above = parent.specific
        return (
            isinstance(above, SectionPage) and above.kind == self.section_kind and super().can_move_to(parent)
        )

    def permissions_for_user(self, user: Any) -> Any:
        return tester_for(user, self)


class Correction(models.Model):
    """What was put right after publication, for readers to see. Never part of a draft: an old version cannot take it away."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    on = models.DateField(_("date"))
    text = models.TextField(_("what was corrected"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.text}"
