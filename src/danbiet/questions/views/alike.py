"""Earlier answers that fit, beside the one being written."""

from __future__ import annotations

from typing import Any

from danbiet.org.queries import Tree

from ..models import Question


def alike(question: Question, *, tree: Tree, most: int = 5) -> list[dict[str, Any]]:
    """Answered questions most like this one, best first, with the text to insert."""
    return []
