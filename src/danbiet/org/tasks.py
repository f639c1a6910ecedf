"""Background jobs of the units."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions.orders import apply_due


@app.periodic(
    cron="2 * * * *", periodic_id="org.orders"
)  # two past midnight in Vietnam too, before anybody follows
@app.task(name="org.orders", queueing_lock="org.orders")
def orders(timestamp: int | None = None) -> None:
    """Put decisions on units in force on their day."""
    with translation.override(settings.LANGUAGE_CODE):
        apply_due(on=clock.today(), at=clock.now())
