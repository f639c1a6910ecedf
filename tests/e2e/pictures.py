"""Pictures of docs/: taken by the browser tests when DANBIET_WRITE_PICTURES=1 asks for them, so that they stay true."""

from __future__ import annotations

import io
import os
from pathlib import Path

from django.conf import settings
from PIL import Image
from playwright.sync_api import Page

DOCS = Path(settings.ROOT) / "docs"
WIDE, TALL, LARGEST, COLOURS = 900, 1250, 60_000, 64


def are_wanted() -> bool:
    return bool(os.environ.get("DANBIET_WRITE_PICTURES"))


def take(page: Page, path: Path, *, tall: int = TALL) -> None:
    """The page in the light, from its head down, nothing in it being typed in; at most `tall` points of it."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate("document.activeElement && document.activeElement.blur(); scrollTo(0, 0)")
    page.evaluate(
        "Promise.all([document.fonts.ready, ...[...document.images].map(i => i.decode().catch(() => 0))])"
    )
    keep(page.screenshot(full_page=True, caret="hide"), path, tall=tall)


def keep(png: bytes, path: Path, *, tall: int = TALL) -> None:
    """Small enough for a repository: narrower, few colours, not endlessly long; what is full of letters is cut shorter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(png)) as whole:
        for height, colours in ((tall, COLOURS), (tall, 40), (tall, 24), (1000, 24), (850, 24), (700, 16)):
            shown = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, height)))
            if shown.width > WIDE:
                shown = shown.resize((WIDE, shown.height * WIDE // shown.width), Image.Resampling.LANCZOS)
            shown.quantize(colours).save(path, optimize=True)
            if path.stat().st_size <= LARGEST:
                return
    raise AssertionError(f"{path.name} has {path.stat().st_size} bytes")
