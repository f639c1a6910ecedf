"""What a browser needs to check one receipt without telling whose: groups of 256 entry lines with their way to the root, and the
papers' ground (docs/contest-bundle.md, 4 and 11).

A folder beside the bundle holds `index.json` {contest, round, root, entries, group, receipt_key, firsts: ["participant,attempt" of each
group's first line]}, `00000.json …` {first: number of its first leaf, lines, way: [[side, hash] from the group's node to the root]} and
`paper-<audience>.json` {secret, mixed, options_mixed, blocks, items: those of its bank in the order of the pool, with words where they
were drawn}. Everything in it stands in the bundle too; it is written by reading the bundle once.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from danbiet.kit.merkle import SIZE, widths

from .bundle import MANIFEST
from .canonical import canonical
from .pool import read_pool
from .rules import Rules, read_rules

LEVEL = 8
GROUP = 1 << LEVEL  # whoever asks for a group shows no more than that he is one of 256


def write(bundle: Path, target: Path) -> int:
    """Write the folder from a finished bundle and return the number of groups; what stood there is replaced.

    Memory: one group, one pseudonym of each group, the items. Written under another name and renamed: nobody sees half of it.
    FileNotFoundError when the bundle is not finished.
    """
    manifest = json.loads((bundle / MANIFEST).read_bytes())
    rules = read_rules((bundle / "rules.json").read_bytes())
    making = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        firsts = _write_groups(bundle, making, int(manifest["entries"]))
        for audience, paper in _papers(bundle, rules, manifest):
            _put(making / f"paper-{audience}.json", paper)
        index = {
            "contest": manifest["contest"],
            "round": manifest["round"],
            "root": manifest["root"],
            "entries": manifest["entries"],
            "group": GROUP,
            "receipt_key": rules.receipt_key,
            "firsts": firsts,
        }
        _put(making / "index.json", index)
        shutil.rmtree(target, ignore_errors=True)
        making.rename(target)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return len(firsts)


def way_of(tree: BinaryIO, group: int, count: int) -> list[tuple[str, str]]:
    """The way of a group's node to the root as (side, hash); `tree` is tree.bin of so many leaves."""
    sizes = widths(count)
    before, number = sum(sizes[:LEVEL]), group
    found: list[tuple[str, str]] = []
    for width in sizes[LEVEL:-1]:
        partner = number ^ 1
        if partner < width:
            tree.seek((before + partner) * SIZE)
            found.append(("left" if partner < number else "right", tree.read(SIZE).hex()))
        before += width
        number //= 2
    return found


def _write_groups(bundle: Path, folder: Path, count: int) -> list[str]:
    firsts = []
    with (bundle / "entries.csv").open("rb") as entries, (bundle / "tree.bin").open("rb") as tree:
        next(entries, b"")  # the header
        for group in range(-(-count // GROUP)):
            lines = b"".join(islice(entries, GROUP)).rstrip(b"\n")
            participant, attempt, _rest = lines.split(b",", 2)
            firsts.append(f"{participant.decode('ascii')},{int(attempt)}")
            way = canonical(way_of(tree, group, count))
            # By hand, canonical all the same: a verified line holds no sign that JSON escapes, and a million are many.
            said = lines.replace(b"\n", b'","')
            head = b'{"first":%d,"lines":["' % (group * GROUP)
            (folder / f"{group:05d}.json").write_bytes(head + said + b'"],"way":' + way + b"}\n")
    return firsts


def _papers(bundle: Path, rules: Rules, manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    pool = sorted(read_pool((bundle / "pool.jsonl").read_bytes()), key=lambda one: one.id)
    words = {}
    for line in (bundle / "items.jsonl").read_bytes().splitlines():
        item = json.loads(line)["item"]
        words[item["id"]] = {
            "text": item["text"],
            "words": item["options"],
            "key": item["key"],
            "source": item["source"],
        }
    dropped = [one["item"] for one in manifest["drops"]]
    for audience in rules.audiences:
        plan = rules.plan_of(audience.key, manifest["round"])
        if plan is None:
            continue
        items = [
            {
                "id": one.id,
                "section": one.section,
                "level": one.level,
                "options": one.options,
                "fixed": one.fixed,
            }
            | words.get(one.id, {})
            for one in pool
            if one.bank == plan.bank
        ]
        yield (
            audience.key,
            {
                "secret": manifest["secret"],
                "mixed": rules.mixed,
                "options_mixed": rules.options_mixed,
                "blocks": [asdict(block) for block in plan.blocks],
                "items": items,
                "dropped": dropped,
            },
        )


def _put(path: Path, value: dict[str, Any]) -> None:
    path.write_bytes(canonical(value) + b"\n")
