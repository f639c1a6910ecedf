from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .plan import Plan, Task


class TaskVersion(models.Model):
    """What a task said before an amendment changed it, from `valid_from` (None: from the beginning) until the day of the
    amendment. The task's own row is always what it says now. Keys of the JSON are names of columns (ADR 0041)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="versions")
    amendment = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField()
    said = models.JSONField()  # columns of the task
    targets = models.JSONField()  # target id: its columns
    assignments = models.JSONField()  # [{"unit_id", "role", "set_code"}]
    group_title = models.TextField(blank=True)

    class Meta:
        ordering = ["task_id", "valid_until", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "amendment"], name="plans_version_once_per_amendment"),
            models.CheckConstraint(
                name="plans_version_ends_after_start",
                condition=Q(valid_from__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} < {self.valid_until}"
