"""Somebody asks what is held about them: two working days, all parts, nothing of it repeated in the record."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document

from danbiet.audit.models import Entry
from danbiet.contests.models import Contact, Entrant
from danbiet.oversight.actions import requests as act
from danbiet.oversight.models import SubjectRequest
from danbiet.oversight.queries.requests import digits, held_about
from danbiet.oversight.registry import Person
from danbiet.questions.models import Asker
from tests.contests.cases import Take
from tests.factories import plans as make
from tests.factories import questions as asked
from tests.factories.played_round import play, sealed_round
from tests.questions.desk import at_desk, read

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/du-lieu-ca-nhan/"
AT = datetime(2021, 10, 7, 8, tzinfo=UTC)  # a Thursday
PHONE = "0912 345 678"


@pytest.fixture
def cast() -> asked.Cast:
    return asked.cast()


def taken(cast: asked.Cast, kind: str = "see", **known: str) -> SubjectRequest:
    person = Person(**{"name": "Trần Văn Hỏi", "phone": "+84 912 345 678", **known})
    return act.take_request(
        kind, proof="card", person=person, wish="Sai tên" if kind == "correct" else "", by=cast.office, at=AT
    )


def test_request_is_due_after_two_working_days_over_a_week_end(cast: asked.Cast) -> None:
    assert taken(cast).due_on == date(2021, 10, 11)


def test_person_is_found_in_questions_contests_and_accounts_by_telephone_and_mail(cast: asked.Cast) -> None:
    question = asked.question(cast.root)
    asked.question(cast.root, asker={"phone": "0999 888 777"})
    round_, closed = sealed_round(organiser=cast.agency)
    play(round_, closed, [Take(1, 10, 90)])
    Contact.objects.create(
        entrant=Entrant.objects.get(), name="Trần Văn Hỏi", phone="84912345678", email="hoi@example.vn"
    )
    official = make.person("Trần Văn Hỏi", unit=cast.agency)
    official.email = "HOI@example.vn"
    official.save()

    by_phone = {key: [one.ref for one in held] for key, _label, held in held_about(Person(phone=PHONE))}
    by_mail = {key for key, _label, _held in held_about(Person(email="hoi@example.vn"))}
    by_code = held_about(Person(code=question.code.lower()))

    assert by_phone["questions"] == [str(question.pk)]
    assert len(by_phone["contests"]) == 1
    assert by_mail == {"contests", "accounts"}
    assert [held[0].ref for _key, _label, held in by_code] == [str(question.pk)]
    assert held_about(Person(name="Trần Văn Hỏi")) == []


@pytest.mark.parametrize("written", ["0912345678", "+84 912-345-678", "84912345678", "0912.345.678"])
def test_telephone_numbers_are_one_however_written(written: str) -> None:
    assert digits(written) == "0912345678"


def test_erasure_through_the_screens_empties_the_asker_and_the_contact(cast: asked.Cast) -> None:
    question = asked.question(cast.root)
    round_, closed = sealed_round(organiser=cast.agency)
    play(round_, closed, [Take(1, 10, 90)])
    entrant = Entrant.objects.get()
    Contact.objects.create(entrant=entrant, name="Trần Văn Hỏi", phone=PHONE)
    row = taken(cast, "erase")
    client = at_desk(cast.office)

    seen = read(client.post(f"{DESK}{row.pk}/tra-cuu/"))
    client.post(
        f"{DESK}{row.pk}/xoa/",
        {"xoa": [f"questions:{question.pk}", f"contests:{entrant.contest_id}/{entrant.code}"]},
    )
    again = read(client.post(f"{DESK}{row.pk}/tra-cuu/"))
    client.post(f"{DESK}{row.pk}/", {"outcome": f"Đã xóa, báo qua {PHONE.replace(' ', '')} rồi"})

    assert "Trần Văn Hỏi" in seen
    assert not Asker.objects.exists()
    assert not Contact.objects.exists()
    assert "không giữ dữ liệu nào" in again
    row.refresh_from_db()
    assert row.done_at is not None


def test_record_says_that_but_not_what(cast: asked.Cast) -> None:
    asked.question(cast.root)
    row = taken(cast)
    client = at_desk(cast.office)
    client.post(f"{DESK}{row.pk}/tra-cuu/")
    client.post(f"{DESK}{row.pk}/", {"outcome": "Trao bản sao cho Trần Văn Hỏi tại bàn"})

    entries = Entry.objects.filter(verb__startswith="oversight.")
    # Whatever is kept as text or JSON, but no moment and no key: a microsecond may hold the digits of a telephone.
    told = " ".join(
        str({name: value for name, value in entry.__dict__.items() if isinstance(value, str | dict | list)})
        for entry in entries
    )
    row.refresh_from_db()

    assert {"oversight.request_taken", "oversight.request_looked", "oversight.request_answered"} <= set(
        Entry.objects.values_list("verb", flat=True)
    )
    for secret in ("Trần Văn Hỏi", "912", "345"):
        assert secret not in told
    assert row.outcome == "Trao bản sao cho … tại bàn"


def test_thing_of_somebody_else_is_never_erased(cast: asked.Cast) -> None:
    other = asked.question(cast.root, asker={"phone": "0999 888 777"})
    row = taken(cast, "erase")

    with pytest.raises(act.RequestRefusal):
        act.erase_held(row.pk, [("questions", str(other.pk))], by=cast.office, at=AT)
    with pytest.raises(act.RequestRefusal):
        act.erase_held(row.pk, [("khong-co", "1")], by=cast.office, at=AT)
    assert Asker.objects.filter(question=other).exists()


def test_request_to_see_erases_nothing_and_an_account_is_kept(cast: asked.Cast) -> None:
    question = asked.question(cast.root)
    seeing = taken(cast)
    with pytest.raises(act.RequestRefusal):
        act.erase_held(seeing.pk, [("questions", str(question.pk))], by=cast.office, at=AT)
    cast.officer.email = "hoi@example.vn"
    cast.officer.save()
    erasing = taken(cast, "erase", email="hoi@example.vn")
    with pytest.raises(act.RequestRefusal):
        act.erase_held(erasing.pk, [("accounts", str(cast.officer.pk))], by=cast.office, at=AT)


def test_name_alone_finds_nobody_and_is_refused(cast: asked.Cast) -> None:
    answer = at_desk(cast.office).post(
        f"{DESK}moi/", {"kind": "see", "proof": "card", "name": "Trần Văn Hỏi"}
    )

    assert answer.status_code == 422
    assert "trùng nhiều người" in read(answer)
    assert "Trần Văn Hỏi" in answer.content.decode()  # nothing typed is lost


def test_correction_says_what(cast: asked.Cast) -> None:
    with pytest.raises(act.RequestRefusal):
        act.take_request("correct", proof="card", person=Person(phone=PHONE), wish=" ", by=cast.office, at=AT)


def test_answer_leaves_as_a_word_document_with_all_that_is_held(cast: asked.Cast) -> None:
    asked.question(cast.root)
    row = taken(cast)

    answer = at_desk(cast.office).post(f"{DESK}{row.pk}/van-ban/")
    document = Document(io.BytesIO(answer.content))
    text = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    )

    for words in ("Trần Văn Hỏi", PHONE, "356/2025/NĐ-CP", "11/10/2021", "Mẹ tôi nhận thay"):
        assert words in text
    assert Entry.objects.filter(verb="oversight.request_looked").exists()


def test_who_it_was_is_forgotten_thirty_days_after_the_answer(cast: asked.Cast) -> None:
    row = taken(cast)
    act.answer_request(row.pk, outcome="Xong", by=cast.office, at=AT)

    assert act.forget_identities(at=AT + timedelta(days=29)) == 0
    assert act.forget_identities(at=AT + timedelta(days=31)) == 1
    assert act.forget_identities(at=AT + timedelta(days=32)) == 0
    row.refresh_from_db()
    assert (row.name, row.phone, row.kind) == ("", "", "see")


@pytest.mark.parametrize("who", ["auditor", "intake", "officer", "head", "other_officer"])
def test_requests_are_the_offices_alone(cast: asked.Cast, who: str) -> None:
    row = taken(cast)
    client = at_desk(getattr(cast, who))

    assert client.get(DESK).status_code == 403
    assert client.get(f"{DESK}{row.pk}/").status_code == 403
    for step in ("tra-cuu", "xoa", "van-ban"):
        assert client.post(f"{DESK}{row.pk}/{step}/").status_code == 403
    assert client.post(f"{DESK}moi/", {"kind": "see"}).status_code == 403


def test_late_request_is_shown_as_late(cast: asked.Cast) -> None:
    taken(cast)  # the clock of the page is years later

    assert "muộn" in read(at_desk(cast.office).get(DESK)) or "trễ" in read(at_desk(cast.office).get(DESK))
