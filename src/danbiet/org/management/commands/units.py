"""`units import [--data DIR] [--dry-run]`: bring in the units of the province and their reorganisations."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit import clock
from danbiet.kit.terminal import SpokenCommand
from danbiet.org.actions.importing import Outcome, import_units
from danbiet.org.calc.unit_files import BadFile, UnitData, read_units
from danbiet.org.models import Unit

SHIPPED = Path(__file__).resolve().parent.parent.parent / "data"
SHOWN = 20  # of each list; a first import would fill the screen


class Command(SpokenCommand):
    help = "Đơn vị của tỉnh: import – nạp danh sách đơn vị và các lần sắp xếp"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="import")
        verb = verbs.add_parser("import", help="nạp danh sách đơn vị và các lần sắp xếp từ các tệp CSV")
        verb.add_argument(
            "--data", metavar=_("FOLDER"), help="thư mục chứa các tệp (mặc định: dữ liệu kèm theo)"
        )
        verb.add_argument("--dry-run", action="store_true", help="chỉ cho biết sẽ thay đổi gì, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] is None:
            raise CommandError(_("Say what to do: danbiet units import [--data FOLDER] [--dry-run]"))
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


def _read(folder: Path) -> UnitData:
    try:
        return read_units(folder, shipped=SHIPPED)
    except BadFile as error:
        sentence = _(error.message) % error.params
        where = (
            _("%(file)s, row %(row)s") % {"file": error.file, "row": error.row} if error.row else error.file
        )
        raise CommandError(
            _("%(where)s: %(sentence)s Nothing was changed.") % {"where": where, "sentence": sentence}
        ) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(why)s") % {"file": error.filename, "why": error.strerror}
        ) from error
