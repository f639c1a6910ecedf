"""Browsers somebody is signed in with: written down, seen again, ended."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from ..models import OpenSession, User
from ..signals import noted


def begin_session(user: User, key: str, *, device: str, network: str, at: datetime) -> None:
    """Write down that a browser is signed in now. The same session again only changes what is shown of it."""
    OpenSession.objects.update_or_create(
        key=key,
        defaults={
            "user": user,
            "device": device[:60],
            "network": network[:45],
            "began_at": at,
            "seen_at": at,
        },
    )


def see_session(key: str, *, at: datetime) -> bool:
    """The browser asked for a page. False when it was never written down: after a change of password it has another key."""
    return OpenSession.objects.filter(key=key).update(seen_at=at) > 0


def forget_session(key: str) -> None:
    """Somebody signed out."""
    OpenSession.objects.filter(key=key).delete()


def end_session(pk: int, *, user_id: int, at: datetime, by: User, reason: str = "") -> bool:
    """Sign one browser of the person out; False when it is none of theirs or gone already."""
    with transaction.atomic():
        row = OpenSession.objects.select_for_update(of=("self",)).filter(pk=pk, user_id=user_id).first()
        if row is None:
            return False
        Session.objects.filter(pk=row.key).delete()
        row.delete()
        _note("accounts.session_ended", user_id, by=by, at=at, reason=reason, device=row.device)
    return True


def end_other_sessions(user: User, key: str, *, at: datetime) -> int:
    """Sign all browsers of the person out but the one they sit at; returns how many."""
    with transaction.atomic():
        count = end_sessions(user.pk, but=key)
        if count:
            _note("accounts.sessions_ended", user.pk, by=user, at=at, reason="", count=count)
    return count


def end_sessions(user_id: int, *, but: str = "") -> int:
    """Sign all browsers of the person out, in the caller's transaction; returns how many were written down."""
    rows = OpenSession.objects.filter(user_id=user_id).exclude(key=but)
    keys = list(rows.values_list("key", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    rows.filter(key__in=keys).delete()
    return len(keys)


def forget_dead_sessions(*, before: datetime) -> int:
    """Rows of sessions that ended by themselves: not seen since the moment. Safe to run twice."""
    return OpenSession.objects.filter(seen_at__lt=before).delete()[0]


def _note(verb: str, user_id: int, *, by: User | None, at: datetime, reason: str, **details: object) -> None:
    person = User.objects.get(pk=user_id)
    noted.send(sender=None, verb=verb, by=by, at=at, person=person, reason=reason, details=details)
