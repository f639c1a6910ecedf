from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from danbiet.cms.render import clean_html

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links. Whatever a browser sends, only these elements are kept."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        return RichText(clean_html(super().clean(value).source))

    class Meta:
        label = _("Paragraphs")
        icon = "pilcrow"
        template = "newsroom/blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words quoted"), rows=3)
    said_by = blocks.CharBlock(label=_("Who said it"), required=False, max_length=160)
    role = blocks.CharBlock(label=_("Position or place"), required=False, max_length=160)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "newsroom/blocks/quote.html"
