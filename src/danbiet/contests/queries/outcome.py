"""A round's published result with what was decided about it, as documents tell it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from danbiet.exports.render import OfficialHead
from danbiet.kit.clock import local
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of

from ..calc import standing_files as files
from ..enums import AppealState, PublicationKind, RoundEventKind
from ..models import Contact, Publication, Round
from ..render import AudienceOutcome, Holder, Outcome, Standing, UnitOutcome
from ..storages import publication_path
from .closing import rules_of, unit_names
from .results import newest
from .turnout import unit_days


def outcome_of(one: Round, *, on: date) -> Outcome | None:
    """The last final result with names of the winners; None before there is one. Whoever asks is allowed to see the names."""
    final = newest(one, PublicationKind.FINAL)
    if final is None:
        return None
    contest, rules = one.contest, rules_of(one.contest)
    folder, units = publication_path(final.folder), tree(on)
    office = office_of(contest.organiser_id, units=units, on=on)
    blocks = files.units(folder)["blocks"]
    names = unit_names(contest)
    appeals = Counter(one.appeals.values_list("state", flat=True))
    return Outcome(
        head=OfficialHead(
            superior=office.superior, issuer=office.issuer, symbol=office.symbol, place=office.place,
            type_name="", abstract="", recipients=("Các đơn vị tham gia Hội thi", f"Lưu: VT, {office.symbol}."),
        ),
        contest=contest.title, round=one.name, opens=one.opens_at, closes=one.closes_at, published=final.made_at, number=final.number,
        seal=contest.commitments.get(name="commitments.json").sha256, sealed=contest.frozen_at or one.opens_at,
        root=_bundle(one, final).root,
        extensions=tuple(
            (event.at, event.closes_at, event.reason)
            for event in one.events.filter(kind=RoundEventKind.EXTENDED)
            if event.closes_at
        ),
        gone=tuple(one.disqualifications.filter(revoked_at=None).values_list("code", "number", "reason")),
        drops=tuple(one.drops.order_by("item__key").values_list("item__key", "note")),
        appeals=(sum(appeals.values()), appeals[AppealState.UPHELD], appeals[AppealState.REFUSED]),
        audiences=tuple(
            _audience(folder, key, figures, {each.key: each.name for each in rules.audiences}.get(key, key))
            for key, figures in files.summary(folder)["audiences"].items()
        ),
        units=tuple(
            UnitOutcome(
                block["name"], row["rank"], row["name"], row["headcount"], row["participants"], row["turnout"],
                row["average"] or 0, row["score"] or 0, row["status"],
            )
            for block in blocks
            for row in block["units"]
        ),
        holders=tuple(_holders(one, folder, names)),
        days=tuple(_days(one, on=on)),
    )  # fmt: skip


def standings_of(one: Round) -> Iterator[Standing]:
    """The whole ranking of the last final result, page by page."""
    final = newest(one, PublicationKind.FINAL)
    if final is None:
        return
    rules, folder = rules_of(one.contest), publication_path(final.folder)
    names = unit_names(one.contest)
    audiences = {each.key: each.name for each in rules.audiences}
    for key in files.summary(folder)["audiences"]:
        for row in _rows(folder, key):
            yield Standing(
                audiences.get(key, key), row["rank"], row["code"], names.get(row["unit"], ""), row["correct"], row["total"],
                row["time_ms"], row["distance"],
            )  # fmt: skip


def _bundle(one: Round, final: Publication) -> Publication:
    return one.publications.get(kind=PublicationKind.BUNDLE, number=final.figures["bundle"])


def _rows(folder: Path, audience: str) -> Iterator[dict[str, Any]]:
    for number in range(1, files.summary(folder)["audiences"][audience]["pages"] + 1):
        yield from files.page(folder, audience, number)


def _audience(folder: Path, key: str, figures: dict[str, Any], name: str) -> AudienceOutcome:
    correct: Counter[int] = Counter()
    total = 0
    for row in _rows(folder, key):
        correct[row["correct"]] += 1
        total = row["total"]
    return AudienceOutcome(
        name, figures["participants"], figures["entries"], figures["all_correct"] or 0, figures["target"], total, dict(correct)
    )  # fmt: skip


def _holders(one: Round, folder: Path, units: dict[str, str]) -> Iterator[Holder]:
    won = files.winners(folder)
    codes = [row["winner"] for row in won if row["to"] == "person"]
    contacts = {
        contact.entrant.code: (contact.name, contact.entrant.unit)
        for contact in Contact.objects.filter(
            entrant__contest_id=one.contest_id, entrant__code__in=codes
        ).select_related("entrant")
    }
    for row in won:
        if row["to"] == "unit":
            yield Holder(row["name"], row["of_name"], row["winner_name"], "", "", row["shared"])
        else:
            name, unit = contacts.get(row["winner"], ("", ""))
            yield Holder(row["name"], row["of_name"], name, row["winner"], units.get(unit, ""), row["shared"])


def _days(one: Round, *, on: date) -> Iterator[tuple[str, int, int]]:
    rounds = list(one.contest.rounds.values_list("pk", flat=True))
    days: dict[date, Counter[str]] = defaultdict(Counter)
    for cell in unit_days(rounds, closed=rounds, today=local(one.closes_at).date()):
        if cell.round_id == one.pk:
            days[cell.on][cell.what] += cell.quantity
    for day, counts in sorted(days.items()):
        yield f"{day:%d/%m/%Y}", counts["entries"], counts["persons"]
