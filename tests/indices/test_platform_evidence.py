"""Evidence chosen on the platform: found, taken once, shown as it stands now."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from danbiet.indices.actions import scoring
from danbiet.indices.actions.refusals import BadValue, NotAllowed
from danbiet.indices.models import Evidence
from danbiet.indices.registry import evidence_source, evidence_sources
from danbiet.plans.models import Plan
from tests.factories import plans
from tests.indices import desk
from tests.indices.desk import DESK

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.SELF
    made = desk.make_place()
    desk.begin(made)
    return made


def page_of(place: desk.Place) -> str:
    return f"{DESK}phieu/{place.participant(place.first).pk}/1.1/"


def plan(place: desk.Place) -> Plan:
    made = plans.plan(place.first, number="12/KH-STP", year=2020)
    Plan.objects.filter(pk=made.pk).update(
        title="Tuyên truyền cải cách hành chính", issued_on=date(2020, 2, 1)
    )
    return made


def text(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().replace("\u00a0", " ").split())


def test_every_kind_is_registered_and_finds_nothing_where_nothing_is(place: desk.Place) -> None:
    kinds = [one.kind for one in evidence_sources()]
    assert kinds[:3] == ["plan", "report", "news"]
    assert {"questions", "airing", "documents"} <= set(kinds)
    for one in evidence_sources():
        for words in ("", "cải cách", "%_\\'"):
            assert one.search(words, place.first.pk, 2020) == []
        assert one.known(["1", "x", "9" * 30], place.first.pk) == {}


def test_plan_is_found_without_marks_taken_once_and_shown_as_it_stands(place: desk.Place) -> None:
    made = plan(place)
    officer = desk.as_(place.officer)
    page = page_of(place)
    assert "Kế hoạch 12/KH-STP" in text(officer, f"{page}?loai=plan&tim=tuyen+truyen")
    assert "Không tìm thấy nội dung phù hợp" in text(officer, f"{page}?loai=plan&tim=khac")
    for _ in range(2):
        officer.post(f"{page}chon/", {"loai": "plan", "ma": str(made.pk)})
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.source, evidence.key, evidence.url) == (
        "platform",
        "plan",
        str(made.pk),
        f"/ke-hoach/{made.pk}/",
    )
    assert "Đã ban hành, 01/02/2020" in text(officer, page)
    assert "đã chọn" in text(officer, f"{page}?loai=plan")
    Plan.objects.filter(pk=made.pk).update(state="withdrawn")
    assert "Đã rút" in text(officer, page)
    Plan.objects.filter(pk=made.pk).delete()
    assert "không còn trên hệ thống" in text(officer, page)


def test_another_units_plan_is_not_taken_and_a_stranger_takes_nothing(place: desk.Place) -> None:
    other = plans.plan(place.second, number="1/KH", year=2020)
    who = desk.who(place.officer, desk.SELF)
    pk = place.participant(place.first).pk
    for source, key in (("plan", str(other.pk)), ("plan", "x"), ("khong-co", "1"), ("report", "0")):
        with pytest.raises(BadValue):
            scoring.choose_evidence(pk, "1.1", source=source, key=key, **who)
    own = plan(place)
    with pytest.raises(NotAllowed):
        scoring.choose_evidence(pk, "1.1", source="plan", key=str(own.pk), **desk.who(place.other, desk.SELF))
    assert (
        desk.as_(place.stranger)
        .post(f"{page_of(place)}chon/", {"loai": "plan", "ma": str(own.pk)})
        .status_code
        == 404
    )
    assert not Evidence.objects.exists()


def test_evidence_of_the_platform_makes_a_component_complete(place: desk.Place) -> None:
    made = plan(place)
    pk = place.participant(place.first).pk
    scoring.choose_evidence(pk, "1.1", source="plan", key=str(made.pk), **desk.who(place.officer, desk.SELF))
    assert evidence_source("plan") is not None
    assert Evidence.objects.get().score.participant_id == pk
