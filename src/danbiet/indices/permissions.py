"""Who may do what with the index. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .enums import Stage
from .models import Edition, Participant

WRITERS = (Role.OFFICER, Role.OFFICE, Role.HEAD)


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


def may_see_sheet(rights: Rights, edition: Edition, participant: Participant) -> bool:
    """A unit's sheet: its own people, whoever stands above it, the edition's office."""
    return rights.holds(participant.unit_id) or may_oversee(rights, edition)


def may_write_sheet(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """The unit's own people, while self-assessment is open and the head has not signed."""
    return (
        stage == Stage.SELF
        and participant.signed_at is None
        and rights.in_unit(participant.unit_id, *WRITERS)
    )


def may_sign(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """Only the head stands for a sheet, and may take it back, while self-assessment is open."""
    return stage == Stage.SELF and rights.in_unit(participant.unit_id, Role.HEAD)


def may_appraise(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The office, from the end of self-assessment until replies are in."""
    return stage in (Stage.APPRAISAL, Stage.REPLY) and may_run(rights, edition)


def may_reply(rights: Rights, participant: Participant, *, stage: str) -> bool:
    """The unit answers for itself, while replies are open."""
    return stage == Stage.REPLY and rights.in_unit(participant.unit_id, *WRITERS)


def may_decide(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The council's decisions are written down by the office."""
    return stage in (Stage.COUNCIL, Stage.CLOSED) and may_run(rights, edition)


def may_exempt(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """Until publication."""
    return stage != Stage.PUBLISHED and may_run(rights, edition)


def may_publish(rights: Rights, edition: Edition, *, stage: str) -> bool:
    """The head of the edition's unit, once the council's days are over."""
    return stage == Stage.CLOSED and rights.holds(edition.office_id, Role.HEAD)
