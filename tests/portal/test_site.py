"""The site around its pages: languages, organisation and contact, what search engines ask for."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from tests.factories import contests, plans
from tests.factories import pages as make

from danbiet.contests.enums import ContestState
from danbiet.contests.models import Contest
from danbiet.newsroom.models import ArticlePage
from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db
PAGES = ["/", "/to-chuc/", "/lien-he/", "/rss/", "/don-vi/", "/ke-hoach/", "/tin-tuc/", "/tim/"]


@pytest.fixture(autouse=True)
def _june(settings: object) -> None:
    settings.DANBIET_TODAY = date(2021, 6, 15)  # type: ignore[attr-defined]


@pytest.fixture
def unit() -> Unit:
    province = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    made = plans.unit("Sở Nội vụ", parent=province)
    UnitVersion.objects.filter(unit=made).update(name_en="Department of Home Affairs")
    return made


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path} {answer.status_code}"
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


@pytest.mark.parametrize("path", PAGES)
def test_page_in_both_languages_names_the_other_and_sets_nothing(
    client: Client, unit: Unit, path: str
) -> None:
    make.section("news")
    for prefix, code in (("", "vi"), ("/en", "en")):
        answer = client.get(prefix + path, headers={"accept-language": "en" if code == "vi" else "vi"})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{code}"' in text
        assert f'<link rel="alternate" hreflang="vi" href="http://localhost:8000{path}">' in text
        assert f'<link rel="alternate" hreflang="en" href="http://localhost:8000/en{path}">' in text
        assert f'<link rel="canonical" href="http://localhost:8000{prefix}{path}">' in text
        assert not answer.cookies
        assert "Accept-Language" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/ban-lam-viec/", "/soan-tin/", "/dang-nhap/", "/ban-lam-viec/ke-hoach/?trang=2"]
)
def test_desk_asked_for_in_english_is_the_one_desk(client: Client, path: str) -> None:
    assert client.get(f"/en{path}").headers["Location"] == path


def test_english_page_after_a_vietnamese_one_leaves_the_language_of_the_next_alone(
    client: Client, unit: Unit
) -> None:
    assert "Home" in text_of(client, "/en/")
    assert "Trang chủ" in text_of(client, "/")


def test_missing_page_below_en_says_so_in_english(client: Client) -> None:
    answer = client.get("/en/khong-co/")
    assert answer.status_code == 404
    assert '<html lang="en"' in answer.content.decode()


def test_way_to_khmer_leads_to_the_page_itself_where_it_has_been_written_else_to_all_of_it(
    client: Client, unit: Unit
) -> None:
    first = make.page(ArticlePage, unit, title="Bản tiếng Việt")
    khmer = make.page(ArticlePage, unit, title="អត្ថបទ", language="km", original=first)
    alone = make.page(ArticlePage, unit)

    assert f'<a href="/tin-tuc/{khmer.slug}/" hreflang="km">Khmer</a>' in text_of(
        client, f"/tin-tuc/{first.slug}/"
    )
    everything = '<a href="/tin-tuc/?ngon_ngu=km" hreflang="km">Khmer</a>'
    assert everything in text_of(client, f"/tin-tuc/{alone.slug}/")
    assert everything in text_of(client, "/")
    assert '<a href="/en/tin-tuc/?ngon_ngu=km" hreflang="km">Khmer</a>' in text_of(client, "/en/")
    found = text_of(client, "/tin-tuc/?ngon_ngu=km")
    assert "អត្ថបទ" in found
    assert "Bản tiếng Việt" not in found
    assert "khmer.css" in found


def test_organisation_names_each_body_in_both_languages(client: Client, unit: Unit) -> None:
    vietnamese, english = text_of(client, "/to-chuc/"), text_of(client, "/en/to-chuc/")
    assert ">Sở Nội vụ</a>" in vietnamese
    assert 'lang="en">Department of Home Affairs</small>' in vietnamese
    assert 'lang="en">Department of Home Affairs</a>' in english
    assert 'lang="vi">Sở Nội vụ</small>' in english


def test_contact_shows_what_is_set_and_nothing_else(client: Client, unit: Unit, settings: object) -> None:
    settings.DANBIET_CONTACT = {  # type: ignore[attr-defined]
        "address": "Số 1, Sóc Trăng", "address_en": "1, Soc Trang", "phone": "0299 3822 000", "email": "", "hours": "", "editor": "",
    }  # fmt: skip
    text = text_of(client, "/lien-he/")
    assert 'href="tel:02993822000"' in text
    assert "Số 1, Sóc Trăng" in text
    assert "mailto:" not in text
    assert "1, Soc Trang" in text_of(client, "/en/lien-he/")


def test_sitemap_lists_live_pages_once_at_their_one_address(client: Client, unit: Unit) -> None:
    live = make.page(ArticlePage, unit)
    english = make.page(ArticlePage, unit, language="en")
    draft = make.page(ArticlePage, unit, live=False)
    answer = client.get("/sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [loc.text for loc in ElementTree.fromstring(answer.content).findall(".//s:loc", names)]
    assert answer.headers["Content-Type"].startswith("application/xml")
    assert len(found) == len(set(found))
    assert f"http://localhost:8000/tin-tuc/{live.slug}/" in found
    assert f"http://localhost:8000/en/tin-tuc/{english.slug}/" in found
    assert not any(draft.slug in str(loc) for loc in found)
    assert "http://localhost:8000/en/to-chuc/" in found


def test_robots_keep_out_of_the_desk_and_find_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /ban-lam-viec/" in text
    assert "Sitemap: http://localhost:8000/sitemap.xml" in text


def test_front_page_says_to_machines_whose_site_it_is_and_where_to_search(client: Client, unit: Unit) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, "/"))
    data = json.loads(found[0])
    assert data["@type"] == "WebSite"
    assert data["publisher"]["name"] == "Tỉnh Sóc Trăng"
    assert data["potentialAction"]["target"] == "http://localhost:8000/tim/?q={search_term_string}"


def linked_data(text: str) -> list[dict[str, object]]:
    return [
        json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    ]


def test_contact_says_to_machines_which_office_it_is_and_how_to_reach_it(
    client: Client, unit: Unit, settings: object
) -> None:
    settings.DANBIET_CONTACT = {  # type: ignore[attr-defined]
        "address": "Số 1, Sóc Trăng", "address_en": "", "phone": "0299 3822 000", "email": "cchc@example.vn", "hours": "", "editor": "",
    }  # fmt: skip
    (data,) = linked_data(text_of(client, "/lien-he/"))
    assert data == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": "Tỉnh Sóc Trăng",
        "url": "http://localhost:8000/",
        "telephone": "0299 3822 000",
        "email": "cchc@example.vn",
        "address": "Số 1, Sóc Trăng",
    }


@pytest.mark.parametrize(
    ("path", "title", "locale"),
    [
        ("/", "Dân Biết", "vi_VN"),
        ("/to-chuc/", "Cơ cấu tổ chức", "vi_VN"),
        ("/en/lien-he/", "Contact", "en_GB"),
        ("/luot-truy-cap/", "Lượt truy cập", "vi_VN"),
    ],
)
def test_page_tells_shared_links_its_title_and_address(
    client: Client, unit: Unit, path: str, title: str, locale: str
) -> None:
    text = text_of(client, path)
    assert f'<meta property="og:title" content="{title}">' in text
    assert f'<meta property="og:url" content="http://localhost:8000{path}">' in text
    assert f'<meta property="og:locale" content="{locale}">' in text


def test_front_page_leads_to_the_contest_that_is_open_else_to_the_next_one(
    client: Client, unit: Unit
) -> None:
    assert 'id="thi"' not in text_of(client, "/")
    for key, day in (("sau", 20), ("nay", 15), ("truoc", 1)):
        opens = datetime(2021, 6, day, tzinfo=UTC) - timedelta(
            hours=7
        )  # midnight in Vietnam: the hour is the real one
        sealed = contests.sealed(unit, key=key, title=f"Hội thi {key}")
        contests.round_of(sealed, opens=opens, closes=opens + timedelta(days=2))

    text = text_of(client, "/")

    assert "Hội thi nay" in text
    assert "Hội thi sau" not in text
    assert 'href="http://localhost:8001/thi/nay/">Dự thi</a>' in text

    Contest.objects.filter(key="nay").update(state=ContestState.CANCELLED)

    text = text_of(client, "/en/")
    assert "Hội thi sau" in text
    assert "/thi/sau/" not in text  # nothing to take part in yet
