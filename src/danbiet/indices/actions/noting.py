"""What every action of this app does besides: who it is, where the edition stands, the record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..enums import OrderState, Stage
from ..models import CriteriaSet, Edition, Participant
from ..queries.editions import stage_of
from .refusals import NotAllowed, NotNow


def note(verb: str, thing: Any, *, by: User, at: datetime, reason: str = "", **details: Any) -> None:
    """Write down who did what."""
    unit_id = None
    if isinstance(thing, Edition):
        unit_id = thing.office_id
    elif isinstance(thing, Participant):
        unit_id = thing.unit_id
    kind = "set" if isinstance(thing, CriteriaSet) else type(thing).__name__.lower()
    record(
        f"indices.{verb}", by=by, at=at, kind=f"indices.{kind}", object_id=thing.pk, title=str(thing), unit_id=unit_id,
        reason=reason, **details,
    )  # fmt: skip


def must(allowed: bool, message: str = "") -> None:  # noqa: FBT001 - reads as a sentence
    """NotAllowed unless it is."""
    if not allowed:
        raise NotAllowed(message or _("Your role does not allow that."))


def stands_at(edition: Edition, *stages: Stage, on: date) -> Stage:
    """The stage of the day; NotNow unless it is one of these."""
    stage = stage_of(edition, on=on)
    if stage not in stages:
        raise NotNow(
            _("The edition stands at “%(stage)s”: this is not possible now.") % {"stage": stage.label}
        )
    return stage


def not_awaited(edition: Edition) -> None:
    """NotNow while the edition's figures are being reckoned for publication."""
    if edition.orders.filter(state=OrderState.WAITING).exists():
        raise NotNow(_("The edition is being published."))


def held_edition(pk: int) -> Edition:
    """The edition, held until the transaction ends."""
    return Edition.objects.select_for_update(no_key=True).get(pk=pk)


def held_participant(pk: int) -> Participant:
    """A unit's part, held until the transaction ends; with its edition, which is not published meanwhile.

    The edition's row is held FOR SHARE: those who write go side by side, a publication waits for them, and who comes after it finds
    it published. Always the edition first, then the part.
    """
    edition_id = Participant.objects.values_list("edition_id", flat=True).get(pk=pk)
    (edition,) = Edition.objects.raw("SELECT * FROM indices_edition WHERE id = %s FOR SHARE", [edition_id])
    found = Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    found.edition = edition
    return found
