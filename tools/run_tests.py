"""`make test`: every test, in one run with one verdict; browser tests in a real Chromium.

tools/run_tests.py                   all
tools/run_tests.py --only e2e        one kind (a marker expression of pytest)
tools/run_tests.py tests/run -x      what follows goes to pytest
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    chromium = browser()
    if chromium is None:
        sys.stderr.write(
            "✘ Thiếu Chromium cho các phép thử bằng trình duyệt: hãy cài gói chromium "
            "(Debian/Ubuntu: sudo apt-get install chromium) rồi chạy lại.\n"
        )
        return 1
    environment = {**os.environ, "DANBIET_CHROMIUM": chromium}
    command = [sys.executable, "-m", "pytest", "-q"]
    if arguments[:1] == ["--only"]:
        command += ["-m", arguments[1], *arguments[2:]]
    elif arguments:
        command += ["-n", "2", "--dist", "loadfile", *arguments]
    else:
        # Files stay whole: what one prepares for all its tests (tables, a running installation) is made once. Browser
        # tests are few and long, so they are dealt out one by one, and have processes of their own: the browser's driver
        # leaves an event loop running in the thread it was used from.
        # Files in the order of tests/conftest.py, slow ones first, not those with most tests.
        with tempfile.TemporaryDirectory(prefix="danbiet-test-", ignore_cleanup_errors=True) as folder:
            # Both find what the first has loaded: the demonstration year in the test server, its files in the folder.
            shared = {"DANBIET_TEST_RUN": str(os.getpid()), "DANBIET_DATA_DIR": folder, **environment}
            fast = run(
                [*command, "-m", "not e2e", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"], shared
            )
            return max(fast, run([*command, "-m", "e2e", "-n", "2"], shared))
    return run(command, environment)


def run(command: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def browser() -> str | None:
    """A Chromium, installed from the system's packages where we may."""
    given = os.environ.get("DANBIET_CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    return _found() or (_found() if _install() else None)


def _found() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _install() -> bool:
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    if os.geteuid() == 0:
        before: list[str] = []
    elif (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        before = ["sudo", "-n"]
    else:
        return False
    sys.stderr.write("• Đang cài Chromium của hệ điều hành…\n")
    subprocess.run([*before, apt, "-qq", "update"], check=False)
    command = [*before, apt, "-qq", "-y", "install", "--no-install-recommends", "chromium"]
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
