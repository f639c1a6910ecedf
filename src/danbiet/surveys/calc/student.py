"""Student's t distribution, for intervals of small samples; the one thing of a statistics library that is needed here (ADR 0030)."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_LARGE = 1e7  # degrees of freedom from which the normal distribution agrees to nine decimals


def two_sided_p(t: float, df: float) -> float:
    """The chance of a value at least as far from 0 as `t`, with `df` > 0 degrees of freedom (may be infinite)."""
    if df <= 0:
        raise ValueError(f"degrees of freedom must be above 0, not {df}")
    if math.isinf(t):
        return 0.0
    if df > _LARGE:
        return 2.0 * (1.0 - NormalDist().cdf(abs(t)))
    return _beta_share(df / 2.0, 0.5, df / (df + t * t))


@lru_cache(maxsize=4096)
def two_sided_quantile(level: float, df: float) -> float:
    """The t with the share `level` of the distribution between −t and t: 0.95 and 10 give 2.2281. `level` in (0, 1)."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must be between 0 and 1, not {level}")
    if df <= 0:
        raise ValueError(f"degrees of freedom must be above 0, not {df}")
    if df > _LARGE:
        return NormalDist().inv_cdf((1.0 + level) / 2.0)
    low, high = 0.0, 2.0
    while two_sided_p(high, df) > 1.0 - level:
        low, high = high, high * 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        if two_sided_p(middle, df) > 1.0 - level:
            low = middle
        else:
            high = middle
        if high - low <= 1e-14 * high:
            break
    return (low + high) / 2.0


def _beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function (Abramowitz and Stegun 26.5.8, by Lentz's continued fraction)."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1.0))
    value = d
    for step in range(1, 20_000):
        for term in (
            step * (b - step) * x / ((a + 2 * step - 1.0) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1.0)),
        ):
            d = 1.0 / _away(1.0 + term * d)
            c = _away(1.0 + term / c)
            change = c * d
            value *= change
        if abs(change - 1.0) < 1e-15:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
