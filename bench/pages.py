"""`python -m bench.pages`: what public pages cost, in one run (issue 3, Must show 2).

Starts the site as `make run` does (port 8463, data in var/bench-pages), a fresh `wagtail start` project on Granian with
one worker, and nginx with the same bytes as files. Prints requests per second and p99 of home, article and video library, with
their ratios, and the article without any cache against the same article rendered naively (bench/naive).
Needs wrk and nginx (`apt-get install wrk nginx-light`).
"""

from __future__ import annotations

import argparse
import http.client
import io
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

SITE, FRESH, NGINX = 8463, 8473, 8475  # the site takes the port behind its own too
ROUNDS, SECONDS, CONNECTIONS = 3, 4, 32
GOAL_FRESH, GOAL_NGINX, GOAL_NAIVE, MOST_QUERIES = 100.0, 0.3, 3.0, 15
TITLE = "Bài đo tốc độ: bộ phận một cửa cấp xã làm việc cả sáng thứ bảy"
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Load:
    """What wrk saw: answers per second, milliseconds of the slowest hundredth, answers that were no success."""

    per_second: float
    p99: float
    failed: int


def main() -> int:
    options = _parse()
    missing = [name for name in ("wrk", "nginx") if shutil.which(name) is None]
    if missing:
        print(f"missing: {', '.join(missing)} (apt-get install wrk nginx-light); nothing was measured")
        return 2
    data = Path(options.data).resolve()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        "DANBIET_DATA_DIR": str(data),
        "DANBIET_BASE_URL": f"http://127.0.0.1:{SITE}",
    }
    with tempfile.TemporaryDirectory(prefix="danbiet-pages-") as folder, _site(data):
        from danbiet.run.postgres import Server

        with Server(data_dir=data) as server:
            os.environ["DATABASE_URL"] = server.url
            return _measure(Path(folder))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What public pages cost.")
    parser.add_argument(
        "--data", default=str(ROOT / "var" / "bench-pages"), help="data folder, filled on first use"
    )
    return parser.parse_args()


def _measure(folder: Path) -> int:
    import django

    django.setup()
    paths = _fill()
    bodies = {name: _packed(path) for name, path in paths.items()}
    print(f"{'packed bytes':<16}" + "".join(f"{name} {len(body):,}   " for name, body in bodies.items()))
    with _fresh(folder / "fresh"), _nginx(folder / "nginx", bodies):
        is_good = _cached(paths)
    return 0 if _uncached(paths["article"]) and is_good else 1


def _cached(paths: dict[str, str]) -> bool:
    """All three servers in turn, several rounds; the median round counts."""
    seen: dict[tuple[str, str], list[Load]] = {}
    for _ in range(ROUNDS):
        seen.setdefault(("fresh", ""), []).append(_wrk(FRESH, "/", connections=8))
        for name, path in paths.items():
            seen.setdefault(("site", name), []).append(_wrk(SITE, path))
            seen.setdefault(("nginx", name), []).append(_wrk(NGINX, f"/{_file(name)}"))
    fresh = _median(seen["fresh", ""])
    print(f"{'fresh wagtail':<16}{fresh.per_second:>10,.0f}/s  p99 {fresh.p99:7.2f} ms")
    is_good = fresh.failed == 0
    for name in paths:
        ours, files = _median(seen["site", name]), _median(seen["nginx", name])
        to_fresh, to_nginx = ours.per_second / fresh.per_second, ours.per_second / files.per_second
        is_good &= to_fresh >= GOAL_FRESH and to_nginx >= GOAL_NGINX and not ours.failed and not files.failed
        print(
            f"{name:<16}{ours.per_second:>10,.0f}/s  p99 {ours.p99:7.2f} ms   × fresh {to_fresh:6.0f}   "
            f"× nginx {to_nginx:5.2f}  (nginx {files.per_second:,.0f}/s, p99 {files.p99:.2f} ms)"
        )
    print(f"{'goals':<16}× fresh ≥ {GOAL_FRESH:.0f}, × nginx ≥ {GOAL_NGINX}")
    return is_good


def _file(name: str) -> str:
    return name.replace(" ", "-")


def _median(loads: list[Load]) -> Load:
    return sorted(loads, key=lambda one: one.per_second)[len(loads) // 2]


def _wrk(port: int, path: str, *, connections: int = CONNECTIONS) -> Load:
    url = f"http://127.0.0.1:{port}{path}"
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{SECONDS}s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        url,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s|m)", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if slow is None or rate is None:
        raise SystemExit(f"wrk said nothing of {url}:\n{said}")
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[slow[2]]
    return Load(float(rate[1]), float(slow[1]) * factor, int(failed[1]) if failed else 0)


def _packed(path: str) -> bytes:
    """The bytes a reader gets; asked twice, so that the second comes from memory."""
    for _ in range(2):
        connection = http.client.HTTPConnection("127.0.0.1", SITE, timeout=60)
        connection.request("GET", path, headers=GZIP)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or answer.getheader("Content-Encoding") != "gzip":
            raise SystemExit(
                f"{path}: {answer.status}, {answer.getheader('Content-Encoding')}: is the page kept?"
            )
        connection.close()
    return body


# The three servers.


@contextmanager
def _site(data: Path) -> Iterator[None]:
    """As `make run` starts it."""
    command = [sys.executable, "-m", "danbiet.run", "serve", "--port", str(SITE)]
    with _running(command, cwd=ROOT, port=SITE, seconds=400, more={"PYTHONPATH": str(ROOT / "src")}):
        yield


@contextmanager
def _fresh(folder: Path) -> Iterator[None]:
    """`wagtail start`, production settings, one Granian worker."""
    folder.mkdir()
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "fresh.settings.production", "PYTHONPATH": str(folder)}
    env.pop("DATABASE_URL", None)
    wagtail = "from wagtail.bin.wagtail import main; main()"
    subprocess.run(
        [sys.executable, "-c", wagtail, "start", "fresh", str(folder)],
        check=True,
        capture_output=True,
        env=env,
    )
    (folder / "fresh" / "settings" / "local.py").write_text(
        'SECRET_KEY = "for this measurement only"\nALLOWED_HOSTS = ["*"]\n', encoding="ascii"
    )
    for verb in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *verb], check=True, capture_output=True, env=env, cwd=folder
        )
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--port", str(FRESH),
        "--workers", "1", "--blocking-threads", "4", "--log-level", "error", "fresh.wsgi:application",
    ]  # fmt: skip
    with _running(command, cwd=folder, port=FRESH, seconds=60, more=env):
        yield


@contextmanager
def _nginx(folder: Path, bodies: dict[str, bytes]) -> Iterator[None]:
    """The packed bytes as files, with the header that says so."""
    folder.mkdir()
    for name, body in bodies.items():
        (folder / _file(name)).write_bytes(body)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"""{user} worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100;
client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
scgi_temp_path {folder};
server {{ listen 127.0.0.1:{NGINX}; root {folder}; default_type "text/html; charset=utf-8";
add_header Content-Encoding gzip; add_header Vary Accept-Encoding; }} }}
""",
        encoding="ascii",
    )
    with _running(
        ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], cwd=folder, port=NGINX, seconds=20
    ):
        yield


@contextmanager
def _running(
    command: list[str], *, cwd: Path, port: int, seconds: float, more: dict[str, str] | None = None
) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=cwd, env=os.environ | (more or {}), start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + seconds
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{' '.join(command[:6])} … does not answer on port {port}")
            time.sleep(0.3)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


# What is measured on.


def _fill() -> dict[str, str]:
    """An article with five pictures among forty others, and a page of films; made once."""
    from danbiet.newsroom.models import ArticlePage
    from danbiet.newsroom.queries.public import address
    from danbiet.pagecache.actions import forget_all

    found = ArticlePage.objects.filter(title=TITLE).first() or _write()
    forget_all()
    time.sleep(1)
    return {"home": "/", "article": address(found), "video library": "/video/"}


def _write() -> object:
    from danbiet.kit import clock
    from danbiet.newsroom.actions import ensure_sections
    from danbiet.newsroom.models import ArticlePage, SectionPage
    from danbiet.org.queries import tree

    ensure_sections()
    section = SectionPage.objects.get(kind="news", depth=3)
    at = clock.now()
    dated = {"dated_on": clock.today(), "first_published_at": at, "last_published_at": at}
    unit_id = tree(clock.today()).root.id
    for number in range(40):
        section.add_child(
            instance=ArticlePage(
                title=f"Bài đo tốc độ số {number}", slug=f"do-toc-do-{number}", unit_id=unit_id,
                summary="Người dân nhận kết quả sớm hơn hai ngày so với hẹn.", **dated,
            )
        )  # fmt: skip
    pictures = [_picture(number) for number in range(5)]
    text = (
        "<h2>Trả kết quả sớm hẹn</h2>"
        + "<p>"
        + "Hồ sơ được tiếp nhận, số hóa và chuyển đi trong ngày. " * 9
        + "</p>"
    )
    body: list[tuple[str, object]] = []
    for picture in pictures:
        body += [
            ("text", text),
            ("picture", {"picture": picture, "alternative": "Quầy tiếp nhận", "caption": "Sáng thứ bảy"}),
        ]
    body += [
        ("quote", {"text": "Tôi chỉ phải đi một lần.", "said_by": "Một người dân", "role": "xã Thới An Hội"}),
        ("text", text),
    ]
    page = ArticlePage(
        title=TITLE, slug="do-toc-do", unit_id=unit_id, summary="Một cửa làm việc cả sáng thứ bảy.", body=body,
        cover=pictures[0], **dated,
    )  # fmt: skip
    section.add_child(instance=page)
    return page


def _picture(number: int) -> object:
    from django.core.files.base import ContentFile
    from PIL import Image

    from danbiet.cms.models import Picture

    data = io.BytesIO()
    Image.radial_gradient("L").resize((1600, 900)).convert("RGB").save(data, "JPEG")
    title = f"Ảnh đo tốc độ {number}"
    return Picture.objects.create(
        title=title, description=title, file=ContentFile(data.getvalue(), name=f"do-{number}.jpg")
    )


# Without any cache.


def _uncached(path: str) -> bool:
    """Our article and the naive one through Django in this process; the median of 40 each, in turns."""
    from django.conf import settings
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from bench import naive
    from danbiet.newsroom.models import ArticlePage
    from danbiet.newsroom.views import serving

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    factory = RequestFactory()
    pk = ArticlePage.objects.get(title=TITLE).pk
    ways = {
        "ours": lambda: serving.page(factory.get(path), path.lstrip("/")),
        "naive": lambda: naive.article(factory.get(path), pk),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    queries: dict[str, int] = {}
    for name, ask in ways.items():
        ask()
        with CaptureQueriesContext(connection) as caught:
            answer = ask()
        queries[name] = len(caught)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {answer.status_code}")
    for _ in range(40):
        for name, ask in ways.items():
            began = time.perf_counter()
            ask()
            seconds[name].append(time.perf_counter() - began)
    ours, other = (statistics.median(seconds[name]) for name in ways)
    print(
        f"article uncached: {queries['ours']} queries, {1000 * ours:.1f} ms; naive: {queries['naive']} queries, "
        f"{1000 * other:.1f} ms; × {other / ours:.1f} (goals ≤ {MOST_QUERIES} queries, × ≥ {GOAL_NAIVE:.0f})"
    )
    return queries["ours"] <= MOST_QUERIES and other / ours >= GOAL_NAIVE


if __name__ == "__main__":
    sys.exit(main())
