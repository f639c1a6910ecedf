"""The door of the desk: who may come in, and what every desk screen gets with the request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.permissions import may_enter_desk
from danbiet.org.queries import Rights, rights_of

P = ParamSpec("P")


class DeskRequest(HttpRequest):
    """A request of somebody who holds a role today (for types only: the real object is Django's own)."""

    user: User
    rights: Rights
    on: date
    at: datetime


def desk_view(
    view: Callable[Concatenate[DeskRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let in who holds a role today; the view finds `request.rights`, `.on` (today in Vietnam) and `.at` (now).

    A stranger is sent to sign in and comes back afterwards; someone signed in without any role gets a page saying so (403).
    What may be done inside is decided by the view with the permissions of its app.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        desk_request = cast(DeskRequest, request)
        desk_request.at = clock.now()
        desk_request.on = clock.local(desk_request.at).date()
        desk_request.rights = rights_of(request.user, desk_request.on)
        if not may_enter_desk(desk_request.rights):
            raise PermissionDenied(
                gettext("You hold no role in any unit today. Ask the reform office of your province.")
            )
        response = view(desk_request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return guarded
