"""One asker's data erased because the person asked the province's office for it (app oversight)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from danbiet.accounts.models import User

from ..enums import Actor
from .forgetting import erase
from .noting import lock, note


@transaction.atomic
def erase_asker(ref: str, *, reason: str, by: User, at: datetime) -> None:
    """Erase who asked a question (`ref` is its number), as on a request from the question's own page. The masked question stays."""
    question = lock(int(ref))
    note(
        question, "data_done", by=by, at=at, actor=Actor.INTAKE, unit_id=question.intake_unit_id, reason=reason,
        details={"kind": "erasure"},
    )  # fmt: skip
    erase(question, at=at)
