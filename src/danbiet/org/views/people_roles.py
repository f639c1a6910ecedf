"""Roles given, changed and ended; deputies; everything handed over to a successor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from danbiet.org.actions import roles as act
from danbiet.org.actions.handing_over import HandOver, hand_over
from danbiet.org.enums import Role
from danbiet.org.forms.people import DaysForm, EndForm, HandOverForm, StandInForm, TermForm
from danbiet.org.permissions import may_give, may_see_people, may_tend
from danbiet.org.queries import staying_lines
from danbiet.org.queries.people import Person, candidates, stand_in_for
from danbiet.org.registry import HeldItem, open_work, unit_work

from .door import DeskRequest, desk_view
from .people_doors import crumbs, given_role, given_roles, seen_person, tended_person, unit_choices
from .ways import found, must

methods = require_http_methods(["GET", "HEAD", "POST"])


def _to(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("org:person", args=[pk]))


def _form_page(
    request: DeskRequest, one: Person, form: Any, title: str, action: str, **more: Any
) -> HttpResponse:
    context = {
        "one": one, "form": form, "title": title, "action": action, "crumbs": crumbs((one.full_name, one.pk), here=title, is_known=may_see_people(request.rights)), **more,
    }  # fmt: skip
    return render(request, "org/person_form.html", context)


@methods
@desk_view
def role_give(request: DeskRequest, pk: int) -> HttpResponse:
    """One more role, in a unit and for a period."""
    one = seen_person(request, pk)
    must(bool(unit_choices(request.rights)))
    form = TermForm(
        request.POST or None,
        initial={"first_day": request.on},
        units=unit_choices(request.rights),
        roles=given_roles(request.rights),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        term = act.Term(given["unit"], Role(given["role"]), given["first_day"], given["last_day"])
        if not may_give(request.rights, term.unit_id, term.role):
            form.add_error("role", _("You may not give this role in this unit."))
        else:
            try:
                act.give_role(pk, term, by=request.user, at=request.at)
            except act.NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The role has been given."))
                return _to(pk)
    return _form_page(request, one, form, _("Give a role"), _("Give the role"))


@methods
@desk_view
def role_change(request: DeskRequest, pk: int, membership: int) -> HttpResponse:
    """Other days for a role."""
    one, held = given_role(request, pk, membership)
    form = DaysForm(request.POST or None, initial={"first_day": held.first_day, "last_day": held.last_day})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            act.change_role(
                membership,
                first_day=given["first_day"],
                last_day=given["last_day"],
                by=request.user,
                at=request.at,
                reason=given["reason"],
            )
        except act.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return _to(pk)
    note = f"{held.role.label}, {request.rights.tree.full_name(held.unit_id)}"
    return _form_page(request, one, form, _("Change the days of a role"), _("Save"), note=note)


@methods
@desk_view
def role_end(request: DeskRequest, pk: int, membership: int) -> HttpResponse:
    """The last day of a role."""
    one, held = given_role(request, pk, membership)
    form = EndForm(request.POST or None, initial={"last_day": request.on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            act.end_role(
                membership, last_day=given["last_day"], reason=given["reason"], by=request.user, at=request.at
            )
        except act.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("The role ends on that day. Whoever holds no role any more is locked out the night after."),
            )
            return _to(pk)
    note = f"{held.role.label}, {request.rights.tree.full_name(held.unit_id)}"
    return _form_page(request, one, form, _("End a role"), _("End the role"), note=note)


@methods
@desk_view
def stand_in_new(request: DeskRequest, pk: int) -> HttpResponse:
    """Name somebody who stands in during a leave: for oneself, or for a person one looks after."""
    one = seen_person(request, pk)
    must(pk == request.user.pk or may_tend(request.rights, one.lasting(request.on)))
    form = StandInForm(
        request.POST or None, initial={"first_day": request.on}, people=candidates(request.on, but=pk)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            act.begin_stand_in(
                pk,
                given["deputy"],
                given["first_day"],
                given["last_day"],
                reason=given["reason"],
                by=request.user,
                at=request.at,
            )
        except act.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The deputy may do on these days what the person may do."))
            return _to(pk)
    note = _("Everything the deputy does with these rights is written down as done in the person's stead.")
    return _form_page(request, one, form, _("Name a deputy"), _("Save"), note=note)


@methods
@desk_view
def stand_in_end(request: DeskRequest, pk: int, stand_in: int) -> HttpResponse:
    """The person is back before the time."""
    one = seen_person(request, pk)
    row = found(stand_in_for(stand_in))
    must(row.holder_id == pk and (pk == request.user.pk or may_tend(request.rights, one.lasting(request.on))))
    if request.method == "POST":
        act.end_stand_in(stand_in, on=request.on, by=request.user, at=request.at)
        messages.success(request, _("The deputy's time has ended."))
        return _to(pk)
    context = {
        "title": _("End the deputy's time?"),
        "text": f"{row.deputy.full_name} · {row.starts_on:%d/%m/%Y} – {row.ends_on - timedelta(days=1):%d/%m/%Y}",
        "consequences": [_("From today the deputy has only their own rights.")],
        "action": _("End it"),
        "cancel_url": reverse("org:person", args=[pk]),
        "crumbs": crumbs((one.full_name, pk), here=_("Deputy"), is_known=may_see_people(request.rights)),
    }
    return render(request, "layouts/confirm.html", context)


@methods
@desk_view
def person_hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """First what is open in the person's hands, by kind; with a successor named, all of it goes over in one go."""
    one = tended_person(request, pk)
    lists = {kind.key: (kind, kind.items(pk, request.on)) for kind in open_work()}
    open_lists = {key: pair for key, pair in lists.items() if pair[1]}
    roles = [held for held in one.held if not held.is_over(request.on)]
    tree = request.rights.tree
    form = HandOverForm(
        request.POST or None,
        initial={"last_day": request.on},
        people=candidates(request.on, but=pk),
        roles=[(held.pk, f"{held.role.label}, {tree.full_name(held.unit_id)}") for held in roles],
        work=[(key, f"{kind.label} ({len(items)})") for key, (kind, items) in open_lists.items()],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        allowed = [
            held.pk
            for held in roles
            if held.pk in given.get("roles", ()) and may_give(request.rights, held.unit_id, held.role)
        ]
        what = HandOver(given.get("work", ()), allowed, given["last_day"], given["reason"])
        try:
            moved = hand_over(pk, given["to"], what, by=request.user, at=request.at, on=request.on)
        except act.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            count = sum(moved.values())
            messages.success(
                request,
                ngettext(
                    "%(count)s open thing has gone over.", "%(count)s open things have gone over.", count
                )
                % {"count": count},
            )
            return _to(pk)
    seats = sorted({held.unit_id for held in roles})
    stays = staying_lines(seats, request.on) if seats else []
    shown = [{"label": kind.label, "rows": _shown(items, tree)} for kind, items in open_lists.values()]
    context = {
        "one": one,
        "form": form,
        "lists": shown,
        "stays": stays,
        "of_units": [
            {"label": kind.label, "why": kind.why, "rows": _shown(kind.items(pk, request.on), tree)}
            for kind in unit_work()
        ],
        "stays_at": [tree.full_name(unit) for unit in seats],
        "crumbs": crumbs((one.full_name, pk), here=_("Hand the work over")),
    }
    return render(request, "org/hand_over.html", context)


def _shown(items: list[HeldItem], tree: Any) -> list[dict[str, str]]:
    return [
        {
            "title": item.title,
            "url": item.url,
            "unit": tree.name(item.unit_id) if item.unit_id in tree else "",
        }
        for item in items
    ]
