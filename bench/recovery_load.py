"""People at work on an installation, over HTTP, and what each of them was told: for `bench recovery`.

Readers open pages and are counted; citizens ask through the form with its work done, half of them with a file; contestants come in,
begin, fetch the paper and hand in; an official reads the desk and writes internal notes.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import io
import json
import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import altcha
import requests
from PIL import Image

from bench.recovery_site import Site
from bench.rush_client import Line

OFFICIAL, PASSWORD = "sonoivu", "danbiet-2021"
CONTEST, ROUND = "/thi/dich-vu-cong-2021", "thang-12"  # the one that is open on the demonstration's day
READERS, ASKERS, CONTESTANTS = 3, 2, 6
PAGES_AS_ONE = 40  # then another reader: more than 120 a minute would not be a person
MARK = re.compile(r'data-dem="([^"]+)"')
LINK = re.compile(r'href="(/[^"?#]*)"')
KEY = re.compile(r'name="key" value="([^"]+)"')
WORK = re.compile(r'<script id="viec" type="application/json">(.*?)</script>', re.DOTALL)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
QUESTION = re.compile(r"/ban-lam-viec/cau-hoi/(\d+)/")
AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0"


@dataclass(frozen=True)
class Asked:
    """A question that got its receipt: its code, its secret address, its subject, the digest of its file ("" without)."""

    at: float
    code: str
    address: str
    subject: str
    digest: str


@dataclass(frozen=True)
class Handed:
    """A submission that got its receipt: attempt, code as shown, address of the receipt."""

    at: float
    start: int
    code: str
    address: str


@dataclass
class Told:
    """What was acknowledged, each with the moment (monotonic) at which the answer was there."""

    asked: list[Asked] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    views: list[tuple[float, str]] = field(default_factory=list)
    notes: list[tuple[float, str]] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    other: list[str] = field(default_factory=list)  # what should not have been said

    def counts(self, *, until: float) -> dict[str, int]:
        """How much of each kind had been acknowledged at this moment."""
        return {
            "questions": sum(one.at <= until for one in self.asked),
            "files": sum(one.at <= until and bool(one.digest) for one in self.asked),
            "submissions": sum(one.at <= until for one in self.handed),
            "views": sum(at <= until for at, _ in self.views),
            "notes": sum(at <= until for at, _ in self.notes),
            "pages": sum(at <= until for at in self.reads),
        }

    def views_of(self, *, until: float) -> Counter[str]:
        """Views by address, acknowledged until this moment."""
        return Counter(path for at, path in self.views if at <= until)


def visitor() -> requests.Session:
    """Somebody from a network of their own."""
    session = requests.Session()
    dice = random.SystemRandom()
    address = f"10.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"
    session.headers.update(
        {"User-Agent": AGENT, "Accept-Language": "vi-VN,vi;q=0.9", "X-Forwarded-For": address}
    )
    return session


def sign_in(port: int, username: str, password: str = PASSWORD) -> requests.Session:
    """A browser in which this person has signed in; RuntimeError when that is refused."""
    session, home = visitor(), f"http://127.0.0.1:{port}"
    page = session.get(f"{home}/dang-nhap/", timeout=60)
    token = TOKEN.search(page.text)
    said = {"csrfmiddlewaretoken": token[1] if token else "", "username": username, "password": password}
    answer = session.post(f"{home}/dang-nhap/", said, allow_redirects=False, timeout=60)
    if answer.status_code not in (302, 303):
        raise RuntimeError(f"{username} was not let in: {answer.status_code}")
    return session


def ask(home: str, told: Told, *, with_file: bool) -> None:
    """One question, as a browser sends it: the form fetched, its work done, its receipt opened."""
    session = visitor()
    page = session.get(f"{home}/hoi-dap/hoi/", timeout=60).text
    key, work = KEY.search(page), WORK.search(page)
    if key is None or work is None:
        raise RuntimeError("the form has no key or no work")
    challenge = json.loads(work[1])
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    if solution is None:
        raise RuntimeError("the form's work has no solution")
    payload = {
        "challenge": challenge,
        "solution": {"counter": solution.counter, "derivedKey": solution.derived_key},
    }
    mark = os.urandom(6).hex()
    said = {
        "key": key[1], "altcha": base64.b64encode(json.dumps(payload).encode()).decode(), "buoc": "gui",
        "subject": f"Xin bản sao khai sinh, hồ sơ {mark}", "text": f"Mẹ tôi nhận thay bản sao được không? Hồ sơ số {mark}.",
        "name": "Trần Văn Hỏi", "phone": f"09{random.randrange(10**8):08d}", "may_handle": "on", "may_publish": "on",
    }  # fmt: skip
    content = sheet() if with_file else b""
    files = [("uploads", ("don.pdf", content, "application/pdf"))] if with_file else None
    answer = session.post(f"{home}/hoi-dap/hoi/", said, files=files, allow_redirects=False, timeout=120)
    at = time.monotonic()
    address = answer.headers.get("Location", "")
    code = re.search(r"CH-\d{4}-\d+", address)
    if answer.status_code != 303 or code is None:
        raise RuntimeError(f"a question was answered by {answer.status_code}")
    digest = hashlib.sha256(content).hexdigest() if with_file else ""
    told.asked.append(Asked(at, code.group(), address, said["subject"], digest))


def sheet() -> bytes:
    """A small PDF nobody has sent before."""
    out = io.BytesIO()
    Image.frombytes("L", (120, 160), os.urandom(120 * 160)).save(out, "PDF")
    return out.getvalue()


async def take_part(line: Line, told: Told) -> None:
    """From the door to the receipt, by the documented steps."""
    number = random.randrange(10**8)
    who = {
        "name": f"Người thứ {number}", "birth": f"{1 + number % 28}/{1 + number % 12}/{1960 + number % 40}",
        "phone": f"09{number:08d}", "email": f"n{number}@example.com", "consent": "1",
    }  # fmt: skip
    entered = await _step(line, f"{CONTEST}/vao/", urlencode(who))
    begun = await _step(line, f"{CONTEST}/{ROUND}/bat-dau/", f"e={entered['entrance']}")
    status, paper = await line.ask("GET", f"{CONTEST}/{ROUND}/de/?t={begun['paper']}")
    if status != 200:
        raise RuntimeError(f"the paper: {status}")
    answers = ".".join(random.choice("ABCD") for _one in range(paper.count(b"<fieldset")))
    done = await _step(line, f"{CONTEST}/{ROUND}/nop/", f"t={begun['paper']}&answers={answers}")
    start = int(begun["paper"].split("*")[1])
    told.handed.append(Handed(time.monotonic(), start, done["receipt"], done["address"]))


async def _step(line: Line, target: str, body: str) -> dict:
    status, said = await line.ask("POST", target, body)
    if status != 200:
        raise RuntimeError(f"{target}: {status} {said[:120]!r}")
    return dict(json.loads(said))


class Load:
    """Everybody at work for as long as the block lasts. `began` and `ended` are the moments of the backup."""

    def __init__(self, site: Site, official: requests.Session) -> None:
        self.told = Told()
        self.started = self.began = self.ended = 0.0
        self.is_dead = False  # the machine: whoever is cut off now has nothing to complain of
        self._home, self._port, self._official = site.home, site.port, official
        self._stop = threading.Event()
        self._pages = ["/"]
        jobs: list[Callable[[], None]] = [self._reads] * READERS + [self._asks] * ASKERS
        jobs += [self._plays, self._works]
        self._threads = [threading.Thread(target=self._held, args=(job,), daemon=True) for job in jobs]

    def begin_backup(self) -> None:
        self.began = time.monotonic()

    def end_backup(self) -> None:
        self.ended = time.monotonic()

    def __enter__(self) -> Load:
        home = visitor().get(f"{self._home}/", timeout=60).text
        self._pages = sorted(
            {
                path
                for path in LINK.findall(home)
                if "." not in path and "/dang-" not in path and path != "/dem"
            }
        )
        self.started = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _held(self, job: Callable[[], None]) -> None:
        """Again and again; what should not happen is noted, unless the machine has died meanwhile."""
        while not self._stop.is_set():
            try:
                job()
            except requests.ConnectionError:
                self._stop.wait(0.2)  # the machine has died, or will be back
            except (RuntimeError, ValueError, requests.RequestException) as error:
                if not self.is_dead and not self._stop.is_set():
                    self.told.other.append(str(error)[:200])
                self._stop.wait(0.5)

    def _reads(self) -> None:
        session = visitor()
        for _one in range(PAGES_AS_ONE):
            page = session.get(f"{self._home}{random.choice(self._pages)}", timeout=60)
            if page.status_code != 200:
                raise RuntimeError(f"{page.url}: {page.status_code}")
            self.told.reads.append(time.monotonic())
            mark = MARK.search(page.text)
            if mark:
                text = html.unescape(mark[1])
                answer = session.post(
                    f"{self._home}/dem", text.encode(), headers={"Sec-Fetch-Site": "same-origin"}, timeout=60
                )
                if answer.status_code == 204:
                    self.told.views.append((time.monotonic(), "/" + text.partition("/")[2]))
            if self._stop.wait(0.15):
                return

    def _asks(self) -> None:
        ask(self._home, self.told, with_file=len(self.told.asked) % 2 == 0)

    def _plays(self) -> None:
        async def one() -> None:
            line = Line(self._port + 1)
            try:
                while not self._stop.is_set():
                    await take_part(line, self.told)
                    await asyncio.sleep(0.05)
            finally:
                line.close()

        async def all_of_them() -> None:
            await asyncio.gather(*(one() for _ in range(CONTESTANTS)))

        asyncio.run(all_of_them())

    def _works(self) -> None:
        queue = self._official.get(f"{self._home}/ban-lam-viec/cau-hoi/", timeout=60).text
        numbers = QUESTION.findall(queue)
        if not numbers:
            raise RuntimeError("the desk shows no question")
        place = f"{self._home}/ban-lam-viec/cau-hoi/{random.choice(numbers)}/"
        token = TOKEN.search(self._official.get(place, timeout=60).text)
        text = f"Đã gọi cho người hỏi, mã {os.urandom(6).hex()}."
        said = {"csrfmiddlewaretoken": token[1] if token else "", "text": text}
        answer = self._official.post(f"{place}ghi-chu/", said, allow_redirects=False, timeout=60)
        if answer.status_code not in (302, 303):
            raise RuntimeError(f"an internal note was answered by {answer.status_code}")
        self.told.notes.append((time.monotonic(), text))
        self._stop.wait(0.5)
