"""The trail on the desk: who sees it, what it says, and what it never says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from danbiet.audit.actions import record, seal_all
from danbiet.audit.models import Entry, Trace
from danbiet.audit.queries import Wanted, page, tracked_models
from danbiet.exports.models import Run
from danbiet.oversight.actions.trail import as_parameters, from_parameters, make_excel
from danbiet.oversight.enums import FIELDS, KINDS
from danbiet.oversight.queries.showing import Names, differences, lines
from danbiet.plans.models import Plan
from danbiet.questions.actions import answering, parts
from danbiet.questions.calc.moves import BY_VERB
from danbiet.questions.models import Answer, Asker
from tests.audit.changes import retitled
from tests.factories import plans as make
from tests.factories import questions as asked
from tests.questions.desk import at_desk, read

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
TRAIL = "/ban-lam-viec/nhat-ky/"


@pytest.fixture
def cast() -> asked.Cast:
    return asked.cast()


def changed(cast: asked.Cast, title: str = "Kế hoạch đã sửa") -> Plan:
    plan = make.plan(cast.agency)
    retitled(plan, title, by=cast.office, reason="Ghi nhầm số")
    return plan


@pytest.mark.parametrize(
    ("who", "status"), [("auditor", 200), ("office", 200), ("intake", 403), ("officer", 403), ("head", 403)]
)
def test_trail_is_for_auditors_and_the_reform_office_of_the_province(
    cast: asked.Cast, who: str, status: int
) -> None:
    plan = changed(cast)
    pk = Trace.objects.filter(kind="plans.plan").latest("id").pk
    client = at_desk(getattr(cast, who))

    for path in (TRAIL, f"{TRAIL}{pk}/", f"{TRAIL}plans.plan/{plan.pk}/", f"{TRAIL}niem-phong/"):
        assert client.get(path).status_code == status, path
    assert client.post(f"{TRAIL}tai-ve/").status_code == status


def test_stranger_is_sent_to_sign_in_and_a_units_auditor_sees_nothing(cast: asked.Cast) -> None:
    assert Client().get(TRAIL)["Location"].startswith("/dang-nhap/")
    units_own = make.person("Kiểm tra của sở", unit=cast.agency, role="auditor")
    assert at_desk(units_own).get(TRAIL).status_code == 403


def test_line_says_who_in_which_office_what_and_why_in_vietnamese(cast: asked.Cast) -> None:
    changed(cast)

    said = read(at_desk(cast.auditor).get(TRAIL))

    for words in (
        "Nguyễn Văn Phòng",
        "Tỉnh Sóc Trăng",
        "sửa kế hoạch",
        "Kế hoạch đã sửa",
        "Ghi nhầm số",
        "Sở Tư pháp",
    ):
        assert words in said
    assert "plans." not in said


def test_every_method_but_reading_is_refused(cast: asked.Cast) -> None:
    plan = changed(cast)
    pk = Trace.objects.latest("id").pk
    client = at_desk(cast.auditor)

    for path in (TRAIL, f"{TRAIL}{pk}/", f"{TRAIL}plans.plan/{plan.pk}/", f"{TRAIL}niem-phong/"):
        assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "sau=1-1", "sau=x", "truoc=9999999999999999-1", "sau=99999999999999999999-9", "ma=99999999999999999999", "ma=-1", "don_vi=x",
        "don_vi=999999", "tu=2021-13-01", "tu=31/12/2021&den=01/01/2021", "loai=khong-co", "nguoi=%25", "tim=%22%27+%26+%7C+%21", "tim=a:*",
        "nguoi=khong+ai+ca", "viec=plans.plan_edited&loai=plans.plan&chi_viec=on",
    ],
)  # fmt: skip
def test_odd_filter_never_breaks(cast: asked.Cast, query: str) -> None:
    changed(cast)

    assert at_desk(cast.auditor).get(f"{TRAIL}?{query}").status_code == 200


def test_filter_of_a_unit_takes_in_what_lies_below(cast: asked.Cast) -> None:
    changed(cast)
    client = at_desk(cast.auditor)

    assert "Kế hoạch đã sửa" in read(client.get(f"{TRAIL}?don_vi={cast.root.pk}&chi_viec=on"))
    assert "Kế hoạch đã sửa" not in read(client.get(f"{TRAIL}?don_vi={cast.commune.pk}&chi_viec=on"))
    assert "Kế hoạch đã sửa" in read(client.get(f"{TRAIL}?nguoi=van+phong&chi_viec=on"))


def test_change_shows_columns_before_and_after_and_the_deed_beside_it(cast: asked.Cast) -> None:
    changed(cast)
    row = Trace.objects.filter(kind="plans.plan", verb="update").latest("id")

    said = read(at_desk(cast.auditor).get(f"{TRAIL}{row.pk}/"))

    assert "tiêu đề" in said
    assert "Kế hoạch tuyên truyền năm 2021" in said
    assert "/ban-lam-viec/ke-hoach/7/" in said
    assert "Trong cùng một lần thao tác" in said


def test_thing_as_of_a_day_marks_what_is_different_now(cast: asked.Cast) -> None:
    plan = changed(cast)
    client = at_desk(cast.auditor)

    now = client.get(f"{TRAIL}plans.plan/{plan.pk}/")
    before = client.get(f"{TRAIL}plans.plan/{plan.pk}/?ngay=01/01/1999")

    assert "Kế hoạch đã sửa" in read(now)
    assert "chưa có" in read(before)
    assert client.get(f"{TRAIL}plans.plan/987654/").status_code == 404
    assert client.get(f"{TRAIL}khong.co/1/").status_code == 404


def test_asker_and_words_of_drafts_never_stand_in_the_trail(cast: asked.Cast) -> None:
    secret = "Gửi bà Lâm Thị Bí Mật ở ấp Kín"
    question = asked.question(
        cast.root,
        state="in_work",
        lead=cast.agency,
        officer=cast.officer,
        asker={"name": "Lâm Thị Bí Mật", "phone": "0909 111 222"},
    )
    answering.save_answer(question.pk, f"<p>{secret}</p>", by=cast.officer, at=AT, version=question.version)
    part = parts.ask_part(question.pk, cast.other.pk, secret, by=cast.officer, at=AT)
    parts.hand_in_part(part.pk, f"<p>{secret}</p>", 1, by=cast.other_officer, at=AT)
    client = at_desk(cast.auditor)
    answer = Answer.objects.get()

    pages = [
        client.get(TRAIL),
        client.get(f"{TRAIL}questions.answer/{answer.pk}/"),
        client.get(f"{TRAIL}questions.part/{part.pk}/"),
    ]
    pages += [
        client.get(f"{TRAIL}{trace.pk}/") for trace in Trace.objects.filter(kind__startswith="question")
    ]
    export = b"".join(client.post(f"{TRAIL}tai-ve/", {"dang": "csv"}).streaming_content)  # type: ignore[attr-defined]
    excel = make_excel(as_parameters(Wanted()), date(2021, 6, 1), lambda done, total: None).content
    cells = " ".join(str(value) for row in load_workbook(io.BytesIO(excel)).active.values for value in row)  # type: ignore[union-attr]

    assert len(pages) > 5
    for text in [*(one.content.decode() for one in pages), export.decode(), cells]:
        for hidden in ("Bí Mật", "ấp Kín", "0909"):
            assert hidden not in text
    assert "nội dung câu trả lời không hiện ở đây" in pages[1].content.decode()
    assert Asker.objects.get().name == "Lâm Thị Bí Mật"


def test_encrypted_value_is_said_to_be_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "danbiet.oversight.queries.showing.tracked_models", lambda: {"questions.asker": Asker}
    )

    told = differences("questions.asker", None, {"id": 1, "name": "gAAAA…", "phone": "gAAAB…"}, Names([]))

    assert {one.after for one in told if one.field in {"name", "phone"}} == {"(mã hóa)"}


def test_export_as_csv_holds_what_the_filter_shows_and_is_itself_recorded(cast: asked.Cast) -> None:
    changed(cast)
    changed(cast, "=HYPERLINK(1)")

    answer = at_desk(cast.auditor).post(f"{TRAIL}tai-ve/", {"chi_viec": "on", "dang": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert rows[0][:3] == ["Thời điểm", "Ai", "Vai trò và đơn vị"] or rows[0][1]
    titles = [row[7] for row in rows[1:]]
    assert "Kế hoạch đã sửa" in titles
    assert "'=HYPERLINK(1)" in titles
    assert Entry.objects.filter(verb="oversight.trail_exported", actor=cast.auditor).exists()


def test_export_as_excel_is_made_in_the_background_for_who_may_see_it(cast: asked.Cast) -> None:
    changed(cast, "=1+1")
    at_desk(cast.auditor).post(f"{TRAIL}tai-ve/", {"viec": "plans.plan_edited", "dang": "xlsx"})

    run = Run.objects.get(report="oversight.trail")
    made = make_excel(run.parameters, date(2021, 6, 1), lambda done, total: None)
    sheet: Any = load_workbook(io.BytesIO(made.content)).active

    assert sheet["H2"].value == "=1+1"
    assert sheet["H2"].data_type == "s"
    assert from_parameters(run.parameters) == Wanted(verb="plans.plan_edited")


def test_list_costs_the_same_queries_for_one_line_and_three(cast: asked.Cast) -> None:
    client = at_desk(cast.auditor)
    path = f"{TRAIL}?viec=plans.plan_edited"
    changed(cast)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    changed(cast)
    changed(cast)
    with CaptureQueriesContext(connection) as three:
        client.get(path)

    assert len(three) == len(one)


def test_every_table_with_history_and_each_of_its_columns_has_a_name() -> None:
    nameless = {kind for kind in tracked_models() if kind not in KINDS}
    columns = {
        f"{kind}.{field.name}"
        for kind, model in tracked_models().items()
        for field in model._meta.local_fields
        if field.name not in FIELDS
    }

    assert not nameless, f"oversight/enums/kinds.py lacks {sorted(nameless)}"
    assert not columns - {
        f"{kind}.{name}" for kind in tracked_models() for name in ("pepper", "signing_key", "receipt_key")
    }


def test_every_move_of_a_question_has_a_name() -> None:
    from danbiet.oversight.enums import VERBS

    assert {f"questions.{verb}" for verb in BY_VERB} <= VERBS.keys()


def test_numbers_of_people_and_units_are_shown_as_names(cast: asked.Cast) -> None:
    plan = make.plan(cast.agency)
    Plan.objects.filter(pk=plan.pk).update(unit=cast.other, issued_by=cast.head)

    (line, *_rest) = lines(page(Wanted(kind="plans.plan", object_id=plan.pk), size=5).changes)
    told = {one.field: (one.before, one.after) for one in line.differences}

    assert told["unit"] == ("Sở Tư pháp", "Sở Y tế")
    assert told["issued_by"] == ("", "Nguyễn Văn A")


def test_unknown_verb_and_kind_are_shown_without_breaking(cast: asked.Cast) -> None:
    record("khac.viec_la", by=None, at=AT, kind="khac.loai", title="Việc lạ")

    said = read(at_desk(cast.auditor).get(TRAIL))

    assert "Việc lạ" in said
    assert "việc khác (khac.viec_la)" in said


def test_seals_are_listed_and_taken_away(cast: asked.Cast) -> None:
    client = at_desk(cast.auditor)

    assert "Chưa có niêm phong" in read(client.get(f"{TRAIL}niem-phong/")) or seal_all(at=AT) == 0
    assert client.get(f"{TRAIL}niem-phong/?tai=csv")["Content-Type"].startswith("text/csv")


def test_navigation_leads_auditors_to_the_trail(cast: asked.Cast) -> None:
    assert reverse("oversight:trail") in at_desk(cast.auditor).get(TRAIL).content.decode()
    assert reverse("oversight:trail") not in at_desk(cast.officer).get("/ban-lam-viec/").content.decode()


def test_deputy_is_named_with_the_person_in_whose_stead_they_acted(cast: asked.Cast) -> None:
    plan = make.plan(cast.agency)
    record(
        "plans.plan_issued",
        by=cast.officer,
        at=AT,
        kind="plan",
        object_id=plan.pk,
        title="Thay mặt",
        in_stead_of="Nguyễn Văn A",
    )

    assert "Trần Thị B, thay Nguyễn Văn A" in read(at_desk(cast.auditor).get(TRAIL))
