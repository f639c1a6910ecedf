"""Who may come in by account or from a provider, and who is in already."""

from __future__ import annotations

from danbiet.accounts.models import User

from ..calc.persons import account_hash
from ..models import Contest, Entrant, HeadCount


def entry_contest(key: str) -> Contest | None:
    """The sealed contest of this short name with its audiences and the pepper of its persons."""
    return Contest.objects.filter(key=key, rules__isnull=False).prefetch_related("audiences").first()


def entrant_of(contest: Contest, user: User) -> Entrant | None:
    """The entrant of an account, None before it came in the first time."""
    if not contest.pepper:
        return None
    return entrant_named(contest, account_hash(user.pk, pepper=bytes.fromhex(contest.pepper)))


def entrant_named(contest: Contest, person: bytes) -> Entrant | None:
    """The entrant of a keyed hash (calc.persons), None before they came in the first time."""
    return Entrant.objects.select_related("audience").filter(contest=contest, unique_hash=person).first()


def head_counts(contest: Contest) -> list[HeadCount]:
    """Units that take part."""
    return list(HeadCount.objects.filter(contest=contest).order_by("code"))
