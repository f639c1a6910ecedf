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
from tests.guides import DOCS, GUIDES, text_of

from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from danbiet.portal.queries.guides import PAPERS
from danbiet.portal.queries.health import Backups, Health
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
        if address.startswith(DESK):
            continue  # tried below
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


def article(client: Client, key: str) -> str:
    page = html(client, f"{DESK}{key}/")
    return page.split('<article class="guide__text" lang="vi">')[1].split("</article>")[0]


OF_THE_MACHINE = [key for key, one in PAPERS.items() if one.is_for_office]


def test_every_paper_on_setting_up_and_operation_has_its_page() -> None:
    written = {str(path.relative_to(DOCS)) for part in ("admin", "ops") for path in DOCS.glob(f"{part}/*.md")}
    assert {PAPERS[key].file for key in OF_THE_MACHINE} == written


def test_paper_on_the_machine_leads_only_to_pages_and_pictures_there_are(province: Unit) -> None:
    office = as_(province, Role.OFFICE)

    for key in OF_THE_MACHINE:
        body = article(office, key)
        file = DOCS / PAPERS[key].file
        text = re.sub(r"(?s)```.*?```|`[^`]*`", "", file.read_text("utf-8"))
        assert body.count("<img") == text.count("](anh/"), key
        assert body.count("<h2 ") == len(re.findall(r"(?m)^## ", text)), key
        # All that is left as words alone is the list of settings, which is a file of the server.
        links = [one for one in re.findall(r"(?<!!)\[[^]]+\]\(([^)]+)\)", text) if "env.example" not in one]
        led = [one for one in re.findall(r'href="([^"#]+)"', body) if not one.endswith(".png")]
        assert len(led) == len(links) + len(re.findall(r"(?m)^<https?:|\s<https?:", text)), key
        for address in re.findall(r'(?:href|src)="(/[^"#]+)', body):
            assert office.get(address).status_code == 200, f"{key}: {address}"


def test_office_finds_papers_on_the_machine_in_the_list_and_each_alarm_beside_the_others(
    province: Unit,
) -> None:
    page = html(as_(province, Role.OFFICE), f"{DESK}bao-dong-o-dia-day/")

    tabs = page.split('<nav class="tabs"')[1].split("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", tabs) == [
        "Cán bộ và thủ trưởng", "Biên tập và phát sóng", "Quản trị", "Người dân", "Cài đặt", "Sắp xếp đơn vị", "Vận hành",
    ]  # fmt: skip
    assert f'<a href="{DESK}van-hanh/" aria-current="page">Vận hành</a>' in tabs
    beside = page.split('aria-labelledby="cac-trang"')[1].split("</nav>")[0]
    assert f'<a href="{DESK}bao-dong-o-dia-day/" aria-current="page">Báo động: ổ đĩa gần đầy</a>' in beside
    assert beside.count("<li>") == sum(one.part == "van-hanh" for one in PAPERS.values()) + 1


def test_officers_and_heads_of_units_are_not_shown_papers_on_the_machine(province: Unit) -> None:
    unit = plans.unit("Sở Nội vụ", parent=province)

    for role in (Role.OFFICER, Role.HEAD, Role.OFFICE, Role.EDITOR):
        client = as_(unit, role)
        for key in OF_THE_MACHINE:
            assert client.get(f"{DESK}{key}/").status_code == 403, (role, key)
        page = html(client, f"{DESK}quan-tri/")
        assert "Vận hành" not in page.split('<nav class="tabs"')[1].split("</nav>")[0]
        assert not [key for key in OF_THE_MACHINE if f"{DESK}{key}/" in page], role


def test_paper_on_the_machine_is_written_in_vietnamese() -> None:
    for key in OF_THE_MACHINE:
        text = (DOCS / PAPERS[key].file).read_text("utf-8")
        text = re.sub(r"(?s)```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>|[|*#]", " ", text)
        for said in re.split(r"\n\s*\n|(?<=[.:;])\s", text):
            if len(said.split()) > 5:
                assert re.search(
                    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", said.lower()
                ), f"{key}: {said}"


def test_what_is_wrong_with_the_machine_names_a_page_there_is() -> None:
    nothing = Backups(is_wanted=True, age=None, failure="", drill_age=None)
    found = [
        Health(database=is_up, worker=False, free_bytes=0, backups=nothing).alarms for is_up in (True, False)
    ]

    assert found[0] == ("bao-dong-viec-nen-dung", "bao-dong-o-dia-day", "bao-dong-sao-luu")
    assert found[1][0] == "bao-dong-co-so-du-lieu"
    assert {key for one in found for key in one} <= set(PAPERS)


def test_mail_servers_page_leads_to_what_to_do_when_mail_does_not_leave(province: Unit) -> None:
    office = as_(province, Role.OFFICE)

    for path in ("/ban-lam-viec/may-chu-thu/", "/ban-lam-viec/thu/"):
        found = re.search(r'<a href="([^"]+)">Làm gì khi thư không đi</a>', html(office, path))
        assert found, path
        assert "Báo động: có việc nền thất bại" in html(office, found[1])


@pytest.mark.parametrize("path", [DESK, f"{DESK}quan-tri/", f"{DESK}sao-luu/"])
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
    return read_guide(tmp_path / "README.md", WHERE)


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
