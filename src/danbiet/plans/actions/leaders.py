"""The leaders' paper goes out by mail every Monday to who wants it."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.exports.render.brief import Brief
from danbiet.org.queries import rights_of, tree
from danbiet.org.queries.offices import office_of
from danbiet.outbox.actions import Draft, write_messages

from ..models import PaperReader
from ..queries.leaders import as_brief, leaders_paper, plan_for_leaders


@transaction.atomic
def follow_paper(user: User, *, is_wanted: bool, at: datetime) -> None:
    """Have the paper by mail, or no more. Again changes nothing."""
    if is_wanted:
        PaperReader.objects.get_or_create(user=user, defaults={"since": at})
    else:
        PaperReader.objects.filter(user=user).delete()


def send_papers(*, on: date, at: datetime) -> int:
    """Write the week's paper to everybody who wants it and still holds a role that shows it; how many messages are new.
    Run twice in a week it writes once."""
    briefs: dict[int, Brief] = {}
    units = tree(on)
    year, week, _day = on.isocalendar()
    drafts = []
    for reader in PaperReader.objects.select_related("user").order_by("id"):
        plan = plan_for_leaders(rights_of(reader.user, on), on)
        if plan is None:
            continue
        if plan.pk not in briefs:
            issuer = office_of(plan.unit_id, units=units, on=on).issuer
            briefs[plan.pk] = as_brief(leaders_paper(plan, on=on, units=units), issuer=issuer)
        drafts.append(
            Draft(
                key=f"plans.paper/{plan.pk}/{year}-{week:02}/{reader.user_id}",
                to_user=reader.user,
                subject=_("Weekly paper: plan %(number)s") % {"number": plan.number},
                body=_as_text(briefs[plan.pk]),
            )
        )
    return write_messages(drafts, at=at)


def _as_text(brief: Brief) -> str:
    parts = [brief.title, brief.under, "", *(f"{label}: {figure}" for label, figure in brief.figures)]
    for one in brief.lists:
        parts += ["", one.heading.upper(), *(f"- {words}: {figure}" for words, figure in one.rows)]
        parts += [one.none] if not one.rows else []
        parts += [one.more] if one.more else []
    link = settings.DANBIET_BASE_URL + reverse("plans:leaders-paper")
    return "\n".join([*parts, "", f"{link} (PDF, Word)"])
