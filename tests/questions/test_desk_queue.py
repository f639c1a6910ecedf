"""The queue: who meets which question where, filtered, sorted, as a file; what is late is late by the clock alone."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import questions as make
from tests.factories.questions import Cast

from .desk import at_desk, read, url

MONDAY = date(2021, 10, 18)


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    settings.DANBIET_TODAY = MONDAY
    return make.cast()


def due(day: int) -> datetime:
    return datetime(2021, 10, day, 10, tzinfo=UTC)  # 17:00


def shown(cast: Cast, who: str, query: str = "") -> list[str]:
    """The subjects of the rows, in their order."""
    page = at_desk(getattr(cast, who)).get(url("question-queue") + query).content.decode()
    found = re.findall(r'role="rowheader"><a [^>]*>(.*?)</a>', page)
    return [re.sub("<[^>]+>", "", one) for one in found]


def all_kinds(cast: Cast) -> None:
    make.question(cast.root, subject="Mới gửi", due_at=due(20))
    make.question(cast.root, state="sent_back", subject="Bị trả lại", due_at=due(19))
    make.question(cast.root, state="routed", lead=cast.agency, subject="Chờ nhận", due_at=due(22))
    make.question(
        cast.root, state="in_work", lead=cast.agency, officer=cast.officer, subject="Của B", due_at=due(21)
    )
    make.question(
        cast.root, state="in_work", lead=cast.agency, officer=cast.colleague, subject="Của D", due_at=due(15)
    )
    make.question(
        cast.root,
        state="in_approval",
        lead=cast.agency,
        officer=cast.officer,
        subject="Chờ duyệt",
        due_at=due(25),
    )
    other = make.question(cast.root, state="in_work", lead=cast.other, subject="Của Sở Y tế", due_at=due(26))
    make.part(other, cast.agency, wanted="Hộ tịch")
    make.question(cast.root, state="published", lead=cast.agency, subject="Đã đăng", due_at=due(12))


def test_each_person_meets_their_own_questions_by_due_time(cast: Cast) -> None:
    all_kinds(cast)

    assert shown(cast, "intake", "?xem=tiep-nhan") == ["Bị trả lại", "Mới gửi"]
    assert shown(cast, "officer", "?xem=cua-toi") == ["Của B", "Chờ duyệt"]
    assert shown(cast, "officer", "?xem=don-vi") == ["Của D", "Của B", "Chờ nhận", "Chờ duyệt"]
    assert shown(cast, "officer", "?xem=phoi-hop") == ["Của Sở Y tế"]
    assert shown(cast, "head", "?xem=cho-duyet") == ["Chờ duyệt"]
    assert shown(cast, "officer", "?xem=qua-han") == ["Của D"]
    assert shown(cast, "officer", "?xem=da-tra-loi") == ["Đã đăng"]


def test_without_a_tab_the_first_with_something_in_it_opens(cast: Cast) -> None:
    all_kinds(cast)

    assert shown(cast, "intake") == ["Bị trả lại", "Mới gửi"]
    assert shown(cast, "head") == ["Của D", "Của B", "Chờ nhận", "Chờ duyệt"]


def test_tabs_of_others_are_not_offered(cast: Cast) -> None:
    officer = read(at_desk(cast.officer).get(url("question-queue")))
    auditor = read(at_desk(cast.auditor).get(url("question-queue")))

    assert "Chờ tôi duyệt" not in officer
    assert "Bộ phận tiếp nhận" not in officer
    assert "Của tôi" in officer
    assert "Của tôi" not in auditor
    assert "Tất cả" in auditor


def test_what_lies_with_other_agencies_is_not_in_anybodys_list(cast: Cast) -> None:
    all_kinds(cast)

    assert "Của D" not in shown(cast, "other_officer", "?xem=tat-ca")
    assert shown(cast, "other_officer", "?xem=tat-ca") == ["Của Sở Y tế"]
    assert len(shown(cast, "auditor", "?xem=tat-ca")) == 8


def test_a_question_whose_clock_stands_still_is_not_late(cast: Cast) -> None:
    question = make.question(
        cast.root, state="info_wanted", lead=cast.agency, subject="Chờ dân", due_at=due(12)
    )
    make.pause(question, began_at=due(11))

    assert shown(cast, "officer", "?xem=qua-han") == []
    assert "đang dừng tính hạn" in read(at_desk(cast.officer).get(url("question-queue") + "?xem=don-vi"))


def test_clock_is_words_with_a_shape(cast: Cast) -> None:
    for day in (14, 18, 19, 27):
        make.question(cast.root, state="routed", lead=cast.agency, due_at=due(day))
    page = at_desk(cast.officer).get(url("question-queue") + "?xem=don-vi").content.decode()

    found = re.findall(r'class="st st--(\w+)[^"]*">([^<]*)<', page)
    clocks = [pair for pair in found if "ngày" in pair[1] or "hạn" in pair[1]]
    assert ("overdue", "quá hạn 2 ngày làm việc") in clocks
    assert ("at_risk", "còn 1 ngày làm việc") in clocks
    assert ("on_track", "còn 7 ngày làm việc") in clocks


def test_filters_words_without_marks_and_sorting(cast: Cast) -> None:
    health = make.topic("Y tế")
    make.question(cast.root, subject="Cấp lại thẻ bảo hiểm", topic=health, channel="phone", due_at=due(20))
    make.question(
        cast.root,
        state="routed",
        lead=cast.agency,
        subject="Đăng ký khai sinh",
        topic=cast.topic,
        due_at=due(19),
    )

    assert shown(cast, "intake", "?xem=tat-ca&q=the+bao+hiem") == ["Cấp lại thẻ bảo hiểm"]
    assert shown(cast, "intake", f"?xem=tat-ca&linh-vuc={health.pk}") == ["Cấp lại thẻ bảo hiểm"]
    assert shown(cast, "intake", f"?xem=tat-ca&co-quan={cast.agency.pk}") == ["Đăng ký khai sinh"]
    assert shown(cast, "intake", "?xem=tat-ca&tinh-trang=routed") == ["Đăng ký khai sinh"]
    assert shown(cast, "intake", "?xem=tat-ca&kenh=phone") == ["Cấp lại thẻ bảo hiểm"]
    assert shown(cast, "intake", "?xem=tat-ca&sap=han") == ["Đăng ký khai sinh", "Cấp lại thẻ bảo hiểm"]
    assert shown(cast, "intake", "?xem=tat-ca&sap=-han") == ["Cấp lại thẻ bảo hiểm", "Đăng ký khai sinh"]
    assert shown(cast, "intake", "?xem=tat-ca&q=khong+co+dau") == []


def test_list_leaves_as_csv_and_excel_just_as_it_is_shown(cast: Cast) -> None:
    make.question(cast.root, subject="=HYPERLINK(1)", channel="phone", due_at=due(20))
    make.question(cast.root, subject="Qua cổng", due_at=due(21))
    client, query = at_desk(cast.intake), "?xem=tiep-nhan&kenh=phone&tai="

    table = client.get(url("question-queue") + query + "csv").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("question-queue") + query + "xlsx").content))

    assert table.startswith("\ufeff")
    assert "'=HYPERLINK(1)" in table
    assert "Qua cổng" not in table
    sheet = book.active
    assert sheet is not None
    assert (sheet.max_row, sheet["A1"].value, sheet["B2"].value) == (2, "Mã", "=HYPERLINK(1)")
    assert sheet["B2"].data_type == "s"  # words, no formula


def test_pages_hold_thirty_rows(cast: Cast) -> None:
    for number in range(31):
        make.question(cast.root, subject=f"Câu {number:02}", due_at=due(20) + timedelta(minutes=number))

    assert len(shown(cast, "intake", "?xem=tiep-nhan")) == 30
    assert shown(cast, "intake", "?xem=tiep-nhan&trang=2") == ["Câu 30"]


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("who", ["intake", "officer", "head"])
def test_queue_asks_at_most_twelve_queries_whatever_its_length(
    cast: Cast, count: int, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make.question(cast.root, topic=cast.topic, place=cast.commune)
        made = make.question(
            cast.root, state="in_work", lead=cast.agency, officer=cast.officer, topic=cast.topic
        )
        make.part(made, cast.other)
        if number % 2:
            make.pause(made)
    client = at_desk(getattr(cast, who))
    client.get(url("question-queue"))  # the tree of the day is read once and kept

    with django_assert_max_num_queries(15):  # twelve, and the numbers other parts put into the navigation
        assert client.get(url("question-queue") + "?xem=tat-ca").status_code == 200


@pytest.mark.parametrize(
    "query", ["?xem=%00", "?sap=__x", "?trang=-1", "?linh-vuc=x&co-quan=9999", "?q=" + "a" * 900, "?tai=exe"]
)
def test_addresses_nobody_typed_get_a_list(cast: Cast, query: str) -> None:
    assert at_desk(cast.officer).get(url("question-queue") + query).status_code in (200, 400)
