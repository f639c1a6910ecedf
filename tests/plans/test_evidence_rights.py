"""Who may do what with evidence, sentence by sentence."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import plans as make

from danbiet.org.enums import Role
from danbiet.org.models import Unit
from danbiet.org.queries import Rights, rights_of
from danbiet.plans import permissions as may
from danbiet.plans.models import Evidence
from danbiet.plans.queries.evidence import waiting_evidence, waiting_nearest
from danbiet.plans.queries.work import decide_count

ON = date(2021, 10, 15)


class Cast:
    def __init__(self) -> None:
        self.province = make.unit(kind="province", code="94")
        self.district = make.unit(parent=self.province, kind="district")
        self.commune = make.unit(parent=self.district, kind="commune")
        self.sister = make.unit(parent=self.district, kind="commune")

    def rights(self, unit: Unit | None, role: str = Role.OFFICER) -> Rights:
        return rights_of(make.person("Người dùng", unit=unit, role=role), ON)

    def evidence(self, unit: Unit, state: str = "submitted", *, share: str = "lead") -> Evidence:
        target = make.target(make.task(make.group(make.plan(unit)), share=share), 1)
        return make.evidence(unit, ON, (target, 1), state=state)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def test_seeing_reaches_up_and_never_sideways(cast: Cast) -> None:
    evidence = cast.evidence(cast.commune)

    assert [
        may.may_see_evidence(cast.rights(unit), evidence)
        for unit in (cast.commune, cast.district, cast.province, cast.sister, None)
    ] == [True, True, True, False, False]


def test_writing_is_for_the_units_own_people(cast: Cast) -> None:
    evidence = cast.evidence(cast.commune, "draft")

    assert may.may_edit_evidence(cast.rights(cast.commune), evidence)
    assert may.may_edit_evidence(cast.rights(cast.commune, Role.HEAD), evidence)
    for unit, role in (
        (cast.commune, Role.AUDITOR),
        (cast.district, Role.OFFICE),
        (cast.sister, Role.OFFICER),
    ):
        assert not may.may_edit_evidence(cast.rights(unit, role), evidence)
    for state in ("submitted", "accepted", "withdrawn"):
        assert not may.may_edit_evidence(cast.rights(cast.commune), cast.evidence(cast.commune, state))


def test_accepting_is_for_the_office_above(cast: Cast) -> None:
    evidence = cast.evidence(cast.commune)

    for unit in (cast.district, cast.province):
        assert may.may_accept_evidence(cast.rights(unit, Role.OFFICE), evidence, is_own_only=False)
    for unit, role in (
        (cast.commune, Role.OFFICE), (cast.commune, Role.HEAD), (cast.commune, Role.OFFICER),
        (cast.district, Role.HEAD), (cast.province, Role.AUDITOR), (cast.sister, Role.OFFICE), (None, Role.OFFICE),
    ):  # fmt: skip
        assert not may.may_accept_evidence(cast.rights(unit, role), evidence, is_own_only=False)


def test_head_accepts_what_counts_only_for_own_tasks(cast: Cast) -> None:
    evidence = cast.evidence(cast.commune, share="own")

    assert may.may_accept_evidence(cast.rights(cast.commune, Role.HEAD), evidence, is_own_only=True)
    assert not may.may_accept_evidence(cast.rights(cast.commune, Role.OFFICER), evidence, is_own_only=True)


def test_office_of_the_province_does_not_accept_its_own_writing(cast: Cast) -> None:
    writer = make.person("Người viết", unit=cast.province, role=Role.OFFICE)
    evidence = make.evidence(cast.province, ON, state="submitted", by=writer)

    assert not may.may_accept_evidence(rights_of(writer, ON), evidence, is_own_only=False)
    assert may.may_accept_evidence(cast.rights(cast.province, Role.OFFICE), evidence, is_own_only=False)
    assert may.may_accept_evidence(cast.rights(cast.province, Role.HEAD), evidence, is_own_only=False)


def test_withdrawing_accepted_evidence_is_for_head_and_office_above(cast: Cast) -> None:
    accepted = cast.evidence(cast.commune, "accepted")

    assert may.may_withdraw_evidence(cast.rights(cast.commune, Role.HEAD), accepted, is_own_only=False)
    assert may.may_withdraw_evidence(cast.rights(cast.district, Role.OFFICE), accepted, is_own_only=False)
    assert not may.may_withdraw_evidence(cast.rights(cast.commune), accepted, is_own_only=False)
    waiting = cast.evidence(cast.commune, "submitted")
    assert may.may_withdraw_evidence(cast.rights(cast.commune), waiting, is_own_only=False)
    gone = cast.evidence(cast.commune, "withdrawn")
    assert not may.may_withdraw_evidence(cast.rights(cast.commune, Role.HEAD), gone, is_own_only=False)


def test_queue_holds_what_may_be_decided_and_nothing_else(cast: Cast) -> None:
    foreign, own = cast.evidence(cast.commune), cast.evidence(cast.commune, share="own")
    cast.evidence(cast.commune, "draft")
    of_district, of_province = cast.evidence(cast.district), cast.evidence(cast.province)
    every = [foreign, own, of_district, of_province]

    people = [
        (cast.province, Role.OFFICE), (cast.district, Role.OFFICE), (cast.commune, Role.HEAD),
        (cast.district, Role.HEAD), (cast.province, Role.HEAD), (cast.commune, Role.OFFICER), (cast.province, Role.AUDITOR),
    ]  # fmt: skip
    for unit, role in people:
        rights = cast.rights(unit, role)
        expected = {
            evidence.pk
            for evidence in every
            if may.may_accept_evidence(rights, evidence, is_own_only=evidence == own)
        }
        assert set(waiting_evidence(rights).values_list("pk", flat=True)) == expected, (unit, role)


def test_queue_holds_first_what_nobody_nearer_decides(cast: Cast) -> None:
    of_commune, of_district = cast.evidence(cast.commune), cast.evidence(cast.district)
    own, of_province = cast.evidence(cast.commune, share="own"), cast.evidence(cast.province)

    expected = {
        (cast.province, Role.OFFICE): {of_district.pk, of_province.pk},
        (cast.district, Role.OFFICE): {of_commune.pk, own.pk},
        (cast.commune, Role.HEAD): {own.pk},
        (cast.district, Role.HEAD): set(),
        (cast.province, Role.HEAD): {of_province.pk},
    }
    for (unit, role), pieces in expected.items():
        rights = cast.rights(unit, role)
        assert set(waiting_nearest(rights).values_list("pk", flat=True)) == pieces, (unit, role)
        assert decide_count(rights) == len(pieces), (unit, role)
