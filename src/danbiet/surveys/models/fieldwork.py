from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Outcome
from .campaigns import Campaign, FrameRow


class Quota(models.Model):
    """At most so many responses with an answer to a question of fact; the next one is thanked and not counted."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="quotas")
    number = models.PositiveSmallIntegerField()  # of the question
    answer = models.PositiveSmallIntegerField()  # 1: its first option
    most = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("quota")
        ordering = ["campaign", "number", "answer"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number", "answer"], name="surveys_quota_once"),
            models.CheckConstraint(
                name="surveys_quota_sane",
                condition=Q(number__gte=1, answer__gte=1, answer__lte=5, most__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}={self.answer}: {self.most}"


class Contact(models.Model):
    """One attempt to reach somebody who was drawn. `number` is theirs on the list of the stratum or cluster, which the unit keeps; who it
    is, and what they answered, is not here."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="contacts")
    frame = models.ForeignKey(FrameRow, on_delete=models.PROTECT, related_name="+")
    cluster = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    again_on = models.DateField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("contact")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="surveys_contact_sane",
                condition=Q(number__gte=1)
                & (Q(outcome=Outcome.LATER, again_on__isnull=False) | (~Q(outcome=Outcome.LATER) & Q(again_on__isnull=True))),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["campaign", "frame", "cluster", "number"], name="surveys_contacts")]

    def __str__(self) -> str:
        return f"{self.frame_id}/{self.number}"
