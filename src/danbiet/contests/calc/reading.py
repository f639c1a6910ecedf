"""A bundle read from a folder or a ZIP: the small files whole, the long ones line by line."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from .bundle import FILES, FORMAT, MANIFEST
from .canonical import NotCanonical, parse
from .checking import LATEST

LARGEST_SMALL = 256 * 1024 * 1024  # bytes of a file that is read whole
LONGEST_LINE = 64 * 1024
_KEYS = {
    "closes",
    "contest",
    "drops",
    "entries",
    "extensions",
    "files",
    "format",
    "held",
    "root",
    "round",
    "secret",
}


class NotABundle(ValueError):
    """A path that holds no bundle, or one that is cut off; says which file."""


class BundleReader:
    """The files of a bundle. Use as a context."""

    def __init__(self, path: Path) -> None:
        self._path, self._stack = path, ExitStack()
        self._zip: zipfile.ZipFile | None = None

    def __enter__(self) -> Self:
        if not self._path.exists():
            raise NotABundle(f"{self._path}: not there")
        if not self._path.is_dir():
            try:
                self._zip = self._stack.enter_context(zipfile.ZipFile(self._path))
            except (zipfile.BadZipFile, OSError) as error:
                raise NotABundle(f"{self._path}: neither a folder nor a ZIP") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def open(self, name: str) -> IO[bytes]:
        """A file of the bundle; NotABundle when it is missing."""
        try:
            if self._zip is not None:
                return io.BufferedReader(self._zip.open(name), 1 << 20)  # type: ignore[type-var]
            return (self._path / name).open("rb")
        except (KeyError, OSError) as error:
            raise NotABundle(f"{name}: missing") from error
        except (
            RuntimeError,
            NotImplementedError,
        ) as error:  # with a password, or packed in a way we do not know
            raise NotABundle(f"{name}: {error}") from error

    def whole(self, name: str) -> bytes:
        """A small file's bytes."""
        with self.open(name) as file:
            data = file.read(LARGEST_SMALL + 1)
        if len(data) > LARGEST_SMALL:
            raise NotABundle(f"{name}: too large")
        return data

    def lines(self, name: str, header: str) -> Iterator[bytes]:
        """The lines of a CSV file without header and line ends. NotABundle for another header or a line without end."""
        with self.open(name) as file:
            if file.readline(LONGEST_LINE) != header.encode("ascii") + b"\n":
                raise NotABundle(f"{name}: the first line must be {header}")
            for line in iter(lambda: file.readline(LONGEST_LINE), b""):
                if not line.endswith(b"\n"):
                    raise NotABundle(f"{name}: a line without end: {line[:60].decode('utf-8', 'replace')}")
                yield line[:-1]

    def sums(self, name: str) -> tuple[int, str]:
        """Size in bytes and SHA-256 (hex) of a file."""
        sha, size = hashlib.sha256(), 0
        with self.open(name) as file:
            while piece := file.read(1 << 20):
                sha.update(piece)
                size += len(piece)
        return size, sha.hexdigest()

    def manifest(self) -> dict[str, Any]:
        """The value of bundle.json; NotABundle when it is none of ours."""
        try:
            value = parse(self.whole(MANIFEST).removesuffix(b"\n"))
        except NotCanonical as error:
            raise NotABundle(f"{MANIFEST}: {error}") from error
        if not isinstance(value, dict) or value.get("format") != FORMAT or set(value) != _KEYS:
            raise NotABundle(f"{MANIFEST}: not {FORMAT}")
        _hold(value)
        return value


def _hold(value: dict[str, Any]) -> None:
    """The kinds of a manifest's values; what they say is judged later."""
    kinds = {
        "closes": int,
        "contest": str,
        "drops": list,
        "entries": int,
        "extensions": list,
        "files": dict,
        "held": dict,
        "root": str,
        "round": str,
        "secret": str,
    }
    for key, kind in kinds.items():
        if type(value[key]) is not kind:
            raise NotABundle(f"{MANIFEST}: {key} of another kind")
    fields = {"drops": {"item": str, "note": str}, "extensions": {"at": int, "closes": int, "reason": str}}
    for key, form in fields.items():
        for one in value[key]:
            if not isinstance(one, dict) or {name: type(part) for name, part in one.items()} != form:
                raise NotABundle(f"{MANIFEST}: {key} of another kind")
    if not 0 <= value["closes"] < LATEST:
        raise NotABundle(f"{MANIFEST}: closes is no moment")
    for name in FILES:
        if not isinstance(value["files"].get(name), dict):
            raise NotABundle(f"{MANIFEST}: does not name {name}")
    held = value["held"]
    lists = held.values() if set(held) == {"persons", "units"} else [None]
    if not all(isinstance(one, list) and all(isinstance(who, str) for who in one) for one in lists):
        raise NotABundle(f"{MANIFEST}: held of another kind")
    try:
        is_long = len(bytes.fromhex(value["secret"])) == 32
    except ValueError:
        is_long = False
    if not is_long:
        raise NotABundle(f"{MANIFEST}: a secret has 32 bytes as hex")
