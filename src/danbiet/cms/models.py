from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.urls import get_urlconf, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .enums import TextState


class Picture(AbstractImage):
    """A picture with what a reader who cannot see it gets instead, and who took it."""

    credit = models.CharField(_("credit"), max_length=160, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        *(name for name in Image.admin_form_fields if name.startswith("focal_point")),
        "collection",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def _set_image_file_metadata(self) -> None:
        """Wagtail opens a stored file for its size and leaves it open; one that is not stored yet is still needed."""
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> ContentFile:
        """As Wagtail makes it, but without the temporary file, which nobody closes."""
        made = super().generate_rendition_file(*args, **kwargs)
        with made.file as source:
            source.seek(0)
            return ContentFile(source.read(), name=made.name)


class PictureRendition(AbstractRendition):
    """A size of a picture. Its number is never used again, so what stands at its address never changes."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="cms_rendition_once"
            )
        ]

    @property
    def tag(self) -> str:
        """Makes the address unguessable: nobody counts through the pictures."""
        return _tag(self.pk, self.file.name)

    @property
    def url(self) -> str:
        return _address(self.pk, self.file.name, get_urlconf(), get_language())


def _tag(pk: int, name: str) -> str:
    return salted_hmac("cms.rendition", f"{pk}:{name}").hexdigest()[:16]


@lru_cache(maxsize=10_000)  # an article asks for the addresses of a dozen, the same for every reader
def _address(pk: int, name: str, _urlconf: str | None, _language: str | None) -> str:
    ending = PurePosixPath(name).suffix.lstrip(".").lower() or "bin"
    return reverse("cms:picture", args=[pk, _tag(pk, name), ending])


class Attachment(AbstractDocument):
    """A file that editors attach to what they write, with the text that was read in it for search and for the page."""

    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)  # an accessible view of it, sanitised
    text_state = models.CharField(
        max_length=8, choices=TextState.choices, default=TextState.WAITING, editable=False
    )

    admin_form_fields = tuple(name for name in Document.admin_form_fields if name != "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def _set_document_file_metadata(self) -> None:
        """Wagtail opens a stored file to read its fingerprint and leaves it open; one not stored yet is still needed."""
        super()._set_document_file_metadata()
        if self.file._committed:
            self.file.close()

    @property
    def url(self) -> str:
        return reverse("cms:attachment", args=[self.pk, self.filename])

    def clean(self) -> None:
        """A file that was refused is told once, with its reason, not as a file without an ending besides."""
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Another file is read anew; what was read in the one before goes."""
        if self.file and not self.file._committed:
            self.text, self.html, self.text_state = "", "", TextState.WAITING
        super().save(*args, **kwargs)
