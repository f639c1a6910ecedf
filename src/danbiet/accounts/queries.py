"""Questions about people who sign in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings

from .models import User


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


def sign_ins_before(before: datetime) -> int:
    """How many notes about sign-ins are older than the moment."""
    return sum(
        model.objects.filter(attempt_time__lt=before).count()
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )
