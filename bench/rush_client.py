"""Participants for the runs that need to know who they are: an asyncio client that begins, fetches the paper, hands in, and sends again."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

FORM = "Content-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n"
PAUSE, LONGEST_PAUSE = 0.05, 2.0  # seconds before a page sends again, each time twice as long
ANSWERS = "&answers=A.B.C.D.A.B.C.D.A.B&prediction=100"


@dataclass
class Told:
    """What the server acknowledged: attempts begun (start → its token), receipts (start → code, text), and how long things took."""

    begun: dict[int, str] = field(default_factory=dict)
    receipts: dict[int, tuple[str, str]] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    again: int = 0  # sent again after no answer or 503
    other: list[str] = field(default_factory=list)  # what should never be said


class Line:
    """One connection that is opened again whenever it breaks."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, target: str, body: str = "") -> tuple[int, bytes]:
        """Status and body; 0 when the connection broke."""
        head = f"{method} {target} HTTP/1.1\r\nHost: x\r\n{FORM if body else ''}Content-Length: {len(body)}\r\n\r\n{body}"
        try:
            if self._pair is None:
                self._pair = await asyncio.open_connection("127.0.0.1", self._port)
            reader, writer = self._pair
            writer.write(head.encode("ascii"))
            headers = await reader.readuntil(b"\r\n\r\n")
            length = int(headers.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            return int(headers[9:12]), await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.close()
            return 0, b""

    def close(self) -> None:
        if self._pair is not None:
            self._pair[1].close()
            self._pair = None


async def take_part(
    line: Line, path: str, entrance: str, told: Told, *, until: float, intended: float = 0
) -> None:
    """One person from the button to the receipt, sending again as a page does; `intended` is when the person meant to begin."""
    began = intended or time.monotonic()
    said = await _until_heard(line, f"{path}/bat-dau/", f"e={entrance}", told, until=until)
    if said is None:
        return
    token = json.loads(said)["paper"]
    start = int(token.split("*")[1])
    told.begun[start] = token
    status, _paper = await line.ask("GET", f"{path}/de/?t={token}")
    if status not in (0, 200):
        told.other.append(f"paper {status}")
    said = await _until_heard(line, f"{path}/nop/", f"t={token}{ANSWERS}", told, until=until)
    if said is not None:
        receipt = json.loads(said)
        told.receipts[start] = (receipt["receipt"], receipt["text"])
        told.times.append(time.monotonic() - began)


async def _until_heard(line: Line, target: str, body: str, told: Told, *, until: float) -> bytes | None:
    pause = PAUSE
    while time.monotonic() < until:
        status, said = await line.ask("POST", target, body)
        if status == 200:
            return said
        if status not in (0, 202, 503):
            told.other.append(f"{target} {status} {said[:80]!r}")
            return None
        told.again += 1
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
    return None


async def crowd(
    port: int, path: str, entrances: Iterator[str], told: Told, *, people: int, until: float
) -> None:
    """So many connections, one person after the other on each."""

    async def one() -> None:
        line = Line(port)
        for entrance in entrances:
            if time.monotonic() > until:
                break
            await take_part(line, path, entrance, told, until=until + 20)
        line.close()

    await asyncio.gather(*(one() for _ in range(people)))
