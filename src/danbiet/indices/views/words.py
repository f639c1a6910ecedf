"""How the desk says rules, figures, and what is wrong with a workbook."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from danbiet.kit.text import viet_number

from ..calc.rules import Rule, rule_of
from ..calc.sheets import Problem
from ..models import Criterion, Score
from ..queries.years import LastYear

REFUSED = {
    "not_excel": gettext_lazy("This is no Excel workbook (.xlsx) that can be read."),
    "too_large": gettext_lazy("The file is too large, or unpacks to too much."),
    "too_many_rows": gettext_lazy("A sheet has more than 20,000 rows."),
}
FAULTS = {
    "no_sheet": gettext_lazy("The sheet “%(value)s” is missing."),
    "no_head": gettext_lazy("No head row with all of these columns, each in a cell of its own: %(value)s"),
    "column_twice": gettext_lazy("This column is there twice."),
    "formula": gettext_lazy("The cell is a formula (%(value)s): paste its value."),
    "error_value": gettext_lazy("The cell is an error of Excel (%(value)s)."),
    "too_long": gettext_lazy("Too many characters in a cell."),
    "not_a_number": gettext_lazy("“%(value)s” is not a number."),
    "negative": gettext_lazy("“%(value)s” is below 0."),
    "not_a_criterion_number": gettext_lazy("“%(value)s” is not a number like 1, 1.1 or 1.1.1."),
    "number_twice": gettext_lazy("This number stands in row %(value)s already."),
    "no_name": gettext_lazy("The name is missing."),
    "no_maximum": gettext_lazy("The maximum must be above 0."),
    "not_points": gettext_lazy("“%(value)s”: points have two decimals at most and are below 100,000."),
    "nothing_above": gettext_lazy("There is no row %(value)s above it."),
    "maxima_do_not_add_up": gettext_lazy("The maxima below it do not add up to its own: %(value)s"),
    "rule_above_others": gettext_lazy("A row with rows below it has no rule."),
    "no_rule": gettext_lazy("The rule is missing."),
    "no_figure": gettext_lazy("Scored by survey or platform: name the figure."),
    "no_rows": gettext_lazy("There is no row."),
    "unknown_rule": gettext_lazy("There is no rule “%(value)s”."),
    "unknown_scorer": gettext_lazy("There is no source of points “%(value)s”."),
    "rule": gettext_lazy("The parameter cannot be used: %(value)s"),
}


def refused_words(fault: str, value: str = "") -> str:
    """Why a file is not read at all."""
    return f"{REFUSED[fault]} {value}".strip()


def problem_words(problem: Problem) -> dict[str, str]:
    """Where it is and what is wrong: place, words."""
    place = problem.sheet
    if problem.row:
        place += ", " + _("row %(row)s") % {"row": problem.row}
    if problem.column:
        place += ", " + problem.column
    fault = problem.fault if problem.fault in FAULTS else problem.fault.partition(".")[0]
    return {"place": place, "words": str(FAULTS[fault]) % {"value": problem.value}}


def rule_words(criterion: Criterion) -> str:
    """The rule of a component in a sentence; nothing for a row with rows below it."""
    if criterion.rule is None:
        return ""
    return said_rule(rule_of(criterion.rule, maximum=criterion.maximum))


def said_rule(rule: Rule) -> str:
    """In plain words."""
    if rule.kind == "yes_no":
        return _("All points when fulfilled")
    if rule.kind == "manual":
        return _("Points by judgement")
    if rule.kind == "count":
        return _("%(each)s points for each, up to the maximum") % {"each": viet_number(rule.each or 0)}
    if rule.kind == "deduct":
        return _("%(each)s points off for each") % {"each": viet_number(rule.each or 0)}
    if rule.kind == "ratio":
        words = _("In proportion to the per cent reached")
        if rule.floor:
            words += "; " + _("below %(floor)s %% nothing") % {"floor": viet_number(rule.floor)}
        return words
    parts = []
    for band in rule.bands:
        points = pgettext("band", "in proportion") if band.points is None else viet_number(band.points)
        parts.append(
            _("from %(percent)s %%: %(points)s") % {"percent": viet_number(band.at_least), "points": points}
        )
    return "; ".join(parts)


def figures_words(score: Score | None) -> str:
    """What a unit said, in figures: 19 / 20; 3; yes."""
    if score is None:
        return ""
    if score.part is not None and score.whole is not None:
        return f"{viet_number(score.part)} / {viet_number(score.whole)}"
    if score.number is not None:
        return viet_number(score.number)
    if score.answer is not None:
        return pgettext("answer", "Yes") if score.answer else pgettext("answer", "No")
    return ""


def last_words(last: LastYear | None, number: str) -> str:
    """What a component had in the last published edition, or why that is not told; "" without such an edition."""
    if last is None:
        return ""
    if not last.is_comparable(number):
        return _("cannot be compared")
    return _("did not apply") if number in last.freed else points_words(last.points.get(number))


def points_words(value: Decimal | None) -> str:
    """Two decimals, or a dash."""
    return "–" if value is None else viet_number(value, 2)
