"""The intake desk's other lists: people to call back, requests for one's own data."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit import clock
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import calling, intake
from ..actions.refusals import QuestionRefusal
from ..enums import DataRequestKind, State
from ..forms.intake import CalledForm, OutcomeForm
from ..models import CallBack, DataRequest
from ..queries import doors
from ..queries.askers import asker_of
from ..queries.desk_lists import call_backs, data_copy, data_requests
from .desk_doors import crumbs, on_form
from .desk_words import moment

PER_PAGE = 30


@require_safe
@desk_view
def call_back_list(request: DeskRequest) -> HttpResponse:
    """Who is to be called because they left only a telephone; oldest first. `?xem=xong`: calls made. `?tai=` what is shown as a
    file; that it was taken is recorded, because it holds names and telephone numbers."""
    must(may.may_enter_intake(request.rights), _("Only the intake desk sees whom to call."))
    is_done = request.GET.get("xem") == "xong"
    found = call_backs(request.rights, is_done=is_done)
    if kind := kind_asked(request):
        lines = [_call(one) for one in found[: MOST_ROWS + 1]]
        calling.list_taken(min(len(lines), MOST_ROWS), kind=kind, by=request.user, at=request.at)
        return list_answer(request, kind, _calls_listing(lines, request, is_done=is_done))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page, "rows": [_call(one) for one in page], "is_done": is_done, "form": CalledForm(),
        "tabs": [
            {"label": _("To be called"), "url": "?", "count": "", "is_current": not is_done},
            {"label": _("Called"), "url": "?xem=xong", "count": "", "is_current": is_done},
        ],
        "crumbs": crumbs(here=_("People to call")),
    }  # fmt: skip
    return render(request, "questions/desk/call_backs.html", context)


def notice_words() -> dict[str, str]:
    """What a call is about, by the kind of notice."""
    return {
        "received": _("tell them the question was received and its code"), "info_wanted": _("ask for what is missing"),
        "update": _("tell them how far it is"), "extended": _("tell them the new date"),
        "answered": _("read them the answer"), "refused": _("tell them which door is the right one"),
        "duplicate": _("read them the answer that was given before"), "merged": _("tell them it was joined with another question"),
        "reopened": _("tell them it was reopened"), "withdrawn": _("tell them it was withdrawn"),
        "joined_private": _("tell them that the answer they waited for is not public and that they can ask again"),
        "joined_ended": _("tell them that there will be no answer and that they can ask again"),
        "taken_up": _("tell them it is handled after all"), "on_air": _("tell them when it goes on air"), "aired": _("tell them when it goes on air"),
        "data_done": _("tell them their data were sent or erased"),
    }  # fmt: skip


def _call(one: CallBack) -> dict[str, Any]:
    asker = getattr(one.question, "asker", None)
    return {
        "pk": one.pk, "code": one.question.code, "subject": one.question.subject,
        "url": reverse("questions:question-desk", args=[one.question_id]),
        "name": asker.name if asker else "", "phone": asker.phone if asker else "",
        "why": notice_words().get(one.notice.kind, _("tell them what is new")), "since": one.created_at,
        "done_at": one.done_at, "done_by": one.done_by.full_name if one.done_by else "", "note": one.note, "tries": one.tries,
    }  # fmt: skip


def _calls_listing(lines: list[dict[str, Any]], request: DeskRequest, *, is_done: bool) -> Listing:
    head = [
        _("Telephone"), _("Name"), _("Code"), _("Question"), _("Why"), _("Since"), _("Calls tried"), _("What came of it"),
        *((_("Called"), _("Called by")) if is_done else ()),
    ]  # fmt: skip
    rows = [
        [
            one["phone"], one["name"], one["code"], one["subject"], capfirst(one["why"]), one["since"], one["tries"], one["note"],
            *((one["done_at"], one["done_by"]) if is_done else ()),
        ]
        for one in lines
    ]  # fmt: skip
    return Listing(
        name=f"goi-lai-{request.on.isoformat()}", title=_("People to call"), head=head, rows=rows,
        told=_("Called") if is_done else _("To be called"),
    )  # fmt: skip


@desk_view
@require_POST
def call_back_done(request: DeskRequest, pk: int) -> HttpResponse:
    """The call was made (`viec=xong`), or nobody answered (`viec=khong`)."""
    must(may.may_enter_intake(request.rights))
    found = call_backs(request.rights, is_done=False).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = CalledForm(request.POST)
    form.is_valid()
    said = form.cleaned_data.get("note", "")
    try:
        if request.POST.get("viec") == "khong":
            calling.tried(pk, said, by=request.user, at=request.at)
            messages.success(request, _("Kept: nobody answered. It stays on the list."))
        else:
            calling.called(pk, said, by=request.user, at=request.at)
            messages.success(request, _("Kept: the call was made."))
    except QuestionRefusal as refusal:
        said_no(request, refusal)
    return HttpResponseRedirect(reverse("questions:call-back-list"))


@require_safe
@desk_view
def data_list(request: DeskRequest) -> HttpResponse:
    """Requests to see or erase one's data, by the day they are due. `?xem=xong`: those answered. `?tai=` the same as a file."""
    must(may.may_see_data_requests(request.rights), _("Only the intake desk answers requests for data."))
    is_done = request.GET.get("xem") == "xong"
    found = data_requests(request.rights, is_done=is_done)
    if kind := kind_asked(request):
        lines = [_wanted(one, request) for one in found[: MOST_ROWS + 1]]
        return list_answer(request, kind, _data_listing(lines, request, is_done=is_done))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page, "rows": [_wanted(one, request) for one in page], "is_done": is_done,
        "tabs": [
            {"label": _("Open"), "url": "?", "count": "", "is_current": not is_done},
            {"label": _("Answered"), "url": "?xem=xong", "count": "", "is_current": is_done},
        ],
        "crumbs": crumbs(here=_("Requests for data")),
    }  # fmt: skip
    return render(request, "questions/desk/data_list.html", context)


def _wanted(one: DataRequest, request: DeskRequest) -> dict[str, Any]:
    is_late = one.done_at is None and one.due_on < request.on
    return {
        "pk": one.pk, "code": one.question.code, "kind": str(DataRequestKind(one.kind).label), "asked_at": one.asked_at,
        "due_on": one.due_on, "look": "done" if one.done_at else "overdue" if is_late else "waiting",
        "state": _("answered") if one.done_at else _("late") if is_late else _("open"), "outcome": one.outcome,
        "done_by": one.done_by.full_name if one.done_by else "", "done_at": one.done_at,
    }  # fmt: skip


def _data_listing(lines: list[dict[str, Any]], request: DeskRequest, *, is_done: bool) -> Listing:
    head = [_("Question"), _("What is wanted"), _("Asked"), _("Due"), _("State"), _("Answer")]
    rows = [
        [one["code"], one["kind"], one["asked_at"], one["due_on"], one["state"], one["outcome"]]
        for one in lines
    ]
    return Listing(
        name=f"xin-du-lieu-{request.on.isoformat()}", title=_("Requests for data"), head=head, rows=rows,
        told=_("Answered") if is_done else _("Open"),
    )  # fmt: skip


@desk_view
def data_request(request: DeskRequest, pk: int) -> HttpResponse:
    """One request: what is kept about the asker, to hand over or to erase; `?tai=json` the copy as a file."""
    found = doors.data_request_for(request.rights, pk)
    if found is None:
        raise Http404
    question = found.question
    if request.GET.get("tai") == "json":
        return _copy(found)
    form = OutcomeForm(request.POST or None, auto_id="dl-%s")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                intake.fulfil_data_request(
                    pk, outcome=form.cleaned_data["outcome"], by=request.user, at=request.at
                )
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                messages.success(request, _("The request has been answered."))
                return HttpResponseRedirect(reverse("questions:data-list"))
        status = 422
    context = {
        "wanted": _wanted(found, request), "question": question, "asker": asker_of(question),
        "state": str(State(question.state).label), "is_erasure": found.kind == DataRequestKind.ERASURE,
        "form": form if found.done_at is None else None,
        "crumbs": crumbs((_("Requests for data"), reverse("questions:data-list")), here=question.code),
    }  # fmt: skip
    return render(request, "questions/desk/data_request.html", context, status=status)


def _copy(found: DataRequest) -> HttpResponse:
    """Everything kept about who asked, as a file both people and programs can read."""
    told = data_copy(found.question, labels=_labels(), kinds=notice_words(), moment=moment)
    answer = HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
    )
    day = clock.local(found.asked_at).date().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="du-lieu-{found.question.code}-{day}.json"'
    return answer


def _labels() -> dict[str, str]:
    return {
        "code": _("code"), "received": _("received"), "channel": _("channel"), "name": _("name"), "phone": _("telephone"),
        "email": _("mail"), "address": _("address"), "subject": _("subject"), "text": _("text"),
        "original": _("words in the asker's language"), "consents": _("consents"), "messages": _("messages"), "files": _("files"),
        "told": _("what was sent to the asker"), "rating": _("rating"), "rating_reason": _("reason of the rating"),
        "may_publish": _("the text may be published"), "may_name": _("the asker may be named"), "may_air": _("may go on air"),
        "at": _("time"), "from": _("written by"), "asker": _("Asker"), "desk": _("Agency or intake desk"), "kind": _("about"),
        "way": _("sent by"), "mail": _("mail"), "sms": _("message to the telephone"), "call": _("telephone"), "none": "",
    }  # fmt: skip
