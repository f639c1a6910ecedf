"""Editions on the desk: the list, a new one, and one with its units, windows, exemptions and changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.enums import FORM_NAMES
from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.org.enums import Role
from danbiet.org.queries import ranking_groups_of
from danbiet.org.views import DeskRequest, desk_view, found, must, other_day, said_then, units_asked

from .. import permissions as may
from ..actions import editions as act
from ..actions.appraisers import assign_domain, take_domain_back
from ..actions.refusals import BadValue, IndexRefusal
from ..calc.criteria import Tree
from ..calc.results import USUAL_GRADES
from ..enums import OrderState, Stage
from ..forms.editions import AppraiserForm, EditionForm, ExemptForm, ExtendForm, PublishForm
from ..models import Edition, Participant
from ..permissions import Assigned
from ..queries import editions as ask
from ..queries.appraisers import appraisers_in, assigned_in, progress_in
from ..queries.totals import placed_of, totals_of
from .doors import LOOKS, crumbs, run_edition
from .words import points_words

EXTEND_ID, EXEMPT_ID, PUBLISH_ID, APPRAISER_ID = (
    "gia-han-%s",
    "mien-%s",
    "cong-bo-%s",
    "phan-cong-%s",
)  # four forms on one page: no two fields have one id


@desk_view
def edition_list(request: DeskRequest) -> HttpResponse:
    """Every edition; the sheets of one's own units on top."""
    rows = []
    for one in ask.editions():
        stage = ask.stage_of(one, on=request.on)
        rows.append((one, stage.label, LOOKS[stage]))
    if kind := kind_asked(request):
        head = [_("Edition"), _("Year"), _("Stage")]
        cells = [[one.name, one.year, str(label)] for one, label, _look in rows]
        listing = Listing(name="chi-so-cai-cach", title=_("Index of reform"), head=head, rows=cells)
        return list_answer(request, kind, listing)
    sheets = ask.open_sheets_of(request.rights.units_held(), request.rights.tree)
    own = [
        (row[0], participant, *row[1:])
        for row in rows
        for participant in sheets
        if participant.edition_id == row[0].pk
    ]
    context = {
        "rows": rows, "own": own, "can_begin": may.may_keep_sets(request.rights),
        "crumbs": [{"label": _("Index of reform"), "url": ""}],
    }  # fmt: skip
    return render(request, "indices/desk/editions.html", context)


@desk_view
def edition_new(request: DeskRequest) -> HttpResponse:
    """Begin an edition."""
    must(may.may_keep_sets(request.rights))
    sets = ask.sets()
    tree = request.rights.tree
    year = request.on.year
    groups = {group.name: group.name for near in (year, year - 1) for group, _ids in ranking_groups_of(near)}
    form = EditionForm(
        request.POST or None, initial={"year": year, "units_on": request.on},
        offices=[(one, tree.full_name(one)) for one in sorted(request.rights.units_held(Role.OFFICE))],
        sets=[(one.pk, f"{one.name} ({one.year})") for one in sets], groups=list(groups.items()),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        days = {name: said[name] for name in ("self_from", *act.LASTS.values())}
        try:
            made = act.begin_edition(
                name=said["name"], year=said["year"], criteria_set=found(ask.set_for(said["criteria_set"])), groups=said["groups"],
                units_on=said["units_on"], days=days, grades=USUAL_GRADES, office_id=said["office"], rights=request.rights,
                at=request.at, by=request.user,
            )  # fmt: skip
        except BadValue as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The edition has been begun."))
            return HttpResponseRedirect(reverse("indices:edition", args=[made.pk]))
    context = {"form": form, "has_sets": bool(sets), "crumbs": crumbs(here=_("New edition"))}
    return render(request, "indices/desk/edition_new.html", context)


@desk_view
def edition(request: DeskRequest, pk: int) -> HttpResponse:
    """An edition: where it stands, its units; for its office also what it can do."""
    one = found(ask.edition_for(pk))
    return render(request, "indices/desk/edition.html", context_of(request, one))


def context_of(request: DeskRequest, one: Edition, **forms: Any) -> dict[str, Any]:
    """What the page of an edition shows; `forms`: those that came back with something wrong in them."""
    order = ask.order_of(one.pk)
    is_awaited = order is not None and order.state == OrderState.WAITING
    stage = ask.stage_of(one, on=request.on)
    participants = ask.participants_of(one.pk)
    can_oversee = may.may_oversee(request.rights, one)
    tree = ask.tree_for(one)
    placed = placed_of(totals_of(one, tree), one) if can_oversee else {}
    assigned = assigned_in(one.pk)
    units = units_asked(request)
    rows: list[dict[str, Any]] = [
        {
            "participant": each, "is_mine": request.rights.in_unit(each.unit_id), "placed": placed.get(each.code),
            "now": said_then(units, each.unit_id, name=each.name),
            "can_see": may.domains_seen(request.rights, one, each, assigned) != frozenset(),
        }
        for each in participants
    ]  # fmt: skip
    rows.sort(key=lambda row: (not row["is_mine"], row["participant"].group, row["participant"].name))
    can_extend = may.may_run(request.rights, one) and stage != Stage.PUBLISHED and not is_awaited
    can_exempt = may.may_exempt(request.rights, one, stage=stage) and not is_awaited
    can_publish = may.may_publish(request.rights, one, stage=stage) and not is_awaited
    can_assign = may.may_assign(request.rights, one, stage=stage)
    return {
        "as_of": other_day(units.on),
        "one": one, "order": order if can_oversee and stage != Stage.PUBLISHED else None, "is_awaited": is_awaited, "stage": stage.label, "look": LOOKS[stage], "rows": rows, "can_oversee": can_oversee,
        "windows": [(window.label, getattr(one, act.LASTS[window])) for window in act.LASTS],
        "window_changes": list(one.changes.select_related("by")),
        "changes": [(change, points_words(change.before), points_words(change.after)) for change in ask.changes_of(one.pk)]
        if can_oversee else [],
        "exempted": ask.exemptions_in(one.pk) if can_oversee else [],
        "can_exempt": can_exempt, "forms": FORM_NAMES if may.may_have_decision(request.rights, one) else {},
        "extend_form": forms.get("extend") or (ExtendForm(auto_id=EXTEND_ID) if can_extend else None),
        "exempt_form": forms.get("exempt") or (ExemptForm(auto_id=EXEMPT_ID, units=_units(participants)) if can_exempt else None),
        "progress": _progress(request, one, tree, assigned, can_oversee=can_oversee), "can_assign": can_assign,
        "appraiser_form": forms.get("appraiser") or (_appraiser_form(request, one, tree) if can_assign else None),
        "publish_form": forms.get("publish") or (PublishForm(auto_id=PUBLISH_ID) if can_publish else None),
        "crumbs": crumbs(here=one.name),
    }  # fmt: skip


def _units(participants: list[Participant]) -> list[tuple[int, str]]:
    return [(each.pk, each.name) for each in participants]


def _progress(
    request: DeskRequest, one: Edition, tree: Tree, assigned: Assigned, *, can_oversee: bool
) -> list[dict[str, Any]]:
    """How far the appraisal is by domain: all of them for the office, one's own for who appraises some."""
    own = {
        number
        for number, units in assigned.items()
        if any(request.rights.in_unit(each, *may.WRITERS) for each in units)
    }
    if not can_oversee and not own:
        return []
    held = appraisers_in(one.pk)
    names = request.rights.tree
    return [
        {"line": line, "units": [(each.pk, names.full_name(each.unit_id)) for each in line.appraisers]}
        for line in progress_in(one.pk, tree, held)
        if can_oversee or line.domain.number in own
    ]  # fmt: skip


def _appraiser_form(
    request: DeskRequest, one: Edition, tree: Tree, data: Mapping[str, Any] | None = None
) -> AppraiserForm:
    """Domains, and the units that may be asked: the office's own, those beside it and those right below it."""
    units = request.rights.tree
    office = units.get(one.office_id)
    near = [*(units.children(office.parent_id) if office else ()), *units.children(one.office_id)]
    known = {each.id: units.full_name(each.id) for each in near if each.id != one.office_id}
    domains = [(row.number, f"{row.number}. {row.name}") for row in tree.domains]
    return AppraiserForm(data, auto_id=APPRAISER_ID, domains=domains, units=list(known.items()))


def _back(one: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("indices:edition", args=[one.pk]))


@desk_view
@require_POST
def edition_extend(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a window longer."""
    one = run_edition(request, pk)
    form = ExtendForm(request.POST, auto_id=EXTEND_ID)
    if form.is_valid():
        try:
            act.extend(
                pk, **form.cleaned_data, rights=request.rights, on=request.on, at=request.at, by=request.user
            )
        except IndexRefusal as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(request, _("Extended; the reason is public."))
            return _back(one)
    return render(request, "indices/desk/edition.html", context_of(request, one, extend=form))


@desk_view
@require_POST
def edition_exempt(request: DeskRequest, pk: int) -> HttpResponse:
    """Free a unit from a row."""
    one = run_edition(request, pk)
    form = ExemptForm(request.POST, auto_id=EXEMPT_ID, units=_units(ask.participants_of(pk)))
    if form.is_valid():
        said = form.cleaned_data
        try:
            act.exempt(
                said["participant"], said["number"].strip(), reason=said["reason"], rights=request.rights, on=request.on,
                at=request.at, by=request.user,
            )  # fmt: skip
        except IndexRefusal as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(
                request, _("Exempted: the maximum of the criterion leaves the unit's denominator.")
            )
            return _back(one)
    return render(request, "indices/desk/edition.html", context_of(request, one, exempt=form))


@desk_view
@require_POST
def exemption_lift(request: DeskRequest, pk: int, exemption_id: int) -> HttpResponse:
    """Let a row apply again."""
    one = run_edition(request, pk)
    must(any(each.pk == exemption_id for each in ask.exemptions_in(pk)))
    try:
        act.lift_exemption(exemption_id, rights=request.rights, on=request.on, at=request.at, by=request.user)
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    return _back(one)


@desk_view
@require_POST
def edition_appraiser(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a unit appraise a domain."""
    one = run_edition(request, pk)
    form = _appraiser_form(request, one, ask.tree_for(one), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            assign_domain(
                pk, said["number"], said["unit"], rights=request.rights, on=request.on, at=request.at, by=request.user
            )  # fmt: skip
        except IndexRefusal as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(request, _("Assigned: the unit's people now see and appraise this domain."))
            return _back(one)
    return render(request, "indices/desk/edition.html", context_of(request, one, appraiser=form))


@desk_view
@require_POST
def appraiser_drop(request: DeskRequest, pk: int, appraiser_id: int) -> HttpResponse:
    """The unit appraises the domain no longer."""
    one = run_edition(request, pk)
    must(any(each.pk == appraiser_id for each in appraisers_in(pk)))
    try:
        take_domain_back(
            pk, appraiser_id, rights=request.rights, on=request.on, at=request.at, by=request.user
        )
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    return _back(one)
