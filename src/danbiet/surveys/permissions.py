"""Who may do what with a survey. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .enums import Stage
from .models import Campaign

KEYERS = (Role.OFFICER, Role.OFFICE)


def may_enter(rights: Rights) -> bool:
    """Which surveys there are, and how many have answered, is no secret on the desk."""
    return rights.is_anyone


def may_keep(rights: Rights) -> bool:
    """A reform office brings in questionnaires and begins surveys."""
    return bool(rights.units_held(Role.OFFICE))


def may_run(rights: Rights, campaign: Campaign) -> bool:
    """Frame, codes, files, answers as files: the office whose survey it is, or one above it."""
    return rights.holds(campaign.office_id, Role.OFFICE)


def may_oversee(rights: Rights, campaign: Campaign) -> bool:
    """How the answers stand before publication: the office, its head and the auditors above. No unit sees its own before the others'."""
    return rights.holds(campaign.office_id, Role.OFFICE, Role.HEAD, Role.AUDITOR)


def may_have_report(rights: Rights, campaign: Campaign) -> bool:
    """The report as a file, also as a draft: the office and its head; who only reads orders nothing."""
    return rights.holds(campaign.office_id, Role.OFFICE, Role.HEAD)


def may_frame(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """The frame, until the survey is in the field and anybody has answered (actions hold the second)."""
    return stage in (Stage.COMING, Stage.FIELD) and may_run(rights, campaign)


def may_code(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """Codes are made before and while people answer."""
    return stage in (Stage.COMING, Stage.FIELD) and may_run(rights, campaign)


def may_take_in(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """Files come in until the figures are published: interviewers hand them in after the last day."""
    return stage in (Stage.FIELD, Stage.CLOSED) and may_run(rights, campaign)


def may_key(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """Forms on paper are keyed by the people of the office's unit; a surveyed unit does not key what is said of it."""
    return stage in (Stage.FIELD, Stage.CLOSED) and rights.in_unit(campaign.office_id, *KEYERS)


def may_set_quotas(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """Until the figures are published."""
    return stage != Stage.PUBLISHED and may_run(rights, campaign)


def may_contact(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """Whoever keys forms also writes down who was reached; a surveyed unit does not."""
    return may_key(rights, campaign, stage=stage)


def may_publish(rights: Rights, campaign: Campaign, *, stage: str) -> bool:
    """The head of the unit whose survey it is, once the days are over."""
    return stage == Stage.CLOSED and rights.holds(campaign.office_id, Role.HEAD)
