"""Which few lines of script Wagtail writes into its pages may run there: those that start its own choosers and calendars."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator

NEW_ROWS = 20  # rows that can be added to a list of files before the page is saved
_ID = r'"[\w-]+"'
_CALL = rf"(?:new \w*Chooser|init(?:Date|Time|DateTime)Chooser)\({_ID}, (?P<said>\{{[^<>\n]*\}})\);"
_LIST = r'\s*\(function\(\) \{\s*var panel = new InlinePanel\(JSON\.parse\("[^"<>\n]*"\)\);\s*\}\)\(\);\s*'
_KNOWN = re.compile(rf"<script>({_CALL}|{_LIST})<(?:/|-/|\\/)script>")


def known_scripts(html: str) -> list[str]:
    """The sources ('sha256-…') for a page's Content-Security-Policy: one for each inline script of a known shape, none for
    any other. What such a script says is data: an id and JSON. Rows that a page can add are foreseen, `NEW_ROWS` of them.
    """
    return sorted({_source(text) for text in _texts(html)})


def _texts(html: str) -> Iterator[str]:
    for found in _KNOWN.finditer(html):
        text, said = found.group(1), found["said"]
        if said is not None and not _is_json(said):
            continue
        yield text
        if "-__prefix__-" in text:
            yield from (text.replace("__prefix__", str(number)) for number in range(NEW_ROWS))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
