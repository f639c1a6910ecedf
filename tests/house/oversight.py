"""What the table of roles needs of oversight: a line of the trail, a request about personal data, an incident."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from danbiet.audit.models import Trace
from danbiet.oversight.actions.incidents import note_incident
from danbiet.oversight.actions.requests import take_request
from danbiet.oversight.registry import Person

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
OVERSIGHT_SECRETS = ("Người yêu cầu mật", "Sự cố mật")


def add_oversight(world: Any) -> None:
    """After everything else: the trail has lines by then."""
    office = world.people["office"]
    person = Person(name=OVERSIGHT_SECRETS[0], phone="0900 111 222")
    wanted = take_request("see", proof="card", person=person, wish="", by=office, at=AT)
    happened = note_incident(
        {
            "title": OVERSIGHT_SECRETS[1], "kind": "lost", "noticed_at": AT, "began_at": None, "facts": "Máy để quên", "stores": [],
            "people_count": 1, "measures": "Khóa tài khoản",
        },
        by=office, at=AT,
    )  # fmt: skip
    world.ids |= {
        "trace": Trace.objects.earliest("id").pk,
        "trace_thing": ("plans.plan", world.ids["issued_plan"]),
        "data_wanted": wanted.pk,
        "incident": happened.pk,
    }


def _none(world: Any) -> dict[str, Any]:
    return {}


def _incident_said(world: Any) -> dict[str, Any]:
    return {
        "title": "Mất máy", "kind": "lost", "noticed_on": "31/05/2021", "noticed_hour": "08:00", "facts": "Để quên", "people_count": "1",
    }  # fmt: skip


OVERSIGHT_ADDRESSES: list[tuple[str, str, Any]] = [
    ("oversight:trail", "", _none),
    ("oversight:trail-export", "", lambda world: {"dang": "xlsx"}),
    ("oversight:seals", "", _none),
    ("oversight:change", "trace", _none),
    ("oversight:thing", "trace_thing", _none),
    ("oversight:request-list", "", _none),
    (
        "oversight:request-new",
        "",
        lambda world: {"kind": "see", "proof": "card", "name": "Người khác", "phone": "0900 333 444"},
    ),
    ("oversight:request", "data_wanted", lambda world: {"outcome": "Đã trao bản sao"}),
    ("oversight:request-look", "data_wanted", _none),
    ("oversight:request-erase", "data_wanted", lambda world: {"xoa": "questions:1"}),
    ("oversight:request-paper", "data_wanted", _none),
    ("oversight:incident-list", "", _none),
    ("oversight:incident-new", "", _incident_said),
    ("oversight:incident", "incident", lambda world: {"viec": "bao-cao"}),
    ("oversight:incident-paper", "incident", _none),
    ("oversight:retention", "", _none),
]
