"""Second factors: noted when they come and go, taken away by an administrator for somebody who lost theirs."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.kit.text import nfc

from ..models import User
from ..signals import noted
from .people import NotPossible
from .sessions import end_sessions


def note_factor(verb: str, user: User, kind: str, *, at: datetime) -> None:
    """Somebody changed a second factor of their own."""
    noted.send(sender=None, verb=verb, by=user, at=at, person=user, reason="", details={"factor": kind})


def reset_factors(pk: int, *, reason: str, by: User, at: datetime) -> int:
    """Take every second factor of somebody away and end their sessions: the next sign-in needs the password alone, and a new
    factor where the role asks for one. NotPossible without a reason, for oneself, or where there is none. Answers how many."""
    reason = " ".join(nfc(reason).split())
    if not reason:
        raise NotPossible(_("Say how you made sure who asked for it."))
    if by.pk == pk:
        raise NotPossible(_("Nobody takes their own second factor away like this; use the security page."))
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=pk)
        rows = Authenticator.objects.filter(user=person)
        kinds = sorted(set(rows.values_list("type", flat=True)))
        if not kinds:
            raise NotPossible(_("%(name)s has no second factor.") % {"name": person.full_name})
        count = int(rows.delete()[0])
        end_sessions(pk)
        details = {"factors": kinds}
        noted.send(
            sender=None,
            verb="accounts.factors_reset",
            by=by,
            at=at,
            person=person,
            reason=reason,
            details=details,
        )
    return count
