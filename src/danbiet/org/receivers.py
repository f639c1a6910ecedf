"""Rules about roles that the floors below ask for."""

from __future__ import annotations

from datetime import date

from danbiet.accounts.models import User

from .queries.people import needs_factor


def factor_rule(user: User, on: date) -> bool:
    """Whether a role held on the day needs a second factor."""
    return needs_factor(user, on)
