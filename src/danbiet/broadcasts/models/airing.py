from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import AiringSource, AiringState, Language
from .channel import DAY, Channel, Programme, Slot
from .episode import Episode


@pghistory.track()
class Airing(models.Model):
    """One time on the air: planned, then confirmed or not. What it was is kept in words, whatever becomes of the thing."""

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="airings", verbose_name=_("channel")
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="airings",
        verbose_name=_("programme"),
    )  # fmt: skip
    episode = models.ForeignKey(
        Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="airings",
        verbose_name=_("episode"),
    )  # fmt: skip
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(pgettext_lazy("airing", "begins"))
    seconds = models.PositiveIntegerField(_("length"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    state = models.CharField(
        _("state"), max_length=10, choices=AiringState.choices, default=AiringState.PLANNED
    )
    source = models.CharField(max_length=8, choices=AiringSource.choices, blank=True)
    task_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reason = models.TextField(_("reason"), blank=True)  # why it was not aired
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    log_import = models.ForeignKey(
        "broadcasts.AsRunImport", null=True, blank=True, on_delete=models.SET_NULL, related_name="airings"
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("airing")
        ordering = ["starts_at", "channel_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="broadcasts_airing_length", condition=Q(seconds__gt=0, seconds__lte=DAY)
            ),
            models.CheckConstraint(
                name="broadcasts_confirmed_when",
                condition=Q(state="planned", confirmed_at__isnull=True)
                | (~Q(state="planned") & Q(confirmed_at__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["channel", "starts_at", "title"],
                condition=~Q(state="not_aired"),
                name="broadcasts_airing_once",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "starts_at"], name="broadcasts_airing_day"),
            models.Index(fields=["starts_at"], name="broadcasts_airing_time"),
        ]

    def __str__(self) -> str:
        return self.title


class AiringItem(models.Model):
    """What was in it, as shown then; `seconds` is its share of the airing."""

    airing = models.ForeignKey(Airing, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField(default=1)
    ref_kind = models.CharField(max_length=40)
    ref_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300)
    seconds = models.PositiveIntegerField()
    task_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["ref_kind", "ref_id"], name="broadcasts_aired_ref")]

    def __str__(self) -> str:
        return self.title


class AiringCorrection(models.Model):
    """What was put right after it had been confirmed: the figures before and after, why, by whom. Only added to."""

    airing = models.ForeignKey(Airing, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.reason
