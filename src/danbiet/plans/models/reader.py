from __future__ import annotations

from django.conf import settings
from django.db import models


class PaperReader(models.Model):
    """Somebody who wants the leaders' paper by mail every Monday."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user_id)
