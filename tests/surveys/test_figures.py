"""The index from the database: the figures of the command on the export, of plain SQL, and nothing small to be derived from them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.run.survey_score import survey as score_command
from danbiet.surveys.actions import campaigns as act
from danbiet.surveys.actions import questionnaires
from danbiet.surveys.actions.loading import load_answers
from danbiet.surveys.calc.estimating import sums
from danbiet.surveys.calc.published import ALL, INDEX, gap, relations, weights_of
from danbiet.surveys.calc.suppressing import derivable
from danbiet.surveys.calc.taking import Answered
from danbiet.surveys.forms.answers import AnswersForm
from danbiet.surveys.models import Campaign
from danbiet.surveys.queries.answers import of_campaign, survey_of
from danbiet.surveys.queries.figures import METHOD, figures_of, points_of
from tests.surveys import desk
from tests.surveys.desk import CLOSED, DESK, ITEMS, who
from tests.surveys.test_suppressing import solvable

pytestmark = pytest.mark.django_db
FACTORS = ("access", "procedures", "staff", "results", "feedback")


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = CLOSED
    return desk.make_place()


@pytest.fixture
def campaign(place: desk.Place) -> Campaign:
    return desk.begin(place)


def test_the_database_says_what_the_command_says_of_the_export(
    place: desk.Place, campaign: Campaign, tmp_path: Path, capsys: Any
) -> None:
    desk.fill(campaign, [80, 60, 30, 40], by=place.office)
    office = desk.as_(place.office)
    for name, address in (("phieu.csv", "phieu.csv"), ("thiet-ke.csv", "thiet-ke.csv")):
        (tmp_path / name).write_bytes(office.get(f"{DESK}{campaign.pk}/{address}").content)
    status = score_command(
        ["score", str(tmp_path / "phieu.csv"), "--design", str(tmp_path / "thiet-ke.csv"), "--json"]
    )
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    figures = figures_of(campaign)
    assert figures["hidden"] == 0
    pairs = [(figures["all"], told["all"])]
    by_name = {one["name"]: one for one in told["units"]}
    pairs += [(unit, by_name[unit["code"]]) for unit in figures["units"]]
    assert len(pairs) == 4
    for ours, theirs in pairs:
        assert ours["responses"] == theirs["responses"]
        for kind in ("factors", "items"):
            for one, other in zip(
                [ours["index"], *ours[kind]], [theirs["index"], *theirs[kind]], strict=True
            ):
                assert float(one["value"]) == other["value"]
                assert float(one["error"]) == other["error"]
                assert [float(end) for end in one["interval"]] == other["interval"]
                assert one["answered"] == other["answered"]


def test_shares_are_those_of_plain_sql(place: desk.Place, campaign: Campaign) -> None:
    desk.fill(campaign, [80, 60, 30, 40], by=place.office)
    figures = figures_of(campaign)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH told AS (
              SELECT f.code, f.population::numeric / count(*) OVER (PARTITION BY r.frame_id) AS w, a.answer, a.item
              FROM surveys_response r JOIN surveys_framerow f ON f.id = r.frame_id,
                   unnest(r.answers) WITH ORDINALITY AS a(answer, item)
              WHERE r.campaign_id = %s
            ), answered AS (SELECT * FROM told WHERE answer BETWEEN 1 AND 5)
            SELECT code, item, 100 * sum(w) FILTER (WHERE answer >= 4) / sum(w), count(*) FROM answered GROUP BY 1, 2
            """,
            [campaign.pk],
        )
        rows = cursor.fetchall()
    # The window above counts a row for each item: 22 times too many responses in every stratum, which a share does not feel.
    expected = {(code, f"item_{item:02}"): (value, count) for code, item, value, count in rows}
    assert len(expected) == 3 * 22
    for unit in figures["units"]:
        values = []
        for cell in unit["items"]:
            value, count = expected[unit["code"], cell["item"]]
            values.append(value)
            assert abs(cell["value"] - value) <= Decimal("0.00500001")
            assert cell["answered"] == count
        assert abs(unit["index"]["value"] - sum(values) / 22) <= Decimal("0.00500001")


def test_figures_come_in_a_few_queries(place: desk.Place, campaign: Campaign) -> None:
    desk.fill(campaign, [30, 30, 30, 30], by=place.office)
    with CaptureQueriesContext(connection, ) as asked:  # fmt: skip
        figures_of(campaign)
    assert len(asked) == 3


def published(place: desk.Place, campaign: Campaign) -> Any:
    return act.publish(campaign.pk, decision="", **who(place.leader, CLOSED))


def shown_cells(client: Client, campaign: Campaign) -> set[tuple[str, str]]:
    """Every figure any public page, table or file shows, by unit and figure."""
    found: set[tuple[str, str]] = set()
    data = json.loads(client.get(f"/hai-long/{campaign.pk}/du-lieu.json").content)
    for domain in [{**data["all"], "code": ALL}, *data["units"]]:
        cells = [(INDEX, domain["index"])]
        cells += [(f"factor:{cell['factor']}", cell) for cell in domain["factors"]]
        cells += [(cell["item"], cell) for cell in domain["items"]]
        for key, cell in cells:
            told = {name for name in ("value", "error", "interval", "answered") if cell[name] is not None}
            assert told in (set(), {"value", "error", "interval", "answered"})
            if told:
                found.add((domain["code"], key))
    table = csv.reader(
        io.StringIO(client.get(f"/hai-long/{campaign.pk}/bang.csv").content.decode("utf-8-sig"))
    )
    next(table)
    for code, _name, level, key, value, error, low, high, answered in table:
        column = {"index": INDEX, "factor": f"factor:{key}", "item": key}[level]
        if value or error or low or high or answered:
            found.add((code or ALL, column))
    page = client.get(f"/hai-long/{campaign.pk}/").content.decode()
    for code in [one["code"] for one in data["units"]]:
        unit = client.get(f"/hai-long/{campaign.pk}/{code}/").content.decode()
        for part, names in zip(
            unit.split("<tbody>")[1:], ([f"factor:{name}" for name in FACTORS], ITEMS), strict=True
        ):
            lines = part.split("</tbody>")[0].split("</tr>")[:-1]
            for name, line in zip(names, lines, strict=True):
                cell = re.search(r'data-th="Hài lòng, %">(.*?)</td>', line, re.S)
                assert cell
                if re.search(r"\d", cell[1]):
                    found.add((code, name))
        line = next(row for row in page.split("</tr>") if f"/hai-long/{campaign.pk}/{code}/" in row)
        cells = re.findall(r'<td role="cell" class="n[^>]*>(.*?)</td>', line, re.S)
        for name, cell in zip([INDEX, *(f"factor:{name}" for name in FACTORS)], cells[1:7], strict=True):
            if re.search(r"\d", cell):
                found.add((code, name))
    return found


@pytest.mark.parametrize(
    ("counts", "gaps"),
    [([80, 60, 30, 4], 0.0), ([80, 60, 30, 12], 0.12), ([40, 6, 3, 30], 0.05), ([15, 11, 0, 14], 0.15)],
)
def test_no_attacker_reckons_a_small_figure_from_all_public_pages_and_open_data(
    place: desk.Place, campaign: Campaign, client: Client, counts: list[int], gaps: float
) -> None:
    desk.fill(campaign, counts, by=place.office, gaps=gaps)
    published(place, campaign)
    frame, items = of_campaign(campaign)
    survey = survey_of(campaign, frame, items)
    cells = sums(survey, METHOD)
    # The attacker knows more than anybody can: the exact weight behind every cell.
    known = relations(weights_of(cells, survey.items), survey.items)
    every = {cell for relation in known for cell in relation}
    shown = shown_cells(client, campaign)
    hidden = every - shown
    assert hidden
    assert shown
    assert not derivable(hidden, known)
    for column in [
        INDEX,
        *(f"factor:{factor}" for factor in FACTORS),
    ]:  # nearly a sum too, and so are its variances
        assert len([cell for cell in hidden if cell[1] == column]) != 1
    for cell in sorted(hidden)[:6]:  # another way to solve it, slow: a few
        assert not solvable(
            cell, hidden, [dict(relation) for relation in known if hidden.intersection(relation)]
        )
    answered = {(row["unit"], item.key): 0 for row in cells.iter_rows(named=True) for item in survey.items}
    for row in cells.iter_rows(named=True):
        for item in survey.items:
            answered[row["unit"], item.key] += row[f"n_{item.key}"]
    for cell, count in answered.items():
        if count < campaign.least:
            assert cell not in shown


def test_points_for_the_index_of_reform_are_published_ones_and_never_a_hidden_one(
    place: desk.Place, campaign: Campaign
) -> None:
    desk.fill(campaign, [80, 60, 30, 4], by=place.office, gaps=0.0)
    first, second, third = (unit.pk for unit in place.units)
    assert points_of(second, 2020, "all", on=desk.FIELD) is None  # still in the field
    closed = points_of(second, 2020, "all", on=CLOSED)
    assert closed
    assert not closed.is_published
    figures = published(place, campaign).figures
    for unit, pk in zip(
        sorted(figures["units"], key=lambda one: str(one["name"])), (first, second, third), strict=True
    ):
        found = points_of(pk, 2020, "factor:staff", on=CLOSED)
        shown = next(cell for cell in unit["factors"] if cell["factor"] == "staff")
        if shown["value"] is None:
            assert found is None
        else:
            assert found
            assert (found.value, found.error, found.is_published) == (
                Decimal(shown["value"]),
                Decimal(shown["error"]),
                True,
            )
    assert points_of(third, 2020, "all", on=CLOSED) is None
    assert points_of(first, 2021, "all", on=CLOSED) is None
    assert points_of(first, 2020, "factor:none", on=CLOSED) is None
    assert points_of(place.root.pk, 2020, "all", on=CLOSED) is None


def test_equal_figures_share_a_rank_and_those_left_out_come_last(
    place: desk.Place, campaign: Campaign
) -> None:
    desk.fill(campaign, [80, 60, 30, 4], by=place.office, gaps=0.0)
    units = figures_of(campaign)["units"]
    ranks = [unit["rank"] for unit in units]
    assert ranks[-1] is None
    assert ranks == sorted(ranks, key=lambda rank: (rank is None, rank or 0))
    weights = {"a": {"x": Fraction(2)}, ALL: {"x": Fraction(2)}}
    assert relations(weights, ()) == []


def test_a_gap_is_clear_only_beyond_its_error() -> None:
    def cell(value: str | None, error: str | None) -> dict[str, Any]:
        return {"value": value, "error": error}

    far = gap(cell("80.00", "3.00"), cell("70.00", "4.00"))
    assert far
    assert (far.value, far.error, far.is_clear) == (Decimal("10.00"), Decimal("5.00"), True)
    near = gap(cell("70.00", "3.00"), cell("79.80", "4.00"))
    assert near
    assert (near.value, near.is_clear) == (Decimal("-9.80"), False)
    assert gap(cell(None, None), cell("70.00", "4.00")) is None
    assert gap(cell("70.00", None), cell("70.00", "4.00")) is None


def test_two_units_are_set_beside_each_other_with_the_error_of_the_gap(
    place: desk.Place, campaign: Campaign, client: Client
) -> None:
    desk.fill(campaign, [80, 60, 30, 40], by=place.office)
    published(place, campaign)
    first, second = desk.rows(campaign)[0].code, desk.rows(campaign)[1].code
    page = client.get(f"/hai-long/{campaign.pk}/{first}/?voi={second}").content.decode()
    assert page.count("trong sai số") + page.count("rõ rệt") >= 6
    assert "Bên so sánh" not in client.get(f"/hai-long/{campaign.pk}/{first}/?voi=khong-co").content.decode()


@pytest.mark.parametrize(
    ("years", "kinds", "is_comparable"),
    [
        ((2019, 2020), ("transactions", "transactions"), True),
        ((2021, 2022), ("transactions", "transactions"), False),
        ((2019, 2020), ("transactions", "households"), False),
    ],
)
def test_no_line_is_drawn_across_the_change_of_method_or_of_the_people_asked(
    place: desk.Place, client: Client, years: tuple[int, int], kinds: tuple[str, str], is_comparable: bool
) -> None:
    made = desk.questionnaire(place)
    for year, kind in zip(years, kinds, strict=True):
        campaign = desk.begin(place, questionnaire=made, year=year, name=f"Khảo sát {year}")
        Campaign.objects.filter(pk=campaign.pk).update(kind=kind)
        desk.fill(campaign, [30, 30, 30, 30], by=place.office)
        published(place, campaign)
    page = client.get(f"/hai-long/{campaign.pk}/").content.decode()
    assert (f"So với {years[0]}" in page) is is_comparable
    assert ("Không so với" in page) is not is_comparable


def test_a_poll_of_what_people_know_stands_beside_the_one_before_and_gives_no_points(
    place: desk.Place, client: Client
) -> None:
    asked = questionnaires.take_shipped("awareness_3", year=2021, by=place.office, at=desk.AT)
    told = {"before": 40, "after": 90}  # of a hundred people know all three things well
    days = {"before": (date(2021, 1, 10), date(2021, 1, 31)), "after": (date(2021, 2, 5), date(2021, 2, 20))}
    for name, known in told.items():
        campaign = desk.begin(
            place,
            questionnaire=asked,
            year=2021,
            name=f"Thăm dò {name}",
            from_on=days[name][0],
            until_on=days[name][1],
        )
        frame = desk.rows(campaign)[0]
        answers = [
            Answered(frame.pk, "", None, (4, 5, 4) if number < known else (3, 2, 1), days[name][0], 60)
            for number in range(100)
        ]
        load_answers(campaign.pk, answers, by=place.office, at=desk.AT)
        published(place, campaign)

    page = client.get(f"/hai-long/{campaign.pk}/").content.decode()

    assert "90,00" in page
    # By hand: p(1 − p)/(n − 1)·(1 − 100/4000), in points: 4.86 before, 2.98 after; the root of the sum of squares 5.70.
    assert "“Thăm dò before” cho kết quả 40,00 %: chênh lệch 50,00 điểm, ± 5,70" in page
    assert "vượt quá sai số" in page
    assert "So với lần trước" in page
    assert "Hài lòng, %" not in page
    assert points_of(place.units[0].pk, 2021, "all", on=CLOSED) is None
    form = AnswersForm(items=list(asked.items.all()))
    assert [label for _value, label in form.fields["c1"].choices][:2] == ["Biết rất rõ", "Biết rõ"]  # type: ignore[attr-defined]
