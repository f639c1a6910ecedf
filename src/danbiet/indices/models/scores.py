from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import EvidenceKind, Step
from .criteria import Criterion
from .editions import Participant


def points_field() -> models.DecimalField:
    """Points: 0 to 99,999.99, two decimals."""
    return models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)


def figure_field() -> models.DecimalField:
    return models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)


@pghistory.track()
class Score(models.Model):
    """A component of a unit: what it said (figures, points by the rule, explanation), what the appraisal and the council made of it.

    `version` moves with every change, so that of two who write at once the later is told.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    part = figure_field()
    whole = figure_field()
    number = figure_field()
    answer = models.BooleanField(null=True, blank=True)
    self_points = points_field()
    explanation = models.TextField(_("explanation"), blank=True)
    appraised = points_field()
    appraised_reason = models.TextField(_("reason"), blank=True)
    question = models.TextField(_("question to the unit"), blank=True)
    reply = models.TextField(_("reply"), blank=True)
    council = points_field()
    council_reason = models.TextField(_("reason"), blank=True)
    error = points_field()  # standard error of points that come from a survey
    source = models.CharField(max_length=300, blank=True)  # where a computed figure comes from
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["participant", "criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "criterion"], name="indices_score_once"),
            models.CheckConstraint(
                name="indices_points_not_negative",
                condition=(Q(self_points__isnull=True) | Q(self_points__gte=0))
                & (Q(appraised__isnull=True) | Q(appraised__gte=0))
                & (Q(council__isnull=True) | Q(council__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.criterion}"


class Evidence(models.Model):
    """What proves a component: a file with section and page, an address, or something on the platform.

    Of the latter `source` names the kind (`registry.EvidenceSource`) and `key` the thing; title and address are those of the day it
    was chosen, what has become of it since is asked for when it is shown.
    """

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    file = models.ForeignKey(
        "media.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80, blank=True)
    section = models.CharField(_("section"), max_length=100, blank=True)
    page = models.CharField(_("page"), max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="indices_evidence_is_there",
                condition=Q(kind="file", file__isnull=False)
                | (Q(kind="link") & ~Q(url=""))
                | (Q(kind="platform") & ~Q(source="") & ~Q(key="")),
            ),
            models.UniqueConstraint(
                fields=["score", "source", "key"], condition=Q(kind="platform"), name="indices_evidence_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ScoreChange(models.Model):
    """Points that somebody changed: only added."""

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="changes")
    step = models.CharField(max_length=10, choices=Step.choices)
    before = points_field()
    after = points_field()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.step} {self.before} → {self.after}"
