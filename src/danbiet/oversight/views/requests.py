"""Requests about personal data: the list, a new one, what is held, erasing it, the answer as a Word document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danbiet.exports.render import render_report
from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.views import DeskRequest, desk_view, found, must, said_no

from .. import permissions as may
from ..actions import requests as act
from ..enums import RequestKind
from ..forms import OutcomeForm, RequestForm
from ..models import SubjectRequest
from ..queries import requests as ask
from ..queries.papers import answer_paper

PER_PAGE = 50
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@desk_view
def request_list(request: DeskRequest) -> HttpResponse:
    """Open requests by the day they are due; `?xem=xong` those answered; `?tai=` what is shown as a file."""
    _must(request)
    is_done = request.GET.get("xem") == "xong"
    found = ask.requests(is_done=is_done)
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing(found[: MOST_ROWS + 1], request, is_done=is_done))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(one, *_state(one, request)) for one in page],
        "tabs": [
            {"label": _("Open"), "url": "?", "count": "", "is_current": not is_done},
            {"label": _("Answered"), "url": "?xem=xong", "count": "", "is_current": is_done},
        ],
        "crumbs": [{"label": _("Requests about personal data"), "url": ""}],
    }
    return render(request, "oversight/requests.html", context)


def _listing(rows: Iterable[SubjectRequest], request: DeskRequest, *, is_done: bool) -> Listing:
    """As on the page: nothing of the person is in it."""
    cells = [
        [one.pk, one.get_kind_display(), one.outcome, one.asked_at, one.due_on, _state(one, request)[1]]
        for one in rows
    ]
    return Listing(
        name=f"yeu-cau-du-lieu-{request.on.isoformat()}", title=_("Requests about personal data"),
        told=_("Answered") if is_done else _("Open"), rows=cells,
        head=[_("Request"), _("What is wanted"), _("Answer"), _("Asked"), _("Due"), _("State")],
    )  # fmt: skip


@desk_view
def request_new(request: DeskRequest) -> HttpResponse:
    """Take a request from a person who shows who they are."""
    _must(request)
    form = RequestForm(request.POST or None, auto_id="yc-%s")
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = act.take_request(
                told["kind"],
                proof=told["proof"],
                person=form.person(),
                wish=told["wish"],
                by=request.user,
                at=request.at,
            )
        except act.RequestRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken. Two working days run from now."))
            return HttpResponseRedirect(reverse("oversight:request", args=[made.pk]))
    context = {"form": form, "crumbs": [_home(), {"label": _("New request"), "url": ""}]}
    return render(request, "oversight/request_new.html", context, status=422 if form.errors else 200)


@desk_view
def request_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One request, and its answer."""
    _must(request)
    row = found(ask.request_for(pk))
    form = OutcomeForm(request.POST or None, auto_id="tl-%s")
    if request.method == "POST" and form.is_valid():
        try:
            act.answer_request(pk, outcome=form.cleaned_data["outcome"], by=request.user, at=request.at)
        except act.RequestRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The request has been answered."))
            return HttpResponseRedirect(reverse("oversight:request-list"))
    return render(
        request, "oversight/request.html", _context(request, row, form), status=422 if form.errors else 200
    )


@require_POST
@desk_view
def request_look(request: DeskRequest, pk: int) -> HttpResponse:
    """Show what all parts hold about the person. Each look is recorded, without the data."""
    _must(request)
    row = found(ask.request_for(pk))
    held = ask.held_about(ask.person_of(row))
    try:
        act.note_looked(
            pk, {key: len(things) for key, _label, things in held}, by=request.user, at=request.at
        )
    except act.RequestRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("oversight:request", args=[pk]))
    context = {**_context(request, row, OutcomeForm(auto_id="tl-%s")), "held": held, "has_looked": True}
    return render(request, "oversight/request.html", context)


@require_POST
@desk_view
def request_erase(request: DeskRequest, pk: int) -> HttpResponse:
    """Erase the things that were ticked."""
    _must(request)
    found(ask.request_for(pk))
    refs = [(key, ref) for key, _sign, ref in (one.partition(":") for one in request.POST.getlist("xoa"))]
    if not refs:
        messages.error(request, _("Tick what is to be erased."))
        return HttpResponseRedirect(reverse("oversight:request", args=[pk]))
    try:
        count = act.erase_held(pk, refs, by=request.user, at=request.at)
    except act.RequestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Erased for good: %(count)s. Now write the answer.") % {"count": count})
    return HttpResponseRedirect(reverse("oversight:request", args=[pk]))


@require_POST
@desk_view
def request_paper(request: DeskRequest, pk: int) -> HttpResponse:
    """The answer as a Word document, with what is held now. It is kept nowhere."""
    _must(request)
    row = found(ask.request_for(pk))
    held = ask.held_about(ask.person_of(row))
    if row.done_at is None:
        act.note_looked(
            pk, {key: len(things) for key, _label, things in held}, by=request.user, at=request.at
        )
    content = render_report(answer_paper(row, held, units=request.rights.tree, on=request.on))
    return word(content, name=f"tra-loi-yeu-cau-{row.pk}.docx")


def word(content: bytes, *, name: str) -> HttpResponse:
    """A Word document to be saved."""
    answer = HttpResponse(content, content_type=WORD_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _context(request: DeskRequest, row: SubjectRequest, form: OutcomeForm) -> dict[str, Any]:
    look, state = _state(row, request)
    return {
        "row": row, "look": look, "state": state, "form": form if row.done_at is None else None,
        "is_erasure": row.kind == RequestKind.ERASE, "crumbs": [_home(), {"label": f"#{row.pk}", "url": ""}],
    }  # fmt: skip


def _state(row: SubjectRequest, request: DeskRequest) -> tuple[str, str]:
    if row.done_at is not None:
        return "done", _("answered late") if ask.is_late(row, request.on) else _("answered")
    return ("overdue", _("late")) if ask.is_late(row, request.on) else ("waiting", _("open"))


def _must(request: DeskRequest) -> None:
    must(
        may.may_handle_privacy(request.rights),
        _("Only the province's reform office answers requests about personal data."),
    )


def _home() -> dict[str, Any]:
    return {"label": _("Requests about personal data"), "url": reverse("oversight:request-list")}
