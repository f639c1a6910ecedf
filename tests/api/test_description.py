"""The description is valid OpenAPI 3.1, whole, in Vietnamese; the documents that speak of it are true."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from danbiet.api.middleware import METHODS
from danbiet.api.render.openapi import REFUSALS
from danbiet.api.render.shape import CAP, Shape
from danbiet.api.validators import MOST_PER_PAGE
from danbiet.api.views.addresses import ADDRESSES
from danbiet.api.views.serving import ROOT
from danbiet.config.settings import base

from .reading import get

pytestmark = pytest.mark.django_db
DOCUMENT = Path(django_settings.ROOT) / "docs" / "api.md"


@pytest.fixture
def told(client: Client, today: None) -> Any:
    return get(client, f"{ROOT}/openapi.json")


def test_description_is_valid(told: Any) -> None:
    assert told["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(told).validate()


def test_description_names_every_address_with_every_refusal(told: Any) -> None:
    assert set(told["paths"]) == {f"{ROOT}{one.path}" for one in ADDRESSES}
    for path, methods in told["paths"].items():
        assert set(methods) == {"get"}, path
        assert set(methods["get"]["responses"]) == {"200", "304", *REFUSALS}, path


def test_description_is_in_vietnamese(told: Any) -> None:
    words = [*_words(told)]

    assert len(words) > 150
    assert {one for one in words if not _has_marks(one)} <= {
        "Video",
        "YYYY-MM",
        "first, prev, next, last (RFC 8288).",
    } | {one for one in words if "_" in one or one.endswith("…")}


def _has_marks(words: str) -> bool:
    """Whether a letter of it is one only Vietnamese has among the two languages."""
    return "đ" in words.lower() or any(
        unicodedata.combining(one) for one in unicodedata.normalize("NFD", words)
    )


def _words(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [
            one for name, one in value.items() if name in ("description", "summary") and isinstance(one, str)
        ]
        return own + [word for one in value.values() for word in _words(one)]
    return [word for one in value for word in _words(one)] if isinstance(value, list) else []


def test_shapes_have_names_of_their_own() -> None:
    """The library keeps shapes by name: of two with one name the second would be told for both."""

    def below(kind: type[Shape]) -> list[type[Shape]]:
        return [one for each in kind.__subclasses__() for one in (each, *below(each))]

    ours = [
        one
        for one in below(Shape)
        if one.__module__.startswith("danbiet.api.render") and "[" not in one.__name__
    ]
    names = [one.__name__ for one in {*ours}]
    assert len(names) == len(set(names))


def test_root_leads_to_everything(client: Client, told: Any) -> None:
    root = get(client, f"{ROOT}/")

    for url in (root["openapi"], root["documentation"], *root["resources"].values()):
        assert client.get(url.removeprefix("http://localhost:8000")).status_code == 200, url


def test_page_for_people_has_no_script_of_its_own_and_is_whole_in_both_languages(
    client: Client, told: Any
) -> None:
    for prefix, heading in (("", "Dữ liệu mở"), ("/en", "Open data")):
        page = client.get(f"{prefix}/du-lieu-mo/")
        text = page.content.decode()
        assert page.status_code == 200
        assert f"<h1>{heading}</h1>" in text
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|style=\"", text)
        assert "http" not in " ".join(
            re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(http[^"]+)', text)
        ).replace("http://localhost:8000", "")
        for one in ADDRESSES:
            assert f"{ROOT}{one.path}</code>" in text, one.path
        assert not page.cookies


def test_every_public_page_leads_to_the_data(client: Client, today: None) -> None:
    assert 'href="/du-lieu-mo/">Dữ liệu mở</a>' in client.get("/").content.decode()
    assert 'href="/du-lieu-mo/"' in client.get("/hoi-dap/").content.decode()


def test_document_tells_the_truth() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    named = set(re.findall(r"`(/[a-z][a-z_/{}-]*)`", text.partition("## Có gì")[2]))
    assert named == {one.path for one in ADDRESSES}
    for fact in (
        METHODS,
        str(MOST_PER_PAGE),
        f"{CAP:,}".replace(",", "."),
        str(base.DANBIET_API_PER_MINUTE),
        "DANBIET_API_PER_MINUTE",
    ):
        assert fact in text, fact
    assert set(re.findall(r"^\| (\d{3}) \|", text, re.MULTILINE)) == {*REFUSALS, "304"}


def test_examples_of_the_document_run(client: Client, site: Any) -> None:
    addresses = re.findall(
        r'^curl .*"https://cong\.example\.vn(/[^"]+)"', DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )

    assert len(addresses) >= 4
    for address in addresses:
        assert client.get(address).status_code == 200, address
    sample = json.loads(re.search(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[1])  # type: ignore[index]
    real = get(client, f"{ROOT}/units?q=sở tư")
    assert set(sample) == set(real)
    assert set(sample["items"][0]) == set(real["items"][0])
