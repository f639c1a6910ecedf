"""How a component turns figures into points. A rule is data: `bands 100:1; 90:ratio; 0:0` is written by an administrator, not by us."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

Kind = Literal["yes_no", "manual", "count", "deduct", "ratio", "bands"]
KINDS: tuple[Kind, ...] = ("yes_no", "manual", "count", "deduct", "ratio", "bands")
PLACES = Decimal(
    "0.01"
)  # points of a component are rounded half up to two decimals, once; sums of printed points are exact
HUNDRED = Decimal(100)
PROPORTIONAL = ("ratio", "tỷ lệ", "tỉ lệ", "ty le")


class RuleRefused(ValueError):
    """A rule that cannot be meant: `fault` names why, `value` what was written."""

    def __init__(self, fault: str, value: str = "") -> None:
        super().__init__(f"{fault}: {value}" if value else fault)
        self.fault, self.value = fault, value


class FiguresRefused(ValueError):
    """Figures that give no points: `fault` is one of missing, negative, no_denominator, above_maximum, above_whole."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Band:
    """From this per cent on (inclusive), so many points; None: the share of the maximum that the per cent is."""

    at_least: Decimal
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Rule:
    """`each`: points for one thing (count), taken off for one (deduct); `floor`: below this per cent nothing (ratio)."""

    kind: Kind
    each: Decimal | None = None
    floor: Decimal = Decimal(0)
    bands: tuple[Band, ...] = ()

    def data(self) -> dict[str, Any]:
        """As kept in JSON; numbers as text."""
        found: dict[str, Any] = {"kind": self.kind}
        if self.each is not None:
            found["each"] = str(self.each)
        if self.floor:
            found["floor"] = str(self.floor)
        if self.bands:
            found["bands"] = [
                [str(band.at_least), None if band.points is None else str(band.points)] for band in self.bands
            ]
        return found


@dataclass(frozen=True, slots=True)
class Figures:
    """What a unit says of a component: a part of a whole, or a number alone (per cent for ratio and bands), or yes and no, or points
    given by hand. None: not said."""

    part: Decimal | None = None
    whole: Decimal | None = None
    number: Decimal | None = None
    answer: bool | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points with the per cent they came from (where there is one) and the band that applied."""

    points: Decimal
    percent: Decimal | None = None
    band: Band | None = None


def rule_of(data: Mapping[str, Any], *, maximum: Decimal) -> Rule:
    """The rule kept as JSON, checked against the component's maximum; RuleRefused."""
    kind = data.get("kind")
    if kind not in KINDS:
        raise RuleRefused("unknown_kind", str(kind))
    each = Decimal(data["each"]) if data.get("each") is not None else None
    bands = tuple(
        Band(Decimal(start), None if points is None else Decimal(points))
        for start, points in data.get("bands", ())
    )
    return checked(Rule(kind, each, Decimal(data.get("floor", 0)), bands), maximum=maximum)


def checked(rule: Rule, *, maximum: Decimal) -> Rule:
    """The rule itself, when it can be applied to a component of that maximum; RuleRefused."""
    if rule.kind in ("count", "deduct") and (rule.each is None or not 0 < rule.each <= maximum):
        raise RuleRefused("each_out_of_range", str(rule.each or ""))
    if not 0 <= rule.floor <= HUNDRED:
        raise RuleRefused("floor_out_of_range", str(rule.floor))
    if rule.kind == "bands":
        if not rule.bands:
            raise RuleRefused("no_bands")
        starts = [band.at_least for band in rule.bands]
        if sorted(set(starts), reverse=True) != starts:
            raise RuleRefused("bands_out_of_order", "; ".join(map(str, starts)))
        for band in rule.bands:
            if band.at_least < 0:
                raise RuleRefused("band_below_zero", str(band.at_least))
            if band.points is not None and not 0 <= band.points <= maximum:
                raise RuleRefused("band_above_maximum", str(band.points))
    return rule


def parse(kind: Kind, text: str, *, maximum: Decimal) -> Rule:
    """The rule as a workbook writes it: nothing, "0,25" (count, deduct), "50" (floor of a ratio), "100: 1; 90: tỷ lệ; 0: 0" (bands)."""
    written = text.strip()
    if kind == "bands":
        return checked(Rule(kind, bands=tuple(_bands(written))), maximum=maximum)
    number = _number(written) if written else None
    if kind in ("count", "deduct"):
        return checked(Rule(kind, each=number), maximum=maximum)
    if kind == "ratio":
        return checked(Rule(kind, floor=number or Decimal(0)), maximum=maximum)
    if number is not None:
        raise RuleRefused("no_parameter_here", written)
    return Rule(kind)


def written(rule: Rule) -> str:
    """The parameter as `parse` reads it."""
    if rule.kind == "bands":
        return "; ".join(
            f"{_said(band.at_least)}: {'tỷ lệ' if band.points is None else _said(band.points)}"
            for band in rule.bands
        )
    if rule.each is not None:
        return _said(rule.each)
    return _said(rule.floor) if rule.floor else ""


def _bands(text: str) -> list[Band]:
    found = []
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        start, colon, points = part.partition(":")
        if not colon:
            raise RuleRefused("band_without_colon", part.strip())
        is_ratio = points.strip().casefold() in PROPORTIONAL
        found.append(
            Band(_number(start.strip().rstrip("%").strip()), None if is_ratio else _number(points.strip()))
        )
    return found


def _number(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?", text):
        raise RuleRefused("not_a_number", text)
    return Decimal(text.replace(",", "."))


def _said(value: Decimal) -> str:
    whole = f"{value:f}"
    return (whole.rstrip("0").rstrip(".") if "." in whole else whole).replace(".", ",")


def percent_of(figures: Figures) -> Decimal:
    """The per cent that figures stand for, exact; FiguresRefused. A part above its whole is refused: it is a slip of the pen."""
    if figures.number is not None and figures.part is None and figures.whole is None:
        if figures.number < 0:
            raise FiguresRefused("negative")
        return figures.number
    if figures.part is None or figures.whole is None:
        raise FiguresRefused("missing")
    if figures.part < 0 or figures.whole < 0:
        raise FiguresRefused("negative")
    if figures.whole == 0:
        raise FiguresRefused("no_denominator")
    if figures.part > figures.whole:
        raise FiguresRefused("above_whole")
    return figures.part / figures.whole * HUNDRED


def score(rule: Rule, figures: Figures, *, maximum: Decimal) -> Points:
    """The points of figures under a rule, from 0 to the maximum, rounded half up to two decimals. FiguresRefused says what is amiss."""
    if rule.kind == "manual":
        return Points(_given(figures.points, maximum))
    if rule.kind == "yes_no":
        if figures.answer is None:
            raise FiguresRefused("missing")
        return Points(rounded(maximum) if figures.answer else Decimal("0.00"))
    if rule.kind in ("count", "deduct"):
        if figures.number is None:
            raise FiguresRefused("missing")
        if figures.number < 0:
            raise FiguresRefused("negative")
        earned = (rule.each or Decimal(0)) * figures.number
        return Points(
            rounded(min(maximum, earned) if rule.kind == "count" else max(Decimal(0), maximum - earned))
        )
    percent = percent_of(figures)
    if rule.kind == "ratio":
        share = Decimal(0) if percent < rule.floor else min(percent, HUNDRED) / HUNDRED
        return Points(rounded(share * maximum), percent)
    band = next((band for band in rule.bands if percent >= band.at_least), None)
    if band is None:
        return Points(Decimal("0.00"), percent)
    if band.points is None:
        return Points(rounded(min(percent, HUNDRED) / HUNDRED * maximum), percent, band)
    return Points(rounded(band.points), percent, band)


def _given(points: Decimal | None, maximum: Decimal) -> Decimal:
    if points is None:
        raise FiguresRefused("missing")
    if points < 0:
        raise FiguresRefused("negative")
    if points > maximum:
        raise FiguresRefused("above_maximum")
    return rounded(points)


def rounded(value: Decimal) -> Decimal:
    """Half up to two decimals."""
    return value.quantize(PLACES, rounding=ROUND_HALF_UP)
