"""The main job as people do it: a Word file becomes proven progress and an official report; at a desk, on a phone, without scripts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from danbiet.accounts.models import User
from danbiet.demo.actions.moments import moment
from danbiet.demo.actions.people import load_people
from danbiet.demo.actions.units import load_units
from danbiet.org.models import Unit
from danbiet.plans.actions.drafting import add_group, create_plan
from danbiet.plans.models import Evidence, Plan, Report, Task

from .steps import sign_in, sign_in_by_form

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "samples" / "19-KH-UBND.docx"
LEAFLETS = "Biên soạn, cấp phát tờ gấp pháp luật"
CONFERENCE = "Hội nghị phổ biến văn bản quy phạm pháp luật"
OWN = "Phát tờ gấp tại Ngày Pháp luật của Sở"
WIDTHS = [1280, 390]


@pytest.fixture
def province(settings: Any) -> Any:
    """The units of 2021 and their people, the day after the plan was signed; no plan yet."""
    settings.DANBIET_TODAY = date(2021, 1, 27)
    load_units(at=moment(date(2021, 1, 4)))
    load_people(on=date(2021, 1, 4))
    return settings


@pytest.fixture
def unclear(tmp_path: Path) -> Path:
    """The plan as a colleague might have typed it: the time of one task is no date anybody knows."""
    paper = docx.Document(str(SAMPLE))
    cells = [
        row.cells
        for table in paper.tables
        for row in table.rows
        if any(LEAFLETS in cell.text for cell in row.cells)
    ]
    assert len(cells) == 1
    place = next(cell for cell in cells[0] if cell.text.strip() == "Trước ngày 30/9")
    place.paragraphs[0].runs[0].text = "Sau khi có văn bản hướng dẫn"
    for run in place.paragraphs[0].runs[1:]:
        run.text = ""
    path = tmp_path / "19-KH-UBND.docx"
    paper.save(str(path))
    return path


def button(page: Page, name: str) -> None:
    page.locator("main, dialog").get_by_role("button", name=name, exact=True).first.click()


def link(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def hand_in(page: Page) -> None:
    """Follow the page's link to submit and say yes to the consequences."""
    page.locator("main a[href$='/trinh/']").click()
    page.locator("form[data-confirm-box] button[type=submit]").click()


def import_plan(page: Page, root: str, file: Path) -> Plan:
    """The reform office hands in the file, looks at the doubt beside the original words, takes it over, puts it right."""
    sign_in_by_form(page, root, "sonoivu")
    page.goto(root + "/ban-lam-viec/nhap/moi/")
    page.fill("input[name=year]", "2021")
    page.set_input_files("input[name=file]", file)
    button(page, "Đọc tệp")
    doubt = page.locator(".review__row.is-unsure", has_text="Sau khi có văn bản hướng dẫn")
    expect(doubt.first).to_contain_text(LEAFLETS)
    expect(page.locator("main")).to_contain_text("42")
    assert not Plan.objects.exists()
    button(page, "Đưa vào hệ thống")
    page.wait_for_url("**/ban-lam-viec/ke-hoach/*/sua/")
    plan = Plan.objects.get()

    expect(page.locator("#can-xem")).to_contain_text("Sau khi có văn bản hướng dẫn")
    page.locator("#can-xem").get_by_role("link", name="Sửa lại").first.click()
    page.fill("[name=schedule_text]", "Trước ngày 30/9")
    button(page, "Xem hệ thống hiểu thế nào")
    expect(page.locator("#hieu-la")).to_contain_text("30/09/2021")
    page.locator("main button.btn[name=nut][value=luu]").click()
    page.wait_for_url("**/ban-lam-viec/ke-hoach/*/sua/**")
    expect(page.locator("#can-xem")).to_have_count(0)
    task = plan.tasks.get(content__startswith=LEAFLETS)
    assert (task.schedule_text, task.ends_on, task.doubts) == ("Trước ngày 30/9", date(2021, 9, 30), [])
    assert "Sau khi có văn bản hướng dẫn" in task.source_text
    return plan


def issue(page: Page, root: str, plan: Plan, *, username: str, number: str, on: str) -> None:
    sign_in(page, root, username)
    page.goto(f"{root}/ban-lam-viec/ke-hoach/{plan.pk}/ban-hanh/")
    page.fill("input[name=number]", number)
    page.fill("input[name=issued_on]", on)
    button(page, "Ban hành")
    page.wait_for_url("**/sua/**")
    plan.refresh_from_db()
    assert (plan.state, plan.number) == ("issued", number)


def add_evidence(
    page: Page, root: str, task: Task, *, title: str, on: str, file: Path, quantity: str = "1"
) -> Evidence:
    page.goto(f"{root}/ban-lam-viec/minh-chung/moi/?nhiem-vu={task.pk}")
    page.fill("[name=on]", on)
    page.fill("[name=title]", title)
    page.select_option("[name=kind]", "meeting")
    page.fill("[name=chi-tieu-0-quantity]", quantity)
    page.fill("[name=minh-chung-0-url]", "https://sotuphap.soctrang.gov.vn/hoi-nghi")
    page.fill("[name=minh-chung-0-section]", "Mục 2")
    page.fill("[name=minh-chung-0-page]", "trang 3")
    page.set_input_files("[name=uploads]", file)
    button(page, "Lưu và trình")
    page.wait_for_url(re.compile(r"/minh-chung/\d+/"))
    piece = Evidence.objects.get(title=title)
    assert piece.state == "submitted"
    expect(page.locator("main")).to_contain_text("bien-ban.docx")
    expect(page.locator("main")).to_contain_text("trang 3")
    return piece


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    paper = docx.Document()
    paper.add_paragraph("Biên bản hội nghị phổ biến pháp luật")
    path = tmp_path / "bien-ban.docx"
    paper.save(str(path))
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_plan_from_word_file_ends_as_accepted_report(
    page: Page, live_server: LiveServer, province: Any, unclear: Path, minutes: Path, width: int
) -> None:
    root = live_server.url
    page.set_viewport_size({"width": width, "height": 900})

    # the office: from the file to the issued plan
    plan = import_plan(page, root, unclear)
    page.goto(f"{root}/ban-lam-viec/ke-hoach/{plan.pk}/ban-hanh/")
    expect(page.get_by_text("48 đơn vị").first).to_be_visible()  # what will happen is said before
    assert Plan.objects.count() == 1
    issue(page, root, plan, username="sonoivu", number="19/KH-UBND", on="2021-01-26")
    assert Plan.objects.filter(parent=plan, state="draft").count() == 48

    # the department: finds its share, adds a task of its own, its head issues
    sign_in(page, root, "canbo.stp")
    page.goto(root + "/ban-lam-viec/")
    expect(page.locator("main")).to_contain_text("Hoàn thiện và trình")
    own = Plan.objects.get(parent=plan, unit__key="so-tu-phap")
    page.goto(f"{root}/ban-lam-viec/ke-hoach/{own.pk}/sua/")
    expect(page.locator("main")).to_contain_text(CONFERENCE)
    expect(page.locator("main")).not_to_contain_text("Xây dựng và phát sóng tiểu phẩm")
    page.get_by_role("link", name="Thêm nhiệm vụ").last.click()
    page.fill("[name=content]", OWN)
    page.fill("[name=schedule_text]", "Quý IV")
    page.fill("[name=product]", "500 tờ gấp")
    page.locator("main button.btn[name=nut][value=luu]").click()
    page.wait_for_url("**/sua/**")
    expect(page.locator("main")).to_contain_text(OWN)
    hand_in(page)
    expect(page.locator("main")).to_contain_text("chờ")
    own.refresh_from_db()
    assert own.state == "submitted"
    issue(page, root, own, username="giamdoc.stp", number="05/KH-STP", on="2021-01-27")

    # evidence: handed in, one returned, one accepted
    province.DANBIET_TODAY = date(2021, 3, 31)
    sign_in(page, root, "canbo.stp")
    share = own.tasks.get(content__startswith=CONFERENCE)
    piece = add_evidence(page, root, share, title="Hội nghị quý I tại Sở", on="2021-03-15", file=minutes)
    second = add_evidence(page, root, share, title="Hội nghị chưa đủ hồ sơ", on="2021-03-16", file=minutes)
    public = plan.tasks.get(content__startswith=CONFERENCE)
    before = text_of(page, f"{root}/nhiem-vu/{public.pk}/")
    assert "Hội nghị quý I tại Sở" not in before

    sign_in(page, root, "sonoivu")
    page.goto(f"{root}/ban-lam-viec/minh-chung/duyet/")
    page.get_by_role("link", name="Hội nghị quý I tại Sở").click()
    button(page, "Chấp nhận")
    page.goto(f"{root}/ban-lam-viec/minh-chung/{second.pk}/")
    link(page, "Trả lại kèm lý do")
    page.fill("[name=reason]", "Biên bản chưa có chữ ký")
    button(page, "Trả lại")
    expect(page.locator("main")).to_contain_text("Biên bản chưa có chữ ký")
    piece.refresh_from_db()
    second.refresh_from_db()
    assert (piece.state, second.state) == ("accepted", "returned")

    # everybody: the number moved, and says why
    page.context.clear_cookies()
    assert "25" in text_of(page, f"{root}/nhiem-vu/{public.pk}/")  # 1 of 4 quarters
    page.goto(f"{root}/ke-hoach/{plan.pk}/vi-sao/")
    page.locator("main").get_by_role("link", name=re.compile(CONFERENCE)).first.click()
    expect(page.locator(f"#mc-{piece.pk}")).to_contain_text("Hội nghị quý I tại Sở")
    expect(page.locator(f"#mc-{piece.pk}")).to_contain_text("trang 3")
    expect(page.locator("main")).not_to_contain_text("Hội nghị chưa đủ hồ sơ")
    expect(page.locator("main")).to_contain_text("25")
    assert "Hội nghị quý I tại Sở" not in text_of(
        page, f"{root}/nhiem-vu/{public.pk}/vi-sao/?ngay=2021-03-14"
    )

    # the quarter's report: written, frozen, accepted, taken along as a Word file
    province.DANBIET_TODAY = date(2021, 4, 5)
    sign_in(page, root, "canbo.stp")
    page.goto(f"{root}/ban-lam-viec/bao-cao/?ky=2021-Q1")
    button(page, "Lập báo cáo")
    page.fill("[name=results]", "Đã tổ chức hội nghị quý I đúng hạn.")
    button(page, "Lưu")
    sign_in(page, root, "giamdoc.stp")
    report = Report.objects.get(plan=own)
    page.goto(f"{root}/ban-lam-viec/bao-cao/{report.pk}/")
    hand_in(page)
    page.wait_for_url(f"**/bao-cao/{report.pk}/")
    report.refresh_from_db()
    assert report.state == "submitted"
    assert report.figures
    sign_in(page, root, "sonoivu")
    page.goto(f"{root}/ban-lam-viec/bao-cao/{report.pk}/")
    button(page, "Chấp nhận")
    page.wait_for_load_state()
    report.refresh_from_db()
    assert report.state == "accepted"
    with page.expect_download() as waiting:
        link(page, "Tệp Word")
    paper = docx.Document(str(waiting.value.path()))
    words = "\n".join(
        [*(one.text for one in paper.paragraphs)]
        + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    )
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Độc lập - Tự do - Hạnh phúc" in words
    assert "SỞ TƯ PHÁP" in words
    assert "Đã tổ chức hội nghị quý I đúng hạn." in words
    assert {section.orientation for section in paper.sections} == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}


def save(page: Page) -> None:
    page.locator("main button.btn[name=nut][value=luu]").click()
    page.wait_for_url("**/sua/**")


def text_of(page: Page, url: str) -> str:
    page.goto(url)
    return str(page.locator("main").inner_text())


def test_core_without_scripts_works_the_same(
    plain_page: Page, live_server: LiveServer, province: Any, unclear: Path, minutes: Path
) -> None:
    page, root = plain_page, live_server.url

    plan = import_plan(page, root, unclear)
    issue(page, root, plan, username="sonoivu", number="19/KH-UBND", on="2021-01-26")
    own = Plan.objects.get(parent=plan, unit__key="so-tu-phap")
    issue(page, root, own, username="giamdoc.stp", number="05/KH-STP", on="2021-01-27")
    province.DANBIET_TODAY = date(2021, 3, 31)
    sign_in(page, root, "canbo.stp")
    share = own.tasks.get(content__startswith=CONFERENCE)
    piece = add_evidence(page, root, share, title="Hội nghị quý I tại Sở", on="2021-03-15", file=minutes)
    sign_in(page, root, "sonoivu")
    page.goto(f"{root}/ban-lam-viec/minh-chung/{piece.pk}/")
    button(page, "Chấp nhận")

    public = plan.tasks.get(content__startswith=CONFERENCE)
    assert "Hội nghị quý I tại Sở" in text_of(page, f"{root}/nhiem-vu/{public.pk}/vi-sao/")


def test_task_edited_by_two_officers_at_once_shows_both_versions(
    page: Page, browser: Browser, live_server: LiveServer, province: Any
) -> None:
    root = live_server.url
    office = User.objects.get(username="sonoivu")
    unit = Unit.objects.get(key="94")
    at = moment(date(2021, 1, 27))
    plan = create_plan(unit_id=unit.pk, year=2021, title="Kế hoạch thử", by=office, at=at)
    group = add_group(plan.pk, title="Nhóm một", by=office, at=at)
    other = browser.new_context(locale="vi-VN").new_page()
    sign_in(page, root, "sonoivu")
    page.goto(f"{root}/ban-lam-viec/ke-hoach/{plan.pk}/nhiem-vu/moi/?nhom={group.pk}")
    page.fill("[name=content]", "Phát tờ rơi")
    save(page)
    task = plan.tasks.get()

    sign_in(other, root, "lanhdao")
    address = f"{root}/ban-lam-viec/ke-hoach/nhiem-vu/{task.pk}/"
    page.goto(address)
    other.goto(address)
    page.fill("[name=content]", "Phát tờ rơi tại bộ phận một cửa")
    save(page)
    other.fill("[name=content]", "Phát tờ rơi tại chợ")
    other.locator("main button.btn[name=nut][value=luu]").click()

    expect(other.locator("main")).to_contain_text("Phát tờ rơi tại bộ phận một cửa")
    expect(other.locator("[name=content]")).to_have_value("Phát tờ rơi tại chợ")
    task.refresh_from_db()
    assert task.content == "Phát tờ rơi tại bộ phận một cửa"
    save(other)  # now knowing both
    task.refresh_from_db()
    assert task.content == "Phát tờ rơi tại chợ"
    other.context.close()
