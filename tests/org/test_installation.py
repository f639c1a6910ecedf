"""The province's own words: in the head of its documents, and only of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from danbiet.org.actions import installing
from danbiet.org.enums import UnitKind
from danbiet.org.models import Installation
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
ON = date(2026, 11, 29)
WORDS = {
    "code": "92",
    "name": "Thành phố Cần Thơ",
    "committee": "UBND TP. Cần Thơ",
    "symbol": "UBND-TP",
    "place": "Ninh Kiều",
}


def test_documents_of_the_province_and_below_bear_its_words() -> None:
    root = make.unit("Thành phố Cần Thơ", kind=UnitKind.PROVINCE, code="92")
    office = make.unit("Sở Nội vụ", parent=root)
    installing.describe_province(WORDS, by=None, at=AT)
    units = tree(ON)

    own, below = (office_of(one.pk, units=units, on=ON) for one in (root, office))

    assert (own.issuer, own.symbol, own.place) == ("UBND TP. Cần Thơ", "UBND-TP", "Ninh Kiều")
    assert (below.superior, below.issuer, below.place) == ("UBND TP. Cần Thơ", "Sở Nội vụ", "Ninh Kiều")


def test_documents_of_another_province_keep_their_own_name() -> None:
    other = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    installing.describe_province(WORDS, by=None, at=AT)

    found = office_of(other.pk, units=tree(ON), on=ON)

    assert (found.issuer, found.symbol, found.place) == (
        "Ủy ban nhân dân tỉnh Sóc Trăng",
        "UBND",
        "Sóc Trăng",
    )


def test_words_come_with_the_tree_in_one_query_and_follow_a_change(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    make.unit("Thành phố Cần Thơ", kind=UnitKind.PROVINCE, code="92")
    installing.describe_province(WORDS, by=None, at=AT)
    with django_assert_num_queries(1):
        assert tree(ON).home.place == "Ninh Kiều"
    installing.describe_province({**WORDS, "place": "Cái Khế"}, by=None, at=AT)
    with django_assert_num_queries(1):
        assert tree(ON).home.place == "Cái Khế"


def test_contact_left_empty_is_what_the_environment_says(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DANBIET_CONTACT = {"phone": "0299 1", "email": "a@b.example"}
    installing.describe_province({**WORDS, "phone": "0292 2"}, by=None, at=AT)

    assert tree(ON).home.contact == {"phone": "0292 2", "email": "a@b.example"}


def test_installation_stays_one_row() -> None:
    installing.new_code(at=AT)
    installing.describe_province(WORDS, by=None, at=AT)
    installing.set_logo(b"png", mark="m", by=None, at=AT)

    assert Installation.objects.count() == 1
