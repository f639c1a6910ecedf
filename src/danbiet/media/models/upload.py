from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..enums import UploadState


class Upload(models.Model):
    """A file on its way in pieces. `offset` counts the bytes that lie safely on disk: the only truth about how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    details = models.JSONField(default=dict)  # what becomes of it: title, unit, the video it replaces
    lease = models.UUIDField(null=True)  # who may write now; a newer sender takes over from a dead connection
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in UploadState], default=UploadState.OPEN
    )
    refusal = models.TextField(blank=True)
    video = models.ForeignKey("media.Video", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(offset__lte=F("size")), name="media_upload_within_size")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        return 100 * self.offset // self.size

    @property
    def is_whole(self) -> bool:
        return self.offset == self.size
