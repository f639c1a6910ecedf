"""A contest before its rules are sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.fraud import Limits
from ..calc.rules import Rules, rules_json
from ..enums import ContestState
from ..models import Bank, Contest
from .noting import note, unsealed
from .refusals import AlreadyThere, EditedMeanwhile


@transaction.atomic
def create_contest(rules: Rules, *, organiser_id: int, from_set: str, by: User, at: datetime) -> Contest:
    """A contest in preparation with these rules, and the banks they name, empty. A key in use is refused (AlreadyThere)."""
    try:
        with transaction.atomic():
            contest = Contest.objects.create(
                key=rules.contest, title=rules.title, organiser_id=organiser_id, draft=_kept(rules),
                created_at=at, created_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyThere(
            _("Another contest already has the short name “%(key)s”.") % {"key": rules.contest}
        ) from error
    _add_banks(contest, rules)
    note("contest_created", contest, by=by, at=at, rule_set=from_set)
    return contest


@transaction.atomic
def save_rules(
    contest_id: int,
    rules: Rules,
    *,
    version: int,
    by: User,
    at: datetime,
    step: str,
    ways: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Contest:
    """Other rules while nothing is sealed. Key and organiser stay. Somebody else's save in between: EditedMeanwhile.

    `ways`: how each audience comes in (EntryWay by its key); None leaves them as they are. `limits`: from where
    something is a suspicion; None leaves them.
    """
    contest = unsealed(contest_id)
    if contest.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed the rules in the meantime. Look at them and try again.")
        )
    known = contest.draft.get("entry", {}) if ways is None else ways
    here = {one.key: known[one.key] for one in rules.audiences if one.key in known}
    contest.draft, contest.title = _kept(rules) | {"entry": here}, rules.title
    contest.state = ContestState.DRAFT
    contest.version += 1
    facts: dict[str, Any] = {}
    if limits is not None:
        contest.fraud_limits = facts["limits"] = asdict(limits)
    contest.save(update_fields=["draft", "title", "state", "version", "fraud_limits"])
    _add_banks(contest, rules)
    note("rules_changed", contest, by=by, at=at, step=step, **facts)
    return contest


@transaction.atomic
def cancel_contest(contest_id: int, *, reason: str, by: User, at: datetime) -> Contest:
    """Call off a contest that was not sealed yet, for a reason that stays with it."""
    contest = unsealed(contest_id)
    contest.state, contest.cancelled_reason = ContestState.CANCELLED, reason
    contest.version += 1
    contest.save(update_fields=["state", "cancelled_reason", "version"])
    note("contest_cancelled", contest, by=by, at=at, reason=reason)
    return contest


def _add_banks(contest: Contest, rules: Rules) -> None:
    """A bank for each key the papers name, called after whom it is for; none is ever taken away here."""
    known = set(contest.banks.values_list("key", flat=True))
    wanted = [key for key in dict.fromkeys(plan.bank for plan in rules.papers) if key not in known]
    Bank.objects.bulk_create(Bank(contest=contest, key=key, name=_name_of(key, rules)) for key in wanted)


def _name_of(bank: str, rules: Rules) -> str:
    """ "Người dân, Tuần 2": the audiences that draw from it, and the round if it is for one of several."""
    plans = [plan for plan in rules.papers if plan.bank == bank]
    audiences = {one.key: one.name for one in rules.audiences}
    rounds = {one.key: one.name for one in rules.rounds}
    names = [*dict.fromkeys(audiences.get(plan.audience, plan.audience) for plan in plans)]
    held = {plan.round for plan in plans}
    if len(held) == 1 and len(rounds) > 1:
        names += [rounds.get(plan.round, plan.round) for plan in plans[:1]]
    return ", ".join(names)[:120]


def _kept(rules: Rules) -> dict[str, object]:
    return {"rules": json.loads(rules_json(rules))}
