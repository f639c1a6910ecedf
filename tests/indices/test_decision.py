"""The decision on an edition as Word, Excel and PDF: a draft before publication, the frozen figures afterwards."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from django.test import Client
from openpyxl import load_workbook

from danbiet.exports.actions import perform_run
from danbiet.exports.models import Run
from danbiet.exports.render.pdf import NoPdf
from danbiet.indices.actions import documents, editions, publishing, scoring
from danbiet.indices.calc.rules import Figures, parse
from danbiet.indices.models import Edition, PublishedFile, Score
from danbiet.indices.render.said import rule_words
from tests.indices import desk
from tests.indices.desk import D

pytestmark = pytest.mark.django_db
AT = datetime(2021, 2, 25, 5, tzinfo=UTC)
WHY = "Ví dụ của bộ tiêu chí tính 4/5 là 0,8"


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.CLOSED
    return desk.make_place()


@pytest.fixture
def edition(place: desk.Place) -> Edition:
    """4 of 5 tasks give 0 by the rule and 0.8 by the sheet's own example; the second department is exempted from communication."""
    made = desk.begin(place)
    first, second = place.participant(place.first), place.participant(place.second)
    officer = desk.who(place.officer, desk.SELF)
    for number, figures in (
        ("1.1", Figures(answer=True)),
        ("1.2.1", Figures(D(4), D(5))),
        ("1.2.2", Figures(number=D(3))),
    ):
        scoring.write_score(first.pk, number, scoring.Said(figures), version=0, **officer)
    office = desk.who(place.office, desk.APPRAISAL)
    version = Score.objects.get(participant=first, criterion__number="1.2.1").version
    scoring.appraise(first.pk, "1.2.1", points=D("0.8"), reason=WHY, question="", version=version, **office)
    editions.exempt(
        second.pk, "1.2", reason="Không được giao nhiệm vụ", **desk.who(place.office, desk.COUNCIL)
    )
    return made


def published(
    place: desk.Place, edition: Edition, decision: str = "Quyết định 256/QĐ-UBND ngày 5/3/2021"
) -> None:
    publishing.publish(edition.pk, decision=decision, **desk.who(place.leader, desk.CLOSED))


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\u00a0", " ")


def made(edition: Edition, form: str = "docx") -> documents.Made:
    return documents.make_decision(
        {"edition": edition.pk, "form": form}, desk.CLOSED, lambda _done, _all: None
    )


def test_draft_says_so_has_no_number_and_prints_formula_and_reasons(edition: Edition) -> None:
    draft = made(edition)
    told = words_of(draft.content)
    assert draft.name.startswith("du-thao-quyet-dinh-chi-so-2020")
    assert "DỰ THẢO – số liệu tính đến ngày 25/02/2021" in told
    assert "Số:          /QĐ-" in told
    assert "Điều 1. Công bố Chỉ số CCHC các sở năm 2020" in told
    assert "QUYẾT ĐỊNH:" in told
    # 2 + 0.8 + 2.25 of 10; the other one has nothing of 6.
    assert "0,00 ÷ 6 × 100 = 0,00" in told
    assert "Không được giao nhiệm vụ" in told
    assert "50,50" in told
    assert "Quy tắc: 100 %: 1 điểm; từ 90 %: theo tỷ lệ; dưới 90 %: 0 điểm" in told
    line = next(row for row in rows_of(draft.content, "Lý do") if WHY in row)
    assert line[3:7] == ["80 %", "0,00", "0,80", "Thẩm định"]


def rows_of(content: bytes, head: str) -> list[list[str]]:
    """The rows of the last table with that column."""
    tables = docx.Document(io.BytesIO(content)).tables
    found = [table for table in tables if head in [cell.text for cell in table.rows[0].cells]]
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in found[-1].rows]


def test_published_decision_has_number_and_day_and_figures_that_stay(
    place: desk.Place, edition: Edition
) -> None:
    published(place, edition)
    Score.objects.filter(criterion__number="1.1").update(
        self_points=0
    )  # nobody may, and the decision does not care
    told = words_of(made(edition).content)
    assert "Số: 256/QĐ-UBND" in told
    assert "ngày 05 tháng 3 năm 2021" in told
    assert "DỰ THẢO" not in told
    assert "50,50" in told


def test_domain_that_does_not_apply_is_a_dash_not_a_nought(place: desk.Place, edition: Edition) -> None:
    editions.exempt(
        place.participant(place.second).pk,
        "2",
        reason="Không điều tra",
        **desk.who(place.office, desk.CLOSED),
    )
    row = next(row for row in rows_of(made(edition).content, "Tổng điểm") if row[1] == "Sở Xây dựng")
    assert row == ["2", "Sở Xây dựng", "0,00", "–", "0,00"]


def test_excel_has_numbers_and_the_reason(edition: Edition) -> None:
    book = load_workbook(io.BytesIO(made(edition, "xlsx").content))
    first = [cell.value for cell in book["Xếp hạng"][2]]
    assert first[1:2] + first[3:7] == [1, "Sở Tư pháp", 5.05, 10, 50.5]
    other = [cell.value for cell in book["Điểm quyết định khác"][2]]
    assert other[4:] == ["80\u00a0%", 0, 0.8, "Thẩm định", WHY]


def test_desk_asks_for_it_and_gets_it_among_ones_documents(place: desk.Place, edition: Edition) -> None:
    path = f"{desk.DESK}{edition.pk}/quyet-dinh/"
    assert desk.as_(place.officer).post(path, {"dang": "docx"}).status_code == 403
    office = desk.as_(place.office)
    assert office.post(path, {"dang": "exe"}).status_code == 404
    office.post(path, {"dang": "docx"})
    run = Run.objects.get()
    perform_run(run.pk, at=AT, on=desk.CLOSED)
    run.refresh_from_db()
    assert run.state == "done"
    assert run.file is not None
    assert run.file.name.startswith("du-thao-quyet-dinh")
    assert "Dự thảo theo số liệu hiện có" in office.get(f"{desk.DESK}{edition.pk}/").content.decode()


def test_readers_get_the_published_decision_and_word_where_there_is_no_pdf(
    place: desk.Place, edition: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = f"/chi-so/{edition.pk}/quyet-dinh"
    assert documents.keep_decisions(at=AT) == 0
    assert client.get(f"{public}.docx").status_code == 404  # no draft for readers
    published(place, edition)

    def missing(_docx: bytes) -> bytes:
        raise NoPdf("LibreOffice")

    monkeypatch.setattr(documents, "pdf_of", missing)
    assert [documents.keep_decisions(at=AT), documents.keep_decisions(at=AT)] == [1, 0]
    assert sorted(PublishedFile.objects.values_list("form", flat=True)) == ["docx", "xlsx"]
    page = client.get(f"/chi-so/{edition.pk}/").content.decode()
    assert f"{public}.docx" in page
    assert f"{public}.xlsx" in page
    assert f"{public}.pdf" not in page
    answer = client.get(f"{public}.docx")
    assert "50,50" in words_of(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert client.get(f"{public}.pdf").status_code == 404
    assert not answer.cookies


@pytest.mark.parametrize(
    ("kind", "parameter", "words"),
    [
        ("bands", "100: 1; 90: tỷ lệ; 0: 0", "100 %: 1 điểm; từ 90 %: theo tỷ lệ; dưới 90 %: 0 điểm"),
        ("bands", "100: 1; 0: tỷ lệ", "100 %: 1 điểm; dưới 100 %: theo tỷ lệ"),
        ("count", "0,25", "mỗi nội dung cộng 0,25 điểm"),
        ("deduct", "0,5", "mỗi trường hợp trừ 0,5 điểm"),
        ("ratio", "50", "theo tỷ lệ, dưới 50 %: 0 điểm"),
        ("ratio", "", "theo tỷ lệ"),
        ("yes_no", "", "đạt: điểm tối đa"),
        ("manual", "", ""),
    ],
)
def test_rule_reads_as_a_decision_has_it(kind: Any, parameter: str, words: str) -> None:
    assert rule_words(parse(kind, parameter, maximum=D(1))).replace("\u00a0", " ") == words
