"""How far the demonstration year is loaded."""

from __future__ import annotations

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.org.models import Installation, Membership, Unit

from .registry import ACCOUNTS, Account

STAGE_LOADED = "demo.stage_loaded"


def stages_loaded() -> set[str]:
    """The stages that are in the database, each whole."""
    return set(Entry.objects.filter(verb=STAGE_LOADED).values_list("object_title", flat=True))


def is_empty() -> bool:
    """Whether nobody has loaded any unit yet: a fresh installation."""
    return not Unit.objects.exists()


def is_in_real_use() -> bool:
    """Whether somebody who is no demonstration person holds a role or is setting up: then nothing invented may be added."""
    is_begun = Installation.objects.filter(set_up_at__isnull=True).exclude(steps_done=[]).exists()
    return is_begun or Membership.objects.filter(user__is_demo=False).exists()


def accounts_present() -> list[Account]:
    """The accounts per role that exist, in the order of the registry."""
    known = set(User.objects.filter(is_demo=True, is_active=True).values_list("username", flat=True))
    return [account for account in ACCOUNTS if account.username in known]
