"""When units are joined, divided or end: open questions follow to whoever comes after; what was answered keeps its name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.org.enums import Role
from danbiet.org.queries import Tree, holders, name_at, successors_of, tree

from ..calc.moves import OPEN
from ..enums import PartRole, PartState, State
from ..models import Part, Question, Topic
from .noting import begin, finish, recall_parts
from .telling import tell_unit

PARTNERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR, Role.HEAD)


def follow_successors(*, on: date, at: datetime) -> int:
    """Hand every open question whose agency does not exist on the day to the one unit that came after it, with clock and
    history; where several came after or none, it goes back to the intake desk. Returns how many moved.

    Contributions, fields' usual agencies and the intake desk follow likewise. Each question is a transaction of its own;
    safe to run twice.
    """
    known = tree(on)
    if not len(known):
        return 0
    _follow_desk(known)
    leads = Question.objects.filter(state__in=OPEN, lead__isnull=False).exclude(
        lead__in=[unit.id for unit in known]
    )
    rows = list(leads.order_by("pk").values_list("pk", "lead_id"))
    after = _heirs({lead_id for _pk, lead_id in rows if lead_id}, known)
    count = 0
    for pk, lead_id in rows:
        if lead_id is not None:
            count += _follow(pk, gone=lead_id, heir=after[lead_id], on=on, at=at)
    _follow_parts(known, at=at)
    return count


@transaction.atomic
def _follow(question_id: int, *, gone: int, heir: int | None, on: date, at: datetime) -> bool:
    verb = "follow_successor" if heir else "lose_agency"
    values = {"old": name_at(gone, on), "new": name_at(heir, on) if heir else ""}
    if heir:
        reason = _("%(old)s has become %(new)s.") % values
    else:
        reason = _("%(old)s has ended or was divided; the intake desk decides who goes on.") % values
    held = Question.objects.filter(pk=question_id, lead_id=gone, state__in=OPEN).exists()
    if not held:
        return False  # somebody has handed it on in between
    turn = begin(question_id, verb, by=None, at=at, reason=reason, as_system=True)
    question = turn.question
    Part.objects.filter(question=question, role=PartRole.LEAD).exclude(state=PartState.RECALLED).update(
        state=PartState.RECALLED, done_at=at, reason=reason
    )
    details = {"from_unit": gone, "unit": heir}
    if heir is None:
        recall_parts(question, at=at)
        if question.state == State.INFO_WANTED:  # it goes on waiting for the asker, and then to the desk
            finish(
                turn, target=State.INFO_WANTED, reason=reason, state_before=State.SENT_BACK, lead_id=None,
                officer_id=None, details=details,
            )  # fmt: skip
        else:
            finish(turn, reason=reason, lead_id=None, officer_id=None, details=details)
        return True
    Part.objects.filter(question=question, unit_id=heir).exclude(state=PartState.RECALLED).update(
        state=PartState.RECALLED, done_at=at, reason=reason
    )
    Part.objects.create(question=question, unit_id=heir, role=PartRole.LEAD, asked_at=at, held_from=at)
    stays = {one.user_id for one in holders({heir}, *PARTNERS, on=on)}
    officer_id = question.officer_id if question.officer_id in stays else None
    question.answers.exclude(state="approved").update(unit_id=heir)
    finish(turn, reason=reason, lead_id=heir, officer_id=officer_id, details=details)
    tell_unit(
        question,
        heir,
        (Role.OFFICE, Role.HEAD),
        key=f"followed/{question.version}",
        subject=_("A question for your unit"),
        text=reason,
        at=at,
    )
    return True


@transaction.atomic
def _follow_parts(known: Tree, *, at: datetime) -> None:
    """Contributions still asked of units that are gone: asked of the one that came after, or no longer needed."""
    gone = Part.objects.filter(role=PartRole.SUPPORT, state=PartState.ASKED).exclude(
        unit__in=[unit.id for unit in known]
    )
    parts = list(gone.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    after = _heirs({part.unit_id for part in parts}, known)
    for part in parts:
        heir = after[part.unit_id]
        part.state, part.done_at = PartState.RECALLED, at
        part.version += 1
        part.save(update_fields=["state", "done_at", "version"])
        others = Part.objects.filter(question=part.question_id).exclude(state=PartState.RECALLED)
        if heir is not None and heir not in set(others.values_list("unit_id", flat=True)):
            Part.objects.create(
                question_id=part.question_id,
                unit_id=heir,
                role=PartRole.SUPPORT,
                wanted=part.wanted,
                asked_at=part.asked_at,
            )


@transaction.atomic
def _follow_desk(known: Tree) -> None:
    """The province itself may be joined with another: its desk then keeps all questions, also for requests for one's data."""
    ids = [unit.id for unit in known]
    desks = set(
        Question.objects.exclude(intake_unit__in=ids)
        .order_by()
        .values_list("intake_unit_id", flat=True)
        .distinct()
    )
    fields = set(
        Topic.objects.filter(unit__isnull=False).exclude(unit__in=ids).values_list("unit_id", flat=True)
    )
    after = _heirs({*desks, *(one for one in fields if one)}, known)
    for desk in desks:
        if after[desk] is not None:
            Question.objects.filter(intake_unit_id=desk).update(intake_unit_id=after[desk])
    for field in fields:
        if field is not None:
            Topic.objects.filter(unit_id=field).update(unit_id=after[field])


def _heirs(unit_ids: set[int], known: Tree) -> dict[int, int | None]:
    """Who took each over by decision, else the one unit of the day that came after it; None where there are several or none."""
    after = successors_of(unit_ids)
    living = {unit_id: [one for one in after[unit_id] if one in known] for unit_id in unit_ids}
    return {
        unit_id: known.seat(unit_id) or (heirs[0] if len(heirs) == 1 else None)
        for unit_id, heirs in living.items()
    }
