"""What time and the world around do to questions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from tests.factories import plans as units
from tests.factories import questions as make

from danbiet.measures.models import Event as Counted
from danbiet.org.actions import reorganising
from danbiet.org.actions.calendar import Decision, delete_override, save_override
from danbiet.org.queries import rights_of, tree
from danbiet.outbox.models import Message as Letter
from danbiet.questions.actions import digests, upkeep
from danbiet.questions.actions.refusals import NoConsent, NotNow
from danbiet.questions.management.commands.questions import printed
from danbiet.questions.models import Event, LegalBasis, Notice, Part, Question
from danbiet.questions.queries import doors

pytestmark = pytest.mark.django_db
AT = datetime(2021, 10, 8, 2, tzinfo=UTC)
ON = date(2021, 10, 8)
STORM = Decision(on=date(2021, 10, 11), kind="off", reason="tránh bão số 7")


def storm(cast: make.Cast) -> None:
    save_override(STORM, pk=None, by=cast.office, at=AT)


def test_day_off_moves_every_open_question_with_a_note_in_each() -> None:
    cast = make.cast()
    waiting = [make.question(cast.root, state="new") for _ in range(3)]
    paused = make.question(cast.root, state="in_work", lead=cast.agency)
    make.pause(
        paused,
        began_at=datetime(2021, 10, 11, 0, tzinfo=UTC),
        ended_at=datetime(2021, 10, 11, 11, tzinfo=UTC),
    )
    Question.objects.filter(pk=paused.pk).update(due_at=datetime(2021, 10, 15, 10, tzinfo=UTC))
    answered = make.question(cast.root, state="published", lead=cast.agency)
    storm(cast)

    assert upkeep.recompute_open(at=AT, reason="Lịch thay đổi") == 3

    ends = set(Question.objects.filter(pk__in=[one.pk for one in waiting]).values_list("due_at", flat=True))
    assert ends == {datetime(2021, 10, 15, 10, tzinfo=UTC)}
    told = Event.objects.filter(verb="clock_moved")
    assert {event.question_id for event in told} == {one.pk for one in waiting}
    assert told[0].details == {
        "before": "2021-10-14T10:00:00+00:00", "after": "2021-10-15T17:00:00+07:00", "why": "calendar",
    }  # fmt: skip
    assert (told[0].reason, told[0].is_public) == ("Lịch thay đổi", True)
    answered.refresh_from_db()
    assert answered.due_at == make.DUE
    assert upkeep.recompute_open(at=AT, reason="Lịch thay đổi") == 0
    assert Question.objects.filter(version=1).count() == 5


def test_number_of_statements_does_not_grow_with_the_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cast = make.cast()
    for _ in range(40):
        make.question(cast.root, state="new")
    storm(cast)
    with django_assert_max_num_queries(12):
        assert upkeep.recompute_open(at=AT, reason="Lịch thay đổi") == 40


def test_calendar_and_reorganisation_ask_for_a_run_once_they_are_kept(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    cast = make.cast()
    with django_capture_on_commit_callbacks(execute=True):
        row = save_override(STORM, pk=None, by=cast.office, at=AT)
        assert not ProcrastinateJob.objects.filter(task_name="questions.recompute").exists()
    assert ProcrastinateJob.objects.filter(task_name="questions.recompute", status="todo").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        delete_override(row.pk, by=cast.office, at=AT)
        reorganising.rename_unit(
            cast.other.pk, decree=reorganising.Decree(on=ON, by=None, at=AT), name="Sở Y tế mới"
        )
    assert ProcrastinateJob.objects.filter(task_name="questions.recompute", status="todo").count() == 1
    assert ProcrastinateJob.objects.filter(task_name="questions.follow", status="todo").count() == 1


def merged(cast: make.Cast) -> int:
    new = reorganising.NewUnit(
        code="STPYT", name="Sở Tư pháp và Y tế", kind="department", parent_id=cast.root.pk
    )
    decree = reorganising.Decree(on=ON, by=None, at=AT)
    return reorganising.merge_units([cast.agency.pk, cast.other.pk], decree=decree, into=new)


def test_open_questions_follow_the_merged_unit_and_answered_ones_keep_theirs() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer)
    waiting = make.question(cast.root, state="info_wanted", lead=cast.other, state_before="routed")
    answered = make.question(cast.root, state="published", lead=cast.agency)
    helped = make.question(cast.root, state="in_work", lead=cast.commune)
    make.part(helped, cast.other, wanted="Ý kiến")
    heir = merged(cast)

    assert upkeep.follow_successors(on=ON, at=AT) == 2

    rows = {row.pk: row for row in Question.objects.all()}
    assert (rows[asked.pk].lead_id, rows[asked.pk].state, rows[asked.pk].officer) == (heir, "in_work", None)
    assert (rows[asked.pk].due_at, rows[asked.pk].received_at) == (make.DUE, make.AT)
    assert (rows[waiting.pk].lead_id, rows[waiting.pk].state) == (heir, "info_wanted")
    assert rows[answered.pk].lead_id == cast.agency.pk
    told = Event.objects.get(question=asked, verb="follow_successor")
    assert told.details == {"from_unit": cast.agency.pk, "unit": heir}
    assert told.reason == "Sở Tư pháp đã được sắp xếp thành Sở Tư pháp và Y tế."
    assert set(Part.objects.filter(question=helped, role="support").values_list("unit_id", "state")) == {
        (cast.other.pk, "recalled"), (heir, "asked"),
    }  # fmt: skip
    cast.topic.refresh_from_db()
    assert cast.topic.unit_id == heir
    assert upkeep.follow_successors(on=ON, at=AT) == 0


def test_question_of_a_divided_or_dissolved_unit_goes_back_to_the_desk() -> None:
    cast = make.cast()
    split = make.question(cast.root, state="routed", lead=cast.agency)
    gone = make.question(cast.root, state="info_wanted", lead=cast.other, state_before="in_work")
    decree = reorganising.Decree(on=ON, by=None, at=AT)
    halves = [
        reorganising.NewUnit(code=code, name=code, kind="department", parent_id=cast.root.pk)
        for code in ("STP1", "STP2")
    ]
    reorganising.split_unit(cast.agency.pk, decree=decree, into=halves)
    reorganising.dissolve_unit(cast.other.pk, decree=decree)

    assert upkeep.follow_successors(on=ON, at=AT) == 2

    split.refresh_from_db()
    gone.refresh_from_db()
    assert (split.state, split.lead) == ("sent_back", None)
    assert (gone.state, gone.state_before, gone.lead) == ("info_wanted", "sent_back", None)
    assert Event.objects.filter(verb="lose_agency").count() == 2


def test_province_that_becomes_part_of_another_hands_its_desk_over() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency)
    new = reorganising.NewUnit(code="92", name="Thành phố Cần Thơ", kind="province", parent_id=None)
    extra = units.unit("Tỉnh Hậu Giang", kind="province", code="93")
    decree = reorganising.Decree(on=ON, by=None, at=AT)
    heir = reorganising.merge_units([cast.root.pk, extra.pk], decree=decree, into=new)

    upkeep.follow_successors(on=ON, at=AT)

    asked.refresh_from_db()
    assert asked.intake_unit_id == heir
    assert tree(ON).root.id == heir


def test_answers_resting_on_a_replaced_document_say_so() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency)
    answer = make.answer(asked, state="approved", bases=("Thông tư 15/2015", "Luật Hộ tịch"))
    LegalBasis.objects.filter(title="Thông tư 15/2015").update(document_id=7)

    assert upkeep.flag_document(7, "đã được thay thế bởi Thông tư 04/2020", at=AT) == 1
    assert upkeep.flag_document(7, "đã được thay thế bởi Thông tư 04/2020", at=AT) == 0

    flags = list(answer.bases.values_list("flag", flat=True))
    assert flags == ["đã được thay thế bởi Thông tư 04/2020", ""]
    assert Event.objects.filter(verb="document_flagged").count() == 1
    assert upkeep.flag_document(7, "", at=AT) == 1
    assert answer.bases.first().flagged_at is None  # type: ignore[union-attr]


def test_question_on_air_is_told_to_its_asker_and_counts_once() -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="published", lead=cast.agency, may_air=True, topic=cast.topic)
    first = upkeep.Airing(id=3, on=date(2021, 11, 5), programme="Dân hỏi – Chính quyền trả lời, STV")
    again = upkeep.Airing(id=4, on=date(2021, 11, 7), programme="Phát lại")

    for airing in (first, first, again):
        upkeep.aired(asked.pk, airing, by=cast.office, at=AT)

    one = Counted.objects.get()
    assert (one.measure, one.on, one.unit, one.quantity) == (
        "questions_aired",
        date(2021, 11, 5),
        cast.agency,
        Decimal(1),
    )
    assert Event.objects.filter(verb="aired").count() == 2
    assert Notice.objects.filter(kind="on_air").count() == 2
    upkeep.not_aired(asked.pk, 3, "Hoãn", by=cast.office, at=AT)
    assert Counted.objects.filter(withdrawn_at__isnull=True).exists()
    upkeep.not_aired(asked.pk, 4, "Hoãn", by=cast.office, at=AT)
    assert not Counted.objects.filter(withdrawn_at__isnull=True).exists()


def test_nothing_goes_on_air_without_consent_or_answer() -> None:
    cast = make.cast()
    airing = upkeep.Airing(id=3, on=ON, programme="STV")
    silent = make.question(cast.root, state="published", lead=cast.agency)
    with pytest.raises(NoConsent):
        upkeep.aired(silent.pk, airing, by=None, at=AT)
    with pytest.raises(NotNow):
        upkeep.aired(make.question(cast.root, may_air=True).pk, airing, by=None, at=AT)


# Letters to officials


def with_mail(*people: object) -> None:
    for person in people:
        person.email = f"{person.username}@example.vn"  # type: ignore[attr-defined]
        person.save()  # type: ignore[attr-defined]


def test_morning_letter_names_codes_and_masked_subjects_for_whoever_is_to_act() -> None:
    cast = make.cast()
    with_mail(cast.intake, cast.officer, cast.colleague, cast.head, cast.other_officer)
    mine = make.question(
        cast.root, state="in_work", lead=cast.agency, officer=cast.officer, subject="Trích lục"
    )
    nobodys = make.question(
        cast.root, state="routed", lead=cast.agency, due_at=datetime(2021, 10, 29, 10, tzinfo=UTC)
    )
    signing = make.question(cast.root, state="in_approval", lead=cast.agency)
    new = make.question(cast.root, state="new")
    make.part(mine, cast.other, wanted="Ý kiến")
    morning = datetime(2021, 10, 15, 0, tzinfo=UTC)  # the day after it was due

    assert digests.write_digests(on=date(2021, 10, 15), at=morning) == 5
    assert digests.write_digests(on=date(2021, 10, 15), at=morning) == 0

    bodies = {letter.to_user_id: letter.body for letter in Letter.objects.all()}
    assert f"Quá hạn\n- {mine.code} – Trích lục (hạn 14/10/2021)" in bodies[cast.officer.pk]
    assert nobodys.code in bodies[cast.officer.pk]
    assert mine.code not in bodies[cast.colleague.pk]
    assert nobodys.code in bodies[cast.colleague.pk]
    assert signing.code in bodies[cast.head.pk]
    assert new.code in bodies[cast.intake.pk]
    assert mine.code in bodies[cast.other_officer.pk]
    assert not any("0912" in body or "Trần Văn Hỏi" in body for body in bodies.values())


def test_no_letter_on_a_day_off_and_none_without_anything_to_say() -> None:
    cast = make.cast()
    with_mail(cast.officer)
    assert digests.write_digests(on=date(2021, 10, 15), at=AT) == 0
    make.question(cast.root, state="routed", lead=cast.agency)
    assert digests.write_digests(on=date(2021, 10, 16), at=AT) == 0  # Saturday


def test_head_reads_on_monday_how_the_week_went() -> None:
    cast = make.cast()
    with_mail(cast.head)
    make.question(cast.root, state="in_work", lead=cast.agency)  # due Thursday 14/10: overdue
    make.question(cast.root, state="in_work", lead=cast.agency, due_at=datetime(2021, 10, 20, 10, tzinfo=UTC))
    make.question(cast.root, state="published", lead=cast.agency)  # answered 13/10, a day before it was due
    monday = datetime(2021, 10, 18, 0, tzinfo=UTC)

    assert digests.write_weekly(on=date(2021, 10, 18), at=monday) == 1
    assert digests.write_weekly(on=date(2021, 10, 18), at=monday) == 0

    body = Letter.objects.get().body
    assert "Tuần trước đã trả lời: 1, trong đó đúng hạn: 1." in body
    assert "Đang xử lý: 2." in body
    assert "Quá hạn: 1. Đến hạn trong tuần này: 1." in body


# Who may read


def test_doors_open_for_the_desk_the_lead_its_helpers_and_who_stands_above() -> None:
    cast = make.cast()
    district = units.unit("Huyện Kế Sách", parent=cast.root, kind="district")
    village = units.unit("Xã Ba Trinh", parent=district, kind="commune")
    above = units.person("Chánh văn phòng huyện", unit=district, role="head")
    stranger = units.person("Người ngoài")
    asked = make.question(cast.root, state="in_work", lead=village)
    helper = make.part(asked, cast.agency)
    people = {
        "intake": (cast.intake, True), "office": (cast.office, True), "auditor": (cast.auditor, True),
        "above": (above, True), "helper": (cast.officer, True), "other unit": (cast.other_officer, False),
        "other head": (cast.other_head, False), "stranger": (stranger, False),
    }  # fmt: skip

    for who, (person, reads) in people.items():
        rights = rights_of(person, ON)
        assert (doors.question_for(rights, asked.pk) is not None) == reads, who
        assert (doors.part_for(rights, helper.pk) is not None) == reads, who

    Part.objects.filter(pk=helper.pk).update(state="recalled")
    assert doors.question_for(rights_of(cast.officer, ON), asked.pk) is None
    at_desk = make.question(cast.root)
    assert doors.question_for(rights_of(cast.officer, ON), at_desk.pk) is None
    assert doors.intake_question_for(rights_of(cast.intake, ON), at_desk.pk) == at_desk
    assert doors.intake_question_for(rights_of(cast.auditor, ON), at_desk.pk) is None
    wanted = make.data_request(at_desk)
    assert doors.data_request_for(rights_of(cast.intake, ON), wanted.pk) == wanted
    assert doors.data_request_for(rights_of(cast.head, ON), wanted.pk) is None


# The table in the docs


def test_documentation_is_printed_from_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with open("docs/questions-states.md", encoding="utf-8") as file:
        page = file.read()

    call_command("questions", "states")

    assert capsys.readouterr().out == page
    assert printed() == page
