"""`danbiet contest verify` tells in Vietnamese what does not agree, and needs no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.contests.cases import Deadly, Take, closed_round, lines_of, person
from tests.contests.rule_sets import hoa_binh_2023

from danbiet.contests.calc import parallel
from danbiet.contests.calc.bundle import write
from danbiet.contests.calc.findings import Finding
from danbiet.run.cli import main
from danbiet.run.contest_verify import sentence


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    closed = closed_round(hoa_binh_2023())
    write(tmp_path / "bundle", closed, lines_of(closed, [Take(n, n, 60, guess=n) for n in range(1, 11)]))
    return tmp_path / "bundle"


def test_sound_bundle_ends_with_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["contest", "verify", str(folder), "--processes", "1"])

    assert status == 0
    assert "đã tính lại 10 bài" in capsys.readouterr().out


def test_changed_bundle_ends_with_status_1_and_names_the_entry(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "entries.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"{person(4)},1,cbcc,,", f"{person(4)},2,cbcc,,")
    )

    status = main(["contest", "verify", str(folder), "--processes", "1"])

    out = capsys.readouterr().out
    assert status == 1
    assert f"Bài {person(4)} 2: số lượt vượt quy định." in out


def test_json_is_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["contest", "verify", str(folder), "--processes", "1", "--json", "--root", "00"])

    value = json.loads(capsys.readouterr().out)
    assert (status, value["is_sound"], value["counts"]) == (1, False, {"root.given": 1})


def test_no_bundle_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["contest", "verify", str(tmp_path)])

    assert status == 1
    assert "Không đọc được gói kiểm chứng: bundle.json" in capsys.readouterr().err


def test_worker_that_is_killed_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "blocks", lambda lines: ([Deadly(line)] for line in lines))

    status = main(["contest", "verify", str(folder), "--processes", "2"])

    assert status == 1
    assert "--processes 1" in capsys.readouterr().err


def test_another_word_than_verify_says_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contest", "prove"]) == 1
    assert "danbiet contest verify" in capsys.readouterr().err


def test_verifying_reads_no_settings_and_asks_no_database(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from danbiet.run.cli import main; status = main(sys.argv[1:]); "
        "sys.exit(9 if any(name.startswith('danbiet.config') for name in sys.modules) else status)"
    )
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DANBIET_DATA_DIR": str(tmp_path / "nothing"),
    }

    done = subprocess.run(
        [sys.executable, "-c", program, "contest", "verify", str(folder), "--processes", "2"],
        env=environment,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert not (tmp_path / "nothing").exists()


def test_checking_a_bundle_needs_no_django() -> None:
    program = "import sys, danbiet.contests.calc.verify; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_kind_of_finding_without_a_sentence_of_its_own_takes_that_of_its_family() -> None:
    assert sentence(Finding("standings.points", "X", "900", "1000")) == (
        "Bảng xếp hạng: thí sinh X không khớp (điểm). Tính lại: 900; trong gói: 1000."
    )


def test_console_command_marks_with_several_processes(folder: Path) -> None:
    command = Path(sys.executable).with_name("danbiet")

    done = subprocess.run(
        [command, "contest", "verify", str(folder), "--processes", "2"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "đã tính lại 10 bài" in done.stdout
