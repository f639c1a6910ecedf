"""Answered questions that fit what somebody is about to ask, with their answers."""

from __future__ import annotations

from datetime import date

from ..models import Question
from .archive import Given, answers_of
from .similar import similar_answered

SHORTEST = 6  # letters below which nothing can be meant yet


def fitting(text: str, *, on: date, limit: int = 5) -> list[tuple[Question, Given]]:
    """The closest first, each with its present answer; nothing for a text too short to mean anything."""
    rows = close_to(text, limit=limit)
    given = answers_of([row.pk for row in rows], on=on)
    return [(row, given[row.pk]) for row in rows if row.pk in given]


def close_to(text: str, *, limit: int, exclude: int | None = None) -> list[Question]:
    """The questions alone."""
    if len("".join(text.split())) < SHORTEST:
        return []
    return [found.question for found in similar_answered(text, limit=limit, exclude=exclude)]
