"""What figures come to under the rule that is kept with a component."""

from __future__ import annotations

from decimal import Decimal

from ..calc.rules import HUNDRED, Figures, rounded, rule_of, score
from ..models import Criterion


def points_for(criterion: Criterion, figures: Figures) -> Decimal:
    """The points of a component's figures; FiguresRefused for those its rule cannot use."""
    rule = rule_of(criterion.rule or {}, maximum=criterion.maximum)
    return score(rule, figures, maximum=criterion.maximum).points


def error_for(criterion: Criterion, error: Decimal | None) -> Decimal | None:
    """A standard error in per cent points as points of the component, half up to two decimals; None stays None."""
    return None if error is None else rounded(error / HUNDRED * criterion.maximum)
