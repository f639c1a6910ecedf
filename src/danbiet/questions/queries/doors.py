"""The doors by which pages reach a question: an official by rights, an asker by the secret link or by code and contact."""

from __future__ import annotations

import re

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..enums import PartState
from ..models import Asker, DataRequest, Part, Question

OVERSEERS = (Role.INTAKE, Role.OFFICE, Role.HEAD, Role.AUDITOR)
DESK = (Role.INTAKE, Role.OFFICE)
_KEY_LENGTH = 40


def readable(rights: Rights) -> Q:
    """Which questions a person reads: of the intake desk they oversee, and of every agency their roles reach that leads or
    has a part that was not recalled."""
    reached = rights.unit_ids()
    parts = Part.objects.filter(question=OuterRef("pk"), unit__in=reached).exclude(state=PartState.RECALLED)
    return Q(intake_unit__in=rights.units_held(*OVERSEERS)) | Q(lead__in=reached) | Q(Exists(parts))


def readable_questions(rights: Rights) -> QuerySet[Question]:
    """All questions the person may read, masked."""
    return Question.objects.filter(readable(rights))


def question_for(rights: Rights, pk: int) -> Question | None:
    """The question, or None: there is none, or it is not this person's to read."""
    wanted = Question.objects.filter(pk=pk).filter(readable(rights))
    return wanted.select_related("topic", "officer", "taken_by", "same_as").first()


def intake_question_for(rights: Rights, pk: int) -> Question | None:
    """The question for the intake desk that took it in, or None."""
    return Question.objects.filter(pk=pk, intake_unit__in=rights.units_held(*DESK)).first()


def part_for(rights: Rights, pk: int) -> Part | None:
    """A contribution, for whoever may read its question; None otherwise."""
    return (
        Part.objects.filter(pk=pk, question__in=readable_questions(rights)).select_related("question").first()
    )


def data_request_for(rights: Rights, pk: int) -> DataRequest | None:
    """A request for one's data, for the desk that took the question in; None otherwise."""
    wanted = DataRequest.objects.filter(pk=pk, question__intake_unit__in=rights.units_held(*DESK))
    return wanted.select_related("question").first()


# The asker's doors


def follow_key(question: Question) -> str:
    """The secret of the link to follow. Another `link_nonce` makes it void."""
    value = f"{question.code}/{question.link_nonce}"
    return salted_hmac("danbiet.questions.follow", value, algorithm="sha256").hexdigest()[:_KEY_LENGTH]


def followed(code: str, key: str) -> Question | None:
    """The question of a secret link, None when the code or the key is wrong: nobody learns which."""
    question = Question.objects.filter(code=code.strip().upper()).select_related("topic").first()
    right = follow_key(question) if question else "-" * _KEY_LENGTH
    return question if constant_time_compare(right, key) else None


def by_contact(code: str, contact: str) -> Question | None:
    """The question whose code and whose asker's telephone or mail these are; None otherwise, whatever was wrong."""
    asker = (
        Asker.objects.filter(question__code=code.strip().upper()).select_related("question__topic").first()
    )
    given = _comparable(contact)
    stored = (
        [_comparable(one) for one in re.split(r"[,;/\n]", f"{asker.phone},{asker.email}")] if asker else [""]
    )
    matches = [constant_time_compare(one, given) for one in stored if one]
    return asker.question if asker is not None and given and any(matches) else None


def _comparable(contact: str) -> str:
    """A mail in lower case, a telephone as its digits with 0 in front; "" for what is neither."""
    words = contact.strip().casefold()
    if "@" in words:
        return words
    digits = re.sub(r"\D", "", words)
    if digits.startswith("84") and len(digits) > 9:
        digits = digits[2:]
    digits = digits.lstrip("0")
    return f"0{digits}" if len(digits) >= 6 else ""
