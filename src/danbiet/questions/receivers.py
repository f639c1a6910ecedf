"""What questions do when something became public or was hidden, and when the calendar or the units changed.

Every one is a nudge: the sweeps of `tasks` find what was not done.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.dispatch import receiver
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from danbiet.org.signals import calendar_changed, units_changed

from .actions.likeness import index_questions
from .registry import FOLLOW_JOB, RECOMPUTE_JOB
from .signals import question_hidden, question_published

log = logging.getLogger("danbiet.questions")


@receiver(question_published, dispatch_uid="questions.likeness")
@receiver(question_hidden, dispatch_uid="questions.likeness")
def keep_likeness(question_id: int, **_: Any) -> None:
    """In the index at once, or out of it. It never undoes what was published."""
    try:
        index_questions([question_id])
    except DatabaseError:
        log.warning("question %s is indexed later", question_id, exc_info=True)


@receiver(calendar_changed, dispatch_uid="questions.recompute")
def count_again(**_: Any) -> None:
    """Every open question's due day is counted anew, by a job."""
    try:
        with transaction.atomic():
            jobs.configure_task(RECOMPUTE_JOB, queueing_lock=RECOMPUTE_JOB).defer()
    except AlreadyEnqueued:
        pass


@receiver(units_changed, dispatch_uid="questions.follow")
def follow(**_: Any) -> None:
    """Open questions of units that are gone follow to whoever came after, by a job."""
    try:
        with transaction.atomic():
            jobs.configure_task(FOLLOW_JOB, queueing_lock=FOLLOW_JOB).defer()
    except AlreadyEnqueued:
        pass
