"""The result of a round on the desk: what stands against publishing it, winners, what was decided, bundles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import kind_asked, list_answer
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.publishing import request_bundle, request_final, why_not_final
from ..actions.refusals import ContestRefusal
from ..actions.winning import confirm_winners
from ..calc import standing_files
from ..calc.canonical import pseudonym
from ..calc.rules import Rules
from ..enums import PublicationKind, PublicationState, SuspicionState
from ..models import Publication, Round, Winner
from ..permissions import may_confirm_winners, may_judge
from ..queries import results as ask
from ..queries.closing import is_over, rules_of, unit_names
from ..queries.contests import head_counts_of
from ..storages import publication_path
from . import listings
from .doors import crumbs, must, step
from .rounds import judged_round, look_of, result_step, round_step, tabs, whole_round
from .standings import unit_shown

NUMBER = re.compile(r"[0-9]{1,18}")  # of a row, as the database keeps it
TOP = 10  # ranks shown on the page
UNITS = "-"  # in an address, where an audience's key would stand
LOOKS = {
    PublicationState.MAKING: "waiting",
    PublicationState.READY: "done",
    PublicationState.FAILED: "overdue",
}


def results_url(one: Round) -> str:
    return reverse("contests:round-results", args=[one.contest_id, one.key])


@desk_view
def results_page(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Everything about the result in one place; `?tai=` a table of it as a file, `?bang=` which."""
    one = whole_round(request, pk, key)
    rules = rules_of(one.contest)
    over = is_over(rules, one, at=request.at)
    winners = _winners(one, rules) if over else []
    boards = _boards(one, over=over)
    if kind := kind_asked(request):
        return _taken(request, one, kind, winners=winners, boards=boards)
    context: dict[str, Any] = {
        "contest": one.contest,
        "round": one,
        "look": look_of(one, request),
        "tabs": tabs(request, one, "round-results"),
        "is_over": over,
        "why_not": why_not_final(one) if over else "",
        "can_judge": may_judge(request.rights, one.contest),
        "can_confirm": may_confirm_winners(request.rights, one.contest)
        and any(not row.confirmed_at for row, *_words in winners),
        "winners": winners,
        "winner_ids": ",".join(str(row.pk) for row, *_words in winners),
        "publications": [_published(row) for row in ask.publications_of(one)[:20]],
        "gone": [(row, pseudonym(row.code)) for row in ask.disqualifications_of(one)],
        "drops": ask.drops_of(one),
        **_standings(boards),
        "crumbs": crumbs(step(one.contest), round_step(one), here=_("Result")),
    }
    context["is_making"] = any(row["is_making"] for row in context["publications"])
    return render(request, "contests/desk/results.html", context)


@dataclass(frozen=True, slots=True)
class Board:
    """Standings kept as files: provisional or published ones. `key` names them in an address."""

    key: str
    row: Publication
    folder: Path
    names: dict[str, str]  # of audiences, by key


def _boards(one: Round, *, over: bool) -> list[Board]:
    """The last count and the last published result, as far as there are any; none while the round runs."""
    if not over:
        return []
    names = {audience.key: audience.name for audience in rules_of(one.contest).audiences}
    wanted = (("tam-tinh", PublicationKind.PROVISIONAL), ("cong-bo", PublicationKind.FINAL))
    return [
        Board(key, row, publication_path(row.folder), names)
        for key, kind in wanted
        if (row := ask.newest(one, kind)) is not None
    ]


def _standings(boards: list[Board]) -> dict[str, Any]:
    """The last count: when it was made, figures, the first of each audience and block; what was published, to be taken away."""
    none: dict[str, Any] = {"counted": None, "audiences": [], "blocks": [], "published": []}
    last = next((board for board in boards if board.key == "tam-tinh"), None)
    if last is None:
        return none
    try:
        about = standing_files.summary(last.folder)["audiences"]
        tops = {
            key: standing_files.page(last.folder, key, 1)[:TOP] if figures["pages"] else []
            for key, figures in about.items()
        }
        blocks = standing_files.units(last.folder)["blocks"]
        published = [_offered(board) for board in boards if board.key == "cong-bo"]
    except standing_files.NoSuchPage:  # counted again between the look at the row and that at the files
        return {**none, "counted": last.row}
    for rows in tops.values():
        for row in rows:
            row["shown"] = pseudonym(row["code"])
            row["decimal"] = row["points"] / 100
            row["seconds"] = row["time_ms"] / 1000
    return {
        "counted": last.row,
        "audiences": [
            (last.names[key], figures, tops[key], f"tam-tinh:{key}") for key, figures in about.items()
        ],
        "blocks": [(block["name"], [unit_shown(row) for row in block["units"][:TOP]]) for block in blocks],
        "published": published,
    }


def _offered(board: Board) -> dict[str, Any]:
    """The tables of a published result that can be taken away."""
    about = standing_files.summary(board.folder)["audiences"]
    tables = [(board.names[key], f"cong-bo:{key}") for key, figures in about.items() if figures["rows"]]
    if any(block["units"] for block in standing_files.units(board.folder)["blocks"]):
        tables.append((_("Units"), f"cong-bo:{UNITS}"))
    return {"row": board.row, "tables": tables}


def _taken(
    request: DeskRequest,
    one: Round,
    kind: str,
    *,
    winners: list[tuple[Winner, str, str, str]],
    boards: list[Board],
) -> HttpResponse:
    """`?bang=` "giai" the winners, "tam-tinh:" or "cong-bo:" and an audience's key or UNITS: standings."""
    wanted, _sign, table = request.GET.get("bang", "giai").partition(":")
    if wanted == "giai":
        return list_answer(request, kind, listings.winners(one, winners))
    board = found(next((board for board in boards if board.key == wanted), None))
    try:
        if table == UNITS:
            return list_answer(request, kind, listings.units(one, board.folder))
        audience = (table, found(board.names.get(table)))
        names = unit_names(one.contest)
        return list_answer(request, kind, listings.persons(one, board.folder, audience, names, kind=kind))
    except (standing_files.NoSuchPage, KeyError):  # counted again meanwhile; an audience without standings
        return found(None)


def _winners(one: Round, rules: Rules) -> list[tuple[Winner, str, str, str]]:
    """Each winner with prize, group and who, in words."""
    prizes = {prize.key: prize.name for prize in rules.prizes}
    groups = {audience.key: audience.name for audience in rules.audiences}
    groups |= {block.key: block.name for block in rules.units.blocks} if rules.units else {}
    names = unit_names(one.contest)
    units = {count.unit_id: names.get(count.code, count.code) for count in head_counts_of(one.contest)}
    return [
        (
            row, prizes.get(row.prize, row.prize), groups.get(row.group, row.group),
            pseudonym(row.entrant.code) if row.entrant else units.get(row.unit_id or 0, ""),
        )
        for row in ask.winners_of(one)
    ]  # fmt: skip


def _published(row: Publication) -> dict[str, Any]:
    return {
        "row": row, "look": LOOKS[PublicationState(row.state)], "is_making": row.state == PublicationState.MAKING,
        "is_bundle": row.kind == PublicationKind.BUNDLE and row.state == PublicationState.READY,
        "words": row.figures.get("words", ""), "findings": row.figures.get("findings", [])[:5],
        "faults": [f"{pseudonym(code)} ({number}): {fault}" for code, number, fault in row.figures.get("faults", [])[:5]],
    }  # fmt: skip


@desk_view
@require_POST
def winners_confirm(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """The head stands by the winners on the screen."""
    one = whole_round(request, pk, key)
    must(
        may_confirm_winners(request.rights, one.contest),
        _("Only the head of the organiser confirms winners."),
    )
    ids = [int(text) for text in request.POST.get("ids", "").split(",") if NUMBER.fullmatch(text)]
    try:
        count = confirm_winners(one.pk, winner_ids=ids, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        text = ngettext("%(count)s winner confirmed.", "%(count)s winners confirmed.", count)
        messages.success(request, text % {"count": count})
    return HttpResponseRedirect(results_url(one))


@desk_view
@require_POST
def bundle_make(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Have the bundle made."""
    one = judged_round(request, pk, key)
    try:
        request_bundle(one.pk, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("The bundle is being made. Load the page again to see how far it is."))
    return HttpResponseRedirect(results_url(one))


@desk_view
def bundle_file(request: DeskRequest, pk: int, key: str, number: int) -> HttpResponseBase:
    """The bundle as a ZIP."""
    one = whole_round(request, pk, key)
    row = found(
        one.publications.filter(
            kind=PublicationKind.BUNDLE, state=PublicationState.READY, number=number
        ).first()
    )
    path = publication_path(f"{row.folder}.zip")
    if not path.is_file():
        return found(None)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{one.contest.key}-{one.key}-{number}.zip"
    )


@desk_view
def final_publish(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Everything that follows from publishing, and the publishing."""
    one = judged_round(request, pk, key)
    page = HttpResponseRedirect(results_url(one))
    if not is_over(rules_of(one.contest), one, at=request.at):
        messages.error(request, _("Entries can still arrive in this round. Wait until it is over."))
        return page
    if request.method == "POST":
        try:
            request_final(one.pk, by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(
                request, _("The result is being published. Load the page again to see how far it is.")
            )
        return page
    reason = why_not_final(one)
    if reason:
        messages.error(request, reason)
        return page
    earlier = ask.newest(one, PublicationKind.FINAL)
    open_hints = one.suspicions.filter(state=SuspicionState.OPEN).count()
    consequences = [
        _("The bundle is written, checked and made public: everybody can compute the result again."),
        _("The secret of the round and the questions drawn become public."),
        _(
            "What was published stays for ever; a change afterwards is published as a correction with the next number."
        ),
    ]
    if earlier is not None:
        consequences.insert(
            0,
            _("This is a correction: publication %(number)s stays to be read.") % {"number": earlier.number},
        )
    if open_hints:
        text = ngettext(
            "%(count)s suspicion was not decided about yet.",
            "%(count)s suspicions were not decided about yet.",
            open_hints,
        )
        consequences.append(text % {"count": open_hints})
    context = {
        "title": _("Publish the final result of %(round)s?") % {"round": one.name},
        "text": one.contest.title,
        "consequences": consequences,
        "action": _("Publish the result"),
        "cancel_url": results_url(one),
        "crumbs": crumbs(step(one.contest), round_step(one), result_step(one), here=_("Publish the result")),
    }
    return render(request, "layouts/confirm.html", context)
