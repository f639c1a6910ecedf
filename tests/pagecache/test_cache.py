"""What is answered from memory, to whom, and for how long. The application behind is a counter of its own calls."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from danbiet.pagecache import middleware
from danbiet.pagecache.calc.page import is_known, takes_gzip
from danbiet.pagecache.calc.pages import Pages
from danbiet.pagecache.middleware import PageCache
from danbiet.pagecache.registry import MARK, keep, kept

HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass
class Site:
    """Answers `page <number of calls>`; tests change what it says."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: [HTML, (MARK, "60 trang")])
    padding: str = ""
    before: Callable[[], object] = lambda: None
    calls: list[dict[str, Any]] = field(default_factory=list)
    is_streaming: bool = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.calls.append(environ)
        number = len(self.calls)
        self.before()
        start_response(self.status, self.headers)
        body = [f"page {number}{self.padding}".encode()]
        return Stream(body) if self.is_streaming else body


class Stream:
    streaming = True

    def __init__(self, parts: list[bytes]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.parts)


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


def ask(cache: PageCache, path: str = "/", *, method: str = "GET", **more: str) -> Answer:
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http", **more,
    }  # fmt: skip
    said: list[Any] = []
    body = b"".join(cache(environ, lambda status, headers, *_: said.extend([status, headers])))
    return Answer(said[0], dict(said[1]), body)


def trusted(most_bytes: int = 8_000_000) -> Pages:
    pages = Pages(most_bytes)
    pages.trusted_until = time.monotonic() + 1000
    return pages


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def pages() -> Pages:
    return trusted()


@pytest.fixture
def cache(site: Site, pages: Pages, settings: Any) -> PageCache:
    return PageCache(site, pages)


def test_page_asked_twice_is_made_once_and_the_mark_never_leaves(cache: PageCache) -> None:
    first, second = ask(cache), ask(cache)

    assert (first.body, second.body) == (b"page 1", b"page 1")
    assert first.headers == second.headers
    assert MARK not in first.headers
    assert first.headers["Content-Length"] == "6"
    assert first.headers["Vary"] == "Accept-Encoding"


def test_headers_of_django_leave_as_they_were_set(cache: PageCache, site: Site) -> None:
    site.headers += [("Content-Security-Policy", "default-src 'none'"), ("X-Frame-Options", "DENY")]

    for answer in (ask(cache), ask(cache)):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_page_without_mark_is_made_each_time(cache: PageCache, site: Site) -> None:
    site.headers = [HTML]

    assert [ask(cache).body for _ in range(3)] == [b"page 1", b"page 2", b"page 3"]


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "a=1; sessionid=x"},
        {"HTTP_COOKIE": "csrftoken=x"},
        {"HTTP_AUTHORIZATION": "Basic x"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"method": "POST"},
    ],
)
def test_reader_who_is_not_anybody_is_answered_by_the_application(
    cache: PageCache, pages: Pages, more: dict[str, str]
) -> None:
    ask(cache)

    assert ask(cache, **more).body == b"page 2"
    assert MARK not in ask(cache, **more).headers
    assert ask(cache).body == b"page 1", "and what he was shown is kept for nobody"


@pytest.mark.parametrize(
    "header", [("Set-Cookie", "a=1"), ("Content-Encoding", "br"), ("Vary", "Accept-Language")]
)
def test_answer_that_depends_on_the_reader_is_not_kept(
    cache: PageCache, site: Site, header: tuple[str, str]
) -> None:
    site.headers.append(header)

    assert [ask(cache).body, ask(cache).body] == [b"page 1", b"page 2"]


def test_page_that_looked_at_cookies_is_kept_only_from_readers_without_any(
    cache: PageCache, site: Site
) -> None:
    site.headers.append(("Vary", "Cookie"))

    assert ask(cache, "/a", HTTP_COOKIE="_ga=1").body == b"page 1"
    assert ask(cache, "/b").body == b"page 2"
    assert ask(cache, "/b", HTTP_COOKIE="_ga=1").body == b"page 2"
    assert ask(cache, "/b").headers["Vary"] == "Accept-Encoding, Cookie"


@pytest.mark.parametrize("status", ["500 Internal Server Error", "302 Found", "403 Forbidden"])
def test_refusal_or_failure_is_not_kept(cache: PageCache, site: Site, status: str) -> None:
    site.status = status

    assert [ask(cache).body, ask(cache).body] == [b"page 1", b"page 2"]


def test_stream_passes_through_and_is_not_kept(cache: PageCache, site: Site) -> None:
    site.is_streaming = True

    assert [ask(cache).body, ask(cache).body] == [b"page 1", b"page 2"]


def test_name_the_site_does_not_have_reaches_the_application_and_poisons_nothing(
    cache: PageCache, pages: Pages
) -> None:
    ask(cache, HTTP_HOST="evil.example")

    assert len(pages) == 0
    assert ask(cache).body == b"page 2"


def test_two_names_of_the_site_and_both_schemes_have_pages_of_their_own(
    cache: PageCache, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "b.vn"]

    bodies = [
        ask(cache).body,
        ask(cache, HTTP_HOST="b.vn").body,
        ask(cache, **{"wsgi.url_scheme": "https"}).body,
    ]

    assert bodies == [b"page 1", b"page 2", b"page 3"]


def test_packed_and_plain_bytes_have_etags_of_their_own_and_are_answered_with_304(
    cache: PageCache, site: Site
) -> None:
    site.padding = " xin chào" * 200

    plain = ask(cache)
    packed = ask(cache, HTTP_ACCEPT_ENCODING="br, gzip")

    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.body))
    assert plain.headers["ETag"] != packed.headers["ETag"]
    again = ask(cache, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=f'"x", W/{packed.headers["ETag"]}')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert "Content-Type" not in again.headers
    assert ask(cache, HTTP_IF_NONE_MATCH=packed.headers["ETag"]).status == "200 OK"


def test_condition_of_the_first_reader_is_not_asked_of_the_application(cache: PageCache, site: Site) -> None:
    assert ask(cache, HTTP_IF_NONE_MATCH='"x"', HTTP_IF_MODIFIED_SINCE="x").status == "200 OK"
    assert not {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & set(site.calls[0])


def test_head_is_answered_from_the_kept_page_with_its_length(cache: PageCache) -> None:
    ask(cache)

    answer = ask(cache, method="HEAD")

    assert (answer.body, answer.headers["Content-Length"]) == (b"", "6")


def test_head_alone_keeps_nothing(cache: PageCache, pages: Pages) -> None:
    ask(cache, method="HEAD")

    assert len(pages) == 0


def test_parameters_in_another_order_are_the_same_page_and_those_that_follow_people_are_dropped(
    cache: PageCache, site: Site
) -> None:
    site.headers[1] = (MARK, "60 trang nam")

    bodies = {
        ask(cache, path).body
        for path in (
            "/?trang=2&nam=2021",
            "/?nam=2021&trang=2",
            "/?nam=2021&fbclid=abc&trang=2&utm_source=zalo",
        )
    }

    assert bodies == {b"page 1"}
    assert site.calls[0]["QUERY_STRING"] == "nam=2021&trang=2"


def test_parameter_the_page_does_not_read_is_never_kept(cache: PageCache, pages: Pages) -> None:
    for number in range(300):
        ask(cache, f"/?x={number}")
        ask(cache, f"/?trang=1&trang={number}")

    assert len(pages) == 0


def test_invented_values_fill_a_quarter_and_push_out_no_usual_page(site: Site, settings: Any) -> None:
    pages = trusted(400_000)
    cache = PageCache(site, pages)
    site.padding = "x" * 500
    ask(cache, "/tin-tuc/")

    for number in range(1000):
        ask(cache, f"/?trang={number}")

    assert pages.bytes <= 104_000
    assert ask(cache, "/tin-tuc/").body.startswith(b"page 1x")


def test_invented_addresses_that_are_not_there_push_out_no_usual_page(site: Site, settings: Any) -> None:
    pages = trusted(400_000)
    cache = PageCache(site, pages)
    site.padding = "x" * 500
    ask(cache, "/tin-tuc/")
    site.status = "404 Not Found"

    for number in range(1000):
        ask(cache, f"/khong-co/{number}")

    assert pages.bytes <= 104_000
    assert ask(cache, "/tin-tuc/").body.startswith(b"page 1x")


def test_memory_has_a_limit_and_what_is_read_stays(site: Site, settings: Any) -> None:
    pages = trusted(400_000)
    cache = PageCache(site, pages)
    site.padding = "x" * 500

    for number in range(500):
        ask(cache, f"/{number}")
        assert ask(cache, "/0").body.startswith(b"page 1x")

    assert pages.bytes <= 300_000


def test_page_past_its_time_is_shown_stale_while_one_thread_makes_it(
    cache: PageCache, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: clock[0])
    ask(cache)
    clock[0] = 161.0
    entered, go_on = threading.Event(), threading.Event()
    site.before = lambda: (entered.set(), go_on.wait(10))
    maker: list[Answer] = []
    thread = threading.Thread(target=lambda: maker.append(ask(cache)))
    thread.start()
    entered.wait(10)

    stale = ask(cache)
    go_on.set()
    thread.join(10)

    assert stale.body == b"page 1"
    assert maker[0].body == b"page 2"
    assert ask(cache).body == b"page 2"
    clock[0] = 161 + 60 + 10.5
    site.before = lambda: None
    assert ask(cache).body == b"page 3", "past ten more seconds nobody is shown the old one"


def test_forty_readers_of_a_new_page_make_it_once(cache: PageCache, site: Site) -> None:
    gate = threading.Barrier(40)
    site.before = lambda: time.sleep(0.2)
    bodies: list[bytes] = []

    def read() -> None:
        gate.wait(10)
        bodies.append(ask(cache).body)

    threads = [threading.Thread(target=read) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert bodies == [b"page 1"] * 40


def test_readers_of_a_page_that_is_not_kept_do_not_wait_for_one_another(cache: PageCache, site: Site) -> None:
    site.headers = [HTML]
    ask(cache)
    gate = threading.Barrier(4)
    site.before = lambda: gate.wait(5)  # broken unless four are inside at once

    threads = [threading.Thread(target=lambda: ask(cache)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert not gate.broken
    assert len(site.calls) == 5


def test_page_whose_making_began_before_a_publication_is_not_kept(
    cache: PageCache, site: Site, pages: Pages
) -> None:
    site.before = pages.forget

    assert ask(cache).body == b"page 1"
    site.before = lambda: None
    assert ask(cache).body == b"page 2"
    assert ask(cache).body == b"page 2"


def test_failure_while_making_sets_the_next_reader_free(cache: PageCache, site: Site) -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    site.before = fail
    with pytest.raises(RuntimeError):
        ask(cache)
    site.before = lambda: None

    assert ask(cache).body == b"page 2"


def test_pages_of_a_process_that_hears_nothing_live_five_seconds(
    cache: PageCache, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: clock[0])
    pages.trusted_until = 0.0
    ask(cache)

    clock[0] = 104.9
    assert ask(cache).body == b"page 1"
    clock[0] = 105.1
    assert ask(cache).body == b"page 2"


def test_listening_begins_once_with_the_first_request(site: Site, pages: Pages, settings: Any) -> None:
    begun: list[int] = []
    cache = PageCache(site, pages, start=lambda: begun.append(1))
    assert begun == []

    ask(cache)
    ask(cache)

    assert begun == [1]


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True), ("br;q=1.0, GZIP;q=0.2", True), ("*", True), ("gzip;q=0", False), ("gzip; q=0.000", False),
        ("*;q=0", False), ("br, deflate", False), ("identity", False), ("*;q=0, gzip;q=0.001", True),
    ],
)  # fmt: skip
def test_packed_bytes_go_only_to_who_takes_them(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def test_any_etag_is_known_by_the_star() -> None:
    assert is_known('"a"', "*")
    assert not is_known('"a"', '"ab", "b"')


def test_marked_view_marks_only_what_anybody_may_read() -> None:
    @kept(seconds=30, query=["trang", "nam"])
    def view(request: HttpRequest, status: int) -> HttpResponse:
        return HttpResponse("x", status=status)

    somebody = RequestFactory().get("/")
    somebody.COOKIES["sessionid"] = "x"

    assert view(RequestFactory().get("/"), 200).headers[MARK] == "30 nam trang"
    assert (
        view(RequestFactory().get("/"), 200).headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    )
    assert MARK not in view(RequestFactory().get("/"), 403).headers
    assert MARK not in view(somebody, 200).headers


@pytest.mark.parametrize("seconds", [0, -1, 3601])
def test_time_out_of_range_is_refused(seconds: int) -> None:
    with pytest.raises(ValueError, match="3600"):
        keep(HttpResponse(), seconds=seconds)
