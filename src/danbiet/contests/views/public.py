"""What readers see of contests: the list, a contest with its rules and seal. Kept ready for ten seconds, without cookies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.accounts.queries import provider_name
from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..enums import ContestState, EntryWay
from ..models import Contest, Round
from ..queries import public as ask
from . import public_words as say
from .public_linked import contest_event
from .rules_words import in_words

FRESH = 10  # seconds: an extension or a notice is seen that soon, and so are the bell and the gate
TYPES = {"rules.json": "JSON", "commitments.json": "JSON", "units.jsonl": "JSONL", "pool.jsonl": "JSONL"}


@require_safe
@kept(seconds=FRESH)
def contest_list(request: HttpRequest) -> HttpResponse:
    """Contests that run, that come, that are over."""
    at = clock.now()
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    found: dict[str, list[dict[str, Any]]] = {say.OPEN: [], say.COMING: [], say.CLOSED: []}
    for one in ask.public_contests():
        rounds = list(one.rounds.all())
        found[say.stage_of(one, rounds, at=at)].append(
            {**_line(one, rounds, at=at), "organiser": units.full_name(one.organiser_id)}
        )
    context = {
        "running": found[say.OPEN], "coming": found[say.COMING], "past": found[say.CLOSED],
        "crumbs": from_home(_("Contests")),
    }  # fmt: skip
    return render(request, "contests/public/list.html", context)


def _line(contest: Contest, rounds: list[Round], *, at: datetime) -> dict[str, Any]:
    now = say.turn(rounds, at=at)
    return {
        "title": contest.title, "url": reverse("contests:public", args=[contest.key]), "door": say.door(contest),
        "first": min((one.opens_at for one in rounds), default=None), "last": max((one.closes_at for one in rounds), default=None),
        "count": len(rounds), "countdown": say.countdown(now, at=at), "is_off": contest.state == ContestState.CANCELLED,
    }  # fmt: skip


def running(*, at: datetime) -> dict[str, Any] | None:
    """The line of the contest whose round closes next, for the front page; without an open round the one that opens next. One of
    the two queries is spared while no contest is sealed."""
    lines = [
        _line(one, list(one.rounds.all()), at=at)
        for one in ask.public_contests()
        if one.state != ContestState.CANCELLED
    ]
    counting = [line for line in lines if line["countdown"]]
    return min(
        counting,
        key=lambda line: (not line["countdown"]["is_open"], line["countdown"]["until"]),
        default=None,
    )


@require_safe
@kept(seconds=FRESH)
def contest_page(request: HttpRequest, key: str) -> HttpResponse:
    """A contest: what is open and until when, its rounds, its rules in plain words, what was sealed before it began."""
    shown = ask.public_contest(key)
    if shown is None:
        raise Http404
    at = clock.now()
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    contest, rules = shown.contest, shown.rules
    is_off = contest.state == ContestState.CANCELLED
    now = None if is_off else say.turn(shown.rounds, at=at)
    bundles = ask.bundles_of(one.pk for one in shown.rounds)
    organiser = units.full_name(contest.organiser_id)
    address = say.full(reverse("contests:public", args=[key]))
    seal = next((one.sha256 for one in shown.commitments if one.name == "commitments.json"), "")
    context = {
        "contest": contest, "organiser": organiser, "organiser_url": reverse("org:unit", args=[contest.organiser_id]),
        "is_off": is_off, "countdown": say.countdown(now, at=at), "pause": say.pause_of(now.events.all()) if now else None, "door": say.door(contest),
        "can_complain": any(one.opens_at <= at for one in shown.rounds),
        "with_account": any(one.entry == EntryWay.ACCOUNT for one in shown.audiences),
        "with_name": not shown.audiences or any(one.entry == EntryWay.OPEN for one in shown.audiences),
        "provider": provider_name() if any(one.entry == EntryWay.OIDC for one in shown.audiences) else "",
        "account_url": reverse("contests:enter-by-account", args=[key]),
        "rounds": [_round(contest, one, at=at, has_bundle=one.pk in bundles) for one in shown.rounds],
        "sections": in_words(rules, ways={one.key: one.entry for one in shown.audiences}),
        "parts": [one for one in rules.parts if one.kind != "quiz"],
        "seal": seal, "seal_groups": [seal[start : start + 8] for start in range(0, len(seal), 8)],
        "files": [_file(key, one.name) | {"sha256": one.sha256} for one in shown.commitments],
        "description": _("Online contest of %(organiser)s: rules, rounds, standings and how to check the result.") % {"organiser": organiser},
        "full_url": address,
        "linked": contest_event(url=address, name=contest.title, organiser=organiser, state=contest.state, rounds=shown.rounds),
        "crumbs": from_home(say.list_step(), contest.title),
    }  # fmt: skip
    return render(request, "contests/public/contest.html", context)


def _round(contest: Contest, one: Round, *, at: datetime, has_bundle: bool) -> dict[str, Any]:
    shape, words = say.stage_words(one, at=at)
    where = say.stage(one, at=at)
    args = [contest.key, one.key]
    links = []
    if where != say.COMING:
        links.append((_("Standings"), reverse("contests:standings", args=args)))
    if where == say.CLOSED:
        links.append((_("Check my receipt"), reverse("contests:check", args=args)))
    if has_bundle:
        links.append((_("Bundle to check everything"), reverse("contests:bundle", args=args)))
    return {
        "round": one, "shape": shape, "words": words, "stage": where, "links": links,
        "events": [
            {"at": event.at, "words": say.event_words(event), "reason": event.reason, "is_alert": event.kind != "notice"}
            for event in one.events.all()
        ],
    }  # fmt: skip


def _file(key: str, name: str) -> dict[str, str]:
    titles = {
        "commitments.json": _("All seals on one page"),
        "rules.json": _("Rules"),
        "units.jsonl": _("Units with their head-counts"),
        "pool.jsonl": _("Questions of the banks, each under its seal"),
    }
    return {
        "type": TYPES.get(name, "TXT"), "title": titles.get(name, name), "name": name,
        "url": reverse("contests:public-commitment", args=[key, name]),
    }  # fmt: skip


@require_safe
def commitment_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """A file published at sealing, byte by byte; it never changes again."""
    row = ask.commitment_of(key, name)
    if row is None:
        raise Http404
    answer = HttpResponse(bytes(row.body), content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.name}"'
    answer.headers["ETag"] = f'"{row.sha256}"'
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@require_safe
def server_time(request: HttpRequest) -> JsonResponse:
    """The server's clock in milliseconds: what countdowns on the pages are set by."""
    answer = JsonResponse({"now": clock.milliseconds(clock.now())})
    answer.headers["Cache-Control"] = "no-store"
    return answer
