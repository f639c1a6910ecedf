"""HTML that may stand on a page: only known elements, no scripts, no styles, no frames."""

from __future__ import annotations

import re

import nh3

# What editors' text and the text of their files may consist of. Wagtail writes links to pages and files as
# <a linktype="page" id="3">, turned into addresses only when shown.
TAGS = {
    "p",
    "br",
    "h2",
    "h3",
    "h4",
    "b",
    "strong",
    "i",
    "em",
    "ol",
    "ul",
    "li",
    "a",
    "blockquote",
    "sup",
    "sub",
    "hr",
}
TABLES = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href", "linktype", "id", "target"}}
CELLS = {"th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(html: str) -> str:
    """Editors' text with nothing in it but what TAGS allow."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
        attribute_filter=_kept_attribute,
    )


def clean_document(html: str) -> str:
    """The view of a file: text and tables, no links, no pictures."""
    return nh3.clean(html, tags=(TAGS - {"a"}) | TABLES, attributes=dict(CELLS), link_rel=None)


def with_safe_links(html: str) -> str:
    """Shown text in which every link that leaves the portal says `noopener`; to be used after Wagtail made addresses of links."""
    return re.sub(r'<a href="(https?:[^"]*)"', r'<a href="\1" rel="noopener"', html, flags=re.IGNORECASE)


def _kept_attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "linktype" and value not in {"page", "document"}:
        return None
    if name == "id" and not value.isdigit():
        return None
    return value
