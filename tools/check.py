"""`make check`: everything about the code that needs no test run, the quickest first, stopping at the first fault.

`make check ARGS=--all` goes on after a fault and shows them all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from danbiet.run.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LONGEST = 60
CODE = ["src", "tests", "tools", "bench"]


def main(arguments: list[str]) -> int:
    faults = 0
    for title, command in steps():
        began = time.monotonic()
        done = run(command, title=title)
        seconds = time.monotonic() - began
        if done.returncode != 0:
            print("\n".join(done.stdout.splitlines()[-LONGEST:]))
            print(f"✘ {title} ({seconds:.1f} s): {' '.join(Path(part).name for part in command[:4])} …")
            faults += 1
            if "--all" not in arguments:
                return 1
            continue
        print(f"✔ {title} ({seconds:.1f} s)", flush=True)
    return 1 if faults else 0


def steps() -> list[tuple[str, list[str]]]:
    """Title and command of every step."""
    python, templates = sys.executable, [str(path) for path in sorted((ROOT / "src").rglob("*.html"))]
    house = sorted((ROOT / "tools").glob("check_*.py"))
    return [
        ("định dạng", [str(BIN / "ruff"), "format", "--check", *CODE]),
        ("lỗi thường gặp", [str(BIN / "ruff"), "check", *CODE]),
        ("hợp đồng nhập", [str(BIN / "lint-imports")]),
        *[(f"quy tắc nhà: {path.stem.removeprefix('check_')}", [python, str(path)]) for path in house],
        ("kiểu", [str(BIN / "mypy")]),
        ("mẫu trang: HTML", [str(BIN / "djlint"), "--lint", "--quiet", "src/danbiet"]),
        ("mẫu trang: cú pháp", [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates]),
        ("bản dịch", [python, "tools/words.py", "check"]),
        ("bản dịch của thư viện", [python, "tools/library_words.py", "check"]),
        ("migration", [python, "-m", "danbiet.run", "makemigrations", "--check", "--dry-run"]),
    ]


def run(command: list[str], *, title: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.test"}
    if title != "migration":
        return execute(command, environment)
    environment.pop("DATABASE_URL", None)
    with Server(data_dir=ROOT / "var" / "test", is_fast=True) as server:
        return execute(command, {**environment, "DATABASE_URL": server.url})


def execute(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
