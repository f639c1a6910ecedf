"""The bundle as files: what it is made of, written by streaming (docs/contest-bundle.md, 2)."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danbiet.kit.merkle import levels

from . import grading, prizes, ranking, units
from .canonical import PARTICIPANT, canonical
from .commitments import Commitments, commit
from .grading import Fault, Ground
from .pool import Item, PoolItem, items_lines, pool_lines
from .round_result import (
    Progress,
    RoundResult,
    Surroundings,
    figures_file,
    mark_all,
    result_of,
    table_file,
)
from .rules import Rules, rules_json
from .units import Unit, units_lines

FORMAT = "danbiet.bundle.v1"
MANIFEST = "bundle.json"
FILES = (
    "commitments.json",
    "disqualified.csv",
    "entries.csv",
    "figures.json",
    "items.jsonl",
    "parts.csv",
    "pool.jsonl",
    "rules.json",
    "standings.csv",
    "tree.bin",
    "unit_standings.csv",
    "units.jsonl",
    "winners.csv",
)
DISQUALIFIED, PARTS = "participant,attempt,at,reason", "unit,part,score"
_LINE_BREAK = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")


class BundleRefused(ValueError):
    """What was given cannot become a bundle that verifies; `faults` are the entries at fault, the first twenty of each kind."""

    def __init__(self, words: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(words)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Extension:
    """A round's end moved to `closes` (ms), decided at `at`."""

    at: int
    closes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """An item that no longer counts, with the public note why."""

    item: str
    note: str


@dataclass(frozen=True, slots=True)
class Disqualification:
    """An entry (attempt 0: all of the participant's) that is not accepted, with the public reason."""

    participant: str
    attempt: int
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed round with everything a bundle holds, except the entries. `items` are those of its banks with their salts."""

    rules: Rules
    round_key: str
    secret: bytes
    commitments: Commitments
    pool: tuple[PoolItem, ...]
    items: tuple[tuple[Item, bytes], ...]
    units: tuple[Unit, ...] = ()
    extensions: tuple[Extension, ...] = ()
    drops: tuple[Drop, ...] = ()
    disqualified: tuple[Disqualification, ...] = ()
    parts: Mapping[tuple[str, str], int] | None = None
    held_persons: frozenset[str] = frozenset()
    held_units: frozenset[str] = frozenset()

    @property
    def closes(self) -> int:
        """The end after all extensions, in ms."""
        return self.extensions[-1].closes if self.extensions else self.rules.round_of(self.round_key).closes

    def ground(self) -> Ground:
        """What marks depend on. The pool in the order of its file."""
        return Ground(
            self.rules,
            self.round_key,
            self.closes,
            self.secret,
            tuple(sorted(self.pool, key=lambda one: one.id)),
            {item.id: item.key for item, _salt in self.items},
            tuple(sorted(unit.unit for unit in self.units)),
            frozenset(drop.item for drop in self.drops),
            frozenset((one.participant, one.attempt) for one in self.disqualified),
        )

    def surroundings(self) -> Surroundings:
        """What units and prizes depend on besides."""
        return Surroundings(self.units, self.parts or {}, self.held_persons, self.held_units)


def write(
    folder: Path,
    closed: Closed,
    entries: Iterable[bytes],
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> RoundResult:
    """Write the bundle of a round into an empty folder and return its result.

    `entries` are lines of entries.csv without their ends, by participant and attempt; they are read once. bundle.json comes last: a folder
    without it is not finished. BundleRefused when entries cannot stand, and for reasons or notes that break a line.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BundleRefused("the folder is not empty")
    _hold(closed)
    ground = closed.ground()
    files = _Files(folder)
    written = files.stream("entries.csv", grading.HEADER, entries)
    marked = mark_all(written, ground, processes=processes, progress=progress)
    if marked.faults:
        raise BundleRefused(f"{marked.fault_counts.total()} entries cannot stand", marked.faults)
    unknown = sorted(marked.drawn - {item.id for item, _salt in closed.items})
    if unknown:
        raise BundleRefused(f"items drawn but not given: {', '.join(unknown[:5])}")
    root = files.put("tree.bin", levels(marked.leaves))[-32:] or hashlib.sha256(b"").digest()
    result = result_of(marked, ground, closed.surroundings())
    if progress:
        progress("rank", len(marked.leaves) // 32)
    for _line in files.stream("standings.csv", ranking.HEADER, result.standings.lines()):
        pass  # written as it passes by: a list of a million lines is never made
    shown = [pair for pair in closed.items if pair[0].id in marked.drawn]
    for name, data in _small(closed, result, shown).items():
        files.put(name, [data])
    manifest = _manifest(closed, entries=len(marked.leaves) // 32, root=root, files=files.sums)
    (folder / MANIFEST).write_bytes(canonical(manifest) + b"\n")
    return result


def pack(folder: Path, target: Path) -> None:
    """The bundle's files as a ZIP."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in (MANIFEST, *FILES):
            archive.write(folder / name, name)


class _Files:
    """Files of the bundle with their sums, each written once from beginning to end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sums: dict[str, dict[str, Any]] = {}

    def put(self, name: str, pieces: Iterable[bytes]) -> bytes:
        """Write a file; returns the last piece."""
        sha, size, piece = hashlib.sha256(), 0, b""
        with (self._folder / name).open("wb") as file:
            for piece in pieces:
                file.write(piece)
                sha.update(piece)
                size += len(piece)
        self.sums[name] = {"bytes": size, "sha256": sha.hexdigest()}
        return piece

    def stream(self, name: str, header: str, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Write lines as they pass by."""
        sha, size = hashlib.sha256(), 0
        with (self._folder / name).open("wb") as file:
            buffer = [header.encode("ascii")]
            for line in lines:
                buffer.append(line)
                if len(buffer) >= 4096:
                    size += _flush(file, sha, buffer)
                yield line
            size += _flush(file, sha, buffer)
        self.sums[name] = {"bytes": size, "sha256": sha.hexdigest()}


def _flush(file: Any, sha: Any, buffer: list[bytes]) -> int:
    data = b"\n".join([*buffer, b""])
    buffer.clear()
    file.write(data)
    sha.update(data)
    return len(data)


def _small(closed: Closed, result: RoundResult, shown: Sequence[tuple[Item, bytes]]) -> dict[str, bytes]:
    gone = sorted(closed.disqualified, key=lambda one: (one.participant, one.attempt))
    out = [f"{one.participant},{one.attempt},{one.at},{one.reason}".encode() for one in gone]
    parts = [
        f"{unit},{part},{score}".encode("ascii")
        for (unit, part), score in sorted((closed.parts or {}).items())
    ]
    return {
        "rules.json": rules_json(closed.rules) + b"\n",
        "units.jsonl": units_lines(closed.units),
        "pool.jsonl": pool_lines(closed.pool),
        "items.jsonl": items_lines(shown),
        "commitments.json": closed.commitments.file(),
        "disqualified.csv": table_file(DISQUALIFIED, out),
        "parts.csv": table_file(PARTS, parts),
        "figures.json": figures_file(result.figures),
        "unit_standings.csv": table_file(units.HEADER, [one.line() for one in result.units]),
        "winners.csv": table_file(prizes.HEADER, [one.line() for one in result.winners]),
    }


def _manifest(closed: Closed, *, entries: int, root: bytes, files: dict[str, Any]) -> dict[str, Any]:
    return {
        "closes": closed.closes,
        "contest": closed.rules.contest,
        "drops": [{"item": one.item, "note": one.note} for one in closed.drops],
        "entries": entries,
        "extensions": [
            {"at": one.at, "closes": one.closes, "reason": one.reason} for one in closed.extensions
        ],
        "files": files,
        "format": FORMAT,
        "held": {"persons": sorted(closed.held_persons), "units": sorted(closed.held_units)},
        "root": root.hex(),
        "round": closed.round_key,
        "secret": closed.secret.hex(),
    }


def _hold(closed: Closed) -> None:
    """What a file could not hold, or what the verifier would refuse."""
    for one in closed.disqualified:
        if _LINE_BREAK.search(one.reason) or not PARTICIPANT.fullmatch(one.participant):
            raise BundleRefused(f"a disqualification that fits no line: {one.participant}")
    before = closed.rules.round_of(closed.round_key).closes
    for extension in closed.extensions:
        if extension.closes <= before:
            raise BundleRefused("an extension that does not extend")
        before = extension.closes
    secrets = {closed.round_key: closed.secret}
    again = commit(
        closed.rules.contest,
        rules=rules_json(closed.rules) + b"\n",
        units=units_lines(closed.units),
        pool=pool_lines(closed.pool),
        secrets=secrets,
    )
    given = closed.commitments
    for name in ("contest", "rules", "units", "pool"):
        if getattr(again, name) != getattr(given, name):
            raise BundleRefused(f"{name}: not what was committed to")
    if given.secrets.get(closed.round_key) != again.secrets[closed.round_key]:
        raise BundleRefused("the secret is not the one committed to")
    if set(given.secrets) != {one.key for one in closed.rules.rounds}:
        raise BundleRefused("secrets: one is committed to for every round")
