"""An installation for work: no invented accounts, a code for the set-up, and what the doctor says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.org.actions import installing
from danbiet.org.enums import Role, SetupStep, UnitKind
from danbiet.run import doctor_office, prepare, serve
from danbiet.run.findings import Mark
from danbiet.run.trouble import Trouble

AT = datetime(2026, 11, 29, 3, tzinfo=UTC)


@pytest.mark.parametrize("name", ["--empty", "--no-demo"])
def test_serve_takes_either_name_for_an_empty_start(name: str) -> None:
    assert serve._parse([name]).is_empty
    assert not serve._parse([]).is_empty


@pytest.mark.django_db
def test_demonstration_account_is_refused_with_the_way_out() -> None:
    User.objects.create_user("sonoivu", full_name="Người trình diễn", is_demo=True)

    with pytest.raises(Trouble, match=r"còn 1 tài khoản trình diễn.*danbiet demo remove"):
        prepare.refuse_demo()


@pytest.mark.django_db
def test_settings_of_production_load_no_demonstration_and_bear_none(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DANBIET_DEMO = False
    loaded: list[int] = []
    monkeypatch.setattr(prepare, "load_demo", lambda: loaded.append(1))

    told = prepare.prepare(with_demo=True, with_static=False)
    assert "/cai-dat/" in told
    assert loaded == []

    User.objects.create_user("sonoivu", full_name="Người trình diễn", is_demo=True, is_active=False)
    with pytest.raises(Trouble, match="tài khoản trình diễn"):
        prepare.prepare(with_demo=True, with_static=False)


@pytest.mark.django_db
def test_empty_database_gets_a_code_at_each_start_until_it_is_set_up() -> None:
    first, second = prepare.open_setup(), prepare.open_setup()
    assert "Bản cài đặt trống" in first
    assert first != second

    installing.finish_step(SetupStep.PROVINCE)
    assert "dang dở" in prepare.open_setup()

    installing.mark_as_set_up(first_year=2026, at=AT)
    assert prepare.open_setup() == ""


@pytest.mark.django_db
def test_database_with_units_of_before_gets_no_code() -> None:
    make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")

    assert prepare.open_setup() == ""


@pytest.mark.django_db
def test_demonstration_is_not_loaded_into_a_set_up_that_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr("django.core.management.call_command", lambda *args, **_more: called.append(args))
    installing.new_code(at=AT)

    prepare.load_demo()

    assert called == []


@pytest.mark.django_db
def test_doctor_names_the_step_the_set_up_stands_at() -> None:
    assert doctor_office.setup().mark is Mark.NOTE
    installing.new_code(at=AT)
    assert "Tỉnh" in doctor_office.setup().text
    installing.describe_province({"name": "Thành phố Cần Thơ", "code": "92"}, by=None, at=AT)
    installing.mark_as_set_up(first_year=2026, at=AT)

    assert doctor_office.setup().text == "Đã cài đặt cho Thành phố Cần Thơ"


@pytest.mark.django_db
def test_doctor_wants_somebody_of_the_reform_office_who_can_sign_in() -> None:
    root = make.unit("Thành phố Cần Thơ", kind=UnitKind.PROVINCE, code="92")
    person = make.person("Lê Thị An", unit=root, role=Role.OFFICE)
    person.set_unusable_password()
    person.save()
    assert doctor_office.administrator().mark is Mark.WARNING

    person.set_password("mùa lúa trổ bông")
    person.save()

    assert doctor_office.administrator().mark is Mark.GOOD
    assert doctor_office.units().mark is Mark.GOOD


@pytest.mark.django_db
def test_doctor_refuses_demonstration_accounts_in_production_only(settings: Any) -> None:
    User.objects.create_user("sonoivu", full_name="Người trình diễn", is_demo=True)
    assert doctor_office.demo_accounts() is None
    settings.DANBIET_DEMO = False

    found = doctor_office.demo_accounts()

    assert found is not None
    assert found.mark is Mark.BAD


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "mark"),
    [(date(2021, 3, 1), Mark.GOOD), (date(2026, 11, 29), Mark.NOTE), (date(2090, 1, 4), Mark.WARNING)],
)
def test_doctor_says_which_years_calendar_is_estimated(settings: Any, today: date, mark: Mark) -> None:
    settings.DANBIET_TODAY = today

    assert doctor_office.calendar().mark is mark


def test_doctor_names_keys_others_can_read_with_the_command_that_closes_them(tmp_path: Path) -> None:
    key = tmp_path / "encryption-key"
    key.write_text("x")
    key.chmod(0o644)

    (found,) = doctor_office.keys(tmp_path)
    assert found.mark is Mark.BAD
    assert f"chmod 600 {key}" in found.text

    key.chmod(0o600)
    assert [one.mark for one in doctor_office.keys(tmp_path)] == [Mark.GOOD]


@pytest.mark.django_db
def test_doctor_compares_the_clocks() -> None:
    assert doctor_office.real_clock().mark in {Mark.GOOD, Mark.WARNING}


def test_doctor_says_what_a_silent_virus_scanner_costs(settings: Any) -> None:
    settings.DANBIET_CLAMAV = "tcp:127.0.0.1:9"
    assert doctor_office.scanner().mark is Mark.BAD
    settings.DANBIET_CLAMAV = ""
    assert doctor_office.scanner().mark is Mark.NOTE
