"""What an asker does, or an officer for somebody who telephoned, wrote or spoke."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files import File
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.kit.text import nfc
from danbiet.org.queries import rights_of, tree, working_calendar

from ..calc.clock import Terms, data_due, due, limit_for
from ..calc.moves import is_closed
from ..enums import Actor, DataRequestKind, IntakeChannel, SpokenLanguage, State
from ..models import Asker, DataRequest, Question, QuestionFile, Topic
from ..permissions import may_take_in
from ..queries.terms import limit_rules
from .keeping import attach, keep_words, stored
from .noting import (
    announce,
    asker_of,
    begin,
    covered,
    end_pause,
    finish,
    lock,
    note,
    notify,
    reckon_again,
    require_actor,
    require_version,
)
from .refusals import AlreadyDone, BadValue, NotAllowed, NotNow
from .standing import hide, tell_joined

LOCK = 0x636F6465  # "code": numbers of a year are given one after the other
LOCK_SQL = "SELECT pg_advisory_xact_lock(%s, %s)"
MAX_FILES = 5
LONGEST_SUBJECT, LONGEST_TEXT = 200, 5000


@dataclass(frozen=True, slots=True)
class AskDraft:
    """What is asked, by whom, with what consents. Contact is needed unless an officer writes it down for somebody."""

    subject: str
    text: str
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    original: str = ""  # the words in the asker's language; `text` is then the Vietnamese
    channel: str = IntakeChannel.WEB
    language: str = SpokenLanguage.VI
    topic_id: int | None = None
    place_id: int | None = None
    may_publish: bool = False
    may_name: bool = False
    may_air: bool = False
    verified_by: str = ""
    received_at: datetime | None = None  # of a letter that lay in the post room; never after `at`
    uploads: tuple[File[bytes], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    text: str
    name: str
    phone: str
    email: str
    address: str
    original: str
    verified_by: str


def ask(draft: AskDraft, *, by: User | None, at: datetime, sent_key: str = "") -> Question:
    """A question comes in: the words as they came encrypted, beside them masked; code, limit and due day; a receipt.

    The same `sent_key` again gives the question there is. Refused: something missing, too long or unknown (BadValue), a file
    the inspection refuses (media.FileRefused), an officer who does not sit at the desk (NotAllowed). Nothing is kept then.
    """
    try:
        with transaction.atomic():
            return _ask(draft, by=by, at=at, sent_key=sent_key)
    except IntegrityError:
        # The same form sent twice around midnight of New Year, when the two do not wait for each other.
        held = Question.objects.filter(sent_key=sent_key).first() if sent_key else None
        if held is None:
            raise
        return held


def _ask(draft: AskDraft, *, by: User | None, at: datetime, sent_key: str) -> Question:
    held = Question.objects.filter(sent_key=sent_key).first() if sent_key else None
    if held is not None:
        return held
    on = time.local(at).date()
    unit_id = tree(on).root.id
    if by is not None and not may_take_in(rights_of(by, on), unit_id):
        raise NotAllowed(_("Only the intake desk writes questions down for others."))
    words = _checked(draft, by=by, at=at)
    files = stored(draft.uploads, by=by, at=at)
    asker = Asker(
        name=words.name, phone=words.phone, email=words.email, address=words.address, subject=words.subject,
        text=words.text, original=words.original, verified_by=words.verified_by[:40],
    )  # fmt: skip
    received_at = draft.received_at or at
    limit = limit_for(limit_rules(), channel=draft.channel, topic_id=draft.topic_id)
    question = Question(
        sent_key=sent_key or None,
        link_nonce=secrets.token_hex(16),
        channel=draft.channel,
        language=draft.language,
        topic_id=draft.topic_id,
        place_id=draft.place_id,
        subject=covered(words.subject, asker)[:LONGEST_SUBJECT],
        text=covered(words.text, asker),
        intake_unit_id=unit_id,
        may_publish=draft.may_publish,
        may_name=draft.may_name and draft.may_publish,
        may_air=draft.may_air,
        received_at=received_at,
        limit_days=limit.working_days,
        due_at=due(Terms(received_at, limit.working_days), working_calendar()),
        told_at=at,
        taken_by=by,
    )
    if not _numbered(question, year=time.local(received_at).year):
        return Question.objects.get(sent_key=sent_key)
    asker.question = question
    asker.save(force_insert=True)
    attach(question, files, at=at)
    actor = Actor.ASKER if by is None else Actor.INTAKE
    consents = [name for name in ("may_publish", "may_name", "may_air") if getattr(question, name)]
    note(
        question, "ask", by=by, at=at, actor=actor, unit_id=unit_id if by else None,
        to_state=State.NEW, details={"channel": question.channel, "consents": consents, "files": len(files)},
    )  # fmt: skip
    notify(question, "received", "1", at)
    return question


def _numbered(question: Question, *, year: int) -> bool:
    """Give the next number of the year and insert. Whoever asks meanwhile waits: no number is left out or given twice, and a
    transaction that fails gives its number back. False when the same form was sent while this one waited."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_SQL, [LOCK, year])
        cursor.execute("SELECT max(number) FROM questions_question WHERE year = %s", [year])
        (last,) = cursor.fetchone()
    if question.sent_key and Question.objects.filter(sent_key=question.sent_key).exists():
        return False
    question.year, question.number = year, (last or 0) + 1
    question.code = f"CH-{year}-{question.number:04}"
    question.save(force_insert=True)
    return True


def _checked(draft: AskDraft, *, by: User | None, at: datetime) -> _Words:
    words = _Words(
        **{
            name: nfc(str(getattr(draft, name))).replace("\x00", "").strip()
            for name in ("subject", "text", "name", "phone", "email", "address", "original", "verified_by")
        }
    )
    _require_words(words.subject, field="subject", longest=LONGEST_SUBJECT)
    _require_words(words.text, field="text", longest=LONGEST_TEXT)
    if by is None and not (words.phone or words.email):
        raise BadValue(_("Leave a telephone number or a mail address for the answer."), field="phone")
    if draft.channel not in IntakeChannel.values or draft.language not in SpokenLanguage.values:
        raise BadValue(_("This is not one of the choices."), field="channel")
    if draft.topic_id is not None and not Topic.objects.filter(pk=draft.topic_id, is_active=True).exists():
        raise BadValue(_("This is not one of the choices."), field="topic")
    if draft.received_at is not None and draft.received_at > at:
        raise BadValue(_("This lies in the future."), field="received_at")
    if len(draft.uploads) > MAX_FILES:
        raise BadValue(_("At most %(count)s files.") % {"count": MAX_FILES}, field="files")
    return words


def _require_words(text: str, *, field: str, longest: int) -> None:
    if not text.strip():
        raise BadValue(_("This must not stay empty."), field=field)
    if len(text) > longest:
        raise BadValue(_("At most %(count)s characters.") % {"count": longest}, field=field)


@transaction.atomic
def give_info(
    question_id: int,
    text: str,
    *,
    by: User | None,
    at: datetime,
    uploads: tuple[File[bytes], ...] = (),
    version: int | None = None,
) -> Question:
    """The asker (or the desk for them) gives what was asked for: the question goes back to where it was, the clock runs again."""
    turn = begin(question_id, "give_info", by=by, at=at, version=version)
    question = turn.question
    said = nfc(text).replace("\x00", "").strip()
    _require_words(said, field="text", longest=LONGEST_TEXT)
    if QuestionFile.objects.filter(question=question).count() + len(uploads) > 2 * MAX_FILES:
        raise BadValue(_("At most %(count)s files.") % {"count": MAX_FILES}, field="files")
    attach(question, stored(uploads, by=by, at=at), at=at)
    keep_words(turn, said)
    back_to = question.state_before or (State.ROUTED if question.lead_id else State.ACCEPTED)
    end_pause(question, at=at)
    finish(turn, target=back_to, state_before="", told_at=at)
    reckon_again(question, why="pause", at=at, by=by, actor=turn.actor)
    return question


@transaction.atomic
def rate(question_id: int, stars: int, reason: str, *, at: datetime) -> Question:
    """The asker says how good the answer was, 1 to 5; a later rating replaces it. The reason is kept masked."""
    turn = begin(question_id, "rate", by=None, at=at)
    if stars not in range(1, 6):
        raise BadValue(_("Choose one to five stars."), field="stars")
    said = nfc(reason).replace("\x00", "").strip()[:LONGEST_TEXT]
    words = covered(said, asker_of(turn.question))
    finish(turn, rating=stars, rating_reason=words, rated_at=at, details={"stars": stars})
    return turn.question


@transaction.atomic
def reopen(question_id: int, reason: str, *, at: datetime) -> Question:
    """The asker is not content: once, within 15 days of the answer, the question goes back to who answered it, with the limit
    counted anew. Refused afterwards (NotNow), a second time (AlreadyDone), without a reason (ReasonMissing)."""
    turn = begin(question_id, "reopen", by=None, at=at, reason=reason)
    question = turn.question
    if question.answered_at is None or is_closed(
        question.state, answered_on=time.local(question.answered_at).date(), on=time.local(at).date()
    ):
        raise NotNow(_("The time in which the question could be reopened is over. Please ask a new one."))
    said = nfc(reason).replace("\x00", "").strip()
    _require_words(said, field="reason", longest=LONGEST_TEXT)
    keep_words(turn, said)
    was_public = question.state == State.PUBLISHED
    finish(
        turn,
        reopened_at=at,
        routed_at=at,
        told_at=at,
        extra_days=0,
        details={"was_public": was_public},
    )
    question.parts.filter(role="lead").exclude(state="recalled").update(
        state="asked", held_from=at, done_at=None
    )
    if was_public:  # readers keep the answer, with a word that another is being written
        announce("published", question, at=at)
    reckon_again(question, why="reopened", at=at, by=None, actor=turn.actor)
    return question


@transaction.atomic
def withdraw(question_id: int, *, by: User | None, at: datetime, version: int | None = None) -> Question:
    """The asker takes the question back before it was answered. It stays for the record and is never published; what readers
    had of a reopened one is taken off."""
    turn = begin(question_id, "withdraw", by=by, at=at, version=version)
    was_readable = turn.question.is_readable
    finish(turn, ended_at=at, published_at=None)
    if was_readable:
        hide(turn.question, at=at)
    tell_joined(turn.question, "joined_ended", at=at)
    return turn.question


@transaction.atomic
def want_data(question_id: int, kind: str, *, at: datetime) -> DataRequest:
    """The asker wants a copy of their data or its erasure: two working days. A second request while one is open is refused
    (AlreadyDone)."""
    question = lock(question_id)
    if kind not in DataRequestKind.values:
        raise BadValue(_("This is not one of the choices."), field="kind")
    if DataRequest.objects.filter(question=question, kind=kind, done_at__isnull=True).exists():
        raise AlreadyDone(_("Such a request has been made and waits for an answer."))
    wanted = DataRequest.objects.create(
        question=question, kind=kind, asked_at=at, due_on=data_due(at, working_calendar())
    )
    note(question, "want_data", by=None, at=at, actor=Actor.ASKER, details={"kind": kind})
    return wanted


@transaction.atomic
def transcribe(
    question_id: int, *, original: str, subject: str, text: str, by: User, at: datetime, version: int
) -> Question:
    """The desk writes down what was said in Khmer or Chinese and its Vietnamese: the two stay together, encrypted; the
    Vietnamese is masked anew and waits to be looked at."""
    question = lock(question_id)
    actor = require_actor(question, (Actor.INTAKE.value,), by=by, at=at)
    require_version(question, version)
    if question.is_readable:  # words nobody has looked at must not come before readers
        raise NotNow(_("The question is public. Take it off the public pages first."))
    asker = asker_of(question)
    if asker is None:
        raise NotNow(_("The asker's data has been erased."))
    _require_words(subject, field="subject", longest=LONGEST_SUBJECT)
    _require_words(text, field="text", longest=LONGEST_TEXT)
    asker.original, asker.subject, asker.text = nfc(original), nfc(subject).strip(), nfc(text).strip()
    asker.save(update_fields=["original", "subject", "text"])
    question.subject = covered(asker.subject, asker)[:LONGEST_SUBJECT]
    question.text = covered(asker.text, asker)
    question.is_masked_checked = False
    question.version += 1
    question.save(update_fields=["subject", "text", "is_masked_checked", "version"])
    note(question, "transcribe", by=by, at=at, actor=actor, unit_id=question.intake_unit_id)
    return question
