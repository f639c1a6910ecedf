"""What every page needs to know about where and when it is shown."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from danbiet.kit import clock


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Today in Vietnam, and the demonstration's pinned date where there is one."""
    return {"today": clock.today(), "pinned_today": settings.DANBIET_TODAY}
