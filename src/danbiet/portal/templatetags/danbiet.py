"""What templates may say beyond Django's own words; every template has it without ``{% load %}``.

Parameters of the components stand in ``templates/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from danbiet.kit import clock, text
from danbiet.portal.calc import bar_shape, heat_level, toggled_sort

register = template.Library()

_ENGLISH_SIGNS = str.maketrans(".,", ",.")
NBSP = "\u00a0"
STATUS_LABELS = {
    "done": _("Done"),
    "on_track": _("On track"),
    "at_risk": _("At risk of being late"),
    "overdue": _("Overdue"),
    "waiting": _("Waiting"),
    "not_started": _("Not due yet"),
    "live": _("Open now"),
}
KIND_LABELS = {
    "task": _("Task"),
    "plan": _("Plan"),
    "evidence": _("Evidence"),
    "report": _("Report"),
    "question": _("Question"),
    "draft": pgettext_lazy("paper", "Draft"),
    "score": _("Score"),
}


@register.filter
def viet_number(value: Decimal | int | str | None, places: int | None = None) -> str:
    """1234.5 → ``1.234,5`` (``1,234.5`` on English pages); nothing gives nothing."""
    return "" if value is None or value == "" else _printed(_number(value), places)


@register.filter
def percent(value: Decimal | int | str | None, places: int = 1) -> str:
    """Percent points (0–100) → ``61,8 %`` with a space that never breaks; halves are rounded up; nothing gives a dash."""
    if value is None or value == "":
        return "–"
    return f"{_printed(_number(value), places)}{NBSP}%"


def _printed(number: Decimal, places: int | None) -> str:
    written = text.viet_number(number, places)
    return written if get_language() != "en" else written.translate(_ENGLISH_SIGNS)


@register.filter
def viet_date(value: date | datetime | None) -> str:
    """26/01/2021; a moment is shown as the day it has in Vietnam."""
    if value is None or value == "":
        return ""
    day = clock.local(value) if isinstance(value, datetime) else value
    return f"{day.day:02}/{day.month:02}/{day.year}"


@register.filter
def viet_datetime(value: datetime | None) -> str:
    """14:05 26/01/2021, Vietnamese time."""
    if value is None or value == "":
        return ""
    return f"{clock.local(value):%H:%M} {viet_date(value)}"


@register.filter
def mark(value: str, wanted: str) -> SafeString:
    """The text with every place that answers the search marked, whatever its tone marks and capitals."""
    signs = list(text.nfc(str(value)))
    needle = text.fold(wanted)
    if not needle:
        return conditional_escape(value)
    folded, origin = "", []
    for at, sign in enumerate(signs):
        plain = text.fold(sign) or " "
        folded += plain
        origin += [at] * len(plain)
    pieces: list[tuple[SafeString]] = []
    done = found = 0
    while (found := folded.find(needle, found)) >= 0:
        first, last = origin[found], origin[found + len(needle) - 1]
        found += len(needle)
        if first < done:
            continue
        pieces.append((conditional_escape("".join(signs[done:first])),))
        pieces.append((format_html("<mark>{}</mark>", "".join(signs[first : last + 1])),))
        done = last + 1
    pieces.append((conditional_escape("".join(signs[done:])),))
    return format_html_join("", "{}", pieces)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """``?…`` of this page with parameters changed: ``{% query trang=2 don_vi=None %}``; None takes one away."""
    request: HttpRequest | None = context.get("request")
    parameters = request.GET.copy() if request is not None else QueryDict(mutable=True)
    return changed_query(parameters, changes)


TAKEN_AS = (("xlsx", "Excel"), ("csv", "CSV"), ("pdf", "PDF"))


@register.inclusion_tag("components/take.html", takes_context=True)
def take(context: Context, name: str = "tai", url: str = "", bang: str = "") -> dict[str, Any]:
    """Links to the page's list as Excel, CSV and PDF, under the filters it is shown with. `url`: another page that makes the
    files; `name`: another parameter than `tai`; `bang`: which of several tables."""
    request: HttpRequest | None = context.get("request")
    parameters = request.GET if request is not None else QueryDict()
    links = [
        {
            "label": label,
            "url": f"{url}{changed_query(parameters.copy(), {name: kind, 'trang': None, 'bang': bang})}",
        }
        for kind, label in TAKEN_AS
    ]
    return {"links": links}


def changed_query(parameters: QueryDict, changes: dict[str, Any]) -> str:
    """The query string of a QueryDict's copy after the changes, ``?`` alone when nothing is left."""
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.inclusion_tag("components/bar.html")
def bar(
    value: Decimal | int, expected: Decimal | int | None = None, label: str = "", size: str = ""
) -> dict[str, Any]:
    """A bar of percent points with the mark it should have reached."""
    due = None if expected is None or expected == "" else _number(expected)
    return {
        "value": value,
        "expected": due,
        "label": label,
        "size": size,
        "shape": bar_shape(_number(value or 0), due),
    }


@register.inclusion_tag("components/status.html")
def status(key: str, label: str = "", *, box: bool = False) -> dict[str, Any]:
    """A word with its shape. Unknown keys are a programmer's error."""
    return {"key": str(key), "label": label or STATUS_LABELS[str(key)], "box": box}


@register.inclusion_tag("components/kind.html")
def kind(key: str, label: str = "") -> dict[str, Any]:
    """What sort of work a line is."""
    return {"key": str(key), "label": label or KIND_LABELS[str(key)]}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """A form's field with label, hint and error, whatever its widget.

    A form may name fields in `needed` that its own `clean` asks for, so that they are not called optional.
    """
    is_needed = bound.field.required or bound.name in getattr(bound.form, "needed", ())
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "hint_id": f"{bound.auto_id}_helptext",
        "error_id": f"{bound.auto_id}_error",
        "widget": bound.widget_type,
        "is_group": bound.widget_type in ("radioselect", "checkboxselectmultiple"),
        "is_optional": not is_needed and bound.widget_type != "checkbox",
    }


@register.inclusion_tag("components/errors.html")
def errors(*forms_or_formsets: Any) -> dict[str, Any]:
    """The summary on top of a page's forms: every error, each leading to its field."""
    places = [place for one in forms_or_formsets if one for place in _error_places(one)]
    return {"places": places}


def _error_places(one: Any) -> Iterable[dict[str, str]]:
    if isinstance(one, forms.BaseFormSet):
        for message in one.non_form_errors():
            yield {"url": "", "label": "", "message": str(message)}
        for form in one.forms:
            yield from _error_places(form)
        return
    for message in one.non_field_errors():
        yield {"url": "", "label": "", "message": str(message)}
    for bound in one:
        for message in bound.errors:
            target = (
                bound.auto_id
                if bound.widget_type in ("radioselect", "checkboxselectmultiple")
                else bound.id_for_label
            )
            yield {"url": f"#{target}", "label": str(bound.label), "message": str(message)}


@register.inclusion_tag("components/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """The error summary and all fields of a form; the ``<form>``, its token and buttons stay the page's."""
    return {"form": form}


@register.inclusion_tag("components/column.html", takes_context=True)
def column(
    context: Context, key: str, label: str, current: str = "", *, number: bool = False
) -> dict[str, Any]:
    """A table's head cell; with a key it sorts (``?sap=key``, ``?sap=-key``) and keeps the rest of the query."""
    request: HttpRequest | None = context.get("request")
    sorted_by = current or (request.GET.get("sap", "") if request is not None else "")
    wanted, direction = toggled_sort(key, sorted_by) if key else ("", "")
    link = query(context, sap=wanted, trang=None) if key else ""
    return {"label": label, "url": link, "direction": direction, "number": number}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page, parameter: str = "trang") -> dict[str, Any]:
    """Links to the pages of a list; nothing when there is one page."""
    numbers: list[dict[str, Any]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        is_gap = not isinstance(number, int)
        url = "" if is_gap or number == page.number else query(context, **{parameter: number})
        numbers.append({"number": number, "url": url, "is_gap": is_gap})
    previous = query(context, **{parameter: page.number - 1}) if page.has_previous() else ""
    following = query(context, **{parameter: page.number + 1}) if page.has_next() else ""
    return {"page": page, "numbers": numbers, "previous": previous, "following": following}


@register.inclusion_tag("components/heat.html")
def heat(columns: Iterable[Any], rows: Iterable[Any], caption: str, head: str = "") -> dict[str, Any]:
    """Groups × periods as a real table. A cell has ``percent`` (None: no target then), perhaps ``url``, ``is_future``."""
    drawn = [{"row": row, "cells": [_heat_cell(cell) for cell in _of(row, "cells")]} for row in rows]
    return {
        "columns": list(columns),
        "rows": drawn,
        "caption": caption,
        "head": head or gettext("Content group"),
    }


def _heat_cell(cell: Any) -> dict[str, Any]:
    """99.6 is shown as 99: only what is wholly done may say 100."""
    share, url = _of(cell, "percent"), _of(cell, "url") or ""
    if _of(cell, "is_future"):
        return {"state": "future", "css": "hx", "url": url}
    if share is None:
        return {"state": "none", "css": "h0", "url": url}
    exact = _number(share)
    shown = (
        int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        if exact >= 100
        else min(99, int(exact + Decimal("0.5")))
    )
    return {
        "state": "value",
        "css": f"h{heat_level(exact)}",
        "percent": shown,
        "is_low": exact < 50,
        "url": url,
    }


def _of(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _number(value: Decimal | int | float | str) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


@register.simple_tag
def data_block(said: SafeString) -> SafeString:
    """Linked data for machines, JSON that is safe between tags already. Browsers never run it: the policy stays strict."""
    return format_html('<script type="application/ld+json">{}</script>', said)
