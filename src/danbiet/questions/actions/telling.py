"""Letters to officials about a question: its code and masked subject, never a word more of what the asker wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.enums import Role
from danbiet.org.queries import holders
from danbiet.outbox.actions import Draft, write_messages

from ..models import Question


def tell_people(
    question: Question, user_ids: Iterable[int], *, key: str, subject: str, text: str, at: datetime
) -> int:
    """One letter to each of these people; written once for a key."""
    people = User.objects.filter(pk__in=set(user_ids), is_active=True)
    link = settings.DANBIET_BASE_URL + reverse("questions:question-desk", args=[question.pk])
    return write_messages(
        [
            Draft(
                key=f"questions.{key}/{question.pk}/{person.pk}",
                to_user=person,
                subject=f"{subject}: {question.code}",
                body=f"{text}\n\n{question.code} – {question.subject}\n{link}",
            )
            for person in people
        ],
        at=at,
    )


def tell_unit(
    question: Question,
    unit_id: int | None,
    roles: Collection[Role],
    *,
    key: str,
    subject: str,
    text: str,
    at: datetime,
) -> int:
    """A letter to everybody who holds one of the roles in the unit that day."""
    if unit_id is None:
        return 0
    found = holders({unit_id}, *roles, on=time.local(at).date())
    people = {holder.user_id for holder in found}
    return tell_people(question, people, key=key, subject=subject, text=text, at=at)
