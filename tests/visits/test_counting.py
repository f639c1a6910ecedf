"""From the beacon to the figures, through journals in a folder of the test's own."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.template import Context, Template
from django.test import RequestFactory

from danbiet.audit.models import Entry
from danbiet.kit import clock
from danbiet.visits import receivers
from danbiet.visits.actions import WrongBase, add_up, destroy_old, load_days, salt_of, set_base
from danbiet.visits.calc.journal import Hit, write_line
from danbiet.visits.calc.mark import Viewed, make_mark
from danbiet.visits.calc.rates import Rates
from danbiet.visits.middleware import Counting
from danbiet.visits.models import JournalRead, PageDay, Salt
from danbiet.visits.queries import all_days, pages_of, top_pages, totals, views_by_day, views_of
from danbiet.visits.receivers import Ledger, real_day
from danbiet.visits.registry import PageFacts, facts_of, register_pages
from danbiet.visits.storages import Journal, journals, mark_key

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)  # in Vietnam
TODAY = date(2026, 11, 24)
HOME = Viewed("home", "/")


class Site:
    """A process of the web server: `read` sends a beacon and gives the status, `tend` is a round of its thread."""

    def __init__(self, place: Path, *, most: int = 120) -> None:
        self.second = NOON.timestamp()
        self.ledger = Ledger(place, rates=Rates(most=most))
        self.behind: list[str] = []
        self.door = Counting(self._django, self.ledger, clock=lambda: self.second)
        self.door._is_tended = True  # rounds are the test's

    def _django(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.behind.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return []

    def read(
        self, viewed: Viewed = HOME, *, address: str = "203.0.113.7", mark: str | None = None, **more: str
    ) -> str:
        body = (make_mark(viewed, key=mark_key()) if mark is None else mark).encode()
        environ = {
            "REQUEST_METHOD": "POST", "PATH_INFO": "/dem", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body), "REMOTE_ADDR": address, "HTTP_USER_AGENT": FIREFOX,
            "HTTP_ACCEPT_LANGUAGE": "vi", "HTTP_SEC_FETCH_SITE": "same-origin", **more,
        }  # fmt: skip
        said: list[str] = []
        self.door(environ, lambda status, headers: said.append(status[:3]))
        return said[0]

    def tend(self) -> None:
        self.ledger.tend(second=self.second)


@pytest.fixture
def new_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Site]:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return lambda **more: Site(tmp_path / "visits", **more)


def figures(on: date = TODAY) -> tuple[int, int, int, int | None]:
    found = totals(on=on, at=NOON)
    return found.all, found.today, found.visitors_today, found.online


def test_views_of_two_readers_through_two_processes_are_added_up(new_site: Callable[..., Site]) -> None:
    one, two = new_site(), new_site()

    statuses = [
        one.read(),
        one.read(Viewed("article", "/tin/1/")),
        two.read(address="203.0.113.8"),
        two.read(),
    ]
    one.tend()

    assert statuses == ["204"] * 4
    assert figures() == (4, 4, 2, 2)
    assert views_of(["/", "/tin/1/", "/khong/"]) == {"/": 3, "/tin/1/": 1, "/khong/": 0}


def test_adding_up_again_and_by_another_process_adds_nothing(new_site: Callable[..., Site]) -> None:
    one, two = new_site(), new_site()
    one.read()

    for site in (one, two, one):
        site.tend()

    assert figures() == (1, 1, 1, 1)


def test_views_of_a_dead_process_are_taken_up_by_a_new_one(new_site: Callable[..., Site]) -> None:
    dead = new_site()
    dead.read()
    dead.ledger.journal.close()  # what the kernel does for a killed process

    new_site().tend()

    assert figures() == (1, 1, 1, 1)


def test_view_is_on_the_disk_before_it_is_answered(new_site: Callable[..., Site]) -> None:
    site = new_site()
    site.read()

    assert [journal.size() > 20 for journal in journals(site.ledger.place)] == [True]


def test_journal_holds_no_address_no_browser_and_is_for_its_owner_alone(
    new_site: Callable[..., Site],
) -> None:
    site = new_site()
    site.read()

    (journal,) = journals(site.ledger.place)
    text = journal.path.read_text()
    assert "203" not in text
    assert "Firefox" not in text
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert site.ledger.place.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_ACCEPT_LANGUAGE": ""},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
    ],
)
def test_who_is_no_reader_is_answered_alike_and_not_counted(
    new_site: Callable[..., Site], more: dict[str, str]
) -> None:
    site = new_site()

    assert site.read(**more) == "204"
    site.tend()

    assert figures() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("mark", "status"), [("", "400"), ("x.page/invented/", "400"), ("\udcff".encode("utf-8", "replace").decode(), "400"),
                         ("x" * 2049, "413")]
)  # fmt: skip
def test_page_we_never_showed_is_refused(new_site: Callable[..., Site], mark: str, status: str) -> None:
    site = new_site()

    assert site.read(mark=mark) == status
    site.tend()

    assert figures()[0] == 0


@pytest.mark.parametrize("length", ["", "x", "-5", "99999999999"])
def test_odd_length_of_a_body_breaks_nothing(new_site: Callable[..., Site], length: str) -> None:
    assert new_site().read(CONTENT_LENGTH=length) in {"400", "413"}


def test_everything_else_reaches_django(new_site: Callable[..., Site]) -> None:
    site = new_site()

    site.read(PATH_INFO="/tin-tuc/")
    site.read(REQUEST_METHOD="GET")

    assert site.behind == ["/tin-tuc/", "/dem"]


def test_reader_faster_than_anybody_is_taken_back_whole(new_site: Callable[..., Site]) -> None:
    site = new_site(most=5)
    for _ in range(50):
        site.read()
    site.read(address="203.0.113.8")

    site.tend()

    assert figures() == (1, 1, 1, 1)


def test_reader_too_fast_only_for_both_processes_together_is_taken_back_by_both(
    new_site: Callable[..., Site],
) -> None:
    one, two = new_site(most=5), new_site(most=5)
    for _ in range(4):
        one.read()
        two.read()

    for _ in range(2):
        one.tend()
        two.tend()

    assert figures() == (0, 0, 0, 0)
    assert one.ledger.rates.is_muted(_visitor(one), second=int(one.second))


def test_process_that_reads_a_long_journal_late_silences_no_ordinary_reader(
    new_site: Callable[..., Site],
) -> None:
    one, late = new_site(most=5), new_site(most=5)
    for _ in range(40):
        one.second += 15  # four a minute
        one.read()

    late.second = one.second - 300  # its clock was read before the journal grew
    late.tend()
    late.second = one.second
    late.read()
    late.tend()

    assert figures()[:3] == (41, 41, 1)


def _visitor(site: Site) -> str:
    return next(iter(next(iter(site.ledger.watch.crowd.views.values()))))


def test_who_read_five_minutes_ago_is_not_online(new_site: Callable[..., Site]) -> None:
    site = new_site()
    site.read()
    site.second += 250
    site.read(address="203.0.113.8")
    site.second += 51

    site.tend()

    assert figures() == (2, 2, 2, 1)


def test_number_online_is_not_told_when_nobody_counts_any_more(new_site: Callable[..., Site]) -> None:
    site = new_site()
    site.read()
    site.tend()

    assert totals(on=TODAY, at=NOON + timedelta(minutes=3)).online is None


def test_after_midnight_readers_are_others_and_nothing_of_yesterday_is_left(
    new_site: Callable[..., Site],
) -> None:
    site = new_site()
    site.read()
    site.tend()
    yesterday = bytes(Salt.objects.get().value)
    hash_before = _visitor(site)

    site.second += 86400
    site.read()
    site.tend()
    site.tend()

    assert [journal.day for journal in journals(site.ledger.place)] == [TODAY + timedelta(days=1)]
    assert [row.day for row in Salt.objects.all()] == [TODAY + timedelta(days=1)]
    assert bytes(Salt.objects.get().value) != yesterday
    assert _visitor(site) != hash_before
    assert [(day.day, day.views, day.visitors) for day in all_days()] == [
        (TODAY + timedelta(days=1), 1, 1),
        (TODAY, 1, 1),
    ]


def test_journal_somebody_still_writes_to_or_not_yet_added_up_is_not_destroyed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append([Hit(1, TODAY, "a", HOME)], real_day=TODAY)
    tomorrow = TODAY + timedelta(days=1)

    assert destroy_old(tmp_path, real_day=tomorrow) == 0
    journal.close()
    assert destroy_old(tmp_path, real_day=tomorrow) == 0
    add_up(tmp_path, crowd={}, online=None, at=NOON)
    assert destroy_old(tmp_path, real_day=TODAY) == 0
    assert destroy_old(tmp_path, real_day=tomorrow) == 1
    assert list(tmp_path.iterdir()) == []


def test_folder_put_back_from_a_backup_is_not_added_again(tmp_path: Path) -> None:
    path = tmp_path / f"{TODAY.isoformat()}-1-aa.journal"
    data = write_line(Hit(1, TODAY, "a", HOME))
    for _ in range(2):
        path.write_bytes(data)
        add_up(tmp_path, crowd={}, online=None, at=NOON)
        destroy_old(tmp_path, real_day=TODAY + timedelta(days=1))

    assert figures()[0] == 1
    destroy_old(tmp_path, real_day=TODAY + timedelta(days=40))
    assert not JournalRead.objects.exists()


def test_unfinished_line_waits_and_is_added_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / f"{TODAY.isoformat()}-1-aa.journal"
    line = write_line(Hit(1, TODAY, "a", HOME))
    path.write_bytes(line + line[:10])

    assert add_up(tmp_path, crowd={}, online=None, at=NOON) == 1
    path.write_bytes(line + line)
    assert add_up(tmp_path, crowd={}, online=None, at=NOON) == 1


def test_full_disk_is_answered_with_503_and_the_next_view_is_whole(
    new_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = new_site()
    site.read()
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:9]))
    assert site.read() == "503"
    monkeypatch.setattr(os, "write", write)

    assert site.read() == "204"
    site.tend()

    assert figures()[0] == 2


def test_database_away_loses_no_view(new_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    site = new_site()

    def away(day: date) -> bytes:
        raise OperationalError("away")

    monkeypatch.setattr(receivers, "salt_of", away)
    assert [site.read(), site.read()] == ["204", "204"]
    monkeypatch.undo()

    site.tend()
    assert figures()[0] == 2


def test_reader_behind_a_trusted_proxy_is_told_apart(new_site: Callable[..., Site], settings: Any) -> None:
    settings.AXES_IPWARE_PROXY_COUNT = 1
    site = new_site()
    for number in (1, 2):
        site.read(address="10.0.0.1", HTTP_X_FORWARDED_FOR=f"6.6.6.6, 203.0.113.{number}")

    site.tend()

    assert figures() == (2, 2, 2, 2)


def test_reader_who_invents_forwarded_addresses_stays_one(new_site: Callable[..., Site]) -> None:
    site = new_site()
    for number in (1, 2):
        site.read(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    site.tend()

    assert figures() == (2, 2, 1, 1)


def test_demonstration_counts_for_its_pinned_day(new_site: Callable[..., Site], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    settings.DANBIET_TODAY = date(2021, 12, 15)
    monkeypatch.setattr(clock, "today", lambda: date(2021, 12, 15))
    site = new_site()
    site.read()

    site.tend()

    assert figures(date(2021, 12, 15)) == (1, 1, 1, 1)
    assert Salt.objects.get().day == TODAY, "the secret's day is the real one"


def test_day_of_a_view_is_vietnams() -> None:
    assert real_day(datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC).timestamp()) == date(2026, 11, 23)
    assert real_day(datetime(2026, 11, 23, 17, 0, 0, tzinfo=UTC).timestamp()) == date(2026, 11, 24)


def test_secret_is_the_same_all_day_and_destroyed_with_the_next() -> None:
    first = salt_of(TODAY)

    assert salt_of(TODAY) == first
    assert len(first) == 32
    assert salt_of(TODAY + timedelta(days=1)) != first
    assert Salt.objects.count() == 1


def test_base_is_part_of_the_total_and_written_down() -> None:
    set_base(3_539_502, reason="Cổng cũ", by=None, at=NOON)

    assert figures() == (3_539_502, 0, 0, None)
    entry = Entry.objects.get(verb="visits.base_set")
    assert (entry.reason, entry.details) == ("Cổng cũ", {"before": 0, "after": 3_539_502})


@pytest.mark.parametrize("base", [-1, 10**12 + 1])
def test_base_out_of_range_is_refused(base: int) -> None:
    with pytest.raises(WrongBase):
        set_base(base, reason="x", by=None, at=NOON)


def test_days_counted_elsewhere_join_the_total_once() -> None:
    days = {TODAY: (10, 4), TODAY - timedelta(days=2): (5, 5)}

    load_days(days)
    load_days(days)

    assert figures() == (15, 10, 4, None)
    assert [(row.views, row.visitors) for row in views_by_day(until=TODAY, days=3)] == [
        (5, 5),
        (0, 0),
        (10, 4),
    ]


def test_pages_read_most_come_first(new_site: Callable[..., Site]) -> None:
    site = new_site()
    for path, times in (("/b/", 2), ("/a/", 2), ("/c/", 3), ("/d/", 1)):
        for _ in range(times):
            site.read(Viewed("page", path))
    site.tend()

    found = top_pages(first=TODAY, last=TODAY, most=3)

    assert [(page.path, page.views) for page in found] == [("/c/", 3), ("/a/", 2), ("/b/", 2)]
    assert top_pages(first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=1), most=3) == []
    assert next((page.path, page.views) for page in pages_of(TODAY)) == ("/a/", 2)


def test_page_taken_back_before_it_was_added_never_falls_below_nothing(tmp_path: Path) -> None:
    path = tmp_path / f"{TODAY.isoformat()}-1-aa.journal"
    path.write_bytes(write_line(Hit(1, TODAY, "a", HOME)))
    add_up(tmp_path, crowd={}, online=None, at=NOON)
    path.write_bytes(path.read_bytes() + write_line(Hit(1, TODAY, "a", HOME, -1)) * 3)
    add_up(tmp_path, crowd={}, online=None, at=NOON)

    assert PageDay.objects.get().views == 0


def test_facts_come_from_the_first_who_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danbiet.visits.registry._SOURCES", [])
    asked: list[list[str]] = []
    register_pages(lambda paths: {"/a/": PageFacts("A")})
    register_pages(lambda paths: asked.append(paths) or {path: PageFacts("B") for path in paths})  # type: ignore[func-returns-value]

    assert {path: facts.title for path, facts in facts_of(["/a/", "/b/"]).items()} == {"/a/": "A", "/b/": "B"}
    assert asked == [["/b/"]]


def test_page_carries_a_mark_of_its_address_without_parameters() -> None:
    request = RequestFactory().get("/tin-tuc/b%C3%A0i/?trang=2")

    text = Template('{% load visits %}{% visit_mark "article" %}').render(Context({"request": request}))

    assert text == make_mark(Viewed("article", "/tin-tuc/bài/"), key=mark_key())
    assert Template("{% load visits %}{% visit_mark %}").render(Context({})) == ""


def test_adding_up_costs_the_same_for_many_views(
    new_site: Callable[..., Site], django_assert_max_num_queries: Any
) -> None:
    site = new_site()
    for number in range(60):
        site.read(Viewed("page", f"/{number}/"))

    with django_assert_max_num_queries(16):
        site.tend()
