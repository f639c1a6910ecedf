"""What a decision says, as plain values: the figures of an edition (calc.published) with what a document needs around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from danbiet.exports.render import OfficialHead
from danbiet.kit.text import viet_number

from ..calc.criteria import Tree
from ..calc.results import Grade
from ..calc.rules import Rule

SOURCES = {"council": "Hội đồng", "appraised": "Thẩm định"}


@dataclass(frozen=True, slots=True)
class Said:
    """`figures` are those of `calc.published`: decimals, or text where they were kept. `as_of`: the day of a draft's figures, None
    for what was published. `authority`: whose power the decision rests on; `proposer`: who proposes it."""

    head: OfficialHead
    authority: str
    proposer: str
    edition: str
    year: int
    criteria_set: str
    source: str
    units_on: date
    as_of: date | None
    is_demonstration: bool
    tree: Tree
    grades: tuple[Grade, ...]
    figures: Mapping[str, Any]

    @property
    def groups(self) -> list[Mapping[str, Any]]:
        return list(self.figures["groups"])

    @property
    def unit_count(self) -> int:
        return sum(len(group["units"]) for group in self.groups)

    def name_of(self, number: str) -> str:
        return next((row["name"] for row in self.figures["criteria"] if row["number"] == number), "")


@dataclass(frozen=True, slots=True)
class Freed:
    """A row a unit was exempted from."""

    unit: str
    number: str
    criterion: str
    reason: str
    formula: str


@dataclass(frozen=True, slots=True)
class Overridden:
    """Points that were decided otherwise than the unit or the rule had it. `figure` in words ("80 %"), `rule` in words; `before`
    None: not kept in figures published by earlier versions."""

    unit: str
    number: str
    criterion: str
    figure: str
    rule: str
    before: Decimal | None
    points: Decimal
    who: str
    reason: str


def number(value: Any) -> Decimal | None:
    """A figure as a number, whichever way it was kept."""
    return None if value is None else Decimal(str(value))


def points(value: Any) -> str:
    """Two decimals, or a dash."""
    found = number(value)
    return "–" if found is None else viet_number(found, 2)


def domains_in(said: Said) -> list[Mapping[str, Any]]:
    """The domains of the set in order."""
    return [row for row in said.figures["criteria"] if "." not in row["number"]]


def formula_of(unit: Mapping[str, Any]) -> str:
    """As it is printed: 82,45 ÷ 97,5 × 100 = 84,56."""
    whole = number(unit["maximum"]) or Decimal(0)
    return f"{points(unit['points'])} ÷ {viet_number(whole)} × 100 = {points(unit['index'])}"


def exempted_in(said: Said) -> Iterator[Freed]:
    """Every exemption, unit by unit in the order of the ranking, with the formula it leads to."""
    for group in said.groups:
        for unit in group["units"]:
            for each in unit["exempted"]:
                yield Freed(
                    unit["name"], each["number"], said.name_of(each["number"]), each["reason"], formula_of(unit)
                )  # fmt: skip


def overridden_in(said: Said) -> Iterator[Overridden]:
    """Every component whose points somebody decided otherwise, with the reason."""
    rules = {leaf.number: leaf.rule for leaf in said.tree.leaves}
    for group in said.groups:
        for unit in group["units"]:
            for part in unit["components"]:
                if not part.get("reason"):
                    continue
                percent = number(part.get("figure_percent"))
                rule = rules.get(part["number"])
                yield Overridden(
                    unit["name"], part["number"], said.name_of(part["number"]),
                    "" if percent is None else f"{viet_number(percent.quantize(Decimal('0.01')).normalize())} %",
                    rule_words(rule) if rule else "", number(part.get("said")), number(part["points"]) or Decimal(0),
                    SOURCES.get(str(part["source"]), ""), part["reason"],
                )  # fmt: skip


def rule_words(rule: Rule) -> str:
    """A rule as a decision prints it; "" where points are a matter of judgement."""
    if rule.kind == "yes_no":
        return "đạt: điểm tối đa"
    if rule.kind in ("count", "deduct"):
        sign = "mỗi nội dung cộng" if rule.kind == "count" else "mỗi trường hợp trừ"
        return f"{sign} {viet_number(rule.each or 0)} điểm"
    if rule.kind == "ratio":
        return "theo tỷ lệ" + (f", dưới {viet_number(rule.floor)} %: 0 điểm" if rule.floor else "")
    return "; ".join(_band_words(rule, place) for place in range(len(rule.bands)))


def _band_words(rule: Rule, place: int) -> str:
    band = rule.bands[place]
    what = "theo tỷ lệ" if band.points is None else f"{viet_number(band.points)} điểm"
    if not band.at_least and place:
        return f"dưới {viet_number(rule.bands[place - 1].at_least)} %: {what}"
    above = "" if band.at_least >= 100 else "từ "
    return f"{above}{viet_number(band.at_least)} %: {what}"
