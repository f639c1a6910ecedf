"""Officials come from the provider of identity: an account is found or nothing happens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from tests.accounts.provider import Provider, set_up

from danbiet.accounts.models import User

pytestmark = pytest.mark.django_db
SITE, BACK = "http://localhost:8000", "/tai-khoan/nha-cung-cap/ve/"
SAYS = {
    "name": "Trần Thị B",
    "email": "tran.b@soctrang.gov.vn",
    "email_verified": True,
    "preferred_username": "tran.b",
}


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    settings.DANBIET_OIDC_OFFICIALS = "email"
    with set_up(settings, monkeypatch, site=SITE, back=BACK, says=SAYS) as made:
        yield made


@pytest.fixture
def person() -> User:
    return User.objects.create_user(username="tran.b", email="Tran.B@soctrang.gov.vn", full_name="Trần Thị B")


def come(client: Client, wanted: str = "") -> Any:
    left = client.get("/tai-khoan/nha-cung-cap/", {"next": wanted})
    assert left.status_code == 302
    sent = requests.get(left["Location"], allow_redirects=False, timeout=5)
    return client.get(sent.headers["Location"].removeprefix(SITE))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_official_with_a_verified_address_is_signed_in(
    client: Client, provider: Provider, person: User
) -> None:
    assert "VNeID thử" in client.get("/dang-nhap/").content.decode()
    answer = come(client, "/doi-mat-khau/")
    assert (answer.status_code, answer.url) == (302, "/doi-mat-khau/")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("wanted", ["https://ke-xau.vn/", "//ke-xau.vn"])
def test_way_to_another_site_leads_to_the_desk(
    client: Client, provider: Provider, person: User, wanted: str
) -> None:
    assert come(client, wanted).url == "/ban-lam-viec/"


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ({"email_verified": False}, {}), ({"email_verified": "true"}, {}), ({"email": ""}, {}), ({"email": "khac@soctrang.gov.vn"}, {}),
        ({}, {"is_active": False}), ({}, {"is_demo": True}),
    ],
)  # fmt: skip
def test_nobody_unknown_unverified_or_locked_gets_in(
    client: Client, provider: Provider, person: User, said: dict[str, Any], change: dict[str, Any]
) -> None:
    provider.says |= said
    User.objects.filter(pk=person.pk).update(**change)
    answer = come(client)
    assert answer.url == "/dang-nhap/"
    assert not is_in(client)
    assert User.objects.count() == 1, "no account is ever made"


def test_address_of_two_people_signs_nobody_in(client: Client, provider: Provider, person: User) -> None:
    User.objects.create_user(username="khac", email=person.email, full_name="Khác")
    come(client)
    assert not is_in(client)


def test_second_factor_is_asked_for_after_the_provider(
    client: Client, provider: Provider, person: User
) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert come(client).url == "/dang-nhap/buoc-hai/"
    assert not is_in(client)


def test_user_name_counts_only_where_the_province_says_so(
    client: Client, provider: Provider, person: User, settings: Any
) -> None:
    provider.says |= {"email": ""}
    come(client)
    assert not is_in(client)
    settings.DANBIET_OIDC_OFFICIALS = "preferred_username"
    come(client)
    assert is_in(client)


def test_way_is_not_there_where_officials_may_not_use_it(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.DANBIET_OIDC_OFFICIALS = ""
    assert client.get("/tai-khoan/nha-cung-cap/").status_code == 404
    assert client.get(BACK).status_code == 404
    assert "VNeID thử" not in client.get("/dang-nhap/").content.decode()


def test_forged_word_signs_nobody_in(client: Client, provider: Provider, person: User) -> None:
    provider.lies = {"aud": ["khac"]}
    come(client)
    assert not is_in(client)
