"""Actions defer jobs by name only; every name must be one that the worker knows."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest
from procrastinate.contrib.django import app

import danbiet

SOURCE = Path(danbiet.__file__).parent


def deferred() -> list[tuple[str, str]]:
    """(place, job's name) of every `configure_task(…)` in the source; a name in a constant is looked up in its module."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "configure_task" not in (text := path.read_text(encoding="utf-8")):
            continue
        place = ".".join(("danbiet", *path.relative_to(SOURCE).with_suffix("").parts))
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "configure_task"
            ):
                given = node.args[0] if node.args else node.keywords[0].value
                assert isinstance(given, ast.Constant | ast.Name), (
                    f"{place}: a job's name is a constant, so that it can be checked"
                )
                name = (
                    given.value
                    if isinstance(given, ast.Constant)
                    else getattr(importlib.import_module(place), given.id)
                )
                found.append((place, str(name)))
    return found


DEFERRED = deferred()


def test_search_for_deferred_jobs_finds_some() -> None:
    assert DEFERRED


@pytest.mark.parametrize(("place", "name"), DEFERRED)
def test_deferred_job_is_registered_under_its_name(place: str, name: str) -> None:
    app.perform_import_paths()

    assert name in app.tasks, f"{place} defers {name}, which no tasks.py registers"
