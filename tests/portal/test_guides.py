"""The guides of docs/ in the product: who reads which, where their links and pictures lead, what HTML they may not bring."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import plans
from tests.guides import GUIDES, text_of

from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from danbiet.portal.render.guides import Addresses, read_guide

DESK = "/ban-lam-viec/huong-dan/"
WHERE = Addresses(picture=lambda name: f"/anh/{name}", page=lambda path: "/day/" if "can-bo" in path else "")


@pytest.fixture
def province(db: None, settings: Any) -> Unit:
    settings.DANBIET_TODAY = date(2021, 6, 15)
    return plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")


def as_(unit: Unit, role: Role) -> Client:
    client = Client()
    client.force_login(
        plans.person("Thạch Thị Sa Rây", unit=unit, role=role),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def test_citizens_read_their_guide_from_the_foot_of_every_page(client: Client, province: Unit) -> None:
    assert '<a href="/huong-dan/">Hướng dẫn</a>' in html(client, "/lien-he/")

    page = html(client, "/huong-dan/")

    for heading in re.findall(r"(?m)^## (.+)$", text_of("nguoi-dan")):
        assert re.search(rf'<h2 id="[a-z0-9-]+">{heading}</h2>', page), heading
        assert re.search(rf'<a href="#[a-z0-9-]+">{heading}</a>', page), heading
    assert '<article class="guide__text" lang="vi">' in html(client, "/en/huong-dan/")
    assert not client.get("/huong-dan/").cookies


@pytest.mark.parametrize("guide", GUIDES)
def test_every_anchor_picture_and_page_a_guide_leads_to_is_there(province: Unit, guide: str) -> None:
    page = html(as_(province, Role.OFFICE), f"{DESK}{guide}/")
    body = page.split('<article class="guide__text" lang="vi">')[1].split("</article>")[0]
    anchors = re.findall(r'<h2 id="([^"]+)"', body)

    pictures = re.findall(
        r'<img src="([^"]+)" alt="([^"]+)" loading="lazy" width="(\d+)" height="(\d+)"', body
    )
    assert len(pictures) == body.count("<img") == text_of(guide).count("](anh/")
    assert len(set(anchors)) == len(anchors) == text_of(guide).count("\n## ")
    assert re.findall(r'<a href="#([^"]+)"', page.split('class="guide__toc')[1].split("</nav>")[0]) == anchors
    for address in re.findall(r'(?:href|src)="([^"#][^"]*)"', body):
        answer = Client().get(address) if address.startswith("/huong-dan/") else None
        assert answer is not None, f"{address} leads nowhere"
        assert answer["Content-Type"] == "image/png"
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_desk_opens_the_guide_of_ones_role_and_offers_the_others(province: Unit) -> None:
    unit = plans.unit("Sở Nội vụ", parent=province)

    for place, role, title in (
        (province, Role.OFFICE, "Quản trị"), (unit, Role.OFFICER, "Cán bộ và thủ trưởng"), (unit, Role.EDITOR, "Biên tập và phát sóng"),
    ):  # fmt: skip
        page = html(as_(place, role), DESK)
        assert re.search(rf'<a href="[^"]+" aria-current="page">{title}</a>', page), role
        assert page.count(f'<a href="{DESK}') >= len(GUIDES)


@pytest.mark.parametrize("path", [DESK, f"{DESK}quan-tri/"])
def test_desk_guide_asked_by_a_stranger_leads_to_signing_in(
    client: Client, province: Unit, path: str
) -> None:
    assert client.get(path)["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize(
    "path",
    [
        "/huong-dan/adr/anh/hoi.png", "/huong-dan/nguoi-dan/anh/khong-co.png", "/huong-dan/nguoi-dan/anh/README.md",
        "/huong-dan/nguoi-dan/anh/..%2Fhoi.png", "/huong-dan/nguoi-dan/anh/%2Fetc%2Fpasswd", "/huong-dan/admin/anh/02-tinh.png",
    ],
)  # fmt: skip
def test_nothing_but_a_picture_of_a_guide_is_served(client: Client, province: Unit, path: str) -> None:
    assert client.get(path).status_code == 404


def test_guide_nobody_wrote_and_guides_that_did_not_come_along_are_not_there(
    province: Unit, settings: Any, tmp_path: Path
) -> None:
    client = as_(province, Role.OFFICE)
    assert client.get(f"{DESK}adr/").status_code == 404

    settings.ROOT = tmp_path
    assert client.get(DESK).status_code == 404
    assert Client().get(reverse("portal:guide")).status_code == 404


def written(tmp_path: Path, text: str) -> Any:
    (tmp_path / "README.md").write_text(text, "utf-8")
    return read_guide(tmp_path, WHERE)


def test_html_in_a_guide_is_shown_and_not_run(tmp_path: Path) -> None:
    guide = written(
        tmp_path,
        "# A\n\n<script>alert(1)</script>\n\n## B <b>c</b>\n\n[x](javascript:alert(1)) <img src=x onerror=y>\n",
    )

    assert "<script" not in guide.body
    assert "<img" not in guide.body
    assert 'href="javascript' not in guide.body
    assert "&lt;script&gt;" in guide.body


def test_first_heading_is_the_title_and_the_same_words_twice_have_two_anchors(tmp_path: Path) -> None:
    guide = written(
        tmp_path, "# Quản trị\n\nLời đầu.\n\n## Tôi muốn hỏi\n\na\n\n## Tôi muốn hỏi\n\nb\n\n## ???\n\nc\n"
    )

    assert guide.title == "Quản trị"
    assert "Quản trị" not in guide.body
    assert [one.anchor for one in guide.headings] == ["toi-muon-hoi", "toi-muon-hoi-2", "muc"]


def test_link_to_a_page_outside_the_product_keeps_its_words_alone(tmp_path: Path) -> None:
    guide = written(
        tmp_path,
        "[vận hành](../ops/README.md), [**cán** bộ](../can-bo/README.md), [luật](https://example.org/a), ![x](../../etc/a.png)",
    )

    assert guide.body.startswith("<p>vận hành, ")
    assert '<a href="/day/"><strong>cán</strong> bộ</a>' in guide.body
    assert '<a href="https://example.org/a">luật</a>' in guide.body
    assert "etc" not in guide.body
