"""An operator who mistypes a command reads Vietnamese."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.base import CommandError

from danbiet.kit.terminal import SpokenCommand, speak_vietnamese


@pytest.fixture(autouse=True)
def parser_restored() -> Iterator[None]:
    told: Any = argparse
    before = told._, told.ngettext
    yield
    told._, told.ngettext = before


class Greeting(SpokenCommand):
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--name", required=True, metavar="TÊN")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError("Không có ai tên này.")


def typed(*words: str) -> None:
    Greeting().run_from_argv(["danbiet", "greeting", *words])


def test_missing_option_in_a_terminal_is_named_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        typed()

    told = capsys.readouterr().err
    assert leaving.value.code == 2
    assert "còn thiếu tham số: --name" in told
    assert "usage" not in told
    assert "error" not in told


def test_unknown_option_in_a_terminal_is_named_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        typed("--name", "An", "--loud")

    assert "không có tham số này: --loud" in capsys.readouterr().err


def test_help_lists_only_what_the_command_itself_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        typed("--help")

    told = capsys.readouterr().out
    assert "--name TÊN" in told
    assert "--settings" not in told
    assert "xem hướng dẫn này rồi thoát" in told


def test_refusal_in_a_terminal_is_the_sentence_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        typed("--name", "An")

    assert leaving.value.code == 1
    assert capsys.readouterr().err.strip() == "✘ Không có ai tên này."


def test_wrong_kind_of_value_is_refused_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    speak_vietnamese()
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int)

    with pytest.raises(SystemExit):
        parser.parse_args(["--count", "ba"])

    assert "tham số --count: không dùng được giá trị 'ba'" in capsys.readouterr().err
