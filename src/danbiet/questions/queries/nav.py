"""The numbers in the desk's navigation: what waits for this person."""

from __future__ import annotations

from datetime import UTC, datetime, time

from danbiet.org.queries import Rights

from .desk_lists import waiting_counts
from .queue import tab_counts, visible_tabs


def questions_waiting(rights: Rights) -> int:
    """Questions of one's working tabs: the intake desk's, one's own, those to approve, contributions. Late ones are among them."""
    at = datetime.combine(rights.on, time(0), tzinfo=UTC)
    counts = tab_counts(rights, at=at)
    shown = set(visible_tabs(rights))
    return sum(counts[tab] for tab in ("tiep-nhan", "cua-toi", "phoi-hop", "cho-duyet") if tab in shown)


def calls_waiting(rights: Rights) -> int:
    """People to call."""
    return waiting_counts(rights)["calls"]


def data_waiting(rights: Rights) -> int:
    """Requests for data that are open."""
    return waiting_counts(rights)["data"]
