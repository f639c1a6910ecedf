from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .enums import TextState


class Picture(AbstractImage):
    """A picture with what a reader who cannot see it gets instead, and who took it."""

    credit = models.CharField(_("credit"), max_length=160, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="cms_rendition_once"
            )
        ]


class Attachment(AbstractDocument):
    """A file that editors attach to what they write, with the text that was read in it for search and for the page."""

    text = models.TextField(blank=True, editable=False)
    html = models.TextField(blank=True, editable=False)  # an accessible view of it, sanitised
    text_state = models.CharField(
        max_length=8, choices=TextState.choices, default=TextState.WAITING, editable=False
    )

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
