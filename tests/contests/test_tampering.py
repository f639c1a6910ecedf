"""A bundle that was changed: the verifier names what, also when the sums and the root were made to fit; the second verifier refuses it too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from danbiet.contests.calc.bundle import Disqualification, pack, write
from danbiet.contests.calc.canonical import canonical
from danbiet.contests.calc.findings import KEPT
from danbiet.contests.calc.reading import NotABundle
from danbiet.contests.calc.verify import Report, verify
from danbiet.kit.merkle import levels

from .cases import SECRET, Take, closed_round, lines_of, person
from .independent_verifier import verify as verify_again
from .rule_sets import hoa_binh_2023

TAKES = [Take(number, number % 11, 60 + number, guess=number) for number in range(1, 41)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    closed = closed_round(hoa_binh_2023())
    write(tmp_path / "bundle", closed, lines_of(closed, TAKES))
    return tmp_path / "bundle"


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(change(lines)) + "\n", encoding="utf-8")


def change_manifest(folder: Path, **values: object) -> None:
    manifest = json.loads((folder / "bundle.json").read_bytes()) | values
    (folder / "bundle.json").write_bytes(canonical(manifest) + b"\n")


def make_fit(folder: Path, *, tree: bool = False) -> None:
    """What a careful cheat does: sums, and if told so the tree and its root, made to agree with the changed files."""
    manifest = json.loads((folder / "bundle.json").read_bytes())
    if tree:
        prefix = f"danbiet.entry.v1|{manifest['contest']}|{manifest['round']}|".encode()
        lines = (folder / "entries.csv").read_bytes().splitlines()[1:]
        leaves = b"".join(hashlib.sha256(b"\0" + prefix + line).digest() for line in lines)
        whole = b"".join(levels(leaves))
        (folder / "tree.bin").write_bytes(whole)
        manifest |= {"root": whole[-32:].hex(), "entries": len(lines)}
    for name in manifest["files"]:
        data = (folder / name).read_bytes()
        manifest["files"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (folder / "bundle.json").write_bytes(canonical(manifest) + b"\n")


def found(report: Report) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in report.findings.kept]


def other_answer(line: str) -> str:
    head, answers = line.rsplit(",", 1)
    first, rest = answers.split(".", 1)
    return f"{head},{'A' if first != 'A' else 'B'}.{rest}"


def test_untouched_bundle_has_no_findings(folder: Path) -> None:
    report = verify(folder)

    assert found(report) == []
    assert report.entries == 40
    assert verify_again(folder) == []


def test_untouched_bundle_in_a_zip_has_no_findings(folder: Path, tmp_path: Path) -> None:
    pack(folder, tmp_path / "bundle.zip")

    assert found(verify(tmp_path / "bundle.zip")) == []


def test_untouched_bundle_marked_by_two_processes_has_no_findings(folder: Path) -> None:
    assert found(verify(folder, processes=2)) == []


def test_one_answer_changed_is_named(folder: Path) -> None:
    edit(folder / "entries.csv", lambda lines: [*lines[:10], other_answer(lines[10]), *lines[11:]])

    report = verify(folder)

    assert ("file", "entries.csv") in found(report)
    assert ("tree.changed", f"{person(10)} 1") in found(report)
    assert ("standings.points", person(10)) in found(report)  # person 10 had all right
    assert "tree" in verify_again(folder)


def test_one_answer_changed_with_sums_and_root_made_to_fit_is_named_by_its_marks(folder: Path) -> None:
    root = verify(folder).root
    edit(folder / "entries.csv", lambda lines: [*lines[:10], other_answer(lines[10]), *lines[11:]])
    make_fit(folder, tree=True)

    report = verify(folder, root=root)

    assert ("standings.correct", person(10)) in found(report)
    assert ("root.given", "root") in found(report)
    assert "standings.csv" in verify_again(folder)


def test_one_time_changed_is_named(folder: Path) -> None:
    def faster(lines: list[str]) -> list[str]:
        parts = lines[21].split(",")
        parts[5] = str(int(parts[5]) - 50_000)
        return [*lines[:21], ",".join(parts), *lines[22:]]

    edit(folder / "entries.csv", faster)

    report = verify(folder)

    assert ("tree.changed", f"{person(21)} 1") in found(report)
    assert ("standings.time", person(21)) in found(report)
    assert ("standings.arrived", person(21)) in found(report)
    assert "tree" in verify_again(folder)


def test_missing_entry_is_named(folder: Path) -> None:
    edit(folder / "entries.csv", lambda lines: [*lines[:7], *lines[8:]])

    report = verify(folder)

    assert ("standings.extra", person(7)) in found(report)
    assert ("tree.missing", f"{person(6)} 1 … {person(8)} 1") in found(report)
    assert ("entries", "bundle.json") in found(report)
    assert "tree" in verify_again(folder)


def test_missing_entry_with_sums_and_root_made_to_fit_is_named_by_the_standings(folder: Path) -> None:
    edit(folder / "entries.csv", lambda lines: [*lines[:7], *lines[8:]])
    make_fit(folder, tree=True)

    assert ("standings.extra", person(7)) in found(verify(folder))
    assert "standings.csv" in verify_again(folder)


def test_added_entry_is_named(folder: Path) -> None:
    added = "\n" + lines_of(closed_round(hoa_binh_2023()), [Take(99, 10, 5, guess=1)])[0].decode()
    edit(folder / "entries.csv", lambda lines: [*lines[:-1], lines[-1] + added])

    report = verify(folder)

    assert ("tree.extra", f"{person(99)} 1") in found(report)
    assert ("standings.missing", person(99)) in found(report)
    assert verify_again(folder)


def test_another_secret_is_named(folder: Path) -> None:
    change_manifest(folder, secret=hashlib.sha256(SECRET).hexdigest())

    report = verify(folder)

    assert ("commitment.secret", "secret") in found(report)
    assert report.findings.counts["standings.correct"] > 20
    assert "commitment secret" in verify_again(folder)


def test_another_key_of_an_item_is_named(folder: Path) -> None:
    def other_key(lines: list[str]) -> list[str]:
        value = json.loads(lines[3])
        value["item"]["key"] = [(value["item"]["key"][0] + 1) % 4]
        return [*lines[:3], canonical(value).decode(), *lines[4:]]

    edit(folder / "items.jsonl", other_key)
    make_fit(folder)

    report = verify(folder)
    again = verify_again(folder)

    assert ("commitment.item", "cb-0003") in found(report)
    assert "item cb-0003" in again


def test_other_rules_are_named(folder: Path) -> None:
    def slower(lines: list[str]) -> list[str]:
        return [lines[0].replace('"grace_seconds":5', '"grace_seconds":6')]

    edit(folder / "rules.json", slower)
    make_fit(folder)

    assert found(verify(folder)) == [("commitment.rules", "rules")]
    assert verify_again(folder) == ["commitment rules.json"]


def test_ranks_exchanged_are_named(folder: Path) -> None:
    def exchanged(lines: list[str]) -> list[str]:
        first, second = (line.split(",") for line in lines[1:3])
        first[2], second[2] = second[2], first[2]
        return [lines[0], ",".join(first), ",".join(second), *lines[3:]]

    edit(folder / "standings.csv", exchanged)
    make_fit(folder)

    names = {where for code, where in found(verify(folder)) if code == "standings.rank"}

    assert len(names) == 2
    assert verify_again(folder) == ["standings.csv"]


def test_a_disqualification_left_out_is_named(tmp_path: Path) -> None:
    closed = closed_round(
        hoa_binh_2023(), disqualified=(Disqualification(person(10), 0, 1_633_400_000_000, "Đã xác minh"),)
    )
    folder = tmp_path / "bundle"
    write(folder, closed, lines_of(closed, TAKES))
    edit(folder / "disqualified.csv", lambda lines: lines[:1])
    make_fit(folder)

    assert ("standings.missing", person(10)) in found(verify(folder))
    assert verify_again(folder)


def test_another_winner_is_named(folder: Path) -> None:
    edit(
        folder / "winners.csv", lambda lines: [lines[0], lines[1].replace(person(10), person(5)), *lines[2:]]
    )
    make_fit(folder)

    codes = {code for code, _where in found(verify(folder))}

    assert codes == {"winners.missing", "winners.extra"}
    assert verify_again(folder) == ["winners.csv"]


def test_a_late_entry_is_named(folder: Path) -> None:
    def late(lines: list[str]) -> list[str]:
        parts = lines[5].split(",")
        parts[5] = str(int(parts[4]) + 605_001)  # ten minutes and five seconds of grace, and a millisecond
        return [*lines[:5], ",".join(parts), *lines[6:]]

    edit(folder / "entries.csv", late)

    assert ("entry.arrived", f"{person(5)} 1") in found(verify(folder))
    assert f"entry {person(5)} 1" in verify_again(folder)


def test_a_thousand_entries_at_fault_in_one_way_do_not_hide_the_one_in_another(folder: Path) -> None:
    def spoilt(lines: list[str]) -> list[str]:
        parts = lines[-1].split(",")
        parts[5] = str(int(parts[4]) + 605_001)
        return [lines[0], *(f"rubbish {number}" for number in range(1200)), *lines[1:-1], ",".join(parts)]

    edit(folder / "entries.csv", spoilt)

    report = verify(folder)

    assert ("entry.arrived", f"{person(40)} 1") in found(report)
    assert (report.findings.counts["entry.line"], report.findings.counts["entry.arrived"]) == (1200, 1)
    assert [code for code, _where in found(report)].count("entry.line") == KEPT


def test_another_root_alone_is_named(folder: Path) -> None:
    change_manifest(folder, root="00" * 32)

    assert found(verify(folder)) == [("root", "bundle.json")]
    assert verify_again(folder) == ["tree"]


def test_a_fingerprint_other_than_the_printed_one_is_named(folder: Path) -> None:
    assert found(verify(folder, fingerprint="0" * 64)) == [("seal.given", "commitments.json")]


@pytest.mark.parametrize("name", ["entries.csv", "rules.json", "tree.bin", "bundle.json"])
def test_a_file_taken_away_is_no_bundle(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(NotABundle, match=name):
        verify(folder)


@pytest.mark.parametrize(
    "name", ["rules.json", "pool.jsonl", "items.jsonl", "commitments.json", "units.jsonl"]
)
def test_a_file_of_nonsense_is_no_bundle(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b'{"a":1.5}\n')

    with pytest.raises(NotABundle):
        verify(folder)
