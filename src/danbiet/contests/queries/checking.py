"""What is wrong with a contest's rules, with its banks and head-counts as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from danbiet.accounts.queries import provider_name
from danbiet.org.queries import tree

from ..calc.checking import Problem, check
from ..calc.pool import PoolItem
from ..calc.rules import Rules, rules_of
from ..calc.units import Unit
from ..enums import EntryWay, ItemState
from ..models import Contest, HeadCount, Item
from .closing import rules_read


@dataclass(frozen=True, slots=True)
class Checked:
    """Rules with what is wrong; `errors` hinder sealing, `warnings` do not."""

    rules: Rules
    pool: Sequence[PoolItem]
    units: Sequence[Unit]
    errors: Sequence[Problem]
    warnings: Sequence[Problem]


def rules_in(contest: Contest) -> Rules:
    """The sealed rules, or those in preparation."""
    if contest.rules is not None:
        return rules_read(contest.rules)
    return rules_of(contest.draft["rules"])


def check_contest(contest: Contest, *, on: date) -> Checked:
    """The rules in preparation against banks and head-counts; three queries."""
    rules, pool, units = rules_in(contest), pool_of(contest), units_of(contest, on=on)
    found = [*_doors(contest, rules), *check(rules, pool=pool, units=units)]
    return Checked(
        rules, pool, units,
        [one for one in found if not one.is_warning], [one for one in found if one.is_warning],
    )  # fmt: skip


def _doors(contest: Contest, rules: Rules) -> Iterator[Problem]:
    """Nobody of an audience could come in: its people sign in at a provider, and none is set up here. Or one person could come
    in twice: who types facts at one door and signs in at another is one person that nobody can know for one."""
    ways = contest.draft.get("entry", {})
    if len({ways.get(one.key, EntryWay.OPEN) for one in rules.audiences}) > 1:
        words = "its groups come in by different doors, and one person could come in by each"
        yield Problem("audiences", "several_doors", words, is_warning=True)
    for number, one in enumerate(rules.audiences):
        if ways.get(one.key) == EntryWay.OIDC and not provider_name():
            words = "its people sign in at a provider of identity, and none is set up"
            yield Problem(f"audiences[{number}].entry", "no_provider", words)


def pool_of(contest: Contest) -> list[PoolItem]:
    """Items in use with an approved wording, without words and seal."""
    rows = Item.objects.filter(contest=contest, state=ItemState.ACTIVE, current__isnull=False).select_related(
        "bank", "current"
    )
    return [
        PoolItem(
            item.key,
            item.bank.key,
            item.section,
            item.level,
            len(item.current.options),
            fixed=item.current.is_fixed,
        )
        for item in rows
        if item.current is not None
    ]


def units_of(contest: Contest, *, on: date) -> list[Unit]:
    """Units that take part with their names of the day."""
    units = tree(on)
    rows = HeadCount.objects.filter(contest=contest)
    return [Unit(row.code, units.full_name(row.unit_id), row.block, row.count) for row in rows]
