"""The letters about texts on their way to readers: to who holds one, to the author when it is decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local
from danbiet.org.queries import Tree
from danbiet.outbox.actions import Draft, write_message, write_messages

from ..enums import Decision, StepKind
from ..models import PublicPage, StepState
from ..queries.approval import Held
from ..queries.approval_links import link_for


def tell_holders(waiting: Held, *, page: PublicPage, units: Tree, at: datetime) -> int:
    """A letter with a signed link to everybody the text waits for; returns how many are new."""
    return _write(
        waiting,
        key=f"newsroom.waiting/{waiting.state.pk}",
        subject=_("Waiting for you: %(title)s") if waiting.state.step == StepKind.REVIEW else _("Waiting for your approval: %(title)s"),
        page=page,
        units=units,
        at=at,
    )  # fmt: skip


def remind_holders(waiting: Held, *, page: PublicPage, units: Tree, on: date, at: datetime) -> int:
    """Once a day, when the answer is overdue."""
    key = f"newsroom.overdue/{waiting.state.pk}/{on.isoformat()}"
    return _write(waiting, key=key, subject=_("Overdue: %(title)s"), page=page, units=units, at=at)


def _write(waiting: Held, *, key: str, subject: str, page: PublicPage, units: Tree, at: datetime) -> int:
    state = waiting.state
    people = User.objects.in_bulk({one.user_id for one in waiting.people})
    body = _(
        "%(title)s\nUnit: %(unit)s\nSent in by: %(author)s, %(at)s\nPlease answer by: %(due)s\n\n"
        "Read and decide (you will be asked for your password): %(link)s\n\n"
        "The link is for you alone and works for 7 days. Or sign in and open: %(desk)s"
    )
    return write_messages(
        [
            Draft(
                key=f"{key}/{person.pk}",
                to_user=person,
                subject=subject % {"title": page.title},
                body=body
                % {
                    "title": page.title,
                    "unit": units.full_name(state.unit_id) if state.unit_id else "",
                    "author": state.author.full_name if state.author else "",
                    "at": f"{local(state.arrived_at or at):%H:%M %d/%m/%Y}",
                    "due": f"{state.due_on:%d/%m/%Y}" if state.due_on else "",
                    "link": settings.DANBIET_BASE_URL + link_for(state, person),
                    "desk": settings.DANBIET_BASE_URL + reverse("newsroom:step", args=[state.pk]),
                },
            )
            for person in people.values()
        ],
        at=at,
    )


def tell_author(
    state: StepState, decision: Decision, *, page: PublicPage, by: Any, reason: str, at: datetime
) -> None:
    """Tell the author what became of the text. A review that passed it on is no news."""
    author = state.author
    passed_on = state.step == StepKind.REVIEW and decision != Decision.RETURN
    if author is None or author == by or passed_on:
        return
    said = {
        Decision.NOW: _("Approved and published: %(title)s"),
        Decision.LATER: _("Approved, to be published at its time: %(title)s"),
        Decision.RETURN: _("Returned: %(title)s"),
    }[decision]
    body = _("%(title)s\nDecided by: %(by)s\n%(reason)s\n\n%(link)s")
    write_message(
        f"newsroom.decided/{state.pk}",
        to_user=author,
        subject=said % {"title": page.title},
        body=body
        % {
            "title": page.title,
            "by": by.full_name,
            "reason": _("Reason: %(reason)s") % {"reason": reason.strip()} if reason.strip() else "",
            "link": settings.DANBIET_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
        at=at,
    )
