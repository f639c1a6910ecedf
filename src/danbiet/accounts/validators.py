"""Rules for passwords beyond Django's own."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LongEnoughValidator:
    """A password has at least so many characters; length does more against guessing than odd signs."""

    def __init__(self, min_length: int = 10) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(
                _("The password is too short: it needs at least %(count)s characters.")
                % {"count": self.min_length},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return ngettext(
            "At least %(count)s character.", "At least %(count)s characters.", self.min_length
        ) % {"count": self.min_length}
