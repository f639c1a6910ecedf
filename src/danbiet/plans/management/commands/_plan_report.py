"""`danbiet plan report`: the report of a plan for a period as an official Word file."""

from __future__ import annotations

import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.periods import Period, PeriodKeyError
from danbiet.plans.actions.refusals import PlanRefusal
from danbiet.plans.calc.reporting import period_words, report_period
from danbiet.plans.models import Plan
from danbiet.plans.queries.catalogue import unit_in_year
from danbiet.plans.queries.files import report_file
from danbiet.plans.queries.reports import NoSuchReport, own_plan, plan_to_report

FORMATS = ("docx",)


class WriteReport:
    """`plan report --plan NUMBER --period KEY [--unit CODE] --format docx -o FILE`"""

    name = "report"
    help = _("write a plan's report to a Word file")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--plan", required=True, metavar=_("NUMBER"), help=_("number and symbol, such as 19/KH-UBND")
        )
        parser.add_argument(
            "--period", required=True, metavar=_("PERIOD"), help=_("2021-Q2, 2021-H1 or 2021")
        )
        parser.add_argument("--unit", metavar=_("CODE"), help=_("only this unit's own plan under it"))
        parser.add_argument("--format", default="docx", metavar="docx", help=_("docx (Word)"))
        parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("the file to write"))

    def run(self, options: dict[str, Any], *, out: Any) -> None:
        if options["format"] not in FORMATS:
            raise PlanRefusal(
                _("The format “%(format)s” is not known. Known: %(known)s.")
                % {"format": options["format"], "known": ", ".join(FORMATS)}
            )
        period = _period(options["period"])
        today = clock.today()
        if period.span.starts_on > today:
            raise PlanRefusal(
                _("The period %(period)s has not begun yet.") % {"period": period_words(period)}
            )
        path = Path(options["output"])
        _check_writable(path)
        try:
            plan = _plan(options["plan"], period=period, code=options["unit"])
        except NoSuchReport as error:
            raise PlanRefusal(str(error)) from error
        made = report_file(plan, period=period, on=today, progress=_Told())
        _write(path, made.content)
        if made.is_provisional:
            out.write(_("Provisional figures: no report has been submitted for this period."))
        out.write(_("Written: %(path)s") % {"path": path})


class _Told:
    """Progress on the error stream: one line that moves on a terminal, every quarter elsewhere."""

    def __init__(self) -> None:
        self._quarter = 0

    def __call__(self, done: int, total: int) -> None:
        if not total:
            return
        share = 100 * done // total
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{share:3} %" + ("\n" if done == total else ""))
        elif share // 25 > self._quarter:
            self._quarter = share // 25
            sys.stderr.write(f"{share} % ({done}/{total})\n")
        sys.stderr.flush()


def _period(key: str) -> Period:
    try:
        return report_period(key)
    except PeriodKeyError as error:
        raise PlanRefusal(
            _("“%(key)s” is no period of a report. Write 2021-Q2 (quarter), 2021-H1 (half) or 2021 (year).")
            % {"key": key}
        ) from error


def _plan(number: str, *, period: Period, code: str | None) -> Plan:
    if not code:
        return plan_to_report(number, year=period.year)
    unit = unit_in_year(code, year=period.year).unit
    return own_plan(number, year=period.year, unit_id=unit.id, name=unit.name)


def _check_writable(path: Path) -> None:
    """Say what is wrong with the place before a long computation, not after it."""
    if path.is_dir():
        raise PlanRefusal(_("“%(path)s” is a folder, not a file.") % {"path": path})
    if not path.parent.is_dir():
        raise PlanRefusal(_("There is no folder “%(path)s”.") % {"path": path.parent})
    if not os.access(path.parent, os.W_OK):
        raise PlanRefusal(_("The file “%(path)s” cannot be written.") % {"path": path})


def _write(path: Path, content: bytes) -> None:
    """Under a name of its own first, then renamed: there is never half a file."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PlanRefusal(_("The file “%(path)s” cannot be written.") % {"path": path}) from error
