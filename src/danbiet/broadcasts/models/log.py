from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ImportState
from .channel import Channel


class AsRunImport(models.Model):
    """A station's log of what ran, handed in: its rows as they came, what was decided row by row, what came of it."""

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="logs", verbose_name=_("channel")
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # An Excel file is kept as it came; a text file's own rows are all there is of it.
    file = models.ForeignKey(
        "media.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.READ)
    columns = models.JSONField(default=dict)  # which column was taken for what
    rows = models.JSONField(default=list)  # every line of the file with its cells, understood or not
    decisions = models.JSONField(default=dict)  # line number → what was done with it
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
