"""Questions somebody has in hand go to a successor."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.actions.roles import NotPossible
from danbiet.org.models import Membership
from danbiet.org.queries.people import going_on
from danbiet.org.registry import HeldItem

from ..calc.moves import BY_VERB
from ..enums import Actor, State
from ..models import Question
from .noting import Turn, finish, lock

IN_HAND = (State.ROUTED, State.IN_WORK, State.IN_APPROVAL)


def questions_in_hand(user_id: int, on: date) -> list[HeldItem]:
    """Questions somebody is shown as writing the answer of, the most pressing first."""
    rows = Question.objects.filter(officer_id=user_id, state__in=IN_HAND).order_by("due_at")
    return [
        HeldItem(pk, f"{code} {subject}", reverse("questions:question-desk", args=[pk]), lead_id)
        for pk, code, subject, lead_id in rows.values_list("pk", "code", "subject", "lead_id")
    ]


def pass_on_questions(user_id: int, to: User, by: User, at: datetime) -> int:
    """All of them go to the successor, each with its event. NotPossible: the successor has no role, now or to come, in an agency
    that leads one of them. In the caller's transaction."""
    on = time.local(at).date()
    units = set(going_on(Membership.objects.filter(user=to), on=on).values_list("unit_id", flat=True))
    items = questions_in_hand(user_id, on)
    with transaction.atomic():
        for item in items:
            if item.unit_id not in units:
                raise NotPossible(
                    _("%(name)s holds no role in the agency that answers %(question)s. Give the role first.")
                    % {"name": to.full_name, "question": item.title}
                )
            question = lock(item.pk)
            if question.officer_id != user_id:
                continue
            turn = Turn(question, BY_VERB["hand_over"], Actor.AGENCY.value, by, at, question.lead_id)
            finish(turn, officer_id=to.pk, details={"to": to.pk, "from": user_id, "succession": True})
    return len(items)
