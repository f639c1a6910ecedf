"""How one may ask: by GET, not too often, with parameters that are known; and in which form refusals come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory

from danbiet.api import middleware
from danbiet.api.middleware import ApiDoor
from danbiet.api.storages import Gate
from danbiet.api.views.serving import ROOT
from danbiet.pagecache.calc.pages import Pages
from danbiet.pagecache.middleware import PageCache

from .reading import get
from .world import Site

pytestmark = pytest.mark.django_db
UNITS = f"{ROOT}/units"


@pytest.fixture(autouse=True)
def _today(today: None) -> None:
    pass


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [UNITS, f"{ROOT}/units/1", f"{ROOT}/openapi.json", f"{ROOT}/khong-co"])
def test_other_methods_are_refused_and_told_what_may_be(client: Client, method: str, path: str) -> None:
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["title"] == "Chỉ được đọc"


def test_browser_of_another_site_may_ask(client: Client) -> None:
    asked = client.options(
        UNITS, headers={"Origin": "https://example.vn", "Access-Control-Request-Method": "GET"}
    )

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for answer in (asked, client.get(UNITS), client.get(f"{ROOT}/khong-co")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_is_get_without_its_body(client: Client, site: Site) -> None:
    whole, bare = client.get(UNITS), client.head(UNITS)

    assert bare.status_code == 200
    assert bare.content == b""
    for name in ("Content-Type", "ETag", "Link", "Cache-Control"):
        assert bare.headers[name] == whole.headers[name]
    assert bare.headers["Content-Length"] == str(len(whole.content))
    assert client.head(f"{UNITS}?format=csv").content == b""


def test_known_tag_is_answered_with_nothing_new(client: Client, site: Site) -> None:
    tag = client.get(UNITS).headers["ETag"]

    same = client.get(UNITS, headers={"If-None-Match": f'W/{tag}, "x"'})
    other = client.get(UNITS, headers={"If-None-Match": '"x"'})

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert "Content-Type" not in same.headers
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("ngay=30/06/2021", 422, "ngay"),
        ("ngay=2021-02-30", 422, "ngay"),
        ("ngay=1609459200", 422, "ngay"),
        ("ngay=0001-01-01", 422, "ngay"),
        ("ngay=9999-12-31", 422, "ngay"),
        ("ngay=", 422, "ngay"),
        ("trang=0", 422, "trang"),
        ("trang=-1", 422, "trang"),
        ("trang=" + "9" * 19, 422, "trang"),
        ("trang=" + "9" * 1500, 422, "trang"),
        ("trang=1e3", 422, "trang"),
        ("trang=%C2%B2", 422, "trang"),
        ("moi_trang=201", 422, "moi_trang"),
        ("format=xml", 422, "format"),
        ("cap_tren=9223372036854775808", 422, "cap_tren"),
        ("q=" + "a" * 101, 422, "q"),
        ("khong_co=1", 422, "khong_co"),
        ("fbclid=1", 422, "fbclid"),
        ("q=a&q=b", 422, "q"),
        ("q=%00", 400, None),
        ("%00=1", 400, None),
        ("q=%FF%FE", 400, None),
        ("q=" + "a" * 3000, 400, None),
    ],
)
def test_odd_parameters_are_refused_with_a_reason(
    client: Client, query: str, status: int, parameter: str | None
) -> None:
    told = get(client, f"{UNITS}?{query}", status)

    assert told["status"] == status
    assert [one["parameter"] for one in told["errors"]] == ([parameter] if parameter else [])
    assert told["type"].endswith(f"/du-lieu-mo/#loi-{status}")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/units/abc", 422), ("/units/0", 422), ("/units/" + "9" * 30, 422), ("/units/" + "9" * 5000, 422), ("/units/1%00", 400),
        ("/units/9223372036854775807", 404), ("/plans/9223372036854775807", 404), ("/questions/CH-2021-0001'--", 422),
        ("/contests/../../etc", 404), ("/contests/A", 422), ("/khong-co", 404), ("/units/", 404), ("/%FF", 404),
        ("/indices/1/units/%2e%2e%2fetc", 404),
    ],
)  # fmt: skip
def test_odd_addresses_are_refused_as_problems(client: Client, path: str, status: int) -> None:
    answer = client.get(f"{ROOT}{path}")

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"


def test_refusals_speak_english_to_who_asks_for_it(client: Client) -> None:
    answers = {
        said: client.get(f"{ROOT}/khong-co", headers={"Accept-Language": said} if said else {})
        for said in ("", "vi", "en", "en-GB,en;q=0.9,vi;q=0.5", "vi,en;q=0.5", "fr")
    }

    titles = {said: answer.json()["title"] for said, answer in answers.items()}
    assert titles == {
        "": "Không tìm thấy", "vi": "Không tìm thấy", "en": "Not found", "en-GB,en;q=0.9,vi;q=0.5": "Not found",
        "vi,en;q=0.5": "Không tìm thấy", "fr": "Không tìm thấy",
    }  # fmt: skip
    assert all("Accept-Language" in answer.headers["Vary"] for answer in answers.values())


def test_english_pages_have_no_api_of_their_own(client: Client) -> None:
    answer = client.get("/en/api/v1/units?q=so")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/api/v1/units?q=so")


def test_too_many_requests_wait_for_the_next_minute(settings: Any, stop_clock: Callable[..., None]) -> None:
    stop_clock(middleware)
    settings.DANBIET_API_PER_MINUTE = 3
    made: list[str] = []

    def view(request: Any) -> HttpResponse:
        made.append(request.path)
        return HttpResponse("{}", content_type="application/json")

    door, ask = ApiDoor(view), RequestFactory()
    answers = [door(ask.get(UNITS, REMOTE_ADDR="2001:db8::1")) for _number in range(5)]
    neighbour = door(ask.get(UNITS, REMOTE_ADDR="2001:db8:0:1::1"))
    page = door(ask.get("/tin-tuc/", REMOTE_ADDR="2001:db8::1"))

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert (neighbour.status_code, page.status_code) == (200, 200)
    assert len(made) == 5


def test_gate_keeps_no_address_and_counts_a_network_as_one() -> None:
    gate = Gate(most=2)
    second = 1_700_000_000.0

    assert [gate.lets_in(f"2001:db8::{number}", second=second) for number in range(3)] == [True, True, False]
    assert gate.lets_in("2001:db8::1", second=second + 60)
    kept = repr(vars(gate._window))
    assert "2001" not in kept
    assert "db8" not in kept


def test_failure_of_ours_is_a_problem_without_its_cause() -> None:
    def broken(_request: Any) -> HttpResponse:
        return HttpResponse("<h1>Traceback: secret</h1>", status=500)

    answer: Any = ApiDoor(broken)(RequestFactory().get(UNITS))

    assert answer.status_code == 500
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert b"secret" not in answer.content


def test_ready_answers_come_from_memory_with_the_same_tag_and_headers(
    client: Client, site: Site, app: WSGIHandler
) -> None:
    """As in production: pagecache before Django. What is kept is packed, has its tag, and a second reader costs no query."""
    cache = PageCache(app, Pages(most_bytes=4_000_000))
    heads: list[Any] = []

    def ask(path: str, query: str = "", **more: str) -> bytes:
        environ = (
            RequestFactory().get(path).environ | {"QUERY_STRING": query, "HTTP_HOST": "localhost"} | more
        )
        return b"".join(cache(environ, lambda status, headers, *_more: heads.append((status, dict(headers)))))

    django = client.get(UNITS)
    first = ask(UNITS)
    second = ask(UNITS)
    third = ask(UNITS, HTTP_IF_NONE_MATCH=django.headers["ETag"])

    assert first == second == django.content
    assert heads[1][1]["ETag"] == django.headers["ETag"]
    assert heads[1][1]["Access-Control-Allow-Origin"] == "*"
    assert "Link" in heads[1][1]
    assert (heads[2][0][:3], third) == ("304", b"")
    ask(UNITS, "khong_co=1")
    assert heads[3][0].startswith("422")
