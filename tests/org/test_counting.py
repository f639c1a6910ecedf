"""Numbers of the navigation: many counts are one statement, and each is the one its own query would give."""

from __future__ import annotations

from typing import Any

import pytest

from danbiet.accounts.models import User
from danbiet.org import registry
from danbiet.org.context_processors import navigation
from danbiet.org.enums import Role
from danbiet.org.models import Membership, Unit
from danbiet.org.queries import rights_of
from danbiet.org.queries.counting import counted_together
from danbiet.plans.models import Plan
from tests.factories import plans as make

from .test_people_roles import ON, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def test_counts_come_in_one_statement_and_are_those_of_each_query(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    asked = [
        Unit.objects.all(),
        None,
        Membership.objects.filter(unit=cast.unit).select_related("user").order_by("-pk"),
        Plan.objects.filter(unit_id__in=[]),  # nothing can be there
        User.objects.exclude(full_name__contains="100%'; DROP TABLE"),
        User.objects.none(),
        Membership.objects.filter(unit__in=[cast.unit.pk, cast.root.pk]).distinct(),
    ]

    with django_assert_num_queries(1):
        found = counted_together(asked)

    assert found == [0 if rows is None else rows.count() for rows in asked]
    assert found[2] == 2


def test_nothing_to_count_asks_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert counted_together([None, User.objects.none()]) == [0, 0]
        assert counted_together([]) == []


def test_navigation_counts_all_entries_with_rows_in_one_statement(
    cast: Cast, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_NAV", {})
    for place, name in enumerate(("org:own", "org:calendar", "org:person-list")):
        registry.register_nav(
            "a", "A", name, name, lambda rights: True, rows=lambda rights: User.objects.all(), order=place
        )
    rights = rights_of(cast.office, ON)

    with django_assert_num_queries(1):
        (section,) = navigation(rights, path="/")

    assert [one["count"] for one in section["items"]] == [User.objects.count()] * 3


@pytest.mark.parametrize("role", [Role.OFFICE, Role.HEAD, Role.OFFICER, Role.EDITOR])
def test_navigation_of_every_role_asks_four_statements_at_most(
    cast: Cast, role: Role, django_assert_max_num_queries: Any
) -> None:
    person = make.person("Ai đó", unit=cast.root, role=role)
    rights = rights_of(person, ON)
    rights.unit_ids()

    with django_assert_max_num_queries(4):  # plans' work, questions, texts, and one for the rest
        navigation(rights, path="/")


def test_number_of_the_navigation_is_the_one_of_the_page(cast: Cast) -> None:
    """What is counted together is what the list behind the entry shows."""
    from tests.factories import air

    channel = air.channel(cast.unit)
    for hour in ("08:00", "09:00"):
        air.planned(channel, air.moment(ON, hour))
    rights = rights_of(cast.officer, ON)

    shown = {one["url"]: one["count"] for section in navigation(rights, path="/") for one in section["items"]}

    assert shown["/ban-lam-viec/phat-song/xac-nhan/"] == 2
