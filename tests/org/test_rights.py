"""Roles reach down the tree as of the day; the desk's door lets in who holds one today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from danbiet.accounts.models import User
from danbiet.org import registry
from danbiet.org.actions.importing import Outcome
from danbiet.org.actions.reorganising import Decree, move_unit
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.permissions import is_province_office, may_edit_calendar
from danbiet.org.queries import Rights, UnitAt, holders, rights_of, tree
from danbiet.org.views import DeskRequest, desk_view

from .conftest import AT

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 30)


def person(name: str = "tran.b", **more: object) -> User:
    return User.objects.create_user(
        username=name, password="x", full_name=f"Trần Thị {name[-1].upper()}", **more
    )


def give(
    user: User, unit: UnitAt, role: Role, starts: date = date(2021, 1, 1), ends: date | None = None
) -> None:
    Membership.objects.create(user=user, unit_id=unit.id, role=role, starts_on=starts, ends_on=ends)


def unit(code: str, on: date = DAY) -> UnitAt:
    found = tree(on).by_code(code)
    assert found is not None
    return found


@pytest.fixture
def ke_sach(province: Outcome) -> UnitAt:
    return unit("943")


def test_role_in_a_district_reaches_its_communes_and_nothing_else(ke_sach: UnitAt) -> None:
    user = person()
    give(user, ke_sach, Role.OFFICE)
    rights = rights_of(user, DAY)
    assert rights.holds(ke_sach.id, Role.OFFICE)
    assert rights.holds(unit("31537").id, Role.OFFICE)
    assert not rights.holds(unit("31537").id, Role.HEAD)
    assert not rights.holds(unit("31567").id)  # a commune of Mỹ Tú
    assert not rights.holds(unit("94").id)
    assert rights.in_unit(ke_sach.id, Role.OFFICE)
    assert not rights.in_unit(unit("31537").id)
    assert rights.above(unit("31537").id, Role.OFFICE)
    assert not rights.above(ke_sach.id, Role.OFFICE)
    assert len(rights.unit_ids(Role.OFFICE)) == 14  # the district and its 13 communes
    assert rights.unit_ids(Role.HEAD) == set()
    assert (rights.home_unit_id, rights.home_role) == (ke_sach.id, Role.OFFICE)


@pytest.mark.parametrize(
    ("on", "is_held"),
    [
        (date(2021, 2, 28), False),
        (date(2021, 3, 1), True),
        (date(2021, 8, 31), True),
        (date(2021, 9, 1), False),
    ],
)
def test_role_holds_from_its_first_day_to_the_day_before_its_end(
    ke_sach: UnitAt, on: date, *, is_held: bool
) -> None:
    user = person()
    give(user, ke_sach, Role.HEAD, date(2021, 3, 1), date(2021, 9, 1))
    assert rights_of(user, on).is_anyone is is_held
    assert rights_of(user, on).holds(ke_sach.id, Role.HEAD) is is_held


def test_rights_follow_a_commune_under_another_parent(ke_sach: UnitAt) -> None:
    commune, other = unit("31537"), unit("944")
    user = person()
    give(user, ke_sach, Role.OFFICE)
    move_unit(commune.id, decree=Decree(on=date(2021, 7, 1), by=None, at=AT), parent_id=other.id)
    assert rights_of(user, date(2021, 6, 30)).holds(commune.id)
    assert not rights_of(user, date(2021, 7, 1)).holds(commune.id)


def test_stranger_and_shut_out_person_hold_nothing(ke_sach: UnitAt) -> None:
    user = person(is_active=False)
    give(user, ke_sach, Role.HEAD)
    for nobody in (AnonymousUser(), user, person("le.c")):
        rights = rights_of(nobody, DAY)
        assert (rights.is_anyone, rights.unit_ids(), rights.home_unit_id) == (False, set(), None)
        assert not rights.holds(ke_sach.id)
        assert not rights.holds(None)


def test_rights_take_two_queries_with_one_role_and_with_many(
    ke_sach: UnitAt, django_assert_num_queries: object
) -> None:
    user = person()
    for code in ("943", "944", "31567"):
        give(user, unit(code), Role.OFFICER)
        with django_assert_num_queries(2):  # type: ignore[operator]
            rights = rights_of(user, DAY)
            assert rights.unit_ids()
            assert rights.tree.root.code == "94"


def test_only_the_province_office_changes_the_calendar(ke_sach: UnitAt) -> None:
    for place, (code, role, may) in enumerate(
        [
            ("94", Role.OFFICE, True),
            ("94", Role.HEAD, False),
            ("943", Role.OFFICE, False),
            ("94", Role.AUDITOR, False),
        ]
    ):
        user = person(f"p{place}")
        give(user, unit(code), role)
        assert may_edit_calendar(rights_of(user, DAY)) is may
        assert is_province_office(rights_of(user, DAY)) is may


def test_holders_are_those_of_the_day_who_may_sign_in(ke_sach: UnitAt) -> None:
    head, gone, shut = person("a"), person("b"), person("c", is_active=False)
    give(head, ke_sach, Role.HEAD)
    give(gone, ke_sach, Role.HEAD, date(2020, 1, 1), date(2021, 1, 1))
    give(shut, ke_sach, Role.OFFICER)
    assert [holder.user_id for holder in holders([ke_sach.id], on=DAY)] == [head.pk]
    assert holders([ke_sach.id], Role.OFFICER, on=DAY) == []
    assert [holder.user_id for holder in holders([ke_sach.id], on=date(2020, 6, 1))] == [gone.pk]


@desk_view
def seen(request: DeskRequest, word: str) -> HttpResponse:
    return HttpResponse(f"{word} {request.on} {len(request.rights.roles)} {request.at:%Y}")


urlpatterns = [path("thu/<str:word>/", seen)]


@pytest.fixture
def door() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__, LOGIN_URL="/dang-nhap/", DANBIET_TODAY=DAY):
        yield


def test_stranger_is_sent_to_sign_in_and_back(door: None, client: Client) -> None:
    response = client.get("/thu/x/?a=1")
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/thu/x/%3Fa%3D1")


def test_person_without_a_role_today_is_refused(ke_sach: UnitAt, door: None, rf: object) -> None:
    from django.core.exceptions import PermissionDenied

    user = person()
    give(user, ke_sach, Role.HEAD, date(2021, 1, 1), DAY)  # ended this morning
    request = HttpRequest()
    request.method, request.path, request.user = "GET", "/thu/x/", user
    with pytest.raises(PermissionDenied, match="không giữ vai trò nào"):
        seen(request, "x")


def test_official_comes_in_with_rights_day_and_moment(ke_sach: UnitAt, door: None, client: Client) -> None:
    user = person()
    give(user, ke_sach, Role.HEAD)
    client.force_login(user)
    response = client.get("/thu/x/")
    assert response.content.decode() == "x 2021-06-30 1 2021"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_navigation_shows_what_is_allowed_in_order_and_marks_where_one_is(
    ke_sach: UnitAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danbiet.org.context_processors import navigation

    monkeypatch.setattr(registry, "_NAV", {})
    everyone = lambda rights: True  # noqa: E731
    registry.register_nav("office", "Văn phòng", "Lịch", "org:calendar", everyone, order=90)
    registry.register_nav("", "", "Đơn vị", "org:units", everyone, lambda rights: 7, is_due=True)
    registry.register_nav("x", "X", "Không được", "org:override-new", lambda rights: False)
    registry.register_nav("y", "Y", "Không có", "khong:co", everyone)
    rights: Rights = rights_of(person(), DAY)
    top, office = navigation(rights, path="/ban-lam-viec/lich/moi/")
    assert [item["label"] for item in top["items"]] == ["Đơn vị"]
    assert (top["items"][0]["count"], top["items"][0]["is_due"], top["items"][0]["is_current"]) == (
        7,
        True,
        False,
    )
    assert [(item["label"], item["is_current"]) for item in office["items"]] == [("Lịch", True)]
