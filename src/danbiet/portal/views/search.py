"""One search box: for readers over everything public, on the desk over units, tasks, plans and evidence within reach."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.queries import Tree, tree
from danbiet.portal.forms import SearchForm
from danbiet.portal.templatetags.danbiet import changed_query
from danbiet.search.queries import CAP, PAGE, Found, Hit, find, suggest
from danbiet.search.registry import sources

LONGEST = 200
# Pages the search knows by number; their address depends on the reader's language, an editor's page has one of its own.
ADDRESSES = {"unit": "org:unit", "plan": "plans:plan-public", "task": "plans:task-public"}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`, by kind, unit with those below it and year, best or newest first; `nguyen-van` looks for a misspelling as it stands."""
    on = clock.today()
    units = tree(on)
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    form = SearchForm(request.GET, units=units, kinds=sources(), on=on)
    wanted = form.asked()
    found = find(
        wanted.text,
        kind=wanted.kind,
        unit_ids=units.descendants(wanted.unit_id) if wanted.unit_id is not None else None,
        year=wanted.year,
        page=wanted.page,
        newest=wanted.is_newest,
        is_literal=wanted.is_literal,
    )
    page = Paginator(range(found.count), PAGE).get_page(found.page)
    context = {
        "q": wanted.text, "form": form, "found": found, "page": page, "hits": _shown(found, units), "cap": CAP,
        "tabs": _tabs(request, found, wanted.kind), "is_filtered": form.is_narrowed(),
        "literal_url": _changed(request, {"nguyen-van": "1"}), "nearby_url": _changed(request, {"q": found.nearby}),
        "wider_url": _changed(request, dict.fromkeys(("don-vi", "nam", "loai"))),
        "crumbs": [{"label": _("Home"), "url": reverse("portal:home")}, {"label": _("Search")}],
    }  # fmt: skip
    return render(request, "portal/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What may be meant while it is being typed (`?q=`): words to look for, and titles with their addresses."""
    search_url = reverse("portal:search")
    query = request.GET.copy()
    labels = {source.kind: str(source.one) for source in sources()}
    items = []
    for one in suggest(request.GET.get("q", "")[:LONGEST]):
        query.clear()
        query["q"] = one.text
        url = _address(one.kind, one.object_id, one.url) if one.url else f"{search_url}?{query.urlencode()}"
        items.append({"text": one.text, "url": url, "label": labels.get(one.kind, "")})
    answer = JsonResponse({"items": items})
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer


def _tabs(request: HttpRequest, found: Found, kind: str) -> list[dict[str, Any]]:
    """A tab per kind that has hits; none is left out while they are not counted or one is chosen."""
    query = request.GET.copy()
    query.pop("trang", None)
    tabs = []
    for key, label in [("", _("All")), *((source.kind, str(source.label)) for source in sources())]:
        is_counted = bool(found.kinds) and not kind
        count = (found.kinds.get(key, 0) if key else found.count) if is_counted else None
        if key and count == 0:
            continue
        query["loai"] = key
        tabs.append(
            {"label": label, "url": f"?{query.urlencode()}", "count": count, "is_current": key == kind}
        )
    return tabs


def _changed(request: HttpRequest, changes: dict[str, Any]) -> str:
    """This page's query from its first page on, changed."""
    return changed_query(request.GET.copy(), {"trang": None, **changes})


def _shown(found: Found, units: Tree) -> list[dict[str, Any]]:
    labels = {source.kind: str(source.one) for source in sources()}
    return [
        {
            "title": hit.title_html, "url": _address(hit.kind, hit.object_id, hit.url), "excerpt": hit.excerpt,
            "label": labels.get(hit.kind, ""), "on": hit.on, "unit": _unit(hit, units), "language": hit.language,
        }
        for hit in found.items
    ]  # fmt: skip


def _unit(hit: Hit, units: Tree) -> str:
    return units.full_name(hit.unit_id) if hit.unit_id is not None and hit.kind != "unit" else ""


def _address(kind: str, object_id: int, url: str) -> str:
    name = ADDRESSES.get(kind)
    return reverse(name, args=[object_id]) if name else url
