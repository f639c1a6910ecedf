from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import SectionKind
from .page import PublicPage


class VideoPage(PublicPage):
    """A video of the library; prize winners of older contests name contest, year and prize."""

    contest = models.CharField(_("contest"), max_length=200, blank=True)
    contest_year = models.PositiveSmallIntegerField(_("year of the contest"), null=True, blank=True)
    prize = models.CharField(_("prize"), max_length=100, blank=True)

    section_kind = SectionKind.VIDEOS
    measure = "videos_published"
    is_creatable = True

    class Meta:
        verbose_name = _("video page")
        verbose_name_plural = _("video pages")
