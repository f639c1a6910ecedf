"""Standings of a round from the files published of it: pages, "me ± 5", units by block, winners. At most four queries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import kind_asked, list_answer
from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..calc import standing_files as files
from ..calc.canonical import PARTICIPANT, pseudonym, read_crockford
from ..calc.rules import Audience, Rules
from ..models import Round
from ..queries.closing import rules_read
from ..queries.public import public_round, unit_names
from ..storages import round_folder
from . import listings
from . import public_words as say

FRESH = 5  # seconds; with the five of the files nobody sees standings older than ten
LONGEST = 40  # letters of a pseudonym that are looked at
REACH = 5


@dataclass(frozen=True, slots=True)
class Board:
    """A round with its newest standings; `folder` is None before there are any."""

    round: Round
    rules: Rules
    folder: Path | None
    summary: dict[str, Any]

    @property
    def args(self) -> list[str]:
        return [self.round.contest.key, self.round.key]


def _board(request: HttpRequest, key: str, round_key: str) -> Board:
    one = public_round(key, round_key)
    if one is None:
        raise Http404
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    folder = files.newest(round_folder(key, round_key))
    summary = files.summary(folder) if folder else {}
    return Board(one, rules_read(one.contest.rules or ""), folder, summary)


def _common(board: Board, *, here: str, is_units: bool) -> dict[str, Any]:
    """What both pages show: where the round stands, how old the standings are."""
    at, one, told = clock.now(), board.round, board.summary
    made = clock.moment(told["made_at"]) if told else None
    tabs = [
        {
            "label": _("Persons"),
            "url": reverse("contests:standings", args=board.args),
            "is_current": not is_units,
        }
    ]
    if board.rules.units is not None:
        tabs.append(
            {
                "label": _("Units"),
                "url": reverse("contests:unit-standings", args=board.args),
                "is_current": is_units,
            }
        )
    is_open = say.stage(one, at=at) == say.OPEN
    return {
        "round": one, "contest": one.contest, "told": told, "made": made, "tabs": tabs, "is_open": is_open,
        "age": say.span(max(0, int((at - made).total_seconds()))) if made else "", "standing": _standing(told),
        "crumbs": from_home(say.list_step(), say.contest_step(one.contest), f"{here}, {one.name}"),
        "check_url": reverse("contests:check", args=board.args),
        "appeal_url": reverse("contests:complaint", args=[one.contest.key]),
    }  # fmt: skip


def _standing(told: dict[str, Any]) -> tuple[str, str]:
    if not told:
        return "", ""
    if told["is_final"]:
        return "done", pgettext("standings", "Final")
    if told["is_frozen"]:
        return "waiting", pgettext("standings", "Frozen until the end")
    return "at_risk", pgettext("standings", "Provisional")


@require_safe
@kept(seconds=FRESH, query=["nhom", "trang", "tai"])
def standings(request: HttpRequest, key: str, round_key: str) -> HttpResponse:
    """Persons by rank: a page (`?trang=`) of a group (`?nhom=`), or the rows around a pseudonym (`?ma=`). `?tai=` the group as a file."""
    board = _board(request, key, round_key)
    audience = _audience(board, request.GET.get("nhom", ""))
    kind = kind_asked(request)
    if (
        kind
        and board.folder is not None
        and _figures(board, audience).get("rows")
        and board.summary["has_ranks"]
    ):
        listing = listings.public_persons(
            board.round, board.folder, (audience.key, audience.name), unit_names(board.round.contest_id),
            has_prediction=board.rules.prediction is not None, kind=kind,
        )  # fmt: skip
        return list_answer(request, kind, listing)
    typed = request.GET.get("ma", "")[:LONGEST].strip()
    code = code_of(typed)
    context = _common(board, here=_("Standings"), is_units=False) | {
        "audience": audience, "groups": _groups(board, audience), "typed": typed, "figures": _figures(board, audience),
        "rows": [], "page": None, "me": "", "is_missing": False, "winners": _winners(board),
        "has_prediction": board.rules.prediction is not None, "has_units": False,
    }  # fmt: skip
    if board.folder is not None and board.summary["has_ranks"]:
        names = unit_names(board.round.contest_id)
        context["has_units"] = bool(names)
        if typed:
            found = _around(board.folder, board.rules, audience, code)
            context |= {"rows": _rows(found[1], names), "me": code, "is_missing": not found[1]}
            context |= {"audience": found[0], "groups": _groups(board, found[0])}
            place = files.place_of(board.folder, found[0].key, code)
            context["my_page"] = place // files.PER_PAGE + 1 if place is not None else 1
        else:
            page = _page(board, audience, request.GET.get("trang", ""))
            context["page"] = page
            if page.paginator.count:
                context["rows"] = _rows(files.page(board.folder, audience.key, page.number), names)
    return render(request, "contests/public/standings.html", context)


def code_of(typed: str) -> str:
    """The ten symbols of a pseudonym as a person types it, "" when it is none."""
    plain = typed.upper().replace("-", "").replace(" ", "")
    plain = plain[2:] if len(plain) == 12 and plain.startswith("TS") else plain
    code = read_crockford(plain)
    return code if PARTICIPANT.fullmatch(code) else ""


def _audience(board: Board, wanted: str) -> Audience:
    taking = [one for one in board.rules.audiences if board.rules.plan_of(one.key, board.round.key)]
    if not taking:
        raise Http404
    return next((one for one in taking if one.key == wanted), taking[0])


def _groups(board: Board, current: Audience) -> list[dict[str, Any]]:
    """Links between the groups where there are several."""
    address = reverse("contests:standings", args=board.args)
    taking = [one for one in board.rules.audiences if board.rules.plan_of(one.key, board.round.key)]
    if len(taking) < 2:
        return []
    counts = board.summary.get("audiences", {})
    return [
        {
            "label": one.name, "url": f"{address}?nhom={one.key}", "is_current": one.key == current.key,
            "count": counts.get(one.key, {}).get("participants"),
        }
        for one in taking
    ]  # fmt: skip


def _figures(board: Board, audience: Audience) -> dict[str, Any]:
    told: dict[str, Any] = board.summary.get("audiences", {}).get(audience.key, {})
    return told


def _page(board: Board, audience: Audience, number: str) -> Page[int]:
    rows = _figures(board, audience).get("rows", 0)
    return Paginator(range(rows), files.PER_PAGE).get_page(number[:9])


def _around(folder: Path, rules: Rules, first: Audience, code: str) -> tuple[Audience, list[dict[str, Any]]]:
    """The group a pseudonym stands in with the rows around it: the one on the screen first."""
    for one in sorted(rules.audiences, key=lambda each: each.key != first.key):
        if code and (rows := files.around(folder, one.key, code, REACH)):
            return one, rows
    return first, []


def _rows(rows: list[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "rank": row["rank"], "code": row["code"], "name": pseudonym(row["code"]), "shared": row["shared"],
            "unit": names.get(row["unit"], ""), "points": say.points(row["points"]), "correct": row["correct"], "total": row["total"],
            "time": say.taken(row["time_ms"]), "prediction": row["prediction"], "distance": row["distance"],
        }
        for row in rows
    ]  # fmt: skip


def _winners(board: Board) -> list[dict[str, Any]]:
    if board.folder is None:
        return []
    return [
        {
            "prize": one["name"], "of": one["of_name"], "shared": one["shared"],
            "winner": one["winner_name"] or pseudonym(one["winner"]), "is_unit": one["to"] == "unit", "code": one["winner"],
        }
        for one in files.winners(board.folder)
    ]  # fmt: skip


@require_safe
@kept(seconds=FRESH)
def units(request: HttpRequest, key: str, round_key: str) -> HttpResponse:
    """Units by block: turn-out, mean, score; why one is not ranked. `?tai=` the same as a file."""
    board = _board(request, key, round_key)
    if board.rules.units is None:
        raise Http404
    kind = kind_asked(request)
    if kind and board.folder is not None:
        return list_answer(request, kind, listings.units(board.round, board.folder))
    blocks = files.units(board.folder)["blocks"] if board.folder else []
    context = _common(board, here=_("Units"), is_units=True) | {
        "blocks": [
            {"key": block["key"], "name": block["name"], "rows": [unit_shown(one) for one in block["units"]]} for block in blocks
        ],
        "has_ranks": board.summary.get("has_ranks", False),
    }  # fmt: skip
    return render(request, "contests/public/unit_standings.html", context)


def unit_shown(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **one, "turnout": say.percent(one["turnout"]), "average": say.percent(one["average"]), "score": say.percent(one["score"]),
        "why": say.why_unranked(one["status"]),
    }  # fmt: skip
