"""Who may do what with the index. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .enums import Stage
from .models import Edition, Participant

WRITERS = (Role.OFFICER, Role.OFFICE, Role.HEAD)
Assigned = Mapping[str, Collection[int]]  # number of a domain → the units that appraise it


def may_enter(rights: Rights) -> bool:
    """Which editions there are is no secret on the desk."""
    return rights.is_anyone


def may_keep_sets(rights: Rights) -> bool:
    """A reform office brings in and takes out sets of criteria."""
    return bool(rights.units_held(Role.OFFICE))


def may_run(rights: Rights, edition: Edition) -> bool:
    """Windows, exemptions, appraisal, publication: the office whose edition it is, or one above it."""
    return rights.holds(edition.office_id, Role.OFFICE)


def may_oversee(rights: Rights, edition: Edition) -> bool:
    """All sheets are read by the people of the edition's office, its head and the auditors above."""
    return rights.holds(edition.office_id, Role.OFFICE, Role.HEAD, Role.AUDITOR)


def may_have_decision(rights: Rights, edition: Edition) -> bool:
    """The decision and its draft are made for the office and its head."""
    return rights.holds(edition.office_id, Role.OFFICE, Role.HEAD)


def sheet_at(rights: Rights, participant: Participant) -> int:
    """The unit whose people go on with a sheet: the one it is about, unless a reorganisation gave it to another (ADR 0045)."""
    return rights.tree.keeper("index_sheets", participant.pk, participant.unit_id)


def may_see_sheet(rights: Rights, edition: Edition, participant: Participant) -> bool:
    """A unit's sheet: its own people, whoever stands above it, the edition's office."""
    return rights.holds(sheet_at(rights, participant)) or may_oversee(rights, edition)


def may_write_sheet(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """The unit's own people, while self-assessment is open and the head has not signed."""
    return (
        stage == Stage.SELF
        and participant.signed_at is None
        and rights.in_unit(sheet_at(rights, participant), *WRITERS)
    )


def may_sign(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """Only the head stands for a sheet, and may take it back, while self-assessment is open."""
    return stage == Stage.SELF and rights.in_unit(sheet_at(rights, participant), Role.HEAD)


def domains_appraised(rights: Rights, participant: Participant, assigned: Assigned) -> frozenset[str]:
    """The domains of a sheet that a person's unit appraises. Nobody appraises the sheet of their own unit."""
    if rights.in_unit(sheet_at(rights, participant)):
        return frozenset()
    return frozenset(
        number
        for number, unit_ids in assigned.items()
        if any(rights.in_unit(unit_id, *WRITERS) for unit_id in unit_ids)
    )


def domains_seen(
    rights: Rights, edition: Edition, participant: Participant, assigned: Assigned
) -> frozenset[str] | None:
    """The domains of a sheet a person reads: None all of them, else those their unit appraises; none for a stranger."""
    if may_see_sheet(rights, edition, participant):
        return None
    return domains_appraised(rights, participant, assigned)


def may_appraise(
    rights: Rights, participant: Participant, number: str, *, stage: str, assigned: Assigned
) -> bool:
    """The office, and for its domains the unit they are assigned to, from the end of self-assessment until replies are in.

    `number`: of the domain, or of a row below it.
    """
    if stage not in (Stage.APPRAISAL, Stage.REPLY):
        return False
    is_assigned = number.partition(".")[0] in domains_appraised(rights, participant, assigned)
    return is_assigned or may_run(rights, participant.edition)


def may_assign(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The office deals out domains until publication."""
    return stage != Stage.PUBLISHED and may_run(rights, edition)


def may_reply(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """The unit answers for itself, while replies are open."""
    return stage == Stage.REPLY and rights.in_unit(sheet_at(rights, participant), *WRITERS)


def may_decide(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The council's decisions are written down by the office."""
    return stage in (Stage.COUNCIL, Stage.CLOSED) and may_run(rights, edition)


def may_exempt(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """Until publication."""
    return stage != Stage.PUBLISHED and may_run(rights, edition)


def may_publish(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The head of the edition's unit, once the council's days are over."""
    return stage == Stage.CLOSED and rights.holds(edition.office_id, Role.HEAD)
