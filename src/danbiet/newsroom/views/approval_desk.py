"""Texts on their way, on the desk: the list of mine, of those that wait for me, of my units'; one text and its decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit import clock
from danbiet.kit.listing import MOST_ROWS
from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view

from ..actions.approving import decide
from ..actions.refusals import Incomplete, Refused
from ..enums import TextState
from ..models import StepState
from ..permissions import may_correct, may_enter, may_take_step, units_to_correct
from ..queries.approval import step_for, unit_of, waiting_for
from ..queries.approval_list import Row, in_order, rows, texts
from ..tables import TextFilter
from .approval_letters import done_words, said_in
from .approval_shown import context_of, form_for
from .items import preview

PER_PAGE = 25
LOOKS = {
    TextState.DRAFT: "not_started",
    TextState.RETURNED: "at_risk",
    TextState.REVIEW: "waiting",
    TextState.HEAD: "waiting",
    TextState.SCHEDULED: "on_track",
    TextState.LIVE: "done",
    TextState.DOWN: "not_started",
}


@desk_view
def text_list(request: DeskRequest) -> HttpResponse:
    """Texts with state, holder and due day; `?xem=` cho (wait for me), toi (mine), else my units'; `?tai=csv` as a table."""
    if not may_enter(request.rights):
        raise PermissionDenied(_("Only editors and heads of units work in these rooms."))
    waiting = [one.page_id for one in waiting_for(request.rights)]
    whose = request.GET.get("xem") or ("cho" if waiting else "don-vi")
    form = TextFilter(request.GET)
    found = texts(
        units_to_correct(request.rights),
        owner_id=request.user.pk if whose == "toi" else None,
        page_ids=waiting if whose == "cho" else None,
    )
    if form.asked("trang_thai"):
        found = found.filter(text_state=form.asked("trang_thai"))
    if form.asked("q"):
        found = found.filter(draft_title__icontains=form.asked("q"))
    if form.asked("qua_han"):
        found = found.filter(due_on__lt=request.on)
    found = in_order(found, request.GET.get("sap", "han" if whose == "cho" else ""))
    if kind := kind_asked(request):
        listing = _listing(request, rows(list(found[: MOST_ROWS + 1]), rights=request.rights), told_by(form))
        return list_answer(request, kind, listing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [_shown(request, row) for row in rows(list(page), rights=request.rights)],
        "filter": form,
        "whose": whose,
        "tabs": _tabs(whose, waiting=len(waiting)),
        "crumbs": [{"label": _("Texts on their way"), "url": ""}],
    }
    return render(request, "newsroom/approval/list.html", context)


def _tabs(whose: str, *, waiting: int) -> list[dict[str, Any]]:
    labels = {"cho": _("Wait for me"), "toi": _("Mine"), "don-vi": _("Of my units")}
    return [
        {
            "label": label,
            "url": f"?xem={key}",
            "count": waiting if key == "cho" else "",
            "is_current": key == whose,
        }
        for key, label in labels.items()
    ]


def _shown(request: DeskRequest, row: Row) -> dict[str, Any]:
    state = TextState(row.page.text_state)
    edit = reverse("wagtailadmin_pages:edit", args=[row.page.pk])
    return {
        "row": row,
        "url": reverse("newsroom:step", args=[row.held.state.pk]) if row.held else edit,
        "edit_url": edit,
        "unit": request.rights.tree.name(row.page.unit_id),
        "look": "overdue" if row.is_overdue else LOOKS[state],
        "words": _("%(state)s, overdue") % {"state": state.label} if row.is_overdue else state.label,
    }


def _listing(request: DeskRequest, found: Iterable[Row], told: str) -> Listing:
    head = [_("Title"), _("Unit"), _("State"), _("Held by"), _("Since"), _("Due"), _("Overdue"), _("Author"), _("Address")]  # fmt: skip
    lines = [
        [
            row.page.draft_title,
            request.rights.tree.name(row.page.unit_id),
            str(TextState(row.page.text_state).label),
            row.held.names if row.held else "",
            clock.local(row.held.state.arrived_at).date() if row.held and row.held.state.arrived_at else None,
            row.page.due_on,
            _("yes") if row.is_overdue else "",
            row.page.owner.full_name if row.page.owner else "",
            row.page.url if row.page.live else "",
        ]
        for row in found
    ]
    name = f"tin-bai-{request.on.isoformat()}"
    return Listing(name=name, title=_("Texts on their way"), head=head, rows=lines, told=told)


@desk_view
def step(request: DeskRequest, pk: int) -> HttpResponse:
    """One text at a step: what it says, what it changes, its trail; the decision for who holds it."""
    state = _readable(request, pk)
    context = context_of(state, units=request.rights.tree, on=request.on)
    is_mine = state.status == TaskState.STATUS_IN_PROGRESS and may_take_step(
        request.rights,
        step=state.step,
        unit_id=unit_of(state, request.rights.tree),
        author_id=state.author_id,
    )
    form = form_for(state, context, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                decide(
                    state.pk,
                    said_in(form, row_number(request.POST.get("ban", "")) or 0),
                    by=request.user,
                    rights=request.rights,
                    at=request.at,
                )
                messages.success(request, done_words(form))
                return HttpResponseRedirect(reverse("newsroom:text-list"))
        except Incomplete as missing:
            form.add_error(missing.field if missing.field in form.fields else None, str(missing))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("newsroom:step", args=[pk]))
        status = 422
    context |= {
        "decision": form if is_mine else None,
        "is_over": state.status != TaskState.STATUS_IN_PROGRESS,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[context["page"].pk]),
        "crumbs": [
            {"label": _("Texts on their way"), "url": reverse("newsroom:text-list")},
            {"label": context["page"].title, "url": ""},
        ],
    }
    return render(request, "newsroom/approval/step.html", context, status=status)


@desk_view
def step_preview(request: DeskRequest, pk: int) -> HttpResponse:
    """The version that waits, as readers will see it."""
    state = _readable(request, pk)
    return preview(request, state.workflow_state.content_object.get_latest_revision_as_object())


def _readable(request: DeskRequest, pk: int) -> StepState:
    """The step, for the people of its unit and those above; nobody else learns that it exists."""
    state = step_for(pk)
    if state is None or not may_correct(request.rights, unit_of(state, request.rights.tree)):
        raise Http404
    return state
