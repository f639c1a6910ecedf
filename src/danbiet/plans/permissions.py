"""Who may do what with plans. Sentences over the rights of the day; nothing is read here."""

from __future__ import annotations

from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

from .enums import EvidenceState, LetterState, PlanState, ReportState
from .models import Correction, Evidence, Plan, Report, UrgingLetter

OPEN_STATES = (PlanState.DRAFT, PlanState.RETURNED)
WRITERS = (Role.OFFICE, Role.OFFICER, Role.HEAD)


# In whose hands a paper is: the unit it was written under, unless a reorganisation gave this one to another (ADR 0045).


def plan_at(rights: Rights, plan: Plan) -> int:
    """The unit whose people go on with the plan."""
    return rights.tree.keeper("plans", plan.pk, plan.unit_id)


def evidence_at(rights: Rights, evidence: Evidence) -> int:
    """The unit whose people go on with the piece."""
    return rights.tree.keeper("evidence", evidence.pk, evidence.unit_id)


def report_at(rights: Rights, report: Report) -> int:
    """The unit whose people go on with the report: given to it singly, else as its plan."""
    unit_id = report.plan.unit_id
    given = rights.tree.keeper("reports", report.pk, unit_id)
    return given if given != unit_id else plan_at(rights, report.plan)


# Plans: drafting, issuing, handing down.


def may_read_plans(rights: Rights) -> bool:
    """Everybody on the desk reads the plans of their units and below."""
    return rights.is_anyone


def may_see_draft(rights: Rights, plan: Plan) -> bool:
    """Whoever holds a role in the unit or above it sees what it is preparing; nobody else knows it exists."""
    return rights.holds(plan_at(rights, plan))


def may_write_plans(rights: Rights, unit_id: int) -> bool:
    """Plans of a unit are written by its own officers, its reform office and its head."""
    return rights.in_unit(unit_id, *WRITERS)


def may_edit_plan(rights: Rights, plan: Plan) -> bool:
    """Only a draft, and only by the unit's own people: what was submitted waits for the head, what is issued stands."""
    return plan.state in OPEN_STATES and may_write_plans(rights, plan_at(rights, plan))


def may_submit_plan(rights: Rights, plan: Plan) -> bool:
    """Whoever may write it may hand it to the head."""
    return may_edit_plan(rights, plan)


def may_issue_plan(rights: Rights, plan: Plan) -> bool:
    """The unit's head issues its plan; the province's own plan is issued by its reform office as well."""
    if plan.state not in (*OPEN_STATES, PlanState.SUBMITTED):
        return False
    if rights.in_unit(plan_at(rights, plan), Role.HEAD):
        return True
    return is_top_plan(rights, plan) and rights.in_unit(plan_at(rights, plan), Role.OFFICE)


def may_return_plan(rights: Rights, plan: Plan) -> bool:
    """Who may issue what was submitted may also give it back."""
    return plan.state == PlanState.SUBMITTED and may_issue_plan(rights, plan)


def may_withdraw_plan(rights: Rights, plan: Plan) -> bool:
    """The head takes an issued plan back; the province's own plan also its reform office."""
    if plan.state != PlanState.ISSUED:
        return False
    if rights.in_unit(plan_at(rights, plan), Role.HEAD):
        return True
    return is_top_plan(rights, plan) and rights.in_unit(plan_at(rights, plan), Role.OFFICE)


def may_amend_plan(rights: Rights, plan: Plan) -> bool:
    """An amendment of an issued plan is drafted by who writes the unit's plans; it is issued by who issues them."""
    return (
        plan.state == PlanState.ISSUED
        and plan.amends_id is None
        and may_write_plans(rights, plan_at(rights, plan))
    )


def may_set_budget(rights: Rights, plan: Plan) -> bool:
    """What tasks cost is written down by who writes the unit's plans, as long as the plan is drafted or carried out."""
    return plan.state in (*OPEN_STATES, PlanState.SUBMITTED, PlanState.ISSUED) and may_write_plans(
        rights, plan_at(rights, plan)
    )


def may_carry_on(rights: Rights, plan: Plan) -> bool:
    """Next year's plan is drafted from an issued one by who writes the unit's plans."""
    return may_amend_plan(rights, plan)


def may_set_counting(rights: Rights, plan: Plan) -> bool:
    """How targets are counted is part of a draft's writing; of an issued plan whoever may take it back may change it, as it
    changes figures everybody sees."""
    return may_edit_plan(rights, plan) or may_withdraw_plan(rights, plan)


def may_see_counts(rights: Rights) -> bool:
    """What was counted is public page by page; the list of it is for everybody on the desk, of their units and below."""
    return rights.is_anyone


def may_delete_plan(rights: Rights, plan: Plan) -> bool:
    """A draft may be deleted by who may write it, unless it was handed down: that one waits for its unit."""
    return plan.parent_id is None and may_edit_plan(rights, plan)


def may_import_plans(rights: Rights, unit_id: int) -> bool:
    """A plan is brought in by who may write it."""
    return may_write_plans(rights, unit_id)


def may_follow_cascade(rights: Rights, plan: Plan) -> bool:
    """Who is behind with their own plan is seen by everyone with a role in the unit that issued or above it."""
    return rights.holds(plan_at(rights, plan))


def may_urge_units(rights: Rights, plan: Plan) -> bool:
    """Reminders go out in the name of the unit that issued the plan."""
    return plan.state == PlanState.ISSUED and rights.in_unit(
        plan_at(rights, plan), Role.OFFICE, Role.HEAD, Role.OFFICER
    )


def may_see_letter(rights: Rights, letter: UrgingLetter) -> bool:
    """The unit that writes it and those above; once issued the unit it is written to as well."""
    if rights.holds(plan_at(rights, letter.plan)):
        return True
    return letter.state == LetterState.ISSUED and rights.holds(letter.unit_id)


def may_write_letter(rights: Rights, letter: UrgingLetter) -> bool:
    """A drafted letter is changed, issued and thrown away by who may urge in the plan's name."""
    return letter.state == LetterState.DRAFT and may_urge_units(rights, letter.plan)


def is_top_plan(rights: Rights, plan: Plan) -> bool:
    """Whether it is a province's own plan: nothing is above it, neither plan nor unit."""
    unit = rights.tree.get(rights.tree.seat(plan_at(rights, plan)))
    return plan.parent_id is None and (unit is None or unit.parent_id is None)


# Evidence: written by the unit, decided by the office above it.

OPEN_EVIDENCE = (EvidenceState.DRAFT, EvidenceState.RETURNED)


def may_see_evidence(rights: Rights, evidence: Evidence) -> bool:
    """Whoever holds a role in the unit or above it; nobody else, in any state: the public sees what was accepted on the
    pages of the tasks, without its files."""
    return rights.holds(evidence_at(rights, evidence))


def may_write_evidence(rights: Rights, unit_id: int) -> bool:
    """Evidence of a unit is written by its own people."""
    return rights.in_unit(unit_id, *WRITERS)


def evidence_units(rights: Rights) -> set[int]:
    """The units one writes evidence for: those one works in, and those that are gone one of whose plans or tasks was given to
    one's unit."""
    own = {unit for unit in rights.units_held() if may_write_evidence(rights, unit)}
    return own | {old for old, taker in _given(rights) if may_write_evidence(rights, taker)}


def evidence_hands(rights: Rights, unit_id: int) -> int | None:
    """The unit that goes on with what one writes for a unit some of whose plans or tasks it was given; None: the unit itself."""
    if may_write_evidence(rights, unit_id):
        return None
    mine = [taker for old, taker in _given(rights) if old == unit_id and may_write_evidence(rights, taker)]
    return mine[0] if mine else None


def _given(rights: Rights) -> list[tuple[int, int]]:
    items = [*rights.tree.items_of("plans"), *rights.tree.items_of("tasks")]
    return [(old, taker) for _item, old, taker in items]


def may_edit_evidence(rights: Rights, evidence: Evidence) -> bool:
    """Only drafts and what was returned; what waits or counts must first be withdrawn or returned."""
    return evidence.state in OPEN_EVIDENCE and may_write_evidence(rights, evidence_at(rights, evidence))


def may_submit_evidence(rights: Rights, evidence: Evidence) -> bool:
    """Whoever may write it may hand it in."""
    return may_edit_evidence(rights, evidence)


def may_accept_evidence(rights: Rights, evidence: Evidence, *, is_own_only: bool) -> bool:
    """Submitted evidence is accepted by a reform office above its unit. The unit's own head accepts what counts only for
    tasks the unit set itself (`is_own_only`), and where nothing stands above the unit. Nobody else accepts their own."""
    return evidence.state == EvidenceState.SUBMITTED and may_decide_on_evidence(
        rights, evidence, is_own_only=is_own_only
    )


def may_return_evidence(rights: Rights, evidence: Evidence, *, is_own_only: bool) -> bool:
    """Who may accept may also give back, and take back an acceptance that was wrong."""
    return evidence.state in (EvidenceState.SUBMITTED, EvidenceState.ACCEPTED) and may_decide_on_evidence(
        rights, evidence, is_own_only=is_own_only
    )


def may_withdraw_evidence(rights: Rights, evidence: Evidence, *, is_own_only: bool) -> bool:
    """The unit takes away what does not count yet; what counts is taken away by its head or by who accepts."""
    if evidence.state == EvidenceState.WITHDRAWN:
        return False
    if evidence.state == EvidenceState.ACCEPTED:
        return rights.in_unit(evidence_at(rights, evidence), Role.HEAD) or may_decide_on_evidence(
            rights, evidence, is_own_only=is_own_only
        )
    return may_write_evidence(rights, evidence_at(rights, evidence))


def may_enter_evidence(rights: Rights) -> bool:
    """The list of evidence is for everybody with a role; it shows the units that role reaches."""
    return rights.is_anyone


def may_decide_evidence(rights: Rights) -> bool:
    """Whether there is a queue to decide on at all."""
    return any(role in (Role.OFFICE, Role.HEAD) for role, _ in rights.roles)


def may_decide_on_evidence(rights: Rights, evidence: Evidence, *, is_own_only: bool) -> bool:
    """Whether the decision is this person's at all, whatever state the evidence is in."""
    if rights.above(evidence_at(rights, evidence), Role.OFFICE):
        return True
    unit = rights.tree.get(rights.tree.seat(evidence_at(rights, evidence)))
    is_top = unit is not None and unit.parent_id is None
    if (
        is_top
        and rights.in_unit(evidence_at(rights, evidence), Role.OFFICE)
        and evidence.created_by_id != rights.user_id
    ):
        return True
    return (is_own_only or is_top) and rights.in_unit(evidence_at(rights, evidence), Role.HEAD)


# Reports: drafted by officers, submitted by the head, accepted by the office above.

OPEN_REPORTS = (ReportState.DRAFT, ReportState.RETURNED)


def may_see_report(rights: Rights, report: Report) -> bool:
    """Whoever holds a role in the unit or above it reads its reports, in any state."""
    return rights.holds(report_at(rights, report))


def may_write_report(rights: Rights, report: Report) -> bool:
    """Drafts and what was returned, by the unit's own people."""
    return (
        report.state in OPEN_REPORTS
        and report.plan.state == PlanState.ISSUED
        and rights.in_unit(report_at(rights, report), *WRITERS)
    )


def may_open_report(rights: Rights, plan: Plan) -> bool:
    """A report is begun by the unit's own people, on an issued plan."""
    return plan.state == PlanState.ISSUED and rights.in_unit(plan_at(rights, plan), *WRITERS)


def may_submit_report(rights: Rights, report: Report) -> bool:
    """The unit's head hands it in; the province's own also its reform office."""
    if report.state not in OPEN_REPORTS:
        return False
    if rights.in_unit(report_at(rights, report), Role.HEAD):
        return True
    return is_top_plan(rights, report.plan) and rights.in_unit(report_at(rights, report), Role.OFFICE)


def may_decide_report(rights: Rights, report: Report) -> bool:
    """A submitted report is accepted or returned by a reform office above its unit; at the top by the unit's head."""
    if report.state != ReportState.SUBMITTED:
        return False
    unit_id = report_at(rights, report)
    if rights.above(unit_id, Role.OFFICE):
        return True
    return is_top_plan(rights, report.plan) and rights.in_unit(unit_id, Role.HEAD)


def may_read_reports(rights: Rights) -> bool:
    """Everybody on the desk reads the reports of their units and below."""
    return rights.is_anyone


# Locked periods: everybody on the desk sees them, the province's reform office locks and allows corrections.


def may_see_periods(rights: Rights) -> bool:
    """Which periods are locked concerns everybody who writes evidence or reports."""
    return rights.is_anyone


def may_lock_periods(rights: Rights) -> bool:
    """A lock holds for all units, so only the province's reform office locks, unlocks, and decides on corrections."""
    return is_province_office(rights)


def may_see_correction(rights: Rights, correction: Correction) -> bool:
    """Whoever holds a role in the unit that asked or above it."""
    return rights.holds(correction.unit_id)


def may_ask_plan_correction(rights: Rights, plan: Plan) -> bool:
    """A plan dated in a locked period: asked for by who writes the unit's plans, or who issues or withdraws it."""
    if plan.amends_id is not None or plan.state == PlanState.WITHDRAWN:
        return False
    return (
        may_write_plans(rights, plan_at(rights, plan))
        or may_issue_plan(rights, plan)
        or may_withdraw_plan(rights, plan)
    )


def may_ask_correction(rights: Rights, unit_id: int) -> bool:
    """A correction is asked for by who writes the unit's evidence."""
    return may_write_evidence(rights, unit_id)
