"""The mail folder, read in the browser: what was written, what has gone, what waits. For development and demonstration."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_of
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.permissions import is_province_office
from danbiet.org.views import DeskRequest, desk_view
from danbiet.outbox import queries as ask

PER_PAGE = 30


@require_safe
@desk_view
def mail_list(request: DeskRequest) -> HttpResponse:
    """Messages, newest first, and the files of the development folder. Only for the province's reform office."""
    _only_office(request)
    text = request.GET.get("q", "").strip()
    is_waiting = request.GET.get("tinh-trang") == "cho"
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing(text, is_waiting=is_waiting))
    context = {
        "page": Paginator(ask.messages(text=text, is_waiting=is_waiting), PER_PAGE).get_page(
            request.GET.get("trang")
        ),
        "q": text,
        "is_waiting": is_waiting,
        "setting": ask.mail_setting(is_tried=False),
        "files": ask.mail_files(limit=20),
        "crumbs": [{"label": _("Mail"), "url": ""}],
    }
    return render(request, "portal/mail_list.html", context)


@require_safe
@desk_view
def mail_message(request: DeskRequest, pk: int) -> HttpResponse:
    """One message in full."""
    _only_office(request)
    message = ask.message(pk)
    if message is None:
        raise Http404
    context = {
        "message": message,
        "crumbs": [
            {"label": _("Mail"), "url": reverse("portal:mail-list")},
            {"label": message.subject, "url": ""},
        ],
    }
    return render(request, "portal/mail_message.html", context)


def _listing(text: str, *, is_waiting: bool) -> Listing:
    head = [_("Subject"), _("Addressed to"), _("Written"), _("Sent"), _("Attempts")]
    found = ask.messages(text=text, is_waiting=is_waiting)[: MOST_ROWS + 1]
    cells = [[one.subject, one.to_address, one.created_at, one.sent_at, one.attempts] for one in found]
    told = told_of([(_("Keywords"), text), (_("State"), _("waiting") if is_waiting else "")])
    return Listing(name="thu-dien-tu", title=_("Mail"), head=head, rows=cells, told=told)


def _only_office(request: DeskRequest) -> None:
    # A 404 and not a 403: other people's mail is nobody's business, not even that it exists.
    if not settings.DANBIET_MAIL_READER or not is_province_office(request.rights):
        raise Http404
