"""Tells the row history (pghistory) and the trail who is behind a changing request."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from danbiet.kit import clock


class WhoMiddleware:
    """Rows changed while a POST is handled carry the user and the address of the page in their history: neither its query nor the network."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        said = {"user": request.user.pk if request.user.is_authenticated else None, "url": request.path}
        if settings.DANBIET_TODAY is not None:
            said["at"] = clock.now().isoformat()  # rows stand beside the deeds of the demonstration's day
        with pghistory.context(**said):
            return self.get_response(request)
