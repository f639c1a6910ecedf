"""The steps of a first start. Only the standard library; each step is skipped in milliseconds once it is done."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
LAUNCHER = """#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/python" "$0" "$@"
' '''
import sys

from danbiet.cli import main

if __name__ == "__main__":  # a process started to help imports this file
    sys.exit(main())
"""


class Missing(Exception):
    """Something the operator has to install or allow; shown as one sentence."""


def main(arguments: list[str]) -> int:
    kind = arguments[0] if arguments else "run"
    try:
        with alone():
            environment(kind)
            return built_assets()
    except Missing as missing:
        sys.stderr.write(f"✘ {missing}\n")
        return 1
    except PermissionError as error:
        sys.stderr.write(f"✘ Không có quyền ghi vào «{error.filename}».\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"✘ Không cài đặt được: {error.strerror} («{error.filename}»).\n")
        return 1


@contextmanager
def alone() -> Iterator[None]:
    """Two `make` at once must not install into one folder at the same time."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def environment(kind: str) -> None:
    """Fill .venv from the lock file of the kind; `run` is content with a `dev` environment."""
    wanted = {name: mark_of(REQUIREMENTS / f"{name}.txt") for name in ("run", "dev")}
    stamp = VENV / "danbiet-lock"
    found = stamp.read_text(encoding="ascii").split() if stamp.is_file() and works(PYTHON) else []
    good = {wanted["dev"]} if kind == "dev" else set(wanted.values())
    if not found or found[0] not in good:
        kind = "dev" if found and found[-1] == "dev" else kind
        say("Đang cài đặt môi trường Python theo tệp khóa…")
        if not works(PYTHON):
            run([uv(), "venv", "--quiet", "--clear", "--python", sys.executable, VENV])
        run(
            [
                uv(),
                "pip",
                "sync",
                "--quiet",
                "--require-hashes",
                "--python",
                PYTHON,
                REQUIREMENTS / f"{kind}.txt",
            ]
        )
        stamp.write_text(f"{wanted[kind]} {kind}\n", encoding="ascii")
    ourselves()


def ourselves() -> None:
    """Put our package and the console command into .venv. Relative and ASCII, so that any folder name will do."""
    sites = next(VENV.glob("lib/python3*/site-packages"))
    write_if_new(sites / "danbiet.pth", "../../../../src\n")
    command = VENV / "bin" / "danbiet"
    write_if_new(command, LAUNCHER)
    if not os.access(command, os.X_OK):
        command.chmod(0o755)


def built_assets() -> int:
    """Our own program in our own environment: it tells its steps while they happen, and itself why it failed."""
    return subprocess.run([PYTHON, ROOT / "tools" / "assets.py"], cwd=ROOT, check=False).returncode


def uv() -> Path:
    """The installer in an environment of its own, from its lock file."""
    home = TOOLS / "uv"
    program = home / "bin" / "uv"
    lock = REQUIREMENTS / "uv.txt"
    stamp = home / "danbiet-lock"
    if program.is_file() and stamp.is_file() and stamp.read_text(encoding="ascii") == mark_of(lock):
        return program
    say("Đang cài uv (trình cài đặt gói)…")
    shutil.rmtree(home, ignore_errors=True)
    hashed = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:", "-r", lock]
    if can("venv") and can("ensurepip"):
        run([sys.executable, "-m", "venv", home])
        run([home / "bin" / "python", "-m", "pip", "install", *hashed])
    elif can("pip"):
        run([sys.executable, "-m", "pip", "install", "--target", home, *hashed])
    elif os.geteuid() == 0 and shutil.which("apt-get"):
        say("Đang cài gói python3-venv của hệ điều hành…")
        run(["apt-get", "-qq", "update"])
        run(["apt-get", "-qq", "-y", "install", "--no-install-recommends", "python3-venv"])
        run([sys.executable, "-m", "venv", home])
        run([home / "bin" / "python", "-m", "pip", "install", *hashed])
    else:
        raise Missing(
            "Python trên máy thiếu venv và pip: hãy cài gói python3-venv (Debian/Ubuntu: sudo apt-get install "
            "python3-venv) rồi chạy lại."
        )
    stamp.write_text(mark_of(lock), encoding="ascii")
    return program


def can(module: str) -> bool:
    """Whether this Python really has the module (Debian ships venv without what it needs)."""
    done = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False)
    return done.returncode == 0


def works(python: Path) -> bool:
    """Whether an environment's Python still runs (the system's may have been upgraded under it)."""
    if not python.exists():
        return False
    done = subprocess.run(
        [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], capture_output=True, check=False
    )
    return done.returncode == 0


def mark_of(*files: Path) -> str:
    """One short word for the content of files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def write_if_new(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def trust() -> dict[str, str]:
    """How uv and Node are told to trust the machine's certificate authorities, where nobody said otherwise."""
    bundles = [Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt")]
    bundle = next((str(path) for path in bundles if path.is_file()), "")
    return {"UV_SYSTEM_CERTS": "true", **({"NODE_EXTRA_CA_CERTS": bundle} if bundle else {})}


def run(command: list[str | Path], *, cwd: Path = ROOT, environment: dict[str, str] | None = None) -> None:
    """Run a program in silence; when it fails, its own last words follow one sentence of ours."""
    words = [str(part) for part in command]
    # Downloading another Python behind the operator's back is not ours to do.
    # Offices often have a certificate authority of their own: trust what the machine trusts.
    told = {**trust(), **os.environ, "UV_PYTHON_DOWNLOADS": "never", **(environment or {})}
    try:
        done = subprocess.run(words, cwd=cwd, env=told, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise Missing(f"Không tìm thấy chương trình «{words[0]}».") from error
    if done.returncode != 0:
        said = done.stderr.strip() or done.stdout.strip()  # some programs complain on the wrong stream
        last = "\n".join(said.splitlines()[-12:])
        name = " ".join(Path(part).name if part.startswith("/") else part for part in words[:4])
        raise Missing(f"Bước «{name}» không thành công (mạng, dung lượng đĩa hay quyền?):\n{last}")


def say(text: str) -> None:
    sys.stderr.write(f"• {text}\n")
    sys.stderr.flush()
