"""A participant complains about a round's result, and may take it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..calc.canonical import read_crockford
from ..calc.masks import covered
from ..enums import AppealState, RoundState
from ..models import Appeal, Contact, Round
from ..queries.appeals import entrant_of_receipt
from .refusals import AlreadyThere, NotNow


@transaction.atomic
def make_appeal(one: Round, *, participant: str, code: str, text: str, at: datetime) -> Appeal:
    """Keep a complaint of who holds the receipt: as it came (encrypted) and masked.

    NotNow: the round has not begun, its result is final, or no such receipt was given out; AlreadyThere: an open one of this participant.
    """
    if at < one.opens_at:
        raise NotNow(_("This round has not begun yet."))
    if one.state == RoundState.FINAL:
        raise NotNow(_("The result of this round is final; complaints are closed."))
    entrant = entrant_of_receipt(one, participant=participant, code=read_crockford(code))
    if entrant is None:
        raise NotNow(
            _(
                "There is no receipt with this pseudonym and code in this round. Compare both with the receipt."
            )
        )
    contact = Contact.objects.filter(entrant=entrant).first()
    known = [contact.name, contact.phone, contact.email] if contact else []
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                round=one, entrant=entrant, text=text, masked=covered(text, known=known), made_at=at
            )
    except IntegrityError as error:
        raise AlreadyThere(
            _("You have complained about this round already; the answer is still being written.")
        ) from error


@transaction.atomic
def withdraw_appeal(appeal_id: int) -> bool:
    """Take an open complaint back; False when it is not open any more."""
    rows = Appeal.objects.filter(pk=appeal_id, state=AppealState.OPEN)
    return bool(rows.update(state=AppealState.WITHDRAWN))
