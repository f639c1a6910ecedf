"""Reacts to signing in and out, and to second factors that come and go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from danbiet.kit import clock

from .actions.factors import note_factor
from .actions.sessions import forget_session
from .enums import SEEN
from .models import User


def on_signed_out(sender: Any, request: HttpRequest, user: User | None, **_more: Any) -> None:
    """The browser is no longer signed in."""
    if request.session.session_key:
        forget_session(request.session.session_key)


def on_factor(verb: str) -> Any:
    """A receiver that writes the change of a second factor down under this verb."""

    def noted(sender: Any, request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
        note_factor(verb, user, str(authenticator.type), at=clock.now())
        request.session.pop(SEEN, None)  # whether one is still missing is asked again at the next page

    return noted
