"""Questions about people who sign in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from axes.helpers import get_cool_off
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from .models import OpenSession, Ticket, User

OFFICIAL_CLAIMS = ("email", "preferred_username")


def username_for(given: str) -> str:
    """The user name meant by what was typed: a mail address that belongs to one active person stands for their user name."""
    if "@" in given and not User.objects.filter(username=given).exists():
        found = list(
            User.objects.filter(email__iexact=given, is_active=True).values_list("username", flat=True)[:2]
        )
        if len(found) == 1:
            return found[0]
    return given


def locked_until(username: str) -> datetime | None:
    """When the last lock on the name ends, None when it never failed."""
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    pause = get_cool_off()
    return last.attempt_time + pause if last is not None and pause is not None else None


def full_names(user_ids: Iterable[int]) -> dict[int, str]:
    """Names of people, in one query."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "full_name"))


def provider_name() -> str:
    """What the provider of identity is called at which citizens may sign in; "" where none is set up."""
    return str(settings.DANBIET_OIDC_NAME) if settings.DANBIET_OIDC_ISSUER else ""


def open_tickets(user_ids: Collection[int] | None = None) -> dict[int, tuple[str, datetime]]:
    """(kind, valid until) of the code or link that is open for these people, or for anybody; also one that has grown too old."""
    rows = Ticket.objects.filter(used_at__isnull=True, revoked_at__isnull=True)
    if user_ids is not None:
        rows = rows.filter(user_id__in=user_ids)
    return {pk: (kind, until) for pk, kind, until in rows.values_list("user_id", "kind", "expires_at")}


def with_factor(user_ids: Collection[int] | None = None) -> set[int]:
    """Which of these people, or of all, have a second factor (an application or a passkey; recovery codes alone are none)."""
    rows = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    if user_ids is not None:
        rows = rows.filter(user_id__in=user_ids)
    return set(rows.values_list("user_id", flat=True))


def sessions_of(user_id: int) -> list[OpenSession]:
    """Browsers the person is signed in with, the one seen last first; those Django has ended or that have run out are left out."""
    rows = list(OpenSession.objects.filter(user_id=user_id))
    alive = set(
        Session.objects.filter(pk__in=[row.key for row in rows], expire_date__gt=Now()).values_list(
            "pk", flat=True
        )
    )
    return [row for row in rows if row.key in alive]


def officials_claim() -> str:
    """The claim officials are known by at the provider of identity; "" where they do not sign in there."""
    claim = str(settings.DANBIET_OIDC_OFFICIALS)
    return claim if settings.DANBIET_OIDC_ISSUER and claim in OFFICIAL_CLAIMS else ""


def official_for(said: Mapping[str, Any]) -> User | None:
    """The one active person the provider's word belongs to: by an address it has verified itself, or by the user name where the
    province says that the provider's names are its own. None for nobody, for several, and for people of the demonstration."""
    claim = officials_claim()
    value = str(said.get(claim) or "").strip()
    if not value or (claim == "email" and said.get("email_verified") is not True):
        return None
    field = "email__iexact" if claim == "email" else "username__iexact"
    found = list(User.objects.filter(**{field: value}, is_active=True, is_demo=False)[:2])
    return found[0] if len(found) == 1 else None


def sign_ins_before(before: datetime) -> int:
    """How many notes about sign-ins are older than the moment."""
    return sum(
        model.objects.filter(attempt_time__lt=before).count()
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )
