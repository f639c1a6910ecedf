from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import ReportState
from .plan import Plan


@pghistory.track()
class Report(models.Model):
    """A plan's report for a period: figures frozen when submitted, and the words around them."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reports")
    period_key = models.CharField(_("period"), max_length=10)  # 2021-Q2, 2021-H1, 2021
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    narrative = models.JSONField(default=list)  # [{"key","heading","text"}]
    figures = models.JSONField(null=True, blank=True)  # frozen at submission
    as_of = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("report")
        ordering = ["-period_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "period_key"], name="plans_one_report_per_period"),
            models.CheckConstraint(
                name="plans_submitted_report_has_figures",
                condition=Q(state__in=["draft", "returned"])
                | Q(figures__isnull=False, as_of__isnull=False, submitted_at__isnull=False),
            ),
        ]
        triggers = [
            # What was handed in says for ever what it said: the database itself refuses another figure.
            pgtrigger.Protect(
                name="figures_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state IN ('submitted', 'accepted')"
                    " AND (OLD.figures IS DISTINCT FROM NEW.figures OR OLD.as_of IS DISTINCT FROM NEW.as_of)"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.period_key}"
