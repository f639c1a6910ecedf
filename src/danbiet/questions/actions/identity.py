"""What the intake desk does with words and identity: masks, describes, opens, answers requests for one's data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.kit.text import nfc
from danbiet.org.queries import tree, working_calendar

from ..calc.clock import limit_for
from ..calc.masking import leaks
from ..calc.moves import OPEN
from ..enums import Actor, DataRequestKind, IntakeChannel
from ..models import DataRequest, Question, QuestionFile, Topic
from ..queries.terms import limit_rules
from .forgetting import cover_name, erase
from .noting import (
    asker_of,
    known_of,
    lock,
    note,
    notify,
    reckon_again,
    require_actor,
    require_version,
    without_asker,
)
from .refusals import AlreadyDone, BadValue, NoQuestion, NotNow, ReasonMissing
from .standing import show_anew

INTAKE = (Actor.INTAKE.value,)
UNCHANGED: Any = object()


@transaction.atomic
def set_masked(
    question_id: int, *, subject: str, text: str, by: User | None, at: datetime, version: int
) -> Question:
    """The desk has looked at what masking proposed and these are the words everybody may read. The asker's own contact cannot
    stay in them, their name only when they agreed to be named (BadValue)."""
    question = lock(question_id)
    actor = require_actor(question, INTAKE, by=by, at=at)
    require_version(question, version)
    words = {"subject": nfc(subject).strip(), "text": nfc(text).strip()}
    values = known_of(asker_of(question))
    refused = [value for value in values if not (question.may_name and value.kind == "name")]
    for field, said in words.items():
        if not said:
            raise BadValue(_("This must not stay empty."), field=field)
        if leaks(said, refused):
            raise BadValue(_("The asker's name or contact still stands in it."), field=field)
    if len(words["subject"]) > 200:
        raise BadValue(_("At most %(count)s characters.") % {"count": 200}, field="subject")
    question.subject, question.text, question.is_masked_checked = words["subject"], words["text"], True
    question.version += 1
    question.save(update_fields=["subject", "text", "is_masked_checked", "version"])
    note(question, "mask", by=by, at=at, actor=actor, unit_id=question.intake_unit_id)
    show_anew(question, at=at)
    return question


@transaction.atomic
def describe(
    question_id: int,
    *,
    topic_id: int | None = UNCHANGED,
    place_id: int | None = UNCHANGED,
    channel: str = UNCHANGED,
    may_publish: bool = UNCHANGED,
    may_name: bool = UNCHANGED,
    may_air: bool = UNCHANGED,
    by: User | None,
    at: datetime,
    version: int,
) -> Question:
    """Put field, place, channel or consents right; what is not named stays. While the question is open its limit follows the
    field and the channel. Refused: taking back the consent to publish what is public (NotNow: take it off first)."""
    question = lock(question_id)
    actor = require_actor(question, INTAKE, by=by, at=at)
    require_version(question, version)
    given = {
        "topic_id": topic_id, "place_id": place_id, "channel": channel, "may_publish": may_publish,
        "may_name": may_name, "may_air": may_air,
    }  # fmt: skip
    changed = {
        name: value
        for name, value in given.items()
        if value is not UNCHANGED and value != getattr(question, name)
    }
    if not changed:
        return question
    _require_known(changed, at=at)
    if question.is_readable and changed.get("may_publish") is False:
        raise NotNow(_("The question is public. Take it off the public pages first."))
    for name, value in changed.items():
        setattr(question, name, value)
    question.version += 1
    question.save(update_fields=["version", *changed])
    if changed.get("may_name") is False:
        cover_name(question)
    note(
        question, "describe", by=by, at=at, actor=actor, unit_id=question.intake_unit_id,
        details={"changed": {name: value for name, value in changed.items() if name != "version"}},
    )  # fmt: skip
    if question.state in OPEN and {"topic_id", "channel"} & set(changed):
        rule = limit_for(limit_rules(), channel=question.channel, topic_id=question.topic_id)
        if rule.working_days != question.limit_days:
            question.limit_days = rule.working_days
            question.save(update_fields=["limit_days"])
            reckon_again(question, why="limit", at=at, by=by, actor=actor, calendar=working_calendar())
    show_anew(question, at=at)
    return question


@transaction.atomic
def review(
    question_id: int,
    *,
    subject: str,
    text: str,
    topic_id: int | None,
    place_id: int | None,
    channel: str,
    may_publish: bool,
    may_name: bool,
    may_air: bool,
    by: User | None,
    at: datetime,
    version: int,
) -> Question:
    """What the desk's page of masking holds, kept together or not at all: description and consents first, because who may be
    named decides what the words may hold. Refused as `describe` and `set_masked` are."""
    described = describe(
        question_id, topic_id=topic_id, place_id=place_id, channel=channel, may_publish=may_publish, may_name=may_name,
        may_air=may_air, by=by, at=at, version=version,
    )  # fmt: skip
    return set_masked(question_id, subject=subject, text=text, by=by, at=at, version=described.version)


def _require_known(changed: dict[str, Any], *, at: datetime) -> None:
    topic_id, place_id = changed.get("topic_id"), changed.get("place_id")
    if topic_id is not None and not Topic.objects.filter(pk=topic_id).exists():
        raise BadValue(_("This is not one of the choices."), field="topic")
    if place_id is not None and place_id not in tree(time.local(at).date()):
        raise BadValue(_("This unit does not exist on that day."), field="place")
    if "channel" in changed and changed["channel"] not in IntakeChannel.values:
        raise BadValue(_("This is not one of the choices."), field="channel")


@transaction.atomic
def open_identity(question_id: int, reason: str, *, by: User | None, at: datetime) -> Question:
    """Let the agency that leads see who asked, for a reason that is recorded. It holds for this agency alone."""
    question = lock(question_id)
    actor = require_actor(question, INTAKE, by=by, at=at)
    if not reason.strip():
        raise ReasonMissing(_("Say why: somebody reads it."))
    if question.lead_id is None:
        raise NotNow(_("No agency has the question."))
    note(
        question, "identity_opened", by=by, at=at, actor=actor, unit_id=question.intake_unit_id, reason=reason,
        details={"unit": question.lead_id},
    )  # fmt: skip
    return question


@transaction.atomic
def show_file_to_agency(
    file_id: int, *, by: User | None, at: datetime, is_shown: bool = True
) -> QuestionFile:
    """The desk has looked at an asker's file and lets the agency see it, or no longer."""
    file = QuestionFile.objects.select_related("question").filter(pk=file_id).first()
    if file is None:
        raise NoQuestion(_("There is no such file."))
    question = lock(file.question_id)
    actor = require_actor(question, INTAKE, by=by, at=at)
    if file.is_for_agency != is_shown:
        file.is_for_agency = is_shown
        file.save(update_fields=["is_for_agency"])
        verb = "file_shown" if is_shown else "file_hidden"
        note(
            question,
            verb,
            by=by,
            at=at,
            actor=actor,
            unit_id=question.intake_unit_id,
            details={"file": file.pk},
        )
    return file


@transaction.atomic
def fulfil_data_request(request_id: int, *, outcome: str, by: User | None, at: datetime) -> DataRequest:
    """Answer a request for one's data. An erasure deletes who asked, the words as they came, the asker's files, every
    message still to be sent and every earlier wording of answers; the masked question stays. Refused (AlreadyDone) when it was answered."""
    found = DataRequest.objects.filter(pk=request_id).first()
    if found is None:
        raise NoQuestion(_("There is no such request."))
    question = lock(found.question_id)
    actor = require_actor(question, INTAKE, by=by, at=at)
    wanted = DataRequest.objects.select_for_update(no_key=True).get(pk=request_id)
    if wanted.done_at is not None:
        raise AlreadyDone(_("This request has been answered."))
    if not outcome.strip():
        raise ReasonMissing(_("Say what was done: it is kept with the request."))
    wanted.outcome = without_asker(outcome.strip(), question)
    wanted.done_at, wanted.done_by = at, by
    wanted.save(update_fields=["outcome", "done_at", "done_by"])
    note(
        question, "data_done", by=by, at=at, actor=actor, unit_id=question.intake_unit_id,
        details={"kind": wanted.kind},
    )  # fmt: skip
    if wanted.kind == DataRequestKind.ERASURE:
        erase(question, at=at)
    else:
        notify(question, "data_done", str(wanted.pk), at)
    return wanted
