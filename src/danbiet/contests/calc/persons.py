"""What makes two entrants one person: a keyed hash of what the rules call unique, fast on the way in and useless without its key."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import date

from danbiet.kit.text import fold

from .canonical import canonical
from .rules import Audience

# What a rule set may call unique: what is asked at the door. Who comes in with an account or from a provider is unique by that instead.
TYPED = ("name", "birth", "phone", "email", "unit")


def unique_hash(said: Mapping[str, str], *, unique: Sequence[str], pepper: bytes) -> bytes:
    """32 bytes: HMAC-SHA-256 of the unique facts as canonical JSON, folded; KeyError when one is missing or empty.

    Telephone numbers count as their digits, with +84 as 0; names without marks and case; dates as ISO.
    """
    facts = {name: folded(name, said[name]) for name in unique}
    for name, value in facts.items():
        if not value:
            raise KeyError(name)
    return hmac.digest(pepper, canonical(facts), "sha256")


def account_hash(user_id: int, *, pepper: bytes) -> bytes:
    """32 bytes for who comes in with an account: never the same as for anything typed at the door."""
    return hmac.digest(pepper, canonical({"account": str(user_id)}), "sha256")


def subject_hash(issuer: str, subject: str, *, pepper: bytes) -> bytes:
    """32 bytes for who signed in at a provider of identity: its own word for the person, which is kept nowhere else.

    ValueError: the provider named nobody.
    """
    if not issuer or not subject:
        raise ValueError("nobody is named")
    return hmac.digest(pepper, canonical({"issuer": issuer, "subject": subject}), "sha256")


def age_on(born: date, on: date) -> int:
    """Whole years on a day; who was born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def could_be_born(born: date, on: date) -> bool:
    """Whether somebody alive on a day can have been born on that one: no more than about 120 years before."""
    return date(on.year - 120, 1, 1) <= born <= on


def is_phone(typed: str) -> bool:
    """8 to 15 digits (ITU-T E.164), however they are written."""
    return 8 <= len(digits(typed)) <= 15


def fault_of_age(group: Audience, age: int, *, has_guardian: bool) -> str:
    """What keeps somebody out of an audience: "birth" (it is for other ages), "guardian" (nobody has agreed), "" for nothing."""
    if age < group.min_age or (group.max_age and age > group.max_age):
        return "birth"
    return "guardian" if age < group.guardian_below and not has_guardian else ""


def folded(name: str, value: str) -> str:
    """A fact in the one form in which it is compared."""
    return digits(value) if name == "phone" else fold(value)


def digits(phone: str) -> str:
    """A telephone number as the digits dialled in Vietnam: "+84 912 345 678" is 0912345678."""
    found = "".join(letter for letter in phone if letter.isascii() and letter.isdigit())
    return "0" + found[2:] if phone.strip().startswith(("+84", "84")) and len(found) >= 11 else found
