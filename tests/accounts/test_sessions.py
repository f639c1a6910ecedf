"""Where one is signed in: seen, marked, ended; little is kept of it."""

from __future__ import annotations

import pytest
from django.test import Client

from danbiet.accounts.calc.devices import device_of, network_of
from danbiet.accounts.models import OpenSession, User
from danbiet.accounts.tasks import forget
from danbiet.audit.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "đường vào rất dài"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
PLACE = "/tai-khoan/noi-dang-nhap/"


@pytest.fixture
def person() -> User:
    return User.objects.create_user(username="tran.b", password=PASSWORD, full_name="Trần Thị B")


def browser(agent: str = CHROME, address: str = "203.0.113.77") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    assert client.post("/dang-nhap/", {"username": "tran.b", "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        (CHROME, "Chrome · Windows"), (CHROME.replace("Safari/537.36", "Safari/537.36 Edg/140"), "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPhone"), ("", ""), ("\x00" * 9000, ""),
    ],
)  # fmt: skip
def test_device_is_told_without_versions(agent: str, shown: str) -> None:
    assert device_of(agent) == shown


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("203.0.113.77", "203.0.113.x"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::x"),
        ("::ffff:10.1.2.3", "10.1.2.x"),
        ("", ""),
        ("lạ", ""),
    ],
)
def test_only_the_network_of_an_address_is_kept(address: str, kept: str) -> None:
    assert network_of(address) == kept


def test_own_list_marks_this_browser_and_ends_another(person: User) -> None:
    here, there = browser(), browser("Firefox/140 Linux", "198.51.100.9")
    page = here.get(PLACE).content.decode()
    assert "Chrome · Windows" in page
    assert "Firefox · Linux" in page
    assert "198.51.100.x" in page
    assert "198.51.100.9" not in page
    assert page.count("Trình duyệt này") == 1

    other = OpenSession.objects.get(device="Firefox · Linux")
    here.post(f"{PLACE}ket-thuc/", {"pk": other.pk})

    assert there.get(PLACE).status_code == 302
    assert here.get(PLACE).status_code == 200
    assert Entry.objects.filter(verb="accounts.session_ended", object_id=person.pk).exists()


def test_all_others_end_at_once(person: User) -> None:
    here, *others = browser(), browser(), browser()
    here.post(f"{PLACE}ket-thuc/", {"pk": "others"})
    assert here.get(PLACE).status_code == 200
    assert [one.get(PLACE).status_code for one in others] == [302, 302]


@pytest.mark.parametrize("given", ["", "x", "-1", "9" * 40, "\x00"])
def test_odd_number_of_a_session_ends_nothing(person: User, given: str) -> None:
    here = browser()
    assert here.post(f"{PLACE}ket-thuc/", {"pk": given}).status_code in {302, 400}
    assert here.get(PLACE).status_code == 200


def test_session_of_somebody_else_is_not_ended(person: User) -> None:
    browser()
    User.objects.create_user(username="le.c", password=PASSWORD, full_name="Lê Văn C")
    stranger = Client()
    stranger.post("/dang-nhap/", {"username": "le.c", "password": PASSWORD})
    stranger.post(f"{PLACE}ket-thuc/", {"pk": OpenSession.objects.get(user=person).pk})
    assert OpenSession.objects.filter(user=person).exists()


def test_signing_out_takes_the_session_off_the_list(person: User) -> None:
    here = browser()
    here.post("/dang-xuat/")
    assert not OpenSession.objects.exists()


def test_changed_password_keeps_this_browser_on_the_list(person: User) -> None:
    here, there = browser(), browser()
    new = "một câu thật dài"
    here.post("/doi-mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert there.get(PLACE).status_code == 302
    assert "Trình duyệt này" in here.get(PLACE).content.decode()


def test_session_not_seen_for_days_is_forgotten(person: User) -> None:
    browser()
    OpenSession.objects.update(seen_at="2020-01-01T00:00Z")
    forget()
    assert not OpenSession.objects.exists()


def test_page_between_two_notes_costs_no_query_for_the_session(
    person: User, django_assert_num_queries: object
) -> None:
    here = browser()
    here.get(PLACE)
    with django_assert_num_queries(4):  # type: ignore[operator]  # session, person, the list, which of it is alive
        here.get(PLACE)
