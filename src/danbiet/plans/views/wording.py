"""Progress in words: what stands beside bars, in tables and in sums. Numbers come in whole, rounding happens here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit.text import viet_number
from danbiet.measures.queries import events_by_id
from danbiet.measures.registry import ABOUT_A_PLAN, MEASURES, label_of
from danbiet.org.enums import UnitKind
from danbiet.org.queries import Tree

from ..calc.cells import TargetSpec
from ..calc.measuring import FACETS, OWN, MeasureFilter
from ..calc.progress import PlanProgress, TargetProgress, TaskProgress, shown
from ..calc.why import Why, WhyRow
from ..enums import EvidenceKind, Language, Per, Recurrence, TaskStatus
from ..models import Credit, Target
from ..queries.public import Proved, TaskFacts
from ..queries.tallies import EventLine
from .shown import set_label

FEW_UNITS = 3  # more are given by their number, the names one tap away
FEW_TERMS = 6  # a sum with more terms is named, not written out


def number(value: Decimal) -> str:
    """At most two decimals, none that say nothing."""
    return viet_number(value.quantize(Decimal("0.01")).normalize())


def percent(value: Decimal, places: int = 1) -> str:
    """61,8 % with a space that never breaks."""
    return f"{viet_number(shown(value, places), places)}\u00a0%"


def day(on: date) -> str:
    """26/01/2021"""
    return f"{on:%d/%m/%Y}"


def done_of(target: TargetProgress) -> str:
    """What has been done of what is asked: "3.400 / 5.000 tờ"."""
    spec = target.spec
    if spec.quantity is None:
        return _("with evidence") if target.counted > 0 else _("no evidence yet")
    if spec.is_percent:
        return (
            f"{number(target.counted)} / {number(target.quota)}\u00a0% {spec.unit_text.lstrip('% ')}".strip()
        )
    return f"{number(target.counted)} / {number(target.quota)} {unit_words(spec)}".strip()


def unit_words(spec: TargetSpec) -> str:
    """The unit of measure; of an implied target: times with evidence."""
    return spec.unit_text or (_("periods with evidence") if spec.per != Per.ONCE else _("pieces of evidence"))


def asked(spec: TargetSpec) -> str:
    """A target in words: "ít nhất 2 tin mỗi tháng, cho từng đơn vị trong 46 đơn vị"."""
    if spec.quantity is None:
        return _("a contribution, at least one piece of evidence")
    sign = {">=": "≥ ", "<=": "≤ ", "=": "= "}[spec.comparison]
    gap = "" if spec.is_percent else " "
    words = f"{sign}{number(spec.quantity)}{gap}{unit_words(spec)}".strip()
    if spec.per != Per.ONCE:
        words = f"{words} {Per(spec.per).label}"
    if spec.each_quantity:
        words = _("%(target)s, each at least %(number)s %(unit)s") % {
            "target": words, "number": number(spec.each_quantity), "unit": spec.each_unit_text,
        }  # fmt: skip
    if spec.unit_ids and not spec.is_percent:
        words = _("%(target)s, for each of %(count)s units") % {"target": words, "count": len(spec.unit_ids)}
    if spec.is_implied:
        words = _("%(target)s (the plan names no number)") % {"target": words}
    return words


def stored(target: Target) -> str:
    """A stored target in a few words, whatever it is shared among."""
    if target.quantity is None:
        return _("a contribution, at least one piece of evidence")
    per = f" {Per(target.per).label}" if target.per != Per.ONCE else ""
    return f"{number(target.quantity)} {target.unit_text or _('pieces of evidence')}{per}"


def counted_words(measure: str, asked: MeasureFilter | None, units: Tree | None = None) -> str:
    """What the platform counts for a target: "Tin, bài đã đăng; ngôn ngữ: Tiếng Khmer; chỉ nội dung gắn với nhiệm vụ này"."""
    if not measure:
        return ""
    parts = [str(MEASURES.get(measure, measure))]
    if measure not in ABOUT_A_PLAN:
        asked = asked or MeasureFilter()
        for facet, label in (("form", _("form")), ("language", _("language")), ("audience", _("audience"))):
            if wanted := getattr(asked, facet):
                parts.append(f"{label}: {', '.join(label_of(facet, one) for one in wanted)}")
        if asked.unit_ids:
            names = [units.full_name(one) for one in asked.unit_ids[:FEW_UNITS]] if units else []
            few = names if len(asked.unit_ids) <= FEW_UNITS else []
            parts.append(
                _("by %(units)s") % {"units": ", ".join(few)}
                if few
                else _("by %(count)s units named") % {"count": len(asked.unit_ids)}
            )
        elif asked.where == OWN:
            parts.append(_("by the unit itself"))
        parts.append(
            _("everything published in the time of the task")
            if asked.is_any_task
            else _("only what is linked to this task")
        )
    return "; ".join(parts)


def shares_words(target: TargetProgress) -> str:
    """Where the figure of a target comes from: "hệ thống tự đếm 9, minh chứng 3"."""
    if not target.spec.measure or target.spec.measure in ABOUT_A_PLAN:
        return ""
    return _("counted by the system %(auto)s, by evidence %(evidence)s") % {
        "auto": number(target.auto), "evidence": number(target.actual - target.auto),
    }  # fmt: skip


def facets_words(facets: Mapping[str, Any]) -> str:
    """Form, language and audience of something counted: "Phỏng vấn; Tiếng Khmer"."""
    plain = {"language": Language.VIETNAMESE.value, "audience": "all"}
    said = [(name, facets.get(name, "")) for name in FACETS]
    return "; ".join(label_of(name, value) for name, value in said if value and plain.get(name) != value)


def event_items(
    lines: Sequence[EventLine], units: Tree, *, specs: Mapping[int, TargetSpec] | None = None
) -> list[dict[str, Any]]:
    """What the platform counted, for lists: linked, with unit and day. `specs`: also which target it counts for."""
    events = events_by_id(line.event_id for line in lines)
    items = []
    for line in lines:
        event = events.get(line.event_id)
        if event is None:
            continue
        words = [
            str(MEASURES.get(event.measure, event.measure)),
            facets_words(event.facets),
            units.full_name(event.unit_id),
        ]
        spec = (specs or {}).get(line.target_id)
        items.append(
            {
                "id": event.pk, "on": event.on, "title": event.title, "url": event.url, "lang": event.facets.get("language", ""),
                "detail": "; ".join(word for word in words if word), "target": asked(spec) if spec else "",
                "quantity": f"+{number(line.quantity)}",
            }
        )  # fmt: skip
    return items


def units_line(units: Sequence[tuple[int, str]], tree: Tree) -> str:
    """Units in one line: sets by their name, single units by theirs, many by their number."""
    sets = list(dict.fromkeys(code for _unit, code in units if code))
    single = [short_name(unit, tree) for unit, code in units if not code]
    if len(single) > FEW_UNITS:
        single = [ngettext("%(count)s unit", "%(count)s units", len(single)) % {"count": len(single)}]
    return "; ".join([*(set_label(code) for code in sets), *single]) or "–"


def leads_line(units: Sequence[tuple[int, str]], tree: Tree, most: int = 2) -> str:
    """Who leads a whole group, in a few words: single units first, then sets, the rest by its number."""
    names = [short_name(unit, tree) for unit, code in units if not code]
    names += [set_label(code) for code in dict.fromkeys(code for _unit, code in units if code)]
    if len(names) <= most + 1:
        return "; ".join(names) or "–"
    return _("%(names)s and %(count)s more leads") % {
        "names": "; ".join(names[:most]),
        "count": len(names) - most,
    }


def issuer(unit_id: int, tree: Tree) -> str:
    """The body that issues in the unit's name: a province, district or commune does so by its People's Committee."""
    unit = tree.get(unit_id)
    name = tree.full_name(unit_id)
    if unit is None or unit.kind not in (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE):
        return name
    return _("People's Committee of %(place)s") % {"place": name[:1].lower() + name[1:]}


def short_name(unit_id: int, tree: Tree) -> str:
    """The unit's name as tables have room for it."""
    return tree.full_name(unit_id)


def when(facts: TaskFacts) -> str:
    """The time as the plan says it, else its dates."""
    if facts.schedule_text:
        return facts.schedule_text
    if facts.recurrence:
        return str(Recurrence(facts.recurrence).label)
    return dates(facts.starts_on, facts.ends_on)


def dates(starts_on: date, ends_on: date) -> str:
    """From a day to a day, both included."""
    return day(ends_on) if starts_on == ends_on else f"{day(starts_on)} – {day(ends_on)}"


def evidence_detail(kind: str, language: str, unit: str) -> str:
    """What sort of evidence by whom: "Tin, bài; tiếng Khmer; UBND huyện Trần Đề"."""
    parts = [str(EvidenceKind(kind).label)]
    if language != Language.VIETNAMESE:
        parts.append(str(Language(language).label))
    return "; ".join([*parts, unit])


def proof_items(rows: Iterable[Proved], tree: Tree, *, urls: bool = True) -> list[dict[str, Any]]:
    """Evidence for the component `proofs`."""
    return [
        {
            "on": row.on,
            "title": row.title,
            "url": reverse("plans:task-public", args=[row.task_id]) + f"#mc-{row.evidence_id}"
            if urls
            else "",
            "detail": evidence_detail(row.kind, row.language, tree.full_name(row.unit_id)),
            "quantity": quantity(row.quantity, row.unit_text),
        }
        for row in rows
    ]


def quantity(value: Decimal, unit_text: str) -> str:
    """+600 tờ"""
    words = "" if unit_text.startswith("%") else unit_text
    return f"+{number(value)} {words}".strip()


def quantities(credits: Iterable[Credit]) -> str:
    """+1 video; +4 lượt phát"""
    return "; ".join(
        quantity(credit.quantity, credit.target.each_unit_text or credit.target.unit_text)
        for credit in credits
    )


# The sum shown as a sum.


def working(row: WhyRow) -> str:
    """The division behind one row."""
    if row.target is None or row.counted is None or row.quota is None:
        return "" if row.kind != "mean" else _("mean of its targets")
    spec = row.target.spec
    if row.kind == "at_most":
        return _("%(actual)s used, at most %(quota)s allowed") % {
            "actual": number(row.actual or Decimal(0)), "quota": number(row.quota),
        }  # fmt: skip
    words = f"{number(row.counted)} ÷ {number(row.quota)}"
    if row.kind == "percent":
        return _("%(division)s percent of the units addressed") % {"division": words}
    if row.kind == "open":
        return _("%(division)s periods with evidence") % {"division": words}
    words = f"{words} {unit_words(spec)}".strip()
    if row.lost > 0:
        words = _("%(division)s; %(lost)s above the quota not counted") % {
            "division": words, "lost": number(row.lost),
        }  # fmt: skip
    return words


def why_box(
    why: Why,
    *,
    name: str,
    lead: str,
    labels: dict[int, str] | None = None,
    urls: dict[int, str] | None = None,
) -> dict[str, Any]:
    """A `Why` for the component `why`. `labels`, `urls`: by the rows' keys."""
    return {
        "title": _("Why %(percent)s?") % {"percent": percent(why.result, 0)},
        "lead": lead,
        "caption": name,
        "rows": [
            {
                "label": (labels or {}).get(row.key, row.label),
                "working": _weighed(row, why),
                "value": percent(row.percent),
                "url": (urls or {}).get(row.key, ""),
            }
            for row in why.rows
        ],
        "totals": [
            {"label": division(why), "value": percent(why.result)},
            {"label": _("Rounded to be shown"), "value": percent(why.result, 0)},
        ],
        "notes": why_notes(why),
    }


def _weighed(row: WhyRow, why: Why) -> str:
    words = working(row)
    if why.has_equal_weights:
        return words
    weight = _("weight %(weight)s") % {"weight": number(row.weight)}
    return f"{words}; {weight}" if words else weight


def division(why: Why) -> str:
    """(68,0 + 50,0 + 100,0 + 29,2) ÷ 4, or its name where there are too many terms."""
    if not why.has_equal_weights:
        return _("Sum of (percent × weight) ÷ %(weights)s") % {"weights": number(why.divisor)}
    if len(why.rows) > FEW_TERMS:
        return _("Sum of the %(count)s lines ÷ %(count)s") % {"count": len(why.rows)}
    if len(why.rows) == 1:
        return f"{viet_number(why.terms[0], 1)} ÷ 1"
    return f"({' + '.join(viet_number(term, 1) for term in why.terms)}) ÷ {len(why.rows)}"


def why_notes(why: Why) -> list[str]:
    """What does not count, where the mark comes from, and the other reading."""
    notes = []
    if any(row.lost > 0 for row in why.rows):
        notes.append(
            _("What goes beyond a target is not counted and makes up for nothing missing elsewhere.")
        )
    if why.is_rounded:
        notes.append(
            _("Nothing is rounded before the end: adding up the rounded lines may differ in the last digit.")
        )
    if why.mark is not None and why.days:
        notes.append(
            _("Mark %(mark)s = %(elapsed)s days passed ÷ %(days)s days of the schedule.")
            % {"mark": percent(why.mark, 0), "elapsed": why.elapsed_days, "days": why.days}
        )
    elif why.mark is not None:
        notes.append(
            _("Mark %(mark)s = mean of the tasks' marks; a task's mark is its days passed ÷ its days.")
            % {"mark": percent(why.mark, 0)}
        )
    if why.count > 1:
        notes.append(
            _("Counted by tasks done: %(done)s of %(count)s, that is %(percent)s.")
            % {"done": why.done_count, "count": why.count, "percent": percent(Decimal(100) * why.done_count / why.count, 0)}
        )  # fmt: skip
    return notes


def group_lead(count: int, *, equal: bool) -> str:
    """The rule of a group's sum."""
    if not equal:
        return _("Mean of the %(count)s tasks by their weights.") % {"count": count}
    if count == 1:
        return _("The group has one task: its percentage is the group's.")
    return _("Mean of the %(count)s tasks, all with the same weight.") % {"count": count}


def plan_lead(count: int, *, equal: bool) -> str:
    """The rule of a plan's sum."""
    if not equal:
        return _("Mean of the %(count)s groups of content by their weights.") % {"count": count}
    return _("Mean of the %(count)s groups of content, all with the same weight.") % {"count": count}


def task_done_of(task: TaskProgress) -> list[str]:
    """Each target's done and asked, for a cell of a table."""
    return list(dict.fromkeys(done_of(target) for target in task.targets)) or [_("no target")]


def overdue_groups(plan: PlanProgress) -> int:
    """How many groups hold an overdue task."""
    return sum(group.status == "overdue" for group in plan.groups)


def status_label(status: str) -> str:
    """The status as a word."""
    return str(TaskStatus(status).label)
