"""A unit's sheet: components by domain, what is missing, the head's signature, where the unit stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.org.views import DeskRequest, desk_view

from .. import permissions as may
from ..actions import scoring as act
from ..actions.refusals import IndexRefusal
from ..calc.certainty import RankInterval, rank_intervals
from ..calc.results import Part, Result, Total, ranks_of
from ..enums import Stage
from ..models import Edition, Participant
from ..queries import editions as ask
from ..queries import sheets
from ..queries.totals import moving_of, totals_of
from ..queries.years import LastYear, last_year_of
from .doors import LOOKS, crumbs, edition_step, seen_sheet
from .words import figures_words, last_words, points_words

MOST_FOR_INTERVALS = 300  # units of a group: 2,000 draws of so many take about a second


@desk_view
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    """The sheet for its unit, its superiors and the edition's office."""
    seen = seen_sheet(request, pk)
    participant = seen.participant
    edition = participant.edition
    stage = ask.stage_of(edition, on=request.on)
    criteria = ask.criteria_of(edition.criteria_set_id)
    stand = sheets.stand_of(edition, ask.tree_in(criteria), only=participant)
    exempted = stand.exempted.get(participant.code, {})
    freed = sheets.freed_numbers(stand.tree, exempted, participant.group)
    lines = [
        line for line in sheets.lines_of(participant, criteria, freed) if seen.shows(line.criterion.number)
    ]
    is_whole = seen.domains is None  # who appraises some domains reads nothing of the whole
    result = sheets.result_in(stand, participant.code)
    totals = totals_of(edition, stand.tree, group=participant.group) if is_whole else []
    names = {one.number: one.name for one in criteria}
    can_write = may.may_write_sheet(request.rights, participant, stage=stage)
    last = last_year_of(participant, stand.tree)
    domains = _domains(lines, names, result.parts, last)
    for domain in domains:
        domain["can_appraise"] = may.may_appraise(
            request.rights, participant, domain["number"], stage=stage, assigned=seen.assigned
        )
    context: dict[str, Any] = {
        "participant": participant, "edition": edition, "stage": stage.label, "look": LOOKS[stage],
        "domains": domains, "last_year": last.year if last else None,
        "lacking": sum(line.lacks for line in lines), "own": result if is_whole else None,
        "rank": ranks_of(totals).get(participant.code), "group_count": len(totals),
        "interval": _interval(edition, stand, totals, participant) if is_whole else None,
        "lift": _lift(stand, result, totals, names) if is_whole and stage != Stage.COMING else None,
        "can_compare": stage == Stage.PUBLISHED or may.may_oversee(request.rights, edition),
        "exempted": [(number, reason) for number, reason in exempted.items() if seen.shows(number)],
        "can_write": can_write,
        "can_sign": may.may_sign(request.rights, participant, stage=stage),
        "can_read": can_write or may.may_run(request.rights, edition),
        "crumbs": crumbs(edition_step(edition), here=participant.name),
    }  # fmt: skip
    return render(request, "indices/desk/sheet.html", context)


def _domains(
    lines: list[sheets.Line], names: dict[str, str], parts: Mapping[str, Part], last: LastYear | None
) -> list[dict[str, Any]]:
    """Lines by domain, each with what it comes to."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        score = line.score
        found.setdefault(line.criterion.number.partition(".")[0], []).append(
            {
                "line": line,
                "number": line.criterion.number,
                "name": line.criterion.name,
                "maximum": points_words(line.criterion.maximum),
                "figures": figures_words(score),
                "own": points_words(score.self_points if score else None),
                "appraised": points_words(score.appraised if score else None),
                "council": points_words(score.council if score else None),
                "last": last_words(last, line.criterion.number),
                "is_asked": bool(score and score.question),
                "is_answered": bool(score and score.reply),
            }
        )
    return [
        {
            "number": number,
            "name": names[number],
            "rows": rows,
            "part": parts.get(number),
            "lacking": sum(row["line"].lacks for row in rows),
        }
        for number, rows in found.items()
    ]


def _interval(
    edition: Edition, stand: sheets.Stand, totals: list[Total], participant: Participant
) -> RankInterval | None:
    """Between which ranks the unit can stand; left to the publication where a large group makes it cost seconds."""
    if len(totals) > MOST_FOR_INTERVALS:
        return None
    moving = moving_of(edition, stand.tree, participant.group)
    return rank_intervals(totals, moving, seed=edition.seed).get(participant.code)


def _lift(
    stand: sheets.Stand, result: Result, totals: list[Total], names: dict[str, str]
) -> dict[str, Any] | None:
    lift = sheets.lift_in(stand, result, totals)
    if lift is None:
        return None
    return {
        "above": next(one.member.name for one in totals if one.member.code == lift.above),
        "gap": lift.gap,
        "needed": lift.needed,
        "steps": [{"number": one.number, "name": names[one.number], "step": one} for one in lift.steps],
        "is_together": lift.is_together,
    }


def _do(request: DeskRequest, pk: int, act_now: Any, done: str) -> HttpResponseRedirect:
    """Do it, say so or say why not, and back to the sheet."""
    seen_sheet(request, pk)
    try:
        act_now()
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("indices:sheet", args=[pk]))


@desk_view
@require_POST
def sheet_sign(request: DeskRequest, pk: int) -> HttpResponse:
    """The head signs, or takes the signature back."""
    is_signed = "ky" in request.POST
    return _do(
        request, pk,
        lambda: act.sign(pk, is_signed=is_signed, rights=request.rights, on=request.on, at=request.at, by=request.user),
        _("Signed. Nothing can be changed while it stands.") if is_signed else _("The signature has been taken back."),
    )  # fmt: skip


@desk_view
@require_POST
def sheet_figures(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask the platform for the computed components again."""
    return _do(
        request, pk, lambda: act.read_figures(pk, rights=request.rights, on=request.on, at=request.at, by=request.user), _("Figures have been read.")
    )  # fmt: skip


@desk_view
@require_POST
def sheet_accept(request: DeskRequest, pk: int, domain: str) -> HttpResponse:
    """Accept the rest of a domain as the unit scored it."""
    return _do(
        request, pk,
        lambda: act.accept_all(pk, domain, rights=request.rights, on=request.on, at=request.at, by=request.user),
        _("The rest of the domain has been accepted as scored."),
    )  # fmt: skip
