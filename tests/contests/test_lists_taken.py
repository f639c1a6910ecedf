"""What a round's desk and a bank let be taken away: the whole standings, not the ten on the page; nothing to who may not see the page."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from tests.factories import plans
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.items import write_item
from danbiet.contests.calc.canonical import pseudonym
from danbiet.contests.calc.formats.draft import ItemDraft
from danbiet.contests.calc.units import Unit
from danbiet.contests.enums import PublicationKind
from danbiet.contests.models import HeadCount, Publication, Round
from danbiet.contests.views import listings
from danbiet.org.models import Unit as OrgUnit

from .cases import OPENS, Take, person
from .desk import DESK, Place, as_, begin, filled, make_place

pytestmark = pytest.mark.django_db
TAKES = [Take(number, 10, 60 + number, unit="so-nv" if number % 2 else "so-tp") for number in range(1, 15)]


@pytest.fixture
def place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("danbiet.kit.clock.now", lambda: at_ms(OPENS) + timedelta(days=8))
    return make_place()


@pytest.fixture
def over(place: Place) -> Round:
    made, closed = sealed_round(small_rules(), organiser=place.organiser)
    play(made, closed, TAKES)
    close_rounds(at=at_ms(OPENS) + timedelta(days=8))
    return made


def page_of(one: Round, rest: str = "ket-qua/") -> str:
    return f"{DESK}{one.contest_id}/dot/{one.key}/{rest}"


def lines(client: Client, address: str, **asked: str) -> list[list[str]]:
    answer = client.get(address, {"tai": "csv", **asked})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def audience_of(one: Round) -> str:
    from danbiet.contests.queries.closing import rules_of

    return rules_of(one.contest).audiences[0].key


def test_all_ranks_are_taken_though_the_page_shows_ten(place: Place, over: Round) -> None:
    head, *rows = lines(as_(place.office), page_of(over), bang=f"tam-tinh:{audience_of(over)}")

    assert head[:4] == ["Hạng", "Đồng hạng", "Người dự thi", "Đơn vị"]
    assert [row[0] for row in rows] == [str(rank) for rank in range(1, 15)]
    assert rows[0][2:4] == [pseudonym(person(1)), "Sở Nội vụ"]
    assert rows[0][7] == "61"


def test_pdf_of_standings_says_that_they_are_provisional_and_how_many(place: Place, over: Round) -> None:
    answer = as_(place.office).get(page_of(over), {"tai": "pdf", "bang": f"tam-tinh:{audience_of(over)}"})
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()

    assert "Bảng xếp hạng: Tạm thời" in text
    assert "14 dòng" in text


def test_what_excel_and_pdf_leave_out_they_say(
    place: Place, over: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "MOST_ROWS", 5)
    bang = f"tam-tinh:{audience_of(over)}"

    answer = as_(place.office).get(page_of(over), {"tai": "pdf", "bang": bang})
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()

    assert "5 dòng đầu trong 14 dòng" in text
    assert len(lines(as_(place.office), page_of(over), bang=bang)) == 15


def test_published_standings_are_offered_beside_those_counted_since(place: Place, over: Round) -> None:
    counted = Publication.objects.filter(round=over, kind=PublicationKind.PROVISIONAL).latest("number")
    Publication.objects.create(
        round=over, kind=PublicationKind.FINAL, number=1, state=counted.state, folder=counted.folder,
        made_at=counted.made_at, root=counted.root,
    )  # fmt: skip
    client = as_(place.office)

    page = client.get(page_of(over)).content.decode()

    assert f"bang=cong-bo%3A{audience_of(over)}" in page
    assert len(lines(client, page_of(over), bang=f"cong-bo:{audience_of(over)}")) == 15


def test_units_are_taken_by_block_with_why_one_is_not_ranked(place: Place, over: Round) -> None:
    head, *rows = lines(as_(place.office), page_of(over), bang="tam-tinh:-")

    assert head[:3] == ["Khối", "Hạng", "Đơn vị"]
    assert {row[2] for row in rows} >= {"Sở Nội vụ", "Sở Tư pháp"}
    people = {row[2]: row[3] for row in rows}
    assert (people["Sở Nội vụ"], people["Sở Tư pháp"]) == ("7", "7")


@pytest.mark.parametrize("bang", ["tam-tinh:khong-co", "cong-bo:-", "khac:x", "tam-tinh:../../x", "tam-tinh"])
def test_table_there_is_not_is_not_found(place: Place, over: Round, bang: str) -> None:
    assert as_(place.office).get(page_of(over), {"tai": "csv", "bang": bang}).status_code == 404


def test_nothing_is_taken_while_the_round_runs_nor_by_who_takes_part(
    place: Place, over: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = as_(place.guest)
    for rest in ("ket-qua/", "nghi-van/", "khieu-nai/"):
        assert guest.get(page_of(over, rest), {"tai": "csv", "bang": "giai"}).status_code == 404

    monkeypatch.setattr("danbiet.kit.clock.now", lambda: at_ms(OPENS) + timedelta(minutes=5))
    asked = {"tai": "csv", "bang": f"tam-tinh:{audience_of(over)}"}
    assert as_(place.office).get(page_of(over), asked).status_code == 404


def test_bank_is_taken_as_it_is_filtered_with_options_and_key(place: Place) -> None:
    contest = begin(place)
    bank = contest.banks.get()
    for words in ("Một cửa là gì?", "Hộ tịch là gì?"):
        write_item(bank.pk, ItemDraft(1, words, ("Đúng", "Sai"), (1,)), by=place.editor, at=at_ms(OPENS))
    address = f"{DESK}ngan-hang/{bank.pk}/"

    head, row = lines(as_(place.editor), address, q="mot cua")

    assert head[1:4] == ["Câu hỏi", "Phương án", "Đáp án"]
    assert row[1:4] == ["Một cửa là gì?", "A. Đúng\nB. Sai", "B"]
    assert len(lines(as_(place.editor), address)) == 3
    stranger = as_(plans.person("Người ngoài", unit=place.other))
    assert stranger.get(address, {"tai": "csv"}).status_code == 404


def test_turnout_of_a_round_is_taken_as_the_page_shows_it_lowest_first(place: Place, over: Round) -> None:
    address = page_of(over, "")
    assert "tai=xlsx" in as_(place.office).get(address).content.decode()

    head, *rows = lines(as_(place.office), address)

    assert head == ["Đơn vị", "Số người", "Quân số", "Tỷ lệ tham gia, %"]
    assert rows == [["Sở Nội vụ", "7", "20", "35,0"], ["Sở Tư pháp", "7", "10", "70,0"]]


def test_turnout_rounds_half_up_and_leaves_empty_what_was_not_declared(place: Place) -> None:
    units = (Unit("so-nv", "Sở Nội vụ", "tinh", 560), Unit("so-tp", "Sở Tư pháp", "tinh", 0))
    one, closed = sealed_round(small_rules(), organiser=place.organiser, units=units)
    play(one, closed, TAKES)

    rows = lines(as_(place.office), page_of(one, ""))[1:]

    assert rows == [["Sở Nội vụ", "7", "560", "1,3"], ["Sở Tư pháp", "7", "", ""]]  # 1.25 %
    page = as_(place.office).get(page_of(one, "")).content.decode().replace("\u00a0", " ")
    assert re.search(r"<td[^>]*>1,3\s*%</td>", page)


def test_unit_that_takes_part_takes_its_own_turnout_alone_and_a_stranger_nothing(
    place: Place, over: Round
) -> None:
    unit = OrgUnit.objects.get(pk=HeadCount.objects.get(code="so-tp").unit_id)
    guest = as_(plans.person("Chuyên viên Tư pháp", unit=unit))
    stranger = as_(plans.person("Người ngoài", unit=plans.unit("Sở Tài chính", parent=place.root)))

    assert [row[0] for row in lines(guest, page_of(over, ""))[1:]] == ["Sở Tư pháp"]
    for kind in ("xlsx", "csv", "pdf"):
        assert stranger.get(page_of(over, ""), {"tai": kind}).status_code == 404
        assert Client().get(page_of(over, ""), {"tai": kind}).status_code == 302


def test_head_counts_are_taken_with_who_declared_and_who_did_not(place: Place) -> None:
    contest = filled(place)
    other = HeadCount.objects.get(contest=contest)
    silent = plans.unit("Sở Công Thương", parent=place.root)
    HeadCount.objects.create(contest=contest, unit=silent, code="so-yte", block=other.block)
    address = f"{DESK}{contest.pk}/quan-so/"
    assert "tai=pdf" in as_(place.office).get(address).content.decode()

    head, *rows = lines(as_(place.office), address)

    assert head == ["Đơn vị", "Khối đơn vị", "Quân số", "Đã khai", "Người khai"]
    told = {row[0]: row[2:] for row in rows}
    assert told["Sở Công Thương"] == ["", "", ""]
    (declared,) = (row for name, row in told.items() if name != "Sở Công Thương")
    assert declared[0] == "40"
    assert declared[1]
    assert declared[2] == place.guest.full_name
    stranger = as_(plans.person("Người ngoài", unit=plans.unit("Sở Tài chính", parent=place.root)))
    assert stranger.get(address, {"tai": "csv"}).status_code == 404
