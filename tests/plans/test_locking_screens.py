"""Locked periods on the desk: who sees and does what, what pages say, the list as a file."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.factories import plans as make
from tests.factories.screens import Province, province

from danbiet.accounts.models import User
from danbiet.kit.workdays import calendar
from danbiet.plans.actions.correcting import ask_correction, decide_correction
from danbiet.plans.actions.deciding import accept_evidence
from danbiet.plans.actions.locking import lock_period
from danbiet.plans.models import Correction, CorrectionStep, Evidence, LockRule, PeriodLock, Plan
from danbiet.plans.queries.periods import shut_pieces

pytestmark = pytest.mark.django_db
ON, AT = date(2021, 4, 20), datetime(2021, 4, 20, 3, tzinfo=UTC)
LIST = "/ban-lam-viec/khoa-ky/"


@pytest.fixture
def made(settings: object) -> Province:
    settings.DANBIET_TODAY = ON  # type: ignore[attr-defined]
    return province(2)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lock() -> PeriodLock:
    return lock_period("2021-Q1", by=None, at=AT, on=ON)


def waiting() -> Evidence:
    return Evidence.objects.filter(state="submitted").order_by("id")[0]


def test_office_locks_and_unlocks_a_period_and_all_units_see_it(made: Province) -> None:
    office, officer = signed_in(made.office), signed_in(made.officer)

    shown = office.get(f"{LIST}2021-Q1/khoa/").content.decode()
    office.post(f"{LIST}2021-Q1/khoa/", {"day": ""})

    assert "Minh chứng chưa được quyết định: 2" in shown
    assert PeriodLock.objects.get().locked_by == made.office
    page = officer.get(LIST).content.decode()
    assert "Quý I năm 2021" in page
    assert "Người Phòng cải cách" in page
    assert "Đã khóa cùng quý I năm 2021" in page  # the months before
    office.post(f"{LIST}2021-Q1/mo-khoa/", {"reason": "Khóa nhầm"})
    assert "Khóa nhầm" in officer.get(f"{LIST}2021-Q1/").content.decode()


def test_period_is_planned_to_lock_on_a_day(made: Province) -> None:
    signed_in(made.office).post(f"{LIST}2021-Q2/khoa/", {"day": "2021-07-20"})

    assert PeriodLock.objects.get().locks_on == date(2021, 7, 20)
    assert "20/07/2021" in signed_in(made.officer).get(LIST).content.decode()


@pytest.mark.parametrize("path", ["2021-Q1/khoa/", "2021-Q1/mo-khoa/"])
def test_only_the_provinces_reform_office_locks(made: Province, path: str) -> None:
    for user in (made.officer, made.head):
        assert signed_in(user).post(LIST + path, {"reason": "x", "day": ""}).status_code == 403
    assert (
        signed_in(made.head).post(LIST, {"report_days": 1, "lock_days": 1, "version": 1}).status_code == 403
    )
    assert not PeriodLock.objects.exists()
    assert not LockRule.objects.exists()


def test_stranger_is_sent_to_sign_in_and_who_holds_no_role_is_refused(made: Province) -> None:
    assert Client().get(LIST).status_code == 302
    assert signed_in(make.person("Người lạ")).get(LIST).status_code == 403


@pytest.mark.parametrize("key", ["2021-W01", "2021-Q9", "abc", "1900"])
def test_address_of_no_period_does_not_exist(made: Province, key: str) -> None:
    assert signed_in(made.office).get(f"{LIST}{key}/").status_code == 404


def test_locked_evidence_says_so_and_offers_to_ask(made: Province) -> None:
    lock()
    piece = waiting()

    page = signed_in(made.officer).get(f"/ban-lam-viec/minh-chung/{piece.pk}/").content.decode()

    assert "Số liệu đến 31/03/2021 đã khóa" in page
    assert f"/ban-lam-viec/minh-chung/{piece.pk}/xin-dieu-chinh/" in page


def test_unit_asks_office_allows_and_the_trace_is_listed_and_taken_away(made: Province) -> None:
    lock()
    piece = waiting()
    officer, office = signed_in(made.officer), signed_in(made.office)
    refused = office.post(f"/ban-lam-viec/minh-chung/{piece.pk}/chap-nhan/", follow=True).content.decode()
    assert "xin điều chỉnh" in refused.lower()

    officer.post(f"/ban-lam-viec/minh-chung/{piece.pk}/xin-dieu-chinh/", {"reason": "Gửi trước khi khóa"})
    asked = Correction.objects.get()
    office.post(f"/ban-lam-viec/dieu-chinh-sau-khoa/{asked.pk}/", {"allow": "1", "answer": ""})
    office.post(f"/ban-lam-viec/minh-chung/{piece.pk}/chap-nhan/")

    assert waiting().pk != piece.pk
    page = officer.get(f"{LIST}2021-Q1/").content.decode()
    assert "Gửi trước khi khóa" in page
    assert "25,0" in page
    book = load_workbook(io.BytesIO(office.get(f"{LIST}2021-Q1/?tai=xlsx").content))
    assert len(list(book.worksheets[0].values)) == CorrectionStep.objects.count() + 1
    assert office.get(f"{LIST}?tai=pdf").content.startswith(b"%PDF")


def test_office_accepts_after_locking_with_a_reason(made: Province) -> None:
    lock()
    piece = waiting()

    signed_in(made.office).post(f"/ban-lam-viec/minh-chung/{piece.pk}/chap-nhan/", {"reason": "Duyệt sót"})

    assert Correction.objects.get().reason == "Duyệt sót"


def test_reason_of_somebody_who_may_not_lock_makes_no_correction(made: Province) -> None:
    district = make.unit("Huyện", parent=made.root, kind="district")
    commune = make.unit("Xã", parent=district, kind="commune")
    own = make.plan(commune, parent=made.plan)
    piece = make.evidence(
        commune, date(2021, 3, 2), (make.target(make.task(make.group(own), leads=[commune]), 2), 1),
        state="submitted", link="https://a.vn/1",
    )  # fmt: skip
    lock()
    office = signed_in(make.person("Phòng Nội vụ huyện", unit=district, role="office"))

    office.post(f"/ban-lam-viec/minh-chung/{piece.pk}/chap-nhan/", {"reason": "Tự duyệt"})

    assert not Correction.objects.exists()
    assert Evidence.objects.get(pk=piece.pk).state == "submitted"


def test_other_units_do_not_see_a_correction_nor_what_was_open(made: Province) -> None:
    lock()
    piece = waiting()
    asked = ask_correction(piece.pk, unit_id=piece.unit_id, day=piece.on, reason="Bí mật", by=None, at=AT)
    stranger = signed_in(make.person("Sở khác", unit=made.units[1]))

    assert stranger.get(f"/ban-lam-viec/dieu-chinh-sau-khoa/{asked.pk}/").status_code == 404
    page = stranger.get(f"{LIST}2021-Q1/").content.decode()
    assert "Bí mật" not in page
    assert "Sở số 1" not in page
    assert signed_in(made.officer).post(
        f"/ban-lam-viec/dieu-chinh-sau-khoa/{asked.pk}/", {"allow": "1"}
    ).status_code == 403  # fmt: skip
    assert (
        stranger.post(f"/ban-lam-viec/minh-chung/{piece.pk}/xin-dieu-chinh/", {"reason": "x"}).status_code
        == 404
    )


def test_new_piece_is_asked_for_and_written(made: Province) -> None:
    lock()
    officer = signed_in(made.officer)

    officer.post(
        f"{LIST}2021-Q1/xin-bo-sung/", {"unit": made.units[0].pk, "day": "2021-03-20", "reason": "Quên gửi"}
    )

    asked = Correction.objects.get()
    assert (asked.evidence, asked.unit_id) == (None, made.units[0].pk)
    bad = officer.post(
        f"{LIST}2021-Q1/xin-bo-sung/", {"unit": made.units[1].pk, "day": "2021-03-20", "reason": "Quên gửi"}
    )
    assert bad.status_code == 200
    assert Correction.objects.count() == 1


def test_report_keeps_its_figures_and_lists_what_was_corrected(made: Province) -> None:
    from danbiet.plans.actions.reporting import open_report, save_report, submit_report

    report = open_report(made.own[0].pk, "2021-Q1", by=None, at=AT, on=ON)
    report = save_report(
        report.pk, version=report.version, texts={"results": "Đã làm"}, number="", by=None, at=AT
    )
    submit_report(report.pk, by=None, at=AT, on=ON)
    lock()
    piece = waiting()
    asked = ask_correction(piece.pk, unit_id=piece.unit_id, day=piece.on, reason="Duyệt sót", by=None, at=AT)
    decide_correction(asked.pk, is_allowed=True, answer="", by=None, at=AT)
    later = datetime(2021, 4, 21, 3, tzinfo=UTC)
    before = report.__class__.objects.get(pk=report.pk).figures

    accept_evidence(piece.pk, by=made.office, at=later)

    page = signed_in(made.officer).get(f"/ban-lam-viec/bao-cao/{report.pk}/").content.decode()
    assert "Điều chỉnh sau khi khóa" in page
    assert "Duyệt sót" in page
    assert report.__class__.objects.get(pk=report.pk).figures == before


def late_draft(made: Province) -> Plan:
    """A unit's plan signed in February and typed in after the quarter was locked."""
    unit = make.unit("Sở Y tế", parent=made.root)
    draft = make.plan(unit, parent=made.plan, state="draft")
    make.task(make.group(draft), leads=[unit])
    lock()
    return draft


ISSUE = {"number": "7/KH-SYT", "issued_on": "2021-02-10"}


def test_head_asks_office_allows_and_the_late_plan_is_issued_with_a_trace(made: Province) -> None:
    draft = late_draft(made)
    head = signed_in(make.person("Giám đốc Sở Y tế", unit=draft.unit, role="head"))
    office = signed_in(made.office)
    ask, issue = (f"/ban-lam-viec/ke-hoach/{draft.pk}/{what}/" for what in ("xin-dieu-chinh", "ban-hanh"))

    page = head.get(issue).content.decode()
    assert "Số liệu đến 31/03/2021 đã khóa" in page
    assert ask in page
    assert "xin điều chỉnh" in head.post(issue, ISSUE).content.decode().lower()
    head.post(ask, {"day": "2021-02-10", "reason": "Văn thư nhập muộn"})
    asked = Correction.objects.get()
    shown = office.get(f"/ban-lam-viec/dieu-chinh-sau-khoa/{asked.pk}/").content.decode()
    assert "Kế hoạch" in shown
    office.post(f"/ban-lam-viec/dieu-chinh-sau-khoa/{asked.pk}/", {"allow": "1", "answer": ""})
    assert "đã được cho phép điều chỉnh" in head.get(issue).content.decode()
    assert head.post(issue, ISSUE).status_code == 302

    assert Plan.objects.get(pk=draft.pk).state == "issued"
    page = office.get(f"{LIST}2021-Q1/").content.decode()
    assert "Số đơn vị đã ban hành kế hoạch riêng" in page
    assert "Văn thư nhập muộn" in page
    book = load_workbook(io.BytesIO(office.get(f"{LIST}2021-Q1/?tai=xlsx").content))
    assert "7/KH-SYT" in str(list(book.worksheets[0].values))


def test_late_plan_is_withdrawn_only_after_asking(made: Province) -> None:
    draft = late_draft(made)
    Plan.objects.filter(pk=draft.pk).update(state="issued", issued_on=date(2021, 2, 10))
    head = signed_in(make.person("Giám đốc Sở Y tế", unit=draft.unit, role="head"))

    answer = head.post(f"/ban-lam-viec/ke-hoach/{draft.pk}/thu-hoi/", {"reason": "Sai căn cứ"})

    assert answer.url == f"/ban-lam-viec/ke-hoach/{draft.pk}/xin-dieu-chinh/"
    assert Plan.objects.get(pk=draft.pk).state == "issued"
    head.post(answer.url, {"day": "2021-04-15", "reason": "Sai căn cứ"})
    assert Correction.objects.get().ends_on == date(
        2021, 3, 31
    )  # the day on the plan holds, not the one sent


def test_correction_of_a_plan_is_not_for_strangers(made: Province) -> None:
    draft = late_draft(made)
    ask = f"/ban-lam-viec/ke-hoach/{draft.pk}/xin-dieu-chinh/"
    sent = {"day": "2021-02-10", "reason": "x"}

    assert signed_in(made.officer).post(ask, sent).status_code == 404
    assert signed_in(made.office).post(ask, sent).status_code == 403  # sees it, does not write it
    assert Client().post(ask, sent).status_code == 302
    assert not Correction.objects.exists()


def test_office_issues_the_provinces_plan_after_locking_with_a_reason(made: Province) -> None:
    draft = make.plan(made.root, year=2021, state="draft")
    make.task(make.group(draft), leads=[made.units[0]])
    lock()
    office = signed_in(made.office)
    issue = f"/ban-lam-viec/ke-hoach/{draft.pk}/ban-hanh/"

    assert "Lý do" in office.get(issue).content.decode()
    assert office.post(issue, {"number": "9/KH-UBND", "issued_on": "2021-02-10"}).status_code == 200
    office.post(issue, {"number": "9/KH-UBND", "issued_on": "2021-02-10", "why": "Nhập muộn"})

    assert Correction.objects.get().plan == draft


def test_report_lists_that_a_unit_issued_after_locking(made: Province) -> None:
    from danbiet.plans.actions.issuing import issue_plan
    from danbiet.plans.actions.reporting import open_report, save_report, submit_report

    draft = late_draft(made)
    report = open_report(made.plan.pk, "2021-Q1", by=None, at=AT, on=ON)
    report = save_report(
        report.pk, version=report.version, texts={"results": "Đã làm"}, number="", by=None, at=AT
    )
    submit_report(report.pk, by=None, at=AT, on=ON)
    later = datetime(2021, 4, 21, 3, tzinfo=UTC)

    issue_plan(draft.pk, number="7/KH-SYT", issued_on=date(2021, 2, 10), by=made.office, at=later,
               calendar=calendar(), why="Nhập muộn")  # fmt: skip

    page = signed_in(made.office).get(f"/ban-lam-viec/bao-cao/{report.pk}/").content.decode()
    assert "Số đơn vị đã ban hành kế hoạch riêng: 2 → 3" in page
    assert "Nhập muộn" in page


QUEUE = "/ban-lam-viec/minh-chung/duyet/"


def two_waiting(made: Province) -> tuple[Evidence, Evidence]:
    """One piece of the locked quarter and one of after it."""
    lock()
    shut = waiting()
    fresh = make.evidence(made.units[0], date(2021, 4, 12), state="submitted", link="https://a.vn/2")
    return shut, fresh


def states(*pieces: Evidence) -> list[str]:
    return [Evidence.objects.get(pk=one.pk).state for one in pieces]


def test_office_accepts_many_with_one_reason_for_those_of_a_locked_period(made: Province) -> None:
    shut, fresh = two_waiting(made)
    other = Evidence.objects.filter(state="submitted").exclude(pk__in=[shut.pk, fresh.pk]).get()
    office, chosen = signed_in(made.office), [shut.pk, fresh.pk, other.pk]

    assert "kỳ đã khóa" in office.get(QUEUE).content.decode()
    page = office.post(QUEUE, {"chon": chosen}).content.decode()
    assert shut.title in page
    assert fresh.title not in page
    assert states(shut, fresh, other) == ["submitted"] * 3
    sent = {"chon": chosen, "da-khoa": [shut.pk, other.pk]}
    office.post(QUEUE, {**sent, "reason": " "})
    assert states(shut, fresh, other) == ["submitted"] * 3
    office.post(QUEUE, {**sent, "reason": "Duyệt sót trước khi khóa"})

    assert states(shut, fresh, other) == ["accepted"] * 3
    assert {one.reason for one in Correction.objects.all()} == {"Duyệt sót trước khi khóa"}
    assert set(Correction.objects.values_list("evidence_id", flat=True)) == {shut.pk, other.pk}


def test_piece_that_was_not_shown_as_locked_is_shown_again_and_nothing_is_accepted(made: Province) -> None:
    shut, fresh = two_waiting(made)

    page = signed_in(made.office).post(
        QUEUE, {"chon": [shut.pk, fresh.pk], "da-khoa": [fresh.pk], "reason": "x"}
    )

    assert shut.title in page.content.decode()
    assert states(shut, fresh) == ["submitted", "submitted"]


def test_who_may_not_lock_accepts_the_others_only(made: Province) -> None:
    district = make.unit("Huyện", parent=made.root, kind="district")
    commune = make.unit("Xã", parent=district, kind="commune")
    shut, fresh = (
        make.evidence(commune, day, state="submitted", title=f"Tin {day:%m}", link=f"https://a.vn/{day:%m}")
        for day in (date(2021, 3, 2), date(2021, 4, 2))
    )
    lock()
    office = signed_in(make.person("Phòng Nội vụ huyện", unit=district, role="office"))

    page = office.post(QUEUE, {"chon": [shut.pk, fresh.pk]}).content.decode()
    assert "Tin 03" in page
    office.post(QUEUE, {"chon": [shut.pk, fresh.pk], "da-khoa": [shut.pk], "reason": "Tự duyệt"})
    assert states(shut, fresh) == ["submitted", "submitted"]
    office.post(QUEUE, {"chon": [fresh.pk]})

    assert states(shut, fresh) == ["submitted", "accepted"]
    assert not Correction.objects.exists()


def test_piece_with_a_correction_allowed_is_accepted_with_the_others_at_once(made: Province) -> None:
    shut, fresh = two_waiting(made)
    asked = ask_correction(shut.pk, unit_id=shut.unit_id, day=shut.on, reason="Sót", by=None, at=AT)
    decide_correction(asked.pk, is_allowed=True, answer="", by=None, at=AT)

    signed_in(made.office).post(QUEUE, {"chon": [shut.pk, fresh.pk]})

    assert states(shut, fresh) == ["accepted", "accepted"]


def test_pieces_of_locked_days_are_found_with_three_queries(
    made: Province, django_assert_num_queries: object
) -> None:
    lock()
    ids = list(Evidence.objects.filter(state="submitted").values_list("pk", flat=True))

    for some in (ids[:1], ids):
        with django_assert_num_queries(3):  # type: ignore[operator]
            assert len(shut_pieces(some)) == len(some)
