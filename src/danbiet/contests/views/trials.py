"""\"Thử 10.000 người\": asked for, watched, read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.refusals import ContestRefusal
from ..actions.trying import PEOPLE, ask_trial, draft_hash
from ..calc.rules import Rules
from ..enums import ContestState, TrialState
from ..models import Trial
from ..permissions import may_run, may_see_bank
from ..queries.checking import check_contest
from ..queries.trials import trials_of
from .doors import crumbs, must, seen_contest, step

FAILURES = {
    "changed": gettext_lazy("The draft was changed before its turn came. Try it again."),
    "draw": gettext_lazy("A paper could not be drawn: a bank has too few questions for a block."),
}
UNIT_STATES: dict[str, Any] = {
    "ranked": gettext_lazy("In the ranks"),
    "no_headcount": gettext_lazy("Without a head-count"),
    "turnout": gettext_lazy("Too few took part"),
}


@dataclass(frozen=True, slots=True)
class AudienceShown:
    """An audience's figures; `marks` are (right answers, persons, percent of the most frequent)."""

    name: str
    figures: dict[str, Any]
    marks: list[tuple[int, int, Decimal]]
    questions: int
    doubts: list[str]


@dataclass(frozen=True, slots=True)
class TrialShown:
    """A trial as the page shows it; `share` is how far it is in percent points while it waits."""

    trial: Trial
    round: str
    is_busy: bool
    share: Decimal
    failure: str
    is_present: bool
    audiences: list[AudienceShown]
    prizes: list[tuple[str, str, int, bool]]
    units: list[tuple[str, int]]


@desk_view
def trial_page(request: DeskRequest, pk: int) -> HttpResponse:
    """What a round would lead to, and the button that has it tried."""
    contest = seen_contest(request, pk)
    if not may_see_bank(request.rights, contest):
        return found(None)
    here = reverse("contests:trial", args=[pk])
    is_open = not contest.is_sealed and contest.state != ContestState.CANCELLED
    if request.method == "POST":
        must(may_run(request.rights, contest))
        try:
            ask_trial(pk, request.POST.get("round", ""), by=request.user, at=request.at, on=request.on)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("It is being tried; the page shows how far it is."))
        return HttpResponseRedirect(here)
    checked = check_contest(contest, on=request.on)
    present = draft_hash(checked)
    trials = [_shown(one, checked.rules, present) for one in trials_of(contest)]
    context = {
        "contest": contest,
        "rounds": [(one.key, one.name) for one in checked.rules.rounds],
        "people": PEOPLE,
        "errors": len(checked.errors),
        "can_try": is_open and may_run(request.rights, contest) and not checked.errors,
        "trials": trials,
        "is_busy": any(one.is_busy for one in trials),
        "crumbs": crumbs(step(contest), here=_("Try it out")),
    }
    name = "contests/desk/_trials.html" if request.headers.get("HX-Request") else "contests/desk/trial.html"
    return render(request, name, context)


def _shown(trial: Trial, rules: Rules, present: str) -> TrialShown:
    figures, is_done = trial.figures, trial.state == TrialState.DONE
    names = {one.key: one.name for one in rules.audiences}
    groups = names | ({one.key: one.name for one in rules.units.blocks} if rules.units else {})
    prizes = {one.key: one.name for one in rules.prizes}
    return TrialShown(
        trial,
        next((one.name for one in rules.rounds if one.key == trial.round), trial.round),
        trial.state == TrialState.WAITING,
        Decimal(100 * figures.get("tried", 0)) / trial.people,
        str(FAILURES.get(figures.get("failure", ""), "")),
        trial.draft_hash == present,
        [_audience(names.get(key, key), one) for key, one in figures["audiences"].items()] if is_done else [],
        [
            (prizes.get(one["prize"], one["prize"]), groups.get(one["of"], one["of"]), one["count"], one["is_shared"])
            for one in figures["winners"]
        ] if is_done else [],
        [(_unit_state(key), count) for key, count in figures["unit_states"].items()] if is_done else [],
    )  # fmt: skip


def _audience(name: str, figures: dict[str, Any]) -> AudienceShown:
    correct = {int(right): count for right, count in figures["correct"].items()}
    most = max(correct.values(), default=1)
    questions = max(correct, default=0)
    marks = [
        (right, correct.get(right, 0), Decimal(100 * correct.get(right, 0)) / most)
        for right in range(questions, -1, -1)
    ]
    doubts = []
    if figures["first_ties"] > 1:
        doubts.append(
            _("%(count)s people share the first rank: the ranking needs another key.")
            % {"count": figures["first_ties"]}
        )
    if figures["never_drawn"]:
        doubts.append(
            _("%(count)s questions were never drawn: no block asks for them.")
            % {"count": figures["never_drawn"]}
        )
    if questions and Decimal(figures["common"]) * 2 > questions:
        doubts.append(
            _("Two papers have more than half of their questions in common: the bank is small for this draw.")
        )
    return AudienceShown(name, figures | {"common": Decimal(figures["common"])}, marks, questions, doubts)


def _unit_state(key: str) -> str:
    if key.startswith("part:"):
        return _("Without the part “%(part)s”") % {"part": key.removeprefix("part:")}
    return str(UNIT_STATES.get(key, key))
