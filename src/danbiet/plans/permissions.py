"""Who may do what with plans. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from .enums import PlanState
from .models import Plan

OPEN_STATES = (PlanState.DRAFT, PlanState.RETURNED)
WRITERS = (Role.OFFICE, Role.OFFICER, Role.HEAD)


# Plans: drafting, issuing, handing down.


def may_see_draft(rights: Rights, plan: Plan) -> bool:
    """Whoever holds a role in the unit or above it sees what it is preparing; nobody else knows it exists."""
    return rights.holds(plan.unit_id)


def may_write_plans(rights: Rights, unit_id: int) -> bool:
    """Plans of a unit are written by its own officers, its reform office and its head."""
    return rights.in_unit(unit_id, *WRITERS)


def may_edit_plan(rights: Rights, plan: Plan) -> bool:
    """Only a draft, and only by the unit's own people: what was submitted waits for the head, what is issued stands."""
    return plan.state in OPEN_STATES and may_write_plans(rights, plan.unit_id)


def may_submit_plan(rights: Rights, plan: Plan) -> bool:
    """Whoever may write it may hand it to the head."""
    return may_edit_plan(rights, plan)


def may_issue_plan(rights: Rights, plan: Plan) -> bool:
    """The unit's head issues its plan; the province's own plan is issued by its reform office as well."""
    if plan.state not in (*OPEN_STATES, PlanState.SUBMITTED):
        return False
    if rights.in_unit(plan.unit_id, Role.HEAD):
        return True
    return is_top_plan(rights, plan) and rights.in_unit(plan.unit_id, Role.OFFICE)


def may_return_plan(rights: Rights, plan: Plan) -> bool:
    """Who may issue what was submitted may also give it back."""
    return plan.state == PlanState.SUBMITTED and may_issue_plan(rights, plan)


def may_withdraw_plan(rights: Rights, plan: Plan) -> bool:
    """The head takes an issued plan back; the province's own plan also its reform office."""
    if plan.state != PlanState.ISSUED:
        return False
    if rights.in_unit(plan.unit_id, Role.HEAD):
        return True
    return is_top_plan(rights, plan) and rights.in_unit(plan.unit_id, Role.OFFICE)


def may_delete_plan(rights: Rights, plan: Plan) -> bool:
    """A draft may be deleted by who may write it, unless it was handed down: that one waits for its unit."""
    return plan.parent_id is None and may_edit_plan(rights, plan)


def may_import_plans(rights: Rights, unit_id: int) -> bool:
    """A plan is brought in by who may write it."""
    return may_write_plans(rights, unit_id)


def may_follow_cascade(rights: Rights, plan: Plan) -> bool:
    """Who is behind with their own plan is seen by everyone with a role in the unit that issued or above it."""
    return rights.holds(plan.unit_id)


def may_urge_units(rights: Rights, plan: Plan) -> bool:
    """Reminders go out in the name of the unit that issued the plan."""
    return plan.state == PlanState.ISSUED and rights.in_unit(
        plan.unit_id, Role.OFFICE, Role.HEAD, Role.OFFICER
    )


def is_top_plan(rights: Rights, plan: Plan) -> bool:
    """Whether it is the province's own plan."""
    return plan.parent_id is None and bool(len(rights.tree)) and plan.unit_id == rights.tree.root.id
