"""The published standings of a round as files: pages of fifty, an index to find a pseudonym, units, winners.

A folder `<kind>-<number>` (provisional or final) holds `summary.json`, `units.json`, `winners.json` (final ones) and for each audience
`<audience>/page-0001.json …` and `<audience>/index.bin`. It is written under another name and renamed: a reader never sees half of one.
Points are whole hundredths, moments and times milliseconds, turn-out, average and score ten-thousandths of a percent or point.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any

from .canonical import KEY, PARTICIPANT
from .columns import PARTICIPANT_SIZE
from .prediction import NO_PREDICTION
from .ranking import Ranked, Standings
from .round_result import RoundResult
from .rules import Rules
from .tallies import tallies
from .units import half_up

PER_PAGE = 50
FOLDER = re.compile(r"(provisional|final)-(\d{1,9})")
_RECORD = PARTICIPANT_SIZE + 4  # pseudonym, then its place from 0 in the order of the pages, big-endian
_NOWHERE = (1 << 32) - 1


class NoSuchPage(LookupError):
    """An audience, a page or a file that these standings do not have."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the standings say of themselves. `hides_ranks`: counts and turn-out only, because the round is open and results come after it."""

    rules: Rules
    round_key: str
    made_at: int
    is_final: bool = False
    is_frozen: bool = False
    hides_ranks: bool = False
    unit_names: Mapping[str, str] | None = None


def write(folder: Path, result: RoundResult, told: Telling) -> None:
    """Write the standings as `folder`, which must not exist yet (FileExistsError). Memory: four bytes an entry beside the result."""
    if folder.exists():
        raise FileExistsError(folder)
    making = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        audiences = {}
        for key, figures in result.figures.items():
            rows = 0 if told.hides_ranks else figures.participants
            audiences[key] = {
                "participants": figures.participants,
                "entries": figures.entries,
                "all_correct": None if told.hides_ranks else figures.all_correct,
                "target": None if told.hides_ranks else figures.target,
                "rows": rows,
                "pages": -(-rows // PER_PAGE),
            }
            if rows:
                _write_audience(making / key, key, result.standings, told)
        _put(making / "units.json", {"blocks": _blocks(result, told)})
        if told.is_final:
            _put(making / "winners.json", {"winners": _winners(result, told)})
        summary = {
            "contest": told.rules.contest,
            "round": told.round_key,
            "made_at": told.made_at,
            "is_final": told.is_final,
            "is_frozen": told.is_frozen,
            "has_ranks": not told.hides_ranks,
            "audiences": audiences,
        }
        _put(making / "summary.json", summary)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def newest(round_folder: Path) -> Path | None:
    """The standings to show of a round: the last final ones, else the last provisional ones, None before there are any."""
    found = [
        (match[1] == "final", int(match[2]), path)
        for path in _listed(round_folder)
        if (match := FOLDER.fullmatch(path.name))
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def summary(folder: Path) -> dict[str, Any]:
    """made_at, is_frozen, is_final, has_ranks and, by audience, participants, entries, all_correct, target, rows, pages."""
    return _get(folder / "summary.json")


def units(folder: Path) -> dict[str, Any]:
    """{"blocks": [{key, name, units: [{rank, unit, name, participants, headcount, turnout, average, score, status}]}]}, ranked ones first.

    rank, average and score are None while ranks are hidden; status is then "open".
    """
    return _get(folder / "units.json")


def winners(folder: Path) -> list[dict[str, Any]]:
    """prize, name, to ("person" or "unit"), of, of_name, winner, winner_name ("" for persons), shared; [] in provisional standings."""
    try:
        return list(_get(folder / "winners.json")["winners"])
    except NoSuchPage:
        return []


def page(folder: Path, audience: str, number: int) -> list[dict[str, Any]]:
    """The rows of a page, from 1: rank, code, unit, points, correct, total, time_ms, arrived_ms, prediction, distance, attempt, shared."""
    if not KEY.fullmatch(audience) or number < 1:
        raise NoSuchPage(f"{audience} {number}")
    return list(_get(_page_path(folder / audience, number))["rows"])


def place_of(folder: Path, audience: str, code: str) -> int | None:
    """Where a pseudonym stands in the order of the pages, from 0; None when it is not there. Page: 1 + place // PER_PAGE."""
    if not KEY.fullmatch(audience) or not PARTICIPANT.fullmatch(code):
        return None
    wanted = code.encode("ascii")
    try:
        file = (folder / audience / "index.bin").open("rb")
    except FileNotFoundError:
        return None
    with file:
        low, high = 0, file.seek(0, os.SEEK_END) // _RECORD
        while low < high:
            middle = (low + high) // 2
            file.seek(middle * _RECORD)
            record = file.read(_RECORD)
            if record[:PARTICIPANT_SIZE] == wanted:
                return int.from_bytes(record[PARTICIPANT_SIZE:], "big")
            if record[:PARTICIPANT_SIZE] < wanted:
                low = middle + 1
            else:
                high = middle
    return None


def around(folder: Path, audience: str, code: str, reach: int = 5) -> list[dict[str, Any]]:
    """The row of a pseudonym with up to `reach` rows before and after it, in order; [] when it is not there."""
    place = place_of(folder, audience, code)
    if place is None:
        return []
    first = max(0, place - reach)
    rows: list[dict[str, Any]] = []
    for number in range(first // PER_PAGE, (place + reach) // PER_PAGE + 1):
        try:
            rows += page(folder, audience, number + 1)
        except NoSuchPage:
            break  # behind the last one
    skipped = first - first // PER_PAGE * PER_PAGE
    return rows[skipped : skipped + place - first + reach + 1]


def _write_audience(folder: Path, audience: str, standings: Standings, told: Telling) -> None:
    """Pages in order of rank; the index in that of pseudonyms, which is the order of the columns."""
    folder.mkdir()
    plan = told.rules.plan_of(audience, told.round_key)
    total = plan.length if plan else 0
    rows = _rows(standings.ranked(audience), total)
    for number in range(1, -(-standings.participants[audience] // PER_PAGE) + 1):
        _put(_page_path(folder, number), {"rows": list(islice(rows, PER_PAGE))})
    where = array("I", [_NOWHERE]) * len(standings.counted)
    for number, (_rank, place) in enumerate(standings.places(audience)):
        where[place] = number
    with (folder / "index.bin").open("wb") as file:
        for place, number in enumerate(where):
            if number != _NOWHERE:
                name = standings.counted.participant[
                    place * PARTICIPANT_SIZE : (place + 1) * PARTICIPANT_SIZE
                ]
                file.write(name + number.to_bytes(4, "big"))


def _rows(ranked: Iterator[Ranked], total: int) -> Iterator[dict[str, Any]]:
    before = 0
    for one, following in pairwise(chain(ranked, [None])):
        if one is None:
            continue
        yield {
            "rank": one.rank,
            "code": one.participant,
            "unit": one.unit,
            "points": one.points,
            "correct": one.correct,
            "total": total,
            "time_ms": one.time,
            "arrived_ms": one.arrived,
            "prediction": None if one.prediction == NO_PREDICTION else one.prediction,
            "distance": one.distance,
            "attempt": one.attempt,
            "shared": one.rank == before or (following is not None and following.rank == one.rank),
        }
        before = one.rank


def _blocks(result: RoundResult, told: Telling) -> list[dict[str, Any]]:
    names, rules = told.unit_names or {}, told.rules
    if rules.units is None:
        return []
    done = tallies(result.standings.counted, rules=rules, round_key=told.round_key)
    found = []
    for block in rules.units.blocks:
        here: list[dict[str, Any]] = []
        for one in result.units:
            if one.block != block.key:
                continue
            tally = done.get(one.unit)
            average = half_up(100 * tally.quality / tally.participants) if tally else 0
            here.append(
                {
                    "rank": None if told.hides_ranks else one.rank,
                    "unit": one.unit,
                    "name": names.get(one.unit, one.unit),
                    "participants": one.participants,
                    "headcount": one.headcount,
                    "turnout": one.turnout,
                    "average": None if told.hides_ranks else average,
                    "score": None if told.hides_ranks else one.score,
                    "status": "open" if told.hides_ranks else one.status,
                }
            )
        if told.hides_ranks:  # the order would tell the ranks
            here.sort(key=lambda one: (-one["turnout"], -one["participants"], one["unit"]))
        found.append({"key": block.key, "name": block.name, "units": here})
    return found


def _winners(result: RoundResult, told: Telling) -> list[dict[str, Any]]:
    rules = told.rules
    prizes = {prize.key: prize for prize in rules.prizes}
    groups = {one.key: one.name for one in rules.audiences}
    blocks = {one.key: one.name for one in rules.units.blocks} if rules.units else {}
    found = []
    for one in result.winners:
        prize = prizes[one.prize]
        is_unit = prize.to == "unit"
        found.append(
            {
                "prize": one.prize,
                "name": prize.name,
                "to": prize.to,
                "of": one.of,
                "of_name": (blocks if is_unit else groups).get(one.of, one.of),
                "winner": one.winner,
                "winner_name": (told.unit_names or {}).get(one.winner, one.winner) if is_unit else "",
                "shared": one.is_shared,
            }
        )
    return found


def _page_path(folder: Path, number: int) -> Path:
    return folder / f"page-{number:04d}.json"


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []


def _put(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _get(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoSuchPage(path.name) from error
