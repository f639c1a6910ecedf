"""Answers of the demonstration's surveys: invented, the same every time; a unit's level follows its index."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from danbiet.surveys.calc.taking import Answered, Stratum

from .indices import quality

FIELD_2020 = (date(2020, 11, 2), date(2020, 12, 15))
FIELD_2021 = (date(2021, 11, 15), date(2021, 12, 31))
PUBLISHED = date(2020, 12, 28)
DECISION = "Quyết định 1204/QĐ-SNV ngày 28/12/2020 (minh họa)"
# Asked before the year's plan and after most of it: what people know (invented).
POLLS = (
    ("Thăm dò mức độ biết đến cải cách hành chính, đầu năm 2021", (date(2021, 1, 4), date(2021, 1, 22)), date(2021, 1, 29), (0.41, 0.33, 0.29)),
    ("Thăm dò mức độ biết đến cải cách hành chính, tháng 11 năm 2021", (date(2021, 11, 1), date(2021, 11, 19)), date(2021, 11, 26), (0.57, 0.49, 0.46)),
)  # fmt: skip
POLLED = 400
PLACES = (("Thành thị", 300_000), ("Nông thôn", 620_000))  # grown-ups, about
FACTOR_SHIFT = {"access": 0.0, "procedures": -0.01, "staff": 0.02, "results": 0.01, "feedback": -0.05}
FEW_VISITORS = ("thanh tra", "dân tộc")  # hardly anybody comes there, and nobody to complain
SELDOM_MET = (20, 22)  # questions few people of such a unit can say anything of
ON_LINE = (
    "tư pháp",
    "xây dựng",
    "tài nguyên",
    "y tế",
    "giao thông",
)  # with a stratum of files sent in on-line


def is_small(name: str) -> bool:
    return any(word in name.lower() for word in FEW_VISITORS)


def strata_of(code: str, name: str, year: int) -> list[tuple[str, int]]:
    """(stratum, people who had to do with the unit) of a year."""
    dice = random.Random(f"giao dịch {code} {year}")  # noqa: S311 - invented figures, the same every time
    if is_small(name):
        return [("", dice.randint(80, 120))]
    total = round(dice.choice([700, 1200, 2500, 4000, 9000, 15_000]) * dice.uniform(0.8, 1.2))
    if not any(word in name.lower() for word in ON_LINE):
        return [("", total)]
    far = round(total * dice.uniform(0.2, 0.4))
    return [("Nộp trực tiếp", total - far), ("Nộp trực tuyến", far)]


def reached(sample: int, share: float, key: str, year: int) -> int:
    """How many of a sample have answered: about `share`, more here, fewer there."""
    dice = random.Random(f"tiến độ {key} {year}")  # noqa: S311 - as above
    return min(sample, round(sample * share * dice.uniform(0.8, 1.06)))


def answers_of(
    row: Stratum, factors: Sequence[str], count: int, *, year: int, first: date, last: date
) -> Iterator[Answered]:
    """`count` people's answers to questions of these factors, on days from `first` to `last`."""
    dice = random.Random(f"{row.key}/{year}")  # noqa: S311 - as above
    level = quality(row.code, year)
    for _person in range(count):
        mood = dice.gauss(0.0, 0.12)
        told = tuple(
            _answer(
                dice, level + mood + FACTOR_SHIFT[factor], seldom=is_small(row.name) and number in SELDOM_MET
            )
            for number, factor in enumerate(factors, start=1)
        )
        if dice.random() < 0.015:
            told = (4,) * len(told)  # somebody in a hurry
        if not any(told):
            continue
        seconds = round(max(25.0, dice.lognormvariate(5.6, 0.45)))
        day = first + timedelta(days=dice.randint(0, (last - first).days))
        yield Answered(row.pk, "", None, told, day, seconds)


def knowing(
    row: Stratum, count: int, known: Sequence[float], *, first: date, last: date
) -> Iterator[Answered]:
    """`count` people's answers to a poll; `known`: the share who know each thing well, in towns a little more."""
    dice = random.Random(f"{row.key}/{first}")  # noqa: S311 - as above
    shift = 0.06 if row.stratum == PLACES[0][0] else -0.03
    for _person in range(count):
        told = tuple(_answer(dice, share + shift + dice.gauss(0.0, 0.05), seldom=False) for share in known)
        if any(told):
            day = first + timedelta(days=dice.randint(0, (last - first).days))
            yield Answered(row.pk, "", None, told, day, round(max(12.0, dice.lognormvariate(3.7, 0.4))))


def _answer(dice: random.Random, good: float, *, seldom: bool) -> int | None:
    at = dice.random()
    if at < (0.85 if seldom else 0.03):
        return 0
    if at > 0.985:
        return None
    if dice.random() < good:
        return 5 if dice.random() < 0.35 else 4
    return dice.choices((3, 2, 1), (7, 2, 1))[0]
