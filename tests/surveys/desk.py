"""A survey in the database: a province with three departments that people are asked about, and an office that asks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import RankingGroup, Unit, UnitYear
from danbiet.org.queries import rights_of
from danbiet.surveys.actions import campaigns as act
from danbiet.surveys.actions import questionnaires
from danbiet.surveys.actions.loading import load_answers
from danbiet.surveys.calc.taking import Answered, Framed
from danbiet.surveys.models import Campaign, FrameRow, Questionnaire
from tests.factories import plans

DESK = "/ban-lam-viec/hai-long/"
AT = datetime(2021, 1, 5, 2, tzinfo=UTC)
BEGUN, FIELD, CLOSED = date(2021, 1, 5), date(2021, 1, 15), date(2021, 2, 25)
FROM, UNTIL = date(2021, 1, 10), date(2021, 2, 20)
ITEMS = [f"item_{number:02}" for number in range(1, 23)]


@dataclass
class Place:
    """Who is there."""

    root: Unit
    office_unit: Unit
    units: tuple[Unit, Unit, Unit]
    office: User
    second: User
    leader: User
    officer: User
    stranger: User

    def third_keyer(self) -> User:
        """A third one who may key."""
        return plans.person("Người nhập thứ ba", unit=self.office_unit)


def make_place() -> Place:
    """Roles hold since 2016; the departments are ranked in one group."""
    root = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE)
    office_unit, first, second, third = (
        plans.unit(name, parent=root) for name in ("Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng", "Sở Y tế")
    )
    group = RankingGroup.objects.create(key="so", name="Sở, ngành tỉnh")
    for unit in (first, second, third):
        UnitYear.objects.create(unit=unit, year=2021, ranking_group=group)
    return Place(
        root, office_unit, (first, second, third), plans.person("Phòng CCHC", unit=office_unit, role=Role.OFFICE),
        plans.person("Nhập liệu viên", unit=office_unit), plans.person("Giám đốc Nội vụ", unit=office_unit, role=Role.HEAD),
        plans.person("Chuyên viên Tư pháp", unit=first),
        plans.person("Công chức xã", unit=plans.unit("Xã An Hiệp", kind=UnitKind.COMMUNE, parent=root)),
    )  # fmt: skip


def questionnaire(place: Place) -> Questionnaire:
    return questionnaires.take_shipped("demonstration_22", year=2020, by=place.office, at=AT)


def planned(place: Place, made: Questionnaire, **other: Any) -> act.Planned:
    said = act.Planned(
        "Khảo sát hài lòng năm 2020", 2020, made, place.office_unit.pk, FROM, UNTIL, Decimal("0.05"), None
    )
    return replace(said, **other)


def begin(place: Place, **other: Any) -> Campaign:
    """A survey of three departments, the second in two strata."""
    asked = other.pop("questionnaire", None) or questionnaire(place)
    made = act.begin_campaign(
        planned(place, asked, **other), rights=rights_of(place.office, BEGUN), at=AT, by=place.office, seed="mầm"
    )  # fmt: skip
    first, second, third = (unit.pk for unit in place.units)
    act.set_frame(
        made.pk,
        [Framed(first, "", 4000, None), Framed(second, "Trực tiếp", 900, None), Framed(second, "Trực tuyến", 300, None), Framed(third, "", 150, None)],
        **who(place.office, BEGUN),
    )  # fmt: skip
    return made


def rows(campaign: Campaign) -> list[FrameRow]:
    return list(campaign.frame.order_by("id"))


def answered(
    frame: FrameRow, count: int, *, seed: str = "", weight: str = "", gaps: float = 0.05
) -> list[Answered]:
    """Answers the same every time, each person somewhat pleased or not; a few gaps and don't-knows."""
    dice = random.Random(f"{frame.key}{seed}")
    found = []
    for number in range(count):
        good = dice.uniform(0.4, 1.0)
        told = tuple(
            None if dice.random() < gaps else 0 if dice.random() < gaps else dice.choice([4, 5]) if dice.random() < good else dice.choice([1, 2, 3])
            for _item in ITEMS
        )  # fmt: skip
        found.append(Answered(frame.pk, "", Decimal(weight) if weight else None, told, FIELD, 200 + number))
    return found


def fill(campaign: Campaign, counts: Sequence[int], *, by: User, gaps: float = 0.05) -> None:
    """So many answers for each row of the frame."""
    told = [
        one
        for row, count in zip(rows(campaign), counts, strict=True)
        for one in answered(row, count, gaps=gaps)
    ]
    load_answers(campaign.pk, told, by=by, at=AT)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def who(user: User, on: date) -> dict[str, Any]:
    """The arguments every action takes."""
    return {
        "rights": rights_of(user, on),
        "on": on,
        "at": datetime(on.year, on.month, on.day, 3, tzinfo=UTC),
        "by": user,
    }
