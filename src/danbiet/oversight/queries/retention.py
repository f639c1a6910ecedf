"""What is forgotten when, whether its job ran, and how many rows it has left lying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from procrastinate.contrib.django.models import ProcrastinateEvent
from wagtail.admin.models import EditingSession, FormState

from danbiet.accounts.queries import sign_ins_before

from ..models import SubjectRequest
from ..registry import rules

SIGN_INS_KEPT, EDITING_KEPT, IDENTITY_KEPT = timedelta(days=90), timedelta(days=30), timedelta(days=30)
GRACE = timedelta(days=2)  # a nightly job that did not run for so long is in trouble


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A rule with its last good run (None: not within the seven days for which jobs are remembered) and what is overdue now."""

    label: Any
    kept: Any
    job: str
    last_run: datetime | None
    failed_at: datetime | None
    overdue: int

    def is_well(self, at: datetime) -> bool:
        """Whether it runs and leaves nothing; a rule without a job is kept by the action itself."""
        ran = self.last_run is not None and at - self.last_run < GRACE
        return self.overdue == 0 and (ran or not self.job)


def forgotten(*, at: datetime) -> list[Forgotten]:
    """Every rule."""
    told = rules()
    good, bad = (_last(kind, {one.job for one in told if one.job}) for kind in ("succeeded", "failed"))
    return [
        Forgotten(one.label, one.kept, one.job, good.get(one.job), bad.get(one.job), one.overdue(at))
        for one in told
    ]


def _last(kind: str, jobs: Iterable[str]) -> dict[str, datetime]:
    rows = ProcrastinateEvent.objects.filter(type=kind, job__task_name__in=set(jobs)).order_by("at")
    return {name: at for name, at in rows.values_list("job__task_name", "at") if at is not None}


def sessions_overdue(at: datetime) -> int:
    """Sessions that ended more than a day ago."""
    return Session.objects.filter(expire_date__lt=at - timedelta(days=1)).count()


def sign_ins_overdue(at: datetime) -> int:
    """Notes on sign-ins a day older than they may be."""
    return sign_ins_before(at - SIGN_INS_KEPT - timedelta(days=1))


def editing_overdue(at: datetime) -> int:
    """What editors' rooms left, a day older than it may be."""
    before = at - EDITING_KEPT - timedelta(days=1)
    sessions: int = EditingSession.objects.filter(last_seen_at__lt=before).count()
    forms: int = FormState.objects.filter(last_updated_at__lt=before).count()
    return sessions + forms


def identities_overdue(at: datetime) -> int:
    """Requests whose person should be forgotten since a day."""
    before = at - IDENTITY_KEPT - timedelta(days=1)
    return SubjectRequest.objects.filter(done_at__lt=before, forgotten_at=None).count()
