"""The entries that count as columns: forty bytes a participant instead of an object, so that a million fit anywhere."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

PARTICIPANT_SIZE = 10


class Counted(NamedTuple):
    """One entry that counts. Points in hundredths; moments and time in milliseconds; prediction −1 for none; unit "" for none."""

    participant: str
    attempt: int
    audience: str
    unit: str
    points: int
    correct: int
    is_all_correct: bool
    time: int
    arrived: int
    prediction: int


@dataclass(slots=True)
class Columns:
    """Entries that count in ascending order of participant. `audiences` and `units` name what the numbers in the columns stand for."""

    audiences: tuple[str, ...]
    units: tuple[str, ...]
    participant: bytearray = field(default_factory=bytearray)
    attempt: array[int] = field(default_factory=lambda: array("I"))
    audience: array[int] = field(default_factory=lambda: array("B"))
    unit: array[int] = field(default_factory=lambda: array("I"))  # 1 + place in `units`, 0 for none
    points: array[int] = field(default_factory=lambda: array("i"))
    correct: array[int] = field(default_factory=lambda: array("H"))
    all_correct: array[int] = field(default_factory=lambda: array("B"))
    time: array[int] = field(default_factory=lambda: array("I"))
    arrived: array[int] = field(default_factory=lambda: array("q"))
    prediction: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.attempt)

    def append(self, one: Counted) -> None:
        """Add an entry behind the others. ValueError for an audience or unit that is not named."""
        unit = self.units.index(one.unit) + 1 if one.unit else 0
        numbers = one._asdict() | {"audience": self.audiences.index(one.audience), "unit": unit}
        del numbers["participant"]
        numbers["all_correct"] = numbers.pop("is_all_correct")
        self.add_columns(one.participant, **{name: (value,) for name, value in numbers.items()})

    def add_columns(self, participants: str, **columns: Iterable[int]) -> None:
        """Add entries given by column; `participants` are their pseudonyms one behind the other, units are numbers, 0 for none."""
        self.participant += participants.encode("ascii")
        for name, values in columns.items():
            column: array[int] = getattr(self, name)
            column.extend(array(column.typecode, np.asarray(values).tolist()))

    def extend(self, other: Columns) -> None:
        """Add the entries of another table of the same audiences and units."""
        self.participant += other.participant
        for name in (
            "attempt",
            "audience",
            "unit",
            "points",
            "correct",
            "all_correct",
            "time",
            "arrived",
            "prediction",
        ):
            getattr(self, name).extend(getattr(other, name))

    def name(self, place: int) -> str:
        """The participant at a place."""
        return self.participant[place * PARTICIPANT_SIZE : (place + 1) * PARTICIPANT_SIZE].decode("ascii")

    def unit_at(self, place: int) -> str:
        """The unit of the participant at a place, "" for none."""
        number = self.unit[place]
        return self.units[number - 1] if number else ""

    def at(self, place: int) -> Counted:
        """The entry at a place."""
        return Counted(
            self.name(place),
            self.attempt[place],
            self.audiences[self.audience[place]],
            self.unit_at(place),
            self.points[place],
            self.correct[place],
            bool(self.all_correct[place]),
            self.time[place],
            self.arrived[place],
            self.prediction[place],
        )

    def __iter__(self) -> Iterator[Counted]:
        return (self.at(place) for place in range(len(self)))
