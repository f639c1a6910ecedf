"""The table of states, tried whole: every verb in every state as everybody. What the table names is done, all else refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from tests.factories import questions as make

from danbiet.accounts.models import User
from danbiet.org.queries import rights_of
from danbiet.questions.actions import answering, asking, intake, working
from danbiet.questions.actions.refusals import NotAllowed, NotNow, QuestionRefusal
from danbiet.questions.calc.moves import BY_VERB, ENDED, MOVES
from danbiet.questions.enums import Actor, Holder, State
from danbiet.questions.models import Event, Pause, Question
from danbiet.questions.permissions import may

pytestmark = pytest.mark.django_db
AT = make.AT + timedelta(hours=1)
AT_AGENCIES = ("routed", "in_work", "in_approval", "published", "answered")


@dataclass
class Try:
    """Somebody at a question, and what else the move needs."""

    cast: make.Cast
    question: Question
    other: Question
    public: Question
    by: User | None

    @property
    def who(self) -> dict[str, object]:
        return {"by": self.by, "at": AT}


Act = Callable[[Try], object]
ACTS: dict[str, Act] = {
    "want_info": lambda t: intake.want_info(t.question.pk, "Xin nói rõ", **t.who),  # type: ignore[arg-type]
    "give_info": lambda t: asking.give_info(t.question.pk, "Cho tôi", **t.who),  # type: ignore[arg-type]
    "accept": lambda t: intake.accept(t.question.pk, **t.who),  # type: ignore[arg-type]
    "route": lambda t: intake.route(t.question.pk, unit_id=t.cast.agency.pk, **t.who),  # type: ignore[arg-type]
    "reroute": lambda t: intake.reroute(t.question.pk, unit_id=t.cast.other.pk, reason="Nhầm", **t.who),  # type: ignore[arg-type]
    "send_back": lambda t: working.send_back(t.question.pk, "Không thuộc thẩm quyền", **t.who),  # type: ignore[arg-type]
    "take": lambda t: working.take(t.question.pk, **t.who),  # type: ignore[arg-type]
    "hand_over": lambda t: working.hand_over(t.question.pk, t.cast.colleague.pk, **t.who),  # type: ignore[arg-type]
    "extend": lambda t: working.extend(t.question.pk, Decimal(2), "Cần xác minh", **t.who),  # type: ignore[arg-type]
    "pause": lambda t: intake.pause(t.question.pk, "Chờ kết luận", **t.who),  # type: ignore[arg-type]
    "resume": lambda t: intake.resume(t.question.pk, **t.who),  # type: ignore[arg-type]
    "update": lambda t: working.update(t.question.pk, "Đang xác minh", **t.who),  # type: ignore[arg-type]
    "submit": lambda t: answering.submit(t.question.pk, version=1, **t.who),  # type: ignore[arg-type]
    "return": lambda t: answering.return_answer(t.question.pk, "Chưa rõ", **t.who),  # type: ignore[arg-type]
    "recall": lambda t: answering.recall(t.question.pk, **t.who),  # type: ignore[arg-type]
    "publish": lambda t: answering.approve(t.question.pk, is_public=True, version=1, **t.who),  # type: ignore[arg-type]
    "answer_privately": lambda t: answering.approve(t.question.pk, is_public=False, version=1, **t.who),  # type: ignore[arg-type]
    "unpublish": lambda t: answering.unpublish(t.question.pk, "Có sai sót", **t.who),  # type: ignore[arg-type]
    "take_off": lambda t: answering.take_off(t.question.pk, "Có sai sót", **t.who),  # type: ignore[arg-type]
    "close": lambda t: answering.close_answered(t.question.pk, **t.who),  # type: ignore[arg-type]
    "refuse": lambda t: intake.refuse(t.question.pk, "complaint", **t.who),  # type: ignore[arg-type]
    "duplicate": lambda t: intake.mark_duplicate(t.question.pk, t.public.pk, **t.who),  # type: ignore[arg-type]
    "merge": lambda t: intake.merge(t.question.pk, t.other.pk, **t.who),  # type: ignore[arg-type]
    "withdraw": lambda t: asking.withdraw(t.question.pk, **t.who),  # type: ignore[arg-type]
    "take_up_again": lambda t: intake.take_up_again(t.question.pk, "Xem lại", **t.who),  # type: ignore[arg-type]
}
BY_ASKER_ALONE: dict[str, Act] = {
    "rate": lambda t: asking.rate(t.question.pk, 4, "", at=AT),
    "reopen": lambda t: asking.reopen(t.question.pk, "Chưa rõ", at=AT),
}
BY_SYSTEM_ALONE = ("follow_successor", "lose_agency")  # walked in test_actions_upkeep
PEOPLE = ("asker", "intake", "agency", "approver", "stranger", "other_agency")


def person(cast: make.Cast, who: str) -> User | None:
    return {
        "asker": None, "intake": cast.intake, "agency": cast.officer, "approver": cast.head,
        "stranger": cast.auditor, "other_agency": cast.other_officer,
    }[who]  # fmt: skip


def standing(cast: make.Cast, state: str, verb: str) -> Question:
    """A question in the state with whatever the move needs besides: consent, an answer, a pause."""
    lead = cast.agency if state in (*AT_AGENCIES, "closed") else None
    question = make.question(
        cast.root, state=state, lead=lead, is_masked_checked=True, may_publish=True,
        state_before="new" if state == "info_wanted" else "",
        ended_at=make.AT if state in ENDED else None,
        **({"published_at": make.AT} if verb == "take_off" and state in BY_VERB[verb].sources else {}),
    )  # fmt: skip
    if verb == "resume":
        make.pause(question, is_for_asker=False)
    if lead is not None:
        signed = state in ("published", "answered", "closed")
        make.answer(
            question, state="approved" if signed else "submitted" if state == "in_approval" else "draft"
        )
    return question


def attempts(
    cast: make.Cast, verb: str, state: str, people: tuple[str, ...] = PEOPLE
) -> set[tuple[str, str]]:
    """(state, who) of whoever could make the move. Every attempt leaves nothing behind."""
    act = ACTS[verb] if verb in ACTS else BY_ASKER_ALONE[verb]
    made = set()
    with transaction.atomic():
        question = standing(cast, state, verb)
        other = make.question(cast.root, state="accepted")
        public = make.question(cast.root, state="published", lead=cast.other)
        for who in people:
            with transaction.atomic():
                if done(act, Try(cast, question, other, public, person(cast, who)), verb=verb, state=state):
                    made.add((state, who))
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    return made


def done(act: Act, attempt: Try, *, verb: str, state: str) -> bool:
    """Whether the move was made; then all it leaves is as the table says, else nothing is left."""
    try:
        with transaction.atomic():
            act(attempt)
    except (NotAllowed, NotNow):
        return False
    question = Question.objects.get(pk=attempt.question.pk)
    target = BY_VERB[verb].target or ("new" if verb == "give_info" else state)
    assert (question.state, question.version) == (target, 2)
    happened = Event.objects.get(question=question, verb=verb)
    assert (happened.from_state, happened.to_state) == (state, target)
    assert happened.actor in BY_VERB[verb].actors
    return True


@pytest.mark.parametrize("verb", ACTS)
def test_verb_is_done_where_the_table_says_so_and_refused_everywhere_else(verb: str) -> None:
    cast = make.cast()
    move = BY_VERB[verb]

    made = set().union(*(attempts(cast, verb, state) for state in State.values))

    # A question at the desk has no agency yet: there nobody is its officer or head.
    assert made == {
        (state, who) for state in move.sources for who in move.actors
        if who not in ("agency", "approver") or state in AT_AGENCIES
    }  # fmt: skip


@pytest.mark.parametrize("verb", BY_ASKER_ALONE)
def test_asker_rates_and_reopens_an_answer_and_nothing_else(verb: str) -> None:
    cast = make.cast()

    made = set().union(*(attempts(cast, verb, state, ("asker",)) for state in State.values))

    assert made == {("published", "asker"), ("answered", "asker")}
    assert BY_VERB[verb].actors == ("asker",)


def test_every_verb_of_the_table_is_tried() -> None:
    tried_verbs = {*ACTS, *BY_ASKER_ALONE, *BY_SYSTEM_ALONE, "ask"}
    assert {move.verb for move in MOVES} == tried_verbs


def test_table_and_enumerations_speak_the_same_words() -> None:
    states = {state for move in MOVES for state in (*move.sources, move.target)} - {""}
    assert states == set(State.values)
    assert {actor for move in MOVES for actor in move.actors} == set(Actor.values)
    assert set(Holder.values) == {"intake", "agency", "asker", "nobody"}
    assert len(BY_VERB) == len(MOVES)


REASONED = [move.verb for move in MOVES if move.needs_reason and move.verb not in BY_SYSTEM_ALONE]


@pytest.mark.parametrize("verb", REASONED)
def test_move_that_needs_a_reason_is_refused_without_one(verb: str) -> None:
    cast = make.cast()
    move = BY_VERB[verb]
    state = next(s for s in move.sources if "agency" not in move.actors or s in AT_AGENCIES)
    question = standing(cast, state, verb)
    who = next(actor for actor in ("approver", "agency", "intake", "asker") if actor in move.actors)
    by = person(cast, who)
    blank: dict[str, Callable[[], object]] = {
        "want_info": lambda: intake.want_info(question.pk, " ", by=by, at=AT),
        "reroute": lambda: intake.reroute(question.pk, unit_id=cast.other.pk, reason="", by=by, at=AT),
        "send_back": lambda: working.send_back(question.pk, "", by=by, at=AT),
        "extend": lambda: working.extend(question.pk, Decimal(1), "\n", by=by, at=AT),
        "pause": lambda: intake.pause(question.pk, "", by=by, at=AT),
        "update": lambda: working.update(question.pk, "", by=by, at=AT),
        "return": lambda: answering.return_answer(question.pk, "", by=by, at=AT),
        "unpublish": lambda: answering.unpublish(question.pk, "", by=by, at=AT),
        "take_off": lambda: answering.take_off(question.pk, " ", by=by, at=AT),
        "reopen": lambda: asking.reopen(question.pk, "", at=AT),
        "take_up_again": lambda: intake.take_up_again(question.pk, "", by=by, at=AT),
    }
    if verb == "refuse":  # the guidance of its kind is the reason
        intake.refuse(question.pk, "denunciation", "", by=by, at=AT)
        told = Event.objects.get(verb="refuse")
        assert told.details == {"kind": "denunciation"}
        assert told.reason.strip()
        return

    with pytest.raises(QuestionRefusal) as refusal:
        blank[verb]()

    assert type(refusal.value).__name__ == "ReasonMissing"


def test_screens_offer_exactly_what_actions_do() -> None:
    cast = make.cast()
    everybody = {who: rights_of(person(cast, who), AT.date()) for who in PEOPLE[1:-2] if person(cast, who)}  # type: ignore[arg-type]
    for state in State.values:
        question = standing(cast, state, "")
        for who, rights in everybody.items():
            for verb in ACTS:
                offered = may(rights, question, verb)
                move = BY_VERB[verb]
                mine = who in move.actors and state in move.sources
                has_lead = who not in ("agency", "approver") or question.lead_id is not None
                assert offered == (mine and has_lead), (verb, state, who)


def test_pause_ends_with_a_state_in_which_no_clock_runs() -> None:
    cast = make.cast()
    question = standing(cast, "in_work", "resume")

    answering.submit(question.pk, by=cast.officer, at=AT, version=1)

    assert Pause.objects.get().ended_at == AT


def test_every_event_the_code_writes_has_words_on_the_time_lines() -> None:
    from danbiet.questions.actions.noting import PUBLIC_VERBS
    from danbiet.questions.views.desk_words import verb_words
    from danbiet.questions.views.follow_words import HAPPENED

    besides = {
        "mask", "describe", "transcribe", "want_data", "data_done", "document_flagged", "called", "file_shown", "file_hidden",
        "identity_opened", "clock_moved", "aired", "not_aired", "part_asked", "part_handed_in", "part_declined", "part_recalled",
    }  # fmt: skip

    assert {*BY_VERB, *besides} == set(verb_words())
    assert set(HAPPENED) == PUBLIC_VERBS
