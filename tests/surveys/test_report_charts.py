"""The charts of the report: they carry the published figures, say what is not published, and set comparable surveys side by side."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook

from danbiet.exports.render import Bar, Chart, Mark, OfficialHead
from danbiet.exports.render.charts import chart_xml
from danbiet.surveys.actions import campaigns as act
from danbiet.surveys.actions import documents, questionnaires
from danbiet.surveys.actions.loading import load_answers
from danbiet.surveys.calc.taking import Answered
from danbiet.surveys.models import Campaign
from danbiet.surveys.queries.figures import figures_of
from danbiet.surveys.render import Told, report_document
from danbiet.surveys.render.charts import by_factor, by_unit
from tests.surveys import desk
from tests.surveys.desk import CLOSED, who

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
HEAD = OfficialHead(issuer="Sở Nội vụ", place="Sóc Trăng", type_name="Báo cáo", abstract="Kết quả")


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = CLOSED
    return desk.make_place()


def content(campaign: Campaign, form: str = "docx") -> bytes:
    told = documents.make_report({"campaign": campaign.pk, "form": form}, CLOSED, lambda _done, _all: None)
    return told.content


def made(campaign: Campaign) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content(campaign)))


def charts_in(package: zipfile.ZipFile) -> list[etree._Element]:
    """In the order of the document."""
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {one.get("Id"): one.get("Target") for one in relations}
    body = etree.fromstring(package.read("word/document.xml"))
    types = package.read("[Content_Types].xml").decode()
    found = [targets[one.get(qn("r:id"))] for one in body.iter(f"{C}chart")]
    assert all(f'PartName="/word/{one}"' in types for one in found)
    return [etree.fromstring(package.read(f"word/{one}")) for one in found]


def points(chart: etree._Element, path: str, series: int = 0) -> dict[int, str]:
    one = chart.findall(f".//{C}ser")[series].find("/".join(f"{C}{name}" for name in path.split("/")))
    assert one is not None
    return {int(point.get("idx")): point.findtext(f"{C}v") for point in one.iter(f"{C}pt")}


def cell(value: str | None) -> dict[str, Any]:
    """Three points to either side."""
    if value is None:
        return {"value": None, "error": None, "interval": None, "answered": None}
    exact = Decimal(value)
    return {"value": exact, "error": Decimal("1.53"), "interval": [exact - 3, exact + 3], "answered": 100}


def told_of(units: list[str | None], factors: list[str | None]) -> Told:
    keys = ["access", "procedures", "staff", "results", "feedback"][: len(factors)]
    domains = [{"factor": key, **cell(value)} for key, value in zip(keys, factors, strict=True)]
    whole = {
        "index": cell("80"), "factors": domains, "items": [], "population": 1000, "sample": 300, "responses": 250,
    }  # fmt: skip
    rows = [
        {
            "name": f"Ủy ban nhân dân xã {place}",
            "rank": place if value else None,
            **whole,
            "index": cell(value),
        }
        for place, value in enumerate(units, start=1)
    ]
    figures = {"all": whole, "units": rows, "factors": keys, "items": [], "least": 10}
    day = date(2021, 2, 20)
    return Told(HEAD, "Khảo sát", 2021, day, day, False, False, False, None, figures)


@pytest.mark.django_db
def test_word_charts_carry_the_figures_and_no_bar_for_what_is_not_published(place: desk.Place) -> None:
    campaign = desk.begin(place)
    desk.fill(campaign, [80, 60, 30, 4], by=place.office)
    figures = figures_of(campaign)

    package = made(campaign)
    factors, units = charts_in(package)

    whole = figures["all"]["factors"]
    assert points(factors, "val") == {at: str(one["value"]) for at, one in enumerate(whole)}
    assert points(factors, "errBars/plus") == {
        at: str(one["interval"][1] - one["value"]) for at, one in enumerate(whole)
    }
    assert points(factors, "errBars/minus") == {
        at: str(one["value"] - one["interval"][0]) for at, one in enumerate(whole)
    }
    shown = f"{whole[0]['value']}".replace(".", ",")
    assert shown in etree.tostring(
        factors, encoding="unicode"
    )  # as people read it, whatever their program speaks
    names, values = points(units, "cat"), points(units, "val")
    health = next(at for at, name in names.items() if "Sở Y tế" in name)
    assert names[health] == "Sở Y tế (không\u00a0công\u00a0bố)"
    assert health not in values
    assert health not in points(units, "errBars/plus")
    assert "0" not in values.values()
    drawn = etree.fromstring(package.read("word/document.xml")).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    told = [one.get("descr") for one in drawn]
    assert "Sở Y tế: không công bố" in told[1]
    assert f"{shown} %" in told[0]


@pytest.mark.django_db
def test_excel_charts_read_the_cells_beside_them(place: desk.Place) -> None:
    campaign = desk.begin(place)
    desk.fill(campaign, [80, 60, 30, 4], by=place.office)

    book = content(campaign, "xlsx")

    package = zipfile.ZipFile(io.BytesIO(book))
    drawing = package.read("xl/drawings/drawing2.xml").decode()
    assert "Sở Y tế: không công bố" in drawing
    assert 'name="Tỷ lệ hài lòng của các đơn vị (%)"' in drawing
    chart = etree.fromstring(package.read("xl/charts/chart2.xml"))
    read = [one.text for one in chart.iter(f"{C}f")]
    sheet = "'Biểu đồ đơn vị'!"
    assert read == [
        f"{sheet}$B$1", f"{sheet}$F$2:$F$4", f"{sheet}$E$2:$E$4", f"{sheet}$A$2:$A$4", f"{sheet}$B$2:$B$4",
    ]  # fmt: skip
    sheets = load_workbook(io.BytesIO(book))
    rows = [[one.value for one in row] for row in sheets["Biểu đồ đơn vị"].iter_rows(min_row=2)]
    assert rows[-1] == ["Sở Y tế (không\u00a0công\u00a0bố)", None, None, None, None, None]
    shown = [row[1:] for row in rows if row[1] is not None]
    assert shown
    for value, low, high, below, above in shown:
        assert (round(value - low, 2), round(high - value, 2)) == (round(below, 2), round(above, 2))


@pytest.mark.django_db
@pytest.mark.parametrize("is_same", [True, False])
def test_survey_before_stands_beside_this_one_only_where_they_may_be_compared(
    place: desk.Place, is_same: bool
) -> None:
    days = {40: (date(2021, 1, 10), date(2021, 1, 31)), 90: (date(2021, 2, 5), date(2021, 2, 20))}
    for known, (from_on, until_on) in days.items():  # of a hundred people so many know all three things well
        kept = Campaign.objects.order_by("pk").first()
        asked = kept.questionnaire if kept and is_same else None
        if asked is None:
            asked = questionnaires.take_shipped("awareness_3", year=2021, by=place.office, at=desk.AT)
        if kept and not is_same:
            asked.items.filter(number=1).update(text="Câu hỏi khác")
        campaign = desk.begin(
            place, questionnaire=asked, year=2021, name=f"Thăm dò {known}", from_on=from_on, until_on=until_on
        )
        frame = desk.rows(campaign)[0]
        answers = [
            Answered(frame.pk, "", None, (4, 5, 4) if number < known else (3, 2, 1), from_on, 60)
            for number in range(100)
        ]
        load_answers(campaign.pk, answers, by=place.office, at=desk.AT)
        act.publish(campaign.pk, decision="", **who(place.leader, CLOSED))

    package = made(campaign)
    words = "".join(etree.fromstring(package.read("word/document.xml")).itertext())

    found = [one for one in charts_in(package) if len(one.findall(f".//{C}ser")) == 2]
    assert ("Không so sánh với Thăm dò 40" in words) is not is_same
    assert len(found) == int(is_same)
    if is_same:
        assert points(found[0], "cat") == {0: "Chung"}
        assert points(found[0], "val") == {0: "90.00"}
        assert points(found[0], "val", 1) == {0: "40.00"}
        # by hand: 50 points against errors of 2.98 and 4.86
        assert "tăng 50,00 điểm phần trăm; mức thay đổi vượt sai số của hai mẫu" in words


def test_up_to_forty_units_all_are_shown_with_those_that_say_nothing() -> None:
    chart = by_unit(told_of([f"{99 - place}" for place in range(38)] + [None, None], ["80", "70"]))
    assert chart
    assert len(chart.bars) == 40
    assert chart.bars[0].label == "1. UBND xã 1"
    assert chart.bars[-1].marks == (None,)


def test_of_more_units_the_two_ends_are_shown_and_it_says_so() -> None:
    chart = by_unit(told_of([f"{99 - place}" for place in range(50)] + [None], ["80", "70"]))
    assert chart
    labels = [bar.label for bar in chart.bars]
    assert labels == [
        *(f"{place}. UBND xã {place}" for place in range(1, 16)), "…", *(f"{place}. UBND xã {place}" for place in range(36, 51)),
    ]  # fmt: skip
    assert "15 đơn vị cao nhất và 15 đơn vị thấp nhất trong 50 đơn vị" in chart.title
    assert (chart.bars[0].marks[0], chart.bars[-1].marks[0]) == (
        Mark(value=Decimal(99), ends=(Decimal(96), Decimal(102))), Mark(value=Decimal(50), ends=(Decimal(47), Decimal(53))),
    )  # fmt: skip


def test_charts_are_numbered_through_and_left_out_where_there_is_no_figure() -> None:
    assert by_factor(told_of(["80"], ["80"])) is None  # one factor is the whole
    document = report_document(told_of([None, None], ["80", "70"]))
    titles = [chart.title for section in document.sections for chart in section.charts]
    assert titles == ["Biểu đồ 1. Tỷ lệ hài lòng theo yếu tố (%)"]


def test_a_label_that_is_too_long_among_many_is_cut_and_never_touches_the_next() -> None:
    long = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và dân dụng tỉnh"
    bars = tuple(Bar(label=f"{long} {place}", marks=(Mark(value=Decimal(50)),)) for place in range(21))
    chart = Chart(title="", series=("%",), bars=bars, axis="%", missing="", told="")
    names = points(etree.fromstring(chart_xml(chart).encode()), "cat")
    assert all(name.endswith("…") and long.startswith(name[:-1]) for name in names.values())
    few = Chart(title="", series=("%",), bars=bars[:20], axis="%", missing="", told="")
    assert points(etree.fromstring(chart_xml(few).encode()), "cat")[0] == f"{long} 0"
