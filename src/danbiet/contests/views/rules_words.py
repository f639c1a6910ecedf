"""Sealed rules in plain words: who, when, how often, what counts, who wins. Every sentence follows from a value of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..calc.rules import Audience, PaperPlan, Prize, Rules
from ..enums import EntryWay
from . import public_words as say

LEVELS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences. `is_ordered`: they are steps, one after the other."""

    key: str
    title: str
    sentences: Sequence[str]
    is_ordered: bool = False
    after: str = ""


def in_words(rules: Rules, *, ways: Mapping[str, str]) -> list[Section]:
    """The rules, section by section; `ways` says by audience how one comes in (EntryWay)."""
    sections = [
        Section("doi-tuong", _("Who may take part"), list(_who(rules, ways))),
        Section("de-thi", _("The paper"), list(_paper(rules))),
        Section("luot-thi", _("Attempts and time"), list(_attempts(rules))),
        Section("cham-diem", _("Points"), list(_points(rules))),
        Section("du-doan", _("Prediction"), list(_prediction(rules))),
        Section("xep-hang", _("How persons are ranked"), list(_ranking(rules)), is_ordered=True, after=_ties(rules)),
        Section("don-vi", _("How units are ranked"), list(_units(rules))),
        Section("giai-thuong", _("Prizes"), list(_prizes(rules))),
    ]  # fmt: skip
    return [one for one in sections if one.sentences]


def _who(rules: Rules, ways: Mapping[str, str]) -> Iterator[str]:
    for one in rules.audiences:
        said = one.name
        if age := _ages(one):
            said += f" ({age})"
        if ways.get(one.key) == EntryWay.ACCOUNT:
            said += ". " + _("They come in with their official's account; one account is one person.")
        if ways.get(one.key) == EntryWay.OIDC:
            said += ". " + _("They sign in at a provider of identity; whoever it names is one person.")
        if one.guardian_below:
            said += ". " + _("Below %(age)s years a parent or guardian has to agree.") % {
                "age": one.guardian_below
            }
        yield said
    if any(ways.get(one.key, EntryWay.OPEN) == EntryWay.OPEN for one in rules.audiences):
        facts = {
            "name": _("name"), "birth": _("date of birth"), "phone": _("telephone number"), "email": _("mail address"),
            "unit": pgettext("contest", "unit"),
        }  # fmt: skip
        named = ", ".join(facts[fact] for fact in rules.unique)
        yield _("One person takes part once: whoever gives the same %(facts)s again is the same person.") % {
            "facts": named
        }


def _ages(one: Audience) -> str:
    if one.min_age and one.max_age:
        return _("from %(least)s to %(most)s years") % {"least": one.min_age, "most": one.max_age}
    if one.min_age:
        return _("from %(least)s years") % {"least": one.min_age}
    return _("up to %(most)s years") % {"most": one.max_age} if one.max_age else ""


def _paper(rules: Rules) -> Iterator[str]:
    for audience, plans in _alike(rules):
        who = f"{audience}: " if audience else ""
        for rounds, plan in plans:
            where = f" ({rounds})" if rounds else ""
            yield f"{who}{_plan(plan)}{where}"
    if rules.mixed or rules.options_mixed:
        yield _(
            "Everybody gets another paper, drawn by lot from a secret that was sealed before the contest."
        )
    if rules.prediction is not None:
        yield _("At the end there is a question of prediction.")


def _alike(rules: Rules) -> Iterator[tuple[str, list[tuple[str, PaperPlan]]]]:
    """Audiences with their papers; rounds are named only where papers differ, audiences only where there are several."""
    many = len(rules.audiences) > 1
    for one in rules.audiences:
        plans = [plan for plan in rules.papers if plan.audience == one.key]
        if not plans:
            continue
        first = plans[0]
        # Which bank a paper is drawn from differs from week to week and says nothing to who takes part.
        if all(plan.blocks == first.blocks for plan in plans) and len(plans) == len(rules.rounds):
            yield (one.name if many else ""), [("", first)]
        else:
            yield (one.name if many else ""), [(rules.round_of(plan.round).name, plan) for plan in plans]


def _plan(plan: PaperPlan) -> str:
    each = {block.points for block in plan.blocks}
    if len(each) == 1:
        return _("%(count)s questions, %(points)s points each, at most %(most)s points") % {
            "count": plan.length, "points": say.points(each.pop()), "most": say.points(plan.most_points),
        }  # fmt: skip
    parts = [
        _("%(count)s questions of %(points)s points") % {"count": block.count, "points": say.points(block.points)}
        for block in plan.blocks
    ]  # fmt: skip
    return _("%(count)s questions (%(parts)s), at most %(most)s points") % {
        "count": plan.length, "parts": ", ".join(parts), "most": say.points(plan.most_points),
    }  # fmt: skip


def _attempts(rules: Rules) -> Iterator[str]:
    yield _(
        "Time for an attempt: %(span)s. The server's clock counts, also while the connection is lost."
    ) % {"span": say.span(rules.seconds)}
    if rules.grace_seconds:
        yield _("What arrives at most %(span)s after that still counts.") % {
            "span": say.span(rules.grace_seconds)
        }
    if rules.at_close == "finish":
        yield _("Whoever has begun before the round closes may use the whole time.")
    else:
        yield _("When the round closes every attempt ends.")
    if rules.attempts == 1:
        yield _("One attempt in each round.")
        return
    yield (
        _("%(count)s attempts in each round.") % {"count": rules.attempts}
        if rules.attempts
        else _("As many attempts in each round as one likes.")
    )
    yield {
        "best": _(
            "The best one counts: most points; if equal, most right answers; if still equal, the quickest."
        ),
        "first": _("The first one counts."),
        "last": _("The last one counts."),
    }[rules.counts]


def _points(rules: Rules) -> Iterator[str]:
    scoring = rules.scoring
    if scoring.mode == "all_or_nothing":
        yield _("Only whoever has every answer right gets points.")
    else:
        yield _("Every right answer gives its points; a question left out gives none.")
        if scoring.penalty:
            yield _("A wrong answer takes %(points)s points off.") % {"points": say.points(scoring.penalty)}
            if scoring.floor:
                yield _("A paper never gives less than 0 points.")
    yield _("Where several options are right, all of them and no other have to be chosen.")
    yield (
        _("A question that has to be dropped counts as right for everybody.")
        if rules.dropped == "credit"
        else _("A question that has to be dropped counts for nobody.")
    )
    if rules.freeze_seconds:
        yield _("The standings stop %(span)s before a round closes; entries go on being counted.") % {
            "span": say.span(rules.freeze_seconds)
        }
    if rules.reveal == "after_close":
        yield _("Right answers and ranks are published when the round has closed.")


def _prediction(rules: Rules) -> Iterator[str]:
    asked = rules.prediction
    if asked is None:
        return
    among = _("of the whole round") if asked.scope == "round" else _("of one's own group")
    yield {
        "all_correct": _("One guesses how many participants %(among)s have every answer right."),
        "participants": _("One guesses how many participants %(among)s there will be."),
    }[asked.of] % {"among": among}
    for step in asked.steps:
        yield (
            _("Exactly right: %(points)s points more.")
            if step.within == 0
            else _("Off by at most %(within)s: %(points)s points more.")
        ) % {"within": say.number(step.within), "points": say.points(step.points)}
    if not asked.steps:
        yield _("The guess gives no points; it only decides between equals.")
    yield _("Only entries that count are counted, without those that were disqualified.")


def _ranking(rules: Rules) -> Iterator[str]:
    words = {
        "points": _("More points"), "correct": _("More right answers"), "prediction": _("The nearer prediction"),
        "time": _("Less time for the attempt"), "arrived": _("Handed in earlier"),
        "lot": _("A lot that follows from the sealed secret and that nobody can choose"),
    }  # fmt: skip
    for key in rules.ranking:
        yield words[key]


def _ties(rules: Rules) -> str:
    many = len(rules.audiences) > 1
    said = _("Whoever is equal in all of these has the same rank.")
    return said + (" " + _("Every group is ranked by itself.") if many else "")


def _units(rules: Rules) -> Iterator[str]:
    if rules.units is None:
        return
    parts = {one.key: one.key for one in rules.parts}
    for one in rules.units.components:
        yield {
            "turnout": _("Turn-out, participants of the declared head-count: %(weight)s %%"),
            "average": _("Mean mark of the unit's participants: %(weight)s %%"),
            "perfect": _("Share of participants with every answer right: %(weight)s %%"),
            "part": _("Part “%(part)s”: %(weight)s %%"),
        }[one.kind] % {"weight": one.weight, "part": parts.get(one.part, one.part)}
    if len(rules.units.blocks) > 1:
        yield _("Units are ranked within their block: %(blocks)s.") % {
            "blocks": ", ".join(block.name for block in rules.units.blocks)
        }
    for tier in rules.units.tiers:
        yield (
            _("A unit with fewer than %(below)s people is ranked from a turn-out of %(percent)s %%.")
            if tier.below
            else _("A larger unit is ranked from a turn-out of %(percent)s %%.")
        ) % {"below": say.number(tier.below), "percent": tier.percent}
    for need in rules.units.needs:
        yield _("A unit without part “%(part)s” is not ranked.") % {"part": need}


def _prizes(rules: Rules) -> Iterator[str]:
    for prize in rules.prizes:
        yield _("%(name)s: %(count)s for %(whom)s") % {
            "name": prize.name, "count": prize.count, "whom": _whom(prize, rules),
        } + (_(", from %(points)s points") % {"points": say.points(prize.least)} if prize.least else "")  # fmt: skip
    if rules.prizes:
        yield from {
            "none": [], "round": [_("One person wins at most one prize in a round.")],
            "contest": [_("One person wins at most one prize in the whole contest.")],
        }[rules.one_prize.person]  # fmt: skip
        yield from {
            "none": [], "round": [_("Persons of one unit win at most one prize in a round.")],
            "contest": [_("Persons of one unit win at most one prize in the whole contest.")],
        }[rules.one_prize.unit]  # fmt: skip
        yield _("Equal ranks win together; when there are fewer prizes than winners they share them.")


def _whom(prize: Prize, rules: Rules) -> str:
    if prize.to == "person":
        if prize.of:
            return rules.audience_of(prize.of).name
        return _("persons of each group") if len(rules.audiences) > 1 else _("persons")
    blocks = rules.units.blocks if rules.units else ()
    named = next((block.name for block in blocks if block.key == prize.of), "")
    if named:
        return _("units of block “%(block)s”") % {"block": named}
    return _("units of each block") if len(blocks) > 1 else _("units")
