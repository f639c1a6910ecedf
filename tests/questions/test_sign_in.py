"""Signing in at the province's provider, tried against a real one: name and contact are filled in, nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.test import Client
from joserfc.jwk import RSAKey
from tests.accounts.provider import CLIENT, Provider, query_of, set_up
from tests.factories import questions as make
from tests.questions import asking as do

from danbiet.accounts.models import User
from danbiet.accounts.views import provider as provider_views
from danbiet.questions.models import Asker, Question

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
BACK = "/hoi-dap/dinh-danh/ve/"
HOI = {
    "name": "Trần Văn Hỏi", "phone_number": "0912345678", "phone_number_verified": True, "email": "hoi@example.vn",
    "email_verified": True,
}  # fmt: skip


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with set_up(settings, monkeypatch, site=SITE, back=BACK, says=HOI) as made:
        yield made


@pytest.fixture
def people() -> make.Cast:
    return make.cast()


def to_provider(client: Client) -> str:
    """Where the provider is asked, as the browser would go there."""
    answer = client.get("/hoi-dap/dinh-danh/")
    assert answer.status_code == 302
    return str(answer["Location"])


def back(client: Client, address: str) -> Any:
    """The browser goes to the provider, signs in, and comes back to the site."""
    sent = requests.get(address, allow_redirects=False, timeout=5)
    assert sent.status_code == 302, sent.text
    assert sent.headers["Location"].startswith(f"{SITE}{BACK}")
    return client.get(sent.headers["Location"].removeprefix(SITE))


def test_whoever_signs_in_finds_name_and_contact_filled_in(
    client: Client, people: make.Cast, provider: Provider
) -> None:
    answer = back(client, to_provider(client))
    form = client.get(answer["Location"])

    html = form.content.decode()
    assert (answer.status_code, answer["Location"]) == (303, do.ASK)
    for value in ("Trần Văn Hỏi", "0912345678", "hoi@example.vn"):
        assert f'value="{value}"' in html
    assert "VNeID thử" in html


def test_question_sent_with_it_says_who_vouched_and_keeps_no_identifier(
    client: Client, people: make.Cast, provider: Provider
) -> None:
    form = client.get(back(client, to_provider(client))["Location"])

    do.send(client, phone="0912345678", email="hoi@example.vn", vouched=form.context["vouched"].token)

    asker = Asker.objects.get()
    assert (asker.name, asker.verified_by) == ("Trần Văn Hỏi", "VNeID thử")
    assert "hoi-1" not in str(vars(asker))
    assert not User.objects.filter(username__contains="hoi-1").exists()


@pytest.mark.parametrize("changed", [{"name": "Người Khác"}, {"phone": "0999999999", "email": ""}])
def test_what_was_changed_afterwards_is_vouched_for_by_nobody(
    client: Client, people: make.Cast, provider: Provider, changed: dict[str, str]
) -> None:
    form = client.get(back(client, to_provider(client))["Location"])

    do.send(
        client,
        **{
            "phone": "0912345678",
            "email": "hoi@example.vn",
            "vouched": form.context["vouched"].token,
            **changed,
        },
    )

    assert Asker.objects.get().verified_by == ""


def test_forged_word_of_a_provider_is_worth_nothing(
    client: Client, people: make.Cast, provider: Provider
) -> None:
    do.send(client, vouched="eyJuYW1lIjoiVHLhuqduIn0:1mXYZ:forged")

    assert Asker.objects.get().verified_by == ""


def test_no_session_is_opened_and_cookies_go_nowhere_else(
    client: Client, people: make.Cast, provider: Provider
) -> None:
    out = client.get("/hoi-dap/dinh-danh/")
    way = out.cookies["danbiet_duong_ve"]
    answer = back(client, out["Location"])
    said = answer.cookies["danbiet_dinh_danh"]
    form = client.get(answer["Location"])

    for cookie, path in ((way, "/hoi-dap/dinh-danh/"), (said, "/hoi-dap/hoi/")):
        assert (cookie["path"], cookie["max-age"], cookie["samesite"], bool(cookie["httponly"])) == (
            path,
            600,
            "Lax",
            True,
        )
    assert {"sessionid", "csrftoken"}.isdisjoint({*out.cookies, *answer.cookies, *form.cookies})
    assert answer.cookies["danbiet_duong_ve"]["max-age"] == 0  # used up
    assert form.cookies["danbiet_dinh_danh"]["max-age"] == 0  # read once


def test_provider_is_asked_with_proof_of_who_asks(client: Client, provider: Provider) -> None:
    asked = query_of(to_provider(client))

    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (
        CLIENT,
        "code",
        "S256",
    )
    assert asked["redirect_uri"] == f"{SITE}{BACK}"
    assert len(asked["state"]) >= 32
    assert len(asked["nonce"]) >= 32
    assert "openid" in asked["scope"]


def refused(client: Client, answer: Any) -> None:
    assert answer.status_code == 502
    assert "danbiet_dinh_danh" not in answer.cookies
    assert "/hoi-dap/hoi/" in answer.content.decode()  # one can ask all the same


def test_answer_to_somebody_elses_journey_is_refused(client: Client, provider: Provider) -> None:
    address = to_provider(client)

    refused(client, back(Client(), address))


def test_answer_without_the_state_is_refused(client: Client, provider: Provider) -> None:
    to_provider(client)

    refused(client, client.get(f"{BACK}?code=abc&state=other"))


def test_code_that_nobody_gave_is_refused(client: Client, provider: Provider) -> None:
    state = query_of(to_provider(client))["state"]

    refused(client, client.get(f"{BACK}?code=invented&state={state}"))


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://other.example"},
        {"aud": ["another-site"]},
        {"exp": 1},
        {"nonce": "another"},
        {"name": ""},
    ],
)
def test_token_that_is_for_somebody_else_old_or_says_nothing_is_refused(
    client: Client, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.lies = lie

    refused(client, back(client, to_provider(client)))


def test_token_signed_with_another_key_is_refused(client: Client, provider: Provider) -> None:
    provider.shown_key = RSAKey.generate_key(2048, parameters={"kid": "k1", "use": "sig", "alg": "RS256"})

    refused(client, back(client, to_provider(client)))


def test_mail_the_provider_has_not_checked_is_not_taken_over(
    client: Client, people: make.Cast, provider: Provider
) -> None:
    provider.says["email_verified"] = False

    html = client.get(back(client, to_provider(client))["Location"]).content.decode()

    assert "hoi@example.vn" not in html
    assert 'value="0912345678"' in html


def test_provider_that_is_away_keeps_nobody_from_asking(
    client: Client, settings: Any, people: make.Cast
) -> None:
    settings.DANBIET_OIDC_ISSUER = "http://127.0.0.1:9"
    provider_views._described.cache_clear()

    refused(client, client.get("/hoi-dap/dinh-danh/"))


@pytest.mark.parametrize("issuer", ["http://provider.example.vn", "http://127.0.0.1.evil.example"])
def test_provider_without_encryption_is_not_asked(client: Client, settings: Any, issuer: str) -> None:
    settings.DANBIET_OIDC_ISSUER = issuer
    provider_views._described.cache_clear()

    refused(client, client.get("/hoi-dap/dinh-danh/"))


def test_without_a_provider_there_is_no_such_page_and_no_button(client: Client, people: make.Cast) -> None:
    assert client.get("/hoi-dap/dinh-danh/").status_code == 404
    assert client.get(BACK).status_code == 404
    assert "dinh-danh" not in client.get(do.ASK).content.decode()
    assert Question.objects.count() == 0
