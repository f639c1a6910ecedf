from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..blocks import VideoChooserWidget
from ..enums import SectionKind
from .page import PublicPage


class VideoPage(PublicPage):
    """A video of the library; prize winners of older contests name contest, year and prize."""

    video = models.ForeignKey(
        "media.Video",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("video"),
    )
    contest = models.CharField(_("contest"), max_length=200, blank=True)
    contest_year = models.PositiveSmallIntegerField(_("year of the contest"), null=True, blank=True)
    prize = models.CharField(_("prize"), max_length=100, blank=True)

    section_kind = SectionKind.VIDEOS
    measure = "videos_published"
    own_panels = [
        FieldPanel("video", widget=VideoChooserWidget),
        FieldRowPanel([FieldPanel("contest"), FieldPanel("contest_year"), FieldPanel("prize")]),
    ]

    class Meta:
        verbose_name = _("video page")
        verbose_name_plural = _("video pages")
