"""What citizens say of a unit becomes points of its index, with the error of the sample; what is published nowhere does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.indices import desk as index_desk
from tests.surveys import desk
from tests.surveys.desk import CLOSED, FIELD, who

from danbiet.indices.actions import editions, scoring
from danbiet.indices.models import Score
from danbiet.indices.registry import figure_kind
from danbiet.org.queries import rights_of
from danbiet.surveys.actions import campaigns

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = CLOSED
    return desk.make_place()


def test_every_figure_components_name_is_known() -> None:
    for key in (
        "all",
        "factor:access",
        "factor:procedures",
        "factor:staff",
        "factor:results",
        "factor:feedback",
    ):
        kind = figure_kind(f"sipas:{key}")
        assert kind
        assert str(kind.label)


def test_a_published_survey_gives_points_with_their_error(place: desk.Place) -> None:
    campaign = desk.begin(place)
    desk.fill(campaign, [90, 60, 30, 4], by=place.office, gaps=0.0)
    first, second, third = place.units
    kind = figure_kind("sipas:all")
    assert kind
    assert kind.read(second.pk, 2020, FIELD) is None
    over = kind.read(second.pk, 2020, CLOSED)
    assert over
    assert "chưa công bố" in over.source
    made = campaigns.publish(campaign.pk, decision="", **who(place.leader, CLOSED))
    told = kind.read(second.pk, 2020, CLOSED)
    assert told
    unit = next(one for one in made.figures["units"] if one["name"] == "Sở Xây dựng")
    assert (told.number, told.error) == (Decimal(unit["index"]["value"]), Decimal(unit["index"]["error"]))
    assert told.number == over.number
    assert kind.read(third.pk, 2020, CLOSED) is None  # four answers

    edition = editions.begin_edition(
        name="Chỉ số các sở năm 2020", year=2020, criteria_set=index_desk.sets.take_in_set(
            index_desk.rows(), name="Bộ thử", year=2020, by=place.office, at=desk.AT),
        groups=["Sở, ngành tỉnh"], units_on=CLOSED, grades=[],
        days={"self_from": CLOSED, "self_until": CLOSED.replace(day=26), "appraisal_until": CLOSED.replace(day=27),
              "reply_until": CLOSED.replace(day=28), "council_until": CLOSED.replace(month=3, day=1)},
        office_id=place.office_unit.pk, rights=rights_of(place.office, CLOSED), at=desk.AT, by=place.office,
    )  # fmt: skip
    for unit_, is_told in ((second, True), (third, False)):
        participant = edition.participants.get(unit=unit_)
        scoring.read_figures(participant.pk, **who(place.office, CLOSED))
        found = Score.objects.filter(participant=participant, criterion__figure="sipas:all").first()
        assert (found is not None) is is_told
        if found is not None:
            assert found.self_points == (told.number / 100 * 4).quantize(Decimal("0.01"))
            assert found.error == (told.error / 100 * 4).quantize(Decimal("0.01"))
            assert campaign.name in found.source
    assert first.pk
