"""The table of states: who may move a question from where to where, with what reason. Actions, screens and the docs read it.

After Quyết định 31/2021/QĐ-TTg (articles 41, 46), Quyết định 574/QĐ-TTg of 2017 (article 11) and 852/QĐ-BNV of 2018; what they
leave open is decided in ADR 0025.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# The words of `enums.State`, `Actor`, `Holder`: this module knows no Django; a test holds the two together.
OPEN = ("new", "info_wanted", "accepted", "routed", "sent_back", "in_work", "in_approval")
ANSWERED = ("published", "answered")
ENDED = ("closed", "refused", "duplicate", "merged", "withdrawn")
AT_INTAKE = ("new", "accepted", "sent_back")
AT_AGENCY = ("routed", "in_work", "in_approval")

REOPEN_DAYS = 15  # calendar days after an answer in which the asker may reopen it, once


@dataclass(frozen=True, slots=True)
class Move:
    """One row: `verb` names the event, `sources` the states it leaves, `target` the state it reaches ("" = stays)."""

    verb: str
    sources: tuple[str, ...]
    target: str
    actors: tuple[str, ...]
    needs_reason: bool = False
    once: bool = False


MOVES: tuple[Move, ...] = (
    Move("ask", (), "new", ("asker", "intake")),
    Move("want_info", ("new", "accepted", "sent_back", "routed", "in_work"), "info_wanted", ("intake", "agency"), needs_reason=True),
    Move("give_info", ("info_wanted",), "", ("asker", "intake")),  # back to the state it was asked from
    Move("accept", ("new", "sent_back"), "accepted", ("intake",)),
    Move("route", ("new", "accepted", "sent_back"), "routed", ("intake",)),
    Move("reroute", ("routed", "in_work"), "routed", ("intake",), needs_reason=True),
    Move("send_back", ("routed", "in_work"), "sent_back", ("agency", "approver"), needs_reason=True),
    Move("take", ("routed",), "in_work", ("agency", "approver")),
    Move("hand_over", ("routed", "in_work"), "", ("agency", "approver")),
    Move("extend", ("routed", "in_work"), "", ("agency", "approver"), needs_reason=True, once=True),
    Move("pause", ("accepted", "routed", "in_work"), "", ("intake",), needs_reason=True),
    Move("resume", ("accepted", "routed", "in_work"), "", ("intake",)),
    Move("update", ("routed", "in_work", "in_approval"), "", ("agency", "approver", "intake"), needs_reason=True),
    Move("submit", ("routed", "in_work"), "in_approval", ("agency", "approver")),
    Move("return", ("in_approval",), "in_work", ("approver", "intake"), needs_reason=True),
    Move("recall", ("in_approval",), "in_work", ("agency",)),
    Move("publish", ("in_approval",), "published", ("approver",)),
    Move("answer_privately", ("in_approval",), "answered", ("approver",)),
    Move("unpublish", ("published",), "answered", ("intake", "approver"), needs_reason=True),
    Move("take_off", (*AT_AGENCY, "accepted", "sent_back", "info_wanted", "refused", "duplicate", "merged"), "", ("intake", "approver"), needs_reason=True),  # the earlier answer of a reopened one
    Move("rate", ("published", "answered"), "", ("asker",)),
    Move("reopen", ("published", "answered"), "routed", ("asker",), needs_reason=True, once=True),
    Move("close", ("answered",), "closed", ("intake",)),  # what is public stays in the archive; its end is derived
    Move("refuse", ("new", "accepted", "sent_back"), "refused", ("intake",), needs_reason=True),
    Move("duplicate", ("new", "accepted", "sent_back"), "duplicate", ("intake",)),
    Move("merge", ("new", "accepted", "sent_back", "routed"), "merged", ("intake",)),
    Move("withdraw", OPEN, "withdrawn", ("asker", "intake")),
    Move("take_up_again", ("refused", "duplicate", "merged"), "accepted", ("intake",), needs_reason=True),
    Move("follow_successor", (*AT_AGENCY, "info_wanted"), "", ("system",), needs_reason=True),
    Move("lose_agency", (*AT_AGENCY, "info_wanted"), "sent_back", ("system",), needs_reason=True),  # divided or dissolved
)  # fmt: skip
BY_VERB = {move.verb: move for move in MOVES}


def moves_from(state: str, *actors: str) -> tuple[Move, ...]:
    """What any of the actors may do with a question in this state, in the order of the table."""
    return tuple(move for move in MOVES if state in move.sources and set(actors) & set(move.actors))


def holder_of(state: str) -> str:
    """Whose turn it is: intake, agency, asker or nobody."""
    if state in AT_INTAKE:
        return "intake"
    if state in AT_AGENCY:
        return "agency"
    return "asker" if state == "info_wanted" else "nobody"


def is_closed(state: str, *, answered_on: date | None, on: date) -> bool:
    """Whether nothing can happen any more: ended, or answered longer than `REOPEN_DAYS` ago. No job has to run for it."""
    if state in ENDED:
        return True
    return state in ANSWERED and answered_on is not None and on > answered_on + timedelta(days=REOPEN_DAYS)
