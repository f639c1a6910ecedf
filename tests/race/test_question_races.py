"""Questions under two hands at once, and under SIGKILL in the middle. Real transactions, real processes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from tests.factories import questions as make
from tests.race.test_plan_races import killed_in_the_middle

from danbiet.measures.models import Event as Counted
from danbiet.questions.actions import answering, asking, intake, parts, upkeep, working
from danbiet.questions.actions.refusals import EditedMeanwhile, NotNow, QuestionRefusal
from danbiet.questions.models import Answer, Asker, Event, Notice, Part, Question

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = datetime(2021, 10, 8, 2, tzinfo=UTC)
TURNS = pytest.mark.parametrize("turn", range(4))


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, all let go at the same moment; what each gave or was refused with, in order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            results[place] = act()
        except QuestionRefusal as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def refused(results: list[object], *kinds: type[QuestionRefusal]) -> int:
    return sum(isinstance(result, kinds) for result in results)


def draft(number: int) -> asking.AskDraft:
    return asking.AskDraft(subject=f"Hỏi {number}", text="Mẹ tôi nhận thay?", phone="0912345678")


def test_sixteen_who_ask_at_once_get_sixteen_numbers_without_a_gap() -> None:
    make.cast()

    results = at_once(*[lambda n=n: asking.ask(draft(n), by=None, at=AT) for n in range(16)])

    assert sorted(Question.objects.values_list("number", flat=True)) == list(range(1, 17))
    assert len({question.code for question in results}) == 16  # type: ignore[attr-defined]
    assert Asker.objects.count() == 16


def test_without_waiting_for_each_other_two_would_take_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    make.cast()
    both_have_read, save = threading.Barrier(2), Question.save

    def save_later(self: Question, **more: Any) -> None:
        if more.get("force_insert"):
            both_have_read.wait(30)
        save(self, **more)

    monkeypatch.setattr(asking, "LOCK_SQL", "SELECT %s, %s")
    monkeypatch.setattr(Question, "save", save_later)
    broken: list[str] = []

    def ask(number: int) -> object:
        try:
            return asking.ask(draft(number), by=None, at=AT)
        except Exception as error:
            broken.append(type(error).__name__)
            return None

    at_once(lambda: ask(1), lambda: ask(2))

    assert broken == ["IntegrityError"]


@TURNS
def test_form_sent_twice_at_once_is_one_question(turn: int) -> None:
    make.cast()

    results = at_once(*[lambda: asking.ask(draft(1), by=None, at=AT, sent_key="khoa")] * 4)

    assert Question.objects.count() == 1
    assert len({question.pk for question in results}) == 1  # type: ignore[attr-defined]
    assert (Asker.objects.count(), Event.objects.count(), Notice.objects.count()) == (1, 1, 1)


@TURNS
def test_of_two_who_approve_at_once_one_signs(turn: int) -> None:
    cast = make.cast()
    asked = make.question(
        cast.root, state="in_approval", lead=cast.agency, is_masked_checked=True, may_publish=True
    )
    make.answer(asked, state="submitted")

    results = at_once(
        lambda: answering.approve(asked.pk, is_public=True, by=cast.head, at=AT, version=1),
        lambda: answering.approve(asked.pk, is_public=False, by=cast.head, at=AT, version=1),
    )

    assert refused(results, EditedMeanwhile) == 1
    assert Event.objects.filter(verb__in=("publish", "answer_privately")).count() == 1
    assert Counted.objects.filter(measure="questions_answered").count() == 1
    assert Notice.objects.filter(kind="answered").count() == 1


@TURNS
def test_of_two_who_write_at_once_the_second_is_told(turn: int) -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)

    results = at_once(
        lambda: answering.save_answer(asked.pk, "<p>một</p>", by=cast.officer, at=AT, version=1),
        lambda: answering.save_answer(asked.pk, "<p>hai</p>", by=cast.colleague, at=AT, version=1),
    )

    assert refused(results, EditedMeanwhile) == 1
    kept = next(result for result in results if isinstance(result, Answer))
    assert Answer.objects.get().body == kept.body


@TURNS
def test_handing_on_and_withdrawing_at_once_happen_one_after_the_other(turn: int) -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="accepted")

    results = at_once(
        lambda: intake.route(asked.pk, unit_id=cast.agency.pk, by=cast.intake, at=AT, version=1),
        lambda: asking.withdraw(asked.pk, by=None, at=AT),
    )

    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    routed = refused(results, EditedMeanwhile, NotNow) == 0
    assert asked.version == (3 if routed else 2)
    assert not Part.objects.filter(state="asked").exists()


@TURNS
def test_of_two_who_take_it_one_has_it(turn: int) -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="routed", lead=cast.agency)

    results = at_once(
        lambda: working.take(asked.pk, by=cast.officer, at=AT),
        lambda: working.take(asked.pk, by=cast.colleague, at=AT),
    )

    assert refused(results, NotNow) == 1


@TURNS
def test_part_handed_in_while_the_lead_writes_stops_nobody(turn: int) -> None:
    cast = make.cast()
    asked = make.question(cast.root, state="in_work", lead=cast.agency)
    part = make.part(asked, cast.other)

    results = at_once(
        lambda: answering.save_answer(asked.pk, "<p>một</p>", by=cast.officer, at=AT, version=1),
        lambda: parts.hand_in_part(part.pk, "<p>Ý kiến</p>", 1, by=cast.other_officer, at=AT),
    )

    assert refused(results, QuestionRefusal) == 0


def test_two_runs_over_the_calendar_move_each_question_once() -> None:
    cast = make.cast()
    for _ in range(30):
        make.question(cast.root, limit_days=6)

    results = at_once(*[lambda: upkeep.recompute_open(at=AT, reason="Lịch thay đổi")] * 2)

    assert sorted(results) == [0, 30]  # type: ignore[type-var]
    assert Event.objects.filter(verb="clock_moved").count() == 30


def test_kill_in_the_middle_of_asking_leaves_nothing_and_the_number_free() -> None:
    make.cast()

    killed_in_the_middle("""
from danbiet.questions.actions import asking
from danbiet.questions.models import Asker
def die(*args, **more):
    assert Asker.objects.count() == 1
    os.kill(os.getpid(), signal.SIGKILL)
asking.notify = die
draft = asking.AskDraft(subject="Hỏi", text="Mẹ tôi nhận thay?", phone="0912345678")
asking.ask(draft, by=None, at=datetime(2021, 10, 8, tzinfo=UTC))
""")

    assert not Question.objects.exists()
    assert asking.ask(draft(1), by=None, at=AT).code == "CH-2021-0001"


def test_kill_in_the_middle_of_signing_leaves_the_answer_unsigned() -> None:
    cast = make.cast()
    asked = make.question(
        cast.root, state="in_approval", lead=cast.agency, is_masked_checked=True, may_publish=True
    )
    make.answer(asked, state="submitted")

    killed_in_the_middle(f"""
from danbiet.accounts.models import User
from danbiet.questions.actions import answering
from danbiet.questions.models import Question
def die(*args, **more):
    assert Question.objects.get(pk={asked.pk}).state == "published"
    os.kill(os.getpid(), signal.SIGKILL)
answering._tell_askers = die
head = User.objects.get(pk={cast.head.pk})
answering.approve({asked.pk}, is_public=True, by=head, at=datetime(2021, 10, 8, tzinfo=UTC), version=1)
""")

    asked.refresh_from_db()
    assert (asked.state, asked.version, Answer.objects.get().state) == ("in_approval", 1, "submitted")
    assert not Event.objects.exists()
    assert not Counted.objects.exists()


def test_kill_between_batches_leaves_whole_batches_and_the_next_run_does_the_rest() -> None:
    cast = make.cast()
    for _ in range(6):
        make.question(cast.root, limit_days=6)

    killed_in_the_middle("""
from danbiet.questions.actions import upkeep
upkeep.BATCH = 2
real, calls = upkeep._recompute, []
def counted(*args, **more):
    calls.append(1)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)
upkeep._recompute = counted
upkeep.recompute_open(at=datetime(2021, 10, 8, tzinfo=UTC), reason="Lịch thay đổi")
""")

    assert Event.objects.filter(verb="clock_moved").count() == 4
    assert upkeep.recompute_open(at=AT, reason="Lịch thay đổi") == 2
