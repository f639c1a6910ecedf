"""`danbiet serve`: database, web, the contests' rush and background jobs, kept alive until Ctrl-C."""

from __future__ import annotations

import argparse
import fcntl
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from danbiet.run import logs, ports
from danbiet.run.bell import Bell, Stopped
from danbiet.run.children import Child
from danbiet.run.death import dies_with_parent
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say

TICK = 0.25
WEB_GRACE = 6.0
WORKER_GRACE = 8.0
PLAY_PAUSE = 1.0  # seconds: in the last hour of a round nobody waits fifteen
LONGEST_START = 90.0
FAILURES_BEFORE_START = 3
BELL = Bell()


def serve(arguments: list[str], *, data_dir: Path) -> int:
    """Start everything, print where it is, keep it alive; returns 0 after an orderly stop."""
    options = _parse(arguments)
    both = options.host is None and ports.has_ipv6_loopback()
    hosts = [options.host or ports.LOOPBACK, *([ports.LOOPBACK6] if both else [])]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, BELL.ring)
    try:
        lock = _alone(data_dir)
        for port in (options.port, options.port + 1):
            ports.claim(hosts=hosts, port=port)
        try:
            return _serve(options, data_dir=data_dir, both=both)
        finally:
            os.close(lock)
    except Stopped:
        say("Đã dừng.")
        return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet serve", description="Chạy Dân Biết: cơ sở dữ liệu, web, phần thi, việc nền."
    )
    parser.add_argument(
        "--port",
        metavar="CỔNG",
        type=int,
        default=8000,
        help="cổng của trang web (mặc định 8000); phần thi dùng cổng kế tiếp",
    )
    parser.add_argument(
        "--host", metavar="ĐỊA_CHỈ", help="địa chỉ nghe; mặc định chỉ máy này (127.0.0.1 và localhost)"
    )
    parser.add_argument(
        "--empty",
        "--no-demo",
        dest="is_empty",
        action="store_true",
        help="bắt đầu trống để dùng thật: không nạp năm trình diễn, không nhận tài khoản trình diễn; in mã cài đặt",
    )
    options = parser.parse_args(arguments)
    if not 0 < options.port < 65535:  # the next one is taken too
        raise Trouble(f"Cổng {options.port} không hợp lệ: hãy chọn số từ 1 đến 65534.")
    return options


def _serve(options: argparse.Namespace, *, data_dir: Path, both: bool) -> int:
    began = time.monotonic()
    os.environ.setdefault("DANBIET_BASE_URL", f"http://localhost:{options.port}")
    os.environ.setdefault("DANBIET_PLAY_URL", f"http://localhost:{options.port + 1}")
    _clear_meters(data_dir)
    server = None if os.environ.get("DATABASE_URL") else Server(data_dir=data_dir)
    children: list[Child] = []
    try:
        if server is not None:
            server.join()
            os.environ["DATABASE_URL"] = server.url
        told = _prepare(is_empty=options.is_empty)
        children += [
            _web(options, data_dir),
            _play(options, data_dir),
            _worker(data_dir),
            _long_worker(data_dir),
            _film_worker(data_dir),
        ]
        for child in children:
            with BELL.held():
                child.start()
        if both:
            ports.relay(port=options.port)
            ports.relay(port=options.port + 1)
        _until_home_answers(options, children[0])
        _greet(options, told=told, seconds=time.monotonic() - began)
        _tend(children, server)
    finally:
        _end(children, server)
    return 0


def _tend(children: list[Child], server: Server | None) -> None:
    while True:
        if server is not None and not server.is_up():
            say("‼ Cơ sở dữ liệu đã dừng đột ngột; đang khởi động lại…")
            server.join()
            say("• Cơ sở dữ liệu đã chạy lại.")
        for child in children:
            with BELL.held():
                child.tend()
        time.sleep(TICK)


def _end(children: list[Child], server: Server | None) -> None:
    """Web, then jobs, then the database. A second Ctrl-C kills at once."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: _kill(children))
    if children:
        say("\nĐang dừng…")
    now = time.monotonic()
    for child in children:
        child.ask_to_end()
    for child in children:
        child.end(until=now + child.grace)
    if server is not None:
        server.leave()


def _kill(children: list[Child]) -> None:
    for child in children:
        if child.process is not None:
            child.process.kill()


def _prepare(*, is_empty: bool) -> str:
    """Run `danbiet prepare`; its progress goes to the terminal, what it prints are the demo accounts or the code of the set-up."""
    process = None
    try:
        with BELL.held():
            process = subprocess.Popen(
                [sys.executable, "-m", "danbiet.run", "prepare", *(["--empty"] if is_empty else [])],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                preexec_fn=dies_with_parent(signal.SIGTERM),
            )
        printed, _ = process.communicate()
    except BaseException:
        if process is not None:
            process.terminate()
            process.wait()
        raise
    if process.returncode != 0:
        raise Trouble(
            "Chưa khởi động được: bước chuẩn bị cơ sở dữ liệu không thành công (lý do ở ngay trên)."
        )
    return printed.strip("\n")


def _web(options: argparse.Namespace, data_dir: Path) -> Child:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1",
        "--host", options.host or ports.LOOPBACK, "--port", str(options.port),
        "--workers", os.environ.get("DANBIET_WEB_WORKERS") or "2", "--blocking-threads", "4", "--backpressure", "128",
        "--respawn-failed-workers", "--workers-kill-timeout", "4", "--log-level", "warning",
        "danbiet.run.web:application",
    ]  # fmt: skip
    log = data_dir / "log" / "web.log"
    return Child(name="web", title="Trang web", command=command, log=log, grace=WEB_GRACE)


def _play(options: argparse.Namespace, data_dir: Path) -> Child:
    """Papers and submissions of contests: one process on one event loop; another keeps its socket and starts it again."""
    command = [
        sys.executable, "-m", "danbiet.run.rsgi", "--host", options.host or ports.LOOPBACK, "--port", str(options.port + 1),
        "danbiet.run.play:application",
    ]  # fmt: skip
    log = data_dir / "log" / "play.log"
    return Child(name="play", title="Phần thi", command=command, log=log, grace=WEB_GRACE, longest=PLAY_PAUSE)


def _worker(data_dir: Path) -> Child:
    command = [
        sys.executable, "-m", "danbiet.run", "procrastinate", "worker", "--concurrency", "1",
        "--queues", "default,builtin", "--shutdown-graceful-timeout", "5",
    ]  # fmt: skip
    log = data_dir / "log" / "worker.log"
    return Child(name="worker", title="Việc nền", command=command, log=log, grace=WORKER_GRACE)


def _long_worker(data_dir: Path) -> Child:
    """Documents, bundles and trials take up to minutes: apart, so that mails and standings, which take none, never wait for them."""
    command = [
        sys.executable, "-m", "danbiet.run", "procrastinate", "worker", "--concurrency", "2", "--queues", "long",
        "--name", "long", "--shutdown-graceful-timeout", "2",
    ]  # fmt: skip
    log = data_dir / "log" / "long.log"
    return Child(name="long", title="Việc dài", command=command, log=log, grace=WORKER_GRACE)


def _film_worker(data_dir: Path) -> Child:
    """Films take minutes: one at a time, in a process of their own, last in line for the processor (ADR 0017)."""
    command = [
        sys.executable, "-m", "danbiet.run", "procrastinate", "worker", "--concurrency", "1", "--queues", "media",
        "--name", "films", "--shutdown-graceful-timeout", "2",
    ]  # fmt: skip
    log = data_dir / "log" / "films.log"
    return Child(name="films", title="Xử lý video", command=command, log=log, grace=WORKER_GRACE)


def _clear_meters(data_dir: Path) -> None:
    """The folder in which the web's processes count together; what earlier ones counted is over (ADR 0032)."""
    folder = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(data_dir / "meters")))
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.db"):
        path.unlink(missing_ok=True)


def _until_home_answers(options: argparse.Namespace, web: Child) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        status = _status(options)
        if status is not None and status < 500:
            return
        with BELL.held():
            web.tend()
        if status is not None or web.failures >= FAILURES_BEFORE_START or time.monotonic() > until:
            last = [line for line in logs.tail(web.log).splitlines() if line.strip()]
            said = f" ({last[-1].strip()})" if last else ""
            raise Trouble(f"Trang chủ không trả lời được{said}: xem nhật ký «{web.log}».")
        time.sleep(0.1)


def _status(options: argparse.Namespace) -> int | None:
    host = options.host if options.host not in {None, "0.0.0.0", "::"} else ports.LOOPBACK  # noqa: S104 - compared only
    connection = http.client.HTTPConnection(host, options.port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{options.port}"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def _greet(options: argparse.Namespace, *, told: str, seconds: float) -> None:
    host = "localhost" if options.host in {None, "0.0.0.0", "::", ports.LOOPBACK} else options.host  # noqa: S104 - compared only
    took = f"{seconds:.1f}".replace(".", ",")
    say(f"\nDân Biết đang chạy (khởi động mất {took} giây):\n\n    http://{host}:{options.port}\n")
    if told:
        say(told + "\n")
    say("Nhấn Ctrl-C để dừng tất cả.")


def _alone(data_dir: Path) -> int:
    """One supervisor per data folder: a lock the kernel gives back however we end."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = os.open(data_dir / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        (data_dir / "log").mkdir(exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"Không dùng được thư mục dữ liệu «{data_dir}» ({error.strerror}): hãy kiểm tra quyền, hoặc chọn thư mục "
            "khác bằng DANBIET_DATA_DIR."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        who = os.read(lock, 20).decode("ascii", errors="replace").strip()
        raise Trouble(
            f"Dân Biết đã chạy với thư mục dữ liệu «{data_dir}» (tiến trình {who or '?'}): hãy dùng bản đang chạy, "
            "dừng nó, hoặc chọn thư mục khác bằng DANBIET_DATA_DIR."
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode("ascii"), 0)
    return lock
