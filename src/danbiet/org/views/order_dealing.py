"""Who gets what of units that are divided or end: a screen by kind, and each kind item by item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from danbiet.kit.text import row_number
from danbiet.org.actions import dealing as act
from danbiet.org.actions.lives import NotPossible
from danbiet.org.enums import OrderState
from danbiet.org.forms.dealing import ItemFilterForm, KindsForm, TickedForm, ticked
from danbiet.org.models import ReorganisationOrder
from danbiet.org.queries import as_choice
from danbiet.org.queries.dealing import Dealing, ItemDealt, Source, dealing_of, found_items

from .door import DeskRequest, desk_view
from .orders import WRITING, order_or_404
from .ways import found, said_no

PER_PAGE = 50


@require_http_methods(WRITING)
@desk_view
def order_deal(request: DeskRequest, pk: int) -> HttpResponse:
    """One unit at a time (`?don-vi=`): for each kind of open work who gets it, how many that are, and the way to single items."""
    order = order_or_404(request, pk)
    if (answer := _not_planned(request, order)) is not None:
        return answer
    known = dealing_of(order)
    if not known.lines:
        said_no(request, NotPossible(_("This decision leaves nothing to deal out.")))
        return redirect("org:order", pk)
    source = _source(request, known)
    form = KindsForm(request.POST or None, known=known, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            act.deal_kinds(pk, form.choices(), by=request.user, at=request.at)
            messages.success(request, _("Noted."))
            return redirect(f"{reverse('org:order-deal', args=[pk])}?don-vi={source.unit_id}")
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context = {
        "order": order,
        "source": source,
        "sources": [one for one in known.sources.values() if _holds(known, one)],
        "form": form,
        "rows": _rows(known, source, form),
        "default_name": known.names.get(source.default, source.default) or source.name,
        "choices_of_units": [as_choice(unit) for unit in known.units if unit.code],
        "crumbs": _crumbs(order, _("Deal the work out")),
    }
    return render(request, "org/order_deal.html", context)


@require_http_methods(WRITING)
@desk_view
def order_deal_items(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """The items of a kind with who gets each: searched, ticked many at once, given to one heir."""
    order = order_or_404(request, pk)
    if (answer := _not_planned(request, order)) is not None:
        return answer
    known = dealing_of(order)
    line = found(known.line(kind))
    every = known.dealt(line)
    filter_form, shown = _asked(request, every)
    source = _one_source(every, filter_form.asked())
    form = TickedForm(request.POST or None, source=source, units=known.units)
    if request.method == "POST" and form.is_valid():
        wanted = (
            {one.item.id for one in shown} if "tat-ca" in request.POST else ticked(request.POST.getlist("pk"))
        )
        try:
            count = act.deal_items(pk, kind, wanted, form.code(), by=request.user, at=request.at)
            messages.success(request, _told(count))
        except NotPossible as refusal:
            said_no(request, refusal)
        return redirect(request.get_full_path())
    context = {
        "order": order,
        "line": line,
        "filter_form": filter_form,
        "form": form,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("trang")),
        "many_units": len({one.item.unit_id for one in every}) > 1,
        "choices_of_units": [as_choice(unit) for unit in known.units if unit.code],
        "crumbs": [*_crumbs(order, _("Deal the work out"), is_link=True), {"label": str(line.label)}],
    }
    return render(request, "org/order_deal_items.html", context)


def _told(count: int) -> str:
    if not count:
        return _("Nothing was ticked.")
    return ngettext("Noted for %(count)s item.", "Noted for %(count)s items.", count) % {"count": count}


def _not_planned(request: DeskRequest, order: ReorganisationOrder) -> HttpResponse | None:
    if order.state == OrderState.PLANNED:
        return None
    said_no(request, NotPossible(_("Only a planned decision can be changed.")))
    return redirect("org:order", order.pk)


def _source(request: DeskRequest, known: Dealing) -> Source:
    asked = row_number(request.GET.get("don-vi", ""))
    open_at = [one for one in known.sources.values() if _holds(known, one)]
    return next((one for one in open_at if one.unit_id == asked), open_at[0])


def _holds(known: Dealing, source: Source) -> bool:
    return any(item.unit_id == source.unit_id for row in known.lines for item in row.line.items)


def _rows(known: Dealing, source: Source, form: KindsForm) -> list[dict[str, Any]]:
    """A kind with its field, its number and who gets how many as it stands."""
    rows = []
    for row in known.lines:
        here = found_items(known.dealt(row.line), unit_id=source.unit_id)
        if here:
            takers: dict[str, int] = {}
            for one in here:
                takers[one.taker_name] = takers.get(one.taker_name, 0) + 1
            rows.append(
                {
                    "line": row.line,
                    "field": form[row.line.key],
                    "count": len(here),
                    "single": sum(bool(one.chosen) for one in here),
                    "takers": sorted(takers.items(), key=lambda pair: -pair[1]),
                }
            )
    return rows


def _asked(request: DeskRequest, every: list[ItemDealt]) -> tuple[ItemFilterForm, list[ItemDealt]]:
    units = dict.fromkeys((one.item.unit_id, one.source.name) for one in every)
    takers = dict.fromkeys((one.taker, one.taker_name) for one in every if one.taker)
    form = ItemFilterForm(request.GET or None, units=list(units), takers=list(takers))
    given = form.asked()
    shown = found_items(
        every, text=given.get("q", ""), unit_id=given.get("don_vi"), taker=given.get("ve", "")
    )
    return form, shown


def _one_source(every: list[ItemDealt], given: dict[str, Any]) -> Source | None:
    """The one unit the items shown leave, whose parts can then be chosen from a list."""
    found_sources = {
        one.source.unit_id: one.source
        for one in every
        if given.get("don_vi") is None or one.item.unit_id == given["don_vi"]
    }
    return next(iter(found_sources.values())) if len(found_sources) == 1 else None


def _crumbs(order: ReorganisationOrder, here: str, *, is_link: bool = False) -> list[dict[str, str]]:
    last = {"label": here, "url": reverse("org:order-deal", args=[order.pk])} if is_link else {"label": here}
    return [
        {"label": _("Reorganisation of units"), "url": reverse("org:orders")},
        {"label": order.title, "url": reverse("org:order", args=[order.pk])},
        last,
    ]
