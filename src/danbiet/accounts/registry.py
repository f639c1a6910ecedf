"""What the floors above lend to accounts: a postman, and the rule who needs a second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

# (key, to_user, subject, body, at) -> written; the outbox in the caller's transaction
Postman = Callable[[str, Any, str, str, datetime], bool]
FactorRule = Callable[[Any, date], bool]

_postmen: list[Postman] = []
_rules: list[FactorRule] = []


def register_postman(postman: Postman) -> None:
    """Letters about accounts go out by it; the last one registered does it."""
    _postmen[:] = [postman]


def post(key: str, to_user: Any, subject: str, body: str, at: datetime) -> bool:
    """Hand a letter over in the caller's transaction. False: written before under this key, no address, or no postman."""
    return bool(_postmen) and _postmen[0](key, to_user, subject, body, at)


def register_factor_rule(rule: FactorRule) -> None:
    """`rule(user, on)`: whether this person must have a second factor on the day."""
    if rule not in _rules:
        _rules.append(rule)


def must_have_factor(user: Any, on: date) -> bool:
    """Whether any rule asks for a second factor of this person. People of the demonstration are left in peace."""
    return not user.is_demo and any(rule(user, on) for rule in _rules)
