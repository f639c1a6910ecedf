"""What the database itself refuses about units."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from danbiet.org.models import Reorganisation, Succession, Unit, UnitVersion

pytestmark = pytest.mark.django_db


def version(unit: Unit, starts: date, ends: date | None, code: str = "1") -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit, valid=DateRange(starts, ends), kind="commune", code=code, name=f"Xã {code}"
    )


def test_versions_of_one_unit_overlapping_by_a_day_are_refused() -> None:
    unit = Unit.objects.create(key="a")
    version(unit, date(2021, 1, 1), date(2022, 1, 1))
    with pytest.raises(IntegrityError, match="org_no_overlapping_versions"), transaction.atomic():
        version(unit, date(2021, 12, 31), None)
    version(unit, date(2022, 1, 1), None)


def test_one_code_on_two_units_the_same_day_is_refused() -> None:
    version(Unit.objects.create(key="a"), date(2021, 1, 1), date(2025, 7, 1), "31507")
    second = Unit.objects.create(key="b")
    with pytest.raises(IntegrityError, match="org_one_unit_per_code"), transaction.atomic():
        version(second, date(2025, 6, 30), None, "31507")
    version(second, date(2025, 7, 1), None, "31507")
    assert UnitVersion.objects.filter(code="31507").count() == 2


def test_units_without_code_do_not_meet_each_other() -> None:
    for key in "ab":
        version(Unit.objects.create(key=key), date(2021, 1, 1), None, "")
    assert UnitVersion.objects.count() == 2


def test_a_succession_of_nobody_by_nobody_is_refused() -> None:
    event = Reorganisation.objects.create(on=date(2025, 7, 1), kind="merge", title="x")
    with pytest.raises(IntegrityError, match="org_succession_names_a_unit"), transaction.atomic():
        Succession.objects.create(reorganisation=event)
