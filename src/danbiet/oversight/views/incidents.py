"""Incidents with personal data: the list, a new one, one with its clock of 72 hours, the report as a Word draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.render import render_report
from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit import clock
from danbiet.org.views import DeskRequest, desk_view, found, must, said_no

from .. import permissions as may
from ..actions import incidents as act
from ..forms import IncidentForm
from ..models import Incident
from ..queries import incidents as ask
from ..queries.papers import incident_paper as paper_of
from ..registry import stores
from .requests import word

PER_PAGE = 50


@require_safe
@desk_view
def incident_list(request: DeskRequest) -> HttpResponse:
    """All incidents, the newest first."""
    _must(request)
    found = ask.incidents()
    if kind := kind_asked(request):
        head = [_("Noticed at"), _("Incident"), _("People"), _("Due"), _("State")]
        cells = [
            [one.noticed_at, one.title, one.people_count, act.due_at(one), _state(one, request)[1]]
            for one in found[:5_000]
        ]
        return list_answer(request, kind, Listing(name="su-co", title=_("Incidents"), head=head, rows=cells))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(one, act.due_at(one), *_state(one, request)) for one in page],
        "crumbs": [{"label": _("Incidents"), "url": ""}],
    }
    return render(request, "oversight/incidents.html", context)


@desk_view
def incident_new(request: DeskRequest) -> HttpResponse:
    """Note an incident; how many people each store holds stands beside it."""
    _must(request)
    now = clock.local(request.at)
    form = IncidentForm(
        request.POST or None, auto_id="sc-%s",
        initial={"noticed_on": now.date(), "noticed_hour": f"{now:%H:%M}", "kind": "seen", "people_count": 0},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = act.note_incident(form.told(), by=request.user, at=request.at)
        except act.IncidentRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Noted. The authority has to know within 72 hours of its being noticed.")
            )
            return HttpResponseRedirect(reverse("oversight:incident", args=[made.pk]))
    context = {
        "form": form, "figures": [(one.label, one.categories, one.people()) for one in stores()],
        "crumbs": [_home(), {"label": _("New incident"), "url": ""}],
    }  # fmt: skip
    return render(request, "oversight/incident_new.html", context, status=422 if form.errors else 200)


@desk_view
def incident_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One incident: amend it, mark it as reported (`viec=bao-cao`) or closed (`viec=ket-thuc`)."""
    _must(request)
    row = found(ask.incident_for(pk))
    what = request.POST.get("viec", "")
    form = IncidentForm(request.POST if what == "sua" else None, auto_id="sc-%s", initial=_initial(row))
    if request.method == "POST":
        try:
            if what == "bao-cao":
                act.report_incident(pk, by=request.user, at=request.at)
            elif what == "ket-thuc":
                act.close_incident(pk, by=request.user, at=request.at)
            elif form.is_valid():
                act.amend_incident(pk, form.told(), by=request.user, at=request.at)
        except act.IncidentRefusal as refusal:
            said_no(request, refusal)
            return HttpResponseRedirect(reverse("oversight:incident", args=[pk]))
        if not form.errors:
            messages.success(request, _("Kept."))
            return HttpResponseRedirect(reverse("oversight:incident", args=[pk]))
    look, state = _state(row, request)
    context = {
        "row": row, "due_at": act.due_at(row), "look": look, "state": state, "form": form if row.closed_at is None else None,
        "figures": [(one.label, one.categories, one.people()) for one in stores()],
        "crumbs": [_home(), {"label": row.title, "url": ""}],
    }  # fmt: skip
    return render(request, "oversight/incident.html", context, status=422 if form.errors else 200)


@require_safe
@desk_view
def incident_paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The report to the authority as a Word draft, out of what is known now."""
    _must(request)
    row = found(ask.incident_for(pk))
    return word(
        render_report(paper_of(row, units=request.rights.tree, on=request.on)),
        name=f"bao-cao-su-co-{row.pk}.docx",
    )


def _initial(row: Incident) -> dict[str, Any]:
    noticed = clock.local(row.noticed_at)
    return {
        "title": row.title, "kind": row.kind, "noticed_on": noticed.date(), "noticed_hour": f"{noticed:%H:%M}",
        "began_on": clock.local(row.began_at).date() if row.began_at else None, "facts": row.facts, "stores": row.stores,
        "people_count": row.people_count, "measures": row.measures,
    }  # fmt: skip


def _state(row: Incident, request: DeskRequest) -> tuple[str, str]:
    if row.closed_at is not None:
        return "done", _("closed")
    if row.reported_at is not None:
        late = row.reported_at > act.due_at(row)
        return ("at_risk", _("reported late")) if late else ("on_track", _("reported"))
    return (
        ("overdue", _("72 hours are over"))
        if request.at > act.due_at(row)
        else ("waiting", _("to be reported"))
    )


def _must(request: DeskRequest) -> None:
    must(may.may_handle_privacy(request.rights), _("Only the province's reform office handles incidents."))


def _home() -> dict[str, Any]:
    return {"label": _("Incidents"), "url": reverse("oversight:incident-list")}
