from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def stored_name(file: StoredFile, name: str) -> str:
    """The file's place on disk: by content, never by the sender's name."""
    return f"{file.sha256[:2]}/{file.sha256}"


class StoredFile(models.Model):
    """A file someone handed in, after inspection. Private: it leaves only through a view that checks rights."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content = models.FileField(upload_to=stored_name, max_length=120)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file")

    def __str__(self) -> str:
        return self.name
