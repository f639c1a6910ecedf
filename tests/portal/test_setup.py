"""The first set-up in the browser: who gets in, what each step keeps, what it refuses, and that it closes for good."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.org.actions import installing
from danbiet.org.enums import Role, SetupStep, UnitKind
from danbiet.org.models import Installation, Membership, UnitYear
from danbiet.org.queries import tree
from danbiet.outbox.queries import mail_server

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
ON = date(2026, 11, 29)
CAN_THO = {
    "name": "Thành phố Cần Thơ",
    "code": "92",
    "symbol": "UBND",
    "phone": "0292 3810 000",
    "email": "cchc@cantho.example",
}
ADMINISTRATOR = {
    "full_name": "Lê Thị An", "job_title": "Chuyên viên", "email": "an@cantho.example", "username": "quantri",
    "password": "mùa lúa trổ bông 26", "password_again": "mùa lúa trổ bông 26",
}  # fmt: skip
LIST = "Mã,Tên,Loại,Mã cấp trên,Nhóm xếp hạng,Biên chế\nSNV,Sở Nội vụ,Sở,,Khối sở,78\n31120,Phường Cái Khế,Phường,,,\n"


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.DANBIET_TODAY = ON


@pytest.fixture
def operator(client: Client) -> Client:
    """Whoever brought the code."""
    answer = client.post("/cai-dat/", {"code": installing.new_code(at=AT)})
    assert answer.status_code == 302
    return client


def said(answer: Any) -> str:
    return str(answer.content.decode())


def after_units(client: Client) -> Client:
    client.post("/cai-dat/tinh/", CAN_THO)
    client.post("/cai-dat/nam/", {"year": "2026"})
    client.post("/cai-dat/don-vi/", {"source": "can-tho-2025"})
    client.post("/cai-dat/don-vi/", {"viec": "nap"})
    return client


def csv_file(text: str = LIST) -> SimpleUploadedFile:
    return SimpleUploadedFile("don-vi.csv", text.encode("utf-8-sig"), content_type="text/csv")


@pytest.mark.parametrize("step", ["", *(f"{step.value}/" for step in SetupStep), "xong/", "don-vi/mau.xlsx"])
def test_wizard_of_an_installation_nobody_opened_does_not_exist(client: Client, step: str) -> None:
    assert client.get(f"/cai-dat/{step}").status_code == 404
    assert client.post(f"/cai-dat/{step}").status_code in (404, 405)


@pytest.mark.parametrize("step", [*(f"{step.value}/" for step in SetupStep), "xong/", "don-vi/mau.xlsx"])
def test_step_asked_by_a_stranger_leads_to_the_code_and_changes_nothing(client: Client, step: str) -> None:
    installing.new_code(at=AT)

    asked = client.get(f"/cai-dat/{step}")
    sent = client.post(f"/cai-dat/{step}", {**CAN_THO, **ADMINISTRATOR, "viec": "nap"})

    assert asked["Location"] == "/cai-dat/"
    assert sent.status_code == 405 or sent["Location"] == "/cai-dat/"
    assert not User.objects.exists()
    assert Installation.objects.get().name == ""


def test_code_opens_once_and_a_new_one_makes_the_old_void(client: Client) -> None:
    old, code = installing.new_code(at=AT), installing.new_code(at=AT)

    assert "Mã không đúng" in said(client.post("/cai-dat/", {"code": old}))
    assert client.post("/cai-dat/", {"code": f" {code.lower().replace('-', ' ')} "}).status_code == 302
    assert "Mã không đúng" in said(Client().post("/cai-dat/", {"code": code}))


def test_code_is_kept_as_a_hash_only() -> None:
    code = installing.new_code(at=AT)

    row = Installation.objects.get()

    assert code not in str({name: getattr(row, name) for name in ("code_hash", "name", "code")})
    assert len(row.code_hash) == 64


def test_guessing_codes_is_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from danbiet.kit.limits import Window
    from danbiet.portal.views import setup_door

    monkeypatch.setattr(setup_door, "GUESSES", Window(most=2, seconds=10**12))
    code = installing.new_code(at=AT)
    for _ in range(2):
        client.post("/cai-dat/", {"code": "AAAA-BBBB-CCCC"})

    answer = client.post("/cai-dat/", {"code": code})

    assert answer.status_code == 429
    assert "Thử lại sau mười phút" in said(answer)


def test_later_step_before_earlier_ones_leads_back_to_the_first_missing(operator: Client) -> None:
    assert operator.get("/cai-dat/thu/")["Location"] == "/cai-dat/tinh/"
    operator.post("/cai-dat/tinh/", CAN_THO)
    assert operator.get("/cai-dat/xong/")["Location"] == "/cai-dat/nam/"
    assert operator.get("/cai-dat/tinh/").status_code == 200


def test_province_names_head_documents_and_contact_at_once(operator: Client) -> None:
    operator.post("/cai-dat/tinh/", CAN_THO)

    home = tree(ON).home
    assert (home.committee, home.place, home.symbol) == (
        "Ủy ban nhân dân thành phố Cần Thơ",
        "Cần Thơ",
        "UBND",
    )
    assert "Ủy ban nhân dân thành phố Cần Thơ" in said(Client().get("/to-chuc/"))
    assert "0292 3810 000" in said(Client().get("/lien-he/"))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "Cần Thơ", "Bắt đầu bằng “Tỉnh” hoặc “Thành phố”"),
        ("code", "92 ", ""),
        ("code", "chín hai", "Chỉ gồm chữ không dấu và số"),
        ("phone", "gọi tôi", "Số điện thoại chỉ gồm"),
        ("email", "khong-phai-thu", ""),
        ("name", "", ""),
    ],
)  # fmt: skip
def test_province_with_a_fault_is_told_so_and_not_kept(
    operator: Client, field: str, value: str, words: str
) -> None:
    answer = operator.post("/cai-dat/tinh/", {**CAN_THO, field: value})

    if value == "92 ":
        assert answer.status_code == 302
        return
    assert answer.status_code == 200
    assert words in said(answer)
    assert Installation.objects.get().name == ""


def test_list_from_a_file_is_shown_before_anything_is_written(operator: Client) -> None:
    operator.post("/cai-dat/tinh/", CAN_THO)
    operator.post("/cai-dat/nam/", {"year": "2026"})

    shown = said(operator.post("/cai-dat/don-vi/", {"source": "tep", "file": csv_file()}, follow=True))

    assert "Sở Nội vụ" in shown
    assert "Nạp các đơn vị này" in shown
    assert len(tree(ON)) == 0

    operator.post("/cai-dat/don-vi/", {"viec": "nap"})

    units = tree(ON)
    assert [unit.name for unit in units] == ["Thành phố Cần Thơ", "Sở Nội vụ", "Phường Cái Khế"]
    assert units.root.kind == UnitKind.PROVINCE
    assert UnitYear.objects.get().headcount == 78


def test_list_as_an_excel_file_is_read_too(operator: Client) -> None:
    operator.post("/cai-dat/tinh/", CAN_THO)
    operator.post("/cai-dat/nam/", {"year": "2026"})
    filled = operator.get("/cai-dat/don-vi/mau.xlsx")
    upload = SimpleUploadedFile("mau.xlsx", filled.content)

    operator.post("/cai-dat/don-vi/", {"source": "tep", "file": upload})
    operator.post("/cai-dat/don-vi/", {"viec": "nap"})

    assert {unit.code for unit in tree(ON)} == {"92", "SNV", "DPTTH", "31120", "31135"}


def test_every_faulty_row_is_named_and_nothing_is_loaded(operator: Client) -> None:
    operator.post("/cai-dat/tinh/", CAN_THO)
    operator.post("/cai-dat/nam/", {"year": "2026"})
    faulty = csv_file(
        "Mã,Tên,Loại,Mã cấp trên\nA,Sở A,Sở,\nA,Sở B,Sở,\nC,Xã C,Làng,\nD,Xã D,Xã,KHONG\n,Xã E,Xã,\n"
    )

    shown = said(operator.post("/cai-dat/don-vi/", {"source": "tep", "file": faulty}, follow=True))

    for words in ("Dòng 3: Mã A đã có", "Dòng 4", "Dòng 5", "Dòng 6", "Làng", "KHONG"):
        assert words in shown
    operator.post("/cai-dat/don-vi/", {"viec": "nap"})
    assert len(tree(ON)) == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "CSV mã UTF-8"),
        (b"PK\x03\x04rubbish", ""),
        (b"%PDF-1.4", "Không thấy dòng tên cột"),
        (b"", ""),
        ("Mã,Tên,Loại\n".encode(), "không có đơn vị nào"),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(operator: Client, content: bytes, words: str) -> None:
    operator.post("/cai-dat/tinh/", CAN_THO)
    operator.post("/cai-dat/nam/", {"year": "2026"})

    answer = operator.post(
        "/cai-dat/don-vi/", {"source": "tep", "file": SimpleUploadedFile("x.csv", content)}, follow=True
    )

    assert answer.status_code == 200
    assert words in said(answer)
    assert len(tree(ON)) == 0


def test_shipped_list_of_another_province_is_refused(operator: Client) -> None:
    operator.post("/cai-dat/tinh/", {**CAN_THO, "name": "Tỉnh Cà Mau", "code": "96"})
    operator.post("/cai-dat/nam/", {"year": "2026"})

    assert "mã 92, còn bước 1 ghi mã 96" in said(
        operator.post("/cai-dat/don-vi/", {"source": "can-tho-2025"})
    )


def test_second_list_takes_the_place_of_the_first_and_the_administrator_stays(operator: Client) -> None:
    after_units(operator)
    operator.post("/cai-dat/lich/")
    operator.post("/cai-dat/quan-tri/", ADMINISTRATOR)
    assert len(tree(ON)) == 104

    operator.post("/cai-dat/don-vi/", {"source": "tep", "file": csv_file()})
    operator.post("/cai-dat/don-vi/", {"viec": "nap"})

    held = Membership.objects.get()
    assert len(tree(ON)) == 3
    assert (held.unit_id, held.role) == (tree(ON).root.id, Role.OFFICE)


def test_list_something_hangs_on_is_not_replaced(operator: Client) -> None:
    after_units(operator)
    make.plan(Membership._meta.get_field("unit").related_model.objects.get(pk=tree(ON).root.id))
    operator.post("/cai-dat/don-vi/", {"source": "tep", "file": csv_file()})

    answer = operator.post("/cai-dat/don-vi/", {"viec": "nap"})

    assert "không thay danh sách được nữa" in said(answer)
    assert len(tree(ON)) == 104


def test_administrator_works_in_the_reform_office_and_can_be_put_right(operator: Client) -> None:
    after_units(operator).post("/cai-dat/lich/")
    operator.post("/cai-dat/quan-tri/", ADMINISTRATOR)
    operator.post(
        "/cai-dat/quan-tri/",
        {**ADMINISTRATOR, "full_name": "Lê Thị Ân", "password": "", "password_again": ""},
    )

    user = User.objects.get()
    assert (user.full_name, user.is_superuser, user.is_demo) == ("Lê Thị Ân", False, False)
    assert user.check_password(ADMINISTRATOR["password"])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password_again": "khác"}, "không giống nhau"),
        ({"password": "ngan", "password_again": "ngan"}, "ít nhất 10"),
        ({"password": "", "password_again": ""}, ""),
        ({"username": "có dấu cách"}, ""),
    ],
)
def test_administrator_with_a_fault_is_not_made(
    operator: Client, changed: dict[str, str], words: str
) -> None:
    after_units(operator).post("/cai-dat/lich/")

    answer = operator.post("/cai-dat/quan-tri/", {**ADMINISTRATOR, **changed})

    assert answer.status_code == 200
    assert words in said(answer)
    assert not User.objects.exists()


def to_mail(client: Client) -> Client:
    after_units(client).post("/cai-dat/lich/")
    client.post("/cai-dat/quan-tri/", ADMINISTRATOR)
    return client


SERVER = {
    "way": "smtp", "host": "127.0.0.1", "port": "9", "security": "none", "username": "danbiet", "password": "bí mật", "from_address": "a@b.example",
    "from_name": "CCHC",
}  # fmt: skip


def test_what_a_mail_server_needs_is_not_called_optional(operator: Client) -> None:
    html = to_mail(operator).get("/cai-dat/thu/").content.decode()
    labels = dict(re.findall(r'(?s)<label for="id_(\w+)">(.*?)</label>', html))

    optional = {name for name, words in labels.items() if "(không bắt buộc)" in words}

    assert optional == {"username", "password", "from_name", "to"}


def test_mail_server_that_does_not_answer_is_told_and_the_step_stays(operator: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "danbiet.outbox.actions.Postman"
    to_mail(operator)

    answer = operator.post("/cai-dat/thu/", {**SERVER, "to": "an@cantho.example"})

    assert "không nhận kết nối ở cổng này" in said(answer)
    assert "bí mật" not in said(answer)
    assert SetupStep.MAIL.value not in Installation.objects.get().steps_done


def test_mail_server_is_kept_encrypted_and_never_shown(operator: Client, settings: Any) -> None:
    from django.db import connection

    settings.EMAIL_BACKEND = "danbiet.outbox.actions.Postman"
    to_mail(operator).post("/cai-dat/thu/", SERVER)

    kept = mail_server()
    assert kept is not None
    assert kept.password == "bí mật"
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM outbox_mailserver")
        ((raw,),) = cursor.fetchall()
    assert "bí mật" not in raw
    assert "bí mật" not in said(operator.get("/cai-dat/thu/"))
    operator.post("/cai-dat/thu/", {**SERVER, "password": "", "port": "25"})
    again = mail_server()
    assert again is not None
    assert (again.password, again.port) == ("bí mật", 25)


def picture(form: str = "JPEG", side: int = 900) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "#9b1c1f").save(out, format=form)
    return SimpleUploadedFile(f"logo.{form.lower()}", out.getvalue())


def test_whole_wizard_ends_closed_and_the_administrator_signs_in(operator: Client) -> None:
    to_mail(operator).post("/cai-dat/thu/", {"way": "khong"})
    operator.post("/cai-dat/bieu-trung/", {"logo": picture()})

    end = said(operator.get("/cai-dat/xong/"))
    assert "Lê Thị An (quantri)" in end
    answer = operator.post("/cai-dat/xong/")

    assert answer["Location"].startswith(reverse("accounts:sign-in"))
    assert operator.get("/cai-dat/").status_code == 404
    assert operator.get("/cai-dat/tinh/").status_code == 404
    signed_in = operator.post(
        answer["Location"], {"username": "quantri", "password": ADMINISTRATOR["password"]}
    )
    assert signed_in.status_code == 302
    assert operator.get("/ban-lam-viec/").status_code == 200
    with pytest.raises(installing.AlreadySetUp):
        installing.new_code(at=AT)


def test_logo_is_a_small_png_in_the_head_with_an_address_of_its_content(operator: Client) -> None:
    to_mail(operator).post("/cai-dat/thu/", {"way": "khong"})
    operator.post("/cai-dat/bieu-trung/", {"logo": picture()})

    mark = tree(ON).home.logo_mark
    answer = Client().get(f"/bieu-trung/{mark}.png")

    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert max(shown.size) <= 240
    assert f"/bieu-trung/{mark}.png" in said(Client().get("/to-chuc/"))
    assert Client().get("/bieu-trung/0000000000000000.png").status_code == 404


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"%PDF-1.4", b"x"]
)
def test_logo_that_is_no_picture_is_refused(operator: Client, content: bytes) -> None:
    to_mail(operator).post("/cai-dat/thu/", {"way": "khong"})

    answer = operator.post("/cai-dat/bieu-trung/", {"logo": SimpleUploadedFile("x.png", content)})

    assert answer.status_code == 200
    assert tree(ON).home.logo_mark == ""


def test_set_up_goes_on_where_it_was_after_a_new_start(operator: Client) -> None:
    after_units(operator)
    fresh = Client()

    fresh.post("/cai-dat/", {"code": installing.new_code(at=AT)})

    assert fresh.get("/cai-dat/")["Location"] == "/cai-dat/lich/"


def test_step_costs_few_queries(operator: Client, django_assert_max_num_queries: Any) -> None:
    after_units(operator)
    with django_assert_max_num_queries(12):
        operator.get("/cai-dat/don-vi/")


def test_workbook_with_a_title_above_its_head_is_read() -> None:
    from danbiet.org.calc.spreadsheet import rows_of
    from danbiet.org.calc.unit_list import Top, read_list

    book, out = Workbook(), io.BytesIO()
    for row in (
        ["DANH SÁCH ĐƠN VỊ"],
        [],
        ["Mã", "Tên đơn vị", "Loại"],
        ["STP", "Sở Tư pháp", "Sở, ban, ngành"],
        [31120.0, "Phường Cái Khế", "Phường"],
    ):
        book.active.append(row)
    book.save(out)

    listed = read_list(
        rows_of(out.getvalue()), top=Top("92", "Thành phố Cần Thơ"), starts_on=date(2026, 1, 1)
    )

    assert listed.problems == ()
    assert listed.data is not None
    assert [version.code for version in listed.data.versions] == ["92", "STP", "31120"]


def test_province_office_changes_words_later_and_nobody_else(client: Client) -> None:
    root = make.unit("Thành phố Cần Thơ", kind=UnitKind.PROVINCE, code="92")
    office = make.person("Văn phòng", unit=root, role=Role.OFFICE)
    other = make.person("Cán bộ", unit=make.unit("Sở Y tế", parent=root))
    client.force_login(other)
    assert client.post("/ban-lam-viec/tinh/", CAN_THO).status_code == 403
    client.force_login(office)

    assert "Thành phố Cần Thơ" in said(client.get("/ban-lam-viec/tinh/"))
    client.post("/ban-lam-viec/tinh/", {**CAN_THO, "committee": "UBND thành phố Cần Thơ"})
    client.post("/ban-lam-viec/tinh/bieu-trung/", {"logo": picture("PNG")})

    assert tree(ON).home.committee == "UBND thành phố Cần Thơ"
    assert tree(ON).home.logo_mark
    client.post("/ban-lam-viec/tinh/bieu-trung/", {"viec": "bo"})
    assert tree(ON).home.logo_mark == ""
