"""What happens to people's accounts."""

from .forgetting import forget_sign_ins
from .people import (
    Details,
    NotPossible,
    change_person,
    create_person,
    free_username,
    lock_person,
    unlock_person,
)

__all__ = [
    "Details", "NotPossible", "change_person", "create_person", "forget_sign_ins", "free_username", "lock_person",
    "unlock_person",
]  # fmt: skip
