"""The server of the rush as a client sees it, through real sockets: what is asked well, badly, slowly, or all at once."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.ports import free_port
from tests.run.supervising import eventually

HERE = Path(__file__).parent
SRC = HERE.parents[1] / "src"


class Served:
    """A process of the server."""

    def __init__(
        self,
        application: str = "rsgi_app:application",
        *,
        files: int = 0,
        waits: bool = True,
        program: tuple[str, ...] = ("-m", "danbiet.run.rsgi"),
    ) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, *program, "--port", str(self.port), application],
            env={**os.environ, "PYTHONPATH": f"{SRC}{os.pathsep}{HERE}"},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)))
            if files
            else None,
        )
        if not waits:
            return
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                if b"200 OK" in self.ask(b"GET / HTTP/1.0\r\n\r\n"):
                    return
            time.sleep(0.05)
        raise AssertionError("it does not serve")

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def holds(self, line: socket.socket) -> bool:
        """Whether the other end of this connection is still open, though nobody reads here what is sent."""
        ends = (f":{self.port:04X}", f":{line.getsockname()[1]:04X}")
        rows = [row.split()[1:4] for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        return any(state == "01" for here, there, state in rows if (here[-5:], there[-5:]) == ends)

    def ask(self, data: bytes, *, wait: float = 10) -> bytes:
        """All that comes until it hangs up."""
        with self.connect() as line:
            line.settimeout(wait)
            line.sendall(data)
            return rest(line)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGTERM)
        said, _ = self.process.communicate(timeout=20)
        return self.process.returncode, said


def hears(pid: int, number: signal.Signals) -> bool:
    """Whether the process has said what it does at this signal."""
    found = re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{pid}/status").read_text())
    return found is not None and bool(int(found[1], 16) >> (number - 1) & 1)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    one = Served()
    yield one
    one.kill()


def rest(line: socket.socket) -> bytes:
    found = b""
    while part := line.recv(65_536):
        found += part
    return found


def answer(line: socket.socket) -> tuple[int, bytes]:
    """One answer with its length, the line kept."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = line.recv(1)
        assert part, data
        data += part
    status = int(data.split()[1])
    fields = dict(one.split(b": ", 1) for one in data.split(b"\r\n")[1:] if b": " in one)
    assert fields[b"date"].endswith(b"GMT")
    length, body = int(fields.get(b"content-length", b"0")), b""
    while len(body) < length:
        body += line.recv(length - len(body))
    return status, body


def get(path: str, *more: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *more, "", ""]).encode()


def post(body: bytes, *more: str, path: str = "/") -> bytes:
    return get(path, f"Content-Length: {len(body)}", *more, method="POST") + body


def test_one_connection_asks_again_and_again(served: Served) -> None:
    with served.connect() as line:
        for number in range(3):
            line.sendall(post(b"a=%d" % number))
            assert answer(line) == (200, b"POST|/||-|a=%d" % number)


def test_request_in_single_bytes_is_read_whole(served: Served) -> None:
    with served.connect() as line:
        for place in range(len(data := post(b"t=1", "X-Forwarded-For: 1.2.3.4"))):
            line.sendall(data[place : place + 1])
        assert answer(line) == (200, b"POST|/||1.2.3.4|t=1")


def test_requests_sent_ahead_are_answered_in_their_order(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/slow") + get("/b?x=1") + get("/polite") + post(b"four"))
        assert [answer(line)[1].split(b"|")[1] for _ in range(4)] == [b"/slow", b"/b", b"/polite", b"/"]
        line.sendall(get("/still"))
        assert answer(line)[0] == 200


def test_too_many_sent_ahead_are_refused_after_those_before_them(served: Served) -> None:
    said = served.ask(get("/slow") + b"".join(get(f"/{number}") for number in range(40)))

    assert said.count(b"200 OK") == 32
    assert said.count(b"400 Bad Request") == 1
    assert said.index(b"GET|/30|") < said.index(b"400 Bad Request")


def test_header_that_comes_twice_is_joined(served: Served) -> None:
    said = served.ask(get("/", "X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 2.2.2.2", "Connection: close"))

    assert b"|1.1.1.1, 2.2.2.2|" in said


def test_address_with_its_host_is_read_as_without(served: Served) -> None:
    assert b"GET|/a/b|t=1|" in served.ask(get("http://x.vn/a/b?t=1", "Connection: close"))
    assert b"GET|/||" in served.ask(get("http://x.vn", "Connection: close"))


def test_path_is_read_decoded_and_the_query_as_it_came(served: Served) -> None:
    assert "GET|/đ b|t=%C4%91|".encode() in served.ask(get("/%C4%91%20b?t=%C4%91", "Connection: close"))


def test_chunks_are_one_body(served: Served) -> None:
    said = served.ask(
        get("/", "Transfer-Encoding: chunked", "Connection: close", method="POST")
        + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )

    assert said.endswith(b"|abcde")


def test_who_expects_leave_to_send_is_given_it(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/", "Content-Length: 3", "Expect: 100-continue", method="POST"))
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"abc")
        assert answer(line) == (200, b"POST|/||-|abc")


@pytest.mark.parametrize(
    "request_",
    [
        get("/", "Connection: close"),
        b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        get("/", "Connection: Upgrade", "Upgrade: h2c"),
    ],
)
def test_last_request_is_answered_and_the_line_closed(served: Served, request_: bytes) -> None:
    said = served.ask(request_ + get("/not-this"))

    assert said.count(b"HTTP/1.1 200 OK") == 1
    assert b"connection: close" in said
    assert b"not-this" not in said


def test_head_has_no_body(served: Served) -> None:
    head, _, body = served.ask(get("/", "Connection: close", method="HEAD")).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200")
    assert body == b""


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"what?\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
        ("GET /đ HTTP/1.1\r\nHost: x\r\n\r\n".encode(), 400),
        (get("/", "Content-Length: 3", "Transfer-Encoding: chunked", method="POST") + b"0\r\n\r\n", 400),
        (get("/", "Content-Length: 3", "Content-Length: 4", method="POST") + b"abcd", 400),
        (get("/", "Content-Length: -1", method="POST"), 400),
        (get("/", "X: a\rb"), 400),
        (get("/" + "a" * 40_000), 431),
        (get("/", *[f"X-{number}: {'y' * 100}" for number in range(400)]), 431),
        (post(b"z" * 70_000), 413),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_line_closed(
    served: Served, request_: bytes, status: int
) -> None:
    with served.connect() as line, contextlib.suppress(ConnectionError):
        line.sendall(request_)
        assert answer(line)[0] == status
        assert rest(line) == b""
    assert b"200 OK" in served.ask(get("/", "Connection: close"))


@pytest.mark.parametrize("path", ["/broken", "/lines"])
def test_application_that_breaks_is_a_500_and_the_line_goes_on(served: Served, path: str) -> None:
    with served.connect() as line:
        line.sendall(get(path))
        assert answer(line) == (500, b"")
        line.sendall(get("/after"))
        assert answer(line)[0] == 200


def test_second_answer_to_one_request_is_not_sent(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/twice") + get("/after"))
        assert answer(line) == (200, b"")
        assert answer(line)[1].startswith(b"GET|/after")


def test_request_that_never_ends_and_line_that_rests_are_closed(served: Served) -> None:
    began = time.monotonic()
    assert served.ask(b"GET / HTTP/1.1\r\nHo") == b""
    assert 1 < time.monotonic() - began < 10
    with served.connect() as line:
        line.sendall(get("/"))
        answer(line)
        began = time.monotonic()
        assert line.recv(1) == b""
        assert 1 < time.monotonic() - began < 6


def test_request_that_drips_is_closed_all_the_same(served: Served) -> None:
    with served.connect() as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        line.settimeout(0.05)
        for _ in range(400):
            try:
                line.sendall(b"X: y\r\n")
                assert line.recv(1) == b""
            except TimeoutError:
                continue
            except ConnectionError:  # what it has not read when it closes
                pass
            return
    raise AssertionError("it goes on for twenty seconds")


def test_client_that_takes_no_answer_is_cut_off(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/large"))
        assert eventually(lambda: not served.holds(line), within=30)
        with contextlib.suppress(ConnectionError):
            assert len(rest(line)) < 50_000_000
    assert b"200 OK" in served.ask(get("/", "Connection: close"))


def test_client_that_goes_away_harms_nobody(served: Served) -> None:
    line = served.connect()
    line.sendall(get("/gate"))
    time.sleep(0.1)
    line.close()
    assert b"200 OK" in served.ask(get("/open", "Connection: close"))
    assert b"200 OK" in served.ask(get("/", "Connection: close"))


def test_header_without_end_is_cut_off_soon(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/", "X: y")[:-2] + b"Z: ")
        sent = 0
        with contextlib.suppress(ConnectionError):
            for _ in range(200):
                line.sendall(b"a" * 65_536)
                sent += 65_536
        assert sent < 200 * 65_536  # what the two kernels keep for each other comes on top


def test_thousands_of_small_headers_are_too_many(served: Served) -> None:
    said = served.ask(get("/", *(f"{number}:" for number in range(2000)), "Connection: close"))

    assert said.startswith(b"HTTP/1.1 431")


def test_what_follows_the_last_chunk_is_no_header(served: Served) -> None:
    said = served.ask(
        get("/", "Transfer-Encoding: chunked", "Connection: close", method="POST")
        + b"1\r\na\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"
    )

    assert said.endswith(b"|-|a")


def test_upgrade_with_a_body_is_refused_rather_than_read_as_empty(served: Served) -> None:
    said = served.ask(post(b"abc", "Connection: Upgrade", "Upgrade: h2c"))

    assert said.startswith(b"HTTP/1.1 400")


def test_leave_to_send_comes_after_the_answers_before_it_and_not_to_the_old(served: Served) -> None:
    with served.connect() as line:
        expecting = get("/", "Content-Length: 3", "Expect: 100-continue", method="POST")
        for before in (get("/one"), get("/slow")):
            line.sendall(before + expecting)
            assert answer(line)[0] == 200
            assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
            line.sendall(b"abc")
            assert answer(line)[1].endswith(b"|abc")
    said = served.ask(b"POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na")
    assert said.startswith(b"HTTP/1.1 200")


def test_who_has_said_all_still_hears_the_answers(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/slow") + get("/two"))
        line.shutdown(socket.SHUT_WR)
        assert rest(line).count(b"200 OK") == 2


def test_client_that_asks_on_and_takes_nothing_is_cut_off(served: Served) -> None:
    with served.connect() as line:
        line.sendall(get("/large"))
        began = time.monotonic()
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 8:
                time.sleep(0.3)
                line.sendall(get("/"))
        assert time.monotonic() - began < 8


def test_lines_that_ended_leave_nothing_behind(served: Served) -> None:
    def size() -> int:
        pid = served.ask(get("/number", "Connection: close")).rpartition(b"\r\n")[2].decode()
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096

    def ask() -> None:
        assert b"200 OK" in served.ask(post(b"z" * 60_000, f"X: {'y' * 25_000}", "Connection: close"))

    for _ in range(50):
        ask()
    before = size()
    for _ in range(400):
        ask()
    assert size() - before < 10_000_000  # 400 requests are 34 million bytes


def test_more_connections_than_files_allow_are_told_so() -> None:
    one = Served(files=150)  # 64 of them are kept for everything else
    lines = [one.connect() for _ in range(120)]
    try:
        for line in lines:
            line.sendall(get("/"))
        found = [first(line) for line in lines]
        assert found.count(200) == 86
        assert found.count(503) == 34
    finally:
        for line in lines:
            line.close()
    assert eventually(lambda: b"200 OK" in one.ask(get("/", "Connection: close")))
    one.kill()


def first(line: socket.socket) -> int:
    with contextlib.suppress(ConnectionError):
        return answer(line)[0]
    return 0


def test_asked_to_end_it_answers_what_it_has_and_no_more() -> None:
    one = Served()
    with one.connect() as busy, one.connect() as idle:
        idle.sendall(get("/"))
        answer(idle)
        busy.sendall(get("/slow"))
        time.sleep(0.1)

        status, said = one.stop()

        assert rest(busy).startswith(b"HTTP/1.1 200 OK")
        assert rest(idle) == b""
    assert (status, said) == (0, "deleted\n")


def test_killed_process_is_followed_by_another_and_who_comes_meanwhile_waits() -> None:
    one = Served()
    try:
        _, _, before = one.ask(get("/number", "Connection: close")).rpartition(b"\r\n")
        os.kill(int(before), signal.SIGKILL)
        _, _, after = one.ask(get("/number", "Connection: close")).rpartition(b"\r\n")
        assert int(after) not in (int(before), one.process.pid)
    finally:
        one.kill()


def test_process_that_keeps_ending_is_given_up() -> None:
    # However slow the machine, none of its processes counts as having served.
    patient = "import sys, danbiet.run.rsgi as r; r.SOON = 60.0; sys.exit(r.main(sys.argv[1:]))"
    one = Served("rsgi_app:nothing_here", waits=False, program=("-c", patient))

    assert one.process.wait(300) == 1
    assert one.process.communicate()[0] == ""


def test_asked_to_end_it_hears_who_has_begun_to_speak() -> None:
    one = Served()
    with one.connect() as line:
        line.sendall(post(b"abc")[:-3])
        time.sleep(0.1)
        one.process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        line.sendall(b"abc")
        assert rest(line).endswith(b"|abc")
    assert one.process.wait(20) == 0
    one.process.communicate()


def test_asked_to_end_before_it_serves_it_ends_well() -> None:
    one = Served(waits=False)
    assert eventually(lambda: hears(one.process.pid, signal.SIGTERM))

    assert one.stop()[0] == 0


def test_waits_for_nobody_longer_than_its_grace() -> None:
    one = Served()
    with one.connect() as line:
        line.sendall(get("/gate"))
        time.sleep(0.1)
        began = time.monotonic()

        status, _said = one.stop()

    assert status == 0
    assert time.monotonic() - began < 8
