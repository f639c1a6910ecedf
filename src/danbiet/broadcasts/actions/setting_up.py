"""Channels, programmes and slots: what there is to broadcast on, what is broadcast, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local

from ..calc.places import clashes_with
from ..enums import AiringState
from ..models import Airing, Channel, Programme, Slot
from ..queries.rules import rule_of, rules_on
from .noting import note
from .refusals import AlreadyThere, EditedMeanwhile, InTheWay, NotNow

CHANNEL_FIELDS = ("code", "name", "kind", "unit_id", "language", "is_active", "order")
PROGRAMME_FIELDS = (
    "title", "kind", "unit_id", "language", "seconds", "syllables_per_minute", "task_ids", "is_active",
)  # fmt: skip
SLOT_FIELDS = ("channel_id", "programme_id", "title", "starts_on", "at", "seconds", "weekdays", "ends_on")


@transaction.atomic
def save_channel(
    channel_id: int | None, *, said: Mapping[str, Any], by: User | None, at: datetime
) -> Channel:
    """A new channel, or another word about one (CHANNEL_FIELDS). A code two channels would bear is refused (AlreadyThere)."""
    channel = (
        Channel() if channel_id is None else Channel.objects.select_for_update(no_key=True).get(pk=channel_id)
    )
    for name in CHANNEL_FIELDS:
        if name in said:
            setattr(channel, name, said[name])
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError as error:
        raise AlreadyThere(
            _("Another channel already has the code “%(code)s”.") % {"code": channel.code}
        ) from error
    note("channel_saved", channel, by=by, at=at, unit_id=channel.unit_id, kind_of_channel=channel.kind)
    return channel


@transaction.atomic
def save_programme(
    programme_id: int | None, *, version: int = 1, said: Mapping[str, Any], channel_ids: Iterable[int],
    by: User | None, at: datetime,
) -> Programme:  # fmt: skip
    """A new programme, or another word about one (PROGRAMME_FIELDS). Somebody else's save in between: EditedMeanwhile."""
    if programme_id is None:
        programme = Programme()
    else:
        programme = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
        if programme.version != version:
            raise EditedMeanwhile(
                _("Somebody else has changed this programme in the meantime."),
                current_version=programme.version,
            )
        programme.version += 1
    for name in PROGRAMME_FIELDS:
        if name in said:
            setattr(programme, name, said[name])
    programme.save()
    programme.channels.set(channel_ids)
    note("programme_saved", programme, by=by, at=at, unit_id=programme.unit_id)
    return programme


@transaction.atomic
def save_slot(
    slot_id: int | None, *, version: int = 1, said: Mapping[str, Any], is_confirmed: bool = False,
    by: User | None, at: datetime,
) -> Slot:  # fmt: skip
    """A new slot or another place for one (SLOT_FIELDS). What would stand in the way of others on the channel is refused
    (InTheWay, naming them) until it is said that it may. Channel by channel, one after the other."""
    Channel.objects.select_for_update(no_key=True).get(pk=said["channel_id"])
    slot = Slot() if slot_id is None else Slot.objects.select_for_update(no_key=True).get(pk=slot_id)
    if slot_id is not None:
        if slot.version != version:
            raise EditedMeanwhile(
                _("Somebody else has changed this slot in the meantime."), current_version=slot.version
            )
        slot.version += 1
    for name in SLOT_FIELDS:
        if name in said:
            setattr(slot, name, said[name])
    slot.weekdays = sorted(set(slot.weekdays or []))
    if slot.programme_id is not None:
        slot.programme = Programme.objects.get(pk=slot.programme_id)
    found = clashes_with(rule_of(slot), rules_on([slot.channel_id]))
    if found and not is_confirmed:
        raise InTheWay(_("Other slots stand on this channel at that time."), clashes=found)
    slot.save()
    note(
        "slot_saved", slot, by=by, at=at, unit_id=slot.channel.unit_id, channel=slot.channel.name,
        clashes=len(found),
    )  # fmt: skip
    return slot


@transaction.atomic
def leave_out(slot_id: int, *, on: date, is_out: bool, by: User | None, at: datetime) -> Slot:
    """Let a slot fall out on one day, or take that back."""
    slot = Slot.objects.select_for_update(no_key=True, of=("self",)).select_related("channel").get(pk=slot_id)
    days = set(slot.left_out) | {on} if is_out else set(slot.left_out) - {on}
    slot.left_out = sorted(days)
    slot.version += 1
    slot.save(update_fields=["left_out", "version"])
    note(
        "slot_left_out" if is_out else "slot_back", slot, by=by, at=at, unit_id=slot.channel.unit_id,
        on=on.isoformat(),
    )  # fmt: skip
    return slot


@transaction.atomic
def end_slot(slot_id: int, *, before: date, by: User | None, at: datetime) -> bool:
    """Let a slot fall no more from that day on. One that never fell before goes for good (True). Refused (NotNow) while
    planned airings still hang on it from that day on."""
    slot = Slot.objects.select_for_update(no_key=True, of=("self",)).select_related("channel").get(pk=slot_id)
    ahead = Airing.objects.filter(slot=slot, state=AiringState.PLANNED)
    if any(local(airing.starts_at).date() >= before for airing in ahead):
        raise NotNow(_("Episodes are planned in this slot; move or take them off first."))
    is_gone = slot.starts_on >= before
    note(
        "slot_ended", slot, by=by, at=at, unit_id=slot.channel.unit_id, before=before.isoformat(),
        gone=is_gone,
    )  # fmt: skip
    if is_gone:
        slot.delete()
        return True
    last = before - timedelta(days=1)
    slot.ends_on = last if slot.ends_on is None else min(last, slot.ends_on)
    slot.version += 1
    slot.save(update_fields=["ends_on", "version"])
    return False
