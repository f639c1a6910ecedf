"""Sends the year's messages day by day, so that the mail folder reads like a year and nothing waits for the real sender."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import ngettext

from danbiet.outbox.actions import deliver_due

from .moments import moment

FIRST = date(2021, 1, 20)


def send_mail(*, today: date) -> str:
    """Deliver what was due, each evening up to the day before `today`, and what its first hour brought; addresses of the
    demonstration lead nowhere."""
    sent = 0
    on = FIRST
    while on < today:
        sent += deliver_due(at=moment(on, hour=17)).sent
        on += timedelta(days=1)
    sent += deliver_due(at=moment(today, hour=10)).sent
    return ngettext("%(count)s message", "%(count)s messages", sent) % {"count": sent}
