"""Published indices for everybody: the list, the ranking, a unit, the figures as data. Kept ready, without cookies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from danbiet.exports.enums import FORM_NAMES
from danbiet.kit import clock
from danbiet.kit.tabular import rows_to_csv
from danbiet.kit.text import fold
from danbiet.media.views import attachment
from danbiet.org.queries import tree
from danbiet.org.views import day_query, from_home, other_day, said_then, units_asked
from danbiet.pagecache.registry import kept

from ..calc.history import Drawing, Mark, drawing_of
from ..calc.radar import radar_of
from ..models import Publication
from ..queries import decision as decisions
from ..queries import public as ask
from ..queries import years

FRESH = 60
AROUND = 5
NUMBERS = {
    "index", "points", "maximum", "lost", "percent", "error", "figure_percent", "interval_share", "said",
}  # fmt: skip


@require_safe
@kept(seconds=FRESH, query=["ngay"])
def index_list(request: HttpRequest) -> HttpResponse:
    """Every edition published by today, or by the day asked for (`?ngay=`)."""
    on = units_asked(request).on
    context = {
        "editions": ask.public_editions(on=other_day(on)), "crumbs": from_home(_("Index of reform")), "as_of": other_day(on),
        "day_query": day_query(on),
    }  # fmt: skip
    return render(request, "indices/public/list.html", context)


@require_safe
@kept(seconds=FRESH, query=["nhom", "tim", "ngay"])
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking of a group; with `tim` the units five ranks around the one that is looked for. Scores stand under the names they
    were published under; beside them what became of the unit by today or by the day asked for (`?ngay=`)."""
    units = units_asked(request)
    publication = _published(pk, on=other_day(units.on))
    ids = ask.units_in(pk)
    figures = publication.figures
    groups = figures["groups"]
    wanted = request.GET.get("nhom", "")
    first: Mapping[str, Any] = groups[0] if groups else {"group": "", "units": []}
    group: Mapping[str, Any] = next((one for one in groups if one["group"] == wanted), first)
    before = years.before_of(publication.edition, on=other_day(units.on))
    is_compared = before is not None and years.are_comparable(publication.edition, before.edition)
    then = ask.ranks_then(before, group["group"]) if before is not None and is_compared else {}
    names = {row["number"]: row["name"] for row in figures["criteria"]}
    count = len(group["units"])
    rows = [
        {
            **_row(unit, pk=pk, count=count, then=then, names=names, query=day_query(units.on)),
            "now": said_then(units, ids[unit["code"]], name=unit["name"]) if unit["code"] in ids else "",
        }
        for unit in group["units"]
    ]
    sought = " ".join(request.GET.get("tim", "").split())[:100]
    found = [
        place
        for place, row in enumerate(rows)
        if sought and fold(sought) in fold(f"{row['unit']['name']} {row['now']}")
    ]
    if found:
        rows[found[0]]["is_sought"] = True
        rows = rows[max(0, found[0] - AROUND) : found[0] + AROUND + 1]
    context = {
        "publication": publication, "edition": publication.edition, "figures": figures, "group": group, "count": count,
        "tabs": [
            {"label": one["group"], "url": f"?{urlencode({'nhom': one['group'], **_kept_day(units.on)})}", "count": len(one["units"]), "is_current": one is group} for one in groups
        ],
        "as_of": other_day(units.on), "day_query": day_query(units.on), "day_asked": _kept_day(units.on).get("ngay", ""),
        "rows": rows, "sought": sought, "is_missing": bool(sought) and not found, "places": _axis(count),
        "forms": _forms(publication),
        "before_year": before.edition.year if before and then else None,
        "not_compared": before.edition.year if before and not is_compared else None,
        "extensions": ask.extensions_of(pk),
        "crumbs": from_home((_("Index of reform"), reverse("indices:public-list") + day_query(units.on)), publication.edition.name),
    }  # fmt: skip
    return render(request, "indices/public/ranking.html", context)


def _kept_day(on: date) -> dict[str, str]:
    """The day asked for, where it is not today, for forms and tabs."""
    return {"ngay": on.isoformat()} if other_day(on) else {}


def _row(
    unit: Mapping[str, Any],
    *,
    pk: int,
    count: int,
    then: Mapping[str, int],
    names: Mapping[str, str],
    query: str,
) -> dict[str, Any]:
    rank = unit["rank"]
    worst = max(unit["domains"], key=lambda one: Decimal(one["lost"]), default=None)
    old = then.get(unit["code"])
    span = max(1, count - 1)
    low, high = unit["rank_interval"] or (rank, rank)
    place = [f"{100 * (one - 1) / span:.1f}%" for one in (rank or 1, low or 1, high or 1)]
    return {
        "unit": unit, "url": reverse("indices:public-unit", args=[pk, unit["code"]]) + query,
        "moved": None if old is None or rank is None else old - rank, "moved_by": abs(old - rank) if old and rank else 0,
        "lost_most": names[worst["number"]] if worst and Decimal(worst["lost"]) else "",
        "low": low, "high": high, "at": place[0], "from_": place[1], "to": place[2],
    }  # fmt: skip


def _forms(publication: Publication) -> list[tuple[str, str]]:
    """In which forms the decision is there for readers; Word only where there is no PDF."""
    kept = decisions.forms_of(publication.pk)
    wanted = ("pdf" if "pdf" in kept else "docx", "xlsx")
    return [(form, FORM_NAMES[form]) for form in wanted if form in kept]


def _axis(count: int) -> list[str]:
    """What stands above the intervals: every rank where there is room, else every other one, else nothing."""
    if count > 24:
        return []
    return [str(place) if count <= 12 or place % 2 else "" for place in range(1, count + 1)]


@require_safe
@kept(seconds=FRESH, query=["ngay"])
def unit(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A unit: its domains as a radar with the same figures as a table, its components, exemptions, overrides with their reasons.
    What became of it by today or by the day asked for (`?ngay=`) stands below its name."""
    units = units_asked(request)
    found = ask.unit_of(pk, code, on=other_day(units.on))
    if found is None:
        raise Http404
    publication, one = found.publication, found.figures
    names = ask.names_in(publication.edition)
    participant = ask.participant_of(pk, code)
    story = years.story_of(participant.unit_id) if participant else []
    domains = [
        {**part, "name": names[part["number"]], "median": _decimal(found.medians[part["number"]])}
        for part in one["domains"]
    ]
    context = {
        "as_of": other_day(units.on), "now": said_then(units, participant.unit_id, name=one["name"]) if participant else "",
        "unit_url": reverse("org:unit", args=[participant.unit_id]) + day_query(units.on) if participant else "",
        "publication": publication, "edition": publication.edition, "unit": one, "count": found.count, "group": found.group,
        "domains": domains, "radar": radar_of(
            # A domain that does not apply has no axis: it is not 0.
            [(part["number"], _share(part["percent"]), _share(part["median"])) for part in domains if part["percent"] is not None]
        ),
        "story": story, "drawing": _drawing(story),
        "components": [{**part, "name": names[part["number"]]} for part in one["components"]],
        "exempted": [{**each, "name": names.get(each["number"], "")} for each in one["exempted"]],
        "crumbs": from_home(
            (_("Index of reform"), reverse("indices:public-list") + day_query(units.on)),
            (publication.edition.name, reverse("indices:public-ranking", args=[pk]) + day_query(units.on)), one["name"],
        ),
    }  # fmt: skip
    return render(request, "indices/public/unit.html", context)


def _drawing(story: list[years.Chapter]) -> Drawing | None:
    """The unit over the years; of a unit that went up in it a line of its own."""
    marks = [
        Mark(one.unit_id, one.edition.year, float(one.index), one.is_joined)
        for one in story
        if one.index is not None
    ]
    return drawing_of(marks)


@require_safe
@kept(seconds=FRESH)
def method(request: HttpRequest) -> HttpResponse:
    """How each number comes about."""
    _site(request)
    context = {
        "crumbs": from_home((_("Index of reform"), reverse("indices:public-list")), _("How it is reckoned"))
    }
    return render(request, "indices/public/method.html", context)


@require_safe
@kept(seconds=FRESH)
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking with points by domain as CSV."""
    publication = _published(pk)
    domains = [row for row in publication.figures["criteria"] if "." not in row["number"]]
    head = [_("Group"), _("Code"), _("Unit"), _("Rank"), _("Index"), _("Points"), pgettext("points", "Maximum"), _("Best rank"), _("Worst rank"),
            *(f"{row['number']}. {row['name']}" for row in domains)]  # fmt: skip
    rows = []
    for group in publication.figures["groups"]:
        for one in group["units"]:
            low, high = one["rank_interval"] or (None, None)
            rows.append(
                [group["group"], one["code"], one["name"], one["rank"], _decimal(one["index"]), _decimal(one["points"]),
                 _decimal(one["maximum"]), low, high, *(_decimal(part["points"]) for part in one["domains"])]
            )  # fmt: skip
    answer = HttpResponse(rows_to_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="chi-so-{publication.edition.year}-{pk}.csv"'
    )
    return answer


@require_safe
@kept(seconds=FRESH)
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was published, as JSON (docs/index-format.md, 4)."""
    publication = _published(pk)
    body = json.dumps(_as_numbers(publication.figures), ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


@require_safe
def decision(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The published decision with its appendices as PDF, Word or Excel, as it was made once after publication."""
    kept = decisions.file_of(_published(pk).pk, form)
    if kept is None:
        raise Http404
    try:
        return attachment(kept.file)
    except FileNotFoundError as error:
        raise Http404(_("The file is missing in the data folder.")) from error


def _as_numbers(value: Any, name: str = "") -> Any:
    """Decimals, which the database keeps as text, as numbers."""
    if isinstance(value, dict):
        return {key: _as_numbers(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_numbers(one, name) for one in value]
    return float(value) if name in NUMBERS and isinstance(value, str) else value


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _share(value: str | Decimal | None) -> float | None:
    return None if value is None else float(value)


def _published(pk: int, *, on: date | None = None) -> Publication:
    publication = ask.publication_of(pk, on=on)
    if publication is None:
        raise Http404
    return publication


def _site(request: HttpRequest) -> None:
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
