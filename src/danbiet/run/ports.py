"""Is the port free, and if not, whose is it; and the second loopback address."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import threading
import time
from pathlib import Path

from danbiet.run.trouble import Trouble

LOOPBACK = "127.0.0.1"
LOOPBACK6 = "::1"
PATIENCE = 4.0  # a server that was killed just now may still be closing


def claim(*, hosts: list[str], port: int) -> None:
    """Refuse with Trouble, naming who holds it, when the port cannot be had on one of the addresses."""
    until = time.monotonic() + PATIENCE
    for host in hosts:
        while True:
            problem = _try(host, port)
            if problem is None:
                break
            if problem != errno.EADDRINUSE or time.monotonic() > until:
                raise Trouble(_sentence(problem, host, port))
            time.sleep(0.2)


def has_ipv6_loopback() -> bool:
    return _try(LOOPBACK6, 0) is None


def is_free(port: int) -> bool:
    """Whether the port can be had on this machine right now."""
    return _try(LOOPBACK, port) is None


def holder(port: int) -> str:
    """Who listens on the port, as far as we may see: " (nginx, tiến trình 123)" or nothing."""
    wanted = {f"socket:[{inode}]" for inode in _listening(port)}
    for entry in Path("/proc").glob("[0-9]*"):
        if wanted & _open_files(entry):
            name = (entry / "comm").read_text(encoding="utf-8", errors="replace").strip()
            return f" ({name}, tiến trình {entry.name})"
    return ""


def _open_files(process: Path) -> set[str]:
    """What a process has open, as far as we may look."""
    found = set()
    try:
        for link in (process / "fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                found.add(str(link.readlink()))
    except OSError:
        return found  # ended, or another user's
    return found


def relay(*, port: int) -> None:
    """Answer on [::1] too, by passing everything on to 127.0.0.1: some systems look for `localhost` there first."""
    listener = socket.create_server((LOOPBACK6, port), family=socket.AF_INET6)

    async def serve() -> None:
        server = await asyncio.start_server(
            lambda reader, writer: _pass_on(reader, writer, port), sock=listener
        )
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True, name="relay").start()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    try:
        inner_reader, inner_writer = await asyncio.open_connection(LOOPBACK, port)
    except OSError:
        writer.close()  # the web server is being started again
        return
    await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()  # one side hung up


def _try(host: str, port: int) -> int | None:
    """None when the address can be had, else the system's error number."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind((host, port))
            probe.listen(1)
    except socket.gaierror:
        return errno.EADDRNOTAVAIL
    except OSError as error:
        return error.errno or errno.EIO
    return None


def _sentence(problem: int, host: str, port: int) -> str:
    other = port + 1 if port >= 1024 else 8000
    if problem == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang có chương trình khác dùng{holder(port)}: hãy dừng chương trình đó hoặc chọn cổng khác, "
            f'ví dụ: make run ARGS="--port {other}" (hay danbiet serve --port {other}).'
        )
    if problem == errno.EACCES:
        return f"Không có quyền mở cổng {port}: hãy chọn cổng từ 1024 trở lên, ví dụ --port {other}."
    return f"Máy này không có địa chỉ «{host}»: hãy chọn địa chỉ khác bằng --host."


def _listening(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                found.add(fields[9])
    return found
