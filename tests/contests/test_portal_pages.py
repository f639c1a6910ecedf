"""The portal's pages of contests: what everybody sees before, during and after a round; nothing of what is in preparation."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.contests.desk import html
from tests.factories import contests, running_contest

from danbiet.contests import models
from danbiet.contests.queries import public as ask
from danbiet.pagecache.registry import MARK

pytestmark = pytest.mark.django_db
PAGE = "/hoi-thi/cchc-2021/"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def open_round(settings: Any) -> models.Round:
    settings.DANBIET_TODAY = None
    settings.DANBIET_PLAY_URL = "https://thi.example.vn"
    return running_contest.running(opens=now() - timedelta(minutes=5))


def test_list_without_any_contest_says_what_will_come(client: Client) -> None:
    contests.contest()

    page = html(client.get("/hoi-thi/"))

    assert "Chưa có hội thi nào" in page
    assert "Hội thi 1" not in page


def test_list_tells_running_coming_and_past_contests_apart(client: Client, settings: Any) -> None:
    settings.DANBIET_TODAY = None
    hour = timedelta(hours=1)
    running_contest.running(key="dang-thi", opens=now() - hour, closes=now() + hour, title="Hội thi đang mở")
    running_contest.running(key="sap-thi", opens=now() + hour, title="Hội thi sắp tới")
    running_contest.running(key="da-thi", opens=now() - 3 * hour, closes=now() - hour, title="Hội thi đã qua")

    page = html(client.get("/hoi-thi/"))

    order = [page.index(words) for words in (
        "Đang diễn ra", "Hội thi đang mở", "Sắp diễn ra", "Hội thi sắp tới", "Đã kết thúc", "Hội thi đã qua",
    )]  # fmt: skip
    assert order == sorted(order)


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_as_many_queries_for_three_contests_as_for_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        running_contest.running(key=f"thi-{number}", opens=now() - timedelta(minutes=5))

    with django_assert_max_num_queries(4):
        html(client.get("/hoi-thi/"))


def test_contest_page_leads_into_the_rush_and_says_the_rules_in_plain_words(
    client: Client, open_round: models.Round
) -> None:
    page = html(client.get(PAGE))

    assert 'href="https://thi.example.vn/thi/cchc-2021/"' in page
    assert "10 câu, mỗi câu 1 điểm, tối đa 10 điểm" in page
    assert "Thời gian một lượt thi: 10 phút" in page
    assert "Mỗi đợt được thi một lượt" in page
    assert "đúng hết mọi câu" in page
    assert '"@type": "Event"' in page


def test_contest_page_is_kept_without_cookie_and_costs_a_handful_of_queries(
    client: Client, open_round: models.Round, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        answer = client.get(PAGE)

    assert answer.headers[MARK] == "10"
    assert not answer.cookies


def test_contest_in_preparation_does_not_exist_for_readers(client: Client) -> None:
    draft = contests.contest(key="chua-niem-phong")
    rules = models.Commitment.objects.create(
        contest=draft, at=contests.AT, name="rules.json", body=b"{}", sha256="1" * 64
    )

    for path in (
        "",
        f"cam-ket/{rules.name}",
        "vao-bang-tai-khoan/",
        "khieu-nai/",
        "tuan-1/bang-xep-hang/",
        "tuan-1/goi/",
    ):
        assert client.get(f"/hoi-thi/chua-niem-phong/{path}").status_code == 404


def test_extension_is_shown_with_its_reason_and_a_private_event_is_not(
    client: Client, open_round: models.Round
) -> None:
    contests.extension(open_round, closes=open_round.closes_at + timedelta(hours=2))
    models.RoundEvent.objects.create(
        round=open_round,
        kind="paused_entry",
        at=now(),
        by=open_round.contest.created_by,
        reason="Bảo trì đường truyền",
    )
    models.RoundEvent.objects.create(
        round=open_round,
        kind="notice",
        at=now(),
        by=open_round.contest.created_by,
        reason="Chuyện nội bộ",
        is_public=False,
    )

    page = html(client.get(PAGE))

    assert "Gia hạn: đợt thi đóng lúc" in page
    assert "Sự cố mạng" in page
    assert "Tạm dừng vào thi" in page
    assert "Bảo trì đường truyền" in page
    assert "Chuyện nội bộ" not in page
    assert "Hiện chưa ai bắt đầu được" in page

    models.RoundEvent.objects.create(
        round=open_round, kind="resumed", at=now(), by=open_round.contest.created_by, reason="Xong"
    )
    page = html(client.get(PAGE))
    assert "Vào thi trở lại" in page
    assert "Hiện chưa ai bắt đầu được" not in page


def test_commitments_come_down_byte_by_byte(client: Client, open_round: models.Round) -> None:
    kept = models.Commitment.objects.get(contest=open_round.contest, name="pool.jsonl")

    answer = client.get(f"{PAGE}cam-ket/pool.jsonl")

    assert answer.content == bytes(kept.body)
    assert hashlib.sha256(answer.content).hexdigest() == kept.sha256
    assert kept.sha256 in html(client.get(PAGE))
    assert client.get(f"{PAGE}cam-ket/..%2F..%2Fsecret").status_code == 404


def test_clock_tells_the_servers_milliseconds_and_is_never_kept(client: Client) -> None:
    before = int(now().timestamp() * 1000)
    answer = client.get("/hoi-thi/_gio/")

    assert before <= json.loads(answer.content)["now"] <= before + 60_000
    assert answer.headers["Cache-Control"] == "no-store"


def test_sealed_contests_are_found_by_search_sitemap_and_counter(
    client: Client, open_round: models.Round
) -> None:
    (found,) = ask.all_findable()

    assert found.url == PAGE
    assert "Cán bộ" in found.text
    assert ask.known_at([PAGE, f"{PAGE}tuan-1/goi/", "/hoi-thi/khac/"]).keys() == {PAGE, f"{PAGE}tuan-1/goi/"}
    assert f"{django_settings.DANBIET_BASE_URL}{PAGE}" in html(client.get("/sitemap.xml"))
