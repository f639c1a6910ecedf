"""Sealed contests, their standings and bundles, from what was published of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, overload

from django.urls import reverse
from pydantic import Field

from danbiet.contests.calc import standing_files as files
from danbiet.contests.calc.bundle import MANIFEST
from danbiet.contests.calc.canonical import pseudonym
from danbiet.contests.calc.rules import Rules
from danbiet.contests.queries import public as ask
from danbiet.contests.queries.closing import rules_read
from danbiet.contests.storages import publication_path, round_folder
from danbiet.kit.clock import local, moment
from danbiet.org.queries import tree

from ..render import contests as shapes
from ..render.shape import File, Named
from ..render.shape import gettext_noop as _
from ..validators import Asked, Key, Paged, Words
from .rows import Now, Rows, api, full, link, unit_ref

COMING, OPEN, CLOSED = "coming", "open", "closed"
HUNDRED, TEN_THOUSAND = Decimal(100), Decimal(10_000)


class StandingsAsked(Paged):
    nhom: Words = Field("", description=_("Key of an audience; the first when it is left out."))


def contests(asked: Paged, now: Now) -> Rows[shapes.Contest]:
    """Every sealed contest, the one sealed last first. Two queries and the units."""
    units = tree(now.on)

    def shape(part: Sequence[Any]) -> list[shapes.Contest]:
        return [shapes.Contest(**_contest(one, list(one.rounds.all()), units, now.at)) for one in part]

    return Rows(ask.public_contests(), shape)


def _contest(one: Any, rounds: list[Any], units: Any, at: datetime) -> dict[str, Any]:
    return {
        "key": one.key, "title": one.title, "organiser": unit_ref(one.organiser_id, units), "state": one.state,
        "stage": _stage_of(one, rounds, at), "opens_at": min((local(each.opens_at) for each in rounds), default=None),
        "closes_at": max((local(each.closes_at) for each in rounds), default=None), "round_count": len(rounds),
        "sealed_at": local(one.frozen_at) if one.frozen_at else None,
        "links": link(f"/contests/{one.key}", reverse("contests:public", args=[one.key])),
    }  # fmt: skip


def _stage(one: Any, at: datetime) -> str:
    return COMING if at < one.opens_at else OPEN if at < one.closes_at else CLOSED


def _stage_of(contest: Any, rounds: list[Any], at: datetime) -> str:
    """Between two rounds it is open, called off it is closed."""
    stages = {_stage(one, at) for one in rounds}
    if contest.state == "cancelled" or not stages:
        return CLOSED
    return stages.pop() if len(stages) == 1 else OPEN


def contest(asked: Asked, now: Now, key: Key) -> shapes.ContestInFull | None:
    """A sealed contest by its short name. Six queries and the units."""
    found = ask.public_contest(key)
    if found is None:
        return None
    one, rules = found.contest, found.rules
    bundles = ask.bundles_of(each.pk for each in found.rounds)
    return shapes.ContestInFull(
        **_contest(one, found.rounds, tree(now.on), now.at),
        rounds=[_round(key, each, rules, now.at, has_bundle=each.pk in bundles) for each in found.rounds],
        audiences=[
            shapes.Audience(key=each.key, name=each.name, min_age=each.min_age, max_age=each.max_age) for each in found.audiences
        ],
        prizes=[shapes.Prize(key=each.key, name=each.name, to=each.to, of=each.of, count=each.count) for each in rules.prizes],
        parts=[Named(key=each.key, name=each.kind) for each in rules.parts],
        sealed=[
            File(
                title=each.name, type=each.name.rpartition(".")[2].upper()[:5], sha256=each.sha256,
                url=full(reverse("contests:public-commitment", args=[key, each.name])),
            )
            for each in found.commitments
        ],
        cancelled_reason=one.cancelled_reason if one.state == "cancelled" else "",
    )  # fmt: skip


def _round(key: str, one: Any, rules: Rules, at: datetime, *, has_bundle: bool) -> shapes.Round:
    path = f"/contests/{key}/rounds/{one.key}"
    return shapes.Round(
        key=one.key, name=one.name, number=one.number, opens_at=local(one.opens_at), closes_at=local(one.closes_at),
        stage=_stage(one, at),
        events=[
            shapes.RoundEvent(
                at=local(each.at), kind=each.kind, closes_at=local(each.closes_at) if each.closes_at else None, reason=each.reason
            )
            for each in one.events.all()
        ],
        standings=api(f"{path}/standings"), units=api(f"{path}/units") if rules.units is not None else "",
        bundle=full(reverse("contests:bundle", args=[key, one.key])) if has_bundle else "",
    )  # fmt: skip


def round_result(asked: Asked, now: Now, key: Key, round_key: Key) -> shapes.RoundResult | None:
    """How a round stands, who won, and the files to check it. Two queries."""
    one = ask.public_round(key, round_key)
    if one is None:
        return None
    rules = rules_read(one.contest.rules or "")
    folder = files.newest(round_folder(key, round_key))
    told = files.summary(folder) if folder else {}
    names = {each.key: each.name for each in rules.audiences}
    published = ask.bundle_of(one.pk)
    return shapes.RoundResult(
        contest=key, round=round_key, made_at=local(moment(told["made_at"])) if told else None,
        is_final=bool(told.get("is_final")), is_frozen=bool(told.get("is_frozen")),
        figures=[
            shapes.Turnout(
                audience=name, name=names.get(name, name), participants=each["participants"], entries=each["entries"],
                all_correct=each["all_correct"],
            )
            for name, each in told.get("audiences", {}).items()
        ],
        winners=[_winner(each) for each in files.winners(folder)] if folder else [],
        files=_bundle(published, key, round_key) if published else [], root=published.root if published else "",
        links=link(f"/contests/{key}/rounds/{round_key}", reverse("contests:standings", args=[key, round_key])),
    )  # fmt: skip


def _winner(one: dict[str, Any]) -> shapes.Winner:
    is_unit = one["to"] == "unit"
    return shapes.Winner(
        prize=one["prize"], prize_name=one["name"], of=one["of_name"], winner=one["winner_name"] if is_unit else pseudonym(one["winner"]),
        is_unit=is_unit, is_shared=one["shared"],
    )  # fmt: skip


def _bundle(published: Any, key: str, round_key: str) -> list[File]:
    try:
        manifest = json.loads((publication_path(published.folder) / MANIFEST).read_bytes())
    except FileNotFoundError:
        return []
    address = full(reverse("contests:bundle", args=[key, round_key]))
    return [
        File(
            title=name,
            type=name.rpartition(".")[2].upper()[:5],
            bytes=one["bytes"],
            sha256=one["sha256"],
            url=f"{address}{name}",
        )
        for name, one in sorted(manifest.get("files", {}).items())
    ]


class Ranking(Sequence[dict[str, Any]]):
    """The rows of an audience in its files, of which only the pages asked for are read."""

    def __init__(self, folder: Path | None, audience: str, rows: int) -> None:
        self._folder, self._audience, self._rows = folder, audience, rows

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number in range(1, -(-self._rows // files.PER_PAGE) + 1):
            yield from self._page(number)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, int):
            return self._page(place // files.PER_PAGE + 1)[place % files.PER_PAGE]
        start, stop, _step = place.indices(self._rows)
        first = start // files.PER_PAGE
        numbers = range(first + 1, -(-stop // files.PER_PAGE) + 1)
        found = [row for number in numbers for row in self._page(number)]
        skipped = start - first * files.PER_PAGE
        return found[skipped : skipped + stop - start]

    def _page(self, number: int) -> list[dict[str, Any]]:
        """Nothing where the files were replaced by newer ones meanwhile."""
        try:
            return files.page(self._folder, self._audience, number) if self._folder else []
        except files.NoSuchPage:
            return []


def standings(asked: StandingsAsked, now: Now, key: Key, round_key: Key) -> Rows[shapes.Standing] | None:
    """Persons of an audience by rank. One query, and one for the names of units."""
    one = ask.public_round(key, round_key)
    if one is None:
        return None
    rules = rules_read(one.contest.rules or "")
    taking = [each for each in rules.audiences if rules.plan_of(each.key, round_key)]
    chosen = (
        next((each for each in taking if each.key == asked.nhom), None)
        if asked.nhom
        else next(iter(taking), None)
    )
    if chosen is None:
        return None
    folder = files.newest(round_folder(key, round_key))
    told = files.summary(folder)["audiences"].get(chosen.key, {}) if folder else {}
    names = ask.unit_names(one.contest_id)
    return Rows(
        Ranking(folder, chosen.key, told.get("rows", 0)),
        lambda part: [_standing(each, names) for each in part],
    )


def _standing(one: dict[str, Any], names: dict[str, str]) -> shapes.Standing:
    return shapes.Standing(
        rank=one["rank"], pseudonym=pseudonym(one["code"]), unit=names.get(one["unit"], ""), points=one["points"] / HUNDRED,
        correct=one["correct"], total=one["total"], seconds=Decimal(one["time_ms"]) / 1000, prediction=one["prediction"],
        distance=one["distance"], is_shared=one["shared"],
    )  # fmt: skip


def unit_standings(asked: Paged, now: Now, key: Key, round_key: Key) -> Rows[shapes.UnitStanding] | None:
    """Units by block and rank. One query."""
    one = ask.public_round(key, round_key)
    if one is None or rules_read(one.contest.rules or "").units is None:
        return None
    folder = files.newest(round_folder(key, round_key))
    blocks = files.units(folder)["blocks"] if folder else []
    rows = [(block["name"], each) for block in blocks for each in block["units"]]
    return Rows(rows, lambda part: [_unit(name, each) for name, each in part])


def _unit(block: str, one: dict[str, Any]) -> shapes.UnitStanding:
    def share(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value) / TEN_THOUSAND

    return shapes.UnitStanding(
        block=block, rank=one["rank"], code=one["unit"], name=one["name"], participants=one["participants"],
        headcount=one["headcount"], turnout_percent=share(one["turnout"]), average=share(one["average"]), score=share(one["score"]),
        status=one["status"],
    )  # fmt: skip
