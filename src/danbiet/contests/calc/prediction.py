"""What the prediction is measured by: the target on entries that count, the distance, its points (docs/contest-bundle.md, 6)."""

from __future__ import annotations

from collections.abc import Mapping

from .rules import Prediction, Rules

NO_PREDICTION = -1
LARGEST = 10**9


def read_prediction(text: str) -> int | None:
    """The number as an entry holds it, NO_PREDICTION for nothing, None when it is no such number."""
    if not text:
        return NO_PREDICTION
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST:
        return None
    return int(text) if str(int(text)) == text else None


def targets(
    rules: Rules, *, participants: Mapping[str, int], all_correct: Mapping[str, int]
) -> dict[str, int | None]:
    """The number to have been guessed, by audience, None where none is asked for.

    `participants` and `all_correct` count, by audience, the entries that count and those of them without fault.
    """
    keys = [audience.key for audience in rules.audiences]
    if rules.prediction is None:
        return dict.fromkeys(keys)
    counted = all_correct if rules.prediction.of == "all_correct" else participants
    if rules.prediction.scope == "round":
        whole = sum(counted.get(key, 0) for key in keys)
        return dict.fromkeys(keys, whole)
    return {key: counted.get(key, 0) for key in keys}


def distance(prediction: int, target: int | None) -> int | None:
    """How far a prediction is from the target; None without either."""
    if target is None or prediction == NO_PREDICTION:
        return None
    return abs(prediction - target)


def step_points(rules: Prediction | None, far: int | None) -> int:
    """Points (hundredths) of a prediction that is so far off: those of the first step it reaches."""
    if rules is None or far is None:
        return 0
    return next((step.points for step in rules.steps if far <= step.within), 0)
