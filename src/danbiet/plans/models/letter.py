from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import LetterState, UrgingLevel
from .plan import Plan


@pghistory.track()
class UrgingLetter(models.Model):
    """A letter (công văn) that urges a unit on: drafted with the table of its overdue tasks, numbered, kept."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")  # of the unit that urges
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=UrgingLevel.choices)
    state = models.CharField(_("state"), max_length=8, choices=LetterState.choices, default=LetterState.DRAFT)
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"))
    body = models.TextField(_("text"))
    as_of = models.DateField()
    tasks = models.JSONField(
        default=list
    )  # [{"task","number","content","due","percent","days"}] as of the day
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("letter of urging")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], condition=~Q(number=""), name="plans_letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["plan", "unit"], condition=Q(state="draft"), name="plans_one_letter_drafted"
            ),
            models.CheckConstraint(
                name="plans_letter_issued_is_numbered",
                condition=Q(state="draft") | (~Q(number="") & Q(issued_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'} {self.unit_id}"
