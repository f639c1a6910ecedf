"""The public pages of units, and the calendar on the desk."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client, override_settings

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.org import registry
from danbiet.org.actions.importing import Outcome
from danbiet.org.enums import Role
from danbiet.org.models import DayOverride, Membership, UnitVersion
from danbiet.org.queries import tree, working_calendar

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def unit_id(code: str, on: date) -> int:
    found = tree(on).by_code(code)
    assert found is not None
    return found.id


def test_tree_of_a_past_day_shows_that_day_s_units_with_their_links(
    client: Client, province: Outcome
) -> None:
    page = text(client, "/don-vi/?ngay=2021-06-30")
    assert "Ngày 30/06/2021 có 171 đơn vị." in page
    assert "Huyện Kế Sách" in page
    assert f'href="/don-vi/{unit_id("943", date(2021, 6, 30))}/?ngay=2021-06-30"' in page
    later = text(client, "/don-vi/?ngay=01/07/2025")
    assert "Ngày 01/07/2025 có 104 đơn vị." in later
    assert "Huyện Kế Sách" not in later


@pytest.mark.parametrize("day", ["2021-02-30", "hôm qua", "0001-01-01", "99999-01-01", "2021-06-30'--"])
def test_bad_date_gets_a_notice_and_today_s_tree(client: Client, province: Outcome, day: str) -> None:
    response = client.get("/don-vi/", {"ngay": day})
    assert response.status_code == 200
    assert "Không hiểu được ngày" in response.content.decode()
    one = unit_id("31507", date(2021, 1, 1))
    assert client.get(f"/don-vi/{one}/", {"ngay": day}).status_code == 200


def test_nul_sign_in_the_address_is_refused_in_vietnamese(client: Client, province: Outcome) -> None:
    response = client.get("/don-vi/", {"ngay": "\x00"})
    assert response.status_code == 400
    assert 'lang="vi"' in response.content.decode()


def test_day_before_all_lists_says_so(client: Client, province: Outcome) -> None:
    assert "Ngày này chưa có đơn vị nào" in text(client, "/don-vi/?ngay=1990-01-01")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ke+sach", {"Huyện Kế Sách", "Thị trấn Kế Sách"}),
        ("q=S%E1%BB%9F+TT%26TT", {"Sở Thông tin và Truyền thông"}),
        ("q=31507", {"Phường 6"}),
        ("q=phuong+1&loai=commune", {"Phường 1", "Phường 10"}),
        ("loai=newspaper", {"Báo Sóc Trăng"}),
    ],
)
def test_search_finds_by_name_abbreviation_code_and_kind(
    client: Client, province: Outcome, asked: str, found: set[str]
) -> None:
    response = client.get(f"/don-vi/tai-ve.csv?ngay=2021-06-30&{asked}")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Mã", "Tên", "Loại", "Tên viết tắt", "Mã đơn vị cấp trên", "Đơn vị cấp trên"]
    assert {row[1] for row in rows[1:]} == found
    assert "Tìm thấy" in text(client, f"/don-vi/?ngay=2021-06-30&{asked}")


def test_search_without_result_says_what_to_try(client: Client, province: Outcome) -> None:
    assert "Không tìm thấy" in text(client, "/don-vi/?q=%3Cscript%3E&ngay=2021-06-30")


def test_cell_that_looks_like_a_formula_is_made_harmless(client: Client, province: Outcome) -> None:
    UnitVersion.objects.filter(code="SNV").update(name="=1+1")
    assert "'=1+1" in client.get("/don-vi/tai-ve.csv?ngay=2021-06-30&q=SNV").content.decode()


@pytest.mark.parametrize(("day", "most"), [("", 2), ("2021-06-30", 3)])
def test_tree_takes_one_query_and_the_frame_around_it_one_for_today_and_one_for_the_counter(
    client: Client, province: Outcome, django_assert_max_num_queries: object, day: str, most: int
) -> None:
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        text(client, f"/don-vi/?ngay={day}")


@pytest.mark.parametrize("code", ["94", "943", "31507", "SNV"])
def test_unit_page_takes_six_queries_and_two_for_what_other_parts_show_on_it(
    client: Client, province: Outcome, django_assert_max_num_queries: object, code: str
) -> None:
    one = unit_id(code, date(2021, 6, 30))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        text(client, f"/don-vi/{one}/?ngay=2021-06-30")


def test_unit_page_tells_place_group_and_what_became_of_it(client: Client, province: Outcome) -> None:
    one = unit_id("31507", date(2021, 1, 1))
    page = text(client, f"/don-vi/{one}/?ngay=2021-06-30")
    assert "Phường 6" in page
    assert "Thành phố Sóc Trăng" in page
    after = unit_id("31507", date(2025, 7, 1))
    assert f'<a href="/don-vi/{after}/?ngay=2025-07-01">Phường Sóc Trăng</a>' in page
    office = text(client, f"/don-vi/{unit_id('SNV', date(2021, 1, 1))}/?ngay=2021-06-30")
    assert "Khối sở, ban, ngành tỉnh" in office


def test_unit_page_on_a_day_without_the_unit_says_when_it_was(client: Client, province: Outcome) -> None:
    before, after = unit_id("31507", date(2021, 1, 1)), unit_id("31507", date(2025, 7, 1))
    gone = text(client, f"/don-vi/{before}/?ngay=2025-07-01")
    assert "Ngày 01/07/2025 không có đơn vị này" in gone
    assert "kết thúc từ ngày 01/07/2025" in gone
    early = text(client, f"/don-vi/{after}/?ngay=2025-06-30")
    assert "bắt đầu từ ngày 01/07/2025" in early


def test_uncertain_day_is_shown_as_its_month(client: Client, province: Outcome) -> None:
    assert "09/2024 (chưa chắc chắn về ngày)" in text(
        client, f"/don-vi/{unit_id('31513', date(2021, 1, 1))}/"
    )


def test_unknown_unit_is_not_found(client: Client, province: Outcome) -> None:
    assert client.get("/don-vi/999999/").status_code == 404


def test_page_shows_what_other_parts_add(
    client: Client, province: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = {"title": "Tiến độ", "text": "62 %"}
    monkeypatch.setattr(registry, "_PANELS", [])
    registry.register_unit_panel(lambda request, one, on: ("components/notice.html", context))
    registry.register_unit_panel(lambda request, one, on: None)
    assert "62 %" in text(client, f"/don-vi/{unit_id('SNV', date(2021, 1, 1))}/?ngay=2021-06-30")


@pytest.fixture
def office(client: Client, province: Outcome) -> User:
    user = User.objects.create_user(username="o", password="x", full_name="Lê Văn O")
    top = unit_id("92", date(2026, 1, 1))
    Membership.objects.create(user=user, unit_id=top, role=Role.OFFICE, starts_on=date(2025, 7, 1))
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def pinned():  # type: ignore[no-untyped-def]
    with override_settings(DANBIET_TODAY=date(2026, 3, 2)):
        yield


NEW = "/ban-lam-viec/lich/moi/"
STORM = {"on": "2026-03-04", "kind": "off", "reason": "Bão số 1", "basis": "CV 12/UBND"}


def test_calendar_shows_the_year_with_tet(client: Client, office: User) -> None:
    page = text(client, "/ban-lam-viec/lich/?nam=2026")
    assert "Lịch làm việc năm 2026" in page
    assert "Tết Nguyên đán" in page
    assert "Thêm ngoại lệ" in page


@pytest.mark.parametrize("year", ["1900", "abcd", "9999", "", "20260", "²026"])
def test_calendar_of_an_odd_year_shows_this_year(client: Client, office: User, year: str) -> None:
    assert "Lịch làm việc năm 2026" in text(client, f"/ban-lam-viec/lich/?nam={year}")


def test_exception_shows_its_consequences_before_it_is_saved(client: Client, office: User) -> None:
    page = client.post(NEW, STORM).content.decode()
    assert DayOverride.objects.count() == 0
    assert "04/03/2026 thứ Tư hiện là: ngày làm việc. Sẽ thành: ngày nghỉ (Bão số 1)." in page
    assert "Tháng này có 21 ngày làm việc thay vì 22." in page  # March 2026: 22 weekdays, no holiday
    # One working day from Tuesday 3 March was due on Wednesday the 4th, now on Thursday the 5th.
    assert "nhận 03/03/2026 thứ Ba: đến hạn 05/03/2026 thứ Năm thay vì 04/03/2026 thứ Tư" in page
    response = client.post(NEW, {**STORM, "seen": "2026-03-04 off"})
    assert (response.status_code, response.url) == (302, "/ban-lam-viec/lich/?nam=2026")
    assert not working_calendar().is_working(date(2026, 3, 4))
    assert Entry.objects.filter(verb="org.override_added", actor=office).count() == 1


def test_exception_changed_after_looking_is_shown_again(client: Client, office: User) -> None:
    response = client.post(NEW, {**STORM, "on": "2026-03-05", "seen": "2026-03-04 off"})
    assert response.status_code == 200
    assert DayOverride.objects.count() == 0


def test_second_exception_for_a_day_is_refused(client: Client, office: User) -> None:
    DayOverride.objects.create(on=date(2026, 3, 4), kind="off", reason="khác")
    page = client.post(NEW, {**STORM, "seen": "2026-03-04 off"}).content.decode()
    assert "Ngày này đã có ngoại lệ" in page
    assert DayOverride.objects.get().reason == "khác"


def test_exception_on_a_sunday_off_moves_nothing(client: Client, office: User) -> None:
    assert "Không thời hạn nào thay đổi" in client.post(NEW, {**STORM, "on": "2026-03-08"}).content.decode()


@pytest.mark.parametrize("wrong", [{"on": "1900-01-01"}, {"on": "x"}, {"kind": "maybe"}, {"reason": " "}])
def test_odd_exception_is_refused(client: Client, office: User, wrong: dict[str, str]) -> None:
    response = client.post(NEW, {**STORM, **wrong, "seen": f"{wrong.get('on', STORM['on'])} off"})
    assert response.status_code == 200
    assert 'class="error' in response.content.decode()
    assert DayOverride.objects.count() == 0


def test_exception_is_edited_and_deleted(client: Client, office: User) -> None:
    row = DayOverride.objects.create(on=date(2026, 3, 4), kind="off", reason="Bão")
    address = f"/ban-lam-viec/lich/{row.pk}/"
    client.post(f"{address}sua/", {**STORM, "on": "2026-03-05", "seen": "2026-03-05 off"})
    row.refresh_from_db()
    assert (row.on, row.reason) == (date(2026, 3, 5), "Bão số 1")
    assert "đến hạn 05/03/2026 thứ Năm thay vì 06/03/2026 thứ Sáu" in text(client, f"{address}xoa/")
    assert client.post(f"{address}xoa/").status_code == 302
    assert DayOverride.objects.count() == 0
    assert client.get(f"{address}xoa/").status_code == 404


@pytest.mark.parametrize("place", ["moi/", "1/sua/", "1/xoa/"])
def test_official_of_another_unit_reads_but_does_not_change(
    client: Client, province: Outcome, place: str
) -> None:
    user = User.objects.create_user(username="d", password="x", full_name="Phạm D")
    commune = unit_id("31537", date(2026, 1, 1))
    Membership.objects.create(user=user, unit_id=commune, role=Role.OFFICE, starts_on=date(2025, 7, 1))
    client.force_login(user)
    assert "Thêm ngoại lệ" not in text(client, "/ban-lam-viec/lich/")
    assert client.get(f"/ban-lam-viec/lich/{place}").status_code == 403
    assert client.post(f"/ban-lam-viec/lich/{place}", {**STORM, "seen": "2026-03-04 off"}).status_code == 403


@pytest.mark.parametrize("place", ["", "moi/", "1/sua/", "1/xoa/"])
def test_stranger_is_sent_to_sign_in(client: Client, place: str) -> None:
    response = client.get(f"/ban-lam-viec/lich/{place}")
    assert response.status_code == 302
    assert response.url.startswith("/dang-nhap/?next=")
