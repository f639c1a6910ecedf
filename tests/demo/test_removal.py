"""The demonstration goes as a whole and leaves an empty installation; what real people made stops it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from danbiet.accounts.models import User
from danbiet.demo.actions.census import count_rows
from danbiet.demo.actions.remains import remains
from danbiet.questions.models import Question
from tests import databases, demo_year

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Loaded:
    folder: Path
    empty: dict[str, int]


@pytest.fixture
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Loaded]:
    """The run's year in a database of its own, with files, and what an empty installation's tables hold."""
    with django_db_blocker.unblock():
        with databases.in_place("empty", fill=lambda: None):
            empty = count_rows()
        with demo_year.in_place():
            shutil.copytree(demo_year.load().data_dir, tmp_path, dirs_exist_ok=True)
            for name in ("media/ab/abcd", "mail/1.log", "demo-today", "log/web.log", "secret-key"):
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text("2021-12-15" if name == "demo-today" else "x")
            yield Loaded(tmp_path, empty)


def address() -> str:
    known: dict[str, Any] = connection.settings_dict
    name = known["NAME"]
    return (
        f"postgresql://{known['USER']}@/{name}?host={quote(str(known['HOST']), safe='')}&port={known['PORT']}"
    )


def remove(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    connection.close()
    return subprocess.run(
        [sys.executable, "-m", "danbiet.run", "demo", "remove", *arguments],
        env={
            **os.environ, "DATABASE_URL": address(), "DANBIET_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        },
        capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip


def test_removed_year_leaves_every_table_as_an_empty_installation_has_it_and_no_file(loaded: Loaded) -> None:
    before = count_rows()
    looked = remove(loaded.folder)
    assert looked.returncode == 0, looked.stderr
    assert "chưa xóa gì" in looked.stdout
    assert "đơn vị" in looked.stdout
    assert count_rows() == before

    done = remove(loaded.folder, "--yes")

    assert done.returncode == 0, done.stderr
    after = count_rows()
    assert {name: after.get(name) for name in {*after, *loaded.empty}} == {
        name: loaded.empty.get(name) for name in {*after, *loaded.empty}
    }
    left = sorted(str(path.relative_to(loaded.folder)) for path in loaded.folder.rglob("*") if path.is_file())
    assert [name for name in left if name.startswith(("media", "mail", "demo"))] == []
    assert {"log/web.log", "secret-key"} <= set(left)

    again = remove(loaded.folder, "--yes")
    assert again.returncode == 1
    assert "không có gì để xóa" in again.stderr


def test_year_with_a_real_person_or_a_citizens_question_is_not_removed(loaded: Loaded) -> None:
    User.objects.create_user("that", full_name="Người thật")
    question = Question.objects.order_by("pk").first()
    assert question is not None
    question.pk, question.code, question.number = None, "DB-THAT-1", 99_999
    question.save(force_insert=True)
    before = count_rows()

    found = remains()
    refused = remove(loaded.folder, "--yes")

    assert (found.people, found.visitors) == (("Người thật (that)",), (("câu hỏi gửi đến", 1),))
    assert refused.returncode == 1
    for words in ("Người thật (that)", "1 câu hỏi gửi đến", "Không xóa"):
        assert words in refused.stderr
    assert count_rows() == before
    assert (loaded.folder / "media/ab/abcd").exists()
