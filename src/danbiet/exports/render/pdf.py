"""A Word file as PDF, as LibreOffice prints it: the same pages the office sees in Word."""

from __future__ import annotations

from .office import NoOffice, OfficeFailed, converted

LONGEST = 300  # seconds


class NoPdf(Exception):
    """No PDF can be made here: LibreOffice is missing, or failed."""


def pdf_of(docx: bytes) -> bytes:
    """The PDF of a Word file. NoPdf says why there is none."""
    try:
        return converted(docx, suffix=".docx", to="pdf", longest=LONGEST)
    except (NoOffice, OfficeFailed) as error:
        raise NoPdf(str(error)) from error
