"""People on the desk: who sees whom, who may do what, lists with few queries."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from danbiet.accounts.actions import create_person
from danbiet.accounts.models import OpenSession, Ticket, User
from danbiet.audit.models import Entry
from danbiet.kit import clock
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import FactorRule, Membership, StandIn, Unit
from danbiet.outbox.models import Message
from tests.factories import plans as make

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/nguoi-dung/"


class Cast:
    def __init__(self) -> None:
        self.root: Unit = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
        self.unit: Unit = make.unit("Sở Tư pháp", parent=self.root, code="STP")
        self.other: Unit = make.unit("Sở Y tế", parent=self.root, code="SYT")
        self.office = make.person("Phòng Cải cách", unit=self.root, role=Role.OFFICE)
        self.head = make.person("Giám đốc Tư pháp", unit=self.unit, role=Role.HEAD)
        self.officer = make.person("Cán bộ Tư pháp", unit=self.unit)
        self.stranger = make.person("Cán bộ Y tế", unit=self.other)
        self.nobody = make.person("Không vai trò")

    def waiting(self, name: str = "Người Chờ", email: str = "") -> User:
        made = create_person(
            username=f"cho{User.objects.count()}",
            full_name=name,
            job_title="",
            email=email,
            at=clock.now(),
            by=None,
        )
        Membership.objects.create(user=made, unit=self.unit, role=Role.OFFICER, starts_on=date(2020, 1, 1))
        return made


@pytest.fixture
def cast() -> Cast:
    return Cast()


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(page: Any) -> set[str]:
    return {row["one"].full_name for row in page.context["rows"]}


def test_list_shows_everybody_to_the_office_and_the_own_unit_to_a_head(cast: Cast) -> None:
    assert {"Không vai trò", "Cán bộ Y tế"} < shown(as_(cast.office).get(LIST))
    assert shown(as_(cast.head).get(LIST)) == {"Giám đốc Tư pháp", "Cán bộ Tư pháp"}
    assert as_(cast.officer).get(LIST).status_code == 403
    assert as_(cast.nobody).get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=tu phap", {"Giám đốc Tư pháp", "Cán bộ Tư pháp"}), ("vai_tro=head", {"Giám đốc Tư pháp"}),
        ("tinh_trang=locked", set()), ("q=%00", None), ("don_vi=x&sap=-vao&trang=99", None),
    ],
)  # fmt: skip
def test_list_is_searched_and_filtered(cast: Cast, query: str, found: set[str] | None) -> None:
    answer = as_(cast.office).get(f"{LIST}?{query}")
    assert answer.status_code in {200, 400}
    if found is not None:
        assert shown(answer) == found


def test_list_takes_as_many_queries_for_many_as_for_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = as_(cast.office)
    client.get(LIST)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(40) as told:
            client.get(LIST)
        counts.append(len(told.captured_queries))
        for number in range(3):
            cast.waiting(f"Người {number}")
    assert counts[0] == counts[1]


def test_list_leaves_as_an_excel_file_as_it_is_shown(cast: Cast) -> None:
    answer = as_(cast.office).get(f"{LIST}tai-ve.xlsx?q=y te")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Cán bộ Y tế"]


@pytest.mark.parametrize("who", ["stranger", "officer", "nobody"])
@pytest.mark.parametrize(
    "place", ["", "sua/", "phieu/", "thu-moi/", "thu-hoi/", "khoa/", "mo-khoa/", "bo-lop-hai/", "ket-thuc/", "ban-giao/", "vai-tro/them/", "thay/them/"],
)  # fmt: skip
def test_person_is_closed_to_who_does_not_look_after_them(cast: Cast, who: str, place: str) -> None:
    client = as_(getattr(cast, who))
    for method in (client.get, client.post):
        assert method(f"{LIST}{cast.head.pk}/{place}").status_code in {403, 404, 405}
    assert User.objects.get(pk=cast.head.pk).is_active
    assert not Ticket.objects.exists()


def test_head_tends_officers_but_no_head_and_nobody_with_another_role(cast: Cast) -> None:
    client = as_(cast.head)
    assert client.post(f"{LIST}{cast.officer.pk}/khoa/", {"reason": "Nghỉ việc"}).status_code == 302
    assert not User.objects.get(pk=cast.officer.pk).is_active
    second = make.person("Phó giám đốc", unit=cast.unit, role=Role.HEAD)
    assert client.post(f"{LIST}{second.pk}/khoa/", {"reason": "x"}).status_code == 403
    Membership.objects.create(user=second, unit=cast.other, role=Role.OFFICER, starts_on=date(2020, 1, 1))
    assert client.get(f"{LIST}{second.pk}/").status_code == 200
    assert client.post(f"{LIST}{second.pk}/phieu/").status_code == 403


def test_head_gives_no_head_and_nothing_elsewhere(cast: Cast) -> None:
    client = as_(cast.head)
    path = f"{LIST}{cast.officer.pk}/vai-tro/them/"
    day = clock.today().strftime("%d/%m/%Y")
    for unit, role in ((cast.unit, "head"), (cast.unit, "office"), (cast.other, "officer")):
        answer = client.post(path, {"unit": unit.pk, "role": role, "first_day": day})
        assert answer.status_code == 200, (unit, role)
    assert Membership.objects.filter(user=cast.officer).count() == 1
    assert client.post(path, {"unit": cast.unit.pk, "role": "editor", "first_day": day}).status_code == 302


def test_new_person_gets_account_role_and_page(cast: Cast) -> None:
    day = clock.today().strftime("%d/%m/%Y")
    given = {
        "n-full_name": "Trần Thị Bích", "n-job_title": "Chuyên viên", "n-email": "", "n-office_phone": "", "n-username": "",
        "t-unit": cast.unit.pk, "t-role": "officer", "t-first_day": day, "t-last_day": "",
    }  # fmt: skip
    answer = as_(cast.head).post(f"{LIST}moi/", given)
    made = User.objects.get(username="bich.tran")
    assert answer.url == f"{LIST}{made.pk}/"
    page = as_(cast.head).get(answer.url).content.decode()
    assert "Chưa kích hoạt" in page
    assert "In phiếu có mã" in page
    refused = as_(cast.head).post(f"{LIST}moi/", {**given, "n-username": "bich.tran"})
    assert "bich.tran" in refused.content.decode()
    assert User.objects.filter(full_name="Trần Thị Bích").count() == 1


def test_slips_show_codes_once_that_open_the_accounts(cast: Cast) -> None:
    people = [cast.waiting("Người Một"), cast.waiting("Người Hai")]
    answer = as_(cast.head).post(f"{LIST}phieu/", {"pk": [*(one.pk for one in people), cast.office.pk, "x"]})
    page = answer.content.decode()
    codes = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page)
    assert len(codes) == 2
    new = "một câu thật dài"
    opened = Client().post(
        "/kich-hoat/", {"username": people[0].username, "code": codes[0], "password1": new, "password2": new}
    )
    assert opened.status_code == 302
    assert Entry.objects.filter(verb="accounts.ticket_made", actor=cast.head).count() == 2


def sheet_of(answer: Any) -> str:
    found = re.search(r'name="slips" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_slips_as_a_word_file_hold_the_codes_of_the_screen_eight_a_page(cast: Cast) -> None:
    people = [cast.waiting(f"Người Chờ {number}") for number in range(9)]
    long = cast.waiting("Tên\x0bRất " + "Dài " * 25)
    shown = as_(cast.head).post(f"{LIST}phieu/", {"pk": [one.pk for one in (*people, long)]})
    codes = re.findall(
        r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", re.sub(r'value="[^"]*"', "", shown.content.decode())
    )
    made = Ticket.objects.count()

    answer = as_(cast.head).post(f"{LIST}phieu/tep.docx", {"slips": sheet_of(shown)})

    assert answer["Cache-Control"] == "no-store"
    word = docx.Document(io.BytesIO(answer.content))
    [table] = word.tables
    assert (len(table.rows), len(table.columns)) == (5, 2)
    assert {round(row.height.cm, 1) for row in table.rows} == {6.7}  # four rows and the margins fit on A4
    assert round(word.sections[0].page_height.cm, 1) == 29.7
    words = [_words(cell) for row in table.rows for cell in row.cells]
    assert [code for text in words for code in codes if code in text] == codes
    assert all(one.username in text for one, text in zip((*people, long), words, strict=True))
    for needed in ("Sở Tư pháp", "Vai trò: Chuyên viên", "/kich-hoat/", "Tên đăng nhập"):
        assert needed in words[0]
    assert len(word.inline_shapes) or "pic:pic" in word.element.xml
    assert word.element.xml.count("<pic:pic") == 10
    assert 'w:val="dashed"' in word.element.xml
    assert Ticket.objects.count() == made  # no other codes


def _words(cell: Any) -> str:
    inner = [
        one.text
        for table in cell.tables
        for row in table.rows
        for part in row.cells
        for one in part.paragraphs
    ]
    return "\n".join([*inner, *(one.text for one in cell.paragraphs)])


@pytest.mark.parametrize("who", ["office", "officer", "stranger", "nobody"])
def test_sheet_of_another_person_or_made_up_gives_no_file(cast: Cast, who: str) -> None:
    shown = as_(cast.head).post(f"{LIST}phieu/", {"pk": [cast.waiting().pk]})
    for sheet in (sheet_of(shown), sheet_of(shown)[:-2] + "xx", "", "\u202e", "a:b:c"):
        answer = as_(getattr(cast, who)).post(f"{LIST}phieu/tep.docx", {"slips": sheet})
        assert answer.status_code == (302 if who == "office" else 403)
    assert Client().post(f"{LIST}phieu/tep.docx", {"slips": sheet_of(shown)}).status_code == 302


def test_everybody_the_list_shows_gets_a_slip_other_pages_included(cast: Cast) -> None:
    for number in range(52):
        cast.waiting(f"Người Chờ {number}")
    cast.waiting("Tên Khác")
    answer = as_(cast.office).post(f"{LIST}phieu/?q=nguoi cho", {"tat-ca": "1"})
    assert len(answer.context["slips"]) == 52
    assert as_(cast.officer).post(f"{LIST}phieu/", {"tat-ca": "1"}).status_code == 403


def test_letters_go_to_those_ticked_who_have_an_address(cast: Cast) -> None:
    with_mail, without = cast.waiting("Có Thư", "co.thu@soctrang.gov.vn"), cast.waiting("Không Thư")
    as_(cast.head).post(f"{LIST}thu-moi/", {"pk": [with_mail.pk, without.pk]})
    assert list(Message.objects.values_list("to_address", flat=True)) == ["co.thu@soctrang.gov.vn"]
    as_(cast.head).post(f"{LIST}{with_mail.pk}/thu-hoi/")
    path = re.search(r"/dat-mat-khau/\S+", Message.objects.get().body)
    assert path is not None
    assert Client().get(path[0]).status_code == 404


def test_role_is_changed_and_ended_on_the_desk(cast: Cast) -> None:
    client, row = as_(cast.office), Membership.objects.get(user=cast.officer)
    today = clock.today()
    path = f"{LIST}{cast.officer.pk}/vai-tro/{row.pk}/"
    answer = client.post(f"{path}sua/", {"first_day": "01/02/2020", "last_day": "", "reason": "Ghi nhầm"})
    assert answer.status_code == 302
    assert (
        client.post(f"{path}ket-thuc/", {"last_day": today.strftime("%d/%m/%Y"), "reason": ""}).status_code
        == 200
    )
    client.post(f"{path}ket-thuc/", {"last_day": today.strftime("%d/%m/%Y"), "reason": "Chuyển công tác"})
    row.refresh_from_db()
    assert (row.starts_on, row.ends_on) == (date(2020, 2, 1), today + timedelta(days=1))
    assert client.get(f"{LIST}{cast.stranger.pk}/vai-tro/{row.pk}/sua/").status_code == 404


def test_officer_names_an_own_deputy_and_sees_it_on_the_own_page(cast: Cast) -> None:
    client = as_(cast.officer)
    today = clock.today().strftime("%d/%m/%Y")
    answer = client.post(
        f"{LIST}{cast.officer.pk}/thay/them/", {"deputy": cast.stranger.pk, "first_day": today, "last_day": today, "reason": "Nghỉ phép"}
    )  # fmt: skip
    assert answer.status_code == 302
    assert "Cán bộ Y tế" in client.get("/ban-lam-viec/toi/").content.decode()
    row = StandIn.objects.get()
    assert as_(cast.stranger).post(f"{LIST}{cast.officer.pk}/thay/{row.pk}/ket-thuc/").status_code in {
        403,
        404,
    }
    client.post(f"{LIST}{cast.officer.pk}/thay/{row.pk}/ket-thuc/")
    assert not StandIn.objects.exists()


def test_administrator_ends_a_session_of_somebody(cast: Cast) -> None:
    theirs = as_(cast.officer)
    session = OpenSession.objects.get(user=cast.officer)
    as_(cast.head).post(f"{LIST}{cast.officer.pk}/ket-thuc/", {"pk": session.pk})
    assert theirs.get("/doi-mat-khau/").status_code == 302


def test_rule_about_second_factors_is_the_provinces(cast: Cast) -> None:
    path = f"{LIST}lop-thu-hai/"
    assert as_(cast.head).post(path, {"roles": ["head"]}).status_code == 403
    as_(cast.office).post(path, {"roles": ["head", "office"]})
    assert set(FactorRule.objects.values_list("role", flat=True)) == {"head", "office"}
    as_(cast.head).post(f"{LIST}{cast.officer.pk}/bo-lop-hai/", {"reason": "x"})
    assert not Entry.objects.filter(verb="accounts.factors_reset").exists()


def test_hand_over_page_previews_and_moves(cast: Cast) -> None:
    role = Membership.objects.get(user=cast.officer)
    successor = make.person("Người kế nhiệm", unit=cast.unit, role=Role.EDITOR)
    client = as_(cast.head)
    path = f"{LIST}{cast.officer.pk}/ban-giao/"
    assert "Người kế nhiệm" in client.get(path).content.decode()
    answer = client.post(
        path, {"to": successor.pk, "last_day": clock.today().strftime("%d/%m/%Y"), "roles": [role.pk], "reason": "Nghỉ hưu"}
    )  # fmt: skip
    assert answer.status_code == 302
    assert Membership.objects.filter(user=successor, role="officer").exists()
