"""Reports made in the background: asked for here, made by the job of the documents."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.exports.actions import request_run
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress, number_in
from danbiet.org.queries import Rights

from ..calc.reporting import period_words, report_period
from ..models import Report
from ..permissions import may_see_report
from ..queries.files import report_file
from ..queries.reports import report_for

REPORT_DOCUMENT = "plans.report"


def request_report(report: Report, *, by: User | None, at: datetime) -> int:
    """Have the report's Word file made in the background; it appears among the person's documents. Returns its number."""
    words = period_words(report_period(report.period_key))
    title = _("Report %(period)s, plan %(number)s") % {"period": words, "number": report.plan.number}
    return request_run(REPORT_DOCUMENT, parameters={"report": report.pk}, title=title, by=by, at=at).pk


def make_report(parameters: Parameters, on: date, progress: Progress) -> Made:
    """The file of the report named in the parameters, as of `on`. CannotMake when it is gone."""
    report = report_for(number_in(parameters, "report"))
    if report is None:
        raise CannotMake(_("There is no such report."))
    period = report_period(report.period_key)
    progress(0, 0)
    made = report_file(report.plan, period=period, on=on, report=report, progress=progress)
    return Made(made.name, made.content)


def may_have_report(rights: Rights, parameters: Parameters) -> bool:
    """Who may read the report may have its file."""
    report = report_for(number_in(parameters, "report"))
    return report is not None and may_see_report(rights, report)
