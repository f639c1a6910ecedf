from __future__ import annotations

import tempfile
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.contests.calc.bundle import (
    BundleRefused,
    Closed,
    Disqualification,
    Drop,
    Extension,
    write,
)
from danbiet.contests.calc.commitments import seal_secret
from danbiet.contests.calc.parallel import blocks
from danbiet.contests.calc.rules import (
    Audience,
    Block,
    Component,
    OnePrize,
    PaperPlan,
    Part,
    Prediction,
    Prize,
    Scoring,
    Step,
    Tier,
    UnitBlock,
    UnitRules,
    rules_json,
)
from danbiet.contests.calc.units import Unit
from danbiet.contests.calc.verify import verify

from .cases import DAY, OPENS, ROUND, SECRET, Deadly, Take, bank, closed_round, lines_of, person, plain_rules
from .independent_verifier import verify as verify_again

UNITS = [Unit(f"dv-{n}", f"Đơn vị {n}", ("so", "xa")[n % 2], n * 4) for n in range(5)]
ITEMS = [*bank("cb", size=30), *bank("dan", size=30, options=3)]
SHORT = replace(
    closed_round(plain_rules()).commitments, secrets={ROUND: seal_secret(SECRET), "tuan-2": "0" * 64}
)
FULL = [Take(n, n % 11, 60 + n) for n in range(1, 9)]


@dataclass(frozen=True)
class Case:
    """A contest and its attempts, told shortly when a test fails."""

    closed: Closed
    takes: list[Take]

    def __repr__(self) -> str:
        changes = (self.closed.drops, self.closed.disqualified, self.closed.parts, self.closed.extensions)
        return f"{rules_json(self.closed.rules).decode()} {changes} {self.takes}"


@st.composite
def contests(draw: st.DrawFn) -> Case:
    """Any rule set with any entries: what a bundle has to survive."""
    prediction = draw(
        st.none()
        | st.builds(
            Prediction,
            of=st.sampled_from(["all_correct", "participants"]),
            scope=st.sampled_from(["round", "audience"]),
            steps=st.sampled_from([(), (Step(0, 300), Step(3, 100))]),
        )
    )
    names = ["points", "correct", "time", "arrived", "lot"] + (["prediction"] if prediction else [])
    ranking = tuple(draw(st.permutations(names))[: draw(st.integers(1, len(names)))])
    if prediction and prediction.steps and "points" not in ranking:
        ranking = ("points", *ranking)
    overlapping = (Block("tthc", 0, 3, 100), Block("", draw(st.sampled_from([0, 2])), 3, 250))
    scoring = draw(
        st.sampled_from(
            [Scoring(), Scoring(penalty=40), Scoring(penalty=90, floor=False), Scoring("all_or_nothing")]
        )
    )
    rules = plain_rules(
        audiences=(Audience("cbcc", "Cán bộ"), Audience("dan", "Người dân")),
        papers=(
            PaperPlan("cbcc", ROUND, "cb", overlapping),
            PaperPlan("dan", ROUND, "dan", (Block("", 0, 6, 100),)),
        ),
        attempts=draw(st.sampled_from([0, 3])),
        counts=draw(st.sampled_from(["best", "first", "last"])),
        mixed=draw(st.booleans()),
        options_mixed=draw(st.booleans()),
        scoring=scoring,
        dropped=draw(st.sampled_from(["credit", "void"])),
        prediction=prediction,
        ranking=ranking,
        at_close=draw(st.sampled_from(["finish", "stop"])),
        units=UnitRules(
            (UnitBlock("so", "Sở"), UnitBlock("xa", "Xã")),
            (
                Component("turnout", 30),
                Component("average", 30),
                Component("perfect", 20),
                Component("part", 20, "video"),
            ),
            tiers=(Tier(10, 20), Tier(0, 10)),
            needs=draw(st.sampled_from([(), ("quiz",), ("quiz", "video")])),
        ),
        parts=(Part("quiz", "quiz", 80), Part("video", "video", 20)),
        prizes=(
            Prize("nhat", "Nhất", "person", "", 1),
            Prize("nhi", "Nhì", "person", "cbcc", 3, least=200),
            Prize("tap-the", "Tập thể", "unit", "", 1, least=draw(st.sampled_from([0, 3000]))),
        ),
        one_prize=draw(st.builds(OnePrize, *(2 * [st.sampled_from(["none", "round", "contest"])]))),
    )
    takes = []
    for who in range(1, draw(st.integers(0, 14)) + 1):
        audience = draw(st.sampled_from(["cbcc", "dan"]))
        unit = draw(st.sampled_from(["", *(unit.unit for unit in UNITS)]))
        for attempt in sorted(draw(st.sets(st.integers(1, 3), min_size=1))):
            right = draw(st.integers(0, 6))
            takes.append(
                Take(
                    who,
                    right,
                    draw(st.sampled_from([30.0, 30.5, 599.999, 604.0])),
                    wrong=draw(st.integers(0, 6 - right)),
                    guess=draw(st.none() | st.integers(0, 15)) if prediction else None,
                    unit=unit,
                    audience=audience,
                    attempt=attempt,
                    begun=draw(st.sampled_from([0, 100, 100])),
                )
            )
    gone = draw(st.sets(st.tuples(st.integers(1, 14), st.integers(0, 3)), max_size=3))
    changes: dict[str, Any] = {
        "extensions": draw(st.sampled_from([(), (Extension(OPENS, OPENS + 8 * DAY, "Mất điện diện rộng"),)])),
        "drops": tuple(
            Drop(item, "Đáp án sai")
            for item in draw(st.sampled_from([(), ("cb-0002",), ("cb-0002", "dan-0001")]))
        ),
        "disqualified": tuple(
            Disqualification(person(who), attempt, OPENS, "Đã xác minh, có biên bản")
            for who, attempt in sorted(gone)
        ),
        "parts": draw(
            st.dictionaries(st.sampled_from([(unit.unit, "video") for unit in UNITS]), st.integers(0, 10000))
        ),
        "held_persons": frozenset([person(1)]),
        "held_units": frozenset(["dv-1"]),
    }
    return Case(closed_round(rules, items=ITEMS, units=UNITS, **changes), takes)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # it would hide what failed
@settings(max_examples=60, deadline=None)
@given(contests())
def test_bundle_of_any_contest_agrees_with_both_verifiers(case: Case) -> None:
    closed, takes = case.closed, case.takes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bundle"

        write(folder, closed, lines_of(closed, takes))

        assert verify(folder).findings.kept == []
        assert verify_again(folder) == []


def test_bundle_written_by_two_processes_is_the_same(tmp_path: Path) -> None:
    closed = closed_round(plain_rules(attempts=3), units=UNITS)
    takes = [Take(n, n % 11, 60 + n, attempt=a, unit="dv-1") for n in range(1, 400) for a in (1, 2)]

    write(tmp_path / "one", closed, lines_of(closed, takes))
    write(tmp_path / "two", closed, lines_of(closed, takes), processes=2)

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_blocks_never_part_the_attempts_of_one_participant() -> None:
    lines = [f"{person(who)},{attempt}".encode() for who in range(30) for attempt in range(1, 2 + who % 4)]

    found = list(blocks(lines, size=7))

    assert [line for block in found for line in block] == lines
    assert len(found) > 5
    names = [{line.split(b",")[0] for line in block} for block in found]
    assert sum(len(one) for one in names) == 30


def test_worker_that_is_killed_ends_the_marking_instead_of_hanging(tmp_path: Path) -> None:
    closed = closed_round(plain_rules())
    lines = lines_of(closed, FULL)

    with pytest.raises(BrokenProcessPool):
        write(tmp_path / "bundle", closed, [*lines[:4], Deadly(lines[4]), *lines[5:]], processes=2)

    assert not (tmp_path / "bundle" / "bundle.json").exists()


def test_items_not_drawn_stay_secret(tmp_path: Path) -> None:
    closed = closed_round(plain_rules())

    write(tmp_path / "bundle", closed, lines_of(closed, FULL[:1]))

    assert len((tmp_path / "bundle" / "items.jsonl").read_bytes().splitlines()) == 10
    assert len((tmp_path / "bundle" / "pool.jsonl").read_bytes().splitlines()) == 40


def test_erasing_a_person_changes_no_byte_of_a_bundle(tmp_path: Path) -> None:
    """Nothing of a person goes in: the entry is all there is, under a pseudonym that nobody can lead back."""
    closed = closed_round(plain_rules())
    write(tmp_path / "bundle", closed, lines_of(closed, FULL))

    header = (tmp_path / "bundle" / "entries.csv").read_text().splitlines()[0].split(",")

    assert header == [
        "participant",
        "attempt",
        "audience",
        "unit",
        "started",
        "arrived",
        "prediction",
        "answers",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"secret": b"x" * 32}, "secret"),
        ({"commitments": SHORT}, "secrets"),
        ({"units": (Unit("z", "Z", "so", 1),)}, "units"),
        ({"rules": plain_rules(grace_seconds=9)}, "rules"),
        ({"items": ()}, "items drawn but not given"),
        ({"extensions": (Extension(OPENS, OPENS + DAY, "ngắn hơn"),)}, "extension"),
        ({"disqualified": (Disqualification(person(1), 0, OPENS, "hai\ndòng"),)}, "disqualification"),
    ],
)
def test_bundle_that_would_not_verify_is_refused(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    closed = closed_round(plain_rules())
    lines = lines_of(closed, FULL)

    with pytest.raises(BundleRefused, match=words):
        write(tmp_path / "bundle", replace(closed, **changes), lines)

    assert not (tmp_path / "bundle" / "bundle.json").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda parts: [*parts[:1], "2", *parts[2:]], "attempt"),
        (lambda parts: [*parts[:2], "dan", *parts[3:]], "audience"),
        (lambda parts: [*parts[:3], "nowhere", *parts[4:]], "unit"),
        (lambda parts: [*parts[:4], str(OPENS - 1), *parts[5:]], "started"),
        (lambda parts: [*parts[:4], str(OPENS + 7 * DAY), str(OPENS + 7 * DAY), *parts[6:]], "started"),
        (lambda parts: [*parts[:5], str(int(parts[4]) - 1), *parts[6:]], "arrived"),
        (lambda parts: [*parts[:5], str(int(parts[4]) + 605_001), *parts[6:]], "arrived"),
        (lambda parts: [*parts[:6], "01", *parts[7:]], "number"),
        (lambda parts: [*parts[:7], parts[7] + ".A"], "answers"),
        (lambda parts: ["abc", *parts[1:]], "participant"),
        (lambda parts: parts[:7], "line"),
    ],
)
def test_entry_that_cannot_stand_is_refused_by_name(tmp_path: Path, change: Any, code: str) -> None:
    closed = closed_round(plain_rules())
    lines = lines_of(closed, FULL)
    bad = ",".join(change(lines[3].decode().split(","))).encode()

    with pytest.raises(BundleRefused) as refused:
        write(tmp_path / "bundle", closed, [*lines[:3], bad, *lines[4:]])

    assert code in {fault.code for fault in refused.value.faults}


def test_entries_out_of_order_or_twice_are_refused(tmp_path: Path) -> None:
    closed = closed_round(plain_rules())
    lines = lines_of(closed, FULL)

    for number, given_lines in enumerate(([*lines, lines[0]], [lines[0], *lines])):
        with pytest.raises(BundleRefused) as refused:
            write(tmp_path / str(number), closed, given_lines)
        assert {fault.code for fault in refused.value.faults} == {"order"}


def test_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("x")

    with pytest.raises(BundleRefused, match="not empty"):
        write(tmp_path, closed_round(plain_rules()), [])


def test_stop_at_close_ends_an_attempt_with_the_round(tmp_path: Path) -> None:
    late = [
        Take(1, 10, 65, begun=7 * 24 * 3600 - 60)
    ]  # begun a minute before the end, arrived five seconds after it
    later = [Take(1, 10, 66, begun=7 * 24 * 3600 - 60)]
    closed = closed_round(plain_rules(at_close="stop"))

    write(tmp_path / "grace", closed, lines_of(closed, late))
    with pytest.raises(BundleRefused):
        write(tmp_path / "over", closed, lines_of(closed, later))
    open_end = closed_round(plain_rules(at_close="finish"))
    write(tmp_path / "finish", open_end, lines_of(open_end, later))

    assert verify(tmp_path / "finish").is_sound
