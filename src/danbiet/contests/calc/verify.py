"""Everything a bundle says, computed again (docs/contest-bundle.md, 12). No database, no network, no clock."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from danbiet.kit.merkle import SIZE, levels

from . import grading, prizes, ranking, units
from .bundle import DISQUALIFIED, FILES, PARTS
from .canonical import PARTICIPANT
from .checking import check
from .commitments import (
    CommitmentsRefused,
    read_commitments,
    seal_pool,
    seal_rules,
    seal_secret,
    seal_units,
)
from .comparing import compare_table, compare_tree
from .findings import Findings
from .grading import Ground
from .pool import ItemRefused, PoolItem, item_commitment, items_lines, read_items, read_pool
from .ranking import Figures
from .reading import BundleReader, NotABundle
from .round_result import Marked, Progress, RoundResult, Surroundings, figures_file, mark_all, result_of
from .rules import Rules, RulesRefused, read_rules
from .units import UnitsRefused, read_units

K = TypeVar("K", tuple[str, int], tuple[str, str])
V = TypeVar("V", int, str)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome. `fingerprint` is that of commitments.json, to be compared with the one printed before the contest."""

    contest: str
    round: str
    entries: int
    root: str
    fingerprint: str
    figures: dict[str, Figures]
    findings: Findings

    @property
    def is_sound(self) -> bool:
        return not self.findings


def verify(
    path: Path,
    *,
    root: str = "",
    fingerprint: str = "",
    processes: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Check a bundle, a folder or a ZIP. `root` and `fingerprint` (hex) are compared when given.

    Whatever does not agree is in the report's findings. NotABundle when the files cannot be read as a bundle at all.
    """
    try:
        return _verify(path, root.lower(), fingerprint.lower(), processes, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NotABundle(f"{path}: a damaged ZIP: {error}") from error


def _verify(path: Path, root: str, fingerprint: str, processes: int, progress: Progress | None) -> Report:
    with BundleReader(path) as reader:
        manifest = reader.manifest()
        out = Findings()
        for name in FILES:
            size, sha = reader.sums(name)
            if manifest["files"][name] != {"bytes": size, "sha256": sha}:
                out.add("file", name, expected=sha, found=manifest["files"][name].get("sha256", ""))
        run = _Check(reader, manifest, out)
        result, marked = run.run(processes=processes, progress=progress)
    seal = hashlib.sha256(run.commitments).hexdigest()
    computed = run.root
    if root and root != computed:
        out.add("root.given", "root", expected=computed, found=root)
    if fingerprint and fingerprint != seal:
        out.add("seal.given", "commitments.json", expected=seal, found=fingerprint)
    return Report(
        manifest["contest"],
        manifest["round"],
        len(marked.leaves) // SIZE,
        computed,
        seal,
        result.figures,
        out,
    )


class _Check:
    """One run over one bundle."""

    def __init__(self, reader: BundleReader, manifest: dict[str, Any], out: Findings) -> None:
        self.reader, self.manifest, self.out = reader, manifest, out
        self.root, self.commitments = "", b""

    def run(self, *, processes: int, progress: Progress | None) -> tuple[RoundResult, Marked]:
        try:
            ground, around = self._ground()
        except (RulesRefused, ItemRefused, UnitsRefused, CommitmentsRefused) as error:
            raise NotABundle(str(error)) from error
        lines = self.reader.lines("entries.csv", grading.HEADER)
        marked = mark_all(lines, ground, processes=processes, progress=progress)
        for fault in marked.faults:
            self.out.add(f"entry.{fault.code}", f"{fault.participant} {fault.attempt}", found=fault.detail)
        for code, count in marked.fault_counts.items():
            self.out.counts[f"entry.{code}"] = count
        for item in sorted(marked.drawn - set(ground.keys)):
            self.out.add("item.missing", item)
        self._tree(marked)
        if progress:
            progress("rank", len(marked.leaves) // SIZE)
        result = result_of(marked, ground, around)
        self._tables(result)
        return result, marked

    def _ground(self) -> tuple[Ground, Surroundings]:
        whole, manifest, out = self.reader.whole, self.manifest, self.out
        rules_bytes, units_bytes, pool_bytes = whole("rules.json"), whole("units.jsonl"), whole("pool.jsonl")
        rules, pool = read_rules(rules_bytes), read_pool(pool_bytes)
        all_units = read_units(units_bytes)
        round_key, secret = manifest["round"], bytes.fromhex(manifest["secret"])
        if manifest["contest"] != rules.contest or round_key not in {one.key for one in rules.rounds}:
            raise NotABundle(f"the rules know no round {manifest['contest']}/{round_key}")
        problems = [one for one in check(rules, pool=pool, units=all_units) if not one.is_warning]
        if problems:
            raise NotABundle(f"rules.json: {problems[0]}")
        self.commitments = whole("commitments.json")
        given = read_commitments(self.commitments)
        rounds = {one.key for one in rules.rounds}
        if given.file() != self.commitments or given.contest != rules.contest or set(given.secrets) != rounds:
            out.add("commitment.file", "commitments.json")
        sealed = {
            "rules": (given.rules, seal_rules(rules_bytes)),
            "units": (given.units, seal_units(units_bytes)),
            "pool": (given.pool, seal_pool(pool_bytes)),
            "secret": (given.secrets.get(round_key, ""), seal_secret(secret)),
        }
        for name, (committed, computed) in sealed.items():
            if committed != computed:
                out.add(f"commitment.{name}", name, expected=committed, found=computed)
        keys = self._keys(pool)
        self._window(rules)
        dropped = frozenset(drop["item"] for drop in manifest["drops"])
        for item in sorted(dropped - {one.id for one in pool}):
            out.add("drop.unknown", item)
        ground = Ground(
            rules,
            round_key,
            manifest["closes"],
            secret,
            pool,
            keys,
            tuple(one.unit for one in all_units),
            dropped,
            self._disqualified(),
        )
        held = manifest["held"]
        around = Surroundings(all_units, self._parts(), frozenset(held["persons"]), frozenset(held["units"]))
        return ground, around

    def _keys(self, pool: tuple[PoolItem, ...]) -> dict[str, tuple[int, ...]]:
        """The keys of the items shown, each held against its line in the pool."""
        by_id = {one.id: one for one in pool}
        keys = {}
        data = self.reader.whole("items.jsonl")
        shown = read_items(data)
        if items_lines(shown) != data:
            self.out.add("item.form", "items.jsonl")
        for item, salt in shown:
            keys[item.id] = item.key
            line = by_id.get(item.id)
            if line is None:
                self.out.add("item.unknown", item.id)
            elif item_commitment(item, salt=salt) != line.commitment:
                self.out.add(
                    "commitment.item",
                    item.id,
                    expected=line.commitment,
                    found=item_commitment(item, salt=salt),
                )
            elif item.in_pool(salt=salt) != line:
                self.out.add("item.differs", item.id, expected=line, found=item.in_pool(salt=salt))
        return keys

    def _window(self, rules: Rules) -> None:
        closes = rules.round_of(self.manifest["round"]).closes
        for number, one in enumerate(self.manifest["extensions"]):
            if one["closes"] <= closes:
                self.out.add("extension", str(number), expected=f"> {closes}", found=one["closes"])
            closes = one["closes"]
        if closes != self.manifest["closes"]:
            self.out.add("closes", "bundle.json", expected=closes, found=self.manifest["closes"])

    def _disqualified(self) -> frozenset[tuple[str, int]]:
        found: dict[tuple[str, int], str] = {}
        for line in self.reader.lines("disqualified.csv", DISQUALIFIED):
            parts = line.decode("utf-8", "replace").split(",", 3)
            if len(parts) != 4 or not PARTICIPANT.fullmatch(parts[0]) or not _is_count(parts[1]):
                self.out.add("disqualified.line", parts[0])
                continue
            self._put(found, (parts[0], int(parts[1])), parts[3], "disqualified")
        return frozenset(found)

    def _parts(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for line in self.reader.lines("parts.csv", PARTS):
            parts = line.decode("utf-8", "replace").split(",")
            if len(parts) != 3 or not _is_count(parts[2]) or int(parts[2]) > 10000:
                self.out.add("parts.line", parts[0])
                continue
            self._put(found, (parts[0], parts[1]), int(parts[2]), "parts")
        return found

    def _put(self, found: dict[K, V], key: K, value: V, name: str) -> None:
        """Keep a line of a file whose lines ascend: none twice, none out of order."""
        if found and not next(reversed(found)) < key:
            self.out.add(f"{name}.line", " ".join(map(str, key)))
        found.setdefault(key, value)

    def _tree(self, marked: Marked) -> None:
        """Our tree level by level against tree.bin; only when they differ are leaves compared one by one."""
        count, is_same, level = len(marked.leaves) // SIZE, True, b""
        with self.reader.open("tree.bin") as file:
            for level in levels(marked.leaves):
                is_same = is_same and file.read(len(level)) == level
            is_same = is_same and not file.read(1)
        self.root = (level or hashlib.sha256(b"").digest()).hex()
        if count != self.manifest["entries"]:
            self.out.add("entries", "bundle.json", expected=count, found=self.manifest["entries"])
        if self.root != self.manifest["root"]:
            self.out.add("root", "bundle.json", expected=self.root, found=self.manifest["root"])
        if is_same:
            return
        with self.reader.open("tree.bin") as file:
            stored = file.read(max(self.manifest["entries"], 0) * SIZE)
        before = self.out.counts.total()
        compare_tree(marked.leaves, stored, self._entry_names(), out=self.out)
        if self.out.counts.total() == before:
            self.out.add("tree.nodes", "tree.bin")

    def _entry_names(self) -> Any:
        """Which entry a leaf belongs to; the file is read again, for this is only asked when something is wrong."""
        lines: Iterator[bytes] = self.reader.lines("entries.csv", grading.HEADER)
        names = [b" ".join(line.split(b",")[:2]).decode("utf-8", "replace") for line in lines]
        return lambda number: names[number] if 0 <= number < len(names) else "–"

    def _tables(self, result: RoundResult) -> None:
        published = self.reader.whole("figures.json")
        computed = figures_file(result.figures)
        if published != computed:
            self.out.add(
                "figures",
                "figures.json",
                expected=computed.decode("utf-8").strip(),
                found=published.decode("utf-8", "replace").strip(),
            )
        tables: tuple[tuple[str, str, tuple[int, ...], Any], ...] = (
            ("standings", ranking.HEADER, (2,), result.standings.lines),
            ("unit_standings", units.HEADER, (2,), lambda: (one.line() for one in result.units)),
            ("winners", prizes.HEADER, (0, 1, 2), lambda: (one.line() for one in result.winners)),
        )
        for name, header, keys, ours in tables:
            compare_table(
                name,
                header=header,
                keys=keys,
                ours=ours,
                theirs=lambda name=name, header=header: self.reader.lines(f"{name}.csv", header),  # type: ignore[misc]
                out=self.out,
            )


def _is_count(text: str) -> bool:
    """Whether it is a whole number as we write them, not too long to be one."""
    return text.isascii() and text.isdigit() and len(text) < 10 and str(int(text)) == text
