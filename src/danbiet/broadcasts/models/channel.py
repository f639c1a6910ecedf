from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..calc.speaking import SYLLABLES_PER_MINUTE
from ..enums import ChannelKind, Language, ProgrammeKind

DAY = 24 * 3600


@pghistory.track()
class Channel(models.Model):
    """Where something goes out: a station's channel, a commune's loudspeakers, a newspaper, a page."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=ChannelKind.choices)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    is_active = models.BooleanField(_("in use"), default=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("channel")
        ordering = ["order", "name", "id"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Programme(models.Model):
    """A series: a column, thematic programmes, a spot that is shown again and again."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=ProgrammeKind.choices)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    seconds = models.PositiveIntegerField(_("usual length"), default=900)
    syllables_per_minute = models.PositiveSmallIntegerField(
        _("syllables a minute"), default=SYLLABLES_PER_MINUTE
    )
    channels = models.ManyToManyField(
        Channel, blank=True, related_name="programmes", verbose_name=_("channels")
    )
    task_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("programme")
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                name="broadcasts_programme_length", condition=Q(seconds__gt=0, seconds__lte=DAY)
            ),
            models.CheckConstraint(
                name="broadcasts_programme_speed",
                condition=Q(syllables_per_minute__gte=60, syllables_per_minute__lte=400),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Slot(models.Model):
    """A planned place on a channel: on one day, or on some days of every week until an end, with days left out."""

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="slots", verbose_name=_("channel")
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="slots",
        verbose_name=_("programme"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200, blank=True)
    starts_on = models.DateField(_("from day"))
    at = models.TimeField(pgettext_lazy("slot", "begins at"))
    seconds = models.PositiveIntegerField(_("length"))
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )  # 0 Monday … 6 Sunday; none: one day only
    ends_on = models.DateField(_("to day"), null=True, blank=True)  # the last day, included
    left_out = ArrayField(models.DateField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("slot")
        ordering = ["channel_id", "starts_on", "at", "id"]
        constraints = [
            models.CheckConstraint(
                name="broadcasts_slot_length", condition=Q(seconds__gt=0, seconds__lte=DAY)
            ),
            models.CheckConstraint(
                name="broadcasts_slot_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="broadcasts_slot_says_what", condition=Q(programme__isnull=False) | ~Q(title="")
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.programme)
