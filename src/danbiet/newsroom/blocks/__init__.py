"""The blocks a page's body is built of. Each renders through a template of its own in templates/newsroom/blocks/."""

from __future__ import annotations

from typing import Any

from .figures import ChartBlock, TableBlock
from .files import FileBlock, VideoBlock, VideoChooserWidget
from .pictures import GalleryBlock, PictureBlock
from .texts import QuoteBlock, TextBlock

__all__ = [
    "BODY",
    "ChartBlock",
    "FileBlock",
    "GalleryBlock",
    "PictureBlock",
    "QuoteBlock",
    "TableBlock",
    "TextBlock",
    "VideoBlock",
    "VideoChooserWidget",
]

BODY: list[tuple[str, Any]] = [
    ("text", TextBlock()),
    ("picture", PictureBlock()),
    ("gallery", GalleryBlock()),
    ("quote", QuoteBlock()),
    ("table", TableBlock()),
    ("file", FileBlock()),
    ("video", VideoBlock()),
    ("chart", ChartBlock()),
]
