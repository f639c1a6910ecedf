"""`python -m bench rush-crowd`: a whole round taken by 2,000 people over HTTP and twenty browsers, each cut off from the network once.

The people take the documented steps (docs/contest-job.md, "The rush": come in, begin, paper, hand in) with the connection broken once,
before an answer was read, in one of the four; a broken step is sent again. The browsers are contexts of a Chromium of a telephone's size:
half of them lose the network while answering and open the page again, half press the button without it. The round opens by the
clock, is closed by it, counted, bundled from the database and verified; every receipt is looked for in the bundle.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.rush_browsers import Seen, browsers
from bench.rush_client import PAUSE, Line
from bench.rush_database import DATA, settle
from bench.rush_serving import Site, serving

CONTEST, ROUND = "cchc-2021", "tuan-1"
PATH = f"/thi/{CONTEST}"
UNITS = ("Sở Nội vụ", "Sở Tư pháp")
STEPS = ("come_in", "begin", "paper", "hand_in")


@dataclass
class Heard:
    """What everybody was told in the end."""

    receipts: dict[str, str] = field(default_factory=dict)  # receipt text → code as shown
    cuts: dict[str, int] = field(default_factory=dict)  # by step
    early: int = 0  # refused because the round was not open yet
    other: list[str] = field(default_factory=list)


class Cut(Line):
    """A connection that once is broken after the request went out and before the answer was read."""

    is_next_cut = False

    async def ask(self, method: str, target: str, body: str = "") -> tuple[int, bytes]:
        if not self.is_next_cut:
            return await super().ask(method, target, body)
        self.is_next_cut = False
        asked = asyncio.create_task(super().ask(method, target, body))
        await asyncio.sleep(0.002)  # gone out, and perhaps done on the other side
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        self.close()
        return 0, b""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench rush-crowd")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--browsers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=150, help="how long the round is open")
    options = parser.parse_args()
    from danbiet.run.postgres import Server

    with Server(data_dir=DATA) as server, tempfile.TemporaryDirectory(prefix="danbiet-crowd-") as folder:
        settle(server.url)
        opens = datetime.now(UTC) + timedelta(seconds=15)
        one = _contest(opens, opens + timedelta(seconds=options.seconds), Path(folder))
        heard, seen = Heard(), Seen()
        site = Site("bench.rush_site:play", kind="play", health="/thi/suc-khoe")
        with serving([site]):
            asyncio.run(_round(site.port, heard, seen, opens=opens, options=options))
        left = (opens + timedelta(seconds=options.seconds + 10) - datetime.now(UTC)).total_seconds()
        time.sleep(max(0.0, left))
        found = _closed(one, {**heard.receipts, **seen.receipts}, Path(folder))
    found |= {
        "people": options.people, "browsers": options.browsers, "cuts": heard.cuts, "browser_cuts": seen.cuts,
        "too_early": heard.early, "other": [*heard.other, *seen.other][:3], "load_before": [round(one, 2) for one in os.getloadavg()],
    }  # fmt: skip
    print(json.dumps(found, ensure_ascii=False))
    everybody = options.people + options.browsers
    counts = {found[name] for name in ("receipts", "entries", "entrants", "in_bundle")}
    return 0 if counts == {everybody} and found["verified"] and not found["other"] else 1


def _contest(opens: datetime, closes: datetime, folder: Path) -> Any:
    """A sealed contest of one round, as sealing leaves it; its files go to the folder."""
    from django.conf import settings
    from tests.factories import played_round

    from danbiet.contests.calc.rules import Round

    settings.DATA_DIR = folder
    window = Round(ROUND, "Tuần 1", round(opens.timestamp() * 1000), round(closes.timestamp() * 1000))
    one, _closed = played_round.sealed_round(played_round.small_rules(rounds=(window,), attempts=1))
    return one


async def _round(
    port: int, heard: Heard, seen: Seen, *, opens: datetime, options: argparse.Namespace
) -> None:
    """Everybody comes between shortly before the opening and two thirds of the round."""
    dice = random.Random(5)
    first = (opens - datetime.now(UTC)).total_seconds()
    last = first + options.seconds * 2 / 3
    until = time.monotonic() + first + options.seconds
    people = [
        _person(number, Cut(port), heard, after=dice.uniform(first - 5, last), until=until)
        for number in range(options.people)
    ]
    await asyncio.gather(
        *people, browsers(f"http://127.0.0.1:{port}{PATH}/", seen, count=options.browsers, opens_in=first)
    )


async def _person(number: int, line: Cut, heard: Heard, *, after: float, until: float) -> None:
    """From the door to the receipt, cut off once."""
    await asyncio.sleep(max(0.0, after))
    cut = STEPS[number % len(STEPS)]
    who = {
        "name": f"Người thứ {number}", "birth": f"{1 + number % 28}/{1 + number % 12}/{1960 + number % 45}",
        "phone": f"09{number:08d}", "unit": UNITS[number % 2], "consent": "1",
    }  # fmt: skip

    async def step(name: str, method: str, target: str, body: str = "") -> dict[str, Any] | None:
        if name == cut:
            line.is_next_cut = True
            heard.cuts[name] = heard.cuts.get(name, 0) + 1
        while time.monotonic() < until:
            status, said = await line.ask(method, target, body)
            if status == 200:
                return {"questions": said.count(b"<fieldset")} if name == "paper" else dict(json.loads(said))
            if status == 403 and b"not_yet" in said:
                heard.early += 1
                await asyncio.sleep(1)
            elif status in (0, 202, 503):
                await asyncio.sleep(PAUSE)
            else:
                heard.other.append(f"{name} {status} {said[:80]!r}")
                return None
        heard.other.append(f"{name}: no answer until the end")
        return None

    entered = await step("come_in", "POST", f"{PATH}/vao/", urlencode(who))
    begun = entered and await step("begin", "POST", f"{PATH}/{ROUND}/bat-dau/", f"e={entered['entrance']}")
    paper = begun and await step("paper", "GET", f"{PATH}/{ROUND}/de/?t={begun['paper']}")
    if not paper or not begun:
        return
    await asyncio.sleep(random.uniform(0.5, 5))
    answers = ".".join("ABCD"[(number + place) % 4] for place in range(paper["questions"]))
    done = await step("hand_in", "POST", f"{PATH}/{ROUND}/nop/", f"t={begun['paper']}&answers={answers}")
    if done:
        heard.receipts[done["text"]] = done["receipt"]
    line.close()


def _closed(one: Any, receipts: dict[str, str], folder: Path) -> dict[str, Any]:
    """The round after the bell: what is stored, its bundle verified, every receipt found in it."""
    from danbiet.contests import models
    from danbiet.contests.actions.bundling import make_bundle
    from danbiet.contests.actions.ending import close_rounds
    from danbiet.contests.calc.receipts import is_code_of
    from danbiet.contests.calc.verify import verify
    from danbiet.contests.storages import publication_path

    at = datetime.now(UTC)
    close_rounds(at=at)
    made = models.Publication.objects.create(round=one, kind="bundle", made_at=at)
    make_bundle(made.pk, at=at)
    made.refresh_from_db()
    bundle = publication_path(made.folder)
    entries = bundle.joinpath("entries.csv").read_text(encoding="ascii").splitlines()[1:]
    lines = {line.split(",", 1)[0] + "," + line.split(",", 1)[1] for line in entries}
    key = bytes.fromhex(one.contest.receipt_key)
    told = {
        text.split("|", 3)[3] for text, code in receipts.items() if is_code_of(code, text.encode(), key=key)
    }
    report = verify(bundle, processes=1)
    one.refresh_from_db()
    return {
        "receipts": len(told), "entries": models.Entry.objects.filter(round=one).count(),
        "entrants": models.Entrant.objects.filter(contest=one.contest).count(), "in_bundle": len(told & lines),
        "round_state": one.state, "bundle_entries": len(entries), "verified": report.is_sound and made.state == "ready",
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
