"""Who may do what on the air. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

from .models import Airing, Channel, Episode, Programme, Slot
from .queries.nav import AIRERS


def may_see_air(rights: Rights) -> bool:
    """What is on which channel is no secret on the desk."""
    return rights.is_anyone


def may_air_for(rights: Rights, unit_id: int) -> bool:
    """Whoever writes, works for or leads the unit exactly; the province's office for everybody."""
    return rights.in_unit(unit_id, *AIRERS) or is_province_office(rights)


def may_air(rights: Rights) -> bool:
    """Whether there is any unit the person may act for."""
    return bool(rights.units_held(*AIRERS))


def units_to_air(rights: Rights) -> list[int]:
    """The units the person may act for, in the order of the tree."""
    held = rights.units_held(*AIRERS)
    if is_province_office(rights):
        return [unit.id for unit in rights.tree]
    return [unit.id for unit in rights.tree if unit.id in held]


def may_run_channel(rights: Rights, channel: Channel) -> bool:
    """Confirm, write down, correct, plan slots: the channel's own unit."""
    return may_air_for(rights, channel.unit_id)


def may_change_slot(rights: Rights, slot: Slot) -> bool:
    return may_run_channel(rights, slot.channel)


def may_settle_airing(rights: Rights, airing: Airing) -> bool:
    """Confirm or correct one airing: the unit of its channel."""
    return may_run_channel(rights, airing.channel)


def may_write_programme(rights: Rights, programme: Programme) -> bool:
    """The programme and its episodes are made by its own unit."""
    return may_air_for(rights, programme.unit_id)


def may_write_episode(rights: Rights, episode: Episode) -> bool:
    return may_write_programme(rights, episode.programme)


def may_see_script(rights: Rights, episode: Episode) -> bool:
    """Scripts, guests and consents are read in the programme's unit and above it."""
    return rights.holds(episode.programme.unit_id)
