"""Reads a Word file as a plan of a unit, with the units of the day the plan was issued. Stores nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danbiet.kit.text import viet_number
from danbiet.org.queries import Tree, tree

from ..calc.reading import ParsedPlan, UnreadableFile, read_plan
from .catalogue import UnitInYear, catalogue_of

LARGEST_FILE = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the day whose units it was understood with."""

    parsed: ParsedPlan
    on: date
    units: Tree


def read_document(data: bytes, *, unit: UnitInYear, filename: str = "") -> Reading:
    """The plan in a Word file. Units are those of its own date of issue, else of the unit's first day in the year.

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


def refusal_text(error: UnreadableFile) -> str:
    """The sentence that tells a person why the file cannot be taken in."""
    sentences = {
        "not_a_plan": _(
            "No task was found in this file: it holds neither a table of tasks nor numbered tasks. Is it a plan?"
        ),
        "password_protected": _(
            "The file is protected by a password. Remove the password in Word and try again."
        ),
        "damaged": _(
            "The file is damaged and cannot be opened. Open it in Word, save it again and try once more."
        ),
        "too_large": _("The file is too large: at most %(size)s MB are taken in.")
        % {"size": viet_number(LARGEST_FILE // 1024 // 1024)},
        "bomb": _("The file would unpack to an unreasonable size and is not taken in."),
        "holds_macros": _(
            "The file holds macros. Save it as a Word document without macros (.docx) and try again."
        ),
        "old_word": _("The file is in the old Word format (.doc). Save it as .docx and try again."),
        "not_word": _("This is not a Word document. Only .docx files are read."),
    }
    default = _("The file cannot be read as a Word document (.docx).")
    return sentences.get(error.code, default)


def _read(data: bytes, *, unit: UnitInYear, units: Tree, filename: str) -> ParsedPlan:
    catalogue = catalogue_of(units, issuer_id=unit.unit.id)
    issuer = units.full_name(unit.unit.id)
    return read_plan(data, year=unit.year, units=catalogue, issuer=issuer, filename=filename)


def _is_same(one: Tree, other: Tree) -> bool:
    return list(one) == list(other)
