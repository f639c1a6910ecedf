from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..enums import ArticleForm, ProgrammeSubject, SectionKind
from .page import PublicPage


class ArticlePage(PublicPage):
    """A news item, feature, interview, photo story or infographic."""

    form = models.CharField(_("form"), max_length=12, choices=ArticleForm.choices, default=ArticleForm.NEWS)

    section_kind = SectionKind.NEWS
    measure = "articles_published"
    own_panels = [FieldPanel("form")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class AnnouncementPage(PublicPage):
    """An announcement, shown among the current ones until its last day."""

    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    section_kind = SectionKind.ANNOUNCEMENTS
    measure = "announcements_published"
    own_panels = [FieldPanel("valid_until")]

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")


class ProgrammePage(PublicPage):
    """A page on the reform programme: the master programme, a year's results, a year's directions."""

    subject = models.CharField(
        _("subject"), max_length=12, choices=ProgrammeSubject.choices, default=ProgrammeSubject.RESULTS
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    section_kind = SectionKind.PROGRAMME
    measure = "programme_pages_published"
    own_panels = [FieldRowPanel([FieldPanel("subject"), FieldPanel("year")])]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")
