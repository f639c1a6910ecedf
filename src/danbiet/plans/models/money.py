from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import FundSource
from .plan import Task


@pghistory.track()
class TaskBudget(models.Model):
    """What a task costs from one source, in đồng: planned, allocated and spent so far."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="budgets")
    source = models.CharField(_("source of funds"), max_length=12, choices=FundSource.choices)
    planned = models.DecimalField(_("planned"), max_digits=15, decimal_places=0, default=0)
    allocated = models.DecimalField(_("allocated"), max_digits=15, decimal_places=0, default=0)
    spent = models.DecimalField(_("spent"), max_digits=15, decimal_places=0, default=0)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("budget of a task")
        ordering = ["task_id", "source"]
        constraints = [
            models.UniqueConstraint(fields=["task", "source"], name="plans_budget_once_per_source"),
            models.CheckConstraint(
                name="plans_budget_not_negative", condition=Q(planned__gte=0, allocated__gte=0, spent__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.source}"
