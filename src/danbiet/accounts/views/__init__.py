"""Signing in here, and what other parts use to send citizens to a provider of identity and take them back."""

from .opening import activate, forgotten, open_link
from .own import ChangePassword, SignIn, SignOut, locked_out
from .provider import Claims, Journey, NotVouched, claims_in, remember

__all__ = [
    "ChangePassword", "Claims", "Journey", "NotVouched", "SignIn", "SignOut", "activate", "claims_in", "forgotten",
    "locked_out", "open_link", "remember",
]  # fmt: skip
