"""Style sheet, script and fonts from memory, under names that change with their content: kept by browsers for a year.

The rush does not lean on the portal for them, nor the portal on the rush.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
FILES = {"css": "danbiet/dist/play.css", "js": "danbiet/js/contest.js", "icon": "danbiet/img/mark.svg"}
PREFIX = "/thi/_/"

Headers = list[tuple[str, str]]


class Assets:
    """What may be asked for below the prefix."""

    def __init__(self, static: Path = STATIC) -> None:
        self._found: dict[str, tuple[Headers, bytes, bytes | None]] = {}
        fonts = {
            f"../../vendor/fonts/{path.name}": self._add(path, path.read_bytes())
            for path in sorted((static / "vendor" / "fonts").glob("be-vietnam-pro-*.woff2"))
        }
        self.addresses: dict[str, str] = {}
        for name, place in FILES.items():
            path = static / place
            if not path.is_file():
                continue  # not built yet: pages without it are plain and work
            data = path.read_bytes()
            if path.suffix == ".css":
                for old, new in fonts.items():
                    data = data.replace(old.encode(), new.encode())
            self.addresses[name] = self._add(path, data)

    def find(self, name: str, *, gzipped: bool) -> tuple[Headers, bytes] | None:
        """Headers and bytes of what has this name, or None."""
        there = self._found.get(name)
        if there is None:
            return None
        headers, plain, packed = there
        if gzipped and packed is not None:
            return [*headers, ("content-encoding", "gzip")], packed
        return headers, plain

    def _add(self, path: Path, data: bytes) -> str:
        name = f"{path.stem}.{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}"
        headers = [
            ("content-type", KINDS[path.suffix]),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("vary", "accept-encoding"),
            ("x-content-type-options", "nosniff"),
        ]
        packed = gzip.compress(data, 9, mtime=0) if path.suffix != ".woff2" else None
        self._found[name] = (headers, data, packed)
        return PREFIX + name
