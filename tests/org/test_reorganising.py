"""Events that change units: what they close and open, the links they leave, the nonsense they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from danbiet.audit.models import Entry
from danbiet.org.actions.reorganising import (
    Decree,
    NewUnit,
    NotPossible,
    dissolve_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from danbiet.org.models import Reorganisation, Succession, UnitVersion
from danbiet.org.queries import successors_of, tree

pytestmark = pytest.mark.django_db
AT = datetime(2022, 1, 1, tzinfo=UTC)
BEGIN, DAY = date(2020, 1, 1), date(2022, 3, 1)
EVE = date(2022, 2, 28)


def on(day: date, title: str = "", basis: str = "") -> Decree:
    return Decree(on=day, by=None, at=AT, title=title, basis=basis)


def make(code: str, name: str, parent: int | None, kind: str = "commune", day: date = BEGIN) -> int:
    return found_unit(NewUnit(code=code, name=name, kind=kind, parent_id=parent), decree=on(day))


@pytest.fixture
def small() -> dict[str, int]:
    """A province with two districts; the first has two communes, the second one."""
    top = make("1", "Tỉnh A", None, "province")
    first, second = make("11", "Huyện B", top, "district"), make("12", "Huyện C", top, "district")
    return {
        "A": top, "B": first, "C": second,
        "D": make("111", "Xã D", first), "E": make("112", "Xã E", first), "F": make("121", "Xã F", second),
    }  # fmt: skip


def names(day: date) -> set[str]:
    return {unit.name for unit in tree(day)}


def test_renaming_changes_the_name_from_the_day_on_and_keeps_the_unit(small: dict[str, int]) -> None:
    rename_unit(small["D"], decree=on(DAY, basis="Nghị quyết 1"), name="  Thị trấn   D ", abbreviation="TT D")
    assert tree(EVE).name(small["D"]) == "Xã D"
    after = tree(DAY).get(small["D"])
    assert after is not None
    assert (after.name, after.abbreviation, after.code, after.parent_id) == (
        "Thị trấn D",
        "TT D",
        "111",
        small["B"],
    )
    entry = Entry.objects.get(verb="org.unit_rename")
    assert (entry.object_title, entry.reason) == ("Xã D đổi tên thành Thị trấn D", "Nghị quyết 1")


def test_renaming_on_the_first_day_puts_the_name_right(small: dict[str, int]) -> None:
    rename_unit(small["D"], decree=on(BEGIN), name="Xã Đ")
    assert UnitVersion.objects.filter(unit=small["D"]).count() == 1
    assert tree(BEGIN).name(small["D"]) == "Xã Đ"


def test_renaming_in_between_leaves_what_was_decided_for_later(small: dict[str, int]) -> None:
    rename_unit(small["D"], decree=on(date(2024, 1, 1)), name="Phường D")
    rename_unit(small["D"], decree=on(DAY), name="Thị trấn D")
    read = [tree(day).name(small["D"]) for day in (EVE, DAY, date(2023, 12, 31), date(2024, 1, 1))]
    assert read == ["Xã D", "Thị trấn D", "Thị trấn D", "Phường D"]


def test_moving_takes_the_unit_with_all_below_to_the_new_parent(small: dict[str, int]) -> None:
    move_unit(small["D"], decree=on(DAY), parent_id=small["C"])
    assert tree(EVE).descendants(small["B"]) == {small["B"], small["D"], small["E"]}
    assert tree(DAY).descendants(small["C"]) == {small["C"], small["D"], small["F"]}


def test_moving_below_itself_is_refused(small: dict[str, int]) -> None:
    with pytest.raises(NotPossible, match="đứng dưới chính nó"):
        move_unit(small["B"], decree=on(DAY), parent_id=small["D"])
    assert tree(DAY).get(small["B"]).parent_id == small["A"]  # type: ignore[union-attr]


def test_moving_to_a_parent_that_ends_later_is_refused(small: dict[str, int]) -> None:
    dissolve_unit(small["C"], decree=on(date(2023, 1, 1)), children_to=small["B"])
    with pytest.raises(NotPossible, match="không có đơn vị cấp trên vào ngày 01/01/2023"):
        move_unit(small["D"], decree=on(DAY), parent_id=small["C"])


def test_merging_into_a_new_unit_with_a_reused_code(small: dict[str, int]) -> None:
    new = NewUnit(code="111", name="Xã DE", kind="commune", parent_id=small["B"])
    whole = merge_units([small["D"], small["E"]], decree=on(DAY), into=new)
    assert names(EVE) == {"Tỉnh A", "Huyện B", "Huyện C", "Xã D", "Xã E", "Xã F"}
    assert names(DAY) == {"Tỉnh A", "Huyện B", "Huyện C", "Xã DE", "Xã F"}
    assert tree(DAY).by_code("111").id == whole  # type: ignore[union-attr]
    assert successors_of([small["D"], small["E"]]) == {small["D"]: {whole}, small["E"]: {whole}}


def test_merging_districts_into_one_of_them_takes_their_communes_along(small: dict[str, int]) -> None:
    whole = merge_units([small["B"], small["C"]], decree=on(DAY, title="Nhập huyện"), into=small["B"])
    assert whole == small["B"]
    assert tree(DAY).descendants(whole) == {whole, small["D"], small["E"], small["F"]}
    assert tree(EVE).get(small["F"]).parent_id == small["C"]  # type: ignore[union-attr]
    assert Reorganisation.objects.filter(title="Nhập huyện").count() == 1
    assert successors_of([small["C"]]) == {small["C"]: {whole}}


@pytest.mark.parametrize("parts", [[], ["D"], ["D", "D"]])
def test_merging_fewer_than_two_is_refused(small: dict[str, int], parts: list[str]) -> None:
    with pytest.raises(NotPossible, match="ít nhất hai đơn vị"):
        merge_units(
            [small[part] for part in parts], decree=on(DAY), into=NewUnit("9", "X", "commune", small["B"])
        )


def test_merging_a_unit_that_does_not_exist_that_day_is_refused_whole(small: dict[str, int]) -> None:
    late = make("113", "Xã G", small["B"], day=date(2023, 1, 1))
    with pytest.raises(NotPossible, match="Ngày 01/03/2022 không có Xã G"):
        merge_units([small["D"], late], decree=on(DAY), into=small["D"])
    assert "Xã D" in names(DAY)


def test_merging_a_unit_whose_end_is_recorded_is_refused(small: dict[str, int]) -> None:
    dissolve_unit(small["E"], decree=on(date(2024, 1, 1)))
    with pytest.raises(NotPossible, match="Đã có sự kiện muộn hơn được ghi cho Xã E"):
        merge_units([small["D"], small["E"]], decree=on(DAY), into=small["D"])


def test_merging_with_a_code_somebody_carries_is_refused(small: dict[str, int]) -> None:
    with pytest.raises(NotPossible, match="Mã 121 vẫn đang thuộc về Xã F"):
        merge_units([small["D"], small["E"]], decree=on(DAY), into=NewUnit("121", "X", "commune", small["B"]))
    assert {"Xã D", "Xã E"} <= names(DAY)


def test_splitting_a_district_shares_its_communes_out(small: dict[str, int]) -> None:
    parts = [
        NewUnit(code, name, "district", small["A"])
        for code, name in (("13", "Huyện Bắc"), ("14", "Huyện Nam"))
    ]
    north, south = split_unit(small["B"], decree=on(DAY), into=parts, children={small["D"]: 0, small["E"]: 1})
    after = tree(DAY)
    assert (after.descendants(north), after.descendants(south)) == ({north, small["D"]}, {south, small["E"]})
    assert after.get(small["B"]) is None
    assert after.name(small["B"]) == "Huyện B"
    assert successors_of([small["B"]]) == {small["B"]: {north, south}}


def test_splitting_off_leaves_the_old_unit_beside_the_new(small: dict[str, int]) -> None:
    new = NewUnit("13", "Huyện Bắc", "district", small["A"])
    (north,) = split_unit(small["B"], decree=on(DAY), into=[new], does_go_on=True, children={small["D"]: 0})
    assert tree(DAY).descendants(small["B"]) == {small["B"], small["E"]}
    assert tree(DAY).descendants(north) == {north, small["D"]}


def test_splitting_without_a_place_for_a_commune_is_refused(small: dict[str, int]) -> None:
    parts = [
        NewUnit(code, name, "district", small["A"])
        for code, name in (("13", "Huyện Bắc"), ("14", "Huyện Nam"))
    ]
    with pytest.raises(NotPossible, match="Xã E sẽ không có đơn vị cấp trên"):
        split_unit(small["B"], decree=on(DAY), into=parts, children={small["D"]: 0})
    with pytest.raises(NotPossible, match="một phần không tồn tại"):
        split_unit(small["B"], decree=on(DAY), into=parts, children={small["D"]: 2})
    with pytest.raises(NotPossible, match="ít nhất hai đơn vị"):
        split_unit(small["B"], decree=on(DAY), into=parts[:1])
    assert "Huyện B" in names(DAY)


def test_dissolving_with_communes_below_needs_to_be_told_where_they_go(small: dict[str, int]) -> None:
    with pytest.raises(NotPossible, match="sẽ không có đơn vị cấp trên"):
        dissolve_unit(small["B"], decree=on(DAY))
    dissolve_unit(small["B"], decree=on(DAY), children_to=small["A"])
    assert tree(DAY).get(small["D"]).parent_id == small["A"]  # type: ignore[union-attr]
    assert tree(EVE).get(small["D"]).parent_id == small["B"]  # type: ignore[union-attr]
    link = Succession.objects.get(predecessor=small["B"])
    assert link.successor is None


def test_ending_on_the_first_day_is_refused(small: dict[str, int]) -> None:
    with pytest.raises(NotPossible, match="chỉ bắt đầu từ ngày đó"):
        dissolve_unit(small["F"], decree=on(BEGIN))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewUnit("111", "Xã mới", "commune", None), "Mã 111 vẫn đang thuộc về Xã D"),
        (NewUnit("", "Xã mới", "commune", None), "phải có mã và tên"),
        (NewUnit("999", "   ", "commune", None), "phải có mã và tên"),
        (NewUnit("999", "Xã mới", "commune", 123456789), "không có đơn vị này"),
        (NewUnit("999", "Xã mới", "commune", None, key="111@2020"), "được dùng hai lần"),
    ],
)
def test_founding_nonsense_is_refused(small: dict[str, int], new: NewUnit, said: str) -> None:
    with pytest.raises(NotPossible, match=said):
        found_unit(new, decree=on(DAY))


def test_founding_twice_with_one_code_in_a_year_makes_two_keys(small: dict[str, int]) -> None:
    first = make("900", "Trường cũ", small["A"], "school", DAY)
    dissolve_unit(first, decree=on(date(2022, 6, 1)))
    second = make("900", "Trường mới", small["A"], "school", date(2022, 6, 1))
    units = tree(date(2022, 6, 1))
    assert units.get(second).key == "900@2022-2"  # type: ignore[union-attr]
