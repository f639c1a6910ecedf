"""Asking a ClamAV daemon about a file, in its own INSTREAM protocol: a length, a piece, …, a length of nought."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass

PIECE = 128 * 1024
PATIENCE = 60.0  # seconds for one answer of the socket


class ScannerDown(Exception):
    """The scanner did not answer, or not with a verdict."""


class ScannerLimit(ScannerDown):
    """The file is larger than the scanner's own limit (StreamMaxLength)."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """Where the daemon listens: a Unix socket's path, or host and port."""

    path: str = ""
    host: str = ""
    port: int = 0


def scanner_at(address: str) -> Scanner:
    """Read `unix:/run/clamav/clamd.ctl` or `tcp:host:port`. Anything else is a ValueError."""
    kind, _, rest = address.partition(":")
    if kind == "unix" and rest.startswith("/"):
        return Scanner(path=rest)
    host, _, port = rest.rpartition(":")
    if kind == "tcp" and host and port.isascii() and port.isdigit():
        return Scanner(host=host.strip("[]"), port=int(port))
    raise ValueError(address)


def virus_in(pieces: Iterable[bytes], *, scanner: Scanner) -> str:
    """The name of what was found, "" when the file is clean. Raises ScannerDown."""
    try:
        with _connected(scanner) as line:
            line.sendall(b"zINSTREAM\0")
            cut = _sent(line, pieces)
            answer = _answer(line)
    except OSError as error:
        raise ScannerDown(str(error)) from error
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    if "size limit exceeded" in answer:
        raise ScannerLimit(answer)
    if cut or not answer.endswith(" OK"):
        raise ScannerDown(answer)
    return ""


def _connected(scanner: Scanner) -> socket.socket:
    if not scanner.path:
        return socket.create_connection((scanner.host, scanner.port), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(PATIENCE)
    try:
        line.connect(scanner.path)
    except OSError:
        line.close()
        raise
    return line


def _sent(line: socket.socket, pieces: Iterable[bytes]) -> bool:
    """Send everything. True when the daemon hung up before the end: then its answer says why."""
    try:
        for piece in pieces:
            for start in range(0, len(piece), PIECE):
                part = piece[start : start + PIECE]
                line.sendall(struct.pack("!L", len(part)) + part)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        return True
    return False


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096:
        more = line.recv(1024)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", errors="replace")
