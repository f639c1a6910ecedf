"""What is published before opening, so that nothing can be chosen afterwards (docs/contest-bundle.md, 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .canonical import NotCanonical, canonical, parse, seal

FORMAT = "danbiet.commitments.v1"


class CommitmentsRefused(ValueError):
    """A text that is no list of commitments."""


@dataclass(frozen=True, slots=True)
class Commitments:
    """Seals (hex) of the rules, the units with their head-counts, the pool, and every round's secret."""

    contest: str
    rules: str
    units: str
    pool: str
    secrets: Mapping[str, str]

    def file(self) -> bytes:
        """The file commitments.json."""
        value = {
            "contest": self.contest,
            "format": FORMAT,
            "pool": self.pool,
            "rules": self.rules,
            "secrets": dict(self.secrets),
            "units": self.units,
        }
        return canonical(value) + b"\n"

    def fingerprint(self) -> str:
        """The one number to print in a newspaper: SHA-256 of the file, as hex."""
        return hashlib.sha256(self.file()).hexdigest()


def commit(
    contest: str, *, rules: bytes, units: bytes, pool: bytes, secrets: Mapping[str, bytes]
) -> Commitments:
    """The commitments for the bytes of rules.json, units.jsonl, pool.jsonl and the secrets (32 bytes) by round."""
    return Commitments(
        contest,
        rules=seal_rules(rules),
        units=seal_units(units),
        pool=seal_pool(pool),
        secrets={key: seal_secret(secret) for key, secret in secrets.items()},
    )


def seal_rules(data: bytes) -> str:
    """Seal of the bytes of rules.json."""
    return seal("danbiet.rules.v1", data)


def seal_units(data: bytes) -> str:
    """Seal of the bytes of units.jsonl."""
    return seal("danbiet.units.v1", data)


def seal_pool(data: bytes) -> str:
    """Seal of the bytes of pool.jsonl."""
    return seal("danbiet.pool.v1", data)


def seal_secret(secret: bytes) -> str:
    """Seal of a round's secret; ValueError unless it has 32 bytes: a short one could be guessed from its seal."""
    if len(secret) != 32:
        raise ValueError("a secret has 32 bytes")
    return seal("danbiet.secret.v1", secret)


def read_commitments(data: bytes) -> Commitments:
    """The commitments of a file; CommitmentsRefused when it is none."""
    try:
        value: Any = parse(data.removesuffix(b"\n"))
    except NotCanonical as error:
        raise CommitmentsRefused(str(error)) from error
    keys = {"contest", "format", "pool", "rules", "secrets", "units"}
    if not isinstance(value, dict) or set(value) != keys or value["format"] != FORMAT:
        raise CommitmentsRefused(f"must be {FORMAT} with {', '.join(sorted(keys))}")
    secrets = value["secrets"]
    texts = [value[key] for key in ("contest", "pool", "rules", "units")]
    if not isinstance(secrets, dict) or not all(isinstance(one, str) for one in [*texts, *secrets.values()]):
        raise CommitmentsRefused("seals are texts")
    return Commitments(
        value["contest"], rules=value["rules"], units=value["units"], pool=value["pool"], secrets=secrets
    )
