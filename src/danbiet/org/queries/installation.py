"""Whose site this is, and how far it is set up."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from danbiet.accounts.models import User
from danbiet.org.enums import SetupStep
from danbiet.org.models import Installation, Unit


@dataclass(frozen=True, slots=True)
class Home:
    """The province the site belongs to, in its own words; comes with the tree of a day (`tree(on).home`), empty before any set-up.

    `committee`, `symbol` and `place` are for documents and hold for the unit that carries `code`.
    """

    code: str = ""
    name: str = ""
    name_en: str = ""
    committee: str = ""
    symbol: str = ""
    place: str = ""
    first_year: int | None = None
    address: str = ""
    address_en: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    editor: str = ""
    logo_mark: str = ""
    is_being_set_up: bool = False

    def is_of(self, code: str) -> bool:
        """Whether these are the words of the unit with this code."""
        return bool(self.code) and code == self.code

    @property
    def contact(self) -> dict[str, str]:
        """Where to write, call and come: from the set-up, what is empty there from the environment (DANBIET_CONTACT_…)."""
        return {key: getattr(self, key) or said for key, said in settings.DANBIET_CONTACT.items()}


def installation() -> Installation | None:
    """The row itself, without its logo; None where nothing was ever set up or loaded."""
    return Installation.objects.defer("logo").filter(pk=1).first()


def logo() -> bytes | None:
    """The logo as PNG, None where there is none."""
    found = Installation.objects.filter(pk=1).values_list("logo", flat=True).first()
    return bytes(found) if found else None


def is_unused() -> bool:
    """Whether nobody has an account and there is no unit: a fresh database."""
    return not User.objects.exists() and not Unit.objects.exists()


def next_step(row: Installation) -> SetupStep | None:
    """The first step that is not done, None when all are."""
    return next((step for step in SetupStep if step.value not in row.steps_done), None)


def may_go_to(row: Installation, step: SetupStep) -> bool:
    """Whether every step before this one is done: later steps need what earlier ones said."""
    before = list(SetupStep)[: list(SetupStep).index(step)]
    return all(one.value in row.steps_done for one in before)
