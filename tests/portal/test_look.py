"""Whole pages: styleguide, errors, and what every template must keep."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.test import Client

TEMPLATES = sorted(Path(settings.PACKAGE).rglob("templates/**/*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/styleguide/", "/styleguide/cong-khai/"])
def test_styleguide_where_people_develop_shows_every_status(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    for word in ("Hoàn thành", "Đúng tiến độ", "Có nguy cơ chậm", "Quá hạn", "Chưa đến kỳ"):
        assert word in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/styleguide/", "/styleguide/cong-khai/"])
def test_styleguide_elsewhere_asks_strangers_to_sign_in(client: Client, path: str, settings: object) -> None:
    settings.DANBIET_STYLEGUIDE = False  # type: ignore[attr-defined]
    answer = client.get(path)
    assert answer.status_code == 302


@pytest.mark.django_db
def test_public_page_sets_no_cookie_and_carries_no_token(client: Client) -> None:
    answer = client.get("/styleguide/cong-khai/")
    assert not answer.cookies
    assert "csrf" not in answer.content.decode().lower()


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "503", "csrf"])
def test_error_page_needs_nothing_from_the_context(name: str) -> None:
    html = render_to_string(f"errors/{name}.html", {})
    assert "Về trang chủ" in html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_compiles(path: Path) -> None:
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_keeps_the_content_security_policy(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize(
    "path", [p for p in TEMPLATES if p.parent.name == "components"], ids=lambda path: path.name
)
def test_component_starts_by_naming_its_parameters(path: Path) -> None:
    assert path.read_text("utf-8").startswith("{# ")


@pytest.mark.django_db
def test_page_that_is_not_kept_ready_is_packed_for_readers_alone(client: Client) -> None:
    answer = client.get("/tim/", {"q": "tim gi day"}, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "tim gi day" in gzip.decompress(answer.content).decode()
    assert "Content-Encoding" not in client.get("/tim/").headers
    kept = client.get("/to-chuc/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in kept.headers, "the cache packs it once for all"
    signing_in = client.get("/dang-nhap/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in signing_in.headers, "it sets a cookie"
    client.cookies["sessionid"] = "x"
    assert "Content-Encoding" not in client.get("/tim/", headers={"accept-encoding": "gzip"}).headers
