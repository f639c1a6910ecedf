"""`danbiet questions states [--write FILE]`: the table of states as a page of documentation, printed from the code."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from danbiet.kit.terminal import SpokenCommand
from danbiet.questions.calc.states_page import states_page
from danbiet.questions.enums import Actor, Holder, State


class Command(SpokenCommand):
    help = _("Print the table of states of questions.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", metavar="states", help=_("what to print: states"))
        parser.add_argument("--write", metavar=_("FILE"), help=_("write it to a file instead"))

    def handle(self, *args: Any, verb: str, write: str | None, **options: Any) -> None:
        if verb != "states":
            raise CommandError(_("Only “states” can be printed, as in: questions states"))
        page = printed()
        if write:
            Path(write).write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page, ending="")


def printed() -> str:
    """The page in Vietnamese, whatever language the process speaks."""
    with translation.override("vi"):
        return states_page(
            states={key: str(label) for key, label in State.choices},
            actors={key: str(label) for key, label in Actor.choices},
            holders={key: str(label) for key, label in Holder.choices},
        )
