"""`workdays DATE N`: the date N working days later, and how it came about."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from danbiet.kit import workdays
from danbiet.kit.terminal import SpokenCommand
from danbiet.org.models import DayOverride
from danbiet.org.queries import working_calendar

ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
VIETNAMESE = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


class Command(SpokenCommand):
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Taken as they come: the parser's own refusals would be in English.
        parser.add_argument(
            "words", nargs="*", metavar=_("DATE N"), help=_("day of receipt and number of working days")
        )

    def handle(self, *args: Any, words: list[str], **options: Any) -> None:
        if len(words) != 2:
            raise CommandError(
                _("Give the day of receipt and a number of working days, as in: workdays 2025-12-30 3")
            )
        start, limit = read_date(words[0]), read_limit(words[1])
        try:
            lines = workdays.derivation_lines(start, limit, _calendar())
        except ValueError as error:
            raise CommandError(
                _("The calendar covers the years %(first)s to %(last)s; this deadline leaves them.")
                % {"first": workdays.FIRST_YEAR, "last": workdays.LAST_YEAR}
            ) from error
        for line in lines:
            self.stdout.write(line)


def _calendar() -> workdays.Calendar:
    """With the office's exceptions; a database without our tables yet has none."""
    has_table = DayOverride._meta.db_table in connection.introspection.table_names()
    return working_calendar() if has_table else workdays.calendar()


def read_date(text: str) -> date:
    """The date written as 2025-12-30 or 30/12/2025; CommandError for anything else, also for 30/02/2025."""
    found = ISO.fullmatch(text.strip()) or VIETNAMESE.fullmatch(text.strip())
    try:
        if found:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        pass  # the form is right, the day does not exist: same answer
    raise CommandError(_("“%(text)s” is not a date. Write it as 2025-12-30 or 30/12/2025.") % {"text": text})


def read_limit(text: str) -> int:
    """A number of working days from 1 to 5000; CommandError for anything else."""
    if re.fullmatch(r"[0-9]{1,9}", text.strip()) and 1 <= int(text) <= workdays.MAX_WORKING_DAYS:
        return int(text)
    raise CommandError(
        _("“%(text)s” is not a number of working days: a whole number from 1 to %(most)s is needed.")
        % {"text": text, "most": workdays.MAX_WORKING_DAYS}
    )
