"""What follows for readers, broadcasters and officers when a question is published, cited, aired, taken down."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from tests.factories import air, pages, plans
from tests.factories import questions as make
from tests.factories.questions import Cast

from danbiet.audit.models import Entry as Deed
from danbiet.broadcasts.actions import airing as act
from danbiet.broadcasts.actions import editing
from danbiet.broadcasts.registry import facts_of as item_facts
from danbiet.broadcasts.registry import picker
from danbiet.kit import clock
from danbiet.measures.models import Event as Counted
from danbiet.newsroom.models import OfficialDocumentPage
from danbiet.org.queries import rights_of, working_calendar
from danbiet.portal import actions
from danbiet.portal.actions import check_documents
from danbiet.portal.views import todo_questions
from danbiet.questions.actions import identity
from danbiet.questions.actions.answering import approve, unpublish
from danbiet.questions.models import Event, LegalBasis, Notice, Question
from danbiet.questions.registry import documents_by_id, find_documents, on_air
from danbiet.search.models import Entry
from danbiet.search.queries import find
from danbiet.visits.registry import facts_of

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 12)
AT = datetime(2021, 10, 12, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.DANBIET_TODAY = ON


@pytest.fixture
def cast() -> Cast:
    return make.cast()


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows each time every process is told to forget its kept pages."""
    told: list[str] = []
    monkeypatch.setattr(actions, "forget_all", lambda: told.append("all"))
    return told


def waiting(cast: Cast, **fields: Any) -> Question:
    question = make.question(
        cast.root, state="in_approval", lead=cast.agency, officer=cast.officer, subject="Nhận thay bản sao khai sinh",
        may_publish=True, is_masked_checked=True, **fields,
    )  # fmt: skip
    make.answer(
        question,
        body="<p>Mẹ của người yêu cầu <b>nhận thay</b> được.</p>",
        state="submitted",
        by=cast.officer,
    )
    return question


def published(cast: Cast, **fields: Any) -> Question:
    question = make.question(
        cast.root, state="published", lead=cast.agency, subject="Nhận thay bản sao khai sinh", **fields
    )
    make.answer(question, body="<p>Mẹ của người yêu cầu <b>nhận thay</b> được.</p>", state="approved")
    return question


def test_a_published_answer_is_found_and_a_hidden_one_is_not(
    client: Client, cast: Cast, forgotten: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    question = waiting(cast)
    assert find("nhận thay bản sao").items == []

    with django_capture_on_commit_callbacks(execute=True):
        approve(question.pk, is_public=True, by=cast.head, at=AT, version=question.version)
    (hit,) = find("nhận thay bản sao").items
    assert (hit.kind, hit.object_id, hit.url, hit.unit_id) == ("question", question.pk, f"/hoi-dap/cau-hoi/{question.code}/", cast.agency.pk)  # fmt: skip
    assert find(question.code).items[0].object_id == question.pk
    assert client.get(hit.url).status_code == 200
    assert forgotten

    told = len(forgotten)
    question.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        unpublish(question.pk, "Có số điện thoại", by=cast.head, at=AT, version=question.version)
    assert not Entry.objects.filter(kind="question").exists()
    assert client.get(hit.url).status_code == 404
    assert len(forgotten) > told


def test_the_counter_knows_whose_page_a_question_is(cast: Cast) -> None:
    question = published(cast)
    hidden = make.question(cast.root)
    path = f"/hoi-dap/cau-hoi/{question.code}/"

    known = facts_of([path, f"/hoi-dap/cau-hoi/{hidden.code}/", "/hoi-dap/"])

    assert {key: (fact.title, fact.unit_id) for key, fact in known.items()} == {
        path: (f"{question.code}: Nhận thay bản sao khai sinh", cast.agency.pk),
        "/hoi-dap/": ("Hỏi đáp", None),
    }


def document(cast: Cast, number: str, **fields: Any) -> Any:
    return pages.page(
        OfficialDocumentPage, cast.agency, title=f"Về hộ tịch {number}", number=number, type="QĐ", issued_on=date(2020, 3, 5),
        issuer="UBND tỉnh", dated_on=date(2020, 3, 5), **fields,
    )  # fmt: skip


def test_officers_find_documents_of_the_register_with_their_standing(cast: Cast) -> None:
    page = document(cast, "12/2020/QĐ-UBND")
    old = document(cast, "7/2015/QĐ-UBND", expires_on=ON - timedelta(days=1))
    actions.page_shown(OfficialDocumentPage, page.pk, AT)

    (found,) = find_documents("12/2020/QĐ-UBND")

    assert (found.id, found.standing, found.is_in_force) == (page.pk, "Còn hiệu lực", True)
    assert found.title == "Quyết định 12/2020/QĐ-UBND – Về hộ tịch 12/2020/QĐ-UBND"
    assert documents_by_id([old.pk])[old.pk].standing == "Hết hiệu lực từ sau ngày 11/10/2021"
    assert documents_by_id([old.pk])[old.pk].is_in_force is False


def test_an_answer_says_so_when_its_document_is_replaced(
    cast: Cast, forgotten: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    question = published(cast)
    page, successor = document(cast, "12/2020/QĐ-UBND"), document(cast, "30/2021/QĐ-UBND")
    basis = LegalBasis.objects.create(
        answer=question.answers.get(), document_id=page.pk, title="Quyết định 12/2020/QĐ-UBND"
    )

    page.superseded_by = successor
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    basis.refresh_from_db()
    assert basis.flag == "Đã được thay thế bởi Quyết định 30/2021/QĐ-UBND – Về hộ tịch 30/2021/QĐ-UBND"
    assert Event.objects.filter(question=question, verb="document_flagged").count() == 1
    assert forgotten
    assert check_documents(at=AT) == 0


def test_a_document_that_runs_out_at_midnight_is_noticed_by_the_night(cast: Cast) -> None:
    question = published(cast)
    page = document(cast, "12/2020/QĐ-UBND", expires_on=ON)
    basis = LegalBasis.objects.create(answer=question.answers.get(), document_id=page.pk, title="QĐ 12")

    assert check_documents(at=AT) == 0
    assert check_documents(at=AT + timedelta(days=1)) == 1
    basis.refresh_from_db()
    assert basis.flag == "Hết hiệu lực từ sau ngày 12/10/2021"


def test_broadcasters_pick_published_questions_whose_askers_agreed(cast: Cast) -> None:
    agreed = published(cast, may_air=True)
    refused = published(cast)
    make.question(cast.root, state="answered", lead=cast.agency, may_air=True)
    found = picker("question")
    assert found is not None

    choices = found.search("", rights_of(cast.head, ON))

    assert [(one.id, one.title) for one in choices] == [(agreed.pk, "Nhận thay bản sao khai sinh")]
    facts = item_facts("question", [agreed.pk, refused.pk])
    assert facts[agreed.pk].refusal == ""
    assert facts[agreed.pk].text.endswith("Câu trả lời: Mẹ của người yêu cầu nhận thay được.")
    assert facts[refused.pk].refusal != ""


def on_the_air(question: Question, cast: Cast) -> Any:
    station = plans.unit("Đài PT-TH", code="DPTTH")
    channel = air.channel(station)
    episode = air.episode(air.programme(station))
    air.item(episode, ref_id=question.pk, title=question.subject)
    return air.planned(channel, air.moment(date(2021, 10, 10)), episode=episode)


def test_an_airing_is_told_to_the_asker_counted_and_shown_with_the_question(
    cast: Cast, forgotten: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    question = published(cast, may_air=True)
    airing = on_the_air(question, cast)

    with django_capture_on_commit_callbacks(execute=True):
        act.confirm_airing(airing.pk, by=cast.head, at=AT)

    assert [one.kind for one in Notice.objects.filter(question=question)] == ["on_air"]
    assert Counted.objects.get(measure="questions_aired").unit_id == cast.agency.pk
    (shown,) = on_air([question.pk])[question.pk]
    assert (shown.on, shown.url) == (date(2021, 10, 10), f"/lich-phat-song/luot/{airing.pk}/")
    assert forgotten


def test_an_airing_that_was_another_day_or_did_not_happen_is_put_right(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    question = published(cast, may_air=True)
    airing = on_the_air(question, cast)
    with django_capture_on_commit_callbacks(execute=True):
        confirmed = act.confirm_airing(airing.pk, by=cast.head, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        moved = act.correct_airing(
            airing.pk, version=confirmed.version, changes={"starts_at": air.moment(date(2021, 10, 11))}, reason="Phát lùi một ngày",
            by=cast.head, at=AT,
        )  # fmt: skip
    assert [one.on for one in Counted.objects.filter(measure="questions_aired", withdrawn_at__isnull=True)] == [date(2021, 10, 11)]  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        act.correct_airing(
            airing.pk,
            version=moved.version,
            changes={"is_aired": False},
            reason="Mất điện",
            by=cast.head,
            at=AT,
        )

    assert not Counted.objects.filter(measure="questions_aired", withdrawn_at__isnull=True).exists()
    assert on_air([question.pk]) == {}
    assert Notice.objects.filter(question=question, kind="on_air").count() == 1


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "hạn hôm nay, 11:30"), (1, "quá hạn từ hôm nay"), (-24 * 60, "còn 1 ngày làm việc")],
)
def test_work_due_at_noon_is_late_in_the_afternoon(cast: Cast, minutes: int, words: str) -> None:
    noon = datetime(2021, 10, 12, 4, 30, tzinfo=UTC)  # 11:30 in Vietnam, a Tuesday
    at = noon + timedelta(minutes=minutes)
    make.question(cast.root, state="in_work", lead=cast.agency, officer=cast.officer, due_at=noon)
    day = clock.local(at).date()

    (line,) = todo_questions.items(rights_of(cast.officer, day), at=at, on=day, calendar=working_calendar())

    assert line["state_label"].lower() == words
    assert line["state"] == ("overdue" if minutes > 0 else "at_risk")


def test_words_masked_again_are_masked_in_broadcasts_and_in_what_these_counted(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    old = "Nhà bà Ba số 5 có sổ chưa?"
    question = published(cast, may_air=True)
    Question.objects.filter(pk=question.pk).update(subject=old, text=old)
    station = plans.unit("Đài PT-TH", code="DPTTH")
    show = air.programme(station)
    aired = air.episode(show)
    air.item(aired, ref_id=question.pk, title=old, script=old, task_ids=[7])
    airing = air.planned(air.channel(station), air.moment(date(2021, 10, 10)), episode=aired)
    coming, rewritten = air.episode(show, state="draft"), air.episode(show, state="draft")
    with django_capture_on_commit_callbacks(execute=True):
        act.confirm_airing(airing.pk, by=cast.head, at=AT)
        untouched = editing.add_item(coming.pk, kind="question", ref_id=question.pk, by=cast.head, at=AT)
        touched = editing.add_item(rewritten.pk, kind="question", ref_id=question.pk, by=cast.head, at=AT)
        rewritten.refresh_from_db()
        editing.edit_item(
            touched.pk, version=rewritten.version, said={"script": "Lời của biên tập"}, by=cast.head, at=AT
        )

    with django_capture_on_commit_callbacks(execute=True):
        identity.set_masked(
            question.pk,
            subject="Nhà đã có sổ chưa?",
            text="Nhà đã có sổ chưa?",
            by=cast.intake,
            at=AT,
            version=1,
        )

    untouched.refresh_from_db()
    touched.refresh_from_db()
    assert untouched.title == touched.title == "Nhà đã có sổ chưa?"
    assert untouched.script.startswith("Câu hỏi: Nhà đã có sổ chưa?")
    assert untouched.has_consent
    assert (touched.script, touched.has_consent) == ("Lời của biên tập", False)
    assert airing.items.get().title == "Nhà đã có sổ chưa?"
    titles = set(Counted.objects.values_list("title", flat=True))
    assert f"Nhà đã có sổ chưa? ({airing.channel.name})" in titles
    assert not any("bà Ba" in title for title in titles)
    history = apps.get_model("broadcasts", "EpisodeItemEvent").objects  # what row history keeps
    assert not history.filter(title__contains="bà Ba").exists()
    assert not history.filter(pgh_obj_id=untouched.pk, script__contains="bà Ba").exists()
    assert not any("bà Ba" in str(entry.details) for entry in Deed.objects.all())


def test_question_taken_off_goes_by_its_code_in_broadcasts(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    question = published(cast, may_air=True)
    airing = on_the_air(question, cast)
    with django_capture_on_commit_callbacks(execute=True):
        act.confirm_airing(airing.pk, by=cast.head, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        unpublish(question.pk, "Sót tên", by=cast.intake, at=AT)

    assert airing.items.get().title == question.code
    assert airing.episode is not None
    assert airing.episode.items.get().title == question.code
