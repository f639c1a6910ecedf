"""Requests about personal data, and what all parts hold about one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.accounts.models import User
from danbiet.kit.clock import local

from ..models import SubjectRequest
from ..registry import Held, Person, holders


def requests(*, is_done: bool) -> QuerySet[SubjectRequest]:
    """Open ones by the day they are due, answered ones newest first."""
    rows = SubjectRequest.objects.select_related("taken_by", "done_by").filter(done_at__isnull=not is_done)
    return rows.order_by("-done_at", "-id") if is_done else rows.order_by("due_on", "id")


def request_for(pk: int) -> SubjectRequest | None:
    """One request."""
    return SubjectRequest.objects.select_related("taken_by", "done_by").filter(pk=pk).first()


def open_requests() -> QuerySet[SubjectRequest]:
    """Those that wait for an answer."""
    return SubjectRequest.objects.filter(done_at=None)


def is_late(row: SubjectRequest, on: date) -> bool:
    """Whether the answer is or was late."""
    return (local(row.done_at).date() if row.done_at else on) > row.due_on


def person_of(row: SubjectRequest) -> Person:
    """By what the person of a request can be found."""
    return Person(name=row.name, phone=row.phone, email=row.email, code=row.code, birth_on=row.birth_on)


def held_about(person: Person) -> list[tuple[str, Any, list[Held]]]:
    """(key, label, things) of every part that holds anything about the person."""
    if person.is_nobody:
        return []
    found = [(one.key, one.label, one.find(person)) for one in holders()]
    return [(key, label, held) for key, label, held in found if held]


def digits(phone: str) -> str:
    """A telephone number as its digits, +84 as 0."""
    plain = "".join(sign for sign in phone if sign.isdigit())
    return f"0{plain[2:]}" if plain.startswith("84") and len(plain) > 9 else plain


def accounts_of(person: Person) -> list[Held]:
    """The account of an official with this mail address."""
    rows = User.objects.filter(email__iexact=person.email) if person.email else User.objects.none()
    return [
        Held(
            ref=str(row.pk),
            title=_("Account of an official"),
            facts=(
                (gettext_lazy("Name"), row.full_name),
                (gettext_lazy("Job title"), row.job_title),
                (gettext_lazy("User name"), row.username),
                (gettext_lazy("Mail"), row.email),
            ),
            kept_because=_(
                "The account belongs to an office: it is closed when the person leaves, the name stays in the record of what was done."
            ),
        )
        for row in rows
    ]
