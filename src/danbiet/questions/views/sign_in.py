"""Signing in at the province's provider before asking (OpenID Connect): fills in name and contact, opens no session.

The way there and back is `accounts`'; what the provider said reaches the form in a signed cookie, read once.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.accounts.views import Journey, NotVouched, claims_in, remember
from danbiet.org.views import from_home

from . import public_words as say

log = logging.getLogger("danbiet.questions")
WAY_COOKIE, SAID_COOKIE = "danbiet_duong_ve", "danbiet_dinh_danh"
WAY_SALT, SAID_SALT = "danbiet.questions.oidc.way", "danbiet.questions.oidc.said"


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a provider said about whoever signed in there."""

    provider: str
    name: str = ""
    phone: str = ""
    email: str = ""
    cookie: str = SAID_COOKIE

    def said(self) -> dict[str, str]:
        return {"name": self.name, "phone": self.phone, "email": self.email}

    @property
    def token(self) -> str:
        return signing.dumps({**self.said(), "provider": self.provider}, salt=SAID_SALT)

    def matches(self, cleaned: dict[str, Any]) -> bool:
        """Whether the form still says what the provider vouched for: the name, and a contact of theirs."""
        contacts = [
            (cleaned.get(key), value) for key, value in (("phone", self.phone), ("email", self.email))
        ]
        return cleaned.get("name") == self.name and any(given and given == own for given, own in contacts)


def vouched_in(token: str) -> Vouched | None:
    """What a form or cookie carries, if we wrote it within the hour."""
    try:
        said = signing.loads(token, salt=SAID_SALT, max_age=3600)
    except signing.BadSignature:
        return None
    return Vouched(**said)


def take_vouched(request: HttpRequest) -> Vouched | None:
    """What the provider said on the way here; the caller deletes the cookie."""
    return vouched_in(request.COOKIES.get(SAID_COOKIE, ""))


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """To the provider. What is remembered meanwhile is in the cookie, signed."""
    if not settings.DANBIET_OIDC_ISSUER:
        raise Http404
    try:
        return _journey().leave()
    except NotVouched as trouble:
        return _failed(request, trouble)


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Back from the provider: its word is checked, then the form is shown with it filled in."""
    if not settings.DANBIET_OIDC_ISSUER:
        raise Http404
    journey = _journey()
    try:
        said, _way = journey.arrive(request)
        vouched = _vouched(said)
    except NotVouched as trouble:
        return _failed(request, trouble)
    form = reverse("questions:ask")
    answer = HttpResponseRedirect(form, status=303)
    remember(answer, SAID_COOKIE, vouched.token, path=form)
    journey.end(answer)
    return answer


def _journey() -> Journey:
    return Journey(WAY_COOKIE, WAY_SALT, reverse("questions:sign-in"), reverse("questions:signed-in"))


def _vouched(said: dict[str, Any]) -> Vouched:
    """The name, and what the provider itself has checked as a contact; who it is stays there."""
    found = claims_in(said)
    if not found.name:
        raise NotVouched("name")
    return Vouched(settings.DANBIET_OIDC_NAME[:40], found.name, found.phone, found.email)


def _failed(request: HttpRequest, trouble: NotVouched) -> HttpResponse:
    """Nobody is kept from asking because a provider is away."""
    log.warning("signing in at the provider failed: %s", trouble)
    answer = render(
        request,
        "questions/public/not_signed_in.html",
        {"name": settings.DANBIET_OIDC_NAME, "crumbs": from_home(say.archive_step(), _("Sign in"))},
        status=502,
    )
    _journey().end(answer)
    return answer
