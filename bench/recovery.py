"""`python -m bench recovery`: the machine is lost while people work; what was backed up under that load comes back elsewhere.

The full demonstration year is served by `danbiet serve`. People read and are counted, citizens ask (with files), contestants
hand in, an official works, all over HTTP; meanwhile `danbiet backup create`. Then every process gets SIGKILL and the data folder is removed. The
backup is restored into another folder, served on another port, and compared: every table's rows and checksum, every file's
SHA-256, everything that was acknowledged before the backup began, the chain of seals, signing in, working on. At last three
copies of the backup are damaged, and `verify` has to name the damage. A line for each check; the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.factories.ports import free_port

from bench import recovery_checks as checks
from bench import recovery_damage as damage
from bench.recovery_load import OFFICIAL, Load, sign_in
from bench.recovery_site import Site, sentence_of
from bench.rush_serving import ROOT

FOLDER = ROOT / "var" / "bench-recovery"
PASSPHRASE = "cụm từ đủ dài để không ai đoán được"
FILMS_WAIT = 900.0  # seconds until the year's films are playable; a backup does not need it


@dataclass
class Report:
    """Lines as they are found, numbers for the last line."""

    numbers: dict[str, Any] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def line(self, words: str, *, is_good: bool) -> None:
        print(f"{'✔' if is_good else '✘'} {words}", flush=True)
        if not is_good:
            self.failed.append(words)

    def note(self, words: str) -> None:
        print(f"• {words}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench recovery")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="emptied at the start and at the end")
    parser.add_argument(
        "--year", type=Path, help="a stopped data folder to copy instead of loading the year anew"
    )
    parser.add_argument("--port", type=int, default=0, help="of the first site; the other takes port + 10")
    parser.add_argument(
        "--seconds", type=float, default=30, help="of load before the backup begins, a third after it"
    )
    parser.add_argument("--keep", action="store_true", help="leave the folder when done")
    options = parser.parse_args()
    report = Report()
    folder: Path = options.folder.absolute()
    Site(folder / "original").lose()
    Site(folder / "elsewhere").lose()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    began = time.monotonic()
    try:
        _whole(folder, options, report)
    finally:
        Site(folder / "original").kill()
        Site(folder / "elsewhere").kill()
        if not options.keep:
            Site(folder / "original").lose()
            Site(folder / "elsewhere").lose()
            shutil.rmtree(folder, ignore_errors=True)
    report.numbers |= {"seconds": round(time.monotonic() - began), "failed": report.failed}
    print(json.dumps(report.numbers, ensure_ascii=False))
    return 1 if report.failed else 0


def _whole(folder: Path, options: argparse.Namespace, report: Report) -> None:
    port = options.port or free_port()
    original = Site(folder / "original", port=port, backups=folder / "backups")
    if options.year:
        subprocess.run(["cp", "-a", "--", str(options.year), str(original.data_dir)], check=True)
    started = original.start(log=folder / "original.log")
    how = f"copied from {options.year}" if options.year else "loaded anew"
    report.note(f"the demonstration year, {how}, is served after {started:.0f} s")
    _await_films(original, report)
    known = checks.before(original)
    session = sign_in(original.port, OFFICIAL)
    with Load(original, session) as load:
        time.sleep(options.seconds)
        known.files = checks.files_there(original.data_dir)
        known.seals = checks.seals(original, folder / "seals.json")
        load.begin_backup()
        said = original.run("backup", "create", "--note", "dưới tải")
        load.end_backup()
        if said.returncode != 0:
            raise SystemExit(f"the backup was not made: {said.stderr}")
        name = said.stdout.strip()
        time.sleep(options.seconds / 3)
        known.digests = checks.digests(original.data_dir, known.files)
        report.note(f"under load: {sentence_of(said.stderr)}")
        load.is_dead = True
        killed = original.kill()
    _tell_load(load, report)
    shutil.copytree(original.data_dir / "log", folder / "log-original", dirs_exist_ok=True)
    original.lose()
    report.line(
        f"the machine is lost: {killed} processes got SIGKILL, the data folder is gone",
        is_good=killed > 8 and not original.data_dir.exists(),
    )
    elsewhere = Site(folder / "elsewhere", port=port + 10, backups=folder / "backups")
    began = time.monotonic()
    said = elsewhere.run("backup", "restore", name)
    restored = time.monotonic() - began
    report.line(
        f"restored elsewhere in {restored:.0f} s: {sentence_of(said.stderr)}", is_good=said.returncode == 0
    )
    if said.returncode != 0:
        return
    report.numbers |= {"backup": name, "restore_s": round(restored, 1)}
    checks.compare(elsewhere, name, known, load, report)
    started = elsewhere.start(log=folder / "elsewhere.log")
    report.numbers["start_s"] = round(started, 1)
    checks.living(elsewhere, known, load, session, report)
    elsewhere.kill()
    damage.all_named(folder, name, report)


def _await_films(site: Site, report: Report) -> None:
    """The worker makes the year's films playable after the first start: as in a year that has been running."""
    until = time.monotonic() + FILMS_WAIT
    while (left := site.count_jobs("media")) and time.monotonic() < until:
        time.sleep(2)
    report.note(f"films still in work: {left}")


def _tell_load(load: Load, report: Report) -> None:
    before = load.told.counts(until=load.began)
    during = load.told.counts(until=load.ended)
    report.numbers |= {
        "load_seconds": round(load.ended - load.started, 1), "backup_s": round(load.ended - load.began, 1),
        "acknowledged_before": before, "acknowledged_until_end": during, "refused": load.told.other[:3],
        "load_average": [round(one, 2) for one in os.getloadavg()],
    }  # fmt: skip
    report.note(f"acknowledged before the backup began: {before}")
    report.line(
        f"during the {load.ended - load.began:.0f} s of the backup people worked on: "
        f"{ ({key: during[key] - before[key] for key in before}) }",
        is_good=all(during[key] > before[key] for key in before) and not load.told.other,
    )


if __name__ == "__main__":
    sys.exit(main())
