"""What the pages of the index tell, and what they keep to themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from danbiet.indices.actions import editions, publishing, scoring
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import Edition, Score, ScoreChange
from danbiet.indices.queries.editions import changes_of
from tests.indices import desk
from tests.indices.desk import DESK, D

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.SELF
    return desk.make_place()


@pytest.fixture
def edition(place: desk.Place, settings: Any) -> Edition:
    made = desk.begin(place)
    for unit, user, forms in ((place.first, place.officer, 2), (place.second, place.other, 4)):
        who = desk.who(user, desk.SELF)
        scoring.write_score(
            place.participant(unit).pk, "1.2.2", scoring.Said(Figures(number=D(forms))), version=0, **who
        )
    settings.DANBIET_TODAY = desk.APPRAISAL
    return made


def text(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().replace("\u00a0", " ").split())


def score(place: desk.Place) -> Score:
    return Score.objects.get(participant=place.participant(place.first))


def appraises(place: desk.Place, **said: str) -> None:
    found = score(place)
    page = f"{DESK}phieu/{found.participant_id}/1.2.2/"
    desk.as_(place.office).post(page, {"viec": "tham-dinh", "version": found.version, **said})


def test_question_alone_accepts_nothing(place: desk.Place, edition: Edition) -> None:
    page = text(desk.as_(place.office), f"{DESK}phieu/{place.participant(place.first).pk}/1.2.2/")
    assert 'id="tham-dinh-points"' in page
    assert 'value="1,5"' not in page  # the unit's points are not typed in for the appraiser
    assert "Lưu và sang tiêu chí sau" in page
    appraises(place, question="Còn tài liệu nào?")
    assert (score(place).question, score(place).appraised) == ("Còn tài liệu nào?", None)
    appraises(place, nhan="1", question="")
    assert score(place).appraised == D("1.50")


def test_accepted_points_are_no_change_of_points(place: desk.Place, edition: Edition) -> None:
    appraises(place, nhan="1")
    assert ScoreChange.objects.filter(step="appraisal").count() == 1  # kept: who accepted, and when
    assert changes_of(edition.pk) == []
    page = text(desk.as_(place.office), f"{DESK}phieu/{score(place).participant_id}/1.2.2/")
    assert "chấp nhận 1,50 điểm" in page
    appraises(place, points="1", reason="Thiếu")
    assert [(one.before, one.after) for one in changes_of(edition.pk)] == [(D("1.50"), D("1.00"))]


def test_own_sheet_tells_the_points_needed_and_not_who_is_ahead_by_how_much(
    place: desk.Place, edition: Edition
) -> None:
    sheet = f"{DESK}phieu/{place.participant(place.first).pk}/"
    own = text(desk.as_(place.officer), sheet)
    assert "Cần thêm" in own
    assert "Sở Xây dựng" not in own
    assert "Sở Xây dựng" in text(desk.as_(place.office), sheet)


def test_exempted_domain_has_no_axis_and_reasons_of_extensions_are_public(
    place: desk.Place, settings: Any, client: Client
) -> None:
    made = desk.begin(place, desk.four_domains(place))
    editions.extend(
        made.pk, "self", until=date(2021, 1, 22), reason="Bão số 1", **desk.who(place.office, desk.SELF)
    )
    participant = made.participants.get(unit=place.first)
    editions.exempt(participant.pk, "2", reason="Không giao", **desk.who(place.office, desk.SELF))
    settings.DANBIET_TODAY = date(2021, 3, 1)
    publishing.publish(made.pk, decision="", **desk.who(place.leader, date(2021, 3, 1)))
    drawn = (
        text(client, f"/chi-so/{made.pk}/{participant.code}/")
        .partition('<svg class="radar"')[2]
        .partition("</svg>")[0]
    )
    assert [label for label in ("1", "2", "3", "4") if f">{label}</text>" in drawn] == ["1", "3", "4"]
    page = text(client, f"/chi-so/{made.pk}/")
    assert "Bão số 1" in page
    assert place.office.full_name not in page
