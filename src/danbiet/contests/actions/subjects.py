"""One person's data erased because they asked the province's office for it (app oversight)."""

from __future__ import annotations

from datetime import datetime

from danbiet.accounts.models import User

from .erasing import erase_person


def erase_entrant(ref: str, *, reason: str, by: User, at: datetime) -> None:
    """Erase the contact of one pseudonym (`ref` is the contest's number and the pseudonym); papers and marks stay."""
    contest_id, _, code = ref.partition("/")
    erase_person(int(contest_id), code, reason=reason, by=by, at=at)
