"""Published surveys for everybody: the list, units by factor, a unit, the method, the figures as data. Kept ready, without cookies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.tabular import rows_to_csv
from danbiet.kit.text import viet_sort_key
from danbiet.org.queries import tree
from danbiet.org.views import day_query, from_home, other_day, said_then, units_asked
from danbiet.pagecache.registry import kept

from ..calc.published import gap, unit_in
from ..enums import SHORT, Factor, Kind
from ..models import Publication
from ..queries import public as ask
from .words import index_words

FRESH = 60
YEAR_BEFORE = "nam-truoc"
_DIGITS = set("-0123456789")  # the name of the kind of interval is no number
NUMBERS = {"value", "error", "interval", "level", "weight"}


@require_safe
@kept(seconds=FRESH, query=["ngay"])
def survey_list(request: HttpRequest) -> HttpResponse:
    """Every survey published by today, or by the day asked for (`?ngay=`)."""
    on = units_asked(request).on
    rows = [(one, one.get_kind_display()) for one in ask.public_campaigns(on=other_day(on))]
    context = {
        "rows": rows,
        "crumbs": from_home(_("Satisfaction")),
        "as_of": other_day(on),
        "day_query": day_query(on),
    }
    return render(request, "surveys/public/list.html", context)


@require_safe
@kept(seconds=FRESH, query=["ngay"])
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Units by factor with their intervals; the year before only where it may be compared. Figures stand under the names they were
    published under; beside them what became of the unit by today or by the day asked for (`?ngay=`)."""
    units = units_asked(request)
    publication, ids, query = _published(pk, on=other_day(units.on)), ask.units_in(pk), day_query(units.on)
    figures = publication.figures
    before, is_comparable = ask.before(publication.campaign, on=other_day(units.on))
    then = {}
    if before is not None and is_comparable:
        then = {one["code"]: one["index"] for one in before.figures["units"]}
    low = _axis_from(figures)
    keys = figures["factors"] if len(figures["factors"]) > 1 else []  # a single factor is the index itself
    labels = [SHORT.get(key, key) for key in keys]
    rows = [
        {
            "unit": unit, "factors": list(zip(labels, unit["factors"], strict=False)), "url": reverse("surveys:public-unit", args=[pk, unit["code"]]) + query, **_drawn(unit["index"], low),
            "now": said_then(units, ids[unit["code"]], name=unit["name"]) if unit["code"] in ids else "",
            "moved": gap(unit["index"], then[unit["code"]]) if unit["code"] in then else None,
        }
        for unit in figures["units"]
    ]  # fmt: skip
    context = {
        "publication": publication, "campaign": publication.campaign, "figures": figures, "rows": rows,
        "factors": labels, "whole_factors": list(zip(labels, figures["all"]["factors"], strict=False)),
        "axis": [f"{low}", f"{(low + 100) // 2}", "100"], "whole": figures["all"], "whole_drawn": _drawn(figures["all"]["index"], low),
        "before": before, "is_comparable": is_comparable, "is_households": figures["kind"] == Kind.HOUSEHOLDS,
        "is_poll": figures["kind"] == Kind.AWARENESS, "said": index_words(figures["kind"]),
        "whole_moved": gap(figures["all"]["index"], before.figures["all"]["index"]) if before is not None and is_comparable else None,
        "as_of": other_day(units.on),
        "crumbs": from_home((_("Satisfaction"), reverse("surveys:public-list") + query), publication.campaign.name),
    }  # fmt: skip
    return render(request, "surveys/public/survey.html", context)


def _axis_from(figures: Mapping[str, Any]) -> int:
    """Where the axis of intervals begins: the ten below the lowest end, not above 80."""
    ends = [
        Decimal(one["index"]["interval"][0])
        for one in [*figures["units"], figures["all"]]
        if one["index"]["interval"]
    ]
    return max(0, min(80, int(min(ends, default=Decimal(80))) // 10 * 10))


def _drawn(cell: Mapping[str, Any], low: int) -> dict[str, str]:
    """Places of value and interval on the axis, per cent of its length."""
    if cell["value"] is None:
        return {}

    def place(value: str) -> str:
        return f"{max(0.0, min(100.0, 100 * (float(value) - low) / (100 - low))):.1f}%"

    ends = cell["interval"] or (cell["value"], cell["value"])
    return {"at": place(cell["value"]), "from_": place(ends[0]), "to": place(ends[1])}


@require_safe
@kept(seconds=FRESH, query=["voi", "ngay"])
def unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A unit: factors and questions with intervals, beside all units together; what became of it below its name."""
    units = units_asked(request)
    publication, ids, query = _published(pk, on=other_day(units.on)), ask.units_in(pk), day_query(units.on)
    figures = publication.figures
    one = unit_in(figures, code)
    if one is None:
        raise Http404
    labels = dict(Factor.choices)
    low = 0
    others, other = _others(publication, code, request.GET.get("voi", ""), on=other_day(units.on))
    unit_id = ids.get(code)
    context = {
        "as_of": other_day(units.on), "day_asked": units.on.isoformat() if query else "",
        "now": said_then(units, unit_id, name=one["name"]) if unit_id else "",
        "unit_url": reverse("org:unit", args=[unit_id]) + query if unit_id else "",
        "publication": publication, "campaign": publication.campaign, "figures": figures, "unit": one, "count": len(figures["units"]),
        "said": index_words(figures["kind"]),
        "factors": [
            {"name": labels.get(cell["factor"], cell["factor"]), "cell": cell, "whole": whole, **_drawn(cell, low)}
            for cell, whole in zip(one["factors"], figures["all"]["factors"], strict=True)
        ],
        "items": [
            {"text": asked["text"], "number": place, "cell": cell, "whole": whole, "factor": labels.get(asked["factor"], "")}
            for place, (asked, cell, whole) in enumerate(
                zip(figures["items"], one["items"], figures["all"]["items"], strict=True), start=1
            )
        ],
        "others": others, "other": other, "gaps": _gaps(one, other["figures"], labels, index_words(figures["kind"])["questions"]) if other else [],
        "crumbs": from_home(
            (_("Satisfaction"), reverse("surveys:public-list") + query),
            (publication.campaign.name, reverse("surveys:public-survey", args=[pk]) + query), one["name"],
        ),
    }  # fmt: skip
    return render(request, "surveys/public/unit.html", context)


def _others(
    publication: Publication, code: str, wanted: str, *, on: date | None
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Whom a unit may be set beside: the other units, and itself a year before where the two may be compared; the one chosen."""
    found = [
        {"key": one["code"], "name": one["name"], "figures": one} for one in publication.figures["units"] if one["code"] != code
    ]  # fmt: skip
    found.sort(key=lambda one: viet_sort_key(one["name"]))
    before, is_comparable = ask.before(publication.campaign, on=on)
    then = unit_in(before.figures, code) if before is not None and is_comparable else None
    if before is not None and then is not None:
        year = before.campaign.year
        found.insert(0, {"key": YEAR_BEFORE, "name": _("the unit itself in %(year)s") % {"year": year}, "figures": then})  # fmt: skip
    return found, next((one for one in found if one["key"] == wanted), None)


def _gaps(
    one: Mapping[str, Any], other: Mapping[str, Any], labels: Mapping[str, Any], said: str
) -> list[dict[str, Any]]:
    """The whole and each factor of two: values, gap with its error."""
    rows = [(said, one["index"], other["index"])]
    rows += [
        (labels.get(cell["factor"], cell["factor"]), cell, beside)
        for cell, beside in zip(one["factors"], other["factors"], strict=True)
    ]
    return [
        {"name": name, "cell": cell, "beside": beside, "gap": gap(cell, beside)}
        for name, cell, beside in rows
    ]


@require_safe
@kept(seconds=FRESH)
def method(request: HttpRequest) -> HttpResponse:
    """The formula behind each number."""
    _site(request)
    context = {
        "crumbs": from_home((_("Satisfaction"), reverse("surveys:public-list")), _("How it is reckoned"))
    }
    return render(request, "surveys/public/method.html", context)


@require_safe
@kept(seconds=FRESH)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure a row, as CSV; empty where it is not published."""
    publication = _published(pk)
    head = [_("Code"), _("Unit"), _("Level"), _("Figure"), _("Per cent"), _("Error"), _("Interval from"), _("Interval to"), _("Answers")]  # fmt: skip
    answer = HttpResponse(
        rows_to_csv(head, _lines(publication.figures)), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="hai-long-{publication.campaign.year}-{pk}.csv"'
    )
    return answer


def _lines(figures: Mapping[str, Any]) -> Iterator[list[Any]]:
    for domain in [{"code": "", "name": _("All units"), **figures["all"]}, *figures["units"]]:
        cells = [("index", "all", domain["index"])]
        cells += [("factor", cell["factor"], cell) for cell in domain["factors"]]
        cells += [("item", cell["item"], cell) for cell in domain["items"]]
        for level, key, cell in cells:
            ends = cell["interval"] or (None, None)
            numbers = [None if one is None else Decimal(one) for one in (cell["value"], cell["error"], *ends)]
            yield [domain["code"], domain["name"], level, key, *numbers, cell["answered"]]


@require_safe
@kept(seconds=FRESH)
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was published, as JSON (docs/survey-format.md, 6)."""
    body = json.dumps(_as_numbers(_published(pk).figures), ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def _as_numbers(value: Any, name: str = "") -> Any:
    """Decimals, which the database keeps as text, as numbers."""
    if isinstance(value, dict):
        return {key: _as_numbers(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_numbers(one, name) for one in value]
    return float(value) if name in NUMBERS and isinstance(value, str) and value[:1] in _DIGITS else value


def _published(pk: int, *, on: date | None = None) -> Publication:
    publication = ask.publication_of(pk, on=on)
    if publication is None:
        raise Http404
    return publication


def _site(request: HttpRequest) -> None:
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
