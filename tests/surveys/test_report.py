"""The report on a survey as Word, PDF and Excel: a draft before publication, the frozen figures afterwards."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from danbiet.exports.actions import perform_run
from danbiet.exports.models import Run
from danbiet.exports.registry import CannotMake
from danbiet.surveys.actions import campaigns as act
from danbiet.surveys.actions import documents
from danbiet.surveys.models import Campaign
from danbiet.surveys.queries.figures import figures_of
from tests.surveys import desk
from tests.surveys.desk import AT, CLOSED, DESK, who

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = CLOSED
    return desk.make_place()


@pytest.fixture
def campaign(place: desk.Place) -> Campaign:
    made = desk.begin(place)
    desk.fill(made, [80, 60, 30, 4], by=place.office)
    return made


def made(campaign: Campaign, form: str = "docx") -> documents.Made:
    return documents.make_report({"campaign": campaign.pk, "form": form}, CLOSED, lambda _done, _all: None)


def words_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\u00a0", " ")


def test_draft_says_so_and_leaves_out_what_is_not_published(campaign: Campaign) -> None:
    draft = made(campaign)
    told = words_of(draft.content)
    figures = figures_of(campaign)
    assert draft.name == f"du-thao-bao-cao-khao-sat-2020-{campaign.pk}.docx"
    assert "DỰ THẢO: số liệu tính đến ngày 25/02/2021, chưa công bố." in told
    assert "Số liệu minh họa, không phải kết quả chính thức." in told
    assert "Số:          /BC-" in told
    whole = f"{figures['all']['index']['value']}".replace(".", ",")
    assert f"hài lòng hoặc rất hài lòng: {whole} %" in told
    rows = docx.Document(io.BytesIO(draft.content)).tables[-1].rows
    health = next([cell.text for cell in row.cells] for row in rows if "Sở Y tế" in row.cells[1].text)
    assert health[0] == "–"
    assert set(health[2:3] + health[4:-1]) == {"✱"}


def test_published_report_keeps_the_published_figures(place: desk.Place, campaign: Campaign) -> None:
    act.publish(campaign.pk, decision="Quyết định 3/QĐ-SNV", **who(place.leader, CLOSED))
    told = words_of(made(campaign).content)
    assert "DỰ THẢO" not in told
    assert "V. CÁCH TÍNH VÀ GIỚI HẠN" in told
    for unit in campaign.publications.get().figures["units"]:
        if unit["index"]["value"]:
            assert unit["index"]["value"].replace(".", ",") in told


def test_excel_has_numbers_and_empty_cells_for_what_is_left_out(campaign: Campaign) -> None:
    book = load_workbook(io.BytesIO(made(campaign, "xlsx").content))
    rows = {row[2].value: [cell.value for cell in row] for row in book["Đơn vị"].iter_rows(min_row=2)}
    shown = next(unit for unit in figures_of(campaign)["units"] if unit["index"]["value"] is not None)
    assert rows[shown["name"]][3] == float(shown["index"]["value"])
    assert rows["Sở Y tế"][3:8] == [None] * 5
    assert book["Câu hỏi"].max_row == 1 + 4 * 22


def test_desk_asks_for_it_and_gets_it_among_ones_documents(place: desk.Place, campaign: Campaign) -> None:
    path = f"{DESK}{campaign.pk}/bao-cao/"
    assert desk.as_(place.officer).post(path, {"dang": "docx"}).status_code == 403
    office = desk.as_(place.office)
    assert office.post(path, {"dang": "exe"}).status_code == 404
    assert office.post(path, {"dang": "docx"}).status_code == 302
    run = Run.objects.get()
    perform_run(run.pk, at=AT, on=CLOSED)
    run.refresh_from_db()
    assert run.state == "done"
    assert run.file is not None
    assert run.file.name.startswith("du-thao-bao-cao-khao-sat")


def test_without_an_answer_the_run_says_so(place: desk.Place) -> None:
    with pytest.raises(CannotMake):
        made(desk.begin(place))
