"""open – write – submit – return – accept: the path of a report. Its figures are frozen in the moment of submission."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.periods import Period, PeriodKeyError
from danbiet.org.enums import Role
from danbiet.org.queries import holders, tree
from danbiet.outbox.actions import Draft, write_messages

from ..calc.reporting import period_words, report_period, suggestions
from ..enums import PlanState, ReportState
from ..models import Plan, Report
from ..queries.documents import NARRATIVE
from ..queries.report_figures import PeriodProgress, as_of_for, report_figures
from .refusals import EditedMeanwhile, NotReady, NumberTaken, PlanClosed, PlanRefusal

OPEN = (ReportState.DRAFT, ReportState.RETURNED)
LONGEST_TEXT = 20_000
LONGEST_NUMBER = 60


class ReportClosed(PlanRefusal):
    """The report is not in a state in which this can be done (any more)."""


@transaction.atomic
def open_report(
    plan_id: int, period_key: str, *, by: User | None, at: datetime, on: date, known: PeriodProgress | None = None
) -> Report:  # fmt: skip
    """The plan's report for the period, begun now if nobody has: each heading with what the figures let one say. `known` where
    many are written at once, as of a past year: see `report_figures`.

    Two opening at once get the same report. Refused: no period (PlanRefusal), another year than the plan's or a period
    that has not begun (NotReady), a plan that is not issued (PlanClosed).
    """
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
    if plan is None or plan.state != PlanState.ISSUED:
        raise PlanClosed(_("Reports are written on issued plans only."))
    period = _period(period_key)
    if period.year != plan.year:
        raise NotReady(
            _("The plan is for %(year)s: its reports are about periods of that year.") % {"year": plan.year}
        )
    if period.span.starts_on > on:
        raise NotReady(_("The period %(period)s has not begun yet.") % {"period": period_words(period)})
    begun = Report.objects.filter(plan=plan, period_key=period.key).first()
    if begun is not None:
        return begun
    figures = report_figures(plan, period=period, as_of=as_of_for(period, on=on), known=known)
    said = suggestions(figures, period=period)
    report = Report.objects.create(
        plan=plan,
        period_key=period.key,
        narrative=[{"key": key, "heading": heading, "text": said.get(key, "")} for key, heading in NARRATIVE],
        created_at=at,
    )
    _note("plans.report_opened", report, by=by, at=at)
    return report


@transaction.atomic
def save_report(
    report_id: int,
    *,
    version: int,
    texts: Mapping[str, str],
    number: str,
    by: User | None,
    at: datetime,
) -> Report:
    """Keep the words under each heading (by key) and the report's number.

    Refused: submitted or accepted (ReportClosed), saved by somebody else since `version` (EditedMeanwhile), a number
    another report of the unit bears (NumberTaken), a text above 20,000 characters.
    """
    report = _locked(report_id, *OPEN)
    if report.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed the report in the meantime."), current_version=report.version
        )
    too_long = [heading for key, heading in NARRATIVE if len(texts.get(key, "")) > LONGEST_TEXT]
    if too_long:
        raise PlanRefusal(
            _("“%(heading)s” is too long: at most %(count)d characters.")
            % {"heading": too_long[0].capitalize(), "count": LONGEST_TEXT}
        )
    written = [
        {"key": key, "heading": heading, "text": texts.get(key, "").replace("\r\n", "\n").strip()}
        for key, heading in NARRATIVE
    ]
    bare = " ".join(number.split())
    _refuse_taken(report, bare)
    changed = [
        part["key"] for part, old in zip(written, _in_order(report), strict=True) if part["text"] != old
    ]
    report.narrative, report.number = written, bare
    report.version += 1
    report.save(update_fields=["narrative", "number", "version"])
    _note("plans.report_edited", report, by=by, at=at, fields=changed)
    return report


@transaction.atomic
def submit_report(
    report_id: int, *, by: User | None, at: datetime, on: date, known: PeriodProgress | None = None
) -> Report:
    """Freeze the figures as of the period's last day (of today while it runs) and hand the report in. `known`: `open_report`.

    Refused: submitted already (ReportClosed: also the second of two at once), nothing written under the results
    (NotReady), a plan withdrawn meanwhile (PlanClosed).
    """
    report = _locked(report_id, *OPEN)
    plan = report.plan
    if plan.state != PlanState.ISSUED:
        raise PlanClosed(_("Reports are written on issued plans only."))
    if not dict(zip((key for key, _heading in NARRATIVE), _in_order(report), strict=True))["results"]:
        raise NotReady(_("Write what was achieved before submitting the report."))
    period = _period(report.period_key)
    as_of = as_of_for(period, on=on)
    report.figures = report_figures(plan, period=period, as_of=as_of, known=known)
    report.as_of = as_of
    report.state = ReportState.SUBMITTED
    report.submitted_at, report.submitted_by = at, by
    report.decided_at = report.decided_by = None
    report.reason = ""
    report.version += 1
    report.save()
    _note("plans.report_submitted", report, by=by, at=at, as_of=as_of.isoformat())
    _tell_above(report, at=at, on=on)
    return report


@transaction.atomic
def return_report(report_id: int, *, reason: str, by: User | None, at: datetime, on: date) -> Report:
    """Give a submitted report back with a reason: it can be written again, and freezes anew when it is handed in again.

    Refused: not waiting (ReportClosed), no reason (PlanRefusal).
    """
    if not reason.strip():
        raise PlanRefusal(_("Say why the report is returned."))
    report = _locked(report_id, ReportState.SUBMITTED)
    _decide(report, ReportState.RETURNED, reason=reason.strip(), by=by, at=at)
    _note("plans.report_returned", report, by=by, at=at, reason=report.reason)
    _tell_unit(
        report,
        subject=_("Report returned: %(period)s"),
        text=_("Your report was returned: %(reason)s") % {"reason": report.reason},
        at=at,
        on=on,
    )
    return report


@transaction.atomic
def accept_report(report_id: int, *, by: User | None, at: datetime, on: date) -> Report:
    """Accept a submitted report. Refused when it is not (any more) waiting (ReportClosed)."""
    report = _locked(report_id, ReportState.SUBMITTED)
    _decide(report, ReportState.ACCEPTED, reason="", by=by, at=at)
    _note("plans.report_accepted", report, by=by, at=at)
    _tell_unit(
        report,
        subject=_("Report accepted: %(period)s"),
        text=_("Your report was accepted."),
        at=at,
        on=on,
    )
    return report


def _period(key: str) -> Period:
    try:
        return report_period(key)
    except PeriodKeyError as error:
        raise PlanRefusal(
            _("“%(key)s” is no period of a report. Write 2021-Q2 (quarter), 2021-H1 (half) or 2021 (year).")
            % {"key": key}
        ) from error


def _locked(report_id: int, *states: ReportState) -> Report:
    rows = Report.objects.select_for_update(no_key=True, of=("self",)).select_related("plan")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise ReportClosed(_("There is no such report."))
    if report.state not in states:
        raise ReportClosed(
            _("This cannot be done now: the report is “%(state)s”.") % {"state": report.get_state_display()}
        )
    return report


def _in_order(report: Report) -> list[str]:
    held = {part.get("key"): str(part.get("text", "")).strip() for part in report.narrative}
    return [held.get(key, "") for key, _heading in NARRATIVE]


def _refuse_taken(report: Report, number: str) -> None:
    if len(number) > LONGEST_NUMBER:
        raise PlanRefusal(
            _("The number is too long: at most %(count)d characters.") % {"count": LONGEST_NUMBER}
        )
    if not number:
        return
    same = Report.objects.filter(
        plan__unit_id=report.plan.unit_id, plan__year=report.plan.year, number__iexact=number
    ).exclude(pk=report.pk)
    if same.exists():
        raise NumberTaken(
            _("The unit already has a report number %(number)s in %(year)s.")
            % {"number": number, "year": report.plan.year}
        )


def _decide(report: Report, state: ReportState, *, reason: str, by: User | None, at: datetime) -> None:
    report.state, report.reason = state, reason
    report.decided_by, report.decided_at = by, at
    report.version += 1
    report.save(update_fields=["state", "reason", "decided_by", "decided_at", "version"])


def _tell_above(report: Report, *, at: datetime, on: date) -> None:
    """The reform offices right above the unit that reports; at the top the unit's own head."""
    unit_id = report.plan.unit_id
    units = tree(on)
    path = [unit.id for unit in units.path(units.seat(unit_id) or unit_id)][:-1]
    if not path:
        _tell(report, [unit_id], Role.HEAD, at=at, on=on, **_waiting())
        return
    _tell(report, path, Role.OFFICE, at=at, on=on, **_waiting())


def _waiting() -> dict[str, str]:
    return {
        "subject": _("Report to be accepted: %(period)s"),
        "text": _("A report waits for you to accept or return it:"),
    }


def _tell_unit(report: Report, *, subject: str, text: str, at: datetime, on: date) -> None:
    _tell(report, [report.plan.unit_id], Role.HEAD, Role.OFFICER, subject=subject, text=text, at=at, on=on)


def _tell(
    report: Report, unit_ids: Collection[int], *roles: Role, subject: str, text: str, at: datetime, on: date
) -> None:
    found = holders(unit_ids, *roles, on=on)
    people = User.objects.in_bulk({holder.user_id for holder in found})
    link = f"{settings.DANBIET_BASE_URL}{reverse('plans:report', args=[report.pk])}"
    words = period_words(_period(report.period_key))
    write_messages(
        [
            Draft(
                key=f"plans.report/{report.pk}/{report.version}/{person.pk}",
                to_user=person,
                subject=subject % {"period": words},
                body=f"{text}\n{report.plan}\n{words}\n\n{link}",
            )
            for person in people.values()
        ],
        at=at,
    )


def _note(
    verb: str, report: Report, *, by: User | None, at: datetime, reason: str = "", **details: Any
) -> None:
    record(
        verb,
        by=by,
        at=at,
        kind="report",
        object_id=report.pk,
        title=f"{report.period_key} {report.plan.number}",
        unit_id=report.plan.unit_id,
        reason=reason,
        period=report.period_key,
        **details,
    )
