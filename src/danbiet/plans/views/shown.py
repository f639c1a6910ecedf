"""A task as screens show it: chips for units, times, targets, and what is unsure in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from danbiet.kit.text import viet_number
from danbiet.measures.registry import MEASURES
from danbiet.org.queries import Tree

from ..calc.drafts import SpanDraft, TargetDraft, TaskDraft
from ..enums import Comparison, Per, Recurrence
from ..queries.understanding import field_of

MANY = 8  # a set of units longer than this is shown by its number, the names one tap away


@dataclass(frozen=True, slots=True)
class Chip:
    """A unit understood from the words; `set_label` when it came through a set."""

    unit_id: int
    name: str
    set_code: str


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """What is unsure: the field, the words, and why in a sentence."""

    field: str
    field_label: str
    text: str
    why: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class ShownTask:
    """What was understood of a task, ready to show."""

    leads: list[Chip]
    supports: list[Chip]
    lead_sets: list[str]
    support_sets: list[str]
    periods: list[str]
    recurrence: str
    targets: list[str]
    forms: Sequence[str]
    audience: Sequence[str]
    doubts: list[ShownDoubt]

    @property
    def has_many_leads(self) -> bool:
        return len(self.leads) > MANY

    @property
    def has_many_supports(self) -> bool:
        return len(self.supports) > MANY


def shown(draft: TaskDraft, *, units: Tree) -> ShownTask:
    """A draft of a task in words and chips."""
    leads = [_chip(one.unit_id, one.set_code, units) for one in draft.assignments if one.role == "lead"]
    supports = [_chip(one.unit_id, one.set_code, units) for one in draft.assignments if one.role == "support"]
    return ShownTask(
        leads=leads,
        supports=supports,
        lead_sets=_sets(leads),
        support_sets=_sets(supports),
        periods=[period_words(one) for one in draft.periods],
        recurrence=str(Recurrence(draft.recurrence).label) if draft.recurrence else "",
        targets=[target_words(one) for one in draft.targets],
        forms=draft.forms,
        audience=draft.audience,
        doubts=[shown_doubt(one) for one in draft.doubts],
    )


def shown_doubt(doubt: Mapping[str, Any]) -> ShownDoubt:
    """A doubt in words."""
    field = field_of(str(doubt.get("field", "")))
    return ShownDoubt(
        field=field,
        field_label=field_label(field),
        text=str(doubt.get("text", "")),
        why=why_words(str(doubt.get("why", ""))),
        suggestion=str(doubt.get("suggestion", "") or ""),
    )


def period_words(span: SpanDraft) -> str:
    """A period as people write it."""
    if span.starts_on == span.ends_on:
        return f"{span.starts_on:%d/%m/%Y}"
    return f"{_day(span.starts_on)} – {_day(span.ends_on)}"


def target_words(target: TargetDraft) -> str:
    """A target as a short phrase: "ít nhất 2 tin / tháng / đơn vị"."""
    if target.quantity is None:
        return _("contribution, no number")
    sign = {">=": "≥ ", "<=": "≤ ", "=": ""}[target.comparison]
    unit = target.unit_text
    words = f"{sign}{viet_number(target.quantity)}{'' if unit.startswith('%') else ' '}{unit}".strip()
    if target.per != Per.ONCE:
        words = _("%(target)s %(per)s") % {"target": words, "per": Per(target.per).label}
    if target.per_unit:
        words = _("%(target)s, for each unit") % {"target": words}
    if target.each_quantity is not None:
        words = _("%(target)s, each %(comparison)s %(quantity)s %(unit)s") % {
            "target": words,
            "comparison": Comparison(target.each_comparison).label,
            "quantity": viet_number(target.each_quantity),
            "unit": target.each_unit_text,
        }
    if target.measure:
        words = _("%(target)s [counted by the system: %(measure)s]") % {
            "target": words, "measure": MEASURES.get(target.measure, target.measure),
        }  # fmt: skip
    return words


def set_label(code: str) -> str:
    """A set of units by its name."""
    labels = {
        "departments": _("departments of the province"),
        "districts": _("all districts"),
        "communes": _("all communes"),
        "service_units": _("public service units"),
        "central_agencies": _("central agencies in the province"),
        "mass_organisations": _("Front and mass organisations"),
        "media": _("press and broadcasters"),
        "party_bodies": _("Party bodies"),
        "schools": _("schools"),
        "parts": _("all units directly below"),
        "all": _("all agencies and units"),
    }
    return labels.get(code, code)


def field_label(field: str) -> str:
    """How a field of a task is called."""
    labels = {
        "content": _("Content"),
        "forms": _("Forms"),
        "audience": _("Audience"),
        "product": _("Product, target"),
        "lead_text": _("Lead"),
        "support_text": _("Support"),
        "schedule_text": _("Time"),
        "number": _("Number and symbol"),
        "issued_on": _("Date of issue"),
        "title": _("Title of the plan"),
        "year": _("Year of the plan"),
        "issuer": _("Issuing body"),
    }
    return labels.get(field, _("Plan"))


def why_words(code: str) -> str:
    """Why something is unsure, in a sentence."""
    sentences = {
        "schedule_empty": _("No time is given: the whole year is assumed."),
        "schedule_unknown": _("The time was not understood: the whole year is assumed."),
        "schedule_partly": _("Part of the time was not understood."),
        "another_year": _("The year differs from the plan's."),
        "several_recurrences": _("More than one recurrence is named: the first is taken."),
        "half_yearly": _("Every half year is counted as two periods."),
        "impossible_date": _("There is no such date."),
        "over_new_year": _("The time runs over the turn of the year."),
        "ends_before_it_starts": _("The end lies before the beginning."),
        "before_a_month": _("“Before a month” is taken to end on the last day before it."),
        "range": _("A range: its lower end is taken as the least."),
        "about": _("An approximate number is taken as it stands."),
        "no_unit_of_measure": _("It is not said of what."),
        "set_related": _("“Related” leaves open which units are meant: all of them are taken."),
        "ambiguous_unit": _("More than one unit bears this name."),
        "part_of": _("A part of a unit is named: the unit itself is taken."),
        "misspelt": _("Probably misspelt: read with one letter put right."),
        "empty_set": _("No unit of this kind is known on the day of issue."),
        "no_number": _("The file gives no number."),
        "no_date": _("The file gives no date of issue: the units of the beginning of the year are used."),
        "no_title": _("The file gives no title."),
        "another_issuer": _("The head of the file names another unit."),
        "unknown_unit": _("No unit of this name is known on the day of issue."),
        "unit_too_long": _("The unit of measure is too long to be one."),
        "number_too_large": _("The number is too large to be a target."),
        "no_lead": _("No lead was found."),
        "carried_over": _("Not finished last year: carried over."),
        "year_moved": _("Years in the words were moved by one: is that meant?"),
        "unit_gone": _("The unit named no longer exists; the one that took its place is put in."),
        "formula_without_value": _(
            "A formula whose value was never worked out: open the file in Excel and save it."
        ),
    }
    return sentences.get(code, _("Not certain: please check."))


def _chip(unit_id: int, set_code: str, units: Tree) -> Chip:
    return Chip(unit_id, units.full_name(unit_id), set_code)


def _sets(chips: Sequence[Chip]) -> list[str]:
    return [set_label(code) for code in dict.fromkeys(chip.set_code for chip in chips if chip.set_code)]


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
