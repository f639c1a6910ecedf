"""Figures of a month, quarter, half or year on the desk, as a Word report in the form of Nghị định 30 and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.queries import REPORT_TEMPLATE, office_template
from danbiet.exports.render import render_report
from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit.periods import Period, PeriodKeyError, PeriodKind, parse_period_key, period_of
from danbiet.kit.text import half_up
from danbiet.org.queries import working_calendar
from danbiet.org.views import DeskRequest, desk_view, found, must

from .. import permissions as may
from ..forms.desk_bulk import PeriodForm
from ..queries.doors import OVERSEERS
from ..queries.report_document import Named, document, period_name, sheets
from ..queries.reporting import Counted, late_now, period_figures
from ..queries.topics import topic_choices
from . import desk_words as words
from .desk_doors import crumbs, unit_choices
from .sheets import book_answer, workbook

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIRST_YEAR = 2016
UNITS, LATE = "co-quan", "qua-han"


@require_safe
@desk_view
def report(request: DeskRequest) -> HttpResponse:
    """`?ky=` 2021-M10, 2021-Q4, 2021-H1 or 2021; `?don-vi=` one agency; `?tai=word` or `xlsx` all of it as a file,
    with `?bang=` one of its tables as Excel, CSV or PDF."""
    must(may.may_see_figures(request.rights))
    period = _period(request)
    reach = unit_choices(request.rights, request.rights.unit_ids())
    asked = request.GET.copy()
    asked["ky"] = period.key  # what is shown, also when something else was asked for
    form = PeriodForm(asked, periods=_periods(request, period), units=reach)
    form.is_valid()
    unit_id = form.cleaned_data.get("don-vi") if hasattr(form, "cleaned_data") else None
    sees_all = bool(request.rights.units_held(*OVERSEERS) & {unit.id for unit in request.rights.tree.roots})
    if unit_id is not None:
        units: set[int] | None = {unit_id} | set(request.rights.tree.descendants(unit_id))
    else:
        units = None if sees_all else request.rights.unit_ids()
    own = unit_id if unit_id is not None else None if sees_all else request.rights.home_unit_id
    named = Named(
        period_figures(period, at=request.at, calendar=working_calendar(), unit_ids=units),
        request.rights.tree, dict(topic_choices()), own,
    )  # fmt: skip
    late = late_now(at=request.at, unit_ids=units)
    table = request.GET.get("bang", "")
    if (taken := kind_asked(request)) and (table or taken != "xlsx"):
        told = told_by(form)
        return list_answer(request, taken, _listing(request, named, late, table=table or UNITS, told=told))
    kind = request.GET.get("tai", "")
    name = f"cau-hoi-{period.key.lower()}"
    if kind == "xlsx":
        return book_answer(name, workbook(sheets(named, late)))
    if kind == "word":
        made = render_report(document(named, late, on=request.on), template=office_template(REPORT_TEMPLATE))
        answer = HttpResponse(made, content_type=WORD_TYPE)
        answer.headers["Content-Disposition"] = f'attachment; filename="bao-cao-{name}.docx"'
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer
    return render(request, "questions/desk/report.html", _context(request, named, form, late))


def _context(request: DeskRequest, named: Named, form: PeriodForm, late: Any) -> dict[str, Any]:
    figures = named.figures
    tables = [
        {"title": title, "rows": [(named.name(row), row) for row in rows], "id": key}
        for key, (title, rows) in _tables(named).items()
        if rows and (key != UNITS or len(rows) > 1 or named.unit_id is None)
    ]
    calendar = working_calendar()
    return {
        "figures": figures, "all": figures.all, "tables": tables, "form": form, "title": period_name(figures.period),
        "late": [
            {"question": one, "holder": _holder(request, one),
             "clock": words.clock_of(one, at=request.at, on=request.on, calendar=calendar, is_paused=False)}
            for one in late[:30]
        ],
        "late_count": len(late), "crumbs": crumbs(here=_("Figures and reports")),
    }  # fmt: skip


def _tables(named: Named) -> dict[str, tuple[str, Sequence[Counted]]]:
    """The tables of the page: title and rows by their name in an address."""
    figures = named.figures
    return {
        UNITS: (_("By agency"), figures.units), "linh-vuc": (_("By field"), figures.topics),
        "kenh": (_("By channel"), figures.channels),
    }  # fmt: skip


def _listing(request: DeskRequest, named: Named, late: Sequence[Any], *, table: str, told: str) -> Listing:
    """One table as the page shows it with the sum of all, or what is overdue now."""
    period = period_name(named.figures.period)
    if table == LATE:
        calendar = working_calendar()
        head = [_("Code"), _("Question"), _("Field of life"), _("Held by"), _("Due"), _("Clock")]
        cells: list[list[object]] = [
            [
                one.code, one.subject, one.topic.name if one.topic else "", _holder(request, one), one.due_at,
                clock.words if (clock := words.clock_of(one, at=request.at, on=request.on, calendar=calendar, is_paused=False)) else "",
            ]
            for one in late
        ]  # fmt: skip
        name = f"cau-hoi-qua-han-{request.on.isoformat()}"
        return Listing(name=name, title=_("Questions overdue now"), head=head, rows=cells, told=told)
    title, rows = found(_tables(named).get(table))
    head = [
        title, _("Carried over"), _("Came in"), _("Answered"), _("In time"), _("Late"), _("In time (percent)"), _("In hand"),
        _("Overdue"), _("Content (percent)"),
    ]  # fmt: skip
    cells = [
        [
            named.name(row), row.carried, row.received, row.answered, row.in_time, row.late, half_up(row.in_time_share), row.open,
            row.open_late, half_up(row.satisfied_share),
        ]
        for row in (*rows, named.figures.all)
    ]  # fmt: skip
    return Listing(
        name=f"cau-hoi-{named.figures.period.key.lower()}-{table}", title=f"{_('Figures and reports')}: {period}",
        head=head, rows=cells, told=told,
    )  # fmt: skip


def _holder(request: DeskRequest, one: Any) -> str:
    return request.rights.tree.full_name(one.lead_id) if one.lead_id else _("Intake desk")


def _period(request: DeskRequest) -> Period:
    try:
        period = parse_period_key(request.GET.get("ky", ""))
    except PeriodKeyError:
        return period_of(PeriodKind.MONTH, on=request.on)
    if period.kind == PeriodKind.WEEK or not FIRST_YEAR <= period.year <= request.on.year:
        return period_of(PeriodKind.MONTH, on=request.on)
    return period


def _periods(request: DeskRequest, chosen: Period) -> list[tuple[str, str]]:
    """The periods one may ask for, the newest first: this year's and last year's, and the one that was asked for."""
    keys = []
    for year in dict.fromkeys((request.on.year, request.on.year - 1, chosen.year)):
        keys += [str(year), f"{year}-H2", f"{year}-H1"]
        keys += [f"{year}-Q{number}" for number in (4, 3, 2, 1)]
        keys += [f"{year}-M{number:02}" for number in range(12, 0, -1)]
    found = [parse_period_key(key) for key in keys]
    return [(one.key, period_name(one)) for one in found if one.span.starts_on <= request.on]
