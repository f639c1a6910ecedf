"""Who comes in: what was typed, held against the contest's rules. No slow hash, no mail: one row."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext, pgettext

from danbiet.kit.encrypted import EncryptedTextField
from danbiet.kit.text import fold, nfc

from ..calc.canonical import crockford
from ..calc.persons import age_on, could_be_born, fault_of_age, is_phone, unique_hash
from ..calc.rules import Audience
from .book import Known
from .entrants import Person

OPEN = "open"
LONGEST = {"name": 120, "phone": 30, "email": 254, "birth": 10, "address": 300, "guardian": 120, "unit": 200}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_FIELD = EncryptedTextField()


@dataclass
class Door:
    """The form with what was said and what is wrong with it, by field."""

    known: Known
    said: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def audiences(self) -> list[tuple[int, Audience]]:
        """Those that come in with a name; the others come from the portal."""
        return [
            (number, one)
            for number, one in enumerate(self.known.audiences)
            if self.known.doors[number : number + 1] == [OPEN]
        ]

    def read(self, said: dict[str, str], *, on: date) -> tuple[Person, int] | None:
        """The person to let in with the consent's moment still 0, and the audience's number; None when something is wrong."""
        self.said = {name: nfc(said.get(name, "")).strip()[:most] for name, most in LONGEST.items()}
        self.said["audience"], self.said["consent"] = said.get("audience", ""), said.get("consent", "")
        audience = self._audience()
        born = self._born(on)
        unit = self._unit()
        needed = ["name", *(one for one in self.known.rules.unique if one in ("phone", "email"))]
        for name in needed:
            if not fold(self.said[name]):  # also nothing but letters nobody sees
                self.wrong[name] = gettext("Please fill this in.")
        if self.said["phone"] and not is_phone(self.said["phone"]):
            self.wrong["phone"] = gettext("This is not a telephone number. Example: 0912 345 678")
        if self.said["email"] and not _MAIL.fullmatch(self.said["email"]):
            self.wrong["email"] = gettext("This is not a mail address. Example: ten@example.com")
        if not self.said["consent"]:
            self.wrong["consent"] = gettext("Without your consent nothing can be stored.")
        age = None if born is None else age_on(born, on)
        if audience is not None and age is not None:
            self._hold_age(audience[1], age)
        if self.wrong or audience is None or born is None or unit is None:
            return None
        number, group = audience
        is_young = age is not None and age < group.guardian_below
        return self._person(number, born, unit, is_allowed=is_young), number

    def _person(self, number: int, born: date, unit: str, *, is_allowed: bool) -> Person:
        known = self.known
        facts = {**self.said, "birth": born.isoformat(), "unit": unit}
        person = unique_hash(facts, unique=known.rules.unique, pepper=known.pepper)
        locked = [
            _FIELD.get_prep_value(text)
            for text in (
                self.said["name"],
                self.said["phone"],
                self.said["email"],
                born.isoformat(),
                self.said["address"],
                self.said["guardian"] if is_allowed else "",
            )
        ]
        code = crockford(secrets.randbits(50), symbols=10)
        return Person(
            known.id, known.audience_ids[number], unit, code, person.hex(), born.year, is_allowed, 0, *locked
        )

    def _audience(self) -> tuple[int, Audience] | None:
        open_ones = self.audiences
        if len(open_ones) == 1:
            return open_ones[0]
        for number, one in open_ones:
            if one.key == self.said["audience"]:
                return number, one
        self.wrong["audience"] = gettext("Please choose in which group you take part.")
        return None

    def _born(self, on: date) -> date | None:
        found = _DAY.fullmatch(self.said["birth"])
        try:
            parts = [int(one) for one in found.groups() if one] if found else []
            born = date(*parts) if found and found[1] else date(*reversed(parts))
        except (TypeError, ValueError):
            born = None
        if born is None or not could_be_born(born, on):
            self.wrong["birth"] = gettext("This is not a date of birth. Example: 20/11/1990")
            return None
        return born

    def _unit(self) -> str | None:
        """The key of the unit, typed as name or key; "" where the contest has none."""
        typed, units = self.said["unit"], self.known.units
        if not units:
            return ""
        if typed in units:
            return typed
        wanted = fold(typed)
        found = [key for key, name in units.items() if fold(name) == wanted]
        if len(found) == 1:
            return found[0]
        needs = self.known.rules.units is not None
        if not typed and not needs:
            return ""
        self.wrong["unit"] = (
            pgettext("contest", "Choose one of the units in the list.")
            if typed
            else gettext("Please fill this in.")
        )
        return None

    def _hold_age(self, group: Audience, age: int) -> None:
        fault = fault_of_age(group, age, has_guardian=bool(self.said["guardian"]))
        if fault == "birth":
            self.wrong["birth"] = gettext("This group is for other ages.")
        elif fault:
            self.wrong["guardian"] = gettext(
                "At this age a parent or guardian has to agree: write the name here."
            )
