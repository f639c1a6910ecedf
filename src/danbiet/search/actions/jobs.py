"""Asking for a kind to be read again."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from ..registry import CATCH_UP_JOB


def catch_up_soon(*kinds: str) -> None:
    """Have these kinds read again as soon as the current transaction is kept; one waiting job is enough."""
    try:
        with transaction.atomic():
            lock = f"{CATCH_UP_JOB}:{','.join(kinds)}"
            jobs.configure_task(CATCH_UP_JOB, queueing_lock=lock).defer(kinds=list(kinds))
    except AlreadyEnqueued:
        pass
