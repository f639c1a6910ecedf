"""Masked texts to be read, and beside the original what masking found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..calc.masking import Found
from ..enums import Finding

_MASK = re.compile(r"\[[^\[\]\n]{3,40} đã che\]")


def shown_masks(text: str) -> SafeString:
    """A masked text as paragraphs, what stands in place of something marked."""
    safe = _MASK.sub(lambda found: f"<mark>{found.group()}</mark>", escape(text, quote=False))
    paragraphs = [one for one in re.split(r"\n\s*\n", safe.replace("\r\n", "\n")) if one.strip()]
    return mark_safe("".join(f"<p>{one.strip().replace(chr(10), '<br>')}</p>" for one in paragraphs))  # noqa: S308 - escaped above


def marked(text: str, found: Iterable[Found]) -> SafeString:
    """The original with everything found marked and named; the asker's own values stand out from what is only proposed."""
    pieces: list[tuple[SafeString]] = []
    done = 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start < done:
            continue
        pieces.append((conditional_escape(text[done : one.start]),))
        look = "is-known" if one.is_known else "is-guess"
        label = str(Finding(one.kind).label)
        pieces.append((format_html('<mark class="{}" title="{}">{}</mark>', look, label, one.text),))
        done = one.end
    pieces.append((conditional_escape(text[done:]),))
    return format_html_join("", "{}", pieces)


def listed(found: Iterable[Found]) -> list[dict[str, object]]:
    """What was found, each once: kind, words, whether it is the asker's own."""
    seen: dict[tuple[str, str], dict[str, object]] = {}
    for one in found:
        key = (one.kind, one.text)
        seen.setdefault(
            key, {"kind": str(Finding(one.kind).label), "text": one.text, "is_known": one.is_known}
        )
    return list(seen.values())
