"""What a page of the editors' side says: every text a reader or a screen reader meets, and which of it is English."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import polib

from tools import library_words, words

SPOKEN = {"aria-label", "aria-description", "title", "placeholder", "alt", "label"}
SILENT = {"script", "style", "svg"}
MARK = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd](?![\w%])")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(
    r"^[a-z]+-|[(){};]|->|==|^%|^[A-Z_]+$"
)  # class names, actions and selectors packed for scripts
# Names, formats and keys that read the same in Vietnamese.
SAME = {
    "Wagtail",
    "URL",
    "HTML",
    "PDF",
    "CSV",
    "XLSX",
    "TSV",
    "JPEG",
    "WEBP",
    "JSON",
    "Enter",
    "Ctrl",
    "Shift",
    "Alt",
    "Esc",
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.links: list[str] = []
        self.packed: list[str] = []
        self._silent: list[str] = []
        self._json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._json = tag == "script" and "json" in given.get("type", "")
        # A counter nobody sees until a script fills it says "None" before.
        if tag in SILENT or "data-side-panel-toggle-counter" in given:
            self._silent.append(tag)
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.texts.append(given.get("value", ""))
        self.links += [given[name] for name in ("href", "action") if name in given and tag in {"a", "form"}]
        for name, value in given.items():
            if name in SPOKEN:
                self.texts.append(value)
            elif name.startswith("data-") and value[:1] in {"[", "{", '"'}:
                self.packed.append(value)
            elif name.startswith("data-") and value.startswith("/"):
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            self._silent.remove(tag)
        self._json = False

    def handle_data(self, data: str) -> None:
        if self._json:
            self.packed.append(data)
        elif not self._silent:
            self.texts.append(data)


def read(body: str) -> tuple[set[str], set[str]]:
    """Gives the texts of a page, white space made one, and the addresses it points at.

    Texts packed as JSON for scripts (menu, blocks, choosers) are unpacked; HTML inside JSON is read too.
    """
    texts: set[str] = set()
    links: set[str] = set()
    waiting = [body]
    while waiting:
        reader = _Reader()
        reader.feed(waiting.pop())
        reader.close()
        texts |= {_one_line(text) for text in reader.texts}
        links |= set(reader.links)
        for text in (text for packed in reader.packed for text in strings(packed)):
            if TAG.search(text):
                waiting.append(text)
            elif text.startswith("/"):
                links.add(text)
            elif _is_prose(text):
                texts.add(_one_line(text))
    return texts - {""}, links


def unpack(content: str) -> str:
    """The HTML inside the JSON answer of a dialogue, all of it in a row."""
    return " ".join(text for text in strings(content) if TAG.search(text) or " " in text)


def strings(packed: str) -> Iterator[str]:
    """Every text of a JSON value; nothing when it is not JSON."""
    try:
        waiting = [json.loads(packed)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()


def is_english(text: str) -> bool:
    """Whether a library or our own source says this text in English, whatever stands in its marks."""
    exact, patterns = _english()
    return text in exact or any(pattern.fullmatch(text) for pattern in patterns)


def foreign_words(text: str) -> list[str]:
    """Words that no Vietnamese text of ours or the libraries' uses: most likely somebody wrote them into the code."""
    if " " not in text and any(mark in text for mark in "0123456789_/.@"):
        return []  # a name of a file, an address, a number
    found = [word for word in WORD.findall(MARK.sub("", text)) if word.isascii() and len(word) > 2]
    return [word for word in found if word.lower() not in _vocabulary() and word not in SAME]


def _is_prose(text: str) -> bool:
    return (" " in text.strip() and not CODE.search(text)) or (
        text[:1].isupper() and not text.isupper() and is_english(text)
    )


@cache
def _english() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    pairs = [*_library_pairs(), *_own_pairs()]
    vietnamese = {_plain(text) for _source, text in pairs}
    exact: set[str] = set()
    marked: set[str] = set()
    for source, text in pairs:
        for said in (_plain(part) for part in TAG.split(source)):
            if said in vietnamese or said in SAME or said in _plain(text) or len(_letters(said)) < 2:
                continue
            (marked if MARK.search(said) else exact).add(said)
    # Two or three letters between marks ("by %(user)s") would match too much.
    patterns = [
        ".+?".join(re.escape(piece) for piece in MARK.split(said))
        for said in marked
        if len(_letters(said)) > 4
    ]
    return frozenset(exact), tuple(re.compile(pattern) for pattern in patterns)


@cache
def _vocabulary() -> frozenset[str]:
    texts = [text for _source, text in [*_library_pairs(), *_own_pairs()]]
    return frozenset(word.lower() for text in texts for word in WORD.findall(MARK.sub("", TAG.sub("", text))))


def _library_pairs() -> Iterator[tuple[str, str]]:
    for domain in library_words.DOMAINS:
        ours = library_words.ours(domain)
        for key, message in library_words.wanted(domain).items():
            text = library_words.said(ours[key]) if key in ours else message.theirs
            for source in filter(None, (message.msgid, message.plural)):
                yield source, text


def _own_pairs() -> Iterator[tuple[str, str]]:
    for entry in polib.pofile(str(words.CATALOGUE)):
        for source in filter(None, (entry.msgid, entry.msgid_plural)):
            yield source, library_words.said(entry)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return _one_line(html.unescape(TAG.sub("", text)))


def _letters(text: str) -> str:
    return "".join(WORD.findall(MARK.sub("", text)))
