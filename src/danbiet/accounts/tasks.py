"""The nightly job of the accounts."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import forget_sign_ins

KEPT = timedelta(days=90)


@app.periodic(cron="20 19 * * *", periodic_id="accounts.forget")  # 02:20 in Vietnam
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int | None = None) -> None:
    """Forget sign-ins older than 90 days. Safe to run twice."""
    forget_sign_ins(before=clock.now() - KEPT)
