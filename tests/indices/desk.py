"""An edition in the database: a province with two departments in a ranking group, people, a small set of criteria."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from danbiet.accounts.models import User
from danbiet.indices.actions import criteria as sets
from danbiet.indices.actions import editions as act
from danbiet.indices.calc.criteria import Row
from danbiet.indices.calc.rules import parse
from danbiet.indices.models import CriteriaSet, Edition, Participant
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import RankingGroup, Unit, UnitYear
from danbiet.org.queries import rights_of
from tests.factories import plans

D = Decimal
DESK = "/ban-lam-viec/chi-so/"
AT = datetime(2021, 1, 5, 2, tzinfo=UTC)
GROUP = "Sở, ngành tỉnh"
DAYS = {
    "self_from": date(2021, 1, 10), "self_until": date(2021, 1, 20), "appraisal_until": date(2021, 1, 31),
    "reply_until": date(2021, 2, 10), "council_until": date(2021, 2, 20),
}  # fmt: skip
SELF, APPRAISAL, REPLY, COUNCIL, CLOSED = (
    date(2021, 1, 15), date(2021, 1, 25), date(2021, 2, 5), date(2021, 2, 15), date(2021, 2, 25),
)  # fmt: skip


@dataclass
class Place:
    """Who is there."""

    root: Unit
    office_unit: Unit
    first: Unit
    second: Unit
    office: User
    officer: User
    head: User
    other: User
    leader: User
    stranger: User

    def participant(self, unit: Unit) -> Participant:
        return Participant.objects.get(unit=unit)


def rows() -> list[Row]:
    """Six points of one's own, four of a survey."""

    def leaf(number: str, maximum: str, kind: Any, parameter: str = "", **more: Any) -> Row:
        return Row(
            number,
            f"Tiêu chí {number}",
            Decimal(maximum),
            parse(kind, parameter, maximum=Decimal(maximum)),
            **more,
        )

    return [
        Row("1", "Chỉ đạo, điều hành", Decimal(6)),
        leaf("1.1", "2", "yes_no", evidence="Kế hoạch"),
        Row("1.2", "Tuyên truyền", Decimal(4)),
        leaf("1.2.1", "1", "bands", "100: 1; 90: tỷ lệ; 0: 0"),
        leaf("1.2.2", "3", "count", "0,75"),
        leaf("2", "4", "ratio", scorer="survey", figure="sipas:all"),
    ]


def two_domains(
    place: Place, *, name: str = "Bộ hai lĩnh vực", year: int = 2020, maximum: str = "1"
) -> CriteriaSet:
    """A domain that is a component, and one of two; `maximum`: of 2.2, which has the bands of the contradicting sheet."""
    whole = Decimal(maximum)
    bands = parse("bands", "100: 1; 90: tỷ lệ; 0: 0", maximum=whole)
    made = [
        Row("1", "Tiêu chí 1", D(2), parse("yes_no", "", maximum=D(2))),
        Row("2", "Tài chính công", 1 + whole),
        Row("2.1", "Tiêu chí 2.1", D(1), parse("yes_no", "", maximum=D(1))),
        Row("2.2", "Tiêu chí 2.2", whole, bands),
    ]
    return sets.take_in_set(made, name=name, year=year, by=place.office, at=AT)


def four_domains(place: Place) -> CriteriaSet:
    """Four domains of one component each."""
    rule = parse("yes_no", "", maximum=D(1))
    made = [Row(str(number), f"Lĩnh vực {number}", D(1), rule) for number in range(1, 5)]
    return sets.take_in_set(made, name="Bộ bốn lĩnh vực", year=2020, by=place.office, at=AT)


def make_place() -> Place:
    """Roles hold since 2020; both departments are ranked in one group in 2021."""
    root = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE)
    office_unit, first, second = (
        plans.unit(name, parent=root) for name in ("Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng")
    )
    group = RankingGroup.objects.create(key="so", name=GROUP)
    for unit in (first, second):
        UnitYear.objects.create(unit=unit, year=2021, ranking_group=group)
    return Place(
        root, office_unit, first, second,
        plans.person("Phòng CCHC", unit=office_unit, role=Role.OFFICE), plans.person("Chuyên viên Tư pháp", unit=first),
        plans.person("Giám đốc Tư pháp", unit=first, role=Role.HEAD), plans.person("Chuyên viên Xây dựng", unit=second),
        plans.person("Giám đốc Nội vụ", unit=office_unit, role=Role.HEAD),
        plans.person("Công chức xã", unit=plans.unit("Xã An Hiệp", kind=UnitKind.COMMUNE, parent=root)),
    )  # fmt: skip


def begin(place: Place, criteria_set: CriteriaSet | None = None) -> Edition:
    """An edition of 2020 with both departments."""
    made = criteria_set or sets.take_in_set(rows(), name="Bộ thử", year=2020, by=place.office, at=AT)
    return act.begin_edition(
        name="Chỉ số CCHC các sở năm 2020", year=2020, criteria_set=made, groups=[GROUP], units_on=date(2021, 1, 5), days=DAYS,
        grades=[("90", "A"), ("80", "B"), ("0", "C")], office_id=place.office_unit.pk, rights=rights_of(place.office, date(2021, 1, 5)),
        at=AT, by=place.office,
    )  # fmt: skip


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
