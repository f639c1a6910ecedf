"""Calls to askers who left only a telephone: made, or tried in vain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit.text import nfc

from ..enums import Actor
from ..models import CallBack
from .noting import lock, note, require_actor, without_asker
from .refusals import AlreadyDone, NoQuestion

INTAKE = (Actor.INTAKE.value,)


@transaction.atomic
def list_taken(count: int, *, kind: str, by: User, at: datetime) -> None:
    """Record that somebody took the list of calls away as a file of this kind, with how many lines; nothing of its content."""
    record(
        "questions.calls_taken", by=by, at=at, kind="calls", title=_("People to call"), count=count, form=kind
    )


@transaction.atomic
def called(call_back_id: int, words: str = "", *, by: User, at: datetime) -> CallBack:
    """The asker was reached and told. Refused (AlreadyDone) when a colleague called before."""
    call = _lock(call_back_id, by=by, at=at)
    call.tries += 1
    call.done_at, call.done_by, call.note = at, by, _kept(call, words)
    call.save(update_fields=["tries", "done_at", "done_by", "note"])
    note(
        call.question, "called", by=by, at=at, actor=Actor.INTAKE, unit_id=call.question.intake_unit_id,
        details={"about": call.notice.kind},
    )  # fmt: skip
    return call


@transaction.atomic
def tried(call_back_id: int, words: str = "", *, by: User, at: datetime) -> CallBack:
    """Nobody answered: the call stays on the list with one more attempt."""
    call = _lock(call_back_id, by=by, at=at)
    call.tries += 1
    call.note = _kept(call, words) or call.note
    call.save(update_fields=["tries", "note"])
    return call


def _lock(call_back_id: int, *, by: User, at: datetime) -> CallBack:
    found = CallBack.objects.filter(pk=call_back_id).first()
    if found is None:
        raise NoQuestion(_("There is no such call."))
    question = lock(found.question_id)
    require_actor(question, INTAKE, by=by, at=at)
    call = (
        CallBack.objects.select_for_update(no_key=True, of=("self",))
        .select_related("notice")
        .get(pk=call_back_id)
    )
    call.question = question
    if call.done_at is not None:
        raise AlreadyDone(_("A colleague has made this call already."))
    return call


def _kept(call: CallBack, words: str) -> str:
    """What came of it, without the asker's own name and number."""
    return without_asker(nfc(words).strip(), call.question)[:200]
