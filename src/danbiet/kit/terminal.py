"""What stands between our commands and whoever types them: the parser's fixed phrases in Vietnamese, refusals as a sentence."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

# argparse's own phrases (Python 3.11 to 3.14). What a later Python adds stays as it is until it is added here.
PHRASES = {
    "usage: ": "cách dùng: ",
    "positional arguments": "tham số",
    "options": "tùy chọn",
    "subcommands": "lệnh con",
    "show this help message and exit": "xem hướng dẫn này rồi thoát",
    "show program's version number and exit": "xem phiên bản rồi thoát",
    " (default: %(default)s)": " (mặc định: %(default)s)",
    "%(prog)s: error: %(message)s\n": "✘ %(prog)s: %(message)s\n",
    "the following arguments are required: %s": "còn thiếu tham số: %s",
    "one of the arguments %s is required": "cần một trong các tham số: %s",
    "unrecognized arguments: %s": "không có tham số này: %s",
    "argument %(argument_name)s: %(message)s": "tham số %(argument_name)s: %(message)s",
    "expected one argument": "cần một giá trị đi kèm",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s argument": "cần %s giá trị",
    "expected %s arguments": "cần %s giá trị",
    "invalid %(type)s value: %(value)r": "không dùng được giá trị %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có %(value)r; chọn trong: %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "không có %(value)r, có phải %(closest)r? Chọn trong: %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": "không có %(parser_name)r; chọn trong: %(choices)s",
    "not allowed with argument %s": "không dùng cùng tham số %s",
    "ignored explicit argument %r": "không nhận giá trị %r",
    "ambiguous option: %(option)s could match %(matches)s": "«%(option)s» có thể là: %(matches)s; hãy viết đủ",
    "can't open '%(filename)s': %(error)s": "không mở được «%(filename)s»: %(error)s",
}
# Django gives every command these; whoever needs them knows them, and their help is English.
UNTOLD = {
    "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks",
}  # fmt: skip


def speak_vietnamese() -> None:
    """Make argparse answer in Vietnamese, in this process; may be called again. Its own catalogue has no Vietnamese."""
    told: Any = argparse
    told._ = _phrase
    told.ngettext = _plural


def _phrase(text: str) -> str:
    return PHRASES.get(text, text)


def _plural(one: str, many: str, count: int) -> str:
    return _phrase(one if count == 1 else many)


class SpokenCommand(BaseCommand):
    """A command whose help and refusals a Vietnamese operator can read.

    A `CommandError` ends a command typed in a terminal with its sentence alone and status 1 (or its return code);
    called from code it is raised as ever.
    """

    _called_from_command_line = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        speak_vietnamese()
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        for action in parser._actions:
            if action.dest in UNTOLD:
                action.help = argparse.SUPPRESS
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError as refusal:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(f"✘ {refusal}")
            sys.exit(refusal.returncode)
