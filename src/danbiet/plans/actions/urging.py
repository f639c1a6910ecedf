"""Letters of urging: drafted for the units chosen, corrected, numbered and sent, or thrown away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock
from danbiet.kit.workdays import Calendar
from danbiet.org.enums import Role
from danbiet.org.queries import tree
from danbiet.org.queries.offices import office_of
from danbiet.outbox.actions import Draft, write_messages

from ..enums import LetterState, PlanState, UrgingLevel
from ..models import Plan, UrgingLetter
from ..queries.urging import late_units, opening_words
from .notices import people
from .refusals import EditedMeanwhile, NumberTaken, PlanClosed, PlanRefusal

DAYS_TO_ANSWER = 5  # working days


@transaction.atomic
def draft_letters(
    plan_id: int, *, unit_ids: Collection[int], by: User | None, at: datetime, on: date, calendar: Calendar
) -> list[UrgingLetter]:
    """A draft for each of the units that has tasks overdue on the day, with the table of them; the level goes up with each
    letter the unit got for the same year. A unit with a draft lying there keeps it; one without overdue tasks gets none."""
    plan = Plan.objects.select_for_update(no_key=True).filter(pk=plan_id, state=PlanState.ISSUED).first()
    if plan is None:
        raise PlanClosed(_("The plan has not been issued."))
    units = tree(on)
    issuer = office_of(plan.unit_id, units=units, on=on).issuer
    made = []
    for late in late_units(plan, on=on, units=units):
        if late.unit_id not in unit_ids or late.drafted is not None:
            continue
        words = opening_words(
            plan, level=late.level, unit=late.name, count=len(late.tasks), issuer=issuer, as_of=on
        )
        letter = UrgingLetter.objects.create(
            plan=plan, unit_id=late.unit_id, level=late.level, answer_by=calendar.add(on, DAYS_TO_ANSWER).due_on,
            body=words, as_of=on, tasks=late.tasks, created_by=by, created_at=at,
        )  # fmt: skip
        _note("plans.letter_drafted", letter, by=by, at=at, level=letter.level)
        made.append(letter)
    return made


@transaction.atomic
def edit_letter(
    letter_id: int, *, version: int, level: int, body: str, answer_by: date, by: User | None, at: datetime
) -> UrgingLetter:
    """Other words, another level, another day in a draft. Refused: issued already, no words (PlanRefusal), changed meanwhile
    (EditedMeanwhile)."""
    letter = _drafted(letter_id)
    if letter.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this letter in the meantime."), current_version=letter.version
        )
    if not body.strip() or level not in UrgingLevel.values:
        raise PlanRefusal(_("A letter needs a text."))
    letter.level, letter.body, letter.answer_by = level, body.strip(), answer_by
    letter.version += 1
    letter.save(update_fields=["level", "body", "answer_by", "version"])
    _note("plans.letter_edited", letter, by=by, at=at)
    return letter


@transaction.atomic
def issue_letter(
    letter_id: int, *, number: str, issued_on: date, by: User | None, at: datetime
) -> UrgingLetter:
    """Number the letter and keep it as it is; heads and officers of the unit are told. Refused: issued already, no number, a
    date ahead of today or before the day its figures are of (PlanRefusal), the number is in use (NumberTaken)."""
    letter = _drafted(letter_id)
    number = " ".join(number.split())
    if not number:
        raise PlanRefusal(_("A letter goes out under a number, such as 245/SNV-CCHC."))
    if not letter.as_of <= issued_on <= clock.local(at).date():
        raise PlanRefusal(_("The date lies before the day of the letter's figures or in the future."))
    letter.state, letter.number, letter.issued_on = LetterState.ISSUED, number, issued_on
    letter.version += 1
    try:
        with transaction.atomic():
            letter.save(update_fields=["state", "number", "issued_on", "version"])
    except IntegrityError as error:
        if "plans_letter_number_once" not in str(error):
            raise
        raise NumberTaken(_("Another letter bears the number %(number)s.") % {"number": number}) from error
    _tell(letter, at=at)
    _note("plans.letter_issued", letter, by=by, at=at, number=number, level=letter.level)
    return letter


@transaction.atomic
def delete_letter(letter_id: int, *, by: User | None, at: datetime) -> None:
    """Throw a draft away. Refused when it has been issued."""
    letter = _drafted(letter_id)
    _note("plans.letter_deleted", letter, by=by, at=at)
    letter.delete()


def _drafted(letter_id: int) -> UrgingLetter:
    letter = (
        UrgingLetter.objects.select_for_update(no_key=True, of=("self",))
        .select_related("plan")
        .filter(pk=letter_id)
        .first()
    )
    if letter is None or letter.state != LetterState.DRAFT:
        raise PlanRefusal(_("This letter has been issued or thrown away."))
    return letter


def _tell(letter: UrgingLetter, *, at: datetime) -> None:
    link = settings.DANBIET_BASE_URL + reverse("plans:letter", args=[letter.pk])
    messages = [
        Draft(
            key=f"plans.letter/{letter.pk}/{person.pk}",
            to_user=person,
            subject=_("Letter %(number)s: tasks overdue in your unit") % {"number": letter.number},
            body=_("%(count)s tasks of your unit are overdue. Please answer by %(day)s.\n\n%(link)s")
            % {"count": len(letter.tasks), "day": f"{letter.answer_by:%d/%m/%Y}", "link": link},
        )
        for _holder, person in people([letter.unit_id], Role.HEAD, Role.OFFICER, on=clock.local(at).date())
    ]
    write_messages(messages, at=at)


def _note(verb: str, letter: UrgingLetter, *, by: User | None, at: datetime, **details: Any) -> None:
    record(
        verb, by=by, at=at, kind="urging_letter", object_id=letter.pk, title=str(letter), unit_id=letter.unit_id,
        plan=letter.plan_id, **details,
    )  # fmt: skip
