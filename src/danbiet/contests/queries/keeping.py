"""How long personal data of a contest is kept, and whose is left."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Max, Q

from danbiet.kit.clock import local, milliseconds

from ..models import Contact, Contest, Entrant, Start

WITHOUT_A_DAY = timedelta(days=365)  # after the last round, where no day was named


def kept_until(contest: Contest) -> date | None:
    """The last day on which contacts are kept; None while there is no round."""
    if contest.retention_until is not None:
        return contest.retention_until
    last = contest.rounds.aggregate(last=Max("closes_at"))["last"]
    return local(last).date() + WITHOUT_A_DAY if last is not None else None


def due_contests(*, on: date) -> list[int]:
    """Contests whose day has passed and that still hold somebody, or the key of the hashes."""
    found = []
    for contest in Contest.objects.filter(rules__isnull=False).order_by("pk"):
        until = kept_until(contest)
        is_left = contest.pepper or Entrant.objects.filter(contest=contest, erased_at=None).exists()
        if until is not None and until < on and is_left:
            found.append(contest.pk)
    return found


def people_left(contest: Contest) -> tuple[int, int]:
    """(people whose contact is kept, people erased)."""
    kept = Contact.objects.filter(entrant__contest=contest).count()
    return kept, Entrant.objects.filter(contest=contest, erased_at__isnull=False).count()


def people_overdue(at: datetime) -> int:
    """People whose contact should be gone since a day."""
    due = due_contests(on=local(at).date() - timedelta(days=1))
    return Entrant.objects.filter(contest__in=due, erased_at=None).count()


def hashes_overdue(at: datetime) -> int:
    """Attempts that still carry a mark of a device or network two days after it should be gone."""
    before = milliseconds(at - timedelta(days=92))
    marked = Q(network_hash__isnull=False) | Q(device_hash__isnull=False)
    return Start.objects.filter(marked, started_ms__lt=before).count()
