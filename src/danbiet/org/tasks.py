"""The nightly job about people."""

from __future__ import annotations

from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.roles import lock_leavers


@app.periodic(
    cron="10 17 * * *", periodic_id="org.leavers"
)  # 00:10 in Vietnam: a role's last day has just ended
@app.task(name="org.leavers", queueing_lock="org.leavers")
def leavers(timestamp: int | None = None) -> None:
    """Lock everybody whose last role has ended. Safe to run twice."""
    lock_leavers(on=clock.today(), at=clock.now())
