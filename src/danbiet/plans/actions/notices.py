"""The letters that go out when a plan changes hands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.queries import Holder, holders
from danbiet.outbox.actions import Draft, write_messages

from ..enums import PlanState
from ..models import Plan


def urging_key(plan_id: int, unit_id: int) -> str:
    """What the keys of all reminders to a unit about its own plan begin with."""
    return f"plans.urge/{plan_id}/{unit_id}/"


def link_to(plan: Plan) -> str:
    """The plan's address on the desk, in full, for a mail."""
    return f"{settings.DANBIET_BASE_URL}{reverse('plans:plan-edit', args=[plan.pk])}"


def announce(plan: Plan, *, drafts: Collection[Plan], at: datetime) -> int:
    """Tell heads and officers of the units that got a draft; returns how many messages are new."""
    by_unit = {draft.unit_id: draft for draft in drafts}
    on = clock.local(at).date()
    messages = [
        Draft(
            key=f"plans.handed_down/{by_unit[holder.unit_id].pk}/{person.pk}",
            to_user=person,
            subject=_("A draft of your unit's plan for %(year)s is ready") % {"year": plan.year},
            body=_(
                "%(plan)s has been issued. The tasks given to your unit lie in a draft of its own plan.\n"
                "Please complete and issue it by %(due)s.\n\n%(link)s"
            )
            % {
                "plan": plan,
                "due": f"{plan.unit_plans_due_on:%d/%m/%Y}" if plan.unit_plans_due_on else "",
                "link": link_to(by_unit[holder.unit_id]),
            },
        )
        for holder, person in people(by_unit, Role.HEAD, Role.OFFICER, on=on)
    ]
    return write_messages(messages, at=at)


def tell_withdrawn(plan: Plan, *, children: Collection[Plan], reason: str, at: datetime) -> None:
    """Tell the units whose drafts fall with a withdrawn plan, and why."""
    drafts = {child.unit_id: child for child in children if child.state != PlanState.WITHDRAWN}
    messages = [
        Draft(
            key=f"plans.withdrawn/{drafts[holder.unit_id].pk}/{person.pk}",
            to_user=person,
            subject=_("Withdrawn: plan %(number)s") % {"number": plan.number},
            body=_("%(plan)s has been withdrawn: %(reason)s\nThe draft of your unit's plan no longer holds.")
            % {"plan": plan, "reason": reason},
        )
        for holder, person in people(drafts, Role.HEAD, Role.OFFICER, on=clock.local(at).date())
    ]
    write_messages(messages, at=at)


def tell(
    plan: Plan, *, roles: Collection[Role], key: str, subject: str, text: str, at: datetime, on: date
) -> None:
    """Tell the people of the plan's own unit who hold one of the roles."""
    messages = [
        Draft(
            key=f"{key}/{person.pk}",
            to_user=person,
            subject=subject,
            body=f"{text}\n{plan}\n\n{link_to(plan)}",
        )
        for _holder, person in people([plan.unit_id], *roles, on=on)
    ]
    write_messages(messages, at=at)


def people(unit_ids: Collection[int], *roles: Role, on: date) -> list[tuple[Holder, User]]:
    """Who holds one of the roles in these units on the day, with the person."""
    found = holders(unit_ids, *roles, on=on)
    users = User.objects.in_bulk({holder.user_id for holder in found})
    return [(holder, users[holder.user_id]) for holder in found]
