"""What questions themselves do when something became public or was hidden. The minute's job does it too, if this fails."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError
from django.dispatch import receiver

from .actions.likeness import index_questions
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
