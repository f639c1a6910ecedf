"""What every action of this app does besides: the record, and telling the running process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record

from ..enums import ContestState
from ..models import Contest
from .refusals import NotNow

CHANNEL = "contests"  # contests.play listens here


def note(
    verb: str,
    contest: Contest,
    *,
    by: User | None,
    at: datetime,
    thing: Any = None,
    reason: str = "",
    **details: Any,
) -> None:
    """Write down who did what to a contest or something of it. Never the words of an item: banks are secret."""
    what = contest if thing is None else thing
    record(
        f"contests.{verb}", by=by, at=at, kind=f"contests.{type(what).__name__.lower()}", object_id=what.pk,
        title=contest.title, unit_id=contest.organiser_id, reason=reason, contest=contest.pk, **details,
    )  # fmt: skip


def wake(contest: Contest) -> None:
    """Tell every running process that something changed, once the transaction is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, contest.key])


def locked(contest_id: int) -> Contest:
    """The contest, held until the transaction ends."""
    return Contest.objects.select_for_update(no_key=True).get(pk=contest_id)


def unsealed(contest_id: int) -> Contest:
    """The contest, held, while its rules and banks may still change. NotNow once they are sealed."""
    contest = locked(contest_id)
    if contest.is_sealed:
        raise NotNow(_("The contest is sealed: rules, banks and head-counts no longer change."))
    if contest.state == "cancelled":
        raise NotNow(_("The contest was cancelled."))
    return contest


def uncheck(contest: Contest) -> None:
    """Something that is drawn or counted has changed: what was tried is not what would be sealed any more."""
    if Contest.objects.filter(pk=contest.pk, state=ContestState.CHECKED).update(state=ContestState.DRAFT):
        contest.state = ContestState.DRAFT
