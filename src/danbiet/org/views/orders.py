"""The desk of the reform office for decisions on units: the list, one decision with what it moves, force, cancel, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.org.actions import orders as act
from danbiet.org.enums import OrderState
from danbiet.org.forms import TakerForm
from danbiet.org.forms.orders import unit_typed
from danbiet.org.models import ReorganisationOrder
from danbiet.org.permissions import may_reorganise
from danbiet.org.queries import (
    Preview,
    as_choice,
    line_labels,
    order_for,
    orders,
    orphans,
    preview_of,
    rights_of,
    tree,
)
from danbiet.org.queries.dealing import dealing_of

from .door import DeskRequest, desk_view
from .ways import found, must, said_no

SHOWN = 100  # of each kind; the number says how many there are
WRITING = ["GET", "HEAD", "POST"]


def order_or_404(request: DeskRequest, pk: int) -> ReorganisationOrder:
    """The decision, for the province's reform office alone."""
    must(may_reorganise(request.rights), _("Only the province's reform office reorganises units."))
    return found(order_for(pk))


@require_safe
@desk_view
def order_list(request: DeskRequest) -> HttpResponse:
    """Planned, in force, cancelled and undone decisions, the latest day first."""
    must(may_reorganise(request.rights), _("Only the province's reform office reorganises units."))
    rows = orders()
    context = {
        "groups": [
            (state, str(OrderState(state).label), [row for row in rows if row.state == state])
            for state in (OrderState.PLANNED, OrderState.APPLIED, OrderState.UNDONE, OrderState.CANCELLED)
        ],
        "count": len(rows),
        "crumbs": [{"label": _("Reorganisation of units")}],
    }
    return render(request, "org/orders.html", context)


@require_safe
@desk_view
def order_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One decision: its events, who ends, what is open there by kind, who takes over; afterwards what was handed over."""
    order = order_or_404(request, pk)
    known = preview_of(order) if order.state != OrderState.UNDONE else None
    is_planned = order.state == OrderState.PLANNED
    context = {
        "order": order,
        "state_label": OrderState(order.state).label,
        "known": known,
        "lines": _lines(known) if known else [],
        "outcome": dealing_of(order, known).outcome() if known and is_planned else [],
        "is_planned": is_planned,
        "is_applied": order.state == OrderState.APPLIED,
        "is_due": order.on <= request.on,
        "before_after": _before_after(order),
        "lost": orphans(order.on) if order.state == OrderState.APPLIED else {},
        "taker_form": TakerForm(initial={"work_to": order.choices.get("work_to", "")})
        if is_planned
        else None,
        "work_to": order.choices.get("work_to", ""),
        "choices_of_units": [as_choice(unit) for unit in tree(max(order.on, request.on)) if unit.code],
        "crumbs": _crumbs(order.title),
    }
    return render(request, "org/order.html", context)


def _before_after(order: ReorganisationOrder) -> list[tuple[str, int, int]]:
    counts = order.record.get("counts", {})
    before, after = counts.get("before", {}), counts.get("after", {})
    return [
        (label, before.get(key, 0), after.get(key, 0))
        for key, label in line_labels().items()
        if before.get(key) or after.get(key)
    ]


def _crumbs(*steps: str) -> list[dict[str, str]]:
    way = [{"label": _("Reorganisation of units"), "url": reverse("org:orders")}]
    return [*way, *({"label": step} for step in steps)]


def _lines(known: Preview) -> list[dict[str, Any]]:
    """The kinds of open work, each with its first items."""
    return [
        {
            "line": row.line,
            "count": row.count,
            "units": row.units,
            "fate": _fate(row.line.fate),
            "items": [
                {"item": item, "unit": known.names.get(item.unit_id, "")} for item in row.line.items[:SHOWN]
            ],
            "rest": max(row.count - SHOWN, 0),
        }
        for row in known.lines
    ]


def _fate(fate: str) -> str:
    return {
        "moves": _("moves to the unit that takes over"),
        "kept": _("keeps its old name, goes on in the hands of the unit that takes over"),
        "stays": _("stays as it is"),
    }[fate]


@require_http_methods(["POST"])
@desk_view
def order_takers(request: DeskRequest, pk: int) -> HttpResponse:
    """Who takes over what nobody is named for."""
    order = order_or_404(request, pk)
    day = tree(order.on)
    choices: dict[str, Any] = {}
    typed = request.POST.get("work_to", "").replace("\x00", "").strip()
    if "work_to" in request.POST:
        unit = unit_typed(typed, day) if typed else None
        choices["work_to"] = unit.code if unit else typed.split(" – ", 1)[0][:20]
    try:
        act.choose_takers(pk, choices, by=request.user, at=request.at)
        messages.success(request, _("Noted."))
    except act.NotPossible as refusal:
        said_no(request, refusal)
    return redirect("org:order", pk)


@require_http_methods(["POST"])
@desk_view
def order_try(request: DeskRequest, pk: int) -> HttpResponse:
    """Do everything and take it back: says whether the decision could come into force as it stands."""
    order_or_404(request, pk)
    try:
        act.apply_order(pk, by=request.user, on=request.on, at=request.at, is_trial=True)
        messages.success(request, _("Tried: it can come into force as it stands. Nothing was written."))
    except act.NotPossible as refusal:
        said_no(request, refusal)
    return redirect("org:order", pk)


@require_http_methods(WRITING)
@desk_view
def order_apply(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks once more with the numbers; the post puts the decision in force."""
    order = order_or_404(request, pk)
    if request.method == "POST":
        try:
            act.apply_order(pk, by=request.user, on=request.on, at=request.at)
            return _done(request, order, _("In force. Everything open has been handed over."))
        except act.NotPossible as refusal:
            said_no(request, refusal)
        return redirect("org:order", pk)
    known = preview_of(order)
    told = [f"{row.line.label}: {row.count}" for row in known.lines]
    units = ngettext("%(count)s unit ends.", "%(count)s units end.", len(known.ending)) % {
        "count": len(known.ending)
    }
    return _confirm(request, order, _("Put this decision in force?"), _("Put in force"), [units, *told])


@require_http_methods(WRITING)
@desk_view
def order_cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """A planned decision is given up; no figure has known of it."""
    order = order_or_404(request, pk)
    if request.method == "POST":
        try:
            act.cancel_order(pk, by=request.user, at=request.at)
            messages.success(request, _("Cancelled. Nothing has changed anywhere."))
        except act.NotPossible as refusal:
            said_no(request, refusal)
        return redirect("org:orders")
    return _confirm(request, order, _("Cancel this decision?"), _("Cancel the decision"), [], look="danger")


@require_http_methods(WRITING)
@desk_view
def order_undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks once more and says what hinders it; the post takes everything back."""
    order = order_or_404(request, pk)
    reasons: list[str] = []
    if request.method == "POST":
        try:
            act.undo_order(pk, by=request.user, at=request.at)
            return _done(request, order, _("Undone: everything is as it was before."))
        except act.NotPossible as refusal:
            said_no(request, refusal)
        return redirect("org:order", pk)
    try:
        act.undo_order(pk, by=request.user, at=request.at, is_trial=True)
        reasons = [_("Nothing newer builds on it: everything will be as it was before.")]
    except act.Hindered as refusal:
        reasons = [_("This hinders it:"), *refusal.reasons]
    except act.NotPossible as refusal:
        reasons = [str(refusal)]
    return _confirm(request, order, _("Undo this decision?"), _("Undo"), reasons, look="danger")


def _done(request: DeskRequest, order: ReorganisationOrder, told: str) -> HttpResponse:
    """Back to the decision; whoever held their own role by what has just changed reads here, on the last page they may see, that
    it is done."""
    if may_reorganise(rights_of(request.user, request.on)):
        messages.success(request, told)
        return redirect("org:order", order.pk)
    return render(
        request, "org/order_done.html", {"order": order, "told": told, "crumbs": _crumbs(order.title)}
    )


def _confirm(
    request: DeskRequest, order: ReorganisationOrder, title: str, action: str, told: list[str], look: str = ""
) -> HttpResponse:
    context = {
        "title": title,
        "text": str(order),
        "consequences": told,
        "action": action,
        "look": look,
        "cancel_url": reverse("org:order", args=[order.pk]),
        "crumbs": _crumbs(order.title),
    }
    return render(request, "layouts/confirm.html", context)
