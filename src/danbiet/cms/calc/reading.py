"""The child that reads one file and says as JSON what it found: `python -m danbiet.cms.calc.reading PATH KIND [recognise]`.

It runs apart because files come from strangers and readers of PDF are written in C: what crashes or fills the memory is this child.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

from .blocks import html_of, shortened, text_of
from .office import read_slides, read_workbook
from .pdf import read_pdf, recogniser
from .word import read_word

READERS = {"docx": read_word, "xlsx": read_workbook, "pptx": read_slides}


def found_in(path: Path, kind: str, *, may_recognise: bool) -> dict[str, str | int]:
    """`text`, `html` and how many pages are pictures still `unread`."""
    recognise = recogniser() if may_recognise else None
    unread = 0
    if kind == "pdf":
        blocks, unread = read_pdf(path, recognise=recognise)
    else:
        blocks = READERS[kind](path)
    kept = shortened(blocks)
    return {"text": _plain(text_of(kept)), "html": _plain(html_of(kept)), "unread": unread}


def _plain(text: str) -> str:
    """One form of every letter; nothing a database refuses."""
    sound = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"}
    )
    return unicodedata.normalize("NFC", sound)


if __name__ == "__main__":
    json.dump(found_in(Path(sys.argv[1]), sys.argv[2], may_recognise="recognise" in sys.argv[3:]), sys.stdout)
