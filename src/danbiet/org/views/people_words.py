"""People as lists, pages and files show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.accounts.enums import TicketKind
from danbiet.accounts.queries import sessions_of
from danbiet.audit.models import Entry
from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.forms.people import STATE_LABELS
from danbiet.org.permissions import is_province_office, managed_units, may_give, may_tend, roles_to_give
from danbiet.org.queries import Rights, Tree
from danbiet.org.queries.people import Held, Person, stand_ins_of

LOOKS = {"active": "done", "waiting": "waiting", "locked": "overdue"}
VERBS = {
    "accounts.person_created": gettext_lazy("account made"),
    "accounts.person_changed": gettext_lazy("details changed"),
    "accounts.person_locked": gettext_lazy("account locked"),
    "accounts.person_unlocked": gettext_lazy("account opened again"),
    "accounts.ticket_made": gettext_lazy("code or link made"),
    "accounts.ticket_withdrawn": gettext_lazy("code or link withdrawn"),
    "accounts.password_set": gettext_lazy("password set by a code or link"),
    "accounts.session_ended": gettext_lazy("a browser signed out"),
    "accounts.sessions_ended": gettext_lazy("all other browsers signed out"),
    "accounts.factor_added": gettext_lazy("second factor set up"),
    "accounts.factor_removed": gettext_lazy("second factor taken away"),
    "accounts.factor_renewed": gettext_lazy("recovery codes made anew"),
    "accounts.factors_reset": gettext_lazy("second factor taken away by an administrator"),
    "org.role_given": gettext_lazy("role given"),
    "org.role_changed": gettext_lazy("days of a role changed"),
    "org.role_ended": gettext_lazy("role ended"),
    "org.stand_in_begun": gettext_lazy("deputy named"),
    "org.stand_in_passed_on": gettext_lazy("deputy's time given to a successor"),
    "org.stand_in_ended": gettext_lazy("deputy's time ended"),
    "org.handed_over": gettext_lazy("work handed over"),
}


def managed(rights: Rights) -> set[int]:
    """Units whose people one sees in the list."""
    return managed_units(rights)


def row(one: Person, rights: Rights, on: date) -> dict[str, Any]:
    """One line of the list."""
    return {
        "one": one,
        "state": STATE_LABELS[one.state],
        "look": LOOKS[one.state],
        "roles": [_held(held, rights, on) for held in one.now(on)],
        "can_open": one.state == "waiting" and may_tend(rights, one.lasting(on)),
    }


def _held(held: Held, rights: Rights, on: date) -> dict[str, Any]:
    when = "now" if held.runs(on) else "past" if held.is_over(on) else "coming"
    return {
        "held": held,
        "role": held.role.label,
        "unit": rights.tree.full_name(held.unit_id),
        "when": when,
        "can_change": may_give(rights, held.unit_id, held.role),
    }


def in_full(one: Person, rights: Rights, on: date) -> dict[str, Any]:
    """Everything the page of a person shows, and what one may do there."""
    is_self = one.pk == rights.user_id
    can_tend = may_tend(rights, one.lasting(on)) and not is_self
    gives_somewhere = any(roles_to_give(rights, unit) for unit in managed_units(rights))
    return {
        "one": one,
        "is_self": is_self,
        "state": STATE_LABELS[one.state],
        "look": LOOKS[one.state],
        "roles": [_held(held, rights, on) for held in one.held],
        "stand_ins": [
            {"row": each, "last_day": _day_before(each.ends_on), "is_open": each.ends_on > on, "is_holder": each.holder_id == one.pk}
            for each in stand_ins_of(one.pk)
        ],
        "ticket": TicketKind(one.ticket).label if one.ticket else "",
        "is_ticket_old": bool(one.ticket_until and one.ticket_until <= clock.now()),
        "sessions": sessions_of(one.pk) if can_tend else [],
        "history": [_told(entry) for entry in _entries(one.pk)] if can_tend or is_self else [],
        "can_tend": can_tend,
        "can_edit": may_tend(rights, one.lasting(on)),
        "can_give": gives_somewhere,
        "can_deputise": can_tend or is_self,
        "can_reset": is_province_office(rights) and one.has_factor and not is_self,
    }  # fmt: skip


def _entries(pk: int) -> Sequence[Entry]:
    return list(Entry.objects.filter(object_kind="person", object_id=pk)[:40])


def _told(entry: Entry) -> dict[str, Any]:
    details = entry.details
    parts = [
        Role(details["role"]).label if details.get("role") in Role.values else "",
        details.get("deputy", "") or details.get("to", ""),
        entry.reason,
    ]
    stead = details.get("in_stead_of", "")
    by = entry.actor_name or _("the system")
    return {
        "at": entry.at,
        "what": VERBS.get(entry.verb, entry.verb),
        "detail": " · ".join(str(part) for part in parts if part),
        "by": _("%(name)s, in the stead of %(holder)s") % {"name": by, "holder": stead} if stead else by,
    }


def _day_before(day: date) -> date:
    return day.fromordinal(day.toordinal() - 1)


def table(found: Sequence[Person], tree: Tree, on: date) -> tuple[list[str], list[list[object]]]:
    """Head and rows of the Excel file: one row per role, people without any in one row."""
    head = [
        _("Full name"), _("User name"), _("Job title"), _("Unit"), _("Role"), _("From day"), _("Until and with"), _("Mail address"),
        _("Office telephone"), _("State"), _("Second factor"), _("Last signed in"),
    ]  # fmt: skip
    rows = [_table_row(one, held, tree) for one in found for held in one.now(on) or (None,)]
    return head, rows


def told(form: Any) -> str:
    """What the list is filtered by, in words."""
    found = []
    for bound in form.visible_fields() if form.is_bound and form.is_valid() else ():
        value = form.cleaned_data.get(bound.name)
        if value:
            labels = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
            found.append(f"{bound.label}: {labels.get(str(value), value)}")
    return "; ".join(found)


def _table_row(one: Person, held: Held | None, tree: Tree) -> list[object]:
    return [
        one.full_name, one.username, one.job_title, tree.full_name(held.unit_id) if held else "",
        str(held.role.label) if held else "", held.first_day if held else None, held.last_day if held else None, one.email,
        one.office_phone, str(STATE_LABELS[one.state]), _("yes") if one.has_factor else _("no"),
        clock.local(one.last_login).date() if one.last_login else None,
    ]  # fmt: skip
