"""What readers see of the newsroom: live pages at their addresses, in few queries, without cookies."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks  # type: ignore[attr-defined]

from danbiet.cms.models import Attachment
from danbiet.media.models import VideoFile
from danbiet.newsroom.models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    Correction,
    DocumentFile,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    PublicPage,
    VideoPage,
)
from danbiet.newsroom.queries.findable import findable
from danbiet.newsroom.views import items, serving
from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit
from tests.factories import pages as make
from tests.factories import plans

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 15)
SECTIONS = ["tin-tuc", "thong-bao", "chuong-trinh", "van-ban", "mo-hinh-hay", "video"]


@pytest.fixture(autouse=True)
def _june(settings: object) -> None:
    settings.DANBIET_TODAY = DAY  # type: ignore[attr-defined]


@pytest.fixture
def unit() -> Unit:
    province = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    return plans.unit("Sở Nội vụ", parent=province)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path} {answer.status_code} {answer.headers.get('Location')}"
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def one_of_each(unit: Unit) -> list[str]:
    """A live page of every kind; their addresses."""
    made = [
        make.page(
            ArticlePage, unit, title="Chín tháng tuyên truyền", summary="Ba mươi mốt đơn vị đúng tiến độ."
        ),
        make.page(AnnouncementPage, unit, valid_until=date(2021, 7, 1)),
        make.page(ProgrammePage, unit, year=2021),
        make.page(
            OfficialDocumentPage, unit, number="19/KH-UBND", issued_on=date(2021, 1, 26), issuer="UBND tỉnh"
        ),
        make.page(GoodModelPage, unit),
        make.page(VideoPage, unit, prize="Giải nhất", contest_year=2020),
    ]
    return [f"/{page.url_path.removeprefix('/cong/')}" for page in made]


@pytest.mark.parametrize("slug", SECTIONS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_section_without_items_says_so_and_sets_no_cookie(client: Client, slug: str, prefix: str) -> None:
    make.section("news")
    answer = client.get(f"{prefix}/{slug}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrf" not in answer.content.decode().lower()


def test_item_of_every_kind_shows_its_title_and_links_to_its_unit(client: Client, unit: Unit) -> None:
    for path in one_of_each(unit):
        text = text_of(client, path)
        assert f'href="/don-vi/{unit.pk}/"' in text
        assert "<h1" in text


@pytest.mark.parametrize("kind", [ArticlePage, VideoPage, GoodModelPage, AnnouncementPage])
def test_page_that_is_not_live_is_not_there(client: Client, unit: Unit, kind: type) -> None:
    draft = make.page(kind, unit, live=False, title="Bản nháp bí mật")
    shown = make.page(kind, unit)
    path = f"/{draft.url_path.removeprefix('/cong/')}"
    for address in (path, f"{path}luu/", f"/en{path}"):
        assert client.get(address).status_code == 404
    around = [f"/{shown.url_path.removeprefix('/cong/')}", f"/{shown.url_path.split('/')[2]}/"]
    for address in [*around, f"{around[1]}rss/"]:
        assert "bí mật" not in text_of(client, address)


def test_page_past_its_last_moment_is_not_there(client: Client, unit: Unit) -> None:
    past = make.page(ArticlePage, unit, expire_at=datetime(2021, 6, 1, tzinfo=UTC), title="Đã hết hạn")
    assert client.get(f"/tin-tuc/{past.slug}/").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_lists_ask_at_most_twelve_queries_whatever_the_size(
    client: Client, unit: Unit, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make.page(ArticlePage, unit, dated_on=DAY - timedelta(days=number))
        make.page(OfficialDocumentPage, unit, number=f"{number}/KH", issued_on=DAY, issuer="UBND tỉnh")
        make.page(VideoPage, unit)
        make.page(GoodModelPage, unit)
        make.page(AnnouncementPage, unit)
    for slug in SECTIONS:
        with django_assert_max_num_queries(12):
            client.get(f"/{slug}/")


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves a temporary file open
def test_article_asks_at_most_fifteen_queries(
    client: Client, unit: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = plans.plan(unit)
    task = plans.task(plans.group(plan))
    for number in range(6):
        make.page(ArticlePage, unit, dated_on=DAY - timedelta(days=number), task_id=task.pk)
    shot = {"alternative": "Quầy tiếp nhận", "caption": "", "credit": ""}
    body = [
        ("text", "<p>Đoạn đầu.</p>"),
        *(("picture", {"picture": make.picture(f"Ảnh {number}"), **shot}) for number in range(3)),
        ("text", "<p>Đoạn cuối.</p>"),
    ]
    page = make.page(ArticlePage, unit, dated_on=DAY, task_id=task.pk, cover=make.picture(), body=body)
    make.page(ArticlePage, unit, language="en", original=page)
    Correction.objects.create(page=page, on=DAY, text="Sửa số liệu", at=make.AT)
    path = f"/tin-tuc/{page.slug}/"
    assert text_of(client, path).count("<img") == 4  # sizes of pictures are made when first asked for
    with django_assert_max_num_queries(15):
        assert "Sửa số liệu" in text_of(client, path)


def test_news_of_one_month_are_that_months(client: Client, unit: Unit) -> None:
    make.page(ArticlePage, unit, title="Tin tháng năm", dated_on=date(2021, 5, 31))
    make.page(ArticlePage, unit, title="Tin tháng sáu", dated_on=date(2021, 6, 1))
    text = text_of(client, "/tin-tuc/?thang=2021-05")
    assert "Tin tháng năm" in text
    assert "Tin tháng sáu" not in text


@pytest.mark.parametrize(
    "query",
    ["thang=2021-13", "thang=x", "trang=-3", "trang=99999999999999999999", "hinh_thuc=khong", "ngon_ngu=zz"],
)
def test_news_with_odd_parameters_still_show_a_list(client: Client, unit: Unit, query: str) -> None:
    make.page(ArticlePage, unit, title="Một tin")
    assert "Một tin" in text_of(client, f"/tin-tuc/?{query}")


ODD = [
    "",
    "'\"><script>alert(1)</script>",
    "%",
    "9" * 30,
    "１２",
    "-1",
    "2021-02-30",
    "😀",
    "a" * 3000,
    "None",
    "0",
]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_no_parameter_whatever_is_in_it_breaks_a_section(client: Client, unit: Unit, value: str) -> None:
    one_of_each(unit)
    asked = dict.fromkeys(serving.QUERY, value)
    for slug in SECTIONS:
        answer = client.get(f"/{slug}/", asked)
        assert answer.status_code == 200
        assert "<script>alert(1)" not in answer.content.decode()
    assert client.get("/van-ban/tai-ve.csv", asked).status_code == 200


def test_neighbours_are_the_items_before_and_after_in_time(client: Client, unit: Unit) -> None:
    first = make.page(ArticlePage, unit, title="Trước", dated_on=date(2021, 5, 1))
    middle = make.page(ArticlePage, unit, title="Giữa", dated_on=date(2021, 5, 2))
    last = make.page(ArticlePage, unit, title="Sau", dated_on=date(2021, 5, 3))
    text = text_of(client, f"/tin-tuc/{middle.slug}/")
    assert f'<a href="/tin-tuc/{first.slug}/" rel="prev">' in text
    assert f'<a href="/tin-tuc/{last.slug}/" rel="next">' in text


def test_announcement_past_its_day_leaves_the_current_ones(client: Client, unit: Unit) -> None:
    over = make.page(AnnouncementPage, unit, title="Đã qua", valid_until=DAY - timedelta(days=1))
    make.page(AnnouncementPage, unit, title="Đến hôm nay", valid_until=DAY)
    current = text_of(client, "/thong-bao/")
    assert "Đến hôm nay" in current
    assert "Đã qua" not in current
    assert "Đã qua" in text_of(client, "/thong-bao/?cu=1")
    assert "14/06/2021" in text_of(client, f"/thong-bao/{over.slug}/")


def test_document_superseded_names_its_successor_and_is_not_in_force(client: Client, unit: Unit) -> None:
    new = make.page(
        OfficialDocumentPage, unit, number="20/QĐ-UBND", type="QĐ", issued_on=DAY, issuer="UBND tỉnh"
    )
    old = make.page(
        OfficialDocumentPage, unit, number="7/QĐ-UBND", type="QĐ", issued_on=date(2019, 1, 2), issuer="UBND tỉnh", superseded_by=new
    )  # fmt: skip
    text = text_of(client, f"/van-ban/{old.slug}/")
    assert f'href="/van-ban/{new.slug}/"' in text
    assert "20/QĐ-UBND" in text
    assert "7/QĐ-UBND" in text_of(client, f"/van-ban/{new.slug}/")
    in_force = text_of(client, "/van-ban/?hieu_luc=con")
    assert "20/QĐ-UBND" in in_force
    assert "7/QĐ-UBND" not in in_force
    assert "7/QĐ-UBND" in text_of(client, "/van-ban/?hieu_luc=het")


def test_register_as_csv_holds_what_the_filters_leave(client: Client, unit: Unit) -> None:
    make.page(OfficialDocumentPage, unit, number="1/KH-UBND", issued_on=date(2020, 3, 1), issuer="UBND tỉnh")
    make.page(OfficialDocumentPage, unit, number="2/KH-UBND", issued_on=date(2021, 3, 1), issuer="UBND tỉnh")
    answer = client.get("/van-ban/tai-ve.csv?nam=2021")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert [line.split(";")[0] for line in lines[1:]] == ["2/KH-UBND"]
    assert client.get("/tin-tuc/tai-ve.csv").status_code == 404


def test_good_model_lists_who_took_it_over(client: Client, unit: Unit) -> None:
    other = plans.unit("Sở Tư pháp")
    model = make.page(GoodModelPage, unit, title="Ngày thứ bảy vì dân")
    Adoption.objects.create(
        model=model, unit=other, on=DAY, result="Giảm một nửa thời gian chờ", recorded_at=make.AT
    )
    text = text_of(client, f"/mo-hinh-hay/{model.slug}/")
    assert "Sở Tư pháp" in text
    assert "Giảm một nửa thời gian chờ" in text


def test_videos_of_winners_leave_out_those_without_a_prize(client: Client, unit: Unit) -> None:
    make.page(VideoPage, unit, title="Phim đoạt giải", prize="Giải nhì", contest_year=2020)
    make.page(VideoPage, unit, title="Phim thường")
    text = text_of(client, "/video/?giai=co")
    assert "Phim đoạt giải" in text
    assert "Phim thường" not in text


def test_video_with_a_film_plays_without_scripts(client: Client, unit: Unit) -> None:
    page = make.page(VideoPage, unit, title="Phim có tệp")
    VideoFile.objects.create(
        video=page.video, version=1, role="mp4", name="480p.mp4", content="x", content_type="video/mp4", size=9, width=854, height=480
    )  # fmt: skip
    page.video.duration = 94
    page.video.save()
    text = text_of(client, f"/video/{page.slug}/")
    assert f'<source src="/phim/{page.video_id}/1/480p.mp4" type="video/mp4"' in text
    thing = linked_data(text)[0]
    assert thing["@type"] == "VideoObject"
    assert thing["duration"] == "PT1M34S"
    assert "1:34" in text_of(client, "/video/")


def test_feed_is_valid_rss_with_complete_addresses(client: Client, unit: Unit) -> None:
    page = make.page(ArticlePage, unit, title="Tin <b>đậm</b> & khác", summary="Tóm tắt")
    answer = client.get("/tin-tuc/rss/")
    root = ElementTree.fromstring(answer.content)
    items = root.findall("./channel/item")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    assert root.tag == "rss"
    assert [item.findtext("title") for item in items] == ["Tin <b>đậm</b> & khác"]
    assert items[0].findtext("link") == f"http://localhost:8000/tin-tuc/{page.slug}/"
    assert items[0].findtext("pubDate") == "Tue, 04 May 2021 00:00:00 +0700"


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("slug", SECTIONS)
def test_feed_of_every_section_has_what_rss_2_asks_for(
    client: Client, unit: Unit, slug: str, prefix: str
) -> None:
    one_of_each(unit)
    channel = ElementTree.fromstring(client.get(f"{prefix}/{slug}/rss/").content).find("channel")
    assert channel is not None
    itself = channel.find("{http://www.w3.org/2005/Atom}link")
    assert itself is not None
    assert itself.attrib == {"rel": "self", "href": f"http://localhost:8000{prefix}/{slug}/rss/"}
    assert channel.findtext("link") == f"http://localhost:8000{prefix}/{slug}/"
    assert channel.findtext("title", "").endswith(" – Dân Biết")
    assert channel.findtext("description")
    assert channel.findtext("language") == ("en" if prefix else "vi")
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    assert len(items) == 1
    assert guids == [item.findtext("link") for item in items]
    for item in items:
        assert item.findtext("title")
        assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Sở Nội vụ"
        assert parsedate_to_datetime(item.findtext("pubDate", "")).utcoffset() == timedelta(hours=7)


def linked_data(text: str) -> list[dict[str, object]]:
    return [
        json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    ]


def test_linked_data_of_an_article_parses_and_no_title_ends_the_script(client: Client, unit: Unit) -> None:
    page = make.page(ArticlePage, unit, title="Hại </script><script>alert(1)</script>", summary="Ngắn")
    text = text_of(client, f"/tin-tuc/{page.slug}/")
    article, way = linked_data(text)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "Hại </script><script>alert(1)</script>"
    assert article["datePublished"] == "2021-05-04"
    assert article["url"] == f"http://localhost:8000/tin-tuc/{page.slug}/"
    assert [step["name"] for step in way["itemListElement"]][:2] == ["Trang chủ", "Tin tức"]  # type: ignore[attr-defined]
    assert "<script>alert(1)" not in text


def test_translations_name_each_other_and_stand_at_their_languages_addresses(
    client: Client, unit: Unit
) -> None:
    first = make.page(ArticlePage, unit, title="Bản tiếng Việt", slug="bai-viet")
    make.page(
        ArticlePage, unit, title="The English one", slug="the-english-one", language="en", original=first
    )
    make.page(ArticlePage, unit, title="អត្ថបទ", slug="ban-khmer", language="km", original=first)
    text = text_of(client, "/tin-tuc/bai-viet/")
    assert 'href="/en/tin-tuc/the-english-one/" lang="en" hreflang="en" rel="alternate"' in text
    assert 'href="/tin-tuc/ban-khmer/" lang="km" hreflang="km" rel="alternate"' in text
    assert (
        '<link rel="alternate" hreflang="en" href="http://localhost:8000/en/tin-tuc/the-english-one/">'
        in text
    )
    assert '<link rel="canonical" href="http://localhost:8000/tin-tuc/bai-viet/">' in text
    assert "khmer.css" in text
    assert client.get("/tin-tuc/the-english-one/").headers["Location"] == "/en/tin-tuc/the-english-one/"
    assert client.get("/en/tin-tuc/bai-viet/").headers["Location"] == "/tin-tuc/bai-viet/"
    assert '<html lang="en"' in text_of(client, "/en/tin-tuc/the-english-one/")
    assert 'lang="km"' in text_of(client, "/tin-tuc/ban-khmer/")


def test_lists_show_each_item_once_in_the_readers_language(client: Client, unit: Unit) -> None:
    first = make.page(ArticlePage, unit, title="Bản tiếng Việt")
    make.page(ArticlePage, unit, title="The English one", language="en", original=first)
    make.page(ArticlePage, unit, title="Chỉ tiếng Việt")
    vietnamese, english = text_of(client, "/tin-tuc/"), text_of(client, "/en/tin-tuc/")
    assert "Bản tiếng Việt" in vietnamese
    assert "The English one" not in vietnamese
    assert "The English one" in english
    assert "Bản tiếng Việt" not in english
    assert "Chỉ tiếng Việt" in english


def test_page_without_khmer_loads_no_khmer_font(client: Client, unit: Unit) -> None:
    page = make.page(ArticlePage, unit)
    assert "khmer.css" not in text_of(client, f"/tin-tuc/{page.slug}/")


def test_page_that_moved_leads_to_its_new_address(
    client: Client, unit: Unit, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = make.page(ArticlePage, unit, slug="ten-cu")
    with django_capture_on_commit_callbacks(execute=True):
        page = ArticlePage.objects.get(pk=page.pk)
        page.slug = "ten-moi"
        page.save_revision().publish()
    answer = client.get("/tin-tuc/ten-cu/")
    assert answer.status_code in {301, 302}
    assert answer.headers["Location"] == "/tin-tuc/ten-moi/"


@pytest.mark.parametrize(
    "kind", [ArticlePage, OfficialDocumentPage, GoodModelPage, VideoPage, AnnouncementPage, ProgrammePage]
)
def test_draft_that_was_never_saved_can_be_previewed(
    rf: RequestFactory, unit: Unit, kind: type[PublicPage]
) -> None:
    above = make.section(kind.section_kind)
    more = {"number": "1/KH", "issued_on": DAY, "issuer": "UBND tỉnh"} if kind is OfficialDocumentPage else {}
    draft = kind(title="Bản nháp", slug="ban-nhap", unit=unit, **more)
    draft.set_url_path(above)
    draft.path, draft.depth = above.path + "0001", above.depth + 1
    request = rf.get("/soan-tin/")
    request.user = AnonymousUser()
    answer = items.preview(request, draft)
    assert answer.status_code == 200
    assert "Bản nháp" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_files_of_a_document_are_listed_with_type_and_size(client: Client, unit: Unit) -> None:
    page = make.page(OfficialDocumentPage, unit, number="1/KH", issued_on=DAY, issuer="UBND tỉnh")
    file = Attachment(title="Kế hoạch kèm phụ lục", text="Mục đích, yêu cầu", text_state="ocr")
    file.file.save("kh.pdf", ContentFile(b"%PDF-1.4" + b" " * 2040), save=False)
    file.save()
    page.files.add(DocumentFile(attachment=file, sort_order=0))
    page.save()
    text = text_of(client, f"/van-ban/{page.slug}/")
    assert ">PDF</span>" in text
    assert f'<a href="{file.url}">Kế hoạch kèm phụ lục</a><small>2 kB</small>' in text
    assert "Mục đích, yêu cầu" in text
    assert "nhận dạng" in text  # recognised from a scan, says the page


def test_file_in_an_article_is_shown_with_name_type_and_size(client: Client, unit: Unit) -> None:
    file = Attachment(title="Biểu mẫu báo cáo")
    file.file.save("mau.docx", ContentFile(b"x" * 2_516_582), save=False)
    file.save()
    page = make.page(ArticlePage, unit, body=[("file", {"attachment": file, "label": ""})])
    shown = f'<span class="files__type" aria-hidden="true">DOCX</span><span><a href="{file.url}">Biểu mẫu báo cáo</a><small>2,4 MB</small>'
    assert shown in text_of(client, f"/tin-tuc/{page.slug}/")
    assert shown in text_of(client, f"/tin-tuc/{page.slug}/luu/")


def test_text_of_a_file_in_an_article_is_what_the_article_is_found_by(unit: Unit) -> None:
    file = Attachment(title="Biểu mẫu báo cáo", text="Hướng dẫn chấm điểm chỉ số", text_state="read")
    file.file.save("mau.docx", ContentFile(b"x"), save=False)
    file.save()
    page = make.page(ArticlePage, unit, body=[("file", {"attachment": file, "label": ""})])

    item = findable(page.pk)

    assert item is not None
    assert "Hướng dẫn chấm điểm chỉ số" in item.text


def meta_of(text: str) -> dict[str, str]:
    """What the page tells whoever shares it."""
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))


def test_article_tells_shared_links_its_title_picture_and_languages(client: Client, unit: Unit) -> None:
    cover = make.picture()
    page = make.page(ArticlePage, unit, title="Tên “bài” & <b>", summary="Tóm tắt", cover=cover)
    make.page(ArticlePage, unit, language="km", original=page)
    told = meta_of(text_of(client, f"/tin-tuc/{page.slug}/"))
    assert told["og:title"] == "Tên “bài” &amp; &lt;b&gt;"
    assert told["og:description"] == told["description"] == "Tóm tắt"
    assert told["og:url"] == f"http://localhost:8000/tin-tuc/{page.slug}/"
    assert told["og:image"].startswith("http://localhost:8000/anh/")
    assert (told["og:type"], told["og:locale"], told["og:locale:alternate"]) == ("article", "vi_VN", "km_KH")
    assert told["article:published_time"] == "2021-05-04"


def test_saved_file_holds_the_text_and_its_source(client: Client, unit: Unit) -> None:
    page = make.page(ArticlePage, unit, title="Để dành", body=[("text", "<p>Nội dung đầy đủ.</p>")])
    answer = client.get(f"/tin-tuc/{page.slug}/luu/")
    text = answer.content.decode()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{page.slug}.html"'
    assert "Nội dung đầy đủ." in text
    assert f"http://localhost:8000/tin-tuc/{page.slug}/" in text
    assert "<script" not in text
