from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import EpisodeState, Language
from .channel import Programme


@pghistory.track()
class Episode(models.Model):
    """One edition of a programme: its script, in parts, who is in it, where it can be seen afterwards."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="episodes", verbose_name=_("programme")
    )
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=250)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    opening = models.TextField(_("opening"), blank=True)
    closing = models.TextField(_("closing"), blank=True)
    note = models.TextField(_("note for the team"), blank=True)
    task_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=EpisodeState.choices, default=EpisodeState.DRAFT
    )
    recording_url = models.URLField(_("address of the recording"), max_length=500, blank=True)
    recording_video = models.ForeignKey(
        "media.Video", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("episode")
        ordering = ["-planned_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="broadcasts_episode_number_once")
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class EpisodeItem(models.Model):
    """A part of an episode: (kind, id, title as shown) of something elsewhere, with what is said about it on air."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    ref_kind = models.CharField(max_length=40)
    ref_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=300)
    url = models.CharField(max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.VI)
    script = models.TextField(_("words for the air"), blank=True)
    seconds = models.PositiveIntegerField(_("length"), null=True, blank=True)  # None: as long as the words
    has_consent = models.BooleanField(_("rights and consents are settled"), default=False)
    consent_note = models.CharField(_("what was agreed"), max_length=300, blank=True)
    task_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    mark_seconds = models.PositiveIntegerField(_("begins in the recording at"), null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "ref_kind", "ref_id"],
                condition=Q(ref_id__isnull=False),
                name="broadcasts_item_once",
            )
        ]
        indexes = [models.Index(fields=["ref_kind", "ref_id"], name="broadcasts_item_ref")]

    def __str__(self) -> str:
        return self.title


class Guest(models.Model):
    """Who takes part, and that they agreed to be recorded and shown."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=200, blank=True)
    has_consent = models.BooleanField(_("agreed to be recorded and broadcast"), default=False)
    consent_note = models.CharField(_("how it was agreed"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
