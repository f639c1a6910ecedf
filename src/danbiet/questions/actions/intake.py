"""What the intake desk does with a question: takes it in, asks for more, hands it to an agency, or sends the asker elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.enums import Role
from danbiet.org.queries import tree

from ..calc.moves import ANSWERED, OPEN
from ..enums import Actor, PartRole, PartState, RefusalKind, State
from ..models import InternalNote, Message, Part, Pause, Question
from .identity import describe, fulfil_data_request, open_identity, review, set_masked, show_file_to_agency
from .noting import (
    Turn,
    begin,
    begin_pause,
    end_pause,
    finish,
    notify,
    recall_parts,
    reckon_again,
    without_asker,
)
from .refusals import AlreadyDone, BadValue, NotNow
from .standing import tell_joined
from .telling import tell_unit

__all__ = [
    "accept",
    "describe",
    "fulfil_data_request",
    "guidance",
    "mark_duplicate",
    "merge",
    "open_identity",
    "pause",
    "refuse",
    "reroute",
    "resume",
    "review",
    "route",
    "set_masked",
    "show_file_to_agency",
    "take_up_again",
    "want_info",
]
WRITERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR, Role.HEAD)


@transaction.atomic
def accept(question_id: int, *, by: User | None, at: datetime, version: int | None = None) -> Question:
    """The desk takes the question in: from here it is the programme's to answer."""
    turn = begin(question_id, "accept", by=by, at=at, version=version)
    finish(turn)
    return turn.question


@transaction.atomic
def want_info(
    question_id: int, text: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """Ask the asker for more, in these words. The clock stands still until they answer."""
    turn = begin(question_id, "want_info", by=by, at=at, version=version, reason=text)
    question = turn.question
    Message.objects.create(
        question=question,
        at=at,
        is_from_asker=False,
        by=by,
        unit_id=turn.unit_id,
        text=without_asker(text.strip(), question),
    )
    begin_pause(question, at=at, reason="", is_for_asker=True)
    happened = finish(turn, state_before=question.state)
    reckon_again(question, why="pause", at=at, by=by, actor=turn.actor)  # a pause of the desk's ended
    notify(question, "info_wanted", str(happened.pk), at)
    return question


@transaction.atomic
def route(
    question_id: int,
    *,
    unit_id: int,
    support: Iterable[int] = (),
    wanted: str = "",
    note: str = "",
    by: User | None,
    at: datetime,
    version: int | None = None,
) -> Question:
    """Hand the question to the agency that leads, and ask others to contribute `wanted`. `note` is for officials alone.

    Refused (BadValue): a unit that does not exist that day, the lead among those who contribute.
    """
    turn = begin(question_id, "route", by=by, at=at, version=version)
    return _hand_to(turn, unit_id=unit_id, support=support, wanted=wanted, note=note)


@transaction.atomic
def reroute(
    question_id: int,
    *,
    unit_id: int,
    reason: str,
    support: Iterable[int] = (),
    wanted: str = "",
    note: str = "",
    by: User | None,
    at: datetime,
    version: int | None = None,
) -> Question:
    """Take the question from the agency that has it and hand it to another, with a reason both read."""
    turn = begin(question_id, "reroute", by=by, at=at, version=version, reason=reason)
    if turn.question.lead_id == unit_id:
        raise BadValue(_("This agency has the question already."), field="unit")
    return _hand_to(turn, unit_id=unit_id, support=support, wanted=wanted, note=note, reason=reason)


def _hand_to(
    turn: Turn, *, unit_id: int, support: Iterable[int], wanted: str, note: str, reason: str = ""
) -> Question:
    question, at = turn.question, turn.at
    others = list(dict.fromkeys(support))
    known = tree(time.local(at).date())
    if unit_id in others:
        raise BadValue(_("The agency that leads cannot contribute to its own answer."), field="support")
    for wanted_id in (unit_id, *others):
        if wanted_id not in known:
            raise BadValue(_("This unit does not exist on that day."), field="unit")
    held = set(
        Part.objects.filter(question=question, role=PartRole.SUPPORT)
        .exclude(state=PartState.RECALLED)
        .values_list("unit_id", flat=True)
    )
    Part.objects.filter(question=question).filter(role=PartRole.LEAD).exclude(
        state=PartState.RECALLED
    ).update(state=PartState.RECALLED, done_at=at, reason=without_asker(reason.strip(), question))
    Part.objects.filter(question=question, unit_id=unit_id).exclude(state=PartState.RECALLED).update(
        state=PartState.RECALLED, done_at=at
    )
    Part.objects.create(question=question, unit_id=unit_id, role=PartRole.LEAD, asked_at=at, held_from=at)
    words = without_asker(wanted.strip(), question)
    Part.objects.bulk_create(
        Part(question=question, unit_id=other, role=PartRole.SUPPORT, wanted=words, asked_at=at)
        for other in others
        if other not in held
    )
    if note.strip() and turn.by is not None:
        InternalNote.objects.create(
            question=question,
            by=turn.by,
            unit_id=question.intake_unit_id,
            at=at,
            text=without_asker(note.strip(), question),
        )
    details = {"unit": unit_id, "support": others, "from_unit": question.lead_id}
    finish(turn, reason=reason, lead_id=unit_id, officer_id=None, routed_at=at, details=details)
    for asked_id in (unit_id, *others):
        tell_unit(
            question,
            asked_id,
            (Role.OFFICE, Role.HEAD),
            key=f"routed/{asked_id}/{question.version}",
            subject=_("A question for your unit"),
            text=_("The intake desk has handed this question to your unit."),
            at=at,
        )
    return question


@transaction.atomic
def refuse(
    question_id: int,
    kind: str,
    reason: str = "",
    *,
    by: User | None,
    at: datetime,
    version: int | None = None,
) -> Question:
    """Do not take the question on, and show the asker the right door. Without words of the desk's own the guidance of the
    kind is told."""
    if kind not in RefusalKind.values:
        raise BadValue(_("This is not one of the choices."), field="kind")
    told = reason.strip() or guidance()[str(RefusalKind(kind).label)]
    turn = begin(question_id, "refuse", by=by, at=at, version=version, reason=told)
    happened = finish(turn, reason=told, refusal=kind, ended_at=at, details={"kind": kind})
    notify(turn.question, "refused", str(happened.pk), at)
    tell_joined(turn.question, "joined_ended", at=at)
    return turn.question


@transaction.atomic
def mark_duplicate(
    question_id: int, of: int, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The question was asked and answered before: the asker is shown that answer."""
    turn = begin(question_id, "duplicate", by=by, at=at, version=version)
    other = _other(turn.question, of)
    if other.state not in ANSWERED and other.state != State.CLOSED:
        raise BadValue(_("That question has no answer yet; join the two instead."), field="of")
    if other.state != State.PUBLISHED:
        raise BadValue(_("That answer is not public: the asker could not read it."), field="of")
    happened = finish(turn, same_as_id=other.pk, ended_at=at, details={"of": other.pk})
    notify(turn.question, "duplicate", str(happened.pk), at)
    tell_joined(turn.question, "duplicate", at=at)
    return turn.question


@transaction.atomic
def merge(
    question_id: int, into: int, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The question goes on with another one that is open: its asker is told when that one is answered."""
    turn = begin(question_id, "merge", by=by, at=at, version=version)
    other = _other(turn.question, into)
    if other.state not in OPEN:
        raise BadValue(_("That question is not open any more."), field="into")
    happened = finish(
        turn, same_as_id=other.pk, ended_at=at, lead_id=None, officer_id=None, details={"into": other.pk}
    )
    notify(turn.question, "merged", str(happened.pk), at)
    return turn.question


def _other(question: Question, other_id: int) -> Question:
    """The question meant, at the end of a chain of duplicates."""
    other = Question.objects.select_related("same_as").filter(pk=other_id).first()
    seen = {question.pk}
    while other is not None and other.same_as is not None and other.pk not in seen:
        seen.add(other.pk)
        other = other.same_as
    if other is None or other.pk in seen:
        raise BadValue(_("Choose another question."), field="of")
    return other


@transaction.atomic
def pause(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The clock stands still from now on, for a reason the asker reads. Refused (AlreadyDone) when it does already."""
    turn = begin(question_id, "pause", by=by, at=at, version=version, reason=reason)
    if Pause.objects.filter(question=turn.question, ended_at__isnull=True).exists():
        raise AlreadyDone(_("The clock stands still already."))
    begin_pause(turn.question, at=at, reason=reason, is_for_asker=False)
    finish(turn, reason=reason)
    return turn.question


@transaction.atomic
def resume(question_id: int, *, by: User | None, at: datetime, version: int | None = None) -> Question:
    """The clock runs again; the due day moves by what it stood still. Refused (NotNow) when it runs."""
    turn = begin(question_id, "resume", by=by, at=at, version=version)
    if not end_pause(turn.question, at=at):
        raise NotNow(_("The clock is running."))
    finish(turn)
    reckon_again(turn.question, why="pause", at=at, by=by, actor=turn.actor)
    return turn.question


@transaction.atomic
def take_up_again(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """What was refused, called a duplicate or joined with another is handled after all; the time in between does not count."""
    turn = begin(question_id, "take_up_again", by=by, at=at, version=version, reason=reason)
    question = turn.question
    if question.ended_at is not None and question.ended_at < at:
        Pause.objects.create(question=question, began_at=question.ended_at, ended_at=at)
    finish(
        turn, reason=reason, ended_at=None, refusal="", same_as_id=None, lead_id=None, officer_id=None
    )  # fmt: skip
    recall_parts(question, at=at)
    reckon_again(question, why="taken_up", at=at, by=by, actor=Actor.INTAKE)
    notify(question, "taken_up", str(question.version), at)
    return question


def guidance() -> dict[str, str]:
    """What an asker is told for each kind of refusal (by its label), unless the desk writes its own words."""
    texts = {
        RefusalKind.COMPLAINT: _(
            "This is a complaint about a decision or an act of an agency. Complaints follow the Law on Complaints and are not "
            "handled by this column. Send it to the agency that made the decision, or hand it in at the citizens' reception "
            "desk; the time limits and your rights are kept there."
        ),
        RefusalKind.DENUNCIATION: _(
            "This is a denunciation. Denunciations follow the Law on Denunciations, which protects whoever makes one, and are "
            "not handled by this column. Hand it in at the citizens' reception desk or send it to the competent agency; "
            "please do not publish names here."
        ),
        RefusalKind.CONTENT: _(
            "What was sent holds no question an agency could answer. You are welcome to ask again: say what you need, where, "
            "and which step you are at."
        ),
        RefusalKind.OTHER_PLACE: _(
            "This is not the business of the agencies of this province. Please ask the portal of the province or ministry it "
            "concerns; the National Public Service Portal takes questions for all of them."
        ),
    }
    return {str(RefusalKind(kind).label): text for kind, text in texts.items()}
