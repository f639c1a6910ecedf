"""`units import [--data DIR] [--dry-run]`: bring in the units of the province and their reorganisations.

`units reorganise --file FILE --on DAY [--work-to CODE] [--dry-run] [--undo]`: put the day's rows of a table in force, with
everything open at the units that end, or take that back.
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit import clock
from danbiet.kit.terminal import SpokenCommand
from danbiet.org.actions.importing import Outcome, import_units
from danbiet.org.actions.orders import (
    NotPossible,
    Wording,
    apply_order,
    cancel_order,
    plan_order,
    undo_order,
)
from danbiet.org.calc.order_files import read_rows
from danbiet.org.calc.orders import Step
from danbiet.org.calc.unit_files import SUCCESSIONS, BadFile, UnitData, read_units
from danbiet.org.enums import OrderState
from danbiet.org.models import ReorganisationOrder, Unit
from danbiet.org.queries import order_for, order_of_file, orphans, preview_of, read_table

SHIPPED = Path(__file__).resolve().parent.parent.parent / "data"
SHOWN = 20  # of each list; a first import would fill the screen


class Command(SpokenCommand):
    help = "Đơn vị của tỉnh: import – nạp danh sách đơn vị và các lần sắp xếp; reorganise – thi hành một đợt sắp xếp"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="import|reorganise")
        verb = verbs.add_parser("import", help="nạp danh sách đơn vị và các lần sắp xếp từ các tệp CSV")
        verb.add_argument(
            "--data", metavar=_("FOLDER"), help="thư mục chứa các tệp (mặc định: dữ liệu kèm theo)"
        )
        verb.add_argument("--dry-run", action="store_true", help="chỉ cho biết sẽ thay đổi gì, không ghi")
        verb = verbs.add_parser("reorganise", help="thi hành một đợt sắp xếp đơn vị từ tệp, hoặc hoàn tác")
        verb.add_argument("--file", metavar=_("FILE"), help="tệp CSV hoặc Excel (mặc định: dữ liệu kèm theo)")
        verb.add_argument("--on", metavar=_("DAY"), required=True, help="ngày có hiệu lực, ví dụ 2025-07-01")
        verb.add_argument("--basis", default="", help="số, ký hiệu văn bản")
        verb.add_argument("--work-to", default="", help="mã đơn vị nhận việc dở dang khi tệp không nêu")
        verb.add_argument("--dry-run", action="store_true", help="làm thử rồi trả lại như cũ, không ghi")
        verb.add_argument("--undo", action="store_true", help="hoàn tác đợt sắp xếp đã thi hành từ tệp này")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] is None:
            raise CommandError(
                _(
                    "Say what to do: danbiet units import [--data FOLDER] [--dry-run] or danbiet units reorganise --file FILE --on DAY"
                )
            )
        if options["verb"] == "reorganise":
            self._reorganise(options)
            return
        folder = Path(options["data"]) if options["data"] else SHIPPED
        if not folder.is_dir():
            raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder})
        data = _read(folder)
        if Unit._meta.db_table not in connection.introspection.table_names():
            call_command("migrate", verbosity=0)  # the first command on a fresh machine
        try:
            outcome = import_units(data, by=None, at=clock.now(), is_dry_run=options["dry_run"])
        except IntegrityError as error:
            raise CommandError(
                _(
                    "The files contradict units already stored; nothing was changed. The database says: %(error)s"
                )
                % {"error": str(error).strip().splitlines()[0]}
            ) from error
        self._tell(outcome, is_dry_run=options["dry_run"])

    def _reorganise(self, options: dict[str, Any]) -> None:
        path = Path(options["file"]) if options["file"] else SHIPPED / SUCCESSIONS
        on, now = _day(options["on"]), clock.now()
        try:
            if options["undo"]:
                self._undo(path.name, on, is_dry_run=options["dry_run"])
                return
            steps = _steps(path, on)
            wording = Wording(
                on=on, title=_("Reorganisation of units on %(day)s") % {"day": f"{on:%d/%m/%Y}"}, basis=options["basis"],
                source=path.name, choices={"work_to": options["work_to"]} if options["work_to"] else {},
            )  # fmt: skip
            with transaction.atomic():
                self._put_in_force(plan_order(wording, steps, by=None, at=now), options["dry_run"])
                transaction.set_rollback(options["dry_run"])
        except NotPossible as refusal:
            raise CommandError(_("%(why)s Nothing was changed.") % {"why": refusal}) from refusal

    def _put_in_force(self, pk: int, is_dry_run: bool) -> None:  # noqa: FBT001 - one caller, which names it
        order = found_order(pk)
        known = preview_of(order)
        self.stdout.write(
            _("%(steps)s events, %(units)s units end.")
            % {"steps": len(known.steps), "units": len(known.ending)}
        )
        today = clock.today()
        if order.on > today and not is_dry_run:
            self.stdout.write(
                _("Planned: it comes into force on %(day)s by itself.") % {"day": f"{order.on:%d/%m/%Y}"}
            )
            return
        apply_order(pk, by=None, on=max(today, order.on), at=clock.now())
        counts = found_order(pk).record["counts"]
        for line in known.lines:
            self.stdout.write(
                _("  %(what)s: %(before)s before, %(after)s after at the units that end")
                % {
                    "what": line.line.label,
                    "before": line.count,
                    "after": counts["after"].get(line.line.key, 0),
                }
            )
        lost = orphans(order.on)
        self.stdout.write(
            _("Without anybody to go on with it: %(what)s.") % {"what": ", ".join(lost)}
            if lost
            else _("Everything open has somebody who goes on with it.")
        )
        self.stdout.write(_("Dry run: nothing was written.") if is_dry_run else _("In force."))

    def _undo(self, source: str, on: date, *, is_dry_run: bool) -> None:
        order = order_of_file(source, on)
        if order is None:
            raise CommandError(
                _("Nothing from %(file)s is in force or planned for that day.") % {"file": source}
            )
        if order.state == OrderState.PLANNED:
            if not is_dry_run:
                cancel_order(order.pk, by=None, at=clock.now())
            self.stdout.write(_("Cancelled before it came into force."))
            return
        undo_order(order.pk, by=None, at=clock.now(), is_trial=is_dry_run)
        self.stdout.write(
            _("Dry run: nothing was written.") if is_dry_run else _("Undone: everything is as it was before.")
        )

    def _tell(self, outcome: Outcome, *, is_dry_run: bool) -> None:
        lists = (
            (_("New units"), outcome.new_units),
            (_("Changed units"), outcome.changed_units),
            (_("Reorganisations added"), outcome.new_changes),
            (_("Left alone because they were changed by hand since"), outcome.kept_units),
        )
        for label, names in lists:
            if names:
                self.stdout.write(f"{label}: {len(names)}")
                if is_dry_run or len(names) <= SHOWN:
                    self._list(names)
        if outcome.is_empty:
            self.stdout.write(_("Everything is already there; nothing changed."))
        elif is_dry_run:
            self.stdout.write(_("Dry run: nothing was written."))

    def _list(self, names: list[str]) -> None:
        for name in names[:SHOWN]:
            self.stdout.write(f"  - {name}")
        if len(names) > SHOWN:
            rest = len(names) - SHOWN
            self.stdout.write(
                "  " + ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
            )


def found_order(pk: int) -> ReorganisationOrder:
    """The decision just written."""
    return cast(ReorganisationOrder, order_for(pk))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("%(text)s is not a date; write it like 2025-07-01.") % {"text": text}) from error


def _steps(path: Path, on: date) -> tuple[Step, ...]:
    """The day's steps of the file; every row that is wrong is named."""
    try:
        rows = read_rows(path.read_bytes(), name=path.name)
    except BadFile as error:
        raise CommandError(_sentence(error)) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": error.filename, "why": error.strerror}
        ) from error
    reading = read_table(rows, on=on)
    if reading.faults:
        told = [
            _("%(file)s, row %(row)s") % {"file": path.name, "row": fault.row}
            + f": {_(fault.message) % fault.params}"
            for fault in reading.faults
        ]
        raise CommandError("\n".join(told))
    return reading.steps


def _sentence(error: BadFile) -> str:
    where = _("%(file)s, row %(row)s") % {"file": error.file, "row": error.row} if error.row else error.file
    return _("%(where)s: %(sentence)s Nothing was changed.") % {
        "where": where,
        "sentence": _(error.message) % error.params,
    }


def _read(folder: Path) -> UnitData:
    try:
        return read_units(folder, shipped=SHIPPED)
    except BadFile as error:
        raise CommandError(_sentence(error)) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": error.filename, "why": error.strerror}
        ) from error
