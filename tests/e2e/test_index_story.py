"""A year of the index by hand: from the workbook of a set to the decision in Word; points of a survey; everybody at 390 px."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.factories import plans
from tests.indices import desk

from danbiet.accounts.models import User
from danbiet.demo.registry import PASSWORD
from danbiet.exports.actions import perform_run
from danbiet.exports.models import Run
from danbiet.indices.calc.template import write_set
from danbiet.indices.models import Edition, Participant, Score
from danbiet.org.enums import Role
from danbiet.org.models import RankingGroup, Unit, UnitYear
from danbiet.org.queries import rights_of
from danbiet.surveys.actions import campaigns, questionnaires
from danbiet.surveys.actions.loading import load_answers
from danbiet.surveys.calc.taking import Answered, Framed
from danbiet.surveys.models import Campaign

from . import question_steps as do
from .steps import faults_of, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LIST = desk.DESK
WHY = "Ví dụ của bộ tiêu chí tính 4/5 là 0,8"


@dataclass
class House:
    """Three departments with an officer and a head each; one of them has issued its plan."""

    place: desk.Place
    units: list[tuple[Unit, User, User]]
    root: str


@pytest.fixture
def house(settings: Any, live_server: LiveServer) -> House:
    settings.DANBIET_TODAY = date(2021, 1, 5)
    place = desk.make_place()
    third = plans.unit("Sở Y tế", parent=place.root)
    UnitYear.objects.create(unit=third, year=2021, ranking_group=RankingGroup.objects.get())
    units = [
        (place.first, place.officer, place.head),
        (place.second, place.other, plans.person("Giám đốc Xây dựng", unit=place.second, role=Role.HEAD)),
        (third, plans.person("Chuyên viên Y tế", unit=third), plans.person("Giám đốc Y tế", unit=third, role=Role.HEAD)),
    ]  # fmt: skip
    for user in (place.office, place.leader, *(user for _unit, *two in units for user in two)):
        user.set_password(PASSWORD)
        user.save()
    plans.plan(place.first, number="12/KH-STP", year=2020)
    return House(place, units, live_server.url)


@contextmanager
def official(browser: Browser, house: House, who: User, path: str = LIST) -> Iterator[Page]:
    with do.phone(browser) as page:
        sign_in(page, house.root, who.username)
        page.goto(house.root + path)
        yield page


def fits(page: Page) -> None:
    assert not list(faults_of(page, 390))


def said(page: Page, words: str) -> None:
    expect(page.locator(".messages")).to_contain_text(words)


def test_a_year_from_the_set_to_the_decision_in_word(
    browser: Browser, house: House, settings: Any, tmp_path: Path
) -> None:
    office_begins(browser, house, tmp_path)
    settings.DANBIET_TODAY = desk.SELF
    for place, (unit, officer, head) in enumerate(house.units):
        unit_scores_itself(browser, house, unit, officer, head, is_full=place == 0)
    settings.DANBIET_TODAY = desk.APPRAISAL
    office_appraises(browser, house)
    settings.DANBIET_TODAY = desk.REPLY
    unit_replies(browser, house)
    settings.DANBIET_TODAY = desk.COUNCIL
    council_decides(browser, house)
    settings.DANBIET_TODAY = desk.CLOSED
    head_publishes(browser, house, index="50,50", says=WHY)
    told = office_takes_the_word_file(browser, house)
    assert "Số: 256/QĐ-UBND" in told
    assert "50,50" in told  # 2 + 0.8 + 2.25 of 10
    assert WHY in told
    assert "Chấp nhận giải trình" not in told  # the council gave what the unit had asked for


def test_points_of_a_survey_reach_the_published_page(browser: Browser, house: House, settings: Any) -> None:
    edition = desk.begin(house.place)
    asked = survey_of_the_first_unit(house)
    settings.DANBIET_TODAY = desk.APPRAISAL
    survey_is_published(browser, house, asked)
    office_merges_the_points(browser, house, asked)
    settings.DANBIET_TODAY = desk.CLOSED
    # Three of four people are satisfied with everything: 0.75 × 4 points, of 10.
    head_publishes(browser, house, index="30,00", says="Tiêu chí 2")
    with do.phone(browser, scripts=False) as reader:
        reader.goto(
            f"{house.root}/chi-so/{edition.pk}/{Participant.objects.get(unit=house.place.first).code}/"
        )
        row = reader.locator("section[aria-labelledby=tp] tbody tr", has_text="2 Tiêu chí 2").locator("td")
        assert row.all_inner_texts()[:3] == ["4,00", "3,00", "1,00"]
        assert reader.locator(".tiles").inner_text().split().count("30,00") == 1
        expect(reader.locator("main")).to_contain_text(
            "có thể đứng"
        )  # the error of the sample moves the rank


def survey_of_the_first_unit(house: House) -> Campaign:
    """Over since the twentieth of January; a hundred answers, in each of them everything alike."""
    place, on = house.place, date(2021, 1, 5)
    asked = questionnaires.take_shipped("demonstration_22", year=2020, by=place.office, at=desk.AT)
    planned = campaigns.Planned(
        "Khảo sát hài lòng năm 2020", 2020, asked, place.office_unit.pk, date(2021, 1, 6), date(2021, 1, 20), Decimal("0.05"), None
    )  # fmt: skip
    made = campaigns.begin_campaign(planned, rights=rights_of(place.office, on), at=desk.AT, by=place.office)
    campaigns.set_frame(made.pk, [Framed(place.first.pk, "", 4000, None)], **desk.who(place.office, on))
    frame = made.frame.get()
    answers = [
        Answered(frame.pk, "", None, ((4,) if number < 75 else (2,)) * 22, date(2021, 1, 8), 200)
        for number in range(100)
    ]
    load_answers(made.pk, answers, by=place.office, at=desk.AT)
    return made


def survey_is_published(browser: Browser, house: House, asked: Campaign) -> None:
    path = f"/ban-lam-viec/hai-long/{asked.pk}/"
    with official(browser, house, house.place.leader, path) as page:
        page.locator(f"form[action='{path}cong-bo/'] [name=decision]").fill("Quyết định 12/QĐ-SNV")
        fits(page)
        page.locator(f"form[action='{path}cong-bo/'] button").click()
        said(page, "Đã công bố")


def office_merges_the_points(browser: Browser, house: House, asked: Campaign) -> None:
    with official(browser, house, house.place.office, sheet(house.place.first)) as page:
        page.locator("form[action$='/so-lieu/'] button").click()
        said(page, "Đã lấy số liệu")
        fits(page)
        page.goto(house.root + sheet(house.place.first) + "2/")
        expect(page.locator("main")).to_contain_text(
            re.compile(rf"3,00.*{asked.name} \(đã công bố\)", re.DOTALL)
        )
        fits(page)


def office_begins(browser: Browser, house: House, folder: Path) -> None:
    workbook = folder / "bo-tieu-chi.xlsx"
    workbook.write_bytes(write_set(desk.rows()))
    with official(browser, house, house.place.office, f"{LIST}bo-tieu-chi/") as page:
        page.fill("[name=name]", "Bộ tiêu chí sở năm 2020")
        page.locator("form", has=page.locator("[name=name]")).locator("[name=year]").fill("2020")
        page.set_input_files("[name=file]", workbook)
        page.get_by_role("button", name="Nhập bộ tiêu chí").or_(
            page.locator("button.btn--fill")
        ).first.click()
        expect(page.locator("main")).to_contain_text("10 điểm")
        page.goto(house.root + f"{LIST}moi/")
        page.fill("[name=name]", "Chỉ số CCHC các sở năm 2020")
        page.fill("[name=year]", "2020")
        page.fill("[name=units_on]", "05/01/2021")
        for name, day in desk.DAYS.items():
            page.fill(f"[name={name}]", f"{day:%d/%m/%Y}")
        page.check("[name=groups]")
        fits(page)
        page.locator("main button.btn--fill").click()
        page.wait_for_url(f"**{LIST}*/")
        fits(page)
    assert Edition.objects.get().participants.count() == 3


def sheet(unit: Unit) -> str:
    return f"{LIST}phieu/{Participant.objects.get(unit=unit).pk}/"


def saves(page: Page, key: str) -> None:
    """The plain button of that form; the page comes back with what was saved."""
    page.locator(f"form:has(input[value={key}]) button:not([name])").click()
    said(page, "Đã lưu")


def unit_scores_itself(
    browser: Browser, house: House, unit: Unit, officer: User, head: User, *, is_full: bool
) -> None:
    with official(browser, house, officer, sheet(unit) + "1.1/") as page:
        page.check(f"[name=answer][value={'true' if is_full else 'false'}]")
        page.fill("[name=explanation]", "Theo báo cáo năm")
        if is_full:
            page.locator("summary", has_text="Chọn từ hệ thống").click()
            page.fill(
                "[name=tim]", "ke hoach"
            )  # what is typed is looked for, without marks and without a button
            button = page.get_by_role("button", name="Dùng làm minh chứng")
            expect(button).to_be_visible()
            # Leaving the field asks once more: its answer would take the button away from under the pointer.
            with page.expect_response(lambda answer: "tim=" in answer.url):
                page.locator("[name=tim]").blur()
            expect(page.locator(".htmx-request")).to_have_count(0)
            button.click()
            expect(page.locator("#minh-chung")).to_contain_text("12/KH-STP")
            page.check("[name=answer][value=true]")
            page.fill("[name=explanation]", "Theo báo cáo năm")
            fits(page)
        page.get_by_role("button", name="Lưu và sang tiêu chí sau").click()
        page.wait_for_url("**/1.2.1/")
        page.fill("[name=part]", "4" if is_full else "0")
        page.fill("[name=whole]", "5")
        page.fill("[name=explanation]", "Còn một nhiệm vụ")
        page.get_by_role("button", name="Lưu và sang tiêu chí sau").click()
        page.wait_for_url("**/1.2.2/")
        page.fill("[name=number]", "3" if is_full else "0")
        page.fill("[name=explanation]", "Ba hình thức")
        saves(page, "cham")
    with official(browser, house, head, sheet(unit)) as page:
        expect(page.locator("main")).to_contain_text("không thiếu gì")
        page.get_by_role("button", name="Ký phiếu").or_(page.locator("button[name=ky]")).first.click()
        said(page, "Đã ký")
        fits(page)


def office_appraises(browser: Browser, house: House) -> None:
    first = house.units[0][0]
    with official(browser, house, house.place.office, sheet(first) + "1.2.1/") as page:
        page.locator("[id=tham-dinh-points]").fill("0,8")
        page.locator("[id=tham-dinh-reason]").fill(WHY)
        fits(page)
        saves(page, "tham-dinh")
        page.goto(house.root + sheet(first) + "1.2.2/")
        page.locator("[id=tham-dinh-points]").fill("1,5")
        page.locator("[id=tham-dinh-reason]").fill("Một hình thức chưa có tài liệu")
        page.locator("[id=tham-dinh-question]").fill("Còn tài liệu nào?")
        saves(page, "tham-dinh")
        page.goto(house.root + sheet(first) + "1.1/")
        page.get_by_role("button", name="Chấp nhận điểm đơn vị chấm").click()
        said(page, "Đã lưu")
        for unit, _officer, _head in house.units[1:]:
            page.goto(house.root + sheet(unit))
            page.locator("form[action*='chap-nhan'] button").first.click()
            said(page, "chấp nhận")
    assert Score.objects.filter(appraised__isnull=True).count() == 0


def unit_replies(browser: Browser, house: House) -> None:
    unit, officer, _head = house.units[0]
    with official(browser, house, officer, sheet(unit) + "1.2.2/") as page:
        expect(page.locator("main")).to_contain_text("Còn tài liệu nào?")
        page.locator("[id=giai-trinh-reply]").fill("Đã bổ sung hình ảnh loa truyền thanh")
        saves(page, "giai-trinh")


def council_decides(browser: Browser, house: House) -> None:
    with official(browser, house, house.place.office, sheet(house.units[0][0]) + "1.2.2/") as page:
        expect(page.locator("main")).to_contain_text("Đã bổ sung hình ảnh")
        page.locator("[id=hoi-dong-points]").fill("2,25")
        page.locator("[id=hoi-dong-reason]").fill("Chấp nhận giải trình")
        saves(page, "hoi-dong")


def head_publishes(browser: Browser, house: House, *, index: str, says: str) -> None:
    """Readers see the index in the first row of the ranking and the words on the first unit's page."""
    edition = Edition.objects.get()
    with official(browser, house, house.place.leader, f"{LIST}{edition.pk}/") as page:
        page.fill("[name=decision]", "Quyết định 256/QĐ-UBND ngày 5/3/2021")
        page.locator("form[action*='cong-bo'] button").click()
        said(page, "Đã công bố")
    with do.phone(browser, scripts=False) as reader:
        reader.goto(f"{house.root}/chi-so/{edition.pk}/")
        expect(reader.locator("tbody tr").first).to_contain_text(index)
        fits(reader)
        reader.get_by_role("link", name="Sở Tư pháp").click()
        expect(reader.locator("main")).to_contain_text(says)
        fits(reader)


def office_takes_the_word_file(browser: Browser, house: House) -> str:
    """All words of the file that the browser got."""
    with official(browser, house, house.place.office, f"{LIST}{Edition.objects.get().pk}/") as page:
        page.get_by_role("button", name="Word").click()
        page.wait_for_url("**/tai-lieu/")
        perform_run(
            Run.objects.get().pk, at=datetime(2021, 2, 25, 4, tzinfo=UTC), on=desk.CLOSED
        )  # as the worker does
        page.reload()
        with page.expect_download() as download:
            page.locator("#tai-lieu a", has_text=".docx").click()
        document = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\u00a0", " ")
