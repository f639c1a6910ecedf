"""Addresses in what people write: a question may name one, an advertisement is made of them."""

from __future__ import annotations

import re

from danbiet.kit.text import fold

MOST_LINKS = 3
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"']+"
    r"|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.)+(?:com|net|org|info|biz|top|xyz|club|vip|bet|win|fun|live|online|site|shop|app|me|ly|gg|cc|pro|link|asia|tv|ws|co|io|vn|casino|poker)\b(?:/[^\s<>\"']*)?",
    re.IGNORECASE,
)
_BETTING = re.compile(
    r"bet(?:\d|ting|vn|-|\.)|\dbet|\.bet\b|\.casino\b|\.poker\b|casino|poker|jackpot|nhacai|nha-cai|caocuoc|ca-cuoc|cacuoc"
    r"|xoso\d|xo-so|lode|lo-de|taixiu|tai-xiu|nohu|no-hu|baccarat|slot(?:s|\d|-)|keonhacai|keo-nha-cai|socolive|sunwin"
    r"|go88|789club|b52|fb88|w88|m88|12bet|kubet|ku\d|i9bet|8xbet|shbet|hi88|f8bet|jun88|okvip|new88|five88|vn88|fun88"
)


def links_in(text: str) -> list[str]:
    """The addresses of web pages in a text, as written."""
    return [found.group() for found in _LINK.finditer(text)]


def betting_links(text: str) -> list[str]:
    """Those that lead to betting sites, by the words in them."""
    return [link for link in links_in(text) if _BETTING.search(fold(link))]
