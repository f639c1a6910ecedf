"""Who may do what with questions. Sentences over the rights of the day and the table of states; nothing is read here.

Who may read is decided by the doors (`queries.doors`), in the database.
"""

from __future__ import annotations

from collections.abc import Collection

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .calc.moves import BY_VERB
from .enums import Actor, AnswerState, PartRole, PartState
from .models import Answer, Part, Question

DESK = (Role.INTAKE, Role.OFFICE)
WRITERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR)
PARTNERS = (*WRITERS, Role.HEAD)


def is_intake(rights: Rights, question: Question) -> bool:
    """The intake desk: its people and the reform office, exactly in the unit that took the question in."""
    return rights.in_unit(question.intake_unit_id, *DESK)


def actors(rights: Rights, question: Question) -> frozenset[str]:
    """In which parts of the table this person may act on this question."""
    found = set()
    if is_intake(rights, question):
        found.add(Actor.INTAKE.value)
    if question.lead_id is not None and rights.in_unit(question.lead_id, *WRITERS):
        found.add(Actor.AGENCY.value)
    if question.lead_id is not None and rights.in_unit(question.lead_id, Role.HEAD):
        found.add(Actor.APPROVER.value)
    return frozenset(found)


def may(rights: Rights, question: Question, verb: str) -> bool:
    """Whether the table lets this person make the move now."""
    move = BY_VERB[verb]
    return question.state in move.sources and bool(actors(rights, question) & set(move.actors))


def may_enter(rights: Rights) -> bool:
    """The desk's pages on questions are for everybody with a role; they show what that role reaches."""
    return rights.is_anyone


def may_enter_intake(rights: Rights) -> bool:
    """Whether there is an intake desk this person sits at."""
    return bool(rights.units_held(*DESK) & {unit.id for unit in rights.tree.roots})


def may_take_in(rights: Rights, unit_id: int) -> bool:
    """Writing a question down for somebody is the intake desk's."""
    return rights.in_unit(unit_id, *DESK)


def may_see_asker(rights: Rights, question: Question) -> bool:
    """Who asked, and the words as they came: the intake desk alone."""
    return is_intake(rights, question)


def may_write_answer(rights: Rights, question: Question) -> bool:
    """Drafts are written by the lead's own people."""
    return question.lead_id is not None and rights.in_unit(question.lead_id, *PARTNERS)


def may_read_answer(rights: Rights, question: Question, answer: Answer) -> bool:
    """What is signed is for everybody who may read the question; a draft is its writers' alone until they submit it, then the
    intake desk reads it as well."""
    if answer.state == AnswerState.APPROVED or may_write_answer(rights, question):
        return True
    return answer.state == AnswerState.SUBMITTED and is_intake(rights, question)


def may_ask_parts(rights: Rights, question: Question) -> bool:
    """The desk and the lead ask other agencies to contribute."""
    return is_intake(rights, question) or may_write_answer(rights, question)


def may_hand_in(rights: Rights, part: Part) -> bool:
    """A contribution comes from the people of the unit it was asked of."""
    return (
        part.role == PartRole.SUPPORT
        and part.state in (PartState.ASKED, PartState.HANDED_IN)
        and rights.in_unit(part.unit_id, *PARTNERS)
    )


def may_note(rights: Rights, question: Question, *, part_unit_ids: Collection[int] = ()) -> bool:
    """Internal notes are written by who works on it: the desk, the lead, the contributors."""
    units = {question.lead_id, *part_unit_ids} - {None}
    return is_intake(rights, question) or any(rights.in_unit(unit_id, *PARTNERS) for unit_id in units)


def may_see_data_requests(rights: Rights) -> bool:
    """Requests for one's own data are the intake desk's."""
    return may_enter_intake(rights)


def may_set_up(rights: Rights) -> bool:
    """Fields, limits and the desk's own snippets are kept by the intake desk."""
    return may_enter_intake(rights)


def may_write_snippet(rights: Rights, unit_id: int | None) -> bool:
    """A unit's snippets are its own people's, those of the whole province (no unit) the intake desk's."""
    return may_set_up(rights) if unit_id is None else rights.in_unit(unit_id, *PARTNERS)


def may_write_snippets(rights: Rights) -> bool:
    """Whether there are snippets this person may write."""
    return may_set_up(rights) or bool(rights.units_held(*PARTNERS))


def may_see_figures(rights: Rights) -> bool:
    """Figures and reports are for everybody with a role; they reach as far as it does."""
    return rights.is_anyone
