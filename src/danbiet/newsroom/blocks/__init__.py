"""The blocks a page's body is built of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]

BODY: list[tuple[str, Any]] = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"), icon="pilcrow")),
]
