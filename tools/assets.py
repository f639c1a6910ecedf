"""Puts third-party browser code into src/danbiet/static/vendor/ and builds our own style sheets.

The packages come from npm by lock file (`npm ci`, no install scripts). Node is the system's when it is good,
otherwise the one that installs from a Python wheel into .tools/node. Done once: a stamp remembers the lock file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bootstrap_steps as steps

ROOT = steps.ROOT
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "danbiet" / "static" / "vendor"
FONT = "@fontsource/be-vietnam-pro"
KHMER = "@fontsource/noto-sans-khmer"
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "hls.light.min.mjs": "hls.js/dist/hls.light.min.mjs",
    "echarts.min.js": "echarts/dist/echarts.common.min.js",
    **{
        f"fonts/be-vietnam-pro-{subset}-{weight}-normal.{kind}": (
            f"{FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.{kind}"
        )
        for subset in ("latin", "latin-ext", "vietnamese")
        for weight in (400, 600)
        for kind in ("woff2", "woff")  # for browsers; for what is drawn here (exports.render.typeface)
    },
    **{
        f"fonts/noto-sans-khmer-khmer-{weight}-normal.{kind}": (
            f"{KHMER}/files/noto-sans-khmer-khmer-{weight}-normal.{kind}"
        )
        for weight in (400, 600)
        for kind in ("woff2", "woff")
    },
    "licenses/noto-sans-khmer.txt": f"{KHMER}/LICENSE",
    "licenses/be-vietnam-pro.txt": f"{FONT}/LICENSE",
    "licenses/echarts.txt": "echarts/LICENSE",
    "licenses/hls.txt": "hls.js/LICENSE",
    "licenses/htmx.txt": "htmx.org/LICENSE",
    "licenses/zrender.txt": "zrender/LICENSE",
    "licenses/tslib.txt": "tslib/LICENSE.txt",
}
OLDEST_NODE = 20


def main() -> int:
    try:
        vendor()
    except steps.Missing as missing:
        sys.stderr.write(f"✘ {missing}\n")
        return 1
    styles = ROOT / "tools" / "css.py"
    return subprocess.run([sys.executable, str(styles)], check=False).returncode if styles.exists() else 0


def vendor() -> None:
    stamp = VENDOR / "stamp"
    wanted = steps.mark_of(ROOT / "package-lock.json", Path(__file__))
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    steps.say("Đang lấy phông chữ và mã trình duyệt theo tệp khóa…")
    command, environment = npm()
    steps.run(
        [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        environment=environment,
    )
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for target, source in FILES.items():
        path = fresh / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, path)
    (fresh / "stamp").write_text(wanted, encoding="ascii")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def npm() -> tuple[list[str | Path], dict[str, str]]:
    """The command and what its environment must add."""
    node, program = shutil.which("node"), shutil.which("npm")
    if node and program and is_good(node):
        return [program], {}
    home = TOOLS_NODE
    stamp = home / "danbiet-lock"
    lock = steps.REQUIREMENTS / "node.txt"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != steps.mark_of(lock):
        steps.say("Đang cài Node (máy chưa có bản phù hợp)…")
        steps.run([steps.uv(), "venv", "--quiet", "--clear", "--python", sys.executable, home])
        python = home / "bin" / "python"
        steps.run([steps.uv(), "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock])
        stamp.write_text(steps.mark_of(lock), encoding="ascii")
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    return [home / "bin" / "npm"], {"PATH": path}


TOOLS_NODE = steps.TOOLS / "node"


def is_good(node: str) -> bool:
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.strip().removeprefix("v").split(".")[0]
    return done.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE


if __name__ == "__main__":
    raise SystemExit(main())
