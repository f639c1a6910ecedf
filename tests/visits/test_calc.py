"""Marks, who is a reader, how fast one reads; worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from danbiet.kit.networks import address_of, network
from danbiet.visits.calc.journal import Crowd, Hit, Sums, read_lines, whole_lines, write_line
from danbiet.visits.calc.mark import Viewed, make_mark, read_mark
from danbiet.visits.calc.rates import Rates
from danbiet.visits.calc.visitor import is_bot, visitor_of

KEY = b"a key"
DAY = date(2026, 11, 24)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PAGE = Viewed("article", "/tin-tuc/cải-cách/")


def hit(second: int = 0, visitor: str = "a", page: Viewed = PAGE) -> Hit:
    return Hit(second, DAY, visitor, page)


def test_mark_of_a_page_gives_the_page_back() -> None:
    assert read_mark(make_mark(PAGE, key=KEY), key=KEY) == PAGE


@pytest.mark.parametrize(
    "change",
    [
        lambda mark: mark.replace("tin-tuc", "tin-tuk"),
        lambda mark: mark.replace("article", "video"),
        lambda mark: mark[1:],
        lambda mark: mark + "?a=1",
        lambda mark: "",
        lambda mark: ".",
        lambda mark: "ý" + mark[1:],
        lambda mark: mark + "\n+ 1 2026-11-24 x article /y",
    ],
)
def test_mark_that_was_changed_is_no_mark(change) -> None:  # type: ignore[no-untyped-def]
    assert read_mark(change(make_mark(PAGE, key=KEY)), key=KEY) is None


def test_mark_of_another_key_is_no_mark() -> None:
    assert read_mark(make_mark(PAGE, key=b"other"), key=KEY) is None


@pytest.mark.parametrize(
    "page",
    [
        Viewed("a", "/" + "x" * 400),
        Viewed("a", "/a\nb"),
        Viewed("A", "/"),
        Viewed("a b", "/"),
        Viewed("a", "x"),
    ],
)
def test_page_that_cannot_be_counted_has_no_mark(page: Viewed) -> None:
    assert make_mark(page, key=KEY) == ""


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11) Chrome-Lighthouse",
        "facebookexternalhit/1.1",
        "python-requests/2.32",
        "curl/8.5.0",
        "",
        "Opera",
    ],
)
def test_program_is_no_reader(agent: str) -> None:
    assert is_bot(agent, "vi")


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (Linux; Android 12; CPH2239) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 Zalo android/12100",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Mobile/15E148 [FBAN/FBIOS;FBAV/440]",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 coc_coc_browser/130 Chrome/124 Safari/537.36",
    ],
)
def test_browser_is_a_reader_unless_it_has_no_language(agent: str) -> None:
    assert not is_bot(agent, "vi-VN,vi;q=0.9")
    assert is_bot(agent, " ")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2%eth0", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_address_is_cut_to_one_subscriber(address: str, expected: str) -> None:
    assert network(address) == expected


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("6.6.6.6, 203.0.113.7", 0, "10.0.0.1"),
        ("6.6.6.6, 203.0.113.7", 1, "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("203.0.113.7", 2, "203.0.113.7"),
        ("", 1, "10.0.0.1"),
        ("203.0.113.7:5123", 1, "203.0.113.7"),
        ("[2001:db8::1]:443", 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_address_behind_proxies_is_the_one_they_heard_from(
    forwarded: str, proxies: int, expected: str
) -> None:
    assert address_of("10.0.0.1", forwarded, proxies=proxies) == expected


def test_visitor_is_another_with_another_secret_address_or_browser() -> None:
    known = visitor_of("203.0.113.7", FIREFOX, salt=b"monday")

    others = {
        visitor_of("203.0.113.7", FIREFOX, salt=b"tuesday"),
        visitor_of("203.0.113.8", FIREFOX, salt=b"monday"),
        visitor_of("203.0.113.7", FIREFOX + " ", salt=b"monday"),
    }

    assert visitor_of("203.0.113.7", FIREFOX, salt=b"monday") == known
    assert len(known) == 16
    assert len(others | {known}) == 4
    assert "203" not in known


def test_line_written_is_the_hit_read_and_torn_lines_are_passed_over() -> None:
    one, two = hit(5), Hit(6, DAY, "b", Viewed("page", "/a b/"), -1)

    data = (
        write_line(one) + b"+ 7 2026-11\n" + b"+ x 2026-11-24 a page /\n\n" + write_line(two) + b"+ 8 2026-1"
    )

    assert list(read_lines(whole_lines(data))) == [one, two]


def test_sums_of_a_day_hold_what_was_taken_back() -> None:
    sums = Sums()
    for one in (hit(), hit(), Hit(0, DAY, "a", PAGE, -1), hit(page=Viewed("page", "/"))):
        sums.add(one)

    assert sums.pages == {(DAY, PAGE.path, "article"): 1, (DAY, "/", "page"): 1}
    assert sums.days == {DAY: 2}


def test_crowd_counts_each_once_and_nobody_all_of_whose_views_were_taken_back() -> None:
    crowd = Crowd()
    for one in (hit(10, "a"), hit(200, "a"), hit(20, "b"), hit(30, "c"), Hit(30, DAY, "c", PAGE, -1)):
        crowd.add(one)

    assert crowd.visitors(DAY) == 2
    assert crowd.online(second=310, within=300) == 2, "a and b; c is nobody"
    assert crowd.online(second=320, within=300) == 1, "b was seen 300 seconds ago"


def test_reader_at_the_limit_is_counted_and_one_beyond_is_taken_back_whole() -> None:
    rates = Rates(most=3, quiet=600)
    hits = [hit(second) for second in (0, 1, 2)]

    assert [rates.note(one) for one in hits] == [None, None, None]
    taken = rates.note(hit(3))

    assert taken == [Hit(one.second, DAY, "a", PAGE, -1) for one in hits]
    assert rates.note(hit(4)) == []
    assert rates.note(hit(4, "b")) is None
    assert rates.note(hit(602)) == []
    assert rates.note(hit(603)) is None, "ten minutes later he is a reader again"


def test_reader_who_takes_his_time_is_never_too_fast() -> None:
    rates = Rates(most=3)

    assert [rates.note(hit(second)) for second in range(0, 2000, 20)] == [None] * 100


def test_memory_of_readers_long_gone_is_given_back() -> None:
    rates = Rates(most=3)
    for number in range(1000):
        rates.note(hit(0, str(number)))

    rates.note(hit(100, "x"))

    assert len(rates._last) == 1
