"""Bringing the units in: the figures of the files, again without doubling, and odd files."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from danbiet.audit.models import Entry
from danbiet.org.actions.importing import Outcome, import_units
from danbiet.org.calc.unit_files import UnitData
from danbiet.org.models import Reorganisation, Succession, Unit, UnitVersion, UnitYear
from danbiet.org.queries import ranking_groups_of, successors_of, tree, unit_history

from .conftest import AT, SHIPPED

pytestmark = pytest.mark.django_db


def kinds(on: date) -> dict[str, int]:
    return dict(Counter(unit.kind for unit in tree(on)))


def test_units_of_2021_are_171_of_ten_kinds(province: Outcome) -> None:
    assert kinds(date(2021, 6, 30)) == {
        "province": 1, "district": 11, "commune": 109, "department": 18, "service_unit": 7, "central_agency": 10,
        "broadcaster": 1, "newspaper": 1, "party_body": 7, "mass_organisation": 6,
    }  # fmt: skip
    assert len(tree(date(2021, 6, 30))) == 171


@pytest.mark.parametrize(
    ("on", "communes", "districts"),
    [
        (date(2015, 12, 31), 0, 0),
        (date(2016, 1, 1), 109, 11),
        (date(2024, 8, 31), 109, 11),
        (date(2024, 9, 1), 108, 11),
        (date(2025, 6, 30), 108, 11),
        (date(2025, 7, 1), 103, 0),
    ],
)
def test_communes_and_districts_by_day(province: Outcome, on: date, communes: int, districts: int) -> None:
    found = kinds(on)
    assert (found.get("commune", 0), found.get("district", 0)) == (communes, districts)


def test_reused_code_names_another_unit_after_the_reform(province: Outcome) -> None:
    before, after = tree(date(2025, 6, 30)).by_code("31507"), tree(date(2025, 7, 1)).by_code("31507")
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Phường 6", "Phường Sóc Trăng")
    assert before.id != after.id
    assert successors_of([before.id]) == {before.id: {after.id}}


def test_ward_merged_twice_is_followed_to_the_end(province: Outcome) -> None:
    units = tree(date(2021, 1, 1))
    ward = units.by_code("31513")  # Phường 1 → Phường 1 (code 31522) in 2024 → Phường Phú Lợi in 2025
    assert ward is not None
    later = [tree(date(2024, 10, 1)).by_code("31522"), tree(date(2025, 7, 1)).by_code("31510")]
    assert [unit.name for unit in later if unit] == ["Phường 1", "Phường Phú Lợi"]
    assert successors_of([ward.id])[ward.id] == {unit.id for unit in later if unit}


def test_unchanged_commune_stays_the_same_unit_under_its_new_parent(province: Outcome) -> None:
    before, after = tree(date(2025, 6, 30)), tree(date(2025, 7, 1))
    commune = before.by_code("31537")
    assert commune is not None
    assert [unit.name for unit in before.path(commune.id)] == [
        "Tỉnh Sóc Trăng",
        "Huyện Kế Sách",
        "Xã Phong Nẫm",
    ]
    assert [unit.name for unit in after.path(commune.id)] == ["Thành phố Cần Thơ", "Xã Phong Nẫm"]
    history = unit_history(commune.id)
    assert history is not None
    assert [event.kind for event in history.events] == ["continue"]


def test_district_ends_without_successor(province: Outcome) -> None:
    district = tree(date(2025, 6, 30)).by_code("943")
    assert district is not None
    history = unit_history(district.id)
    assert history is not None
    (event,) = history.events
    assert (event.kind, event.on, event.predecessor_ids, event.successor_ids) == (
        "dissolve", date(2025, 7, 1), (district.id,), (),
    )  # fmt: skip


def test_newspaper_and_broadcaster_become_one_body_on_1_may_2025(province: Outcome) -> None:
    before, after = tree(date(2025, 4, 30)), tree(date(2025, 5, 1))
    parts = [before.by_key("bao-soc-trang"), before.by_key("dai-phat-thanh-va-truyen-hinh")]
    whole = after.by_key("bao-va-phat-thanh-truyen-hinh")
    assert whole is not None
    assert all(part and successors_of([part.id])[part.id] == {whole.id} for part in parts)
    assert after.by_key("bao-soc-trang") is None


def test_every_old_unit_has_its_end_told(province: Outcome) -> None:
    ended = set(UnitVersion.objects.filter(valid__endswith__isnull=False).values_list("unit_id", flat=True))
    told = set(Succession.objects.values_list("predecessor_id", flat=True))
    assert ended <= told


def test_ranking_groups_of_2021_have_18_11_10_and_7_members(province: Outcome) -> None:
    groups = ranking_groups_of(2021)
    assert {group.key: len(ids) for group, ids in groups} == {
        "departments": 18, "districts": 11, "central_agencies": 10, "service_units": 7,
    }  # fmt: skip
    assert ranking_groups_of(2030) == []


def test_names_with_two_spaces_and_context_are_plain(province: Outcome) -> None:
    units = tree(date(2021, 6, 30))
    assert units.by_code("31672").name == "Xã Đại Ân 2"  # type: ignore[union-attr]
    assert units.full_name(units.by_code("31732").id) == "Phường 1 (Thị xã Ngã Năm)"  # type: ignore[union-attr]
    assert units.full_name(units.by_code("31747").id) == "Phường 3 (Thị xã Ngã Năm)"  # type: ignore[union-attr]
    assert units.full_name(units.by_code("31504").id) == "Phường 8"  # type: ignore[union-attr]


def figures() -> tuple[int, ...]:
    tables = (Unit, UnitVersion, Reorganisation, Succession, UnitYear, Entry)
    return tuple(table.objects.count() for table in tables)


def test_import_again_changes_nothing(province: Outcome, shipped: UnitData) -> None:
    before = figures()
    assert import_units(shipped, by=None, at=AT).is_empty
    assert figures() == before


def test_dry_run_says_what_it_would_do_and_writes_nothing(shipped: UnitData) -> None:
    outcome = import_units(shipped, by=None, at=AT, is_dry_run=True)
    assert len(outcome.new_units) == 273
    assert figures() == (0, 0, 0, 0, 0, 0)


def test_corrected_name_is_taken_over(province: Outcome, shipped: UnitData) -> None:
    UnitVersion.objects.filter(code="943").update(name="Huyện Kế Sach")
    outcome = import_units(shipped, by=None, at=AT)
    assert outcome.changed_units == ["Huyện Kế Sách"]
    assert UnitVersion.objects.filter(code="943", name="Huyện Kế Sách").count() == 1


def test_unit_reorganised_by_hand_is_left_alone(province: Outcome, shipped: UnitData) -> None:
    version = UnitVersion.objects.get(code="943")
    version.valid = type(version.valid)(date(2017, 1, 1), version.valid.upper)
    version.save(update_fields=["valid"])
    outcome = import_units(shipped, by=None, at=AT)
    assert outcome.kept_units == ["Huyện Kế Sách"]
    assert UnitVersion.objects.get(code="943").valid.lower == date(2017, 1, 1)


def run(*words: str) -> str:
    out = StringIO()
    call_command("units", "import", *words, stdout=out)
    return out.getvalue()


def test_command_loads_then_has_nothing_to_do() -> None:
    assert "Đơn vị mới: 273" in run()
    assert run() == "Tất cả đã có sẵn, không có gì thay đổi.\n"


def test_command_dry_run_says_so() -> None:
    assert run("--dry-run").endswith("Chạy thử: chưa ghi gì.\n")
    assert Unit.objects.count() == 0


ODD = [
    ("soc_trang_2021.csv", "code,name,name_en,kind,parent_code", "code,name,name_en,kind", "dòng 1: Thiếu cột parent_code"),
    ("soc_trang_2021.csv", "Ke Sach District,district,94", "Ke Sach District,district,99", "mã 99 không có ở dòng nào"),
    ("soc_trang_2021.csv", "Ke Sach District,district,94", "Ke Sach District,quận,94", "“quận” không phải là loại"),
    ("soc_trang_2021.csv", "943,Huyện Kế Sách", "942,Huyện Kế Sách", "Mã 942 đã có ở dòng 5"),
    ("soc_trang_2021.csv", "941,Thành phố Sóc Trăng,Soc Trang City,city,94", "941,Thành phố Sóc Trăng,Soc Trang City,city,31498", "đứng dưới chính nó"),
    ("soc_trang_2021.csv", "943,Huyện Kế Sách", "943,", "phải có mã và tên"),
    ("soc_trang_2021.csv", "943,Huyện Kế Sách", "943,Huyện Kế Sách,x", "có 6 ô, đúng ra phải có 5 ô"),
    ("soc_trang_2021.csv", "943,Huyện Kế Sách", '943,"Huyện Kế Sách', "không đúng định dạng CSV"),
    ("soc_trang_2021.csv", "943,Huyện Kế Sách", "943," + "Huyện " * 40, "name dài quá 200 ký tự"),
    ("successions.csv", "2025-07-01,943", "2025-13-01,943", "không phải là ngày"),
    ("successions.csv", "2025-07-01,943", "2015-07-01,943", "chỉ bắt đầu từ ngày đó hoặc muộn hơn"),
    ("successions.csv", "2025-07-01,943,Huyện Kế Sách,,,dissolve", "2025-07-01,943,Huyện Kế Sách,,,abolish", "“abolish” không phải là sự kiện"),
    ("successions.csv", "2025-07-01,943,Huyện Kế Sách", "2025-07-01,943,Huyện Mỹ Tú", "không phải “Huyện Mỹ Tú”"),
    ("successions.csv", "2025-07-01,943,Huyện Kế Sách,,,dissolve\n", "", "Huyện Kế Sách (943) trở thành đơn vị nào"),
    ("successions.csv", "2025-07-01,943,Huyện", "2025-07-01,999,Huyện", "không có đơn vị nào mang mã 999"),
    ("can_tho_2025.csv", "31528,Xã Kế Sách,commune,92", "31528,Xã Kế Sách,commune,93", "mã 93 không có ở dòng nào"),
    ("soc_trang_agencies_2021.csv", "so-tu-phap,STP", "so-tu-phap,SNV", "có hai đơn vị cùng mang mã SNV"),
    ("soc_trang_agencies_2021.csv", "so-tu-phap,STP", "so-noi-vu,STP", "Khóa so-noi-vu được dùng hai lần"),
    ("soc_trang_agencies_2021.csv", "departments,52", "departments,-52", "không phải là số nguyên"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), ODD, ids=[said for *_, said in ODD])
def test_odd_file_is_refused_with_its_row_and_nothing_changes(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    for path in SHIPPED.glob("*.csv"):
        shutil.copy(path, tmp_path)
    text = (SHIPPED / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        run("--data", str(tmp_path))
    assert said in str(refusal.value)
    assert "Chưa thay đổi gì" in str(refusal.value)
    assert figures() == (0, 0, 0, 0, 0, 0)


def test_binary_file_is_refused(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.csv"):
        shutil.copy(path, tmp_path)
    (tmp_path / "successions.csv").write_bytes(b"\xff\xfe\x00PK")
    with pytest.raises(CommandError, match="không phải văn bản UTF-8"):
        run("--data", str(tmp_path))


def test_missing_folder_and_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có thư mục"):
        run("--data", str(tmp_path / "không-có"))
    with pytest.raises(CommandError, match=r"soc_trang_2021\.csv: Thiếu tệp"):
        run("--data", str(tmp_path))


def test_folder_without_agencies_gets_the_shipped_ones(tmp_path: Path) -> None:
    for path in SHIPPED.glob("*.csv"):
        shutil.copy(path, tmp_path)
    (tmp_path / "soc_trang_agencies_2021.csv").unlink()
    run("--data", str(tmp_path))
    assert tree(date(2021, 6, 30)).by_code("SNV") is not None
