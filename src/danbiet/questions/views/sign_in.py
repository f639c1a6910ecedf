"""Signing in at the province's provider before asking (OpenID Connect): fills in name and contact, opens no session.

What has to be remembered on the way there and back is in a signed cookie of ten minutes that is sent to these addresses
alone; what the provider said reaches the form in another one, read once.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.org.views import from_home

from . import public_words as say

log = logging.getLogger("danbiet.questions")
WAY_COOKIE, SAID_COOKIE = "danbiet_duong_ve", "danbiet_dinh_danh"
WAY_SALT, SAID_SALT = "danbiet.questions.oidc.way", "danbiet.questions.oidc.said"
MINUTES = 10
TIMEOUT = 10
SCOPE = "openid profile email phone"
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
KNOWN_FOR = 3600  # seconds the provider's own addresses and keys are believed


class NotVouched(Exception):
    """The provider did not say who it is, or said it in a way that proves nothing."""


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
    way = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
    }
    try:
        with _client() as client:
            address, _state = client.create_authorization_url(
                provider()["authorization_endpoint"], state=way["state"], nonce=way["nonce"], code_verifier=way["verifier"]
            )  # fmt: skip
    except NotVouched as trouble:
        return _failed(request, trouble)
    answer = HttpResponseRedirect(address)
    _remember(answer, WAY_COOKIE, signing.dumps(way, salt=WAY_SALT), path=reverse("questions:sign-in"))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Back from the provider: its word is checked, then the form is shown with it filled in."""
    if not settings.DANBIET_OIDC_ISSUER:
        raise Http404
    try:
        way = signing.loads(request.COOKIES.get(WAY_COOKIE, ""), salt=WAY_SALT, max_age=MINUTES * 60)
        vouched = _checked(request, way)
    except signing.BadSignature:
        return _failed(request, NotVouched("no way back"))
    except NotVouched as trouble:
        return _failed(request, trouble)
    form = reverse("questions:ask")
    answer = HttpResponseRedirect(form, status=303)
    _remember(answer, SAID_COOKIE, vouched.token, path=form)
    answer.delete_cookie(WAY_COOKIE, path=reverse("questions:sign-in"))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _checked(request: HttpRequest, way: dict[str, str]) -> Vouched:
    from authlib.common.errors import AuthlibBaseError
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet
    from requests import RequestException

    code = request.GET.get("code", "")
    if not code or not constant_time_compare(request.GET.get("state", ""), way["state"]):
        error = request.GET.get("error", "")[:40]
        raise NotVouched(error if error.isascii() and error.replace("_", "").isalpha() else "state")
    known = provider()
    try:
        with _client() as client:
            token = client.fetch_token(known["token_endpoint"], code=code, code_verifier=way["verifier"])
            keys = KeySet.import_key_set(cast(Any, _fetched(known["jwks_uri"])))
            decoded = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
            params = {
                "nonce": way["nonce"],
                "client_id": settings.DANBIET_OIDC_CLIENT,
                "access_token": token.get("access_token"),
            }
            claims = CodeIDToken(
                decoded.claims, decoded.header, params=params,
                options={"iss": {"essential": True, "value": settings.DANBIET_OIDC_ISSUER},
                         "aud": {"essential": True, "value": settings.DANBIET_OIDC_CLIENT}},
            )  # fmt: skip
            claims.validate(now=int(time.time()), leeway=60)
            said = dict(claims)
            if "userinfo_endpoint" in known and not said.get("name"):
                more = client.get(known["userinfo_endpoint"], timeout=TIMEOUT).json()
                if more.get("sub") == said["sub"]:
                    said = {**more, **said}
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as trouble:
        raise NotVouched(type(trouble).__name__) from trouble
    return _vouched(said)


def _vouched(said: dict[str, Any]) -> Vouched:
    """Only what the provider itself has checked counts as a contact."""
    name = " ".join(str(said.get("name") or "").split())[:120]
    if not name:
        raise NotVouched("name")
    phone = str(said.get("phone_number") or "")[:20] if said.get("phone_number_verified") else ""
    email = str(said.get("email") or "")[:200] if said.get("email_verified") else ""
    return Vouched(settings.DANBIET_OIDC_NAME[:40], name, phone, email)


def provider() -> dict[str, Any]:
    """The provider's own addresses, asked for once an hour."""
    return _described(settings.DANBIET_OIDC_ISSUER, int(time.monotonic()) // KNOWN_FOR)


@lru_cache(maxsize=4)
def _described(issuer: str, _hour: int) -> dict[str, Any]:
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1"):
        raise NotVouched("not https")
    found = _fetched(f"{issuer}/.well-known/openid-configuration")
    if found.get("issuer") != issuer or not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= set(
        found
    ):
        raise NotVouched("configuration")
    return found


def _fetched(address: str) -> dict[str, Any]:
    import requests

    try:
        answer = requests.get(address, timeout=TIMEOUT)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as trouble:
        raise NotVouched(type(trouble).__name__) from trouble
    if not isinstance(found, dict):
        raise NotVouched("answer")
    return found


def _client() -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        settings.DANBIET_OIDC_CLIENT,
        settings.DANBIET_OIDC_SECRET,
        scope=SCOPE,
        redirect_uri=say.full(reverse("questions:signed-in")),
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )


def _remember(answer: HttpResponse, name: str, value: str, *, path: str) -> None:
    answer.set_cookie(
        name, value, max_age=MINUTES * 60, path=path, httponly=True, samesite="Lax",
        secure=settings.DANBIET_BASE_URL.startswith("https:"),
    )  # fmt: skip


def _failed(request: HttpRequest, trouble: NotVouched) -> HttpResponse:
    """Nobody is kept from asking because a provider is away."""
    log.warning("signing in at the provider failed: %s", trouble)
    answer = render(
        request,
        "questions/public/not_signed_in.html",
        {"name": settings.DANBIET_OIDC_NAME, "crumbs": from_home(say.archive_step(), _("Sign in"))},
        status=502,
    )
    answer.delete_cookie(WAY_COOKIE, path=reverse("questions:sign-in"))
    answer.headers["Cache-Control"] = "no-store"
    return answer
