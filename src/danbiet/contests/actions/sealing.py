"""The rules are sealed: what was agreed becomes bytes, published before opening, and nothing of it changes again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local, milliseconds, moment

from ..calc.commitments import commit, seal_rules, seal_secret
from ..calc.pool import pool_lines
from ..calc.rules import Rules, rules_json
from ..calc.units import units_lines
from ..enums import ContestState, EntryWay, VersionState
from ..models import Audience, Commitment, Contest, HeadCount, Item, ItemVersion, Part, Round, RoundSecret
from ..queries.checking import check_contest, units_of
from ..queries.closing import words_of
from .noting import note, unsealed, wake
from .refusals import EditedMeanwhile, NotNow


@transaction.atomic
def freeze_contest(contest_id: int, *, version: int, by: User, at: datetime) -> Contest:
    """Seal rules, banks and head-counts and publish their fingerprints. All or nothing.

    Refused (NotNow): an error is left in the rules, or a round would have begun already; EditedMeanwhile: the rules on the
    screen are not those kept.
    """
    contest = unsealed(contest_id)
    if contest.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed the rules in the meantime. Look at them and try again.")
        )
    checked = check_contest(contest, on=local(at).date())
    if checked.errors:
        raise NotNow(_("%(count)s errors are left in the rules.") % {"count": len(checked.errors)})
    if checked.rules.rounds[0].opens <= milliseconds(at):
        raise NotNow(_("The first round would have begun already. Move it first."))
    signing = Ed25519PrivateKey.generate()
    rules = replace(checked.rules, receipt_key=signing.public_key().public_bytes_raw().hex())
    data = rules_json(rules)
    round_secrets = {one.key: secrets.token_bytes(32) for one in rules.rounds}
    units = units_lines(units_of(contest, on=local(at).date()))
    pool = _seal_items(contest, at=at)
    HeadCount.objects.filter(contest=contest).update(frozen_at=at)
    contest.state, contest.rules, contest.rules_hash = (
        ContestState.FROZEN,
        data.decode(),
        seal_rules(data + b"\n"),
    )
    contest.frozen_at, contest.frozen_by = at, by
    contest.signing_key, contest.receipt_key = signing.private_bytes_raw().hex(), secrets.token_hex(32)
    contest.pepper = secrets.token_hex(32)
    contest.version += 1
    contest.save(
        update_fields=[
            "state", "rules", "rules_hash", "frozen_at", "frozen_by", "signing_key", "receipt_key", "pepper", "version",
        ]
    )  # fmt: skip
    _write_rows(contest, rules, round_secrets)
    commitments = commit(contest.key, rules=data + b"\n", units=units, pool=pool, secrets=round_secrets)
    files = {
        "rules.json": data + b"\n",
        "units.jsonl": units,
        "pool.jsonl": pool,
        "commitments.json": commitments.file(),
    }
    Commitment.objects.bulk_create(
        Commitment(contest=contest, at=at, name=name, body=body, sha256=hashlib.sha256(body).hexdigest())
        for name, body in files.items()
    )
    note("contest_sealed", contest, by=by, at=at, seal=commitments.fingerprint(), items=pool.count(b"\n"))
    wake(contest)
    return contest


def _seal_items(contest: Contest, *, at: datetime) -> bytes:
    """Every item in use with an approved wording gets its own salt; the pool as published."""
    items = list(
        Item.objects.filter(contest=contest, state="active", current__isnull=False).select_related(
            "bank", "current"
        )
    )
    pool, versions = [], []
    for item in items:
        version, salt = item.current, secrets.token_bytes(32)
        if version is None:  # the query says otherwise; the type does not
            continue
        line = words_of(item, version).in_pool(salt=salt)
        version.salt, version.commitment, version.state = salt.hex(), line.commitment, VersionState.FROZEN
        item.frozen_at = at
        pool.append(line)
        versions.append(version)
    ItemVersion.objects.bulk_update(versions, ["salt", "commitment", "state"], batch_size=500)
    Item.objects.filter(pk__in=[item.pk for item in items]).update(frozen_at=at)
    return pool_lines(pool)


def _write_rows(contest: Contest, rules: Rules, round_secrets: Mapping[str, bytes]) -> None:
    """What the process of the rush and the screens ask for by row."""
    ways = contest.draft.get("entry", {})
    Audience.objects.bulk_create(
        Audience(
            contest=contest, key=one.key, name=one.name, order=order, min_age=one.min_age, max_age=one.max_age,
            guardian_below=one.guardian_below, entry=ways.get(one.key, EntryWay.OPEN),
        )
        for order, one in enumerate(rules.audiences)
    )  # fmt: skip
    Part.objects.bulk_create(
        Part(contest=contest, key=one.key, kind=one.kind, weight=one.weight) for one in rules.parts
    )
    for number, one in enumerate(rules.rounds, start=1):
        row = Round.objects.create(
            contest=contest, key=one.key, name=one.name, number=number, opens_at=moment(one.opens), closes_at=moment(one.closes)
        )  # fmt: skip
        secret = round_secrets[one.key]
        RoundSecret.objects.create(round=row, secret=secret.hex(), hash=seal_secret(secret))
