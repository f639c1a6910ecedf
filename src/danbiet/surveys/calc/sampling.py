"""How many to ask, and whom: sample sizes, their share by stratum, the draw that anybody can repeat from its seed."""

from __future__ import annotations

import hashlib
import heapq
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from statistics import NormalDist
from typing import TypeVar

K = TypeVar("K", bound=str)
RESERVE = 5  # one in reserve for so many of the sample: for those who cannot be reached


def yamane(population: int, error: Decimal = Decimal("0.05")) -> int:
    """n = N / (1 + N·e²), rounded up: the ministry's guide 1383/QĐ-BNV (2013). `population` ≥ 1; `error` in (0, 1), 0.05 = 5 %."""
    _population(population)
    _share("error", error)
    return min(population, _up(population / (1 + population * error * error)))


def by_precision(
    population: int,
    *,
    half_width: Decimal,
    level: Decimal = Decimal("0.95"),
    share: Decimal = Decimal("0.5"),
    design_effect: Decimal = Decimal(1),
) -> int:
    """How many answers give a share ± `half_width` (0.03 = 3 points) at `level`, in a population of that size.

    n₀ = deff · z² · p(1 − p) / d², then n₀ / (1 + (n₀ − 1)/N), rounded up (Cochran, Sampling Techniques, 1977, 4.5 and 4.8).
    """
    _population(population)
    for name, value in (("half_width", half_width), ("level", level), ("share", share)):
        _share(name, value)
    if design_effect <= 0:
        raise ValueError("design_effect must be above 0")
    z = Decimal(NormalDist().inv_cdf((1 + float(level)) / 2))
    first = design_effect * z * z * share * (1 - share) / (half_width * half_width)
    return min(population, max(1, _up(first / (1 + (first - 1) / population))))


def allocate(
    total: int, populations: Mapping[K, int], *, at_least: int = 0, spread: Mapping[K, Decimal] | None = None
) -> dict[K, int]:
    """`total` shared among strata in proportion to their population (times `spread`, Neyman's way, where given).

    Largest remainders, ties by name; each stratum gets at least `at_least` and never more than it has, so that the sum may differ
    from `total` only where the strata cannot hold it or the minima exceed it.
    """
    if total < 0 or at_least < 0:
        raise ValueError("nobody can ask less than nobody")
    for count in populations.values():
        if count < 0:
            raise ValueError("a population is below 0")
    given = {key: min(at_least, populations[key]) for key in populations}
    left = total - sum(given.values())
    while left > 0:
        open_strata = {
            key: populations[key] - given[key] for key in populations if populations[key] > given[key]
        }
        if not open_strata:
            break
        weights = {key: Decimal(populations[key]) * (spread[key] if spread else 1) for key in open_strata}
        whole = sum(weights.values())
        if whole == 0:
            weights, whole = {key: Decimal(1) for key in open_strata}, Decimal(len(open_strata))
        exact = {key: left * weights[key] / whole for key in open_strata}
        step = {key: min(int(exact[key]), open_strata[key]) for key in open_strata}
        if not any(step.values()):
            first = sorted(open_strata, key=lambda key: (-exact[key], key))
            step = dict.fromkeys(first[:left], 1)
        for key, more in step.items():
            given[key] += more
        left -= sum(step.values())
    return given


def draw(names: Iterable[str], count: int, *, seed: str, stage: str = "") -> list[str]:
    """`count` of the names by simple random sampling, in the order drawn; all of them where there are fewer.

    A name's place is HMAC-SHA-256(seed, stage, name): the draw does not depend on the order of the list, an added name moves none of
    the others, and whoever goes on down the list finds the replacements. Names are different from each other (ValueError).
    """
    if count < 0:
        raise ValueError("count is below 0")
    key = seed.encode()
    seen: set[str] = set()
    ranked = []
    for name in names:
        if name in seen:
            raise ValueError(f"twice in the list: {name}")
        seen.add(name)
        ranked.append((hmac.digest(key, f"{stage}\x1f{name}".encode(), hashlib.sha256), name))
    return [name for _place, name in heapq.nsmallest(count, ranked)]


def numbers_drawn(population: int, sample: int, *, seed: str, stage: str) -> list[int]:
    """Numbers on a list from 1 to `population`, in the order drawn: `sample` of them, then a reserve of a fifth as many."""
    wanted = sample + sample // RESERVE
    return [
        int(name)
        for name in draw((str(one) for one in range(1, population + 1)), wanted, seed=seed, stage=stage)
    ]


def weight(*shares: tuple[int, int]) -> Decimal:
    """The design weight of somebody drawn in stages: the product of population ÷ sample of every stage."""
    result = Decimal(1)
    for population, sample in shares:
        if sample <= 0 or population < sample:
            raise ValueError(f"{sample} cannot be drawn from {population}")
        result *= Decimal(population) / sample
    return result


def systematic_by_size(sizes: Sequence[tuple[str, int]], count: int, *, seed: str) -> list[tuple[str, int]]:
    """Clusters drawn with a chance in proportion to their size, each with the times it was hit (systematic draw, random start)."""
    total = sum(size for _name, size in sizes)
    if count <= 0 or total <= 0 or any(size < 0 for _name, size in sizes):
        raise ValueError("nothing to draw from")
    digest = hmac.digest(seed.encode(), b"start", hashlib.sha256)
    step = Decimal(total) / count
    point = step * int.from_bytes(digest[:8], "big") / 2**64
    hits: list[tuple[str, int]] = []
    passed = 0
    for name, size in sorted(sizes):
        passed += size
        times = 0
        while point < passed:
            times += 1
            point += step
        if times:
            hits.append((name, times))
    return hits


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody drawn in two stages: cluster with its size, place in the order of the draw, number on the cluster's list, whether only in
    reserve, and the weight: how many people one of the sample stands for."""

    cluster: str
    size: int
    place: int
    number: int
    is_reserve: bool
    weight: Decimal


def in_two_stages(
    sizes: Sequence[tuple[str, int]], sample: int, each: int, *, seed: str, stage: str
) -> list[Drawn]:  # fmt: skip
    """Clusters drawn by their size, then `each` people in them (as often as a cluster was hit), with a reserve after them.

    So many clusters as give `sample` people. Where a cluster holds as many as are wanted, everybody has the same weight N ÷ (clusters ·
    each); where it holds fewer all of it is taken and weighs more. The same seed and list draw the same people.
    """
    if sample < 1 or each < 1:
        raise ValueError("nobody can ask less than one")
    count = -(-sample // each)
    total = sum(size for _name, size in sizes)
    of_size = dict(sizes)
    found = []
    for name, times in systematic_by_size(sizes, count, seed=f"{seed}\x1f{stage}"):
        size = of_size[name]
        wanted = min(size, each * times)
        weight = (Decimal(total) * times / (count * wanted)).quantize(Decimal("0.000001"))
        numbers = numbers_drawn(size, wanted, seed=seed, stage=f"{stage}/{name}")
        found += [
            Drawn(name, size, place, number, place > wanted, weight) for place, number in enumerate(numbers, start=1)
        ]  # fmt: skip
    return found


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_CEILING))


def _population(value: int) -> None:
    if value < 1:
        raise ValueError(f"a population has at least one, not {value}")


def _share(name: str, value: Decimal) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} must be between 0 and 1, not {value}")
