"""What belongs to a contest but not to its rules: the task of the plan it is held for, and how long personal data is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local

from ..models import Contest
from .noting import locked, note
from .refusals import NotNow


@transaction.atomic
def set_particulars(
    contest_id: int, *, retention_until: date | None, plan_task: int | None, by: User, at: datetime
) -> Contest:
    """Say what the contest fulfils and the last day on which contacts are kept (None: a year after the last round).

    Refused (NotNow): the contest is sealed and the day would come later than was said, or it is past.
    """
    contest = locked(contest_id)
    if retention_until != contest.retention_until:
        before = contest.retention_until
        if contest.is_sealed and before is not None and (retention_until is None or retention_until > before):
            raise NotNow(_("People were promised %(day)s: it can only end earlier.") % {"day": f"{before:%d/%m/%Y}"})  # fmt: skip
        if retention_until is not None and retention_until < local(at).date():
            raise NotNow(_("This day is past."))
    contest.retention_until = retention_until
    contest.plan_task = str(plan_task or "")
    contest.save(update_fields=["retention_until", "plan_task"])
    note(
        "particulars_set", contest, by=by, at=at, plan_task=contest.plan_task,
        retention_until=retention_until.isoformat() if retention_until else "",
    )  # fmt: skip
    return contest
