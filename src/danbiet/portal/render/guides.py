"""A guide of docs/ as a page: from the same Markdown files (CommonMark with tables) the repository shows. No HTML written in them is let through."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from danbiet.kit.text import fold

NAME = re.compile(r"[a-z0-9-]{1,60}\.png")
_PICTURE = re.compile(r"anh/([a-z0-9-]{1,60}\.png)")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second rank with the anchor it stands under."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Guide:
    """`title`: the first heading; `body`: everything below it as HTML; `headings`: its table of contents."""

    title: str
    body: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a picture (by its file's name) and another page (by its path from the guide's folder) are; "" where a page is nowhere
    in the product or not for this reader: its words stay."""

    picture: Callable[[str], str]
    page: Callable[[str], str]


def read_guide(file: Path, where: Addresses) -> Guide:
    """The guide in this file. FileNotFoundError where the documents did not come along."""
    tokens = _reader().parse(file.read_text("utf-8"))
    title, headings = "", list[Heading]()
    for place, token in enumerate(tokens):
        if token.type == "inline":
            token.children = _joined(token.children or [], file.parent, where)
            if _is_picture(token):
                tokens[place - 1].attrSet("class", "guide__pic")
        elif token.type == "heading_open":
            words = _words(tokens[place + 1])
            if token.tag == "h1":
                title = words
                for gone in tokens[place : place + 3]:
                    gone.hidden = True
                tokens[place + 1].children = []
            elif token.tag == "h2":
                anchor = _anchor(words, {one.anchor for one in headings})
                token.attrSet("id", anchor)
                headings.append(Heading(anchor, words))
        elif token.type == "table_open":
            token.attrSet("class", "tbl")
    reader = _reader()
    return Guide(title, reader.renderer.render(tokens, reader.options, {}), tuple(headings))


def picture_of(file: Path, name: str) -> Path | None:
    """The file of a guide's picture by its name, None where there is none."""
    path = file.parent / "anh" / name
    return path if NAME.fullmatch(name) and path.is_file() else None


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _joined(children: list[Token], folder: Path, where: Addresses) -> list[Token]:
    """The children with pictures and links leading into the product; links that lead nowhere there are words."""
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "image":
            kept += _picture(token, folder, where)
            continue
        if token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), where)
            token.attrSet("href", address)
            open_links.append(bool(address))
        if token.type in ("link_open", "link_close") and not open_links[-1]:
            if token.type == "link_close":
                open_links.pop()
            continue
        if token.type == "link_close":
            open_links.pop()
        kept.append(token)
    return kept


def _address(href: str, where: Addresses) -> str:
    return href if re.match(r"https?:|mailto:|#", href) else where.page(href)


def _picture(token: Token, folder: Path, where: Addresses) -> list[Token]:
    """A picture in its size, fetched when it comes into sight, leading to itself: on a phone one looks closer."""
    told = _PICTURE.fullmatch(str(token.attrGet("src") or ""))
    if told is None:
        return []
    address = where.picture(told[1])
    token.attrSet("src", address)
    token.attrSet("loading", "lazy")
    size = _size(folder / "anh" / told[1])
    if size is not None:
        token.attrSet("width", str(size[0]))
        token.attrSet("height", str(size[1]))
    return [Token("link_open", "a", 1, attrs={"href": address}), token, Token("link_close", "a", -1)]


def _size(path: Path) -> tuple[int, int] | None:
    """Width and height as the head of a PNG file tells them."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
    except FileNotFoundError:
        return None
    if len(head) < 24 or not head.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _is_picture(token: Token) -> bool:
    return [one.type for one in token.children or []] == ["link_open", "image", "link_close"]


def _words(token: Token) -> str:
    return "".join(one.content for one in token.children or [] if one.type in ("text", "code_inline"))


def _anchor(words: str, taken: set[str]) -> str:
    """ "Tôi muốn hỏi cơ quan" gives toi-muon-hoi-co-quan; a second one of the same words a number besides."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-") or "muc"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found
