"""`python -m bench.visits`: 100,000 hits of 50 readers and 5 robots over 3 web processes, one killed in the middle.

Prints what the counter says against the truth (issue 3, Must show 6). Half an hour of reading is played in the time the
machine takes: the processes' clock follows the simulation, so that nobody reads faster than 60 pages a minute.
"""

from __future__ import annotations

import http.client
import mmap
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

HITS, READERS, PROCESSES, PORT = 100_000, 50, 3, 8461
PLAYED = 1800.0  # seconds of the readers' time
CLIENTS = 12
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{}.0) Gecko/20100101 Firefox/{}.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0 Mobile Safari/537.36"
)
ROBOTS = (  # name, hits, browser's word, language
    ("names itself", 2_000, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "vi"),
    ("a program", 1_000, "python-requests/2.32", "vi"),
    ("no language", 1_000, FIREFOX.format(139, 139), ""),
    (
        "headless",
        1_000,
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36",
        "vi",
    ),
    ("looks like a browser, 500 pages a minute", 15_000, FIREFOX.format(138, 138), "vi"),
)


@dataclass(frozen=True)
class Caller:
    name: str
    address: str
    agent: str
    language: str
    is_reader: bool


@dataclass
class Outcome:
    answered: Counter[bool] = field(default_factory=Counter)  # by is_reader
    unanswered: Counter[bool] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    sent: int = 0


def main() -> int:
    place = Path(tempfile.mkdtemp(prefix="danbiet-visits-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
        "DANBIET_DATA_DIR": str(place),
        "DANBIET_TODAY": "real",
        "DANBIET_PROXIES": "1",  # the simulated readers' addresses
        "DANBIET_BENCH_CLOCK": str(place / "clock"),
    }
    from danbiet.run.postgres import Server

    with Server(data_dir=place) as server:
        os.environ["DATABASE_URL"] = server.url
        import django

        django.setup()
        _make_tables()
        return _play(place)


def _make_tables() -> None:
    from django.apps import apps
    from django.db import connection

    with connection.schema_editor() as editor:
        for model in apps.get_app_config("visits").get_models():
            editor.create_model(model)


def _play(place: Path) -> int:
    begins = time.time() - PLAYED
    (place / "clock").write_bytes(struct.pack("d", begins))
    with (place / "clock").open("r+b") as file, mmap.mmap(file.fileno(), 8) as clock:
        processes = [_start(number) for number in range(PROCESSES)]
        try:
            for number in range(PROCESSES):
                _await(PORT + number)
            outcome, killed_at = _send(clock, begins, processes)
            time.sleep(6)  # the last lines are added up within two seconds
            return _tell(outcome, killed_at)
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _start(number: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--port", str(PORT + number),
        "--workers", "1", "--blocking-threads", "4", "--log-level", "error", "bench.visits_site:application",
    ]  # fmt: skip
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": paths}, start_new_session=True, cwd=ROOT
    )


def _await(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    raise SystemExit(f"no answer on port {port}")


def _plan() -> tuple[list[tuple[Caller, str]], list[str]]:
    """Every hit in its order; readers and robots mixed evenly."""
    from danbiet.visits.calc.mark import Viewed, make_mark
    from danbiet.visits.storages import mark_key

    paths = ["/", *(f"/tin-tuc/bài-{number}/" for number in range(199))]
    marks = [make_mark(Viewed("page", path), key=mark_key()) for path in paths]
    chance = random.Random(3)
    robots = [
        (Caller(name, f"198.51.100.{number}", agent, language, is_reader=False), hits)
        for number, (name, hits, agent, language) in enumerate(ROBOTS)
    ]
    left = HITS - sum(hits for _, hits in robots)
    readers = [
        (
            Caller(
                f"reader {number}",
                f"203.0.113.{number % 40}",
                _agent(number),
                "vi-VN,vi;q=0.9",
                is_reader=True,
            ),
            left // READERS,
        )
        for number in range(READERS)
    ]
    timed = [
        ((place + chance.random()) / hits, caller, chance.choice(marks))
        for caller, hits in readers + robots
        for place in range(hits)
    ]
    return [(caller, mark) for _, caller, mark in sorted(timed, key=lambda one: one[0])], marks


def _agent(number: int) -> str:
    """Ten readers share an address with another one, and are told apart by the browser."""
    return (FIREFOX if number < 40 else CHROME).format(140 + number % 3, 140 + number % 3)


def _send(clock: mmap.mmap, begins: float, processes: list[subprocess.Popen[bytes]]) -> tuple[Outcome, int]:
    hits, _ = _plan()
    outcome, lock = Outcome(), threading.Lock()
    queue = iter(hits)

    def work(number: int) -> None:
        connections: dict[int, http.client.HTTPConnection] = {}
        turn = number
        while True:
            with lock:
                hit = next(queue, None)
                if hit is None:
                    return
                outcome.sent += 1
                clock[:8] = struct.pack("d", begins + PLAYED * outcome.sent / len(hits))
            turn += 1
            is_answered = _hit(connections, turn % PROCESSES, *hit)
            with lock:
                _note(outcome, *hit, is_answered=is_answered)

    threads = [threading.Thread(target=work, args=[number]) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    while outcome.sent < len(hits) // 2:
        time.sleep(0.01)
    killed_at = outcome.sent
    os.killpg(processes[1].pid, signal.SIGKILL)
    processes[1].wait()
    processes[1] = _start(1)  # as the supervisor does
    for thread in threads:
        thread.join()
    return outcome, killed_at


def _hit(connections: dict[int, http.client.HTTPConnection], number: int, caller: Caller, mark: str) -> bool:
    """One beacon; False when it was never answered. Readers sent to a process that is not there find the next."""
    for port in [number, *(other for other in range(PROCESSES) if other != number)]:
        connection = connections.setdefault(
            port, http.client.HTTPConnection("127.0.0.1", PORT + port, timeout=60)
        )
        try:
            if connection.sock is None:
                connection.connect()
        except OSError:
            connection.close()
            continue
        headers = {
            "User-Agent": caller.agent,
            "X-Forwarded-For": caller.address,
            "Sec-Fetch-Site": "same-origin",
        }
        if caller.language:
            headers["Accept-Language"] = caller.language
        try:
            connection.request("POST", "/dem", mark.encode(), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return False
        return answer.status == 204
    return False


def _note(outcome: Outcome, caller: Caller, mark: str, *, is_answered: bool) -> None:
    (outcome.answered if is_answered else outcome.unanswered)[caller.is_reader] += 1
    if caller.is_reader and is_answered:
        outcome.seen.add(caller.name)
        outcome.pages["/" + mark.partition("/")[2]] += 1


def _tell(outcome: Outcome, killed_at: int) -> int:
    from danbiet.kit import clock
    from danbiet.visits.queries import all_days, totals, views_of

    at = clock.now()
    said = totals(on=clock.local(at).date(), at=at)
    pages = views_of(outcome.pages)
    truth, lost = outcome.answered[True], outcome.unanswered[True]
    off = sum(abs(pages[path] - count) for path, count in outcome.pages.items())
    visitors = max((day.visitors for day in all_days()), default=0)
    print(f"hits sent                      {outcome.sent:>8,}  of {READERS} readers and {len(ROBOTS)} robots")
    print(f"process killed (SIGKILL) after {killed_at:>8,}  and started again")
    print(f"readers' hits answered         {truth:>8,}  the truth")
    print(f"readers' hits never answered   {lost:>8,}  may or may not be counted")
    print(f"robots' hits                   {outcome.answered[False] + outcome.unanswered[False]:>8,}")
    print(
        f"the counter says               {said.all:>8,}  {said.all - truth:+,} ({100 * (said.all - truth) / truth:+.3f} %)"
    )
    print(f"  page by page, off by         {off:>8,}")
    print(f"visitors told apart            {visitors:>8,}  of {len(outcome.seen)}")
    print(f"online now                     {said.online if said.online is not None else '-':>8}")
    is_good = 0 <= said.all - truth <= lost and visitors == READERS
    print("as it should be" if is_good else "NOT as it should be")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
