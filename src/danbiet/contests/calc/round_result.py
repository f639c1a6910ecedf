"""A round's whole result from its entries: what writing a bundle and verifying one have to agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .canonical import canonical
from .columns import Columns
from .findings import KEPT
from .grading import Fault, Ground
from .parallel import graded
from .prizes import Candidate, Won, winners
from .ranking import Figures, Standings
from .tallies import tallies
from .units import Unit, UnitRanked, unit_standings

Progress = Callable[[str, int], None]  # stage, entries done


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decides units and prizes besides marks: units, parts by (unit, part) in hundredths, who won in earlier rounds."""

    units: tuple[Unit, ...] = ()
    parts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    held_persons: frozenset[str] = frozenset()
    held_units: frozenset[str] = frozenset()


@dataclass(slots=True)
class Marked:
    """All entries marked: those that count, the tree's leaves, counts by audience, items drawn, faults (counted by kind, the first twenty of each kept)."""

    counted: Columns
    leaves: bytearray = field(default_factory=bytearray)
    entries: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    drawn: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    fault_counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class RoundResult:
    standings: Standings
    figures: dict[str, Figures]
    units: list[UnitRanked]
    winners: list[Won]


def mark_all(
    lines: Iterable[bytes], ground: Ground, *, processes: int = 1, progress: Progress | None = None
) -> Marked:
    """Mark the lines of entries.csv (without header and line ends), in order of participant and attempt."""
    whole = Marked(Columns(tuple(audience.key for audience in ground.rules.audiences), ground.units))
    last: tuple[str, int] = ("", 0)
    for block in graded(lines, ground, processes=processes):
        if block.first[0] and block.first <= last:
            block.faults.append(Fault(block.first[0], str(block.first[1]), "order", last[0]))
        last = block.last if block.last[0] else last
        whole.counted.extend(block.counted)
        whole.leaves += block.leaves
        whole.entries.update(block.entries)
        whole.accepted.update(block.accepted)
        whole.drawn |= block.drawn
        for fault in block.faults:
            whole.fault_counts[fault.code] += 1
            if whole.fault_counts[fault.code] <= KEPT:
                whole.faults.append(fault)
        if progress:
            progress("mark", len(whole.leaves) // 32)
    return whole


def result_of(marked: Marked, ground: Ground, around: Surroundings) -> RoundResult:
    """Ranks, units and prizes of marked entries."""
    rules = ground.rules
    standings = Standings(marked.counted, rules=rules, round_key=ground.round_key, secret=ground.secret)
    units = unit_standings(
        rules,
        units=around.units,
        tallies=tallies(marked.counted, rules=rules, round_key=ground.round_key),
        parts=around.parts,
    )
    won = winners(
        rules,
        persons=lambda audience: _candidates(standings, audience),
        units=units,
        held_persons=around.held_persons,
        held_units=around.held_units,
    )
    figures = standings.figures(entries=dict(marked.entries), accepted=dict(marked.accepted))
    return RoundResult(standings, figures, units, won)


def figures_file(figures: Mapping[str, Figures]) -> bytes:
    """The file figures.json."""
    value = {
        key: {
            "accepted": one.accepted,
            "all_correct": one.all_correct,
            "entries": one.entries,
            "participants": one.participants,
            "target": one.target,
        }
        for key, one in figures.items()
    }
    return canonical(value) + b"\n"


def table_file(header: str, lines: Sequence[bytes]) -> bytes:
    """A CSV file of a header and lines without their ends."""
    return b"\n".join([header.encode("ascii"), *lines]) + b"\n"


def _candidates(standings: Standings, audience: str) -> Iterator[Candidate]:
    for one in standings.ranked(audience):
        yield Candidate(one.rank, one.participant, one.unit, one.points)
