"""`make bench ARGS=lighthouse`: what Lighthouse says of public pages, on a simulated phone, the median of five.

Must show 4 of the public portal: performance, accessibility, best practices and SEO ≥ 95 on home, article, video, search,
document; home and article ≤ 130 kB on a first visit, pictures apart. The site is started for it with the demonstration
year, in a data folder of its own, unless `--url` names one that runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "bench" / "lighthouse"
LOCKED = ROOT / "bench" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
MOST_BYTES = 130_000
WEIGHED = ("trang chủ", "bài viết")
PORT = 8790
TRIES = 4  # a slow machine sometimes loses the trace of a page (NO_NAVSTART); such a run says nothing
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    """Look at every page `--runs` times, print the medians; exit status 1 when one is below the limit."""
    parser = argparse.ArgumentParser(prog="bench lighthouse")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--url", help="a running site, e.g. http://localhost:8000")
    parser.add_argument(
        "--keep", action="store_true", help="keep Lighthouse's own reports in var/bench/lighthouse"
    )
    options = parser.parse_args(arguments)
    program = _installed()
    with _site(options.url) as site:
        print(f"{'trang':<14}{'hiệu năng':>10}{'tiếp cận':>10}{'thông lệ':>10}{'SEO':>6}{'kB (trừ ảnh)':>14}")
        good = [_page(program, name, site + path, options) for name, path in _pages(site)]
    return 0 if good and all(good) else 1


def _page(program: list[str], name: str, url: str, options: argparse.Namespace) -> bool:
    reports = [_look(program, url) for _ in range(options.runs)]
    if options.keep:
        (HOME / f"{name.replace(' ', '-')}.json").write_text(json.dumps(reports[0]), encoding="utf-8")
    scores = [
        statistics.median(round(100 * (report["categories"][key]["score"] or 0)) for report in reports)
        for key in CATEGORIES
    ]
    size = statistics.median(_bytes(report) for report in reports)
    is_good = min(scores) >= LEAST and (name not in WEIGHED or size <= MOST_BYTES)
    shown = f"{scores[0]:>10.0f}{scores[1]:>10.0f}{scores[2]:>10.0f}{scores[3]:>6.0f}{size / 1000:>14.0f}"
    print(f"{name:<14}{shown}   {'đạt' if is_good else 'KHÔNG ĐẠT'}", flush=True)
    for line in _faults(reports[0]) if min(scores) < LEAST else []:
        print(f"    {line}")
    return is_good


def _look(program: list[str], url: str) -> dict[str, Any]:
    for _ in range(TRIES):
        done = subprocess.run(
            [
                *program, url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking",
            ],
            env={**os.environ, "CHROME_PATH": _browser()}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise SystemExit(f"Lighthouse: {url}\n{done.stderr[-2000:]}")


def _bytes(report: dict[str, Any]) -> int:
    """What came over the line, headers included, pictures apart."""
    items = report["audits"]["network-requests"]["details"]["items"]
    return sum(
        item.get("transferSize", 0) for item in items if item.get("resourceType") not in {"Image", "Media"}
    )


def _faults(report: dict[str, Any]) -> Iterator[str]:
    for key in CATEGORIES:
        for part in report["categories"][key]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{key}: {audit['id']} {audit.get('displayValue', '')} {audit['title']}"


def _pages(site: str) -> list[tuple[str, str]]:
    """Home and search as they are; of article, video and document the first one that the site map names."""
    with urllib.request.urlopen(f"{site}/sitemap.xml") as answer:
        known = answer.read().decode("utf-8").split("<loc>")[1:]
    paths = [place.split("</loc>")[0].split("/", 3)[-1] for place in known]

    def first(section: str) -> str:
        for path in paths:
            if path.startswith(f"{section}/") and path.strip("/").count("/") == 1:
                return f"/{path}"
        raise SystemExit(f"Bản đồ trang không có trang nào trong /{section}/.")

    return [
        ("trang chủ", "/"),
        ("bài viết", first("tin-tuc")),
        ("video", first("video")),
        ("tìm kiếm", "/tim/?q=c%E1%BA%A3i%20c%C3%A1ch%20h%C3%A0nh%20ch%C3%ADnh"),
        ("văn bản", first("van-ban")),
    ]


def _installed() -> list[str]:
    """Lighthouse by its lock file, in var/; Node as `make run` finds or installs it."""
    sys.path.insert(0, str(ROOT / "tools"))
    import assets

    command, environment = assets.npm()
    os.environ.update(environment)
    HOME.mkdir(parents=True, exist_ok=True)
    lock = (LOCKED / "package-lock.json").read_bytes()
    stamp = HOME / "stamp"
    if not stamp.is_file() or stamp.read_bytes() != lock:
        print("Đang cài Lighthouse theo tệp khóa…", flush=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(LOCKED / name, HOME / name)
        subprocess.run(
            [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=HOME,
            check=True,
        )
        stamp.write_bytes(lock)
    return [shutil.which("node") or "node", str(HOME / "node_modules" / "lighthouse" / "cli" / "index.js")]


def _browser() -> str:
    found = os.environ.get("DANBIET_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise SystemExit("Thiếu Chromium: hãy cài gói chromium hoặc đặt DANBIET_CHROMIUM.")
    return found


@contextmanager
def _site(given: str | None) -> Iterator[str]:
    if given:
        yield given.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="danbiet-lighthouse-") as data:
        environment = {**os.environ, "DANBIET_DATA_DIR": data}
        for name in ("DATABASE_URL", "DANBIET_TODAY", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)
        server = subprocess.Popen(
            [sys.executable, "-m", "danbiet.run", "serve", "--port", str(PORT)],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            site = f"http://localhost:{PORT}"
            _wait_for(site, server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(site: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(site, timeout=5):
                return
        except OSError:
            time.sleep(1)
    raise SystemExit("Trang không khởi động được.")
