"""What officials type into an answer's box, as HTML and back: paragraphs, lists, bold, links; nothing else comes through.

The box is a plain text field: a blank line begins a paragraph, lines with "- " or "1. " make a list, **words** are bold,
[words](https://…) is a link, an address alone becomes one.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

import nh3

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
LONGEST = 40_000  # characters of an answer; the longest laws quoted in full are shorter
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>]{1,500}|/[^\s()<>]{0,500})\)")
_BARE = re.compile(r"(?<![\w/\"'=(>])(https?://[^\s<>()\[\]]{4,500})")
_BOLD = re.compile(r"\*\*([^*\n]{1,2000})\*\*")
_BULLET = re.compile(r"^\s*[-–•*]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+(?=\S)")


def to_html(typed: str) -> str:
    """The typed text as safe HTML. Whatever looks like HTML in it stands there as the characters that were typed."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parts: list[str] = []
    block: list[str] = []
    kind = ""
    for line in [*lines, ""]:
        now = "ul" if _BULLET.match(line) else "ol" if _NUMBER.match(line) else "p" if line.strip() else ""
        if now != kind and block:
            parts.append(_block(kind, block))
            block = []
        kind = now
        if now:
            block.append(line.strip())
    return clean("".join(parts))


def _block(kind: str, lines: list[str]) -> str:
    if kind == "p":
        return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"
    mark = _BULLET if kind == "ul" else _NUMBER
    items = "".join(f"<li>{_inline(mark.sub('', line))}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>"


def _inline(text: str) -> str:
    safe = escape(text, quote=False)
    safe = _BOLD.sub(r"<strong>\1</strong>", safe)
    safe = _LINK.sub(lambda found: f'<a href="{escape(unescape(found[2]))}">{found[1]}</a>', safe)
    return _BARE.sub(_linked, safe)


def _linked(found: re.Match[str]) -> str:
    address = found[1]
    tail = address[len(address.rstrip(".,;:!?")) :]
    address = address.removesuffix(tail) if tail else address
    return f'<a href="{escape(unescape(address))}">{address}</a>{tail}'


def clean(html: str) -> str:
    """HTML with nothing in it but what an answer may hold."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
    )


def to_typed(html: str) -> str:
    """The text to be typed for this HTML, for the box of somebody who goes on writing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.out)).strip()


def plain(html: str) -> str:
    """The words alone, on one line."""
    return " ".join(re.sub(r"[*]{2}|\]\([^)]*\)|\[", "", to_typed(html)).split())


class _Reader(HTMLParser):
    """Writes down what an answer's HTML would have been typed as."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("strong", "b"):
            self.out.append("**")
        elif tag == "br":
            self.out.append("\n")
        elif tag in ("ul", "ol"):
            self._lists.append((tag, 0))
            self.out.append("\n\n")
        elif tag == "li" and self._lists:
            kind, number = self._lists[-1]
            self._lists[-1] = (kind, number + 1)
            self.out.append(f"\n{'-' if kind == 'ul' else f'{number + 1}.'} ")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.out)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("strong", "b"):
            self.out.append("**")
        elif tag == "p" and not self._lists:
            self.out.append("\n\n")
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self.out.append("\n\n")
        elif tag == "a" and self._links:
            href, start = self._links.pop()
            words = "".join(self.out[start:])
            del self.out[start:]
            self.out.append(words if words == href or not href else f"[{words}]({href})")

    def handle_data(self, data: str) -> None:
        self.out.append(data.replace("\n", " "))
