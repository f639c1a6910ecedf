"""Public pages: the units on any day, and the life of one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.listing import KINDS, list_answer
from danbiet.kit.listing import Listing as Sheet
from danbiet.org.forms import AsOfForm, UnitFilter
from danbiet.org.queries import (
    Event,
    Listing,
    Tree,
    UnitHistory,
    listing,
    names_of,
    table_rows,
    tree,
    unit_history,
    unit_years,
)
from danbiet.org.registry import unit_panels

from .ways import from_home


@require_safe
def unit_tree(request: HttpRequest) -> HttpResponse:
    """All units of the day asked for (`?ngay=`), searched by name, abbreviation or code (`?q=`) and kind (`?loai=`)."""
    form, units, found = _asked(request)
    context = {
        "form": form,
        "on": units.on,
        "as_of": other_day(units.on),
        "listing": found,
        "total": len(units),
        "text": form.cleaned_data.get("q", ""),
        "day_query": day_query(units.on),
        "crumbs": from_home(_("Units")),
    }
    return render(request, "org/units.html", context)


@require_safe
def unit_table(request: HttpRequest) -> HttpResponse:
    """The units the page would show, as CSV, or with `?tai=` as Excel or PDF."""
    _form, units, found = _asked(request)
    head = [_("Code"), _("Name"), _("Kind"), _("Abbreviation"), _("Parent's code"), _("Parent unit")]
    kind = request.GET.get("tai", "")
    made = Sheet(
        name=f"don-vi-{units.on.isoformat()}", title=_("Units"), head=head, rows=table_rows(units, found.found),
        told=_("As of %(day)s") % {"day": f"{units.on:%d/%m/%Y}"},
    )  # fmt: skip
    return list_answer(request, kind if kind in KINDS else "csv", made)


def _asked(request: HttpRequest) -> tuple[UnitFilter, Tree, Listing]:
    form = UnitFilter(request.GET or {"ngay": ""})
    units = _shared(request, tree(form.day(clock.today())))
    cleaned = form.cleaned_data
    return form, units, listing(units, text=cleaned.get("q", ""), kind=cleaned.get("loai", ""))


def _shared(request: HttpRequest, units: Tree) -> Tree:
    """Hand today's tree on to what stands around the page, so that it is read once."""
    if units.on == clock.today():
        request.units = units  # type: ignore[attr-defined]
    return units


def other_day(on: date) -> date | None:
    """The day, where it is not today: the page says so on top (`as_of`)."""
    return None if on == clock.today() else on


def units_asked(request: HttpRequest) -> Tree:
    """The units of the day asked for (`?ngay=`, today else); today's serve what stands around the page too."""
    today = clock.today()
    units = tree(AsOfForm(request.GET or None).day(today))
    request.units = units if units.on == today else tree(today)  # type: ignore[attr-defined]
    return units


def said_then(units: Tree, unit_id: int, *, name: str) -> str:
    """What became of a unit that papers call `name`, on the day of the units: its name then, who has its papers, that it was not
    there. Empty where it is called the same."""
    is_today = units.on == clock.today()
    one = units.get(unit_id)
    if one is not None:
        if name in (one.name, units.full_name(unit_id)):
            return ""
        said = _("now called %(name)s") if is_today else _("called %(name)s on that day")
        return said % {"name": units.full_name(unit_id)}
    taker = units.seat(unit_id)
    if taker is not None:
        said = _("now part of %(name)s") if is_today else _("part of %(name)s on that day")
        return said % {"name": units.full_name(taker)}
    return _("exists no more") if is_today else _("did not exist on that day")


def day_query(on: date) -> str:
    """The query that keeps the day in links: empty for today, so that plain addresses stay plain."""
    return "" if on == clock.today() else f"?ngay={on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Another unit named in a history, with its page as of a day on which it existed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One reorganisation in the unit's time line."""

    event: Event
    before: tuple[Mention, ...]
    after: tuple[Mention, ...]


@require_safe
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit as of a day: its names and codes over time, its place, where it came from and what became of it."""
    history = unit_history(unit_id)
    if history is None:
        raise Http404
    today = clock.today()
    form = AsOfForm(request.GET or None)
    on = form.day(today)
    units = _shared(request, tree(on))
    names = names_of(history.related_ids, on)
    phase = history.at(on)
    context = {
        "form": form if form.errors else AsOfForm({"ngay": on.isoformat()}),
        "on": on,
        "as_of": other_day(on),
        "day_query": day_query(on),
        "history": history,
        "phase": phase or history.last,
        "exists": phase is not None,
        "taker": units.get(units.seat(unit_id)) if phase is None else None,
        "is_before": on < history.phases[0].starts_on,
        "path": units.path(unit_id)[:-1],
        "groups": _groups(units, unit_id),
        "years": unit_years(unit_id),
        "phases": _phases(history, names),
        "steps": [_step(event, unit_id, names) for event in history.events],
        "panels": list(_panels(request, unit_id, on)),
        "crumbs": _crumbs(units, unit_id, (phase or history.last).name),
    }
    return render(request, "org/unit.html", context)


def _crumbs(units: Tree, unit_id: int, name: str) -> list[dict[str, str]]:
    kept = day_query(units.on)
    above = [(unit.name, reverse("org:unit", args=[unit.id]) + kept) for unit in units.path(unit_id)[:-1]]
    return from_home((_("Units"), reverse("org:units") + kept), *above, name)


def _groups(units: Tree, unit_id: int) -> list[dict[str, Any]]:
    kinds: dict[str, list[Any]] = {}
    for child in units.children(unit_id):
        kinds.setdefault(child.kind_label, []).append(child)
    return [{"label": label, "units": part} for label, part in kinds.items()]


def _phases(history: UnitHistory, names: dict[int, str]) -> list[dict[str, Any]]:
    one_day = timedelta(days=1)
    return [
        {
            "phase": phase,
            "last_day": phase.ends_before - one_day if phase.ends_before is not None else None,
            "parent": names.get(phase.parent_id, "") if phase.parent_id is not None else "",
        }
        for phase in history.phases
    ]


def _step(event: Event, unit_id: int, names: dict[int, str]) -> Step:
    eve = event.on - timedelta(days=1)
    return Step(
        event=event,
        before=tuple(_mention(other, names, eve) for other in event.predecessor_ids if other != unit_id),
        after=tuple(_mention(other, names, event.on) for other in event.successor_ids if other != unit_id),
    )


def _mention(unit_id: int, names: dict[int, str], on: date) -> Mention:
    return Mention(
        name=names.get(unit_id, ""), url=reverse("org:unit", args=[unit_id]) + f"?ngay={on.isoformat()}"
    )


def _panels(request: HttpRequest, unit_id: int, on: date) -> Iterable[str]:
    for panel in unit_panels():
        answer = panel(request, unit_id, on)
        if answer is not None:
            template, context = answer
            yield render_to_string(template, context, request=request)
