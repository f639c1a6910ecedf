"""The plan's desk: what it says, and everything by which an officer puts it right."""

from __future__ import annotations

from django.http import HttpResponse

from danbiet.org.views import DeskRequest, desk_view


@desk_view
def plan_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """The draft as it stands."""
    return HttpResponse(f"{pk}")
