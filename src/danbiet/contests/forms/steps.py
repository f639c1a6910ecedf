"""Between a rule set and the forms of a step: what is shown first, and the rules with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..calc.rules import (
    Audience,
    Block,
    Component,
    OnePrize,
    PaperPlan,
    Part,
    Prediction,
    Prize,
    Round,
    Rules,
    Scoring,
    Step,
    Tier,
    UnitBlock,
    UnitRules,
)
from . import rules as f
from .amounts import hundredths, milliseconds, moment, points
from .limits import LimitsForm

Said = Mapping[str, Any]
Rows = Sequence[Said]


@dataclass(frozen=True, slots=True)
class RuleStep:
    """A step: one form, lists by name, how the rules are shown in them and written back."""

    label: Any
    form: type[forms.Form] | None
    lists: Mapping[str, tuple[type[f.RowForm], Any]]
    show: Callable[[Rules], dict[str, Any]]
    write: Callable[[Rules, Said, Mapping[str, Rows]], Rules]
    choices: Callable[[Rules], dict[str, f.Choices]] = lambda rules: {}


def _general(rules: Rules) -> dict[str, Any]:
    names = (
        "title",
        "seconds",
        "grace_seconds",
        "attempts",
        "counts",
        "at_close",
        "mixed",
        "options_mixed",
        "reveal",
        "freeze_seconds",
    )
    return {"form": {name: getattr(rules, name) for name in names} | {"unique": ",".join(rules.unique)}}


def _write_general(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    return replace(rules, **{**said, "unique": tuple(said["unique"].split(","))})


def _write_audiences(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    rows = tuple(
        Audience(
            row["key"], row["name"], row["min_age"] or 0, row["max_age"] or 0, row["guardian_below"] or 0
        )
        for row in lists["audiences"]
    )
    keys = {row.key for row in rows}
    return replace(
        rules, audiences=rows, papers=tuple(plan for plan in rules.papers if plan.audience in keys)
    )


def _audiences(rules: Rules) -> dict[str, Any]:
    names = ("key", "name", "min_age", "max_age", "guardian_below")
    return {"audiences": [{name: getattr(one, name) for name in names} for one in rules.audiences]}


def _rounds(rules: Rules) -> dict[str, Any]:
    return {
        "rounds": [
            {"key": one.key, "name": one.name, "opens": moment(one.opens), "closes": moment(one.closes)}
            for one in rules.rounds
        ]
    }


def _write_rounds(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    rows = [
        Round(row["key"], row["name"], milliseconds(row["opens"]), milliseconds(row["closes"]))
        for row in lists["rounds"]
    ]
    rows.sort(key=lambda one: one.opens)
    keys = {row.key for row in rows}
    return replace(
        rules, rounds=tuple(rows), papers=tuple(plan for plan in rules.papers if plan.round in keys)
    )


def _papers(rules: Rules) -> dict[str, Any]:
    return {
        "papers": [
            {
                "audience": plan.audience, "round": plan.round, "bank": plan.bank, "section": block.section,
                "level": str(block.level), "count": block.count, "points": points(block.points),
            }
            for plan in rules.papers
            for block in plan.blocks
        ]
    }  # fmt: skip


def _write_papers(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    plans: dict[tuple[str, str, str], list[Block]] = {}
    for row in lists["papers"]:
        block = Block(row["section"], int(row["level"]), row["count"], hundredths(row["points"]))
        plans.setdefault((row["audience"], row["round"], row["bank"]), []).append(block)
    return replace(rules, papers=tuple(PaperPlan(*key, tuple(blocks)) for key, blocks in plans.items()))


def _paper_choices(rules: Rules) -> dict[str, f.Choices]:
    return {
        "audience": [(one.key, one.name) for one in rules.audiences],
        "round": [(one.key, one.name) for one in rules.rounds],
    }


def _scoring(rules: Rules) -> dict[str, Any]:
    scoring, prediction = rules.scoring, rules.prediction
    return {
        "form": {
            "mode": scoring.mode, "penalty": points(scoring.penalty), "floor": scoring.floor, "dropped": rules.dropped,
            "of": prediction.of if prediction else "", "scope": prediction.scope if prediction else "audience",
        },
        "steps": [{"within": one.within, "points": points(one.points)} for one in (prediction.steps if prediction else ())],
    }  # fmt: skip


def _write_scoring(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    steps = tuple(Step(row["within"], hundredths(row["points"])) for row in lists["steps"])
    return replace(
        rules,
        scoring=Scoring(said["mode"], hundredths(said["penalty"]), said["floor"]),
        dropped=said["dropped"],
        prediction=Prediction(said["of"], said["scope"], tuple(sorted(steps, key=lambda one: one.within)))
        if said["of"]
        else None,
    )


def _ranking(rules: Rules) -> dict[str, Any]:
    return {"form": {f"k{number}": key for number, key in enumerate(rules.ranking[:5], start=1)}}


def _write_ranking(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    return replace(rules, ranking=tuple(said[f"k{number}"] for number in range(1, 6) if said[f"k{number}"]))


def _units(rules: Rules) -> dict[str, Any]:
    units = rules.units
    weights = {one.kind: one.weight for one in units.components} if units else {}
    needs = units.needs if units else ()
    return {
        "form": {
            "are_ranked": units is not None,
            **{kind: weights.get(kind) for kind in ("turnout", "average", "perfect")},
        },
        "blocks": [{"key": one.key, "name": one.name} for one in units.blocks] if units else [],
        "parts": [
            {
                "key": one.key,
                "name": one.key,
                "kind": one.kind,
                "weight": one.weight,
                "is_needed": one.key in needs,
            }
            for one in rules.parts
        ],
        "tiers": [{"below": one.below, "percent": one.percent} for one in units.tiers] if units else [],
    }


def _write_units(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    parts = tuple(Part(row["key"], row["kind"], row["weight"]) for row in lists["parts"])
    if not said["are_ranked"]:
        return replace(rules, parts=parts, units=None)
    kinds = [Component(kind, said[kind]) for kind in ("turnout", "average", "perfect") if said[kind]]
    kinds += [
        Component("part", part.weight, part.key) for part in parts if part.kind != "quiz" and part.weight
    ]
    tiers = sorted(
        (Tier(row["below"] or 0, row["percent"]) for row in lists["tiers"]),
        key=lambda one: one.below or 10**9,
    )
    return replace(
        rules,
        parts=parts,
        units=UnitRules(
            tuple(UnitBlock(row["key"], row["name"]) for row in lists["blocks"]),
            tuple(kinds),
            tuple(tiers),
            tuple(row["key"] for row in lists["parts"] if row["is_needed"]),
        ),
    )


def _prizes(rules: Rules) -> dict[str, Any]:
    return {
        "form": {"person": rules.one_prize.person, "unit": rules.one_prize.unit},
        "prizes": [
            {
                "key": one.key,
                "name": one.name,
                "to": one.to,
                "of": one.of,
                "count": one.count,
                "least": points(one.least),
            }
            for one in rules.prizes
        ],
    }


def _write_prizes(rules: Rules, said: Said, lists: Mapping[str, Rows]) -> Rules:
    rows = tuple(
        Prize(row["key"], row["name"], row["to"], row["of"], row["count"], hundredths(row["least"]))
        for row in lists["prizes"]
    )
    return replace(rules, prizes=rows, one_prize=OnePrize(said["person"], said["unit"]))


def _prize_choices(rules: Rules) -> dict[str, f.Choices]:
    groups = [(one.key, one.name) for one in rules.audiences]
    groups += [(one.key, one.name) for one in rules.units.blocks] if rules.units else []
    return {"of": [("", _("each audience or block")), *groups]}


SUSPICIONS = "nghi-van"  # beside the rules: they are public and say what counts, these say what is looked at
STEPS: dict[str, RuleStep] = {
    "chung": RuleStep(_("In general"), f.GeneralForm, {}, _general, _write_general),
    "doi-tuong": RuleStep(
        _("Who takes part"),
        None,
        {"audiences": (f.AudienceRow, _("Audiences"))},
        _audiences,
        _write_audiences,
    ),
    "dot": RuleStep(_("Rounds"), None, {"rounds": (f.RoundRow, _("Rounds"))}, _rounds, _write_rounds),
    "de-thi": RuleStep(
        _("Papers"),
        None,
        {"papers": (f.PaperRow, _("What is drawn"))},
        _papers,
        _write_papers,
        _paper_choices,
    ),
    "cham-diem": RuleStep(
        _("Marks"),
        f.ScoringForm,
        {"steps": (f.StepRow, _("Points for a good prediction"))},
        _scoring,
        _write_scoring,
    ),
    "xep-hang": RuleStep(_("Ranking"), f.RankingForm, {}, _ranking, _write_ranking),
    "don-vi": RuleStep(
        _("Units"),
        f.UnitsRulesForm,
        {
            "blocks": (f.BlockRow, _("Blocks of units")),
            "parts": (f.PartRow, _("Parts of the contest")),
            "tiers": (f.TierRow, _("Least turn-out")),
        },
        _units,
        _write_units,
    ),
    "giai-thuong": RuleStep(
        _("Prizes"),
        f.OnePrizeForm,
        {"prizes": (f.PrizeRow, _("Prizes"))},
        _prizes,
        _write_prizes,
        _prize_choices,
    ),
    SUSPICIONS: RuleStep(_("Suspicions"), LimitsForm, {}, lambda rules: {}, lambda rules, said, lists: rules),
}
