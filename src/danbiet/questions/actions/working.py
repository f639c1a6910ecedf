"""What an agency does with a question it was handed: takes it, passes it on, sends it back, asks for more time, tells how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.enums import Role
from danbiet.org.queries import holders, rights_of

from ..calc.clock import is_late
from ..enums import PartRole, PartState
from ..models import InternalNote, Message, Part, Pause, Question
from ..permissions import may_note
from .noting import begin, finish, lock, notify, recall_parts, reckon_again, without_asker
from .refusals import BadValue, NotAllowed, NotNow
from .telling import tell_people, tell_unit

PARTNERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR, Role.HEAD)
DESK = (Role.INTAKE, Role.OFFICE)
MOST_EXTRA_DAYS = Decimal(60)


@transaction.atomic
def take(question_id: int, *, by: User | None, at: datetime, version: int | None = None) -> Question:
    """Somebody of the agency takes the question: they are shown as who writes the answer."""
    turn = begin(question_id, "take", by=by, at=at, version=version)
    finish(turn, officer_id=by.pk if by else None)
    return turn.question


@transaction.atomic
def hand_over(
    question_id: int, to_user_id: int, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """A colleague goes on with it. Refused (BadValue): somebody without a role in the agency that leads."""
    turn = begin(question_id, "hand_over", by=by, at=at, version=version)
    question = turn.question
    colleagues = holders({question.lead_id or 0}, *PARTNERS, on=time.local(at).date())
    if to_user_id not in {colleague.user_id for colleague in colleagues}:
        raise BadValue(_("This person has no role in the agency that leads."), field="to_user")
    finish(turn, officer_id=to_user_id, details={"to": to_user_id, "from": question.officer_id})
    tell_people(
        question,
        {to_user_id} - {by.pk if by else 0},
        key=f"handed/{question.version}",
        subject=_("A question was handed over to you"),
        text=_("A colleague has handed this question over to you."),
        at=at,
    )
    return question


@transaction.atomic
def send_back(
    question_id: int, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """The agency is not competent: the question is the intake desk's again, with the reason and, best, who is. The clock goes on."""
    turn = begin(question_id, "send_back", by=by, at=at, version=version, reason=reason)
    question = turn.question
    left = question.lead_id
    Part.objects.filter(question=question, role=PartRole.LEAD).exclude(state=PartState.RECALLED).update(
        state=PartState.RECALLED, done_at=at, reason=without_asker(reason.strip(), question)
    )
    recall_parts(question, at=at)
    finish(turn, reason=reason, lead_id=None, officer_id=None, details={"from_unit": left})
    tell_unit(
        question,
        question.intake_unit_id,
        (Role.INTAKE,),
        key=f"sent_back/{question.version}",
        subject=_("A question was sent back"),
        text=_("An agency has sent this question back to the intake desk."),
        at=at,
    )
    return question


@transaction.atomic
def extend(
    question_id: int, days: Decimal, reason: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """More working days, in halves, once; the asker is told the new day and the reason. Refused when the answer is overdue
    already (NotNow): an extension comes before."""
    turn = begin(question_id, "extend", by=by, at=at, version=version, reason=reason)
    question = turn.question
    if not 0 < days <= MOST_EXTRA_DAYS or days * 2 % 1:
        raise BadValue(_("Count in whole or half days."), field="days")
    is_paused = Pause.objects.filter(question=question, ended_at__isnull=True).exists()
    if is_late(question.due_at, at=at, is_paused=is_paused):
        raise NotNow(_("The answer is overdue already; time can be extended only before."))
    finish(turn, reason=reason, extra_days=days, details={"days": str(days)})
    reckon_again(question, why="extension", at=at, by=by, actor=turn.actor)
    notify(question, "extended", str(question.version), at)
    return question


@transaction.atomic
def update(
    question_id: int, text: str, *, by: User | None, at: datetime, version: int | None = None
) -> Question:
    """Tell the asker how far it is; the next word is due seven working days later."""
    turn = begin(question_id, "update", by=by, at=at, version=version, reason=text)
    question = turn.question
    words = without_asker(text.strip(), question)
    Message.objects.create(
        question=question, at=at, is_from_asker=False, by=by, unit_id=turn.unit_id, text=words
    )
    happened = finish(turn)
    notify(question, "update", str(happened.pk), at)
    return question


@transaction.atomic
def note(
    question_id: int, text: str, *, mentions: Iterable[int] = (), by: User, at: datetime
) -> InternalNote:
    """Write something for colleagues; who is mentioned gets a letter with the code. Never shown to the asker, never published.

    Refused: people who do not work on the question (NotAllowed), mentioning somebody who cannot read it (BadValue).
    """
    question = lock(question_id)
    on = time.local(at).date()
    parts = set(
        Part.objects.filter(question=question)
        .exclude(state=PartState.RECALLED)
        .values_list("unit_id", flat=True)
    )
    rights = rights_of(by, on)
    if not may_note(rights, question, part_unit_ids=parts):
        raise NotAllowed(_("This is not yours to do with this question."))
    if not text.strip():
        raise BadValue(_("This must not stay empty."), field="text")
    agencies = (parts | {question.lead_id or 0}) - {0}
    readers = {one.user_id for one in holders(agencies, *PARTNERS, on=on)}
    readers |= {one.user_id for one in holders({question.intake_unit_id}, *DESK, on=on)}
    named = set(mentions)
    if named - readers:
        raise BadValue(_("Mention only people who work on this question."), field="mentions")
    mine = [unit_id for unit_id in (question.lead_id, *sorted(parts)) if unit_id and rights.in_unit(unit_id)]
    written = InternalNote.objects.create(
        question=question,
        by=by,
        unit_id=mine[0] if mine else question.intake_unit_id,
        at=at,
        text=without_asker(text.strip(), question),
    )
    written.mentions.set(named)
    tell_people(
        question,
        named - {by.pk},
        key=f"mentioned/{written.pk}",
        subject=_("You were mentioned"),
        text=_("%(name)s mentions you in an internal note on this question.") % {"name": by.full_name},
        at=at,
    )
    return written
