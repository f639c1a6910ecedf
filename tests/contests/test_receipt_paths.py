"""Groups of entry lines a browser checks a receipt with: each leads to the bundle's root, and the papers' ground draws the same papers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.contests.cases import Take, closed_round, lines_of, person, plain_rules

from danbiet.contests.calc import receipt_paths
from danbiet.contests.calc.bundle import write
from danbiet.contests.calc.canonical import canonical
from danbiet.contests.calc.receipts import receipt_text
from danbiet.kit.merkle import climb, leaf, levels, path

ROUND = "tuan-1"


def made(folder: Path, count: int) -> tuple[Path, list[bytes], dict[str, Any]]:
    closed = closed_round(plain_rules(attempts=2))
    lines = lines_of(
        closed,
        [Take(number // 2, right=number % 10, seconds=60, attempt=1 + number % 2) for number in range(count)],
    )
    write(folder / "bundle-1", closed, lines)
    receipt_paths.write(folder / "bundle-1", folder / "receipts")
    return folder / "receipts", lines, json.loads((folder / "bundle-1" / "bundle.json").read_bytes())


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 600, 1025])
def test_every_group_leads_to_the_root_of_the_bundle(tmp_path: Path, count: int) -> None:
    folder, lines, manifest = made(tmp_path, count)
    index = json.loads((folder / "index.json").read_bytes())
    texts = [receipt_text(line, contest=index["contest"], round_key=index["round"]) for line in lines]

    found = []
    for number, first in enumerate(index["firsts"]):
        written = (folder / f"{number:05d}.json").read_bytes()
        group = json.loads(written)
        assert written == canonical(group) + b"\n"
        here = texts[group["first"] : group["first"] + len(group["lines"])]
        node = list(levels(b"".join(map(leaf, here))))[-1]
        for side, other in group["way"]:
            node = receipt_node(side, bytes.fromhex(other), node)
        assert node.hex() == manifest["root"]
        assert group["lines"][0].startswith(f"{first},")
        found += group["lines"]

    assert found == [line.decode() for line in lines]
    assert climb(texts[-1], path(b"".join(map(leaf, texts)), count - 1)).hex() == manifest["root"]


def receipt_node(side: str, other: bytes, node: bytes) -> bytes:
    return hashlib.sha256(b"\1" + (other + node if side == "left" else node + other)).digest()


def test_round_without_entries_has_an_index_and_no_group(tmp_path: Path) -> None:
    folder, _lines, manifest = made(tmp_path, 0)

    index = json.loads((folder / "index.json").read_bytes())

    assert index["firsts"] == []
    assert index["root"] == manifest["root"]
    assert not (folder / "00000.json").exists()


def test_ground_of_the_papers_shows_words_only_of_items_that_were_drawn(tmp_path: Path) -> None:
    folder, _lines, manifest = made(tmp_path, 1)

    paper = json.loads((folder / "paper-cbcc.json").read_bytes())

    told = [one for one in paper["items"] if "text" in one]
    assert len(told) == 10
    assert len(paper["items"]) == 40
    assert paper["secret"] == manifest["secret"]


def test_folder_written_again_replaces_what_stood_there(tmp_path: Path) -> None:
    folder, _lines, _manifest = made(tmp_path, 3)
    (folder / "00009.json").write_bytes(b"{}")

    receipt_paths.write(tmp_path / "bundle-1", folder)

    assert sorted(path.name for path in folder.iterdir()) == ["00000.json", "index.json", "paper-cbcc.json"]
    assert json.loads((folder / "00000.json").read_bytes())["lines"][0].startswith(person(0))


def test_unfinished_bundle_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "bundle-1").mkdir()

    with pytest.raises(FileNotFoundError):
        receipt_paths.write(tmp_path / "bundle-1", tmp_path / "receipts")

    assert [path.name for path in tmp_path.iterdir()] == ["bundle-1"]
