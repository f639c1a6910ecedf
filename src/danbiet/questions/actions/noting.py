"""What every change to a question has in common: the lock, who may, the move, its event, the clock, the word to the asker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock as time
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import rights_of, working_calendar

from ..calc.clock import due
from ..calc.masking import Known, findings, known, masked
from ..calc.moves import BY_VERB, ENDED, OPEN, Move, holder_of
from ..enums import Actor, PartState
from ..models import Asker, Event, Notice, Part, Pause, Question
from ..permissions import actors
from ..queries.terms import terms_of
from ..signals import question_answered, question_hidden, question_published
from .refusals import AlreadyDone, EditedMeanwhile, NoQuestion, NotAllowed, NotNow, ReasonMissing

CLOCK_STATES = ("accepted", "routed", "in_work", "info_wanted")  # a pause may be open in these alone
# What the asker sees on the time line; the rest is among officials.
PUBLIC_VERBS = frozenset(
    {
        "ask", "want_info", "give_info", "accept", "route", "reroute", "send_back", "take", "extend", "pause", "resume",
        "update", "publish", "answer_privately", "unpublish", "take_off", "rate", "reopen", "close", "refuse", "duplicate", "merge",
        "withdraw", "take_up_again", "follow_successor", "lose_agency", "clock_moved", "aired", "not_aired",
    }
)  # fmt: skip


@dataclass(slots=True)
class Turn:
    """A question under lock, the move that is being made and as whom."""

    question: Question
    move: Move
    actor: str
    by: User | None
    at: datetime
    unit_id: int | None


def lock(question_id: int) -> Question:
    """The row, held until the transaction ends."""
    rows = Question.objects.select_for_update(no_key=True, of=("self",))
    question = rows.filter(pk=question_id).first()
    if question is None:
        raise NoQuestion(_("There is no such question."))
    return question


def begin(
    question_id: int,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    version: int | None = None,
    reason: str = "",
    as_system: bool = False,
) -> Turn:
    """Lock the question and hold the move against the table. Nobody signed in is the asker (or, said so, the system).

    Refused: not this person's to do (NotAllowed), saved by somebody else since `version` (EditedMeanwhile), not in this state
    (NotNow), done once already (AlreadyDone), no reason (ReasonMissing).
    """
    question = lock(question_id)
    move = BY_VERB[verb]
    actor = require_actor(question, move.actors, by=by, at=at, as_system=as_system)
    require_version(question, version)
    if question.state not in move.sources:
        raise NotNow(_("The question's state does not allow this any more."))
    if move.once and _is_done(question, verb):
        raise AlreadyDone(_("This can be done only once."))
    if move.needs_reason and not reason.strip():
        raise ReasonMissing(_("Say why: somebody reads it."))
    return Turn(question, move, actor, by, at, unit_of(question, actor))


def require_actor(
    question: Question, allowed: tuple[str, ...], *, by: User | None, at: datetime, as_system: bool = False
) -> str:
    """As whom of `allowed` somebody acts. Refused (NotAllowed) when as none."""
    if by is None:
        mine = {Actor.SYSTEM.value if as_system else Actor.ASKER.value}
    else:
        mine = set(actors(rights_of(by, time.local(at).date()), question))
    chosen = next((actor for actor in allowed if actor in mine), None)
    if chosen is None:
        raise NotAllowed(_("This is not yours to do with this question."))
    return chosen


def require_version(question: Question, version: int | None) -> None:
    """Refused (EditedMeanwhile) when somebody has saved after `version` was shown."""
    if version is not None and question.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this question in the meantime. Nothing was overwritten."),
            current_version=question.version,
        )


def unit_of(question: Question, actor: str) -> int | None:
    """The unit in whose name an actor acts."""
    if actor == Actor.INTAKE:
        return question.intake_unit_id
    return question.lead_id if actor in (Actor.AGENCY, Actor.APPROVER) else None


def finish(
    turn: Turn,
    *,
    target: str | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
    **fields: Any,
) -> Event:
    """Write the move: state, further fields, a higher version, the event, the record. A pause that is open ends with a state
    in which the clock has nothing to stand still for. `target` where the table leaves it open."""
    question = turn.question
    before = question.state
    after = target or turn.move.target or before
    for name, value in fields.items():
        setattr(question, name, value)
    question.state = after
    question.version += 1
    question.save(update_fields=["state", "version", *fields])
    happened = note(
        question,
        turn.move.verb,
        by=turn.by,
        at=turn.at,
        actor=turn.actor,
        unit_id=turn.unit_id,
        reason=reason,
        from_state=before,
        to_state=after,
        details=_with_unit(details, question),
    )
    if after not in CLOCK_STATES and end_pause(question, at=turn.at) and after in OPEN:
        reckon_again(question, why="pause", at=turn.at, by=turn.by, actor=turn.actor)
    if after in ENDED:
        recall_parts(question, at=turn.at)
    return happened


def recall_parts(question: Question, *, at: datetime) -> None:
    """Nobody owes anything to this question any more: what was handed in stays."""
    Part.objects.filter(question=question, state=PartState.ASKED).update(state=PartState.RECALLED, done_at=at)


def announce(what: str, question: Question, *, at: datetime) -> None:
    """Tell the floors above, once the change is kept."""
    signal = {"published": question_published, "hidden": question_hidden, "answered": question_answered}[what]
    transaction.on_commit(partial(signal.send, sender=None, question_id=question.pk, at=at))


def note(
    question: Question,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    actor: str,
    unit_id: int | None = None,
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    details: dict[str, Any] | None = None,
) -> Event:
    """Add what happened to the time line and to the record of who did what. The asker's own values never get into it."""
    told = without_asker(reason.strip(), question)
    happened = Event.objects.create(
        question=question,
        at=at,
        verb=verb,
        from_state=from_state or question.state,
        to_state=to_state or question.state,
        actor=actor,
        by=by,
        unit_id=unit_id,
        reason=told,
        is_public=verb in PUBLIC_VERBS,
        details=details or {},
    )
    record(
        f"questions.{verb}",
        by=by,
        at=at,
        kind="question",
        object_id=question.pk,
        title=question.code,
        unit_id=unit_id or question.lead_id or question.intake_unit_id,
        reason=told,
        before=happened.from_state,
        after=happened.to_state,
    )
    return happened


# The clock


def begin_pause(question: Question, *, at: datetime, reason: str, is_for_asker: bool) -> None:
    """The clock stands still from now on; a pause that is open ends first."""
    end_pause(question, at=at)
    Pause.objects.create(
        question=question,
        began_at=at,
        reason=without_asker(reason.strip(), question),
        is_for_asker=is_for_asker,
    )


def end_pause(question: Question, *, at: datetime) -> bool:
    """The clock runs again; whether it stood still."""
    return bool(Pause.objects.filter(question=question, ended_at__isnull=True).update(ended_at=at))


def reckon_again(
    question: Question,
    *,
    why: str,
    at: datetime,
    by: User | None,
    actor: str,
    calendar: Calendar | None = None,
) -> None:
    """Write the due day anew; when it moved, an event tells from when to when and why ("pause", "extension", …)."""
    before, after = question.due_at, due(terms_of(question), calendar or working_calendar())
    if before == after:
        return
    question.due_at = after
    question.save(update_fields=["due_at"])
    Event.objects.create(
        question=question,
        at=at,
        verb="clock_moved",
        from_state=question.state,
        to_state=question.state,
        actor=actor,
        by=by,
        is_public=True,
        details=moved(before, after, why=why),
    )


def moved(before: datetime, after: datetime, *, why: str) -> dict[str, str]:
    """What an event `clock_moved` tells."""
    return {"before": before.isoformat(), "after": after.isoformat(), "why": why}


# The asker


def notify(question: Question, kind: str, key: str, at: datetime) -> None:
    """The asker is to be told something. Words and address are put together when it is sent; a key is told once."""
    Notice.objects.bulk_create(
        [
            Notice(
                question=question,
                kind=kind,
                key=f"{kind}/{question.pk}/{key}"[:80],
                created_at=at,
                not_before=at,
            )
        ],
        ignore_conflicts=True,
    )
    question.told_at = at
    question.save(update_fields=["told_at"])


def known_of(asker: Asker | None) -> tuple[Known, ...]:
    """The asker's values that no masked text may hold."""
    if asker is None:
        return ()
    return known(name=asker.name, phone=asker.phone, email=asker.email, address=asker.address)


def asker_of(question: Question) -> Asker | None:
    return Asker.objects.filter(question=question).first()


def without_asker(text: str, question: Question) -> str:
    """An official's words without the asker's own name and contact."""
    if not text:
        return ""
    found = findings(text, known_of(asker_of(question)))
    return masked(text, [one for one in found if one.is_known])


def covered(text: str, asker: Asker | None) -> str:
    """An asker's words with everything masked that masking finds."""
    return masked(text, findings(text, known_of(asker)))


def _with_unit(details: dict[str, Any] | None, question: Question) -> dict[str, Any]:
    """Which agency has it from now on, for who reads the holding times out of the events."""
    if holder_of(question.state) != "agency":
        return details or {}
    return {"unit": question.lead_id, **(details or {})}


def _is_done(question: Question, verb: str) -> bool:
    return bool(question.extra_days) if verb == "extend" else question.reopened_at is not None
