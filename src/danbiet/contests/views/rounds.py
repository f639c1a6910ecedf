"""A round while it runs: entries by the minute, people, turn-out of units, what was said in public."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from danbiet.exports.views.listing import kind_asked, list_answer
from danbiet.org.views import DeskRequest, desk_view, found

from ..actions.running import give_notice
from ..enums import AppealState, RoundState, SuspicionState
from ..forms.results import NoticeForm
from ..models import Round
from ..permissions import may_judge, may_see_bank, may_see_round, may_see_whole_round
from ..queries import live
from ..queries.closing import is_over, rules_of, unit_names
from ..queries.contests import head_counts_of, taking_part
from ..queries.results import round_named
from . import listings
from .doors import crumbs, must, step

HUNDRED = Decimal(100)


def seen_round(request: DeskRequest, pk: int, key: str) -> Round:
    """A round of a sealed contest, for whoever may see the contest; others do not know of it."""
    one = found(round_named(pk, key))
    if not one.contest.is_sealed or not may_see_round(
        request.rights, one.contest, taking_part=taking_part(one.contest)
    ):
        return found(None)
    return one


def whole_round(request: DeskRequest, pk: int, key: str) -> Round:
    """A round with everything about its result, for the organiser's people."""
    one = seen_round(request, pk, key)
    return one if may_see_whole_round(request.rights, one.contest) else found(None)


def judged_round(request: DeskRequest, pk: int, key: str) -> Round:
    """A round for whoever decides about it."""
    one = whole_round(request, pk, key)
    must(may_judge(request.rights, one.contest))
    return one


def round_step(one: Round) -> tuple[str, str]:
    return one.name, reverse("contests:round", args=[one.contest_id, one.key])


def result_step(one: Round) -> tuple[str, str]:
    return _("Result"), reverse("contests:round-results", args=[one.contest_id, one.key])


def tabs(request: DeskRequest, one: Round, here: str) -> list[dict[str, Any]]:
    """The pages of a round that this person may open."""
    if not may_see_whole_round(request.rights, one.contest):
        return []
    shown = [
        ("round", pgettext("round", "Live"), ""),
        ("round-results", _("Result"), ""),
        ("round-suspicions", _("Suspicions"), one.suspicions.filter(state=SuspicionState.OPEN).count() or ""),
        ("round-appeals", _("Appeals"), one.appeals.filter(state=AppealState.OPEN).count() or ""),
    ]
    if may_see_bank(request.rights, one.contest):
        shown.append(("round-items", _("Questions"), ""))
    return [
        {
            "label": label, "count": count, "is_current": name == here,
            "url": reverse(f"contests:{name}", args=[one.contest_id, one.key]),
        }
        for name, label, count in shown
    ]  # fmt: skip


def look_of(one: Round, request: DeskRequest) -> tuple[str, str]:
    """How the round stands: a look and words."""
    if request.at < one.opens_at:
        return "not_started", pgettext("round", "Not open yet")
    if request.at < one.closes_at:
        return "live", pgettext("round", "Open")
    if not is_over(rules_of(one.contest), one, at=request.at):
        return "live", _("Last papers come in")
    if one.state in (RoundState.PLANNED, RoundState.CLOSED):
        return "waiting", _("Being counted")
    return "done", str(one.get_state_display())


@desk_view
def round_page(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """What comes in, and from where. `?tai=` the turn-out by unit as a file."""
    one = seen_round(request, pk, key)
    is_whole = may_see_whole_round(request.rights, one.contest)
    units = _turnout(request, one, is_whole=is_whole)
    if kind := kind_asked(request):
        return list_answer(request, kind, listings.turnout(one, units))
    minutes = live.per_minute(one, until=min(request.at, one.closes_at)) if is_whole else ()
    peak = max(minutes, default=0)
    context = {
        "contest": one.contest,
        "round": one,
        "look": look_of(one, request),
        "tabs": tabs(request, one, "round"),
        "is_whole": is_whole,
        "sums": live.sums_of(one, at=request.at) if is_whole else None,
        "bars": [
            {"x": place * 10, "y": 60 - round(60 * count / peak), "height": round(60 * count / peak)}
            for place, count in enumerate(minutes)
            if count
        ],
        "peak": peak,
        "last_ten": sum(minutes[-10:]),
        "units": units,
        "events": one.events.select_related("by").order_by("-at", "-id"),
        "can_judge": may_judge(request.rights, one.contest),
        "can_extend": request.at < one.closes_at,
        "crumbs": crumbs(step(one.contest), here=one.name),
    }
    return render(request, "contests/desk/round.html", context)


def _turnout(request: DeskRequest, one: Round, *, is_whole: bool) -> list[dict[str, Any]]:
    """Units with people who handed in, head-count and turn-out in percent, the lowest first; only one's own for who takes part."""
    people = live.people_by_unit(one)
    names = unit_names(one.contest)
    own = request.rights.units_held()
    rows = [
        {
            "name": names.get(count.code, count.code), "people": people.get(count.code, 0), "count": count.count,
            "percent": min(HUNDRED, HUNDRED * people.get(count.code, 0) / count.count) if count.count else None,
            "is_own": count.unit_id in own,
        }
        for count in head_counts_of(one.contest)
        if is_whole or count.unit_id in own
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["percent"] is None, row["percent"] or 0, row["name"]))


@desk_view
def round_notice(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Say something in public."""
    one = judged_round(request, pk, key)
    form = NoticeForm(request.POST or None)
    here = reverse("contests:round", args=[pk, key])
    if request.method == "POST" and form.is_valid():
        give_notice(one.pk, words=form.cleaned_data["reason"], by=request.user, at=request.at)
        messages.success(request, _("The notice is public now."))
        return HttpResponseRedirect(here)
    context = {
        "title": _("Give notice about %(round)s") % {"round": one.name},
        "consequences": [_("It is public at once and cannot be taken back; a second notice can correct it.")],
        "action": _("Publish the notice"),
        "form": form,
        "cancel_url": here,
        "crumbs": crumbs(step(one.contest), round_step(one), here=_("Notice")),
    }
    return render(request, "layouts/confirm.html", context)
