"""What machines read of a contest: schema.org/Event."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from danbiet.kit.clock import local

from ..enums import ContestState
from ..models import Round

SIGNS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
SCHEMA = "https://schema.org"


def contest_event(*, url: str, name: str, organiser: str, state: str, rounds: list[Round]) -> SafeString:
    """As JSON in which no sign stands that HTML could take for its own."""
    is_off = state == ContestState.CANCELLED
    thing: dict[str, Any] = {
        "@context": SCHEMA, "@type": "Event", "name": name, "url": url, "inLanguage": "vi", "isAccessibleForFree": True,
        "eventAttendanceMode": f"{SCHEMA}/OnlineEventAttendanceMode",
        "eventStatus": f"{SCHEMA}/{'EventCancelled' if is_off else 'EventScheduled'}",
        "location": {"@type": "VirtualLocation", "url": url},
        "organizer": {"@type": "GovernmentOrganization", "name": organiser},
    }  # fmt: skip
    if rounds:
        thing["startDate"] = local(min(one.opens_at for one in rounds)).isoformat(timespec="seconds")
        thing["endDate"] = local(max(one.closes_at for one in rounds)).isoformat(timespec="seconds")
    return mark_safe(json.dumps(thing, ensure_ascii=False).translate(SIGNS))  # noqa: S308 - no <, >, & is left in it
