"""The nightly job of the accounts."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import forget_sign_ins
from .actions.sessions import forget_dead_sessions
from .actions.tickets import forget_tickets

KEPT = timedelta(days=90)
LONGEST_SESSION = timedelta(days=2)


@app.periodic(cron="20 19 * * *", periodic_id="accounts.forget")  # 02:20 in Vietnam
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int | None = None) -> None:
    """Forget sign-ins older than 90 days, codes and links that long out of use, sessions that ended. Safe to run twice."""
    forget_sign_ins(before=clock.now() - KEPT)
    forget_tickets(before=clock.now() - KEPT)
    forget_dead_sessions(before=clock.now() - LONGEST_SESSION)
