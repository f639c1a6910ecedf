"""`make check`: everything about the code that needs no test run, stopping at the first fault.

The types, which take as long as all the rest, are looked at beside the rest. `make check ARGS=--all` goes on after a fault and
shows them all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from danbiet.run.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LONGEST = 60
CODE = ["src", "tests", "tools", "bench"]
RUNNING: list[subprocess.Popen[str]] = []  # and what has ended


def main(arguments: list[str]) -> int:
    faults = 0
    wanted = steps()
    with ThreadPoolExecutor(2) as pool:
        begun = {title: pool.submit(timed, command, title=title) for title, command in wanted[-1:]}
        begun |= {title: pool.submit(timed, command, title=title) for title, command in wanted[:-1]}
        for title, command in wanted:
            done, seconds = begun[title].result()
            if done.returncode == 0:
                print(f"✔ {title} ({seconds:.1f} s)", flush=True)
                continue
            print("\n".join(done.stdout.splitlines()[-LONGEST:]))
            print(f"✘ {title} ({seconds:.1f} s): {' '.join(Path(part).name for part in command[:4])} …")
            faults += 1
            if "--all" not in arguments:
                pool.shutdown(wait=False, cancel_futures=True)
                for process in RUNNING:
                    process.terminate()
                break
    return 1 if faults else 0


def steps() -> list[tuple[str, list[str]]]:
    """Title and command of every step, the quickest first, the types last."""
    python, templates = sys.executable, [str(path) for path in sorted((ROOT / "src").rglob("*.html"))]
    house = sorted((ROOT / "tools").glob("check_*.py"))
    return [
        ("định dạng", [str(BIN / "ruff"), "format", "--check", *CODE]),
        ("lỗi thường gặp", [str(BIN / "ruff"), "check", *CODE]),
        ("hợp đồng nhập", [str(BIN / "lint-imports")]),
        *[(f"quy tắc nhà: {path.stem.removeprefix('check_')}", [python, str(path)]) for path in house],
        ("mẫu trang: HTML", [str(BIN / "djlint"), "--lint", "--quiet", "src/danbiet"]),
        ("mẫu trang: cú pháp", [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates]),
        ("bản dịch", [python, "tools/words.py", "check"]),
        ("bản dịch của thư viện", [python, "tools/library_words.py", "check"]),
        ("migration", [python, "-m", "danbiet.run", "makemigrations", "--check", "--dry-run"]),
        ("kiểu", [str(BIN / "mypy")]),
    ]


def timed(command: list[str], *, title: str) -> tuple[subprocess.CompletedProcess[str], float]:
    began = time.monotonic()
    return run(command, title=title), time.monotonic() - began


def run(command: list[str], *, title: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.test"}
    if title != "migration":
        return execute(command, environment)
    environment.pop("DATABASE_URL", None)
    with Server(data_dir=ROOT / "var" / "test", is_fast=True) as server:
        return execute(command, {**environment, "DATABASE_URL": server.url})


def execute(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        RUNNING.append(process)
        said, _none = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, said)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
