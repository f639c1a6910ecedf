"""What the words of a task mean, field by field, with the units of the plan's day. Used while somebody types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.org.queries import Tree, UnitAt, tree

from ..calc.drafts import AssignmentDraft, SpanDraft, TargetDraft, TaskDraft
from ..calc.measuring import MeasureFilter
from ..calc.reading import (
    Each,
    Period,
    Schedule,
    Target,
    read_forms,
    read_schedule,
    read_targets,
    read_units,
)
from ..calc.reading.catalogue import UnitCatalogue
from ..calc.rewriting import words_of_schedule, words_of_targets, words_of_units
from ..calc.takeover import assignments_of
from ..enums import AssignmentRole
from ..models import Plan, Task
from .catalogue import catalogue_of

LEAD, SUPPORT = AssignmentRole.LEAD.value, AssignmentRole.SUPPORT.value
# The reader names what it doubts by meaning; screens and storage by the field the words stand in.
FIELD_OF = {
    "schedule": "schedule_text",
    "periods": "schedule_text",
    "targets": "product",
    "target_text": "product",
    "leads": "lead_text",
    "lead": "lead_text",
    "supports": "support_text",
    "support": "support_text",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A task as somebody writes it."""

    content: str = ""
    forms: str = ""
    audience: str = ""
    product: str = ""
    lead_text: str = ""
    support_text: str = ""
    schedule_text: str = ""

    def changed(self, **words: str) -> Words:
        """The same with other words in some fields."""
        return replace(self, **words)

    def as_dict(self) -> dict[str, str]:
        """Every field by its name."""
        return asdict(self)


@dataclass(frozen=True)
class Glossary:
    """What is needed to understand a plan's words: its year, and the units of its day seen from its issuer."""

    year: int
    units: Tree
    catalogue: UnitCatalogue
    issuer: str

    def id_of(self, key: str) -> int:
        unit = self.units.by_key(key)
        if unit is None:
            raise KeyError(key)
        return unit.id

    def keys_of(self, ids: Iterable[int]) -> tuple[str, ...]:
        """Keys of the units that exist on the day."""
        found = [self.units.get(one) for one in ids]
        return tuple(unit.key for unit in found if unit is not None)

    def pickable(self) -> list[UnitAt]:
        """Units an officer may choose, in display order."""
        return list(self.units)


def glossary_for(plan: Plan, *, on: date) -> Glossary:
    """Units of the plan's date of issue; of a draft without one, of today as far as that lies in the plan's year."""
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    units = tree(plan.issued_on or min(max(on, first), last))
    if plan.unit_id not in units:
        units = tree(first)
    if plan.unit_id not in units:
        units = tree(last)
    catalogue = catalogue_of(units, issuer_id=plan.unit_id)
    return Glossary(plan.year, units, catalogue, units.full_name(plan.unit_id))


def words_of(task: Task) -> Words:
    """The words of a stored task, lists one item a line."""
    return Words(
        content=task.content,
        forms="\n".join(task.forms),
        audience="\n".join(task.audience),
        product=task.product,
        lead_text=task.lead_text,
        support_text=task.support_text,
        schedule_text=task.schedule_text,
    )


def draft_of(task: Task) -> TaskDraft:
    """A stored task with what it means now; targets it only implies are left out, issuing adds them again."""
    return TaskDraft(
        content=task.content,
        forms=tuple(task.forms),
        audience=tuple(task.audience),
        product=task.product,
        lead_text=task.lead_text,
        support_text=task.support_text,
        schedule_text=task.schedule_text,
        source_text=task.source_text,
        periods=tuple(
            SpanDraft(date.fromisoformat(one["starts_on"]), date.fromisoformat(one["ends_on"]))
            for one in task.periods
        ),
        recurrence=task.recurrence,
        targets=tuple(
            TargetDraft(
                quantity=one.quantity,
                unit_text=one.unit_text,
                comparison=one.comparison,
                per=one.per,
                per_unit=one.per_unit,
                each_comparison=one.each_comparison,
                each_quantity=one.each_quantity,
                each_unit_text=one.each_unit_text,
                measure=one.measure,
                measure_filter=MeasureFilter.from_json(one.measure_filter) if one.measure else None,
            )
            for one in task.targets.all()
            if not one.is_implied
        ),
        assignments=tuple(
            AssignmentDraft(one.unit_id, one.role, one.set_code) for one in task.assignments.all()
        ),
        doubts=tuple(task.doubts),
        weight=task.weight,
    )


def understand(words: Words, *, glossary: Glossary, stored: TaskDraft | None = None) -> TaskDraft:
    """What the words mean. A field whose words are those of `stored` keeps its stored meaning and its doubts.

    So what was read from a whole document (where a cell may say "như trên") is not lost by touching another field.
    """
    known = _stored_words(stored)
    same = {field.name for field in fields(Words) if getattr(words, field.name) == known.get(field.name)}
    base = stored or TaskDraft(content=words.content)
    doubts = [one for one in base.doubts if _field(one) in same]
    draft = replace(
        base,
        content=words.content,
        product=words.product,
        lead_text=words.lead_text,
        support_text=words.support_text,
        schedule_text=words.schedule_text,
        forms=base.forms if "forms" in same else read_forms(words.forms).forms,
        audience=base.audience if "audience" in same else read_forms(words.audience).forms,
    )
    if "schedule_text" not in same:
        draft = _with_schedule(draft, words.schedule_text, glossary=glossary, doubts=doubts)
    if "product" not in same or (not words.product.strip() and "content" not in same):
        draft = _with_targets(draft, words, doubts=doubts)
    draft = _with_units(draft, words, same=same, glossary=glossary, doubts=doubts)
    return replace(draft, doubts=tuple(doubts)).once_each().counting_as(base)


def words_for_units(draft: TaskDraft, *, role: str, glossary: Glossary) -> str:
    """The canonical words for a role's units: they mean exactly these units again."""
    keys = glossary.keys_of(one.unit_id for one in draft.assignments if one.role == role)
    return words_of_units(keys, glossary.catalogue)


def words_for_schedule(spans: Sequence[SpanDraft], *, recurrence: str, year: int) -> str:
    """The canonical words for periods and a recurrence."""
    periods = tuple(Period(one.starts_on, one.ends_on) for one in spans) or (
        Period(date(year, 1, 1), date(year, 12, 31)),
    )
    return words_of_schedule(Schedule(periods, recurrence or None), year)


def words_for_targets(targets: Sequence[TargetDraft]) -> str:
    """The canonical words for targets. Open contributions say no number and are left out."""
    return words_of_targets(
        [
            Target(
                comparison=one.comparison,
                quantity=one.quantity,
                unit=one.unit_text,
                per=one.per,
                per_unit=one.per_unit,
                each=Each(one.each_comparison, one.each_quantity, one.each_unit_text)
                if one.each_quantity is not None
                else None,
            )
            for one in targets
            if one.quantity is not None
        ]
    )


def _with_schedule(
    draft: TaskDraft, text: str, *, glossary: Glossary, doubts: list[dict[str, Any]]
) -> TaskDraft:
    read = read_schedule(text, glossary.year)
    doubts += [_doubt(one, "schedule_text") for one in read.doubts]
    spans = tuple(SpanDraft(one.starts_on, one.ends_on) for one in read.periods)
    return replace(draft, periods=spans, recurrence=read.recurrence or "")


def _with_targets(draft: TaskDraft, words: Words, *, doubts: list[dict[str, Any]]) -> TaskDraft:
    # Many plans have no column for the product: the number then stands in the sentence of the task itself.
    is_sentence = not words.product.strip()
    read = read_targets(words.content if is_sentence else words.product, strict=is_sentence)
    doubts += [_doubt(one, "content" if is_sentence else "product") for one in read.doubts]
    return replace(draft, targets=tuple(_target(one) for one in read.targets))


def _target(one: Target) -> TargetDraft:
    each = one.each
    return TargetDraft(
        quantity=Decimal(one.quantity),
        unit_text=one.unit,
        comparison=one.comparison,
        per=one.per,
        per_unit=one.per_unit,
        each_comparison=each.comparison if each else "",
        each_quantity=Decimal(each.quantity) if each else None,
        each_unit_text=each.unit if each else "",
    )


def _with_units(
    draft: TaskDraft, words: Words, *, same: set[str], glossary: Glossary, doubts: list[dict[str, Any]]
) -> TaskDraft:
    found: list[AssignmentDraft] = []
    for role, field, text in (
        (LEAD, "lead_text", words.lead_text),
        (SUPPORT, "support_text", words.support_text),
    ):
        if field in same:
            found += [one for one in draft.assignments if one.role == role]
            continue
        read = read_units(text, glossary.catalogue, glossary.issuer)
        doubts += [_doubt(one, field) for one in read.doubts]
        doubts += [
            {"field": field, "text": text_, "why": why, "suggestion": ""} for text_, why in read.unknown
        ]
        found += [
            replace(one, role=role)
            for one in assignments_of(
                read.keys,
                (),
                codes=[one.code for one in read.expansions],
                ids={key: glossary.id_of(key) for key in read.keys},
                members=glossary.catalogue.members,
            )
        ]
    return replace(draft, assignments=tuple(found))


def _stored_words(stored: TaskDraft | None) -> Mapping[str, str]:
    if stored is None:
        return {}
    return {
        "content": stored.content,
        "forms": "\n".join(stored.forms),
        "audience": "\n".join(stored.audience),
        "product": stored.product,
        "lead_text": stored.lead_text,
        "support_text": stored.support_text,
        "schedule_text": stored.schedule_text,
    }


def _field(doubt: Mapping[str, Any]) -> str:
    return field_of(str(doubt.get("field", "")))


def field_of(name: str) -> str:
    """The field of the form in which the doubted words stand."""
    return FIELD_OF.get(name, name or "content")


def _doubt(one: Any, field: str) -> dict[str, Any]:
    return {"field": field, "text": one.text, "why": one.why, "suggestion": one.suggestion}
