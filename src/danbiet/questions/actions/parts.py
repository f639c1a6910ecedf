"""What other agencies contribute to an answer: asked for, handed in, declined, recalled. The lead merges it into one answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.enums import Role
from danbiet.org.queries import rights_of, tree

from ..enums import Actor, PartRole, PartState, State
from ..models import Part, Question
from ..permissions import PARTNERS, may_ask_parts, may_hand_in
from ..render import clean, plain
from .noting import lock, note, require_version, without_asker
from .refusals import AlreadyDone, BadValue, EditedMeanwhile, NoQuestion, NotAllowed, NotNow, ReasonMissing
from .telling import tell_people, tell_unit

OPEN_FOR_PARTS = (State.ACCEPTED, State.ROUTED, State.IN_WORK, State.INFO_WANTED)
LONGEST = 40_000


@transaction.atomic
def ask_part(
    question_id: int, unit_id: int, wanted: str, *, by: User | None, at: datetime, version: int | None = None
) -> Part:
    """Ask another agency to contribute. The clock goes on. Refused: an agency that was asked already (AlreadyDone), that leads
    or does not exist that day (BadValue), a state in which nobody writes an answer (NotNow)."""
    question = lock(question_id)
    on = time.local(at).date()
    if by is None or not may_ask_parts(rights_of(by, on), question):
        raise NotAllowed(_("This is not yours to do with this question."))
    require_version(question, version)
    _require_open(question)
    if not wanted.strip():
        raise ReasonMissing(_("Say what the agency is to contribute."))
    if unit_id not in tree(on):
        raise BadValue(_("This unit does not exist on that day."), field="unit")
    if unit_id == question.lead_id:
        raise BadValue(_("The agency that leads cannot contribute to its own answer."), field="unit")
    if Part.objects.filter(question=question, unit_id=unit_id).exclude(state=PartState.RECALLED).exists():
        raise AlreadyDone(_("This agency has been asked already."))
    part = Part.objects.create(
        question=question,
        unit_id=unit_id,
        role=PartRole.SUPPORT,
        wanted=without_asker(wanted.strip(), question),
        asked_at=at,
        by=by,
    )
    _note(part, "part_asked", by=by, at=at)
    tell_unit(
        question,
        unit_id,
        (Role.OFFICE, Role.HEAD, Role.OFFICER),
        key=f"part_asked/{part.pk}",
        subject=_("A contribution is asked of your unit"),
        text=_("Your unit is asked to contribute to the answer to this question."),
        at=at,
    )
    return part


@transaction.atomic
def hand_in_part(part_id: int, text: str, version: int, *, by: User | None, at: datetime) -> Part:
    """Hand in the contribution, or another text in its place while the answer is being written. `version` is the part's."""
    part = _lock(part_id)
    _require_mine(part, by=by, at=at)
    _require_part_version(part, version)
    _require_open(part.question)
    words = clean(text)
    if not plain(words):
        raise BadValue(_("This must not stay empty."), field="text")
    if len(words) > LONGEST:
        raise BadValue(_("At most %(count)s characters.") % {"count": LONGEST}, field="text")
    _decide(part, PartState.HANDED_IN, by=by, at=at, text=words)
    _note(part, "part_handed_in", by=by, at=at)
    _tell_lead(part, at=at)
    return part


@transaction.atomic
def decline_part(
    part_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Part:
    """The agency has nothing to contribute, and says why."""
    part = _lock(part_id)
    _require_mine(part, by=by, at=at)
    _require_part_version(part, version)
    _require_asked(part)
    _require_reason(reason)
    _decide(part, PartState.DECLINED, by=by, at=at, reason=without_asker(reason.strip(), part.question))
    _note(part, "part_declined", by=by, at=at, reason=reason)
    _tell_lead(part, at=at)
    return part


@transaction.atomic
def recall_part(
    part_id: int, reason: str = "", *, by: User | None, at: datetime, version: int | None = None
) -> Part:
    """The contribution is no longer needed. What was handed in stays and cannot be recalled (NotNow)."""
    part = _lock(part_id)
    if by is None or not may_ask_parts(rights_of(by, time.local(at).date()), part.question):
        raise NotAllowed(_("This is not yours to do with this question."))
    _require_part_version(part, version)
    _require_asked(part)
    _decide(part, PartState.RECALLED, by=by, at=at, reason=without_asker(reason.strip(), part.question))
    _note(part, "part_recalled", by=by, at=at, reason=reason)
    return part


def _lock(part_id: int) -> Part:
    """The part under lock, its question first: everybody takes the two in this order."""
    found = Part.objects.filter(pk=part_id, role=PartRole.SUPPORT).first()
    if found is None:
        raise NoQuestion(_("There is no such contribution."))
    question = lock(found.question_id)
    part = Part.objects.select_for_update(no_key=True).get(pk=part_id)
    part.question = question
    return part


def _require_mine(part: Part, *, by: User | None, at: datetime) -> None:
    if by is None or not rights_of(by, time.local(at).date()).in_unit(part.unit_id, *PARTNERS):
        raise NotAllowed(_("This is not yours to do with this question."))
    if part.state == PartState.RECALLED:
        raise NotNow(_("This contribution is no longer needed."))
    if part.state != PartState.DECLINED and not may_hand_in(rights_of(by, time.local(at).date()), part):
        raise NotAllowed(_("This is not yours to do with this question."))


def _require_part_version(part: Part, version: int | None) -> None:
    if version is not None and part.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this contribution in the meantime. Nothing was overwritten."),
            current_version=part.version,
        )


def _require_open(question: Question) -> None:
    if question.state not in OPEN_FOR_PARTS:
        raise NotNow(_("Nobody is writing an answer to this question now."))


def _require_asked(part: Part) -> None:
    if part.state != PartState.ASKED:
        raise NotNow(_("This contribution has been handed in or is no longer needed."))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Say why: somebody reads it."))


def _decide(
    part: Part, state: str, *, by: User | None, at: datetime, text: str | None = None, reason: str = ""
) -> None:
    part.state, part.by, part.done_at, part.reason = state, by, at, reason
    part.text = part.text if text is None else text
    part.version += 1
    part.save(update_fields=["state", "by", "done_at", "reason", "text", "version"])


def _note(part: Part, verb: str, *, by: User | None, at: datetime, reason: str = "") -> None:
    note(
        part.question,
        verb,
        by=by,
        at=at,
        actor=Actor.AGENCY,
        unit_id=part.unit_id,
        reason=reason,
        details={"part": part.pk, "part_unit": part.unit_id},
    )


def _tell_lead(part: Part, *, at: datetime) -> None:
    officer = part.question.officer_id
    if officer is None:
        return
    tell_people(
        part.question,
        {officer},
        key=f"part/{part.pk}/{part.version}",
        subject=_("A contribution has come"),
        text=_("An agency that was asked to contribute has answered."),
        at=at,
    )
