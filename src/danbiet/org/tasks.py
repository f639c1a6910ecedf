"""Background jobs of units and their people."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.orders import apply_due
from .actions.roles import lock_leavers


@app.periodic(
    cron="2 * * * *", periodic_id="org.orders"
)  # two past midnight in Vietnam too, before anybody follows
@app.task(name="org.orders", queueing_lock="org.orders")
def orders(timestamp: int | None = None) -> None:
    """Put decisions on units in force on their day."""
    with translation.override(settings.LANGUAGE_CODE):
        apply_due(on=clock.today(), at=clock.now())


@app.periodic(
    cron="10 17 * * *", periodic_id="org.leavers"
)  # 00:10 in Vietnam: a role's last day has just ended
@app.task(name="org.leavers", queueing_lock="org.leavers")
def leavers(timestamp: int | None = None) -> None:
    """Lock everybody whose last role has ended. Safe to run twice."""
    lock_leavers(on=clock.today(), at=clock.now())
