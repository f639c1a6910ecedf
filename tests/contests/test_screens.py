"""The desk's screens of a contest: from a rule set that was really used to a sealed contest that is extended."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contests.formats import making
from tests.factories import plans

from danbiet.contests.calc.formats.choosing import read_items
from danbiet.contests.calc.library import LIBRARY
from danbiet.contests.models import (
    Bank,
    Contest,
    HeadCount,
    Item,
    ItemImport,
    ItemVersion,
    Round,
    RoundSecret,
)
from danbiet.contests.queries.checking import rules_in

from .desk import DESK, Place, as_, begin, file, filled, html

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule_set", list(LIBRARY))
def test_rule_set_begins_a_contest_and_every_step_saves_it_unchanged(place: Place, rule_set: str) -> None:
    contest = begin(place, rule_set)
    before = rules_in(contest)
    client = as_(place.office)
    html(client.get(f"{DESK}{contest.pk}/"))
    for key in ("chung", "doi-tuong", "dot", "de-thi", "cham-diem", "xep-hang", "don-vi", "giai-thuong"):
        here = f"{DESK}{contest.pk}/the-le/{key}/"
        answer = client.post(here, typed(client.get(here)))
        assert answer.status_code == 302, (key, html(answer)[:2000])
    contest.refresh_from_db()

    assert rules_in(contest) == before
    assert all(bank.name != bank.key for bank in contest.banks.all())
    assert contest.key == "hoi-thi-2021"


def typed(answer: Any) -> dict[str, Any]:
    """What a browser would send of the forms on a page, untouched."""
    said: dict[str, Any] = {"version": answer.context["contest"].version}
    found = [answer.context["form"]] if answer.context["form"] else []
    for _label, formset in answer.context["lists"]:
        found += [formset.management_form, *formset.forms]
    for form in found:
        for bound in form:
            value = bound.value()
            if value is False or value is None:
                continue
            widget = bound.field.widget
            said[bound.html_name] = (
                "on"
                if value is True
                else (widget.format_value(value) if hasattr(widget, "format_value") else value)
            )
            if isinstance(said[bound.html_name], list):
                said[bound.html_name] = said[bound.html_name][0] if said[bound.html_name] else ""
    return {name: value for name, value in said.items() if value is not None}


def test_rules_changed_by_somebody_else_meanwhile_are_not_overwritten(place: Place) -> None:
    contest = begin(place)
    client = as_(place.office)
    here = f"{DESK}{contest.pk}/the-le/chung/"
    said = typed(client.get(here))
    assert client.post(here, {**said, "seconds": "400"}).status_code == 302

    answer = html(client.post(here, {**said, "seconds": "500"}), 200)

    contest.refresh_from_db()
    assert rules_in(contest).seconds == 400
    assert 'value="500"' in answer  # what was typed is still there


def test_emptied_row_is_taken_out_and_new_one_gets_a_key_of_its_name(place: Place) -> None:
    contest = begin(place)
    client = as_(place.office)
    here = f"{DESK}{contest.pk}/the-le/giai-thuong/"
    said = typed(client.get(here)) | {
        "prizes-0-name": "", "prizes-5-name": "Giải Đồng đội", "prizes-5-to": "unit", "prizes-5-of": "don-vi", "prizes-5-count": "2",
    }  # fmt: skip
    client.post(here, said)
    contest.refresh_from_db()

    keys = [one.key for one in rules_in(contest).prizes]
    assert keys == ["nhi", "ba", "khuyen-khich", "ca-nhan", "giai-dong-doi"]


def test_word_file_is_looked_at_before_anything_is_made_and_the_same_words_come_in_once(place: Place) -> None:
    bank = begin(place).banks.get()
    client = as_(place.editor)
    client.post(f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": file(count=12)})
    kept = ItemImport.objects.get()
    assert (Item.objects.count(), len(kept.rows)) == (0, 12)
    page = html(client.get(f"{DESK}nhap/{kept.pk}/"))
    assert "Nghị quyết 12 quy định điều gì" in page

    client.post(f"{DESK}nhap/{kept.pk}/dua-vao/", {"lay": [str(n) for n in range(11)]})
    assert Item.objects.count() == 11
    client.post(f"{DESK}nhap/{kept.pk}/dua-vao/", {"lay": ["11"]})
    client.post(f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": file(count=12)})
    again = ItemImport.objects.first()
    assert again is not None
    client.post(f"{DESK}nhap/{again.pk}/dua-vao/", {"lay": [str(n) for n in range(12)]})

    assert Item.objects.count() == 12
    assert set(ItemVersion.objects.values_list("state", flat=True)) == {"proposed"}


def test_file_without_questions_says_why(place: Place) -> None:
    bank = begin(place).banks.get()
    page = as_(place.editor).post(
        f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    )

    assert "PDF" in html(page)
    assert not ItemImport.objects.exists()


def test_item_is_written_proposed_and_approved_by_a_second_person_only(place: Place) -> None:
    bank = begin(place).banks.get()
    editor, second = as_(place.editor), as_(place.second)
    said = {
        "text": "Mấy nội dung?",
        "option_1": "Năm",
        "option_2": "Sáu",
        "key": ["B"],
        "level": "2",
        "section": "Thể chế",
        "source": "NQ 76",
    }
    assert "Sáu" in html(editor.post(f"{DESK}ngan-hang/{bank.pk}/cau-moi/", {**said, "xem": "1"}))
    assert not Item.objects.exists()
    editor.post(f"{DESK}ngan-hang/{bank.pk}/cau-moi/", said)
    item = Item.objects.get()
    assert (item.section, item.level) == ("the-che", 2)
    here = f"{DESK}cau/{item.pk}/"
    editor.post(f"{here}trinh-duyet/")
    editor.post(f"{here}duyet/", {"quyet-dinh": "duyet", "last": "1"})
    assert ItemVersion.objects.get().state == "proposed"

    second.post(f"{here}duyet/", {"quyet-dinh": "tra", "words": ""})
    assert ItemVersion.objects.get().state == "proposed"
    second.post(f"{here}duyet/", {"quyet-dinh": "duyet", "last": "1"})
    item.refresh_from_db()
    assert item.current == ItemVersion.objects.get()

    editor.post(f"{here}sua/", {**said, "text": "Có mấy nội dung?", "last": "1"})
    editor.post(f"{here}sua/", {**said, "text": "Quá hạn", "last": "1"})
    assert list(item.versions.values_list("number", "text", "state")) == [
        (1, "Mấy nội dung?", "approved"), (2, "Có mấy nội dung?", "draft"),
    ]  # fmt: skip
    item.refresh_from_db()
    assert item.current is not None
    assert item.current.number == 1


@pytest.mark.parametrize(
    "wrong",
    [{"key": []}, {"option_2": ""}, {"option_2": "Năm"}, {"key": ["D"]}, {"option_4": "Bốn"}, {"text": " "}],
)
def test_item_that_is_not_whole_is_refused_at_its_field(place: Place, wrong: dict[str, Any]) -> None:
    bank = begin(place).banks.get()
    said = {"text": "Mấy?", "option_1": "Năm", "option_2": "Sáu", "key": ["B"], "level": "1"} | wrong
    page = html(as_(place.editor).post(f"{DESK}ngan-hang/{bank.pk}/cau-moi/", said))

    assert "is-wrong" in page
    assert not Item.objects.exists()


@pytest.mark.parametrize("form", ["gift", "xml", "xlsx"])
def test_bank_is_downloaded_and_read_back(place: Place, form: str) -> None:
    contest = filled(place)
    bank = contest.banks.get()
    answer = as_(place.editor).get(f"{DESK}ngan-hang/{bank.pk}/cau-hoi.{form}")
    read = read_items(answer.content, name=f"a.{form}")[1]

    assert read.faults == []
    assert {(one.text, one.options, one.key) for one in read.items} == {
        making.same(one) for one in making.many(60, several=False)
    }


def test_alike_items_are_shown_as_a_pair(place: Place) -> None:
    bank = begin(place).banks.get()
    client = as_(place.editor)
    for words in ("thời kỳ", "giai đoạn"):
        text = f"Chương trình tổng thể cải cách hành chính nhà nước {words} 2021 đến 2030 có mấy nội dung?"
        said = {
            "text": text,
            "option_1": "Năm nội dung lớn",
            "option_2": "Sáu nội dung lớn",
            "key": ["B"],
            "level": "1",
        }
        client.post(f"{DESK}ngan-hang/{bank.pk}/cau-moi/", said)
    first, second = Item.objects.values_list("key", flat=True)

    page = html(client.get(f"{DESK}ngan-hang/{bank.pk}/trung/"))
    assert first in page
    assert second in page


def test_bank_is_hidden_from_everybody_but_the_organiser(place: Place) -> None:
    contest = filled(place)
    bank, item = contest.banks.get(), Item.objects.first()
    assert item is not None
    for address in (
        f"ngan-hang/{bank.pk}/",
        f"cau/{item.pk}/",
        f"ngan-hang/{bank.pk}/cau-hoi.gift",
        f"nhap/{ItemImport.objects.get().pk}/",
    ):
        assert as_(place.guest).get(DESK + address).status_code == 404
    page = html(as_(place.guest).get(f"{DESK}{contest.pk}/"))
    assert "Nghị quyết" not in page
    assert bank.name not in page


def test_unit_declares_its_own_head_count_and_no_other(place: Place) -> None:
    contest = filled(place)
    row = HeadCount.objects.get()
    assert (row.count, row.declared_by) == (40, place.guest)

    stranger = plans.person("Người ngoài", unit=plans.unit("Sở Tài chính", parent=place.root))
    assert (
        as_(stranger)
        .post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "1"})
        .status_code
        == 404
    )
    as_(place.guest).post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "-5"})
    row.refresh_from_db()
    assert row.count == 40


def test_contest_with_an_error_is_not_sealed(place: Place) -> None:
    contest = begin(place)
    client = as_(place.office)
    client.post(f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version, "is_sure": "on"})
    contest.refresh_from_db()

    assert contest.state == "draft"
    page = html(client.get(f"{DESK}{contest.pk}/"))
    assert "chưa có câu hỏi nào được duyệt" in page
    assert "/niem-phong/" not in page


def test_sealing_publishes_what_anybody_can_check_and_ends_every_change(place: Place) -> None:
    contest = filled(place)
    client = as_(place.office)
    html(client.get(f"{DESK}{contest.pk}/niem-phong/"))
    client.post(f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version, "is_sure": "on"})
    contest.refresh_from_db()
    assert contest.state == "frozen"

    files = {one.name: bytes(one.body) for one in contest.commitments.all()}
    assert client.get(f"{DESK}{contest.pk}/cam-ket/pool.jsonl").content == files["pool.jsonl"]
    for one in contest.commitments.all():
        assert one.sha256 == hashlib.sha256(files[one.name]).hexdigest()
    from danbiet.contests.calc.commitments import (
        read_commitments,
        seal_pool,
        seal_rules,
        seal_secret,
        seal_units,
    )
    from danbiet.contests.calc.pool import Item as Words
    from danbiet.contests.calc.pool import item_commitment, read_pool

    said = read_commitments(files["commitments.json"])
    assert said.rules == seal_rules(files["rules.json"]) == contest.rules_hash
    assert (said.pool, said.units) == (seal_pool(files["pool.jsonl"]), seal_units(files["units.jsonl"]))
    one = Round.objects.get()
    assert said.secrets[one.key] == seal_secret(bytes.fromhex(RoundSecret.objects.get().secret))
    assert files["rules.json"] == (contest.rules or "").encode() + b"\n"

    line = read_pool(files["pool.jsonl"])[0]
    item = Item.objects.select_related("current", "bank").get(key=line.id)
    words = item.current
    assert words is not None
    kept = Words(
        item.key, item.bank.key, item.section, item.level, words.text, tuple(words.options), tuple(words.key), fixed=words.is_fixed,
        source=words.source,
    )  # fmt: skip
    assert item_commitment(kept, salt=bytes.fromhex(words.salt)) == line.commitment

    client.post(f"{DESK}{contest.pk}/the-le/chung/", {"version": contest.version, "title": "Khác"})
    as_(place.editor).post(f"{DESK}cau/{item.pk}/cat/", {"cat": "1"})
    as_(place.guest).post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "1"})
    item.refresh_from_db()
    contest.refresh_from_db()
    assert (item.state, HeadCount.objects.get().count, contest.title) == ("active", 40, "Hội thi 2021")


def test_sealing_rules_that_changed_meanwhile_is_refused(place: Place) -> None:
    contest = filled(place)
    as_(place.office).post(
        f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version + 1, "is_sure": "on"}
    )
    contest.refresh_from_db()

    assert contest.state == "draft"
    assert not contest.commitments.exists()


def test_round_is_extended_in_public_and_never_shortened(place: Place) -> None:
    contest = filled(place)
    client = as_(place.office)
    client.post(f"{DESK}{contest.pk}/niem-phong/", {"version": contest.version, "is_sure": "on"})
    one = Round.objects.get()
    here = f"{DESK}dot/{one.pk}/gia-han/"
    assert as_(place.editor).post(here, {"closes_at": "16/10/2021 22:00", "reason": "x"}).status_code == 403

    client.post(here, {"closes_at": "16/10/2021 22:00", "reason": "Sự cố đường truyền"})
    client.post(here, {"closes_at": "15/10/2021 22:00", "reason": "Sớm hơn"})
    one.refresh_from_db()

    assert f"{one.closes_at:%Y-%m-%d %H:%M}" == "2021-10-16 15:00"
    assert [event.reason for event in one.events.all()] == ["Sự cố đường truyền"]
    assert "Sự cố đường truyền" in html(as_(place.guest).get(f"{DESK}{contest.pk}/"))


def test_contest_called_off_keeps_its_reason_and_changes_no_more(place: Place) -> None:
    contest = begin(place)
    client = as_(place.office)
    client.post(f"{DESK}{contest.pk}/huy/", {"reason": "Hoãn sang năm sau"})
    contest.refresh_from_db()
    assert contest.state == "cancelled"
    assert "Hoãn sang năm sau" in html(client.get(f"{DESK}{contest.pk}/"))

    bank = Bank.objects.get()
    as_(place.editor).post(f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": file()})
    assert not ItemImport.objects.exists()


def test_short_name_in_use_is_refused_at_its_field(place: Place) -> None:
    begin(place)
    said = {
        "title": "Khác",
        "key": "hoi-thi-2021",
        "unit": place.organiser.pk,
        "rule_set": "blank",
        "first": "15/09/2021",
    }

    assert "is-wrong" in html(as_(place.office).post(f"{DESK}moi/", said))
    assert Contest.objects.count() == 1


def test_list_and_bank_ask_the_same_number_of_statements_for_one_and_many(
    place: Place, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bank = begin(place).banks.get()
    client = as_(place.editor)
    counts = []
    for count in (1, 3):
        client.post(f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": file(count=count)})
        kept = ItemImport.objects.first()
        assert kept is not None
        client.post(f"{DESK}nhap/{kept.pk}/dua-vao/", {"lay": ["0", "1", "2"]})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            html(client.get(f"{DESK}ngan-hang/{bank.pk}/"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
