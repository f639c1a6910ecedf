"""Letters that the floors below ask for."""

from __future__ import annotations

from datetime import datetime

from danbiet.accounts.models import User

from .actions import write_message


def post_account_letter(key: str, to_user: User, subject: str, body: str, at: datetime) -> bool:
    """A letter about somebody's account, in the transaction of the change."""
    return write_message(key, to_user=to_user, subject=subject, body=body, at=at)
