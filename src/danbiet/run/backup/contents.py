"""What a backup says of itself: its files, its tables, and the outside that `list` shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .sealing import Damaged


@dataclass(frozen=True)
class Entry:
    """One file of a backup: `place` is keys/…, database/… or files/…; `table` whose rows it holds, where it holds some."""

    place: str
    size: int
    digest: str
    modified_ns: int = 0
    table: str = ""


@dataclass(frozen=True)
class Table:
    """What a table held: how many rows, and a sum over its rows that does not depend on their order."""

    rows: int
    checksum: str


@dataclass(frozen=True)
class Contents:
    """Everything in a backup."""

    entries: list[Entry]
    tables: dict[str, Table]

    def as_bytes(self) -> bytes:
        value = {
            "entries": [
                [one.place, one.size, one.digest, one.modified_ns, one.table] for one in self.entries
            ],
            "tables": {name: [one.rows, one.checksum] for name, one in sorted(self.tables.items())},
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_contents(raw: bytes) -> Contents:
    """The contents as written by `as_bytes`; Damaged when they are not that."""
    try:
        value = json.loads(raw)
        return Contents(
            [Entry(*row) for row in value["entries"]],
            {name: Table(*row) for name, row in value["tables"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged from error


@dataclass(frozen=True)
class Manifest:
    """The outside of a backup: what `list` shows without a passphrase."""

    id: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.facts["created_at"])

    @property
    def is_locked(self) -> bool:
        return bool(self.facts["lock"])
