"""Words for what is wrong with rules, and the step that mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..calc.checking import Problem

PATHS = {
    "audiences": "doi-tuong", "rounds": "dot", "papers": "de-thi", "scoring": "cham-diem", "prediction": "cham-diem",
    "ranking": "xep-hang", "units": "don-vi", "parts": "don-vi", "prizes": "giai-thuong",
}  # fmt: skip
WORDS: dict[str, Any] = {
    "empty": _("Something is missing here."),
    "bad_key": _("A short name is no name: small letters, digits, hyphens."),
    "twice": _("Two have the same short name."),
    "too_large": _("The number is too large."),
    "too_small": _("The number is too small."),
    "negative": _("A number is below zero."),
    "ages": _("The greatest age is below the least."),
    "window": _("The round is too short, or ends before it begins."),
    "overlap": _("A round begins before the one before it has ended."),
    "unknown": _("Something is named that is not there."),
    "no_paper": _("Nobody has a paper in one of the rounds."),
    "empty_bank": _("A bank has no approved question yet."),
    "empty_block": _("No approved question fits what is to be drawn."),
    "empty_units": _("No unit belongs to this block."),
    "too_few": _("Fewer approved questions than are drawn."),
    "small_bank": _(
        "Few questions for repeated attempts: people learn the bank by heart. Five times the draw is better."
    ),
    "bank_reused": _("A later round draws from a bank that is public by then."),
    "range": _("A number of points is out of bounds."),
    "contradiction": _("Two rules contradict each other."),
    "weights": _("The weights must add up to 100."),
    "order": _("The rows are not in order from small to large."),
    "open": _("The least turn-out says nothing for large units. Add a row without a bound."),
    "useless": _("The prediction neither gives points nor ranks."),
    "leak": _(
        "Standings are shown while the round is open and never frozen: whoever waits can count what is to be guessed."
    ),
    "no_provider": _(
        "People of this group are to sign in at a provider of identity, and none is set up here: choose another way in, or have it set up."
    ),
    "several_doors": _(
        "Groups come in by different ways (with an account, from a provider, openly): the same person could take part once by each. "
        "Say in the rules who belongs to which group; the check for irregularities shows the same device and answers."
    ),
    "no_headcount": _("Units have not declared their head-count yet."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as a screen shows it. `row` says which of its step, rows within a row after a point; empty for none."""

    words: str
    row: str
    is_warning: bool
    step: str
    url: str


def problems_shown(problems: Iterable[Problem], *, contest_id: int) -> list[Shown]:
    """Problems with the step that mends them."""
    shown = []
    for one in problems:
        code = "empty_units" if one.code == "empty_block" and one.path.startswith("units") else one.code
        rows = ".".join(str(int(number) + 1) for number in re.findall(r"\[(\d+)\]", one.path))
        row = gettext("row %s") % rows if rows else ""
        key = PATHS.get(one.path.split("[")[0].split(".")[0], "chung")
        url = reverse("contests:head-counts" if one.code == "no_headcount" else "contests:rules", args=[contest_id] if one.code == "no_headcount" else [contest_id, key])  # fmt: skip
        shown.append(Shown(str(WORDS.get(code, WORDS["contradiction"])), row, one.is_warning, key, url))
    return shown
