"""Lists of the intake desk and the figures of a period as files: what stands on the page, to whom it shows it, and that it was taken."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.questions.actions import calling
from danbiet.questions.models import Question

from .desk import at_desk, url

PHONE = "0912 345 678"


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Any) -> Cast:
    settings.DANBIET_TODAY = date(2021, 10, 12)
    settings.MEDIA_ROOT = tmp_path
    return make.cast()


@pytest.fixture
def question(cast: Cast) -> Question:
    return make.question(cast.root, subject="=Cấp lại thẻ bảo hiểm")


def lines(user: User, address: str) -> list[list[str]]:
    answer = at_desk(user).get(address)
    assert answer.status_code == 200, address
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_calls_to_make_leave_with_whom_to_call_and_their_taking_is_recorded(
    cast: Cast, question: Question
) -> None:
    make.call_back(question, kind="info_wanted")
    make.call_back(make.question(cast.root), kind="answered")

    head, first, second = lines(cast.intake, url("call-back-list") + "?tai=csv")

    assert head[:5] == ["Điện thoại", "Tên", "Mã", "Câu hỏi", "Lý do"]
    assert (first[0], first[2], first[3]) == (PHONE, question.code, "'=Cấp lại thẻ bảo hiểm")
    assert "Hỏi thêm thông tin còn thiếu" in first
    assert second[0] == PHONE
    entry = Entry.objects.get(verb="questions.calls_taken")
    assert (entry.actor_id, entry.details) == (cast.intake.pk, {"count": 2, "form": "csv"})
    assert PHONE not in str(entry.__dict__)


def test_calls_made_leave_apart_from_those_to_make(cast: Cast, question: Question) -> None:
    call = make.call_back(question)
    calling.called(call.pk, "Đã báo", by=cast.intake, at=make.AT)

    assert len(lines(cast.intake, url("call-back-list") + "?tai=csv")) == 1
    head, made = lines(cast.intake, url("call-back-list") + "?xem=xong&tai=csv")

    assert head[-2:] == ["Đã gọi", "Người gọi"]
    assert (made[-3], made[-1]) == ("Đã báo", cast.intake.full_name)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
@pytest.mark.parametrize("name", ["call-back-list", "data-list"])
def test_agencies_take_no_list_of_the_intake_desk(
    cast: Cast, question: Question, name: str, kind: str
) -> None:
    make.call_back(question)

    for user in (cast.officer, cast.head):
        answer = at_desk(user).get(url(name), {"tai": kind})
        assert answer.status_code == 403
        assert PHONE.encode() not in answer.content
    assert not Entry.objects.filter(verb="questions.calls_taken").exists()


def test_requests_for_data_leave_without_the_person(cast: Cast, question: Question) -> None:
    make.data_request(question)

    head, row = lines(cast.intake, url("data-list") + "?tai=csv")

    assert head == ["Câu hỏi", "Nội dung yêu cầu", "Ngày yêu cầu", "Hạn", "Trạng thái", "Câu trả lời"]
    assert row[0] == question.code
    assert PHONE not in row


def test_figures_leave_table_by_table_and_as_a_whole_as_before(cast: Cast) -> None:
    make.question(cast.root, lead=cast.agency, state="in_work")
    make.question(cast.root, lead=cast.other, state="in_work")
    address = url("report") + "?ky=2021"

    by_agency = lines(cast.intake, f"{address}&tai=csv&bang=co-quan")
    by_channel = lines(cast.intake, f"{address}&tai=csv&bang=kenh")
    whole = load_workbook(io.BytesIO(at_desk(cast.intake).get(f"{address}&tai=xlsx").content))
    one = load_workbook(io.BytesIO(at_desk(cast.intake).get(f"{address}&tai=xlsx&bang=kenh").content))

    assert [row[0] for row in by_agency] == ["Theo cơ quan", "Sở Tư pháp", "Sở Y tế", "Tổng cộng"]
    assert by_agency[-1][2] == "2"
    assert by_channel[0][0] == "Theo kênh"
    assert by_channel[-1][1:] == by_agency[-1][1:]
    assert len(whole.sheetnames) == 4
    assert next(iter(one.worksheets[0].values))[0] == "Theo kênh"
    assert at_desk(cast.intake).get(f"{address}&tai=csv&bang=khong-co").status_code == 404


def test_overdue_questions_leave_all_of_them(cast: Cast) -> None:
    for _number in range(33):  # the page shows thirty
        make.question(cast.root, lead=cast.agency, state="in_work", due_at=make.AT)

    assert len(lines(cast.intake, url("report") + "?ky=2021&tai=csv&bang=qua-han")) == 34
