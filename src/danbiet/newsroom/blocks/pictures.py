from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock


class PictureValue(blocks.StructValue):
    """A picture in its place: what is said here comes before what the picture says of itself."""

    @property
    def alternative_text(self) -> str:
        picture = self.get("picture")
        return str(self.get("alternative") or (picture.description if picture else "")).strip()

    @property
    def credit_line(self) -> str:
        picture = self.get("picture")
        return str(self.get("credit") or (picture.credit if picture else "")).strip()


class PictureBlock(blocks.StructBlock):
    """A picture with caption and credit. Without alternative text, here or with the picture, it is refused."""

    picture = ImageChooserBlock(label=_("Picture"))
    alternative = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=255,
        help_text=_(
            "What somebody who cannot see the picture should know. Empty: the description kept with the picture."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=160,
        help_text=_("Empty: the credit kept with the picture."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.alternative_text:
            refusal = ValidationError(gettext("A picture needs an alternative text."))
            raise StructBlockValidationError(block_errors={"alternative": refusal})
        return cleaned

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "newsroom/blocks/picture.html"
        value_class = PictureValue


class GalleryBlock(blocks.StructBlock):
    """Pictures side by side."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=40)

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "newsroom/blocks/gallery.html"
