"""`danbiet plan …`: a plan from the command line. Each sub-command stands in a class of its own below."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.terminal import SpokenCommand
from danbiet.plans.actions.importing import FileRefused, bring_in, read_words, readable
from danbiet.plans.actions.refusals import PlanRefusal
from danbiet.plans.calc.reading import ParsedPlan
from danbiet.plans.queries.catalogue import UnitNotFound, unit_in_year
from danbiet.plans.queries.reading import Reading

from ._plan_report import WriteReport


class Refused(Exception):
    """What the operator asked for cannot be done; the text says why in one sentence."""


class ImportFile:
    """`plan import FILE --unit CODE --year Y [--dry-run] [--json]`"""

    name = "import"
    help = _("bring in a plan from a Word, Excel or PDF file")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            metavar=_("FILE"),
            help=_("the plan: .docx, .xlsx, PDF with text, or .doc where LibreOffice is"),
        )
        parser.add_argument("--unit", required=True, metavar=_("CODE"), help=_("code of the issuing unit"))
        parser.add_argument("--year", required=True, metavar=_("YEAR"), help=_("year of the plan"))
        parser.add_argument("--dry-run", action="store_true", help=_("only show what would be read"))
        parser.add_argument("--json", action="store_true", help=_("answer as JSON"))

    def run(self, options: dict[str, Any], *, out: Any) -> None:
        unit = unit_in_year(options["unit"], year=_year(options["year"]))
        path = Path(options["file"])
        with _opened(path) as file:
            upload = readable(File(file, name=path.name))
            reading = read_words(upload, unit=unit)
            if options["dry_run"]:
                answer = _json(reading.parsed.as_json()) if options["json"] else "\n".join(summary(reading))
                out.write(answer)
                return
            at = clock.now()
            taken = bring_in(upload, reading=reading, unit=unit, by=None, at=at)
        address = f"{settings.DANBIET_BASE_URL}{reverse('plans:plan-edit', args=[taken.plan.pk])}"
        if options["json"]:
            told = {
                "plan": taken.plan.pk,
                "address": address,
                "tasks": taken.task_count,
                "doubts": taken.doubt_count,
            }
            out.write(_json(told))
            return
        out.write("\n".join(summary(reading)))
        out.write(_("Draft created: %(address)s") % {"address": address})


class Command(SpokenCommand):
    help = _("Import a plan from a file, write a plan's report.")
    parts: list[Any] = [ImportFile(), WriteReport()]
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="import|report")
        for part in self.parts:
            part.add_arguments(verbs.add_parser(part.name, help=part.help))

    def handle(self, *args: Any, **options: Any) -> None:
        part = next(part for part in self.parts if part.name == options["verb"])
        with translation.override(settings.LANGUAGE_CODE):
            try:
                part.run(options, out=self.stdout)
            except (Refused, PlanRefusal, UnitNotFound, FileRefused) as error:
                self.stderr.write(str(error))
                sys.exit(1)


def summary(reading: Reading) -> Iterator[str]:
    """What was read, in lines a person can check."""
    parsed = reading.parsed
    yield parsed.title
    issued = f"{parsed.issued_on:%d/%m/%Y}" if parsed.issued_on else "—"
    yield _("Number: %(number)s; date: %(date)s; issuer: %(issuer)s; year: %(year)s") % {
        "number": parsed.number or "—",
        "date": issued,
        "issuer": parsed.issuer,
        "year": parsed.year,
    }
    yield _("Groups: %(groups)s; tasks: %(tasks)s; targets: %(targets)s; to be looked at: %(unsure)s") % {
        "groups": len(parsed.groups),
        "tasks": len(parsed.tasks),
        "targets": sum(len(task.targets) for task in parsed.tasks),
        "unsure": parsed.unsure_count,
    }
    for group in parsed.groups:
        yield f"{group.order}. {group.title}"
        for task in group.tasks:
            periods = ", ".join(f"{one.starts_on:%d/%m/%Y}–{one.ends_on:%d/%m/%Y}" for one in task.periods)
            yield f"   {group.order}.{task.order} {task.content}"
            yield f"       {'; '.join(task.leads) or '—'} | {periods}"
    yield from _unsure(parsed)


def _unsure(parsed: ParsedPlan) -> Iterator[str]:
    if parsed.unmatched:
        yield _("Not understood:")
    for one in parsed.unmatched:
        yield f"   {one.where}: {one.text}"


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 2000 <= int(text) <= 2100:
        raise Refused(_("The year %(year)s is not one a plan can have.") % {"year": text})
    return int(text)


def _opened(path: Path) -> Any:
    if path.is_dir():
        raise Refused(_("“%(path)s” is a folder, not a file.") % {"path": path})
    if path.exists() and not path.is_file():
        # a device or a pipe has no end that could be waited for
        raise Refused(_("The file “%(path)s” cannot be opened.") % {"path": path})
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise Refused(_("There is no file “%(path)s”.") % {"path": path}) from error
    except OSError as error:
        raise Refused(_("The file “%(path)s” cannot be opened.") % {"path": path}) from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
