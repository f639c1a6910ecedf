"""The door of the editors' rooms (Wagtail's admin at /soan-tin/)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from wagtail.models import Page

from danbiet.kit import clock
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import rights_of

from .actions import keep_groups_in_step
from .actions.approving import lock_page
from .actions.refusals import Refused
from .calc.known_scripts import known_scripts
from .permissions import may_enter, with_rights

ROOMS = "/soan-tin/"
POLICY = "Content-Security-Policy"
# People, units and roles are kept on the desk (app org); languages, sites and passwords not here. Nothing of it opens.
# So stay Wagtail's lists for programs of every picture and file of everybody: no screen of the rooms asks them.
CLOSED = (
    "users/", "groups/", "sites/", "locales/", "account/", "password_reset/", "failwhale/", "test404/",
    "bulk/accounts/", "api/main/images/", "api/main/documents/",
)  # fmt: skip
OFFICE_ONLY = ("redirects/", "collections/", "workflows/", "reports/page-types-usage/")
READING = {"GET", "HEAD", "OPTIONS"}  # the interface for programs answers to nothing else
OPEN = ("jsi18n/", "sprite/")  # words and icons: the same for everybody


class EditorsDoorMiddleware:
    """Lets into /soan-tin/ who writes or approves somewhere, with the rights of the day; one POST is one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ROOMS):
            return self.get_response(request)
        place = request.path_info[len(ROOMS) :]
        if place.startswith(OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            wanted = (
                request.get_full_path()
                if request.method == "GET" and not place.startswith("login/")
                else ROOMS
            )
            return redirect_to_login(wanted)
        if place.startswith("login/"):
            return HttpResponseRedirect(ROOMS)
        response = self._answered(request)
        if (
            POLICY in response
        ):  # a preview is a page for readers, answered as such, and shown in a frame beside its form
            response[POLICY] = response[POLICY].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
            return response
        # django-csp writes the header from this: the rooms have a policy of their own (ADR 0015).
        response._csp_replace = _policy(response)  # type: ignore[attr-defined]
        return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Refuse (403) whoever has no business here or with the page the address names; say nothing more about it."""
        if not request.path_info.startswith(ROOMS) or not request.user.is_authenticated:
            return
        place = request.path_info[len(ROOMS) :]
        if place.startswith((*OPEN, "logout/")):
            return
        rights = rights_of(request.user, clock.today())
        if not may_enter(rights):
            raise PermissionDenied(gettext("Only editors and heads of units work in these rooms."))
        if place.startswith(CLOSED) or (place.startswith("api/") and request.method not in READING):
            raise Http404
        if place.startswith(OFFICE_ONLY) and not is_province_office(rights):
            raise PermissionDenied
        with_rights(request.user, rights)
        keep_groups_in_step(request.user, rights)
        if request.method == "POST" and "page_id" in kwargs:
            lock_page(kwargs["page_id"])
        _refuse_foreign_page(request, kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no form could foresee (someone was quicker; a bulk action on a page that needs words): a sentence,
        409, and nothing happened."""
        if not isinstance(exception, Refused) or not request.path_info.startswith(ROOMS):
            return None
        return render(request, "newsroom/approval/refused.html", {"reason": str(exception)}, status=409)


def _policy(response: HttpResponse) -> dict[str, list[str]]:
    """The rooms' policy; the lines that start a page's choosers and calendars are named in it one by one."""
    policy: dict[str, list[str]] = settings.DANBIET_EDITORS_CSP
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return policy
    scripts = known_scripts(response.content.decode(response.charset))
    return policy | {"script-src": [*policy["script-src"], *scripts]}


def _refuse_foreign_page(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Wagtail would lead back to the front page with a word about it; a page of another unit answers 403 instead."""
    for name in ("page_id", "page_to_move_id", "parent_page_id"):
        if name in kwargs:
            page = get_object_or_404(Page, pk=kwargs[name]).specific_deferred
            tester = page.permissions_for_user(request.user)
            if not (tester.can_edit() or getattr(tester, "is_section", page.is_root())):
                raise PermissionDenied
