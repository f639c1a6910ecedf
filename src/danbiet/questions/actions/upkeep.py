"""What time and the world around do to questions: days that move, units that are joined, documents that change, airings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.workdays import Calendar
from danbiet.measures.actions import record_event, withdraw_event
from danbiet.measures.registry import QUESTIONS_AIRED
from danbiet.org.queries import working_calendar

from ..calc.clock import dues
from ..calc.moves import ANSWERED, OPEN
from ..enums import Actor
from ..models import Event, LegalBasis, Question
from ..queries.terms import terms_of_many
from .counting import SOURCE, counted_as
from .following import follow_successors
from .noting import announce, lock, moved, note, notify
from .refusals import NoConsent, NotNow

__all__ = ["Airing", "aired", "flag_document", "follow_successors", "not_aired", "recompute_open"]
BATCH = 2000


def recompute_open(*, at: datetime, reason: str, by: User | None = None) -> int:
    """Count every open question's due day anew and tell each that moved from when to when and why. Returns how many moved.

    In batches, each a transaction of its own: a killed run has done whole batches and the next one does the rest. Safe to
    run at any time and twice at once.
    """
    calendar = working_calendar()
    count = sum(_recompute(ids, calendar=calendar, at=at, reason=reason, by=by) for ids in _batches_of_open())
    if count:
        record("questions.recomputed", by=by, at=at, kind="calendar", reason=reason, count=count)
    return count


def _batches_of_open() -> Iterator[list[int]]:
    after = 0
    while True:
        rows = Question.objects.filter(state__in=OPEN, pk__gt=after).order_by("pk")
        ids = list(rows.values_list("pk", flat=True)[:BATCH])
        if not ids:
            return
        yield ids
        after = ids[-1]


@transaction.atomic
def _recompute(ids: list[int], *, calendar: Calendar, at: datetime, reason: str, by: User | None) -> int:
    rows = list(
        Question.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=ids, state__in=OPEN)
        .only("pk", "state", "due_at", "received_at", "reopened_at", "limit_days", "extra_days")
        .order_by("pk")
    )
    terms = terms_of_many(rows)
    ends = dues((terms[row.pk] for row in rows), calendar)
    changed = [(row, end) for row, end in zip(rows, ends, strict=True) if row.due_at != end]
    if not changed:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE questions_question AS q SET due_at = moved.due_at"
            " FROM unnest(%s::bigint[], %s::timestamptz[]) AS moved (id, due_at) WHERE q.id = moved.id",
            [[row.pk for row, _end in changed], [end for _row, end in changed]],
        )
    Event.objects.bulk_create(
        [
            Event(
                question_id=row.pk,
                at=at,
                verb="clock_moved",
                from_state=row.state,
                to_state=row.state,
                actor=Actor.SYSTEM,
                by=by,
                reason=reason,
                is_public=True,
                details=moved(row.due_at, end, why="calendar"),
            )
            for row, end in changed
        ],
        batch_size=1000,
    )
    return len(changed)


@transaction.atomic
def flag_document(document_id: int, words: str, *, at: datetime) -> int:
    """A document of the register was replaced or is no longer in force: every answer that rests on it says so, in these words
    ("" takes the flag away). Returns how many answers. The same words again change nothing."""
    rows = LegalBasis.objects.filter(document_id=document_id).exclude(flag=words[:250])
    touched = list(rows.select_related("answer__question").order_by("pk"))
    rows.update(flag=words[:250], flagged_at=at if words else None)
    for question in {basis.answer.question_id: basis.answer.question for basis in touched}.values():
        note(
            question, "document_flagged", by=None, at=at, actor=Actor.SYSTEM, reason=words,
            details={"document": document_id},
        )  # fmt: skip
        if question.is_readable:
            announce("published", question, at=at)
    return len(touched)


@dataclass(frozen=True, slots=True)
class Airing:
    """When and in what a question was on air: the airing's number, its day, programme and channel in words, the unit whose
    programme it is, the recording if there is one."""

    id: int
    on: date
    programme: str
    unit_id: int | None = None
    url: str = ""


@transaction.atomic
def aired(question_id: int, airing: Airing, *, by: User | None, at: datetime) -> Question:
    """The question was on air: its time line says so, the asker is told, it counts once for the agency that answered.

    Telling the same airing again changes nothing. Refused: without the asker's consent to go on air (NoConsent), before it
    was answered (NotNow).
    """
    question = lock(question_id)
    if not question.may_air:
        raise NoConsent(_("The asker has not agreed to go on air."))
    if question.state not in ANSWERED and question.state != "closed":
        raise NotNow(_("The question has not been answered."))
    if _airings(question, airing.id):
        return question
    note(
        question, "aired", by=by, at=at, actor=Actor.SYSTEM,
        details={"airing": airing.id, "on": airing.on.isoformat(), "programme": airing.programme, "url": airing.url},
    )  # fmt: skip
    title, url = counted_as(question)
    record_event(
        QUESTIONS_AIRED,
        on=airing.on,
        unit_id=question.lead_id or airing.unit_id or question.intake_unit_id,
        title=title,
        url=url,
        source_kind=SOURCE,
        source_id=question.pk,
        at=at,
        facets={"form": question.topic.name if question.topic else "", "language": question.language},
    )
    notify(question, "on_air", str(airing.id), at)
    return question


@transaction.atomic
def not_aired(question_id: int, airing_id: int, reason: str, *, by: User | None, at: datetime) -> Question:
    """An airing told before did not take place. Where none is left, the question counts no more as aired."""
    question = lock(question_id)
    if not _airings(question, airing_id):
        return question
    note(
        question, "not_aired", by=by, at=at, actor=Actor.SYSTEM, reason=reason, details={"airing": airing_id}
    )  # fmt: skip
    if not _airings(question):
        withdraw_event(
            QUESTIONS_AIRED, source_kind=SOURCE, source_id=question.pk, reason=reason.strip() or "–", at=at
        )
    return question


def _airings(question: Question, airing_id: int | None = None) -> list[int]:
    """Airings told and not taken back."""
    rows = Event.objects.filter(question=question, verb__in=("aired", "not_aired")).order_by("at", "id")
    held: dict[int, bool] = {}
    for verb, details in rows.values_list("verb", "details"):
        held[details["airing"]] = verb == "aired"
    return [one for one, is_on in held.items() if is_on and airing_id in (None, one)]
