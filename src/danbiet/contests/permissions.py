"""Who may do what with contests. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from collections.abc import Collection

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .models import Contest

DECLARERS = (Role.OFFICER, Role.OFFICE, Role.HEAD)
WRITERS = (Role.EDITOR, Role.OFFICER)


def may_enter(rights: Rights) -> bool:
    """What contests there are is no secret on the desk."""
    return rights.is_anyone


def may_create(rights: Rights) -> bool:
    """A reform office begins a contest, for a unit it reaches."""
    return bool(rights.units_held(Role.OFFICE))


def may_organise_for(rights: Rights, unit_id: int) -> bool:
    return rights.holds(unit_id, Role.OFFICE)


def may_run(rights: Rights, contest: Contest) -> bool:
    """Rules, units, sealing, extending: the office of the organiser or above it."""
    return may_organise_for(rights, contest.organiser_id)


def may_write_items(rights: Rights, contest: Contest) -> bool:
    """Items are written, brought in and looked at by the organiser's editors and officers, and its office."""
    return may_run(rights, contest) or rights.in_unit(contest.organiser_id, *WRITERS)


def may_see_bank(rights: Rights, contest: Contest) -> bool:
    """Banks are hidden from everybody else until they are public: an item that is known beforehand is worth nothing."""
    return may_write_items(rights, contest) or rights.holds(contest.organiser_id, Role.AUDITOR)


def may_see_contest(rights: Rights, contest: Contest, *, taking_part: Collection[int]) -> bool:
    """The organiser's people, who reads above it, and the units that take part."""
    return rights.holds(contest.organiser_id) or bool(rights.units_held() & set(taking_part))


def may_declare(rights: Rights, contest: Contest, unit_id: int) -> bool:
    """A head-count is the unit's own word; the organiser's office may write it down for it."""
    return rights.in_unit(unit_id, *DECLARERS) or may_run(rights, contest)


def may_have_documents(rights: Rights, contest: Contest) -> bool:
    """Minutes and lists with the winners' names: the office and the head of the organiser."""
    return may_run(rights, contest) or rights.holds(contest.organiser_id, Role.HEAD)


def may_see_round(rights: Rights, contest: Contest, *, taking_part: Collection[int]) -> bool:
    """A round while it runs: the organiser's people the whole of it, a unit that takes part its own turn-out."""
    return may_see_contest(rights, contest, taking_part=taking_part)


def may_see_whole_round(rights: Rights, contest: Contest) -> bool:
    """All units' turn-out, results before they are final, suspicions, appeals: the organiser's people and who reads above it."""
    return rights.holds(contest.organiser_id)


def may_judge(rights: Rights, contest: Contest) -> bool:
    """Disqualify, drop, answer appeals, decide suspicions, publish: the organiser's office."""
    return may_run(rights, contest)


def may_confirm_winners(rights: Rights, contest: Contest) -> bool:
    """Winners are the word of the organiser's head, never of the office that counted."""
    return rights.in_unit(contest.organiser_id, Role.HEAD)
