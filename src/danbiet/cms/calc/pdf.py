"""A PDF as paragraphs. Pages that are pictures are read by tesseract, where it is there and asked for."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import quantiles

import pypdfium2

from .blocks import Block, Paragraph

MOST_PAGES = 400
MOST_SCANS = 60  # pages recognised: some seconds each
FEW = 16  # letters; a page with fewer is a picture, perhaps with a stamp of the scanner
DOTS = 250 / 72
MOST_PIXELS = 9_000_000
PATIENCE = 90  # seconds for one page
_HEADING = re.compile(
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều)\s+(?:[IVXLC]+|\d+)\b.{0,160}|[IVX]{1,5}\.\s.{0,160}"
)
_NUMBER = re.compile(r"[-–\s]*(?:(?:Trang|Page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*")
_BEGINS = re.compile(r"[-–+•*]\s|\d+(?:\.\d+)*[.)]\s|[a-zđ]\)\s|[IVX]+\.\s|(?:Điều|Chương|Mục|Phần)\s")
_SIGNS = {0xF0B7: "•", 0xF0A7: "•", 0xF02D: "–"}  # bullets of the fonts Symbol and Wingdings
_ENDS = re.compile(r"[.;:!?][\"”’)]?$")


def read_pdf(path: Path, *, recognise: Callable[[bytes], str] | None = None) -> tuple[list[Block], int]:
    """The paragraphs, and how many pages are pictures whose words are not among them.

    `recognise` reads a page given as PNG; without it pictures stay unread. Raises pypdfium2.PdfiumError for a file that is none.
    """
    texts: list[str] = []
    unread = recognised = 0
    with pypdfium2.PdfDocument(path) as document:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = _text(page)
            if sum(map(str.isalpha, text)) < FEW and _has_picture(page):
                if recognise is not None and recognised < MOST_SCANS:
                    recognised += 1
                    text = recognise(_drawn(page))
                else:
                    unread += 1
            texts.append(text)
            page.close()
    return paragraphs(texts), unread


def paragraphs(pages: list[str]) -> list[Block]:
    """Lines of pages put together to paragraphs, across pages too; the numbers of the pages go."""
    lines: list[str] = []
    for page in pages:
        found = [" ".join(line.split()) for line in page.splitlines()]
        while found and (not found[0] or _NUMBER.fullmatch(found[0])):
            found.pop(0)
        while found and (not found[-1] or _NUMBER.fullmatch(found[-1])):
            found.pop()
        lines += found
    wide = _wide([len(line) for line in lines if line])
    blocks: list[Block] = []
    current: list[str] = []
    for line in [*lines, ""]:
        if current and (not line or _is_new(current[-1], line, wide)):
            text = " ".join(current)
            blocks.append(Paragraph(text, level=4 if _HEADING.fullmatch(text) else 0))
            current = []
        if line:
            current.append(line)
    return blocks


def recogniser() -> Callable[[bytes], str] | None:
    """Tesseract with Vietnamese, None where it is not there: without that language it reads words nobody wrote."""
    program = shutil.which("tesseract")
    return _recognise if program and "vie" in _languages(program) else None


def _recognise(picture: bytes) -> str:
    try:
        done = subprocess.run(
            ["tesseract", "-", "-", "-l", "vie", "--psm", "3"],  # noqa: S607 - found on PATH before
            input=picture,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""


@cache
def _languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run(  # noqa: S603 - found on PATH
            [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split())


def _text(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_range()).translate(_SIGNS)
    finally:
        words.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    return any(True for _ in page.get_objects(filter=[kind], max_depth=3))


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(DOTS, math.sqrt(MOST_PIXELS / max(width * height, 1)))
    out = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(out, "PNG")
    return out.getvalue()


def _wide(lengths: list[int]) -> float:
    """How long the lines of running text are."""
    return quantiles(lengths, n=10, method="inclusive")[7] if len(lengths) > 1 else 0


def _is_new(before: str, line: str, wide: float) -> bool:
    if _BEGINS.match(line):
        return True
    is_sentence_over = len(before) < 0.7 * wide or bool(_ENDS.search(before))
    return is_sentence_over and line[:1].isupper()
