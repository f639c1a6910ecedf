"""A real OpenID provider on this machine: authlib's own server parts behind a small WSGI server. Whoever comes is Trần Văn Hỏi."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from authlib.integrations.django_oauth2.requests import DjangoOAuth2Request
from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from django.core.handlers.wsgi import WSGIRequest
from joserfc.jwk import KeySet, RSAKey

from danbiet.accounts.views import provider as provider_views

CLIENT, SECRET = "danbiet", "a secret of the two"


@dataclass
class Client(ClientMixin):
    """This site, as the provider knows it."""

    redirect_uri: str
    client_id: str = CLIENT

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code that was handed out and not come back yet."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@dataclass
class Provider(AuthorizationServer):
    """`says`: the claims about whoever signs in; `lies`: claims of the token that are changed before it is signed."""

    issuer: str
    client: Client
    says: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    key: RSAKey = field(
        default_factory=lambda: RSAKey.generate_key(
            2048, parameters={"kid": "k1", "use": "sig", "alg": "RS256"}
        )
    )
    shown_key: RSAKey | None = None

    def __post_init__(self) -> None:
        super().__init__()
        self.register_token_generator("default", BearerTokenGenerator(lambda *_a, **_k: "access-of-hoi"))
        provider = self

        class Grant(grants.AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

            def save_authorization_code(self, code: str, request: Any) -> None:
                data = request.payload.data
                provider.codes[code] = Code(
                    code,
                    data["redirect_uri"],
                    data["scope"],
                    data.get("nonce", ""),
                    data["code_challenge"],
                    data["code_challenge_method"],
                )

            def query_authorization_code(self, code: str, client: Any) -> Code | None:
                return provider.codes.get(code)

            def delete_authorization_code(self, authorization_code: Code) -> None:
                del provider.codes[authorization_code.code]

            def authenticate_user(self, authorization_code: Code) -> str:
                return "hoi-1"

        class OpenID(OpenIDCode):
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return False

            def resolve_client_private_key(self, client: Any) -> Any:
                return provider.key

            def get_client_claims(self, client: Any) -> dict[str, Any]:
                now = int(time.time())
                return {"iss": provider.issuer, "aud": [CLIENT], "iat": now, "exp": now + 300}

            def get_client_algorithm(self, client: Any) -> str:
                return "RS256"

            def get_encode_header(self, client: Any) -> dict[str, Any]:
                return {"alg": "RS256", "kid": "k1"}

            def generate_user_info(self, user: Any, scope: str) -> UserInfo:
                return UserInfo({"sub": "hoi-1", **provider.says, **provider.lies})

        self.register_grant(Grant, [OpenID(require_nonce=True), CodeChallenge(required=True)])

    def query_client(self, client_id: str) -> Client | None:
        return self.client if client_id == CLIENT else None

    def save_token(self, token: Any, request: Any) -> None:
        return

    def create_oauth2_request(self, request: Any) -> Any:
        return DjangoOAuth2Request(request)

    def handle_response(
        self, status: int, payload: Any, headers: Any
    ) -> tuple[int, Any, list[tuple[str, str]]]:
        return status, payload, list(headers)

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        return

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path = environ["PATH_INFO"]
        if path == "/.well-known/openid-configuration":
            status, body, headers = 200, self._configuration(), []
        elif path == "/keys":
            status, body, headers = 200, KeySet([self.shown_key or self.key]).as_dict(private=False), []
        elif path == "/authorize":
            request = WSGIRequest(environ)
            grant = self.get_consent_grant(request, end_user="hoi-1")
            status, body, headers = self.create_authorization_response(
                request, grant_user="hoi-1", grant=grant
            )
        elif path == "/token":
            status, body, headers = self.create_token_response(WSGIRequest(environ))
        else:
            status, body, headers = 404, {}, []
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        start_response(f"{status} X", [*headers, ("Content-Length", str(len(content)))])
        return [content]

    def _configuration(self) -> dict[str, str]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize", "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def provider_for(back: str) -> Iterator[Provider]:
    """A provider that answers on a port of its own while the block runs, and sends people back to this address."""
    made: list[Provider] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: made[0](environ, start), handler_class=_Quiet)
    made.append(Provider(f"http://127.0.0.1:{server.server_port}", Client(back)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield made[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(address.partition("?")[2]).items()}


@contextmanager
def set_up(
    settings: Any, monkeypatch: pytest.MonkeyPatch, *, site: str, back: str, says: dict[str, Any]
) -> Iterator[Provider]:
    """The provider with this site known to it, and known to this site, until the end of the block."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # it speaks plain HTTP on this machine
    provider_views._described.cache_clear()
    with provider_for(f"{site}{back}") as made:
        made.says = dict(says)
        settings.DANBIET_BASE_URL = site
        settings.DANBIET_OIDC_ISSUER, settings.DANBIET_OIDC_CLIENT = made.issuer, CLIENT
        settings.DANBIET_OIDC_SECRET, settings.DANBIET_OIDC_NAME = SECRET, "VNeID thử"
        yield made
    provider_views._described.cache_clear()
