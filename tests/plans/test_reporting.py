"""Reports: figures worked out by hand, frozen when handed in; who may do what; what changed since."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import plans as make
from tests.factories.screens import NAVIGATION

from danbiet.audit.models import Entry
from danbiet.measures.actions import record_event
from danbiet.org.enums import UnitKind
from danbiet.org.models import Unit
from danbiet.outbox.models import Message
from danbiet.plans.actions import deciding, reporting
from danbiet.plans.actions.refusals import EditedMeanwhile, NotReady, NumberTaken, PlanClosed, PlanRefusal
from danbiet.plans.calc.reporting import amount, period_words, points, report_period, text_of
from danbiet.plans.models import Plan, Report, Target
from danbiet.plans.queries import report_changes
from danbiet.plans.queries import reports as ask
from danbiet.plans.queries.report_figures import period_progress, report_figures

pytestmark = pytest.mark.django_db
AT = datetime(2021, 7, 5, 2, tzinfo=UTC)
LATER = datetime(2021, 8, 5, 2, tzinfo=UTC)
TODAY = date(2021, 7, 5)
Q2 = report_period("2021-Q2")


class House:
    """A province with its plan, and one department carrying out a part of it: 2 items a month, 100 leaflets in all."""

    def __init__(self) -> None:
        self.province = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
        self.unit = make.unit("Sở Nội vụ", parent=self.province, code="SNV")
        self.plan = make.plan(self.province, number="19/KH-UBND")
        self.plan.unit_plans_due_on = date(2021, 3, 10)
        self.plan.save()
        group = make.group(self.plan, title="Đăng tin")
        self.task = make.task(group, content="Đăng tin, bài", leads=[self.unit])
        self.monthly = make.target(self.task, 2, per="month")
        leaflets = make.task(group, order=2, content="Phát tờ rơi", leads=[self.unit])
        self.leaflets = make.target(leaflets, 100, unit_text="tờ rơi")
        self.own = make.plan(self.unit, parent=self.plan, number="5/KH-SNV")
        own_group = make.group(self.own, title="Đăng tin")
        self.own_task = make.task(own_group, content="Đăng tin, bài", parent=self.task, leads=[self.unit])
        self.own_monthly = make.target(self.own_task, 2, per="month", parent=self.monthly)
        self.head = make.person("Trần Thị Bình", unit=self.unit, role="head")
        self.head.email = "head@example.vn"
        self.head.save()
        self.officer = make.person("Lê Văn Cường", unit=self.unit)
        self.office = make.person("Phòng CCHC", unit=self.province, role="office")
        self.office.email = "office@example.vn"
        self.office.save()
        self.chair = make.person("Chủ tịch tỉnh", unit=self.province, role="head")

    def proved(self, on: date, quantity: int, **more: Any) -> Any:
        """Evidence of the unit that counts for its own target and the one above."""
        return make.evidence(self.unit, on, (self.own_monthly, quantity), (self.monthly, quantity), **more)

    def report(self, plan: Plan | None = None) -> Report:
        return reporting.open_report((plan or self.own).pk, "2021-Q2", by=None, at=AT, on=TODAY)

    def submitted(self, plan: Plan | None = None) -> Report:
        return reporting.submit_report(self.report(plan).pk, by=self.head, at=AT, on=TODAY)


@pytest.fixture
def house() -> House:
    return House()


def target_of(figures: dict[str, Any], target: Target) -> dict[str, Any]:
    return next(
        one
        for group in figures["groups"]
        for task in group["tasks"]
        for one in task["targets"]
        if one["id"] == target.pk
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [("2021-Q2", "quý II năm 2021"), ("2021-H1", "6 tháng đầu năm 2021"), ("2021-H2", "6 tháng cuối năm 2021"), ("2021", "năm 2021")],
)  # fmt: skip
def test_period_in_words(key: str, words: str) -> None:
    assert period_words(report_period(key)) == words


def test_not_done_is_never_shown_as_all_done() -> None:
    assert points(Decimal("99.96")) == "99,9\u00a0%"
    assert points(Decimal(100)) == "100,0\u00a0%"
    assert points(Decimal("61.849")) == "61,8\u00a0%"
    assert (amount(Decimal("2.65")), amount(Decimal(5000)), amount(None)) == ("2,7", "5.000", "–")
    assert text_of(Decimal("1E+2")) == "100"


def test_figures_of_a_quarter_are_what_the_hand_counts(house: House) -> None:
    # January 2, April 1, May 5 (2 count), June 2; July lies after the quarter
    for day, quantity in (
        ((2021, 1, 9), 2),
        ((2021, 4, 9), 1),
        ((2021, 5, 9), 5),
        ((2021, 6, 30), 2),
        ((2021, 7, 1), 2),
    ):
        house.proved(date(*day), quantity)  # type: ignore[arg-type]

    figures = report_figures(house.own, period=Q2, as_of=date(2021, 6, 30))

    row = target_of(figures, house.own_monthly)
    assert (row["planned"], row["done"], row["total"], row["quota"]) == ("6", "5", "7", "24")
    assert (row["actual"], row["surplus"]) == ("10", "3")
    assert Decimal(row["percent"]) == pytest.approx(Decimal(700) / 24, abs=Decimal("0.00001"))
    assert figures["by_form"] == {"article": [3, 4]}
    assert figures["by_language"] == {"vi": [3, 4]}
    assert (figures["evidence_in_period"], figures["evidence_in_all"]) == (3, 4)


def test_planned_part_of_a_number_for_the_whole_year_follows_the_days(house: House) -> None:
    figures = report_figures(house.plan, period=Q2, as_of=date(2021, 6, 30))

    # 91 of 365 days lie in April, May and June
    assert Decimal(target_of(figures, house.leaflets)["planned"]) == pytest.approx(
        Decimal(9100) / 365, abs=Decimal("0.000001")
    )


def test_consolidated_figures_hold_each_unit(house: House) -> None:
    late = make.unit("Sở Tư pháp", parent=house.province)
    make.plan(late, parent=house.plan, state="draft")
    house.proved(date(2021, 4, 9), 2)
    house.submitted()

    figures = report_figures(house.plan, period=Q2, as_of=date(2021, 6, 30))

    (group,) = figures["unit_groups"]
    by_name = {unit["name"]: unit for unit in group["units"]}
    assert by_name["Sở Nội vụ"]["is_issued"]
    assert not by_name["Sở Nội vụ"]["is_late"]
    assert by_name["Sở Nội vụ"]["has_reported"]
    assert by_name["Sở Tư pháp"]["is_late"]
    assert by_name["Sở Tư pháp"]["percent"] is None
    counted = {key: figures[f"units_{key}"] for key in ("addressed", "issued", "late", "reported")}
    assert counted == {"addressed": 2, "issued": 1, "late": 1, "reported": 1}


def test_opened_report_suggests_what_the_figures_say(house: House) -> None:
    report = house.report()

    texts = {part["key"]: part["text"] for part in report.narrative}
    assert "hoàn thành 0/1 nhiệm vụ" in texts["results"]
    assert "Chậm so với tiến độ: Đăng tin, bài" in texts["missing"]
    assert "quý III năm 2021" in texts["next"]
    assert house.report().pk == report.pk  # opening again is the same report
    assert Entry.objects.filter(verb="plans.report_opened").count() == 1


@pytest.mark.parametrize(
    ("key", "refusal"),
    [("2022-Q1", NotReady), ("2021-Q4", NotReady), ("2021-M05", PlanRefusal), ("x", PlanRefusal)],
)
def test_report_for_a_wrong_period_is_refused(house: House, key: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reporting.open_report(house.own.pk, key, by=None, at=AT, on=TODAY)
    assert not Report.objects.exists()


def test_report_on_a_draft_plan_is_refused(house: House) -> None:
    draft = make.plan(make.unit(), state="draft")
    with pytest.raises(PlanClosed):
        reporting.open_report(draft.pk, "2021-Q2", by=None, at=AT, on=TODAY)


def test_saving_over_somebody_elses_words_is_refused(house: House) -> None:
    report = house.report()
    save = {"texts": {"results": "Tốt"}, "number": "", "by": house.officer, "at": AT}
    reporting.save_report(report.pk, version=1, **save)  # type: ignore[arg-type]

    with pytest.raises(EditedMeanwhile) as refusal:
        reporting.save_report(report.pk, version=1, texts={"results": "Khác"}, number="", by=None, at=AT)

    report.refresh_from_db()
    assert refusal.value.current_version == 2
    assert report.narrative[0]["text"] == "Tốt"


def test_number_of_another_report_of_the_unit_is_refused(house: House) -> None:
    first = house.report()
    reporting.save_report(first.pk, version=1, texts={}, number="7/BC-SNV", by=None, at=AT)
    second = reporting.open_report(house.own.pk, "2021-H1", by=None, at=AT, on=TODAY)
    with pytest.raises(NumberTaken):
        reporting.save_report(second.pk, version=1, texts={}, number="7/bc-snv", by=None, at=AT)


def test_submitted_figures_stay_and_differences_are_listed(house: House) -> None:
    house.proved(date(2021, 4, 9), 2)
    waiting = house.proved(date(2021, 5, 9), 1, state="submitted", title="Tin tháng 5")
    report = house.submitted()
    frozen = json.dumps(report.figures, sort_keys=True)
    assert report_changes.corrections(report, on=TODAY) == []

    deciding.accept_evidence(waiting.pk, by=house.office, at=LATER)

    report = Report.objects.get(pk=report.pk)
    assert json.dumps(report.figures, sort_keys=True) == frozen
    found = {one.change.kind: one for one in report_changes.corrections(report, on=date(2021, 8, 5))}
    assert found["task"].change.then == "8,3\u00a0% (2/24 tin)"
    assert found["task"].change.now == "12,5\u00a0% (3/24 tin)"
    assert [piece.title for piece in found["task"].evidence] == ["Tin tháng 5"]
    assert set(found) == {"plan", "task"}


def test_evidence_after_the_reports_day_is_no_correction(house: House) -> None:
    report = house.submitted()
    house.proved(date(2021, 7, 1), 2)
    assert report_changes.corrections(report, on=date(2021, 8, 5)) == []


def test_database_refuses_other_figures_after_submission(house: House) -> None:
    report = house.submitted()
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(figures={"percent": "100"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=house.report(house.plan).pk).update(state="submitted")


def test_submitting_twice_and_submitting_nothing_are_refused(house: House) -> None:
    report = house.report()
    reporting.save_report(report.pk, version=1, texts={"results": " "}, number="", by=None, at=AT)
    with pytest.raises(NotReady):
        reporting.submit_report(report.pk, by=house.head, at=AT, on=TODAY)
    reporting.save_report(report.pk, version=2, texts={"results": "Đạt"}, number="", by=None, at=AT)
    reporting.submit_report(report.pk, by=house.head, at=AT, on=TODAY)
    with pytest.raises(reporting.ReportClosed):
        reporting.submit_report(report.pk, by=house.head, at=AT, on=TODAY)
    with pytest.raises(reporting.ReportClosed):
        reporting.save_report(report.pk, version=3, texts={}, number="", by=None, at=AT)
    assert Message.objects.filter(to_address="office@example.vn").count() == 1


def test_returned_report_is_written_and_frozen_anew(house: House) -> None:
    report = house.submitted()
    with pytest.raises(PlanRefusal):
        reporting.return_report(report.pk, reason=" ", by=house.office, at=AT, on=TODAY)
    reporting.return_report(report.pk, reason="Thiếu số liệu", by=house.office, at=AT, on=TODAY)
    house.proved(date(2021, 4, 9), 2)

    again = reporting.submit_report(report.pk, by=house.head, at=LATER, on=date(2021, 8, 5))

    assert again.as_of == date(2021, 6, 30)
    assert target_of(again.figures, house.own_monthly)["done"] == "2"  # type: ignore[arg-type]
    reporting.accept_report(report.pk, by=house.office, at=LATER, on=TODAY)
    with pytest.raises(reporting.ReportClosed):
        reporting.return_report(report.pk, reason="Muộn", by=house.office, at=LATER, on=TODAY)
    verbs = list(Entry.objects.filter(object_kind="report").order_by("id").values_list("verb", flat=True))
    assert verbs == [
        f"plans.report_{word}" for word in ("opened", "submitted", "returned", "submitted", "accepted")
    ]


def test_figures_from_progress_read_for_many_plans_are_the_same(house: House) -> None:
    other = make.unit("Sở Tư pháp", parent=house.province)
    task = make.task(make.group(make.plan(other, parent=house.plan)), leads=[other])
    make.target(task, 3, per="quarter", measure="articles_published")
    record_event(
        "articles_published", on=date(2021, 5, 3), unit_id=other.pk, title="Bài", url="/tin-tuc/bai/", at=AT,
        source_kind="newsroom.page", source_id=1, facets={"form": "news", "language": "vi", "tasks": [task.pk]},
    )  # fmt: skip
    house.proved(date(2021, 4, 9), 2)
    day = date(2021, 6, 30)
    plans = [house.plan, house.own, task.plan]

    known = period_progress([plan.pk for plan in plans], period=Q2, as_of=day)

    for plan in plans:
        assert report_figures(plan, period=Q2, as_of=day, known=known) == report_figures(
            plan, period=Q2, as_of=day
        )
    assert report_figures(task.plan, period=Q2, as_of=day)["by_measure"] == {"articles_published": [1, 1]}


def test_progress_of_another_day_is_refused(house: House) -> None:
    known = period_progress([house.own.pk], period=Q2, as_of=date(2021, 6, 29))

    with pytest.raises(ValueError, match="2021-06-29"):
        report_figures(house.own, period=Q2, as_of=date(2021, 6, 30), known=known)


def queries_for(plan: Plan) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        report_figures(plan, period=Q2, as_of=date(2021, 6, 30))
    return len(seen)


def test_consolidated_figures_ask_as_often_for_three_units_as_for_one(house: House) -> None:
    one = queries_for(house.plan)
    for _ in range(2):
        unit = make.unit(parent=house.province)
        own = make.plan(unit, parent=house.plan)
        make.target(make.task(make.group(own), leads=[unit]), 2)
    assert queries_for(house.plan) == one <= 20


# The screens.


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.DANBIET_TODAY = TODAY


def entered(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_whole_path_in_the_browser(house: House) -> None:
    officer, head, office = entered(house.officer), entered(house.head), entered(house.office)
    begun = officer.post("/ban-lam-viec/bao-cao/mo/", {"ke-hoach": house.own.pk, "ky": "2021-Q2"})
    report = Report.objects.get()
    edit = f"/ban-lam-viec/bao-cao/{report.pk}/sua/"
    assert begun["Location"] == edit
    page = officer.get(edit).content.decode()
    assert "Sở Nội vụ" in page
    assert 'name="results"' in page
    saved = officer.post(edit, {"version": 1, "number": "9/BC-SNV", "results": "Đã làm tốt <b>việc</b>"})
    assert saved.status_code == 302
    address = f"/ban-lam-viec/bao-cao/{report.pk}/"
    shown = officer.get(address).content.decode()
    assert "Đã làm tốt &lt;b&gt;việc&lt;/b&gt;" in shown
    assert "tạm tính" in shown
    assert officer.post(f"{address}trinh/").status_code == 403  # the head hands it in
    assert head.get(f"{address}trinh/").status_code == 200
    assert head.post(f"{address}trinh/").status_code == 302
    assert head.post(f"{address}chap-nhan/").status_code == 403
    assert officer.get(edit)["Location"] == address
    assert officer.post(edit, {"version": 2}).status_code == 403
    assert office.post(f"{address}tra-lai/", {"reason": ""}).status_code == 200
    assert office.post(f"{address}chap-nhan/").status_code == 302
    report.refresh_from_db()
    assert report.state == "accepted"
    file = head.get(f"{address}tai/")
    assert file["Content-Disposition"] == 'attachment; filename="bao-cao-2021-q2-5-kh-snv.docx"'
    assert file.content[:2] == b"PK"


def test_list_says_who_has_not_reported(house: House) -> None:
    house.submitted()
    page = (
        entered(house.office)
        .get("/ban-lam-viec/bao-cao/?ky=2021-Q2&tinh-trang=not-reported")
        .content.decode()
    )
    assert "19/KH-UBND" in page  # the province's own plan
    assert "5/KH-SNV" not in page
    page = entered(house.office).get("/ban-lam-viec/bao-cao/?ky=2021-Q2").content.decode()
    assert "5/KH-SNV" in page
    assert entered(house.office).get("/ban-lam-viec/bao-cao/?ky=hỏng&trang=x").status_code == 200


def test_list_asks_as_often_for_many_units(house: House) -> None:
    client = entered(house.office)

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/ban-lam-viec/bao-cao/?ky=2021-Q2").status_code == 200
        return len(seen)

    one = count()
    for _ in range(3):
        make.plan(make.unit(parent=house.province), parent=house.plan)
    assert count() == one <= 8 + NAVIGATION


def test_people_of_another_unit_find_no_report(house: House) -> None:
    report = house.submitted()
    other = entered(make.person("Người khác", unit=make.unit(parent=house.province), role="head"))
    for path in ("", "sua/", "trinh/", "tra-lai/", "tai/"):
        assert other.get(f"/ban-lam-viec/bao-cao/{report.pk}/{path}").status_code == 404
    assert other.post(f"/ban-lam-viec/bao-cao/{report.pk}/chap-nhan/").status_code == 404
    begun = other.post("/ban-lam-viec/bao-cao/mo/", {"ke-hoach": house.own.pk, "ky": "2021-Q2"})
    assert begun.status_code == 404


def test_province_office_cannot_accept_the_provinces_own_report(house: House) -> None:
    report = house.submitted(house.plan)
    assert entered(house.office).post(f"/ban-lam-viec/bao-cao/{report.pk}/chap-nhan/").status_code == 403
    assert entered(house.chair).post(f"/ban-lam-viec/bao-cao/{report.pk}/chap-nhan/").status_code == 302


def test_two_writers_see_both_versions(house: House) -> None:
    report = house.report()
    client = entered(house.officer)
    address = f"/ban-lam-viec/bao-cao/{report.pk}/sua/"
    client.post(address, {"version": 1, "results": "Của tôi"})
    page = client.post(address, {"version": 1, "results": "Của người khác"})
    words = page.content.decode()
    assert page.status_code == 200
    assert "Của tôi" in words
    assert "Của người khác" in words
    report.refresh_from_db()
    assert report.narrative[0]["text"] == "Của tôi"


# The command.


def told(*arguments: str) -> tuple[int, str]:
    from io import StringIO

    out, err = StringIO(), StringIO()
    try:
        call_command("plan", "report", *arguments, stdout=out, stderr=err)
    except SystemExit as exit_:
        return int(exit_.code or 0), err.getvalue()
    return 0, out.getvalue()


def test_command_writes_provisional_then_frozen_report(house: House, tmp_path: Path) -> None:
    path = tmp_path / "bc.docx"
    asked = ("--plan", "19/KH-UBND", "--period", "2021-Q2", "--format", "docx", "-o", str(path))
    assert told(*asked, "--unit", "SNV") == (
        0, f"Số liệu tạm tính: chưa có báo cáo nào được gửi cho kỳ này.\nĐã ghi: {path}\n",
    )  # fmt: skip
    assert path.read_bytes()[:2] == b"PK"
    house.submitted()
    assert told(*asked, "--unit", "SNV") == (0, f"Đã ghi: {path}\n")
    assert told(*asked)[0] == 0
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"--plan": "99/KH-X"}, "Không có kế hoạch nào đã ban hành mang số 99/KH-X."),
        ({"--period": "2021-Q5"}, "không phải là kỳ báo cáo"),
        ({"--period": "2021-M03"}, "không phải là kỳ báo cáo"),
        ({"--period": "2020-Q1"}, "là kế hoạch năm 2021, không phải năm 2020"),
        ({"--period": "2021-Q4"}, "chưa bắt đầu"),
        ({"--unit": "khong-co"}, "Không có đơn vị nào mang mã"),
        ({"--unit": "STP"}, "Sở Tư pháp không có kế hoạch riêng"),
        ({"--unit": "SYT"}, "Sở Y tế chưa ban hành kế hoạch riêng"),
        ({"--format": "pdf"}, "Không có định dạng"),
        ({"-o": "."}, "là thư mục"),
        ({"-o": "khong-co/x.docx"}, "Không có thư mục"),
    ],
)
def test_command_says_what_is_wrong_and_writes_nothing(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], words: str
) -> None:
    make.unit("Sở Tư pháp", parent=house.province, code="STP")
    make.plan(make.unit("Sở Y tế", parent=house.province, code="SYT"), parent=house.plan, state="draft")
    monkeypatch.chdir(tmp_path)
    asked = {"--plan": "19/KH-UBND", "--period": "2021-Q2", "-o": "x.docx", **changes}
    code, said = told(*(part for pair in asked.items() for part in pair))
    assert code == 1
    assert words in said
    assert list(tmp_path.iterdir()) == []


def test_number_used_by_two_units_means_the_provinces_plan(house: House) -> None:
    other: Unit = make.unit("Huyện Kế Sách", parent=house.province, kind=UnitKind.DISTRICT)
    make.plan(other, number="19/KH-UBND")
    assert ask.plan_to_report("19 / kh-ubnd", year=2021) == house.plan
