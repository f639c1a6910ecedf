"""Beside the original: what masking found, as marked text."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from ..calc.masking import Found
from ..enums import Finding


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
