"""Certificates: what each says, and what its code says to anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from danbiet.exports.render.wording import place_and_date
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of

from ..calc.canonical import read_crockford
from ..calc.certificate import Sheet
from ..calc.rules import Rules
from ..models import Certificate, Round
from .closing import rules_of, unit_names


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate as its code shows it. `holder` is empty once personal data was erased."""

    code: str
    holder: str
    unit: str
    prize: str
    group: str
    contest: str
    contest_key: str
    round: str
    made_at: datetime


def certificate_named(contest_key: str, typed: str) -> Checked | None:
    """The certificate with this code, typed with or without hyphens in either case; None when there is none in the contest."""
    row = (
        Certificate.objects.select_related("winner__round__contest", "winner__entrant")
        .filter(code=read_crockford(typed), winner__round__contest__key=contest_key)
        .first()
    )
    if row is None:
        return None
    one = row.winner.round
    rules = rules_of(one.contest)
    names = _unit_names(one)
    return Checked(
        row.code, _holder(row, names), _unit(row, names), _prize(row, rules), _group(row, rules), one.contest.title, one.contest.key,
        one.name, row.made_at,
    )  # fmt: skip


def sheets_of(one: Round, *, on: date, check: str) -> list[Sheet]:
    """The certificates of a round in the order of its winners. `check`: the address below which codes are checked."""
    rules, names = rules_of(one.contest), _unit_names(one)
    office = office_of(one.contest.organiser_id, units=tree(on), on=on)
    rows = (
        Certificate.objects.filter(winner__round=one).select_related("winner__entrant").order_by("winner_id")
    )
    return [
        Sheet(
            office.superior, office.issuer, _prize(row, rules), _holder(row, names), _unit(row, names), one.contest.title, one.name,
            place_and_date(place=office.place, on=on, year=on.year), office.signer_prefix, office.signer_title, row.code,
            f"{check}{one.contest.key}/giay-chung-nhan/",
        )
        for row in rows
    ]  # fmt: skip


def certificate_count(one: Round) -> int:
    return Certificate.objects.filter(winner__round=one).count()


def _unit_names(one: Round) -> dict[str, str]:
    """Names as sealed, by the unit's name in the bundle and by "#" and its number."""
    names = unit_names(one.contest)
    rows = one.contest.head_counts.values_list("unit_id", "code")
    return names | {f"#{unit_id}": names.get(code, code) for unit_id, code in rows}


def _holder(row: Certificate, names: dict[str, str]) -> str:
    return names.get(f"#{row.winner.unit_id}", "") if row.winner.unit_id else row.holder


def _unit(row: Certificate, names: dict[str, str]) -> str:
    return names.get(row.winner.entrant.unit, "") if row.winner.entrant else ""


def _prize(row: Certificate, rules: Rules) -> str:
    return next((prize.name for prize in rules.prizes if prize.key == row.winner.prize), row.winner.prize)


def _group(row: Certificate, rules: Rules) -> str:
    groups = {one.key: one.name for one in rules.audiences}
    groups |= {one.key: one.name for one in rules.units.blocks} if rules.units else {}
    return groups.get(row.winner.group, row.winner.group)
