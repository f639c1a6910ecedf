"""Signing in here, and what other parts use to send citizens to a provider of identity and take them back."""

from .own import ChangePassword, SignIn, SignOut, locked_out
from .provider import Claims, Journey, NotVouched, claims_in, remember

__all__ = [
    "ChangePassword", "Claims", "Journey", "NotVouched", "SignIn", "SignOut", "claims_in", "locked_out", "remember",
]  # fmt: skip
