"""Requests of people about their data: taken, looked up, erased, answered. Nothing of the data is repeated in the record."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.clock import local
from danbiet.org.queries import working_calendar

from ..enums import RequestKind
from ..models import SubjectRequest
from ..queries.requests import held_about, person_of
from ..registry import Person, holder

WORKING_DAYS = 2  # Nghị định 356/2025/NĐ-CP
KEPT_AFTER = timedelta(days=30)
IDENTITY = ("name", "phone", "email", "code", "birth_on", "wish")


class RequestRefusal(Exception):
    """Nothing was done; `str()` says why."""


@transaction.atomic
def take_request(
    kind: str, *, proof: str, person: Person, wish: str, by: User, at: datetime
) -> SubjectRequest:
    """Write a request down; two working days begin. Refused: nothing is known by which anybody could be found; a correction without
    saying what."""
    if person.is_nobody:
        raise RequestRefusal(
            _("A telephone number, a mail address or a code is needed: a name alone is many people's.")
        )
    if kind == RequestKind.CORRECT and not wish.strip():
        raise RequestRefusal(_("Say what is to be corrected."))
    made = SubjectRequest.objects.create(
        kind=kind, proof=proof, name=person.name, phone=person.phone, email=person.email, code=person.code,
        birth_on=person.birth_on, wish=wish.strip(), asked_at=at,
        due_on=working_calendar().add(local(at).date(), WORKING_DAYS).due_on, taken_by=by,
    )  # fmt: skip
    _note("request_taken", made, by=by, at=at, wanted=kind, proof=proof)
    return made


@transaction.atomic
def note_looked(pk: int, found: dict[str, int], *, by: User, at: datetime) -> None:
    """Record that somebody looked up what is held; `found` counts things by part."""
    row = _open(pk)
    row.found = found
    row.save(update_fields=["found"])
    _note("request_looked", row, by=by, at=at, found=found)


@transaction.atomic
def erase_held(pk: int, refs: list[tuple[str, str]], *, by: User, at: datetime) -> int:
    """Erase these things ((holder's key, ref)) about the person of an open request; how many. All or nothing.

    Refused: the request does not ask for it, or a thing is not this person's or must be kept.
    """
    row = _open(pk)
    if row.kind != RequestKind.ERASE:
        raise RequestRefusal(_("This request does not ask for erasure."))
    held = {(key, one.ref): one for key, _label, of_part in held_about(person_of(row)) for one in of_part}
    for key, ref in refs:
        one, part = held.get((key, ref)), holder(key)
        if one is None or part is None or part.erase is None or one.kept_because:
            raise RequestRefusal(_("One of these is not about this person, or has to be kept."))
        part.erase(ref, reason=_("request %(number)s") % {"number": row.pk}, by=by, at=at)
    if refs:
        counts: dict[str, int] = {}
        for key, _ref in refs:
            counts[key] = counts.get(key, 0) + 1
        _note("request_erased", row, by=by, at=at, erased=counts)
    return len(refs)


@transaction.atomic
def answer_request(pk: int, *, outcome: str, by: User, at: datetime) -> SubjectRequest:
    """The person has their answer. Refused: without saying what was done."""
    row = _open(pk)
    if not outcome.strip():
        raise RequestRefusal(_("Say what was done: it is kept with the request."))
    row.outcome = _without(row, outcome.strip())
    row.done_at, row.done_by = at, by
    row.save(update_fields=["outcome", "done_at", "done_by"])
    _note("request_answered", row, by=by, at=at, is_late=local(at).date() > row.due_on)
    return row


def forget_identities(*, at: datetime) -> int:
    """Empty who it was 30 days after the answer; of how many requests. Safe to repeat."""
    rows = SubjectRequest.objects.filter(done_at__lt=at - KEPT_AFTER, forgotten_at=None)
    return rows.update(forgotten_at=at, **dict.fromkeys(IDENTITY, ""))


def _open(pk: int) -> SubjectRequest:
    row = SubjectRequest.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None:
        raise RequestRefusal(_("There is no such request."))
    if row.done_at is not None:
        raise RequestRefusal(_("This request has been answered."))
    return row


def _without(row: SubjectRequest, words: str) -> str:
    """What was done, without the person's own values: the outcome is kept for years."""
    for value in (row.phone, row.email, row.name, row.code):
        if value:
            words = words.replace(value, "…")
    return words


def _note(verb: str, row: SubjectRequest, *, by: User, at: datetime, **details: Any) -> None:
    record(
        f"oversight.{verb}",
        by=by,
        at=at,
        kind="oversight.request",
        object_id=row.pk,
        title=str(row),
        **details,
    )
