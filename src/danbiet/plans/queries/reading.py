"""Reads a file (Word, Excel, PDF with text) as a plan of a unit, with the units of the day it was issued. Stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danbiet.exports.render.office import NoOffice, OfficeFailed, converted
from danbiet.kit.text import viet_number
from danbiet.org.queries import Tree, tree

from ..calc.reading import OLE, NotWord, ParsedPlan, UnreadableFile, read_plan, refuse_by_first_bytes
from .catalogue import UnitInYear, catalogue_of

LARGEST_FILE = 25 * 1024 * 1024
PATIENCE = 60  # seconds LibreOffice has for an old Word file


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the day whose units it was understood with."""

    parsed: ParsedPlan
    on: date
    units: Tree


def read_document(data: bytes, *, unit: UnitInYear, filename: str = "") -> Reading:
    """The plan in a file. Units are those of its own date of issue, else of the unit's first day in the year.

    Raises UnreadableFile (see `refusal_text`) when the file is no plan.
    """
    units = tree(unit.on)
    parsed = _read(data, unit=unit, units=units, filename=filename)
    issued_on = parsed.issued_on
    if issued_on is None or issued_on == unit.on:
        return Reading(parsed, unit.on, units)
    then = tree(issued_on)
    if unit.unit.id not in then:
        return Reading(parsed, unit.on, units)
    if _is_same(then, units):
        return Reading(parsed, issued_on, then)
    return Reading(_read(data, unit=unit, units=then, filename=filename), issued_on, then)


def as_readable(data: bytes) -> bytes:
    """The bytes as they can be read: an old Word file (.doc) turned into .docx by LibreOffice, any other file itself.

    Raises UnreadableFile: `no_office` where LibreOffice is not installed, `damaged` when it can make nothing of it, and
    what is refused anyway (a password, macros).
    """
    if not data.startswith(OLE):
        return data
    try:
        refuse_by_first_bytes(data)
    except NotWord as error:
        if error.code != "old_word":
            raise
    try:
        return converted(data, suffix=".doc", to="docx", longest=PATIENCE)
    except NoOffice as error:
        raise NotWord("no_office", found="doc") from error
    except OfficeFailed as error:
        raise UnreadableFile("damaged", reason="doc") from error


def refusal_text(error: UnreadableFile) -> str:
    """The sentence that tells a person why the file cannot be taken in."""
    sentences = {
        "not_a_plan": _(
            "No task was found in this file: it holds neither a table of tasks nor numbered tasks. Is it a plan?"
        ),
        "password_protected": _(
            "The file is protected by a password. Remove the password where it was written and try again."
        ),
        "damaged": _(
            "The file is damaged and cannot be opened. Open it where it was written, save it again and try once more."
        ),
        "too_many_pages": _("The file has too many pages for a plan: at most %(count)s are read.")
        % {"count": error.params.get("limit", "")},
        "too_large": _("The file is too large: at most %(size)s MB are taken in.")
        % {"size": viet_number(LARGEST_FILE // 1024 // 1024)},
        "bomb": _("The file would unpack to an unreasonable size and is not taken in."),
        "holds_macros": _("The file holds macros. Save it without macros (.docx or .xlsx) and try again."),
        "old_word": _("The file is in the old Word format (.doc). Save it as .docx and try again."),
        "no_office": _(
            "The file is in the old Word format (.doc), which this server cannot open: LibreOffice is not installed on it. "
            "Save the file as .docx and try again."
        ),
        "only_pictures": _(
            "The pages of this PDF are pictures (a scan): there are no words in it to read. Ask for the Word file, or write "
            "the plan by hand with the scan beside it."
        ),
        "not_word": _(
            "This kind of file is not read. Word (.docx, .doc), Excel (.xlsx) and PDF with text are."
        ),
    }
    default = _("The file cannot be read as a plan.")
    return sentences.get(error.code, default)


def _read(data: bytes, *, unit: UnitInYear, units: Tree, filename: str) -> ParsedPlan:
    catalogue = catalogue_of(units, issuer_id=unit.unit.id)
    issuer = units.full_name(unit.unit.id)
    return read_plan(data, year=unit.year, units=catalogue, issuer=issuer, filename=filename)


def _is_same(one: Tree, other: Tree) -> bool:
    return list(one) == list(other)
