"""The way to a provider of identity and back (OpenID Connect): who came is known afterwards, and no session is opened.

What has to be remembered on the way there and back is in a signed cookie of ten minutes that is sent to one folder alone. Each part
makes its own journey: cookie, folder and the address one comes back to.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

MINUTES = 10
TIMEOUT = 10  # seconds
SCOPE = "openid profile email phone"
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
KNOWN_FOR = 3600  # seconds the provider's own addresses and keys are believed


class NotVouched(Exception):
    """The provider did not say who it is, or said it in a way that proves nothing."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider said about whoever signed in there, "" for what it did not say or has not checked itself.

    `subject`: who it is, the same at every return, for this provider only. `birth`: an ISO day.
    """

    subject: str
    name: str = ""
    phone: str = ""
    email: str = ""
    birth: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """A part's way there and back: its cookie, the salt of its signature, the folder it is sent to, the path one comes back to."""

    cookie: str
    salt: str
    folder: str
    back: str

    def leave(self, **more: str) -> HttpResponse:
        """To the provider; `more` is carried to the return. NotVouched: the provider is away, or not to be trusted."""
        way = {
            **more,
            "state": secrets.token_urlsafe(24),
            "nonce": secrets.token_urlsafe(24),
            "verifier": secrets.token_urlsafe(48),
        }
        with self._client() as client:
            address, _state = client.create_authorization_url(
                provider()["authorization_endpoint"], state=way["state"], nonce=way["nonce"], code_verifier=way["verifier"]
            )  # fmt: skip
        answer = HttpResponseRedirect(address)
        remember(answer, self.cookie, signing.dumps(way, salt=self.salt), path=self.folder)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def arrive(
        self, request: HttpRequest, *, wanted: Sequence[str] = ("name",)
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """The claims the provider made, its signature and addressee checked, and what was carried from `leave`.

        `wanted`: claims asked for at the provider's other address where its token has none of one of them.
        NotVouched: no journey of this browser, an answer to another one, a word that proves nothing.
        """
        try:
            way = signing.loads(request.COOKIES.get(self.cookie, ""), salt=self.salt, max_age=MINUTES * 60)
        except signing.BadSignature as trouble:
            raise NotVouched("no way back") from trouble
        return self._checked(request, way, wanted), way

    def end(self, answer: HttpResponse) -> None:
        """Forget the journey: a return counts once."""
        answer.delete_cookie(self.cookie, path=self.folder)
        answer.headers["Cache-Control"] = "no-store"

    def _checked(self, request: HttpRequest, way: Mapping[str, str], wanted: Sequence[str]) -> dict[str, Any]:
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
            with self._client() as client:
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
                if "userinfo_endpoint" in known and not all(said.get(name) for name in wanted):
                    more = client.get(known["userinfo_endpoint"], timeout=TIMEOUT).json()
                    if more.get("sub") == said["sub"]:
                        said = {**more, **said}
        except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as trouble:
            raise NotVouched(type(trouble).__name__) from trouble
        return said

    def _client(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            settings.DANBIET_OIDC_CLIENT,
            settings.DANBIET_OIDC_SECRET,
            scope=SCOPE,
            redirect_uri=f"{settings.DANBIET_BASE_URL}{self.back}",
            code_challenge_method="S256",
            default_timeout=TIMEOUT,
        )


def claims_in(said: Mapping[str, Any]) -> Claims:
    """What of the claims is taken over. Only what the provider itself has checked counts as a contact."""
    return Claims(
        subject=str(said.get("sub") or ""),
        name=" ".join(str(said.get("name") or "").split())[:120],
        phone=str(said.get("phone_number") or "")[:20] if said.get("phone_number_verified") else "",
        email=str(said.get("email") or "")[:200] if said.get("email_verified") else "",
        birth=str(said.get("birthdate") or "")[:10],
    )


def remember(answer: HttpResponse, name: str, value: str, *, path: str, minutes: int = MINUTES) -> None:
    """A cookie that scripts do not see and that is sent to one folder alone."""
    answer.set_cookie(
        name, value, max_age=minutes * 60, path=path, httponly=True, samesite="Lax",
        secure=settings.DANBIET_BASE_URL.startswith("https:"),
    )  # fmt: skip


def provider() -> dict[str, Any]:
    """The provider's own addresses, asked for once an hour. NotVouched: away, or not the one that was set."""
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
