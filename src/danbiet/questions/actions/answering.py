"""The answer: written, handed in, returned, signed; before everybody or the asker alone; taken off again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.kit.text import nfc
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.registry import QUESTIONS_ANSWERED, QUESTIONS_IN_TIME
from danbiet.org.enums import Role
from danbiet.org.queries import rights_of

from ..calc.masking import leaks
from ..enums import AnswerState, PartRole, PartState, State
from ..models import Answer, Part, Question
from ..permissions import may_write_answer
from ..render import LONGEST, clean, plain
from .citing import keep_bases
from .counting import SOURCE, counted_as, rename_counted
from .noting import (
    Turn,
    announce,
    asker_of,
    begin,
    finish,
    known_of,
    lock,
    notify,
    recall_parts,
    require_version,
)
from .refusals import BadValue, NoConsent, NotAllowed, NotMasked, NotNow
from .standing import hide, tell_joined
from .telling import tell_people, tell_unit

WRITABLE = (State.ROUTED, State.IN_WORK, State.INFO_WANTED)


@transaction.atomic
def save_answer(
    question_id: int,
    body: str,
    *,
    bases: Sequence[Mapping[str, Any]] = (),
    valid_until: date | None = None,
    is_private: bool = False,
    by: User | None,
    at: datetime,
    version: int,
) -> Answer:
    """Keep the draft of the answer, with the documents it rests on (`document_id`, `title`, `article`, `url`). Who saves a
    question nobody has taken takes it. Refused: EditedMeanwhile, NotAllowed, NotNow, and BadValue for a text too long."""
    question = lock(question_id)
    lead_id = question.lead_id
    if by is None or lead_id is None or not may_write_answer(rights_of(by, time.local(at).date()), question):
        raise NotAllowed(_("This is not yours to do with this question."))
    require_version(question, version)
    if question.state not in WRITABLE:
        raise NotNow(_("The answer cannot be changed in this state."))
    if question.state == State.ROUTED:
        finish(begin(question_id, "take", by=by, at=at), officer_id=by.pk)
        question = lock(question_id)
    words = clean(nfc(body))
    if len(words) > LONGEST:
        raise BadValue(_("At most %(count)s characters.") % {"count": LONGEST}, field="body")
    answer = current_answer(question) or Answer(question=question, round=round_of(question))
    if answer.state == AnswerState.APPROVED:
        raise NotNow(_("This answer has been signed."))
    answer.unit_id, answer.body = lead_id, words
    answer.valid_until, answer.is_private = valid_until, is_private
    answer.state = AnswerState.RETURNED if answer.state == AnswerState.RETURNED else AnswerState.DRAFT
    answer.written_by, answer.written_at = by, at
    answer.version += answer.pk is not None
    answer.save()
    keep_bases(answer, bases)
    question.version += 1
    question.save(update_fields=["version"])
    return answer


@transaction.atomic
def submit(question_id: int, *, by: User | None, at: datetime, version: int) -> Question:
    """Hand the answer to the head of the agency. Refused (BadValue) while there is nothing in it."""
    turn = begin(question_id, "submit", by=by, at=at, version=version)
    question = turn.question
    answer = _draft(question)
    if not plain(answer.body):
        raise BadValue(_("Write the answer first."), field="body")
    answer.state, answer.submitted_at, answer.reason = AnswerState.SUBMITTED, at, ""
    answer.save(update_fields=["state", "submitted_at", "reason"])
    finish(turn, officer_id=question.officer_id or (by.pk if by else None))
    tell_unit(
        question,
        question.lead_id,
        (Role.HEAD,),
        key=f"submitted/{question.version}",
        subject=_("An answer waits for your approval"),
        text=_("An answer to this question waits for your approval."),
        at=at,
    )
    return question


@transaction.atomic
def recall(question_id: int, *, by: User | None, at: datetime, version: int | None = None) -> Question:
    """The writer takes the answer back to go on with it."""
    turn = begin(question_id, "recall", by=by, at=at, version=version)
    answer = _draft(turn.question)
    answer.state, answer.submitted_at = AnswerState.DRAFT, None
    answer.save(update_fields=["state", "submitted_at"])
    finish(turn)
    return turn.question


@transaction.atomic
def return_answer(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The head, or the intake desk when the answer does not fit the question (Quyết định 31/2021/QĐ-TTg, article 46), gives it
    back with a reason."""
    turn = begin(question_id, "return", by=by, at=at, version=version, reason=reason)
    question = turn.question
    answer = _draft(question)
    happened = finish(turn, reason=reason)
    answer.state, answer.reason = AnswerState.RETURNED, happened.reason
    answer.save(update_fields=["state", "reason"])
    tell_people(
        question,
        {pk for pk in (question.officer_id, answer.written_by_id) if pk},
        key=f"returned/{question.version}",
        subject=_("An answer was returned"),
        text=_("The answer was returned with this reason:") + f"\n{happened.reason}",
        at=at,
    )
    return question


@transaction.atomic
def approve(question_id: int, *, is_public: bool, by: User | None, at: datetime, version: int) -> Question:
    """The head signs: the answer is public or the asker's alone. It counts for the agency; the asker and everybody whose
    question was joined with this one are told.

    Refused for the public: nobody has looked at the masking, or the asker's name or contact stands in the answer (NotMasked);
    the asker did not agree (NoConsent). Of two heads at once the second gets EditedMeanwhile.
    """
    verb = "publish" if is_public else "answer_privately"
    turn = begin(question_id, verb, by=by, at=at, version=version)
    question = turn.question
    answer = _draft(question)
    was_readable = question.is_readable
    if is_public:
        _require_publishable(question, answer)
    _sign(answer, is_public=is_public, by=by, at=at)
    finish(turn, answered_at=at, published_at=at if is_public else None)
    Part.objects.filter(question=question, role=PartRole.LEAD, state=PartState.ASKED).update(
        state=PartState.HANDED_IN, done_at=at
    )
    recall_parts(question, at=at)
    _count(turn)
    _tell_askers(question, answer, at=at)
    announce("answered", question, at=at)
    if is_public:
        announce("published", question, at=at)
    elif was_readable:  # the earlier answer goes with the new one
        announce("hidden", question, at=at)
    return question


@transaction.atomic
def unpublish(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """Take question and answer off the public pages; the asker keeps the answer. It no longer counts as answered in public."""
    turn = begin(question_id, "unpublish", by=by, at=at, version=version, reason=reason)
    return _off_the_pages(turn, reason=reason, at=at)


@transaction.atomic
def take_off(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """Take off the public pages what they still show of a question that was reopened: the earlier answer. The work on it goes
    on. Refused (NotNow) when nothing of it is public."""
    turn = begin(question_id, "take_off", by=by, at=at, version=version, reason=reason)
    if not turn.question.is_readable:
        raise NotNow(_("Nothing of this question is public."))
    return _off_the_pages(turn, reason=reason, at=at)


@transaction.atomic
def close_answered(
    question_id: int, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The desk closes a privately answered question before the 15 days are over, when the asker said it is settled."""
    turn = begin(question_id, "close", by=by, at=at, version=version)
    finish(turn, ended_at=at)
    return turn.question


def round_of(question: Question) -> int:
    """Which answer is being written: the first, or the second of a reopened question."""
    return 2 if question.reopened_at else 1


def current_answer(question: Question) -> Answer | None:
    """The answer of the present round, None before anybody wrote."""
    return Answer.objects.filter(question=question, round=round_of(question)).first()


def _draft(question: Question) -> Answer:
    answer = current_answer(question)
    if answer is None or answer.state == AnswerState.APPROVED:
        raise BadValue(_("Write the answer first."), field="body")
    return answer


def _require_publishable(question: Question, answer: Answer) -> None:
    if not question.may_publish:
        raise NoConsent(_("The asker has not agreed to have the question published."))
    if not question.is_masked_checked:
        raise NotMasked(_("The intake desk has not looked at the masking yet."))
    values = [
        value for value in known_of(asker_of(question)) if not (question.may_name and value.kind == "name")
    ]
    words = f"{question.subject}\n{question.text}\n{plain(answer.body)}"
    if leaks(words, values):
        raise NotMasked(_("The asker's name or contact still stands in it."))


def _sign(answer: Answer, *, is_public: bool, by: User | None, at: datetime) -> None:
    answer.state, answer.approved_at, answer.is_private, answer.reason = (
        AnswerState.APPROVED,
        at,
        not is_public,
        "",
    )
    answer.signed_by = by
    answer.signer_name = by.full_name if by else ""
    answer.signer_title = by.job_title if by else ""
    answer.save(
        update_fields=[
            "state", "approved_at", "is_private", "reason", "signed_by", "signer_name", "signer_title",
        ]
    )  # fmt: skip


def _count(turn: Turn) -> None:
    """Counted once per question; of a reopened one the first answer counts. What is not public is counted without its words."""
    question, at = turn.question, turn.at
    in_time = at <= question.due_at
    title, url = counted_as(question)
    for measure in (QUESTIONS_ANSWERED, *((QUESTIONS_IN_TIME,) if in_time else ())):
        record_event(
            measure,
            on=time.local(at).date(),
            unit_id=question.lead_id or question.intake_unit_id,
            title=title,
            url=url,
            source_kind=SOURCE,
            source_id=question.pk,
            at=at,
            facets={"form": question.topic.name if question.topic else "", "language": question.language},
        )
    rename_counted(question)


def _off_the_pages(turn: Turn, *, reason: str, at: datetime) -> Question:
    """Read by nobody but the asker any more, and counted no more."""
    question = turn.question
    happened = finish(turn, reason=reason, published_at=None)
    for measure in (QUESTIONS_ANSWERED, QUESTIONS_IN_TIME):
        withdraw_event(measure, source_kind=SOURCE, source_id=question.pk, reason=happened.reason, at=at)
    hide(question, at=at)
    return question


def _tell_askers(question: Question, answer: Answer, *, at: datetime) -> None:
    """The asker and everybody whose question was joined with this one: of an answer that is not public these hear only that."""
    notify(question, "answered", str(answer.round), at)
    tell_joined(question, "answered" if question.is_readable else "joined_private", at=at)
