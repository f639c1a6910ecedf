"""The quarterly reports of units and communes, and the province's consolidated ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.org.enums import UnitKind
from danbiet.org.queries import Tree, UnitAt, tree
from danbiet.plans.actions.correcting import ask_correction
from danbiet.plans.actions.deciding import return_evidence
from danbiet.plans.actions.locking import lock_period
from danbiet.plans.actions.reporting import (
    accept_report,
    open_report,
    return_report,
    save_report,
    submit_report,
)
from danbiet.plans.calc.reporting import report_period
from danbiet.plans.enums import EvidenceKind, EvidenceState
from danbiet.plans.queries.cascade import UnitPlanRow
from danbiet.plans.queries.evidence import EvidenceFilter, evidence_found
from danbiet.plans.queries.plans import plan_numbered
from danbiet.plans.queries.report_figures import PeriodProgress, period_progress

from ..calc import programme
from ..calc.people import TERRITORIES
from ..calc.reporting import DRAFTS, QUARTERS, RETURNED, WAITING, YEAR_DRAFTS, Telling, telling_of
from .evidence import Desk, desks_of, issued_plans
from .moments import moment
from .plans import staff

LOCKED = {"2021-Q1": date(2021, 4, 29), "2021-Q2": date(2021, 7, 29)}
ASKED_ON = date(2021, 12, 8)
CORRECTION_REASON = "Số lượng ghi trùng một lần khi nhập; đề nghị cho sửa lại theo sổ theo dõi của đơn vị."
REPORTING_COMMUNES_OF, COMMUNES_REPORT = "943", "2021-Q3"
CORRECTED, WANTED_NEWS = "SYT", 2
LATER_REASON = (
    "Kiểm tra lại: tin này đã đăng từ năm 2020, không thuộc năm kế hoạch; đề nghị thay minh chứng khác."
)


@dataclass(frozen=True, slots=True)
class Author:
    """A plan with the people around its reports."""

    plan_id: int
    plan_issued_on: date
    unit: UnitAt
    officer: User
    head: User
    decider: User


def load_reports(*, today: date) -> str:
    """Reports of the quarters that are over, in the order of time; the province's own also for the half-year."""
    units = tree(programme.ISSUED_ON)
    rows = issued_plans(units, today=today)
    authors = _authors(rows, units=units)
    province = _province(units)
    count = 0
    for key, (first, _last) in QUARTERS.items():
        if first >= today:
            continue
        known = _progress([province.plan_id, *(row.plan.pk for row in rows)], key)
        for author in authors:
            telling = telling_of(author.unit.code, key)
            if author.unit.kind == UnitKind.COMMUNE and key != COMMUNES_REPORT:
                continue
            if telling is not None and author.plan_issued_on <= telling.submitted_on < today:
                count += _write(author, telling, today=today, known=known)
        telling = telling_of(province.unit.code, key, is_province=True)
        if telling is not None and telling.submitted_on < today:
            count += _write(province, telling, today=today, known=known)
    _take_back(units, today=today)
    count += _begin_year_reports(authors, today=today)
    _lock_quarters(province, today=today)
    return ngettext("%(count)s report", "%(count)s reports", count) % {"count": count}


def _lock_quarters(province: Author, *, today: date) -> None:
    """The reform office locked the first quarters; one unit asks for a correction."""
    for key, on in LOCKED.items():
        if on < today:
            lock_period(key, by=province.officer, at=moment(on, hour=16), on=on)
    if today > ASKED_ON:
        _ask_correction(max(report_period(key).span.ends_on for key in LOCKED))


def _ask_correction(last: date) -> None:
    """A unit has found a slip in a locked quarter and asks; the reform office has not decided yet."""
    found = evidence_found(
        EvidenceFilter(
            unit_ids=frozenset(unit.id for unit in tree(last)),
            states=(EvidenceState.ACCEPTED,),
            year=programme.YEAR,
            month=last.month,
        )
    )
    piece = found.order_by("on", "id").first()
    if piece is not None:
        ask_correction(
            piece.pk, unit_id=piece.unit_id, day=piece.on, reason=CORRECTION_REASON, by=piece.created_by,
            at=moment(ASKED_ON, hour=10),
        )  # fmt: skip


def _progress(plan_ids: list[int], key: str) -> PeriodProgress:
    """Read once for the quarter's hundred reports: nothing that counts changes while they are written."""
    period = report_period(key)
    return period_progress(plan_ids, period=period, as_of=period.span.ends_on)


def _authors(rows: list[UnitPlanRow], *, units: Tree) -> list[Author]:
    desks: dict[int, Desk] = desks_of(rows, units=units)
    district = units.by_code(REPORTING_COMMUNES_OF)
    authors = [
        Author(row.plan.pk, desk.plan_issued_on, desk.unit, desk.officer, desk.head, desk.office)
        for row in rows
        for desk in [desks[row.unit_id]]
    ]
    return [
        author
        for author in authors
        if author.unit.kind != UnitKind.COMMUNE
        or (district is not None and author.unit.parent_id == district.id)
    ]


def _province(units: Tree) -> Author:
    (plan,) = plan_numbered(programme.NUMBER, year=programme.YEAR, unit_id=units.root.id)
    head = staff([units.root.id], on=programme.ISSUED_ON).heads[units.root.id]
    office = User.objects.get(username="sonoivu")
    return Author(plan.pk, programme.ISSUED_ON, units.root, office, head, head)


def _write(author: Author, telling: Telling, *, today: date, known: PeriodProgress) -> int:
    """Open, write, submit and decide one report, as far as its story goes; 1 when there is one now."""
    place = (author.unit.code, telling.key)
    on = telling.submitted_on
    opened_at = moment(on - timedelta(days=1), hour=9)
    # Written the day before it goes in; where the quarter ended only then, on its first evening.
    report = open_report(author.plan_id, telling.key, by=author.officer, at=opened_at, on=on, known=known)
    said = {part["key"]: part["text"] for part in report.narrative}
    symbol = "UBND" if author.unit.kind in TERRITORIES else author.unit.code
    report = save_report(
        report.pk,
        version=report.version,
        texts={**said, "difficulties": telling.difficulties, "proposals": telling.proposals},
        number=f"{telling.number}/BC-{symbol}",
        by=author.officer,
        at=opened_at + timedelta(hours=5),
    )
    if place in DRAFTS:
        return 1
    submit_report(report.pk, by=author.head, at=moment(on, hour=10), on=on, known=known)
    if place in WAITING or telling.decided_on >= today:
        return 1
    decided_at = moment(telling.decided_on, hour=15)
    if place in RETURNED:
        reason = RETURNED[place]
        return_report(report.pk, reason=reason, by=author.decider, at=decided_at, on=telling.decided_on)
    else:
        accept_report(report.pk, by=author.decider, at=decided_at, on=telling.decided_on)
    return 1


def _take_back(units: Tree, *, today: date) -> None:
    """One piece of news turns out wrong after its quarter was reported: the report lists it as a correction."""
    unit, on = units.by_code(CORRECTED), date(2021, 10, 26)
    if unit is None or on >= today:
        return
    for month in (9, 8, 7):
        found = list(
            evidence_found(
                EvidenceFilter(
                    unit_ids=frozenset({unit.id}),
                    states=(EvidenceState.ACCEPTED,),
                    kind=EvidenceKind.ARTICLE,
                    year=programme.YEAR,
                    month=month,
                )
            )
        )
        if len(found) == WANTED_NEWS:  # one more would not be missed
            office = User.objects.get(username="sonoivu")
            return_evidence(found[0].pk, reason=LATER_REASON, by=office, at=moment(on, hour=9))
            return


def _begin_year_reports(authors: list[Author], *, today: date) -> int:
    """A few have begun the report of the year, due when the year is over."""
    on = date(2021, 12, 10)
    if on >= today:
        return 0
    begun = [author for author in authors if author.unit.code in YEAR_DRAFTS]
    for author in begun:
        open_report(author.plan_id, str(programme.YEAR), by=author.officer, at=moment(on, hour=14), on=on)
    return len(begun)
