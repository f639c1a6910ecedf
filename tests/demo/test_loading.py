"""Loading that is interrupted, refused, or only a part."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from danbiet.accounts.models import User
from danbiet.demo.actions import loading
from danbiet.demo.actions.loading import InRealUse, Load, load_year
from danbiet.demo.actions.moments import moment
from danbiet.demo.calc.deeds import Aim, Job, deeds_of
from danbiet.demo.queries import stages_loaded
from danbiet.demo.registry import SERVES_FROM, TODAY
from danbiet.kit.periods import Span
from danbiet.org.models import Membership, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path: Path) -> Load:
    return Load(today=TODAY, at=moment(TODAY), scale=0.1, data_dir=tmp_path, real_now=timezone.now())


def _quiet(_words: str) -> None:
    return None


def test_stage_that_fails_leaves_nothing_and_the_next_load_goes_on_from_there(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def first(_load: Load) -> str:
        ran.append("first")
        Unit.objects.create(key="one")
        return "one"

    def breaks(_load: Load) -> str:
        Unit.objects.create(key="two")
        raise RuntimeError("killed here")

    def second(_load: Load) -> str:
        ran.append("second")
        return "two"

    monkeypatch.setattr(loading, "STAGES", {"first": first, "second": breaks})
    with pytest.raises(RuntimeError, match="killed here"):
        load_year(load, tell=_quiet)
    assert stages_loaded() == {"first"}
    assert list(Unit.objects.values_list("key", flat=True)) == ["one"]
    monkeypatch.setattr(loading, "STAGES", {"first": first, "second": second})
    assert load_year(load, tell=_quiet) == ["second"]
    assert ran == ["first", "second"]


def test_installation_with_a_real_person_refuses_invented_data(load: Load) -> None:
    person = User.objects.create(username="that", full_name="Người thật")
    unit = Unit.objects.create(key="soc-trang")
    Membership.objects.create(user=person, unit=unit, role="officer", starts_on=SERVES_FROM)
    with pytest.raises(InRealUse):
        load_year(load, tell=_quiet)
    assert stages_loaded() == set()


def _weekly_job(code: str) -> Job:
    mondays = [date(2021, 1, 4) + timedelta(days=7 * week) for week in range(50)]
    cells = {monday: Span(monday, monday + timedelta(days=6)) for monday in mondays}
    aim = Aim(1, "chương trình", "week", Decimal(2), cells)
    return Job(code, "Huyện Kế Sách", "", "district", "12.1", "…", False, False, (aim,))


def test_deeds_are_the_same_in_every_run() -> None:
    assert deeds_of(_weekly_job("943"), today=TODAY) == deeds_of(_weekly_job("943"), today=TODAY)


def test_deeds_stop_at_today() -> None:
    made = deeds_of(_weekly_job("943"), today=date(2021, 3, 7))
    assert made
    assert max(deed.on for deed in made) <= date(2021, 3, 7)
    assert len(made) <= 9


def test_small_scale_thins_out_the_long_series() -> None:
    whole = deeds_of(_weekly_job("943"), today=TODAY)
    part = deeds_of(_weekly_job("943"), today=TODAY, scale=0.2)
    assert 0 < len(part) < len(whole) / 2
    assert set(part) <= set(whole)
