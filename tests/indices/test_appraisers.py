"""Domains of an edition dealt out to other units: they see and decide these and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from danbiet.accounts.models import User
from danbiet.indices.actions import appraisers, scoring
from danbiet.indices.actions.refusals import BadValue, NotAllowed
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import DomainAppraiser, Edition, Score
from danbiet.org.models import Unit
from tests.factories import plans
from tests.indices import desk
from tests.indices.desk import DESK, D

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.SELF
    return desk.make_place()


@pytest.fixture
def finance(place: desk.Place) -> Unit:
    return plans.unit("Sở Tài chính", parent=place.root)


@pytest.fixture
def financier(finance: Unit) -> User:
    return plans.person("Chuyên viên Tài chính", unit=finance)


@pytest.fixture
def edition(place: desk.Place, finance: Unit, settings: Any) -> Edition:
    """The first department has scored domain 1; Sở Tài chính appraises domain 2, which has one component of its own."""
    made = desk.begin(place, desk.two_domains(place))
    officer = desk.who(place.officer, desk.SELF)
    for number, figures in (
        ("1", Figures(answer=True)),
        ("2.1", Figures(answer=True)),
        ("2.2", Figures(D(4), D(5))),
    ):
        scoring.write_score(
            place.participant(place.first).pk, number, scoring.Said(figures), version=0, **officer
        )
    settings.DANBIET_TODAY = desk.APPRAISAL
    appraisers.assign_domain(made.pk, "2", finance.pk, **desk.who(place.office, desk.APPRAISAL))
    return made


def sheet(place: desk.Place, unit: Unit | None = None) -> str:
    return f"{DESK}phieu/{place.participant(unit or place.first).pk}/"


def status(client: Client, path: str) -> int:
    return client.get(path).status_code


def test_appraiser_sees_only_the_domain_on_every_sheet_but_the_own(
    place: desk.Place, edition: Edition, financier: User
) -> None:
    client = desk.as_(financier)
    page = client.get(sheet(place)).content.decode()
    assert "2.1 Tiêu chí 2.1" in page
    assert "Tiêu chí 1<" not in page
    assert "Chỉ số hiện tại" not in page
    assert [status(client, sheet(place) + each) for each in ("2.2/", "1/")] == [200, 404]
    assert status(client, sheet(place, place.second)) == 200
    assert "Thẩm định theo lĩnh vực" in client.get(f"{DESK}{edition.pk}/").content.decode()


def test_appraiser_decides_the_domain_and_nothing_else(
    place: desk.Place, edition: Edition, financier: User
) -> None:
    client = desk.as_(financier)
    said = {"viec": "tham-dinh", "points": "0,8", "reason": "Theo ví dụ", "version": "2"}
    client.post(
        sheet(place) + "2.2/", {**said, "version": Score.objects.get(criterion__number="2.2").version}
    )
    assert Score.objects.get(criterion__number="2.2").appraised == D("0.80")
    assert client.post(sheet(place) + "1/", said).status_code == 404
    client.post(f"{sheet(place)}chap-nhan/1/")
    assert Score.objects.get(criterion__number="1").appraised is None
    client.post(f"{sheet(place)}chap-nhan/2/")
    assert Score.objects.get(criterion__number="2.1").appraised == D("1.00")
    with pytest.raises(NotAllowed):
        scoring.decide(
            place.participant(place.first).pk, "2.2", points=D(1), reason="x", version=3, **desk.who(financier, desk.COUNCIL)
        )  # fmt: skip


def test_nobody_appraises_the_own_units_sheet(place: desk.Place, edition: Edition) -> None:
    appraisers.assign_domain(edition.pk, "1", place.first.pk, **desk.who(place.office, desk.APPRAISAL))
    found = Score.objects.get(criterion__number="1")
    with pytest.raises(NotAllowed):
        scoring.appraise(
            found.participant_id, "1", points=D(2), reason="", question="", version=found.version, **desk.who(place.officer, desk.APPRAISAL)
        )  # fmt: skip


def test_stranger_sees_nothing_and_assigns_nothing(
    place: desk.Place, edition: Edition, finance: Unit
) -> None:
    client = desk.as_(place.stranger)
    assert [status(client, sheet(place)), status(client, sheet(place) + "2.1/")] == [404, 404]
    assert "Thẩm định theo lĩnh vực" not in client.get(f"{DESK}{edition.pk}/").content.decode()
    assert (
        client.post(f"{DESK}{edition.pk}/phan-cong/", {"number": "1", "unit": finance.pk}).status_code == 403
    )
    with pytest.raises(NotAllowed):
        appraisers.assign_domain(edition.pk, "1", finance.pk, **desk.who(place.stranger, desk.APPRAISAL))


def test_office_assigns_sees_the_progress_and_takes_back(
    place: desk.Place, edition: Edition, finance: Unit, financier: User
) -> None:
    office = desk.as_(place.office)
    path = f"{DESK}{edition.pk}/"
    assert "0 / 2" in office.get(path).content.decode()
    office.post(f"{sheet(place)}chap-nhan/2/")
    assert "2 / 2 " in " ".join(office.get(path).content.decode().split())
    office.post(f"{path}phan-cong/", {"number": "1", "unit": finance.pk})
    assert set(DomainAppraiser.objects.values_list("number", flat=True)) == {"1", "2"}
    assert (
        "đã được giao thẩm định"
        in office.post(f"{path}phan-cong/", {"number": "1", "unit": finance.pk}).content.decode()
    )
    for one in DomainAppraiser.objects.all():
        office.post(f"{path}phan-cong/{one.pk}/bo/")
    assert not DomainAppraiser.objects.exists()
    assert status(desk.as_(financier), sheet(place)) == 404


def test_only_domains_and_units_that_exist_are_assigned(
    place: desk.Place, edition: Edition, finance: Unit
) -> None:
    office = desk.who(place.office, desk.APPRAISAL)
    for number, unit_id, field in (
        ("2.1", finance.pk, "number"),
        ("9", finance.pk, "number"),
        ("1", 0, "unit"),
    ):
        with pytest.raises(BadValue) as refusal:
            appraisers.assign_domain(edition.pk, number, unit_id, **office)
        assert refusal.value.field == field
