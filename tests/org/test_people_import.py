"""People from an Excel file: every fault with row and column, all or nothing, twice is once."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from danbiet.accounts.models import User
from danbiet.org.actions.importing_people import import_people
from danbiet.org.calc.people_files import NotReadable, list_file, read_people
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Membership, Unit
from danbiet.org.queries import rights_of
from danbiet.org.views.people_import import _known
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
ON = date(2021, 6, 1)
HEAD = [
    "Họ tên",
    "Chức vụ",
    "Mã hoặc tên đơn vị",
    "Vai trò",
    "Thư điện tử",
    "Điện thoại cơ quan",
    "Từ ngày",
    "Đến ngày",
    "Tên đăng nhập",
]
PATH = "/ban-lam-viec/nguoi-dung/nhap/"


def book(*rows: list[Any], head: list[str] = HEAD, above: int = 0) -> bytes:
    made = Workbook()
    for _ in range(above):
        made.active.append(["Danh sách cán bộ"])
    for row in (head, *rows):
        made.active.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


class Cast:
    def __init__(self) -> None:
        self.root: Unit = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
        self.unit: Unit = make.unit("Sở Tư pháp", parent=self.root, code="STP")
        self.office = make.person("Phòng CCHC", unit=self.root, role=Role.OFFICE)
        self.head = make.person("Giám đốc", unit=self.unit, role=Role.HEAD)


@pytest.fixture
def cast() -> Cast:
    return Cast()


BICH = [
    "Trần Thị  Bích",
    "Chuyên viên",
    "stp",
    "Chuyên viên",
    "Bich@soctrang.gov.vn",
    "0299 3821",
    "01/07/2021",
    "31/12/2021",
]
AN = ["Lê Văn An", "", "Sở tư pháp", "chuyen vien", None, None, None, None]


def take(cast: Cast, data: bytes, *, by: User | None = None, trial: bool = False) -> Any:
    rights = rights_of(by or cast.office, ON)
    rows, problems = read_people(data, _known(rights))
    assert not problems, problems
    return import_people(rows, rights=rights, by=by or cast.office, at=AT, is_dry_run=trial)


def label(role: Role) -> str:
    return str(role.label)


def test_role_words_of_this_test_are_those_of_the_catalogue() -> None:
    assert label(Role.OFFICER) == "Chuyên viên"


def test_file_makes_accounts_roles_and_user_names_and_twice_is_once(cast: Cast) -> None:
    data = book(BICH, AN, above=2)
    first = take(cast, data)
    assert (first.new_people, first.roles) == (["Trần Thị Bích (bich.tran)", "Lê Văn An (an.le)"], 2)
    bich = User.objects.get(username="bich.tran")
    assert (bich.email, bich.office_phone, bich.has_usable_password()) == (
        "bich@soctrang.gov.vn",
        "0299 3821",
        False,
    )
    role = Membership.objects.get(user=bich)
    assert (role.starts_on, role.ends_on) == (date(2021, 7, 1), date(2022, 1, 1))
    assert Membership.objects.get(user__username="an.le").starts_on == ON

    again = take(cast, data)
    assert again.is_empty
    assert again.unchanged == 2
    assert User.objects.count() == 4


def test_trial_tells_and_keeps_nothing(cast: Cast) -> None:
    outcome = take(cast, book(BICH, AN), trial=True)
    assert len(outcome.new_people) == 2
    assert User.objects.count() == 2


def test_changed_file_changes_details_and_days(cast: Cast) -> None:
    take(cast, book(BICH))
    changed = [*BICH]
    changed[1], changed[7] = "Phó trưởng phòng", None
    outcome = take(cast, book(changed))
    assert (outcome.changed_people, outcome.roles, outcome.new_people) == (["Trần Thị Bích"], 1, [])
    assert Membership.objects.get(user__username="bich.tran").ends_on is None


def test_two_rows_of_one_person_are_two_roles(cast: Cast) -> None:
    second = [*AN]
    second[3] = label(Role.EDITOR)
    assert len(take(cast, book(AN, second)).new_people) == 1
    assert Membership.objects.filter(user__username="an.le").count() == 2


def test_every_fault_is_named_with_row_and_column(cast: Cast) -> None:
    data = book(
        ["", "", "", "", "", "", "", "x"],
        ["A", "", "Sở Lạ", "Vua", "không phải thư", "", "31/02/2021", ""],
        ["B", "", "STP", "Chuyên viên", "", "", "01/07/2021", "30/06/2021"],
        ["C" * 130, "", "STP", "Chuyên viên"],
        BICH,
    )
    rows, problems = read_people(data, _known(rights_of(cast.office, ON)))
    found = {(one.row, one.column) for one in problems}
    assert found == {
        (2, "Họ tên"), (2, "Mã hoặc tên đơn vị"), (2, "Vai trò"), (2, "Đến ngày"),
        (3, "Mã hoặc tên đơn vị"), (3, "Vai trò"), (3, "Thư điện tử"), (3, "Từ ngày"),
        (4, "Đến ngày"), (5, "Họ tên"),
    }  # fmt: skip
    assert [row.row for row in rows] == [6]


def test_one_refused_row_keeps_everything_out(cast: Cast) -> None:
    head_row = ["Phạm Văn C", "", "STP", label(Role.HEAD)]
    outcome = take(cast, book(AN, head_row), by=cast.head)
    assert [(one.row, one.column) for one in outcome.problems] == [(3, "Vai trò")]
    assert not User.objects.filter(username="an.le").exists()


def test_head_cannot_change_somebody_who_also_works_elsewhere(cast: Cast) -> None:
    cast.office.email = "office@soctrang.gov.vn"
    cast.office.save()
    row = ["Tên Khác", "", "STP", "Chuyên viên", "office@soctrang.gov.vn"]
    outcome = take(cast, book(row), by=cast.head)
    assert [one.column for one in outcome.problems] == ["Họ tên"]
    assert User.objects.get(pk=cast.office.pk).full_name == "Phòng CCHC"


def _bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    return kept.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 rubbish", b"Ho ten;Don vi", b"x" * (4 * 1024 * 1024), _bomb(), book(head=["Tên lạ", "Cột"]), book(*[["a", "", "b", "c"]] * 3012)],
    ids=["empty", "broken", "csv", "large", "bomb", "no head", "long"],
)  # fmt: skip
def test_hostile_or_other_file_is_refused(cast: Cast, data: bytes) -> None:
    with pytest.raises(NotReadable):
        read_people(data, _known(rights_of(cast.office, ON)))


def test_list_file_runs_no_formula() -> None:
    data = list_file("Người dùng", ["Họ tên"], [["=1+1"], ["+84"], [ON]], wide=[20])
    sheet = load_workbook(io.BytesIO(data)).active
    assert [sheet["A2"].data_type, sheet["A3"].data_type, sheet["A4"].value.date()] == ["s", "s", ON]


def test_screen_tries_first_and_takes_in_what_was_tried(cast: Cast, client: Client) -> None:
    client.force_login(cast.office)
    form = client.get(f"{PATH}mau.xlsx")
    names = load_workbook(io.BytesIO(form.content)).sheetnames
    assert names == ["Người dùng", "Huong_dan", "Don_vi"]
    answer = client.post(PATH, {"file": SimpleUploadedFile("người.xlsx", book(BICH, AN))})
    assert "Lê Văn An (an.le)" in answer.content.decode()
    assert User.objects.count() == 2

    rows = answer.context["rows"]
    done = client.post(PATH, {"rows": rows})
    assert done.status_code == 302
    assert User.objects.count() == 4
    assert client.post(PATH, {"rows": "giả mạo"}).status_code == 200


def test_rows_tried_by_one_are_worth_nothing_to_another(cast: Cast, client: Client) -> None:
    client.force_login(cast.office)
    rows = client.post(PATH, {"file": SimpleUploadedFile("a.xlsx", book(AN))}).context["rows"]
    client.force_login(cast.head)
    client.post(PATH, {"rows": rows})
    assert User.objects.count() == 2


def test_form_filled_in_comes_back_as_people(cast: Cast, client: Client) -> None:
    client.force_login(cast.office)
    filled = load_workbook(io.BytesIO(client.get(f"{PATH}mau.xlsx").content))
    for place, value in enumerate(AN, start=1):
        filled["Người dùng"].cell(row=2, column=place, value=value)
    kept = io.BytesIO()
    filled.save(kept)
    assert len(take(cast, kept.getvalue()).new_people) == 1
