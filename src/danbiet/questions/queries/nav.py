"""The numbers in the desk's navigation: what waits for this person."""

from __future__ import annotations

from danbiet.org.queries import Rights

from .desk_lists import waiting_counts
from .work import waiting_questions


def questions_waiting(rights: Rights) -> int:
    """Questions whose turn is this person's: at their intake desk, to take, to answer, to approve, to contribute to."""
    return sum(one.is_mine for one in waiting_questions(rights))


def calls_waiting(rights: Rights) -> int:
    """People to call."""
    return waiting_counts(rights)["calls"]


def data_waiting(rights: Rights) -> int:
    """Requests for data that are open."""
    return waiting_counts(rights)["data"]
