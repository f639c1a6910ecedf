"""The reform office's screens for decisions on units: who gets in, from the wizard to undo, from a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.calc.orders import Part, Step
from danbiet.org.enums import Role
from danbiet.org.models import Custody, Membership, ReorganisationOrder, Unit
from danbiet.org.queries import tree
from tests.factories import plans as make

from .orders import decide, in_force
from .test_orders import closed, merger, units

__all__ = ["units"]
pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/sap-xep/"


def signed_in(client: Client, unit_id: int, role: Role) -> Client:
    user = User.objects.create(username=f"{role}-{unit_id}", full_name="Người thử")
    Membership.objects.create(user=user, unit_id=unit_id, role=role, starts_on=date(2016, 1, 1))
    client.force_login(user)
    return client


@pytest.fixture
def office(client: Client, units: dict[str, int]) -> Client:
    return signed_in(client, units["A"], Role.OFFICE)


@pytest.mark.parametrize("who", ["stranger", "head_of_unit", "district_office", "province_head"])
@pytest.mark.parametrize(
    "what",
    ["", "moi/", "tep/", "mau.csv", "{pk}/", "{pk}/ap-dung/", "{pk}/hoan-tac/", "{pk}/huy/", "{pk}/sua/"],
)
def test_screens_are_the_province_office_s_alone(
    client: Client, units: dict[str, int], who: str, what: str
) -> None:
    pk = decide(merger(units))
    place = {
        "head_of_unit": ("D", Role.HEAD),
        "district_office": ("B", Role.OFFICE),
        "province_head": ("A", Role.HEAD),
    }
    if who in place:
        key, role = place[who]
        signed_in(client, units[key], role)
    response = client.get(LIST + what.format(pk=pk))
    assert response.status_code == (302 if who == "stranger" else 403)
    posted = client.post(f"{LIST}{pk}/ap-dung/")
    assert posted.status_code == (302 if who == "stranger" else 403)
    assert ReorganisationOrder.objects.get(pk=pk).state == "planned"
    assert not Custody.objects.exists()


def test_empty_list_says_what_to_do(office: Client) -> None:
    page = office.get(LIST).content.decode()
    assert "Chưa có quyết định nào" in page
    assert f'href="{LIST}moi/"' in page


def test_merger_by_hand_is_planned_shown_tried_put_in_force_and_undone(
    office: Client, units: dict[str, int]
) -> None:
    make.plan(Unit.objects.get(pk=units["D"]), number="7/KH-UBND")
    today = clock.today()
    said = {
        "on": f"{today:%d/%m/%Y}", "title": "Nhập Xã D và Xã E", "basis": "01/NQ-HĐND", "basis_on": "01/01/2026",
        "before_1": "111 – Xã D", "before_2": "xã e", "name_1": "Xã Đồng Tâm", "code_1": "111", "people": "move",
    }  # fmt: skip
    response = office.post(f"{LIST}moi/?viec=merge", said)
    order = ReorganisationOrder.objects.get()
    assert response["Location"] == f"{LIST}{order.pk}/"
    page = office.get(response["Location"]).content.decode()
    assert "7/KH-UBND" in page
    assert "Xã Đồng Tâm (111)" in page
    tried = office.post(f"{LIST}{order.pk}/thu/", follow=True).content.decode()
    assert "Đã làm thử" in tried
    assert tree(today).by_code("112") is not None
    asked = office.get(f"{LIST}{order.pk}/ap-dung/").content.decode()
    assert "Kế hoạch: 1" in asked
    office.post(f"{LIST}{order.pk}/ap-dung/")
    assert tree(today).by_code("112") is None
    after = office.get(f"{LIST}{order.pk}/").content.decode()
    assert "Hoàn tác" in after
    undo = office.get(f"{LIST}{order.pk}/hoan-tac/").content.decode()
    assert "như trước" in undo
    office.post(f"{LIST}{order.pk}/hoan-tac/")
    assert tree(today).by_code("112") is not None
    assert "Đã hoàn tác" in office.get(LIST).content.decode()


def test_office_whose_own_role_came_by_the_decision_is_told_that_it_is_undone(
    client: Client, units: dict[str, int]
) -> None:
    closed(
        units, "A"
    )  # as the shipped history says of the province: nothing but the decision goes on from it
    office = signed_in(client, units["A"], Role.OFFICE)
    pk = in_force(Step("merge", (units["A"],), (Part(None, "92", "Thành phố Z", "province"),)))
    assert office.get(f"{LIST}{pk}/").status_code == 200  # the role came along

    page = office.post(f"{LIST}{pk}/hoan-tac/")

    assert page.status_code == 200
    assert "mọi thứ như trước" in page.content.decode()
    assert ReorganisationOrder.objects.get(pk=pk).state == "undone"


def test_undo_page_says_what_hinders_it(office: Client, units: dict[str, int]) -> None:
    pk = in_force(merger(units))
    make.plan(Unit.objects.get(pk=tree(clock.today()).by_code("111").id))  # type: ignore[union-attr]
    page = office.get(f"{LIST}{pk}/hoan-tac/").content.decode()
    assert "vướng" in page
    office.post(f"{LIST}{pk}/hoan-tac/")
    assert ReorganisationOrder.objects.get(pk=pk).state == "applied"


@pytest.mark.parametrize("kind", ["merge", "split", "rename", "move", "dissolve", "found"])
def test_every_kind_of_event_has_its_form_and_says_what_is_missing(
    office: Client, units: dict[str, int], kind: str
) -> None:
    page = office.get(f"{LIST}moi/?viec={kind}").content.decode()
    assert 'id="cac-don-vi"' in page
    response = office.post(f"{LIST}moi/?viec={kind}", {"on": "x", "title": ""})
    assert response.status_code == 200
    assert 'class="errors"' in response.content.decode()
    assert not ReorganisationOrder.objects.exists()


@pytest.mark.parametrize(
    ("kind", "said", "names"),
    [
        ("split", {"before_1": "111", "name_1": "Xã D1", "code_1": "121", "name_2": "Xã D2", "code_2": "122"}, {"Xã D1", "Xã D2"}),
        ("rename", {"before_1": "Xã D", "name_1": "Phường D"}, {"Phường D"}),
        ("move", {"before_1": "Xã D", "parent": "12"}, {"Xã D"}),
        ("dissolve", {"before_1": "Xã D", "taker": "112", "people": "end"}, set()),
        ("found", {"name_1": "Sở Mới", "code_1": "SM", "kind_1": "department", "parent": "Tỉnh A"}, {"Sở Mới", "Xã D"}),
    ],
)  # fmt: skip
def test_events_by_hand_do_what_they_say(
    office: Client, units: dict[str, int], kind: str, said: dict[str, str], names: set[str]
) -> None:
    today = clock.today()
    office.post(f"{LIST}moi/?viec={kind}", {"on": today.isoformat(), "title": "Việc", **said})
    order = ReorganisationOrder.objects.get()
    office.post(f"{LIST}{order.pk}/ap-dung/")
    order.refresh_from_db()
    assert order.state == "applied", order.problem
    now = {unit.name for unit in tree(today)}
    before = {"Tỉnh A", "Huyện B", "Huyện C", "Xã E", "Xã F"}
    assert now == before | names


def test_table_with_wrong_rows_keeps_nothing_and_names_each(office: Client, units: dict[str, int]) -> None:
    text = "Ngày;Việc;Mã cũ;Tên cũ;Mã mới;Tên mới\n;nhập;111;Xã D;120;Xã Mới\n;nhập;999;;120;Xã Mới\n;nhập;112;Xã Lạ;120;Xã Mới\n"
    file = SimpleUploadedFile("dot.csv", text.encode())
    page = office.post(f"{LIST}tep/", {"on": "2026-01-01", "title": "Đợt", "file": file}).content.decode()
    assert "999" in page
    assert "Xã Lạ" in page
    assert not ReorganisationOrder.objects.exists()


def test_table_without_a_mistake_becomes_a_planned_decision(office: Client, units: dict[str, int]) -> None:
    text = "Ngày;Việc;Mã cũ;Tên cũ;Mã mới;Tên mới\n;nhập;111;Xã D;120;Xã Mới\n;nhập;112;Xã E;120;Xã Mới\n"
    file = SimpleUploadedFile("<script>.csv", text.encode())
    later = clock.today() + timedelta(days=30)
    response = office.post(
        f"{LIST}tep/", {"on": later.isoformat(), "title": "Đợt", "file": file}, follow=True
    )
    page = response.content.decode()
    assert "<script>.csv" not in page
    order = ReorganisationOrder.objects.get()
    assert (order.state, len(order.steps)) == ("planned", 1)
    assert "Tự có hiệu lực" in page or f"{later:%d/%m/%Y}" in page


def test_program_instead_of_a_table_is_refused_in_words(office: Client, units: dict[str, int]) -> None:
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04\x00\x00MZ")
    response = office.post(f"{LIST}tep/", {"on": "2026-01-01", "title": "Đợt", "file": file})
    assert response.status_code == 200
    assert not ReorganisationOrder.objects.exists()


def test_planned_decision_gets_another_event_and_loses_one(office: Client, units: dict[str, int]) -> None:
    pk = decide(merger(units), on=clock.today())
    said = {"before_1": "Xã F", "name_1": "Phường F", "code_1": "113", "version": "1"}
    office.post(f"{LIST}{pk}/viec/?viec=rename", said)
    order = ReorganisationOrder.objects.get(pk=pk)
    assert [step["kind"] for step in order.steps] == ["merge", "rename"]
    office.post(f"{LIST}{pk}/viec/0/bo/", {"version": str(order.version)})
    order.refresh_from_db()
    assert [step["kind"] for step in order.steps] == ["rename"]
    office.post(f"{LIST}{pk}/huy/")
    assert ReorganisationOrder.objects.get(pk=pk).state == "cancelled"


def test_list_asks_as_often_for_one_decision_as_for_three(
    office: Client, units: dict[str, int], django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _number in range(2):
        decide(merger(units))
        with CaptureQueriesContext(connection) as seen:
            office.get(LIST)
        counts.append(len(seen))
        decide(merger(units))
    assert counts[0] == counts[1]


def test_template_opens_in_a_spreadsheet(office: Client) -> None:
    response = office.get(f"{LIST}mau.csv")
    assert response.content.decode("utf-8-sig").startswith("Ngày;Việc;Mã cũ")
