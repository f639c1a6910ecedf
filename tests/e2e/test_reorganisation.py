"""The reform office joins two departments and divides a third in the browser, on the demonstration year: what moves is said before,
days before keep the old names, and undone every row is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from tests.org.orders import all_rows, differing

from danbiet.accounts.models import User
from danbiet.demo.actions.moments import pinned
from danbiet.org.enums import Role
from danbiet.org.models import ItemCustody, Membership, ReorganisationOrder, Unit
from danbiet.org.queries import orphans, tree
from danbiet.plans.models import Plan
from danbiet.questions.models import Question

from .axe import complaints_in_any_light
from .steps import faults_of, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]
DAY, AFTER, EVE = date(2025, 7, 1), date(2025, 7, 2), date(2025, 6, 30)
DESK = "/ban-lam-viec/sap-xep/"
# Sessions and visits are the walk's own; the browser may come back to them.
OF_THE_WALK = {"django_session", "accounts_seensession", "usersessions_usersession"}


@pytest.fixture(scope="module")
def july(demo_year: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration year on the day after the province became part of the city, whose reform office is at work."""
    with django_db_blocker.unblock(), pinned(AFTER):
        city = tree(AFTER).by_code("92")
        assert city is not None
        office = User.objects.get(username="sonoivu")
        Membership.objects.create(user=office, unit_id=city.id, role=Role.OFFICE, starts_on=DAY)
        yield demo_year


def department(key: str) -> Unit:
    return Unit.objects.get(key=key)


def rows_of_the_province() -> dict[str, Any]:
    return {table: rows for table, rows in all_rows().items() if table not in OF_THE_WALK}


def look_over(page: Page, faults: list[str]) -> None:
    """The screen as it stands, wide and narrow."""
    where = page.url.split("/", 3)[-1]
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        faults += faults_of(page, width)
    page.set_viewport_size({"width": 1280, "height": 900})
    faults += complaints_in_any_light(page, where)


def plan_event(page: Page, root: str, kind: str, *, title: str, said: dict[str, str]) -> ReorganisationOrder:
    """A decision typed into the wizard; ends on its page."""
    page.goto(f"{root}{DESK}")
    page.get_by_role("link", name="Lập quyết định", exact=True).first.click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.wait_for_load_state()
    page.fill("[name=on]", "01/07/2025")
    page.fill("[name=title]", title)
    page.fill("[name=basis]", "12/NQ-HĐND")
    for name, words in said.items():
        page.fill(f"[name={name}]", words)
    page.locator("main form .btn--fill").click()
    page.wait_for_url(f"{root}{DESK}*/")
    return ReorganisationOrder.objects.latest("pk")


def counts_shown(page: Page) -> dict[str, int]:
    """The table of what is open at the units that end: kind → number."""
    rows = page.locator("section[aria-labelledby=chuyen] > table tbody tr")
    found = {}
    for row in rows.all():
        words = row.locator("th").inner_text().strip()
        found[words] = int(row.locator("td").first.inner_text().split()[-1].replace(".", ""))
    return found


def put_in_force(page: Page) -> None:
    page.get_by_role("link", name="Cho có hiệu lực").click()
    page.locator("form[data-confirm-box] button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Hoàn tác…")


def undo(page: Page) -> None:
    page.get_by_role("link", name="Hoàn tác…").click()
    expect(page.locator("form[data-confirm-box]")).to_contain_text("mọi thứ sẽ như trước")
    page.locator("form[data-confirm-box] button[type=submit]").click()
    page.wait_for_load_state()


def text_of(page: Page, address: str) -> str:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return str(page.locator("main").inner_text())


def deal_out(page: Page, faults: list[str]) -> int:
    """All plans to the second part by kind, two tasks singly; answers how many tasks the second part then has."""
    page.get_by_role("link", name="Chia việc", exact=True).click()
    look_over(page, faults)
    page.locator("[name=plans]").select_option("SDT2")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator("main")).to_contain_text("Sở Đào tạo: ")
    page.locator("tr", has_text="Nhiệm vụ chủ trì").get_by_role("link", name="Từng mục").click()
    for place in (0, 1):
        page.locator("tbody [name=pk]").nth(place).check()
    page.locator("[name=to]").select_option("SDT2")
    page.get_by_role("button", name="Giao các mục đã chọn").click()
    expect(page.locator("main")).to_contain_text("Đã ghi nhận cho 2 mục")
    expect(page.locator("tbody tr", has_text="chọn riêng")).to_have_count(2)
    look_over(page, faults)
    page.get_by_role("link", name="Về các loại việc").click()
    page.get_by_role("link", name="Về quyết định").click()
    expect(page.locator("section[aria-labelledby=chia-viec]")).to_contain_text("Sở Đào tạo: 2")
    return 2


def test_two_departments_joined_by_hand_keep_their_past_and_come_back(page: Page, july: str) -> None:
    first, second = department("so-tu-phap"), department("so-tai-chinh")
    sign_in(page, july, "sonoivu")
    faults: list[str] = []
    page.goto(f"{july}{DESK}moi/?viec=merge")
    look_over(page, faults)
    plan = Plan.objects.filter(unit=first, state="issued").latest("year")
    task = plan.tasks.order_by("pk")[0]
    addresses = [f"{july}{path}?ngay={EVE}" for path in (
        f"/ke-hoach/{plan.pk}/", f"/nhiem-vu/{task.pk}/", f"/ke-hoach/{plan.pk}/vi-sao/",
    )]  # fmt: skip
    eve = {address: text_of(page, address) for address in addresses}
    before, lost = rows_of_the_province(), orphans(AFTER)

    order = plan_event(
        page, july, "Nhập", title="Hợp nhất Sở Tư pháp và Sở Tài chính",
        said={
            "before_1": "Sở Tư pháp", "before_2": "Sở Tài chính", "name_1": "Sở Tư pháp và Tài chính", "code_1": "STPTC",
        },
    )  # fmt: skip
    shown = counts_shown(page)
    assert (
        shown["Kế hoạch"] == Plan.objects.filter(unit__in=[first, second]).exclude(state="withdrawn").count()
    )
    assert shown["Câu hỏi phải trả lời"] > 0
    assert {"Nhiệm vụ chủ trì, phối hợp", "Người và vai trò"} <= shown.keys()
    look_over(page, faults)
    page.get_by_role("button", name="Làm thử (không ghi gì)").click()
    expect(page.locator("main")).to_contain_text("Đã làm thử")
    assert orphans(AFTER) == lost

    put_in_force(page)
    look_over(page, faults)
    new = tree(AFTER).by_code("STPTC")
    assert new is not None
    assert Question.objects.filter(lead_id=new.id).count() == shown["Câu hỏi phải trả lời"]
    assert {first.pk, second.pk}.isdisjoint(set().union(*orphans(AFTER).values()))
    for address, words in eve.items():
        assert text_of(page, address) == words  # the past is under its old names
    text_of(page, f"{july}/don-vi/{first.pk}/?ngay={EVE}")
    expect(page.locator("h1")).to_have_text("Sở Tư pháp")
    expect(page.locator("main dl").first).to_contain_text("Tỉnh Sóc Trăng")
    expect(page.locator("main .notice--warn")).to_have_count(0)  # it existed
    gone = text_of(page, f"{july}/don-vi/{first.pk}/?ngay={AFTER}")
    expect(page.locator("main .notice--warn").first).to_contain_text("01/07/2025")
    assert "Sở Tư pháp và Tài chính" in gone
    look_over(page, faults)
    assert "Sở Tư pháp" in text_of(page, f"{july}/ke-hoach/{plan.pk}/?ngay={AFTER}")
    assert "Sở Tư pháp và Tài chính" in text_of(page, f"{july}/don-vi/?ngay={AFTER}&q=STPTC")

    page.goto(f"{july}{DESK}{order.pk}/")
    undo(page)
    assert tree(AFTER).by_code("STPTC") is None
    assert differing(before, rows_of_the_province()) == []
    assert not faults, "\n".join(faults)


def test_department_divided_by_hand_goes_on_in_two_parts_and_comes_back(page: Page, july: str) -> None:
    unit = department("so-giao-duc-va-dao-tao")
    sign_in(page, july, "sonoivu")
    faults: list[str] = []
    before = rows_of_the_province()

    order = plan_event(
        page, july, "Chia, tách", title="Chia Sở Giáo dục và Đào tạo",
        said={
            "before_1": "Sở Giáo dục và Đào tạo", "name_1": "Sở Giáo dục", "code_1": "SGD1", "name_2": "Sở Đào tạo",
            "code_2": "SDT2",
        },
    )  # fmt: skip
    look_over(page, faults)
    shown = counts_shown(page)
    assert shown["Người và vai trò"] > 0
    second = deal_out(page, faults)
    assert 0 < second < shown["Nhiệm vụ chủ trì, phối hợp"]
    put_in_force(page)
    assert {"Sở Giáo dục", "Sở Đào tạo"} <= {one.name for one in tree(AFTER)}
    assert ItemCustody.objects.filter(kind="tasks").count() == second
    assert ItemCustody.objects.filter(kind="plans", taker=tree(AFTER).by_code("SDT2").id).exists()  # type: ignore[union-attr]
    old = text_of(page, f"{july}/don-vi/{unit.pk}/?ngay={EVE}")
    assert "chưa tồn tại" not in old
    after = text_of(page, f"{july}/don-vi/{unit.pk}/?ngay={AFTER}")
    assert "Sở Giáo dục" in after
    assert "Sở Đào tạo" in after

    page.goto(f"{july}{DESK}{order.pk}/")
    undo(page)
    assert differing(before, rows_of_the_province()) == []
    assert not faults, "\n".join(faults)
