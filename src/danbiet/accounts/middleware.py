"""Sees browsers that are signed in, and leads who needs a second factor to setting one up."""

from __future__ import annotations

from collections.abc import Callable

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit import clock

from .actions.sessions import begin_session, see_session
from .calc.devices import device_of, network_of
from .enums import SEEN
from .models import User
from .queries import with_factor
from .registry import must_have_factor

MUST = "danbiet_must"
EVERY = 300  # seconds between two notes of a browser: one small write, and no query on the pages between
ROOMS = (
    "/ban-lam-viec/",
    "/soan-tin/",
)  # public pages never look at a session: they are the same for everybody
OWN = ("/tai-khoan/", "/doi-mat-khau/")


class SessionsMiddleware:
    """Every few minutes a signed-in browser is written down, and whether its owner still lacks a second factor they must have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info.removeprefix("/en")
        is_in = settings.SESSION_COOKIE_NAME in request.COOKIES and path.startswith(ROOMS + OWN)
        user = request.user if is_in else None
        if isinstance(user, User) and self._must(request, user) and path.startswith(ROOMS):
            messages.warning(
                request,
                _("Your role needs a second factor. Set one up here; your work is waiting behind it."),
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)

    def _must(self, request: HttpRequest, user: User) -> bool:
        at = clock.now()
        second = int(at.timestamp())
        if abs(second - request.session.get(SEEN, 0)) > EVERY:
            note_session(request, user)
        elif request.session.get(MUST):  # asked again at each page until it is there
            request.session[MUST] = lacks_factor(user)
        return bool(request.session.get(MUST))


def note_session(request: HttpRequest, user: User) -> None:
    """Write the browser down now: at signing in, and every few minutes after."""
    at, key = clock.now(), request.session.session_key
    request.session[SEEN], request.session[MUST] = int(at.timestamp()), lacks_factor(user)
    if key is not None and not see_session(key, at=at):
        device = device_of(request.META.get("HTTP_USER_AGENT", ""))
        address = get_client_ip_address(request) if request.META.get("REMOTE_ADDR") else ""
        begin_session(user, key, device=device, network=network_of(address or ""), at=at)


def lacks_factor(user: User) -> bool:
    """Whether the person must have a second factor and has none yet."""
    return must_have_factor(user, clock.today()) and not with_factor([user.pk])


def on_signed_in(sender: object, request: HttpRequest, user: User, **_more: object) -> None:
    """A browser has just been signed in (a receiver of Django's signal)."""
    note_session(request, user)
