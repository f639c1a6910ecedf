from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something the platform saw happen on a day in a unit. It can be taken back; it outlives the thing counted."""

    measure = models.CharField(max_length=60)
    on = models.DateField(_("date"))
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=2, default=1)
    title = models.TextField(_("title"))
    url = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    subject_id = models.BigIntegerField(
        null=True
    )  # what it is about, e.g. the plan a unit's plan carries out
    # What a filter may ask for: {"form", "language", "audience", "tasks": [the task it fulfils and those above it]}.
    facets = models.JSONField(default=dict, blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "source_kind", "source_id"],
                condition=Q(withdrawn_at__isnull=True),
                name="measures_counted_once",
            )
        ]
        indexes = [
            models.Index(fields=["measure", "subject_id", "on"], name="measures_lookup"),
            models.Index(
                fields=["measure", "on"], condition=Q(withdrawn_at__isnull=True), name="measures_counting"
            ),
            models.Index(fields=["on", "id"], name="measures_by_day"),
            models.Index(fields=["url"], name="measures_by_address"),
            GinIndex(
                fields=["facets"],
                opclasses=["jsonb_path_ops"],
                condition=Q(withdrawn_at__isnull=True),
                name="measures_by_facets",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.measure} {self.title}"
