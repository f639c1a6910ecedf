"""Standings as readers see them: pages, one's own place, units, how old they are. Never more than four queries."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.contests.cases import HOUR, OPENS, Take, person
from tests.contests.desk import html
from tests.factories import played_round
from tests.factories.played_round import at_ms

from danbiet.contests import models
from danbiet.contests.actions.counting import count_open_rounds
from danbiet.contests.calc import standing_files as files
from danbiet.contests.calc.bundle import Closed
from danbiet.contests.calc.canonical import pseudonym
from danbiet.contests.storages import round_folder
from danbiet.contests.views import listings
from danbiet.kit import clock
from danbiet.pagecache.registry import MARK

pytestmark = pytest.mark.django_db
PAGE = "/hoi-thi/cchc-2021/tuan-1/bang-xep-hang/"
UNITS = "/hoi-thi/cchc-2021/tuan-1/don-vi/"
Played = tuple[models.Round, Closed]


@pytest.fixture
def played(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Played:
    """Sixty people have taken part in a round that shows ranks while it runs; an hour has passed."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: at_ms(OPENS + HOUR + 7000))
    one, closed = played_round.sealed_round(played_round.small_rules(reveal="at_once"))
    takes = [
        Take(number, right=10 - number // 10, seconds=100 + number, unit="so-nv") for number in range(60)
    ]
    played_round.play(one, closed, takes)
    return one, closed


def count(one: models.Round) -> None:
    count_open_rounds(at=at_ms(OPENS + HOUR))


def test_standings_before_the_first_count_say_when_they_come(client: Client, played: Played) -> None:
    page = html(client.get(PAGE))

    assert "Chưa có bảng xếp hạng" in page


def test_standings_are_paged_and_say_that_and_how_old_they_are(client: Client, played: Played) -> None:
    count(played[0])

    first, second = html(client.get(PAGE)), html(client.get(f"{PAGE}?trang=2"))

    assert pseudonym(person(0)) in first
    assert pseudonym(person(59)) not in first
    assert pseudonym(person(59)) in second
    assert "Tạm thời" in first
    assert "cách đây 7 giây" in first
    assert "Sở Nội vụ" in first


def test_standings_cost_at_most_four_queries_and_are_kept_five_seconds(
    client: Client, played: Played, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    count(played[0])

    for path in (PAGE, f"{PAGE}?ma={pseudonym(person(30))}", UNITS):
        with django_assert_max_num_queries(4):
            answer = client.get(path)
        assert answer.headers[MARK].split()[0] == "5"
        assert not answer.cookies


@pytest.mark.parametrize("typed", ["{name}", "{code}", " {lower} "])
def test_own_pseudonym_shows_five_before_and_five_after(client: Client, played: Played, typed: str) -> None:
    count(played[0])
    name, code = pseudonym(person(30)), person(30)

    page = html(client.get(PAGE, {"ma": typed.format(name=name, code=code, lower=name.lower())}))

    assert [
        number for number in range(60) if pseudonym(person(number)) in page.replace(f'value="{name}"', "")
    ] == list(range(25, 36))
    assert 'class="is-me" id="toi"' in page


@pytest.mark.parametrize(
    "typed", ["TS-ZZZZZ-ZZZZZ", "x" * 5000, "<script>", "%", "'; DROP TABLE", "TS-" + "0" * 30]
)
def test_pseudonym_that_is_none_is_answered_in_words(client: Client, played: Played, typed: str) -> None:
    count(played[0])

    page = html(client.get(PAGE, {"ma": typed}))

    assert "không có bí danh này" in page
    assert "<script>alert" not in page
    assert 'value="<script>' not in page


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "abc", "1e9", "２"])
def test_page_that_does_not_exist_shows_one_that_does(client: Client, played: Played, number: str) -> None:
    count(played[0])

    assert "TS-00000" in html(client.get(PAGE, {"trang": number}))


@pytest.fixture
def still_open(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Played:
    """A round of one entry an hour after it opened: its ranks are hidden until it has closed."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: at_ms(OPENS + HOUR))
    one, closed = played_round.sealed_round()
    played_round.play(one, closed, [Take(1, right=9, seconds=50, unit="so-nv")])
    count(one)
    return one, closed


def test_ranks_stay_hidden_until_the_round_has_closed_where_the_rules_say_so(
    client: Client, still_open: Played
) -> None:
    page, units = html(client.get(PAGE)), html(client.get(UNITS))

    assert "Thứ hạng được công bố khi đợt thi đóng" in page
    assert pseudonym(person(1)) not in page
    assert "tỷ lệ tham gia" in units


def test_units_stand_by_block_with_head_count_and_turn_out(client: Client, played: Played) -> None:
    count(played[0])

    page = html(client.get(UNITS))

    assert "Khối tỉnh" in page
    assert "Sở Nội vụ" in page
    assert "100" in page  # sixty of twenty: never more than everybody


def test_standings_of_a_round_that_is_none_are_not_there(client: Client, played: Played) -> None:
    for path in (
        "/hoi-thi/cchc-2021/tuan-9/bang-xep-hang/",
        "/hoi-thi/khac/tuan-1/bang-xep-hang/",
        "/hoi-thi/cchc-2021/tuan-9/don-vi/",
    ):
        assert client.get(path).status_code == 404


# Standings as a file, for everybody


def lines(client: Client, **asked: str) -> list[list[str]]:
    answer = client.get(PAGE, {"tai": "csv", **asked})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; ")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_standings_are_taken_whole_with_the_columns_of_the_page_and_no_more(
    client: Client, played: Played
) -> None:
    count(played[0])
    page = html(client.get(PAGE))
    shown = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page.split("<table")[1].split("</thead>")[0])

    head, *rows = lines(client)

    assert shown == ["Hạng", "Bí danh", "Đơn vị", "Điểm", "Số câu đúng", "Thời gian làm bài"]
    # 8/10 of the page stands in two columns, because Excel takes it for a day; the time is in seconds.
    assert head == ["Hạng", "Bí danh", "Đơn vị", "Điểm", "Số câu đúng", "Số câu", "Giây"]
    assert [row[1] for row in rows] == [pseudonym(person(number)) for number in range(60)]
    assert rows[0] == ["1", pseudonym(person(0)), "Sở Nội vụ", "10", "10", "10", "100"]
    assert not any(person(number) in cell for row in rows for cell in row for number in range(60))
    assert client.get(PAGE, {"tai": "csv"}).headers[MARK].split() == ["5", "nhom", "tai", "trang"]


def test_standings_as_a_file_tell_no_more_of_a_time_than_the_page(client: Client, played: Played) -> None:
    count(played[0])
    folder = files.newest(round_folder(played[0].contest.key, played[0].key))
    assert folder is not None
    told = files.page(folder, "cbcc", 1)[0]
    assert told["time_ms"] % 100 == 0
    path = next(folder.glob("cbcc/**/*1.json"))
    path.write_bytes(
        path.read_bytes().replace(f'"time_ms":{told["time_ms"]}'.encode(), b'"time_ms":100789', 1)
    )
    assert files.page(folder, "cbcc", 1)[0]["time_ms"] == 100_789

    assert lines(client)[1][-1] == "100,7"


def test_file_of_standings_says_where_it_ends(
    client: Client, played: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(listings.MOST_IN_PUBLIC, "csv", 5)
    monkeypatch.setitem(listings.MOST_IN_PUBLIC, "pdf", 5)
    count(played[0])

    rows = lines(client)
    text = pypdfium2.PdfDocument(client.get(PAGE, {"tai": "pdf"}).content)[0].get_textpage().get_text_range()

    assert len(rows) == 1 + 5 + 1
    assert "chỉ 5 dòng đầu" in rows[-1][0]
    assert "chỉ 5 dòng đầu" in text


def test_ranks_that_are_hidden_are_in_no_file(client: Client, still_open: Played) -> None:
    for kind in ("csv", "xlsx", "pdf"):
        answer = client.get(PAGE, {"tai": kind})
        assert "attachment" not in answer.get("Content-Disposition", "")
        assert pseudonym(person(1)) not in answer.content.decode()
    assert "tai=" not in html(client.get(PAGE))


def test_file_is_offered_where_the_whole_group_is_shown_not_around_a_pseudonym(
    client: Client, played: Played
) -> None:
    assert "tai=" not in html(client.get(PAGE, {"tai": "csv"}))  # nothing counted yet
    count(played[0])

    assert "tai=csv" in html(client.get(PAGE))
    assert "tai=" not in html(client.get(PAGE, {"ma": pseudonym(person(30))}))
    assert client.get(PAGE, {"tai": "exe"})["Content-Type"].startswith("text/html")


def test_file_of_standings_costs_at_most_four_queries(
    client: Client, played: Played, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    count(played[0])

    for kind in ("csv", "xlsx", "pdf"):
        with django_assert_max_num_queries(4):
            client.get(PAGE, {"tai": kind})
