"""A good model from its nomination to the units that work like it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from danbiet.audit.actions import record
from danbiet.kit.clock import local
from danbiet.measures.actions import withdraw_event
from danbiet.measures.registry import MODELS_ADOPTED

from .. import signals
from ..enums import NominationState, SectionKind
from ..models import Adoption, GoodModelPage, Nomination
from ..permissions import Rights
from ..permissions.good_models import may_speak_for, may_verify
from .good_model_notices import tell_nominator, tell_verifiers
from .loading import Text, load_draft
from .publishing import ADOPTION, count_page
from .refusals import AlreadyDecided, Incomplete, NotYours

NOMINATION = "newsroom.nomination"


@dataclass(frozen=True, slots=True)
class Words:
    """What a unit says of its model."""

    title: str
    field: str
    summary: str
    description: str
    results: str


@transaction.atomic
def nominate(words: Words, *, unit_id: int, by: Any, rights: Rights, at: datetime) -> Nomination:
    """Put a way of working forward in the unit's name. Refused: somebody who does not speak for the unit (NotYours)."""
    if not may_speak_for(rights, unit_id):
        raise NotYours(gettext("You do not work for this unit."))
    made = Nomination(unit_id=unit_id, nominated_by=by, nominated_at=at)
    _say(made, words)
    made.save()
    _record("newsroom.nominated", made, by=by, at=at)
    tell_verifiers(made, units=rights.tree, at=at)
    return made


@transaction.atomic
def amend_nomination(
    nomination_id: int, words: Words, *, by: Any, rights: Rights, at: datetime
) -> Nomination:
    """Say it better: while it waits, or after it was not accepted, when it waits again.

    Refused: one that was verified already (AlreadyDecided), somebody who does not speak for the unit (NotYours).
    """
    row = _alone_with(nomination_id)
    if not may_speak_for(rights, row.unit_id):
        raise NotYours(gettext("You do not work for this unit."))
    if row.state == NominationState.VERIFIED:
        raise AlreadyDecided(gettext("The model has been verified; go on with its page."))
    _say(row, words)
    row.state, row.decided_by, row.decided_at, row.note = NominationState.WAITING, None, None, ""
    row.nominated_by, row.nominated_at = by, at
    row.save()
    _record("newsroom.nomination_amended", row, by=by, at=at)
    tell_verifiers(row, units=rights.tree, at=at)
    return row


@transaction.atomic
def verify_nomination(
    nomination_id: int, *, is_good: bool, note: str, by: Any, rights: Rights, at: datetime
) -> Nomination:
    """Say what was checked. A good model gets its page at once: a draft in the unit's name, which goes the way of all texts.

    Refused: somebody decided already (two at once: the second), the nominator and anybody who is no reform office above the
    unit (NotYours), no word on what was checked (Incomplete).
    """
    row = _alone_with(nomination_id)
    if row.state != NominationState.WAITING:
        raise AlreadyDecided(gettext("This nomination has been decided already."))
    if not may_verify(rights, unit_id=row.unit_id, nominated_by_id=row.nominated_by_id):
        raise NotYours(gettext("The reform office above the unit verifies, and nobody an own nomination."))
    if not note.strip():
        raise Incomplete(gettext("Write down what was checked: it is kept with the model."), field="note")
    row.state = NominationState.VERIFIED if is_good else NominationState.DECLINED
    row.decided_by, row.decided_at, row.note = by, at, note.strip()
    if is_good:
        row.page_id = _begin_page(row, at=at)
    row.save()
    verb = "newsroom.nomination_verified" if is_good else "newsroom.nomination_declined"
    _record(verb, row, by=by, at=at, reason=row.note)
    tell_nominator(row, at=at)
    return row


@transaction.atomic
def adopt_model(
    model_id: int, *, unit_id: int, on: date, result: str, by: Any, rights: Rights, at: datetime
) -> Adoption:
    """A unit works like this model since that day: written down, shown to readers, counted.

    Refused: somebody who does not speak for the unit (NotYours); a model that is not before readers, the unit it comes
    from, a unit that said so already, a day that has not come (Incomplete).
    """
    if not may_speak_for(rights, unit_id):
        raise NotYours(gettext("You do not work for this unit."))
    page = GoodModelPage.objects.select_for_update(of=("self",)).get(pk=model_id)
    _refuse_adoption(page, unit_id=unit_id, on=on, today=local(at).date())
    made = Adoption.objects.create(
        model=page, unit_id=unit_id, on=on, result=result.strip(), recorded_by=by, recorded_at=at
    )
    count_page(page, at=at)
    record(
        "newsroom.model_adopted",
        by=by,
        at=at,
        kind=ADOPTION,
        object_id=made.pk,
        title=page.title,
        unit_id=unit_id,
    )
    _show_anew(page.pk, at=at)
    return made


@transaction.atomic
def take_back_adoption(adoption_id: int, *, reason: str, by: Any, rights: Rights, at: datetime) -> None:
    """The unit does not work that way (any more): gone from the page, its count taken back with the reason.

    Refused: somebody who does not speak for the unit (NotYours), no reason (Incomplete).
    """
    row = Adoption.objects.select_for_update().select_related("model").get(pk=adoption_id)
    if not may_speak_for(rights, row.unit_id):
        raise NotYours(gettext("You do not work for this unit."))
    if not reason.strip():
        raise Incomplete(gettext("Say why: what was counted is taken back with this reason."), field="reason")
    withdraw_event(MODELS_ADOPTED, source_kind=ADOPTION, source_id=row.pk, reason=reason.strip(), at=at)
    record("newsroom.adoption_taken_back", by=by, at=at, kind=ADOPTION, object_id=row.pk, title=row.model.title,
           unit_id=row.unit_id, reason=reason.strip())  # fmt: skip
    row.delete()
    _show_anew(row.model_id, at=at)


def _refuse_adoption(page: GoodModelPage, *, unit_id: int, on: date, today: date) -> None:
    if not page.live:
        raise Incomplete(gettext("The model is not before readers."))
    if unit_id in {page.nominated_by_id, page.unit_id}:
        raise Incomplete(gettext("The model comes from this unit."), field="unit")
    if page.adoptions.filter(unit_id=unit_id).exists():
        raise Incomplete(gettext("This unit has said so already."), field="unit")
    if on > today:
        raise Incomplete(gettext("The day cannot lie in the future."), field="on")


def _alone_with(nomination_id: int) -> Nomination:
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("nominated_by")
        .get(pk=nomination_id)
    )


def _say(row: Nomination, words: Words) -> None:
    row.title, row.field, row.summary = words.title.strip(), words.field, words.summary.strip()
    row.description, row.results = words.description.strip(), words.results.strip()


def _begin_page(row: Nomination, *, at: datetime) -> int:
    """The draft belongs to who nominated; any editor of the unit goes on with it."""
    html = "".join(
        [
            _paragraphs(row.description),
            f"<h2>{escape(gettext('What it brought'))}</h2>",
            _paragraphs(row.results),
        ]
    )
    fields = {
        "title": row.title,
        "summary": row.summary,
        "field": row.field,
        "nominated_by_id": row.unit_id,
        "body": [{"type": "text", "value": html}],
    }
    text = Text(kind=SectionKind.MODELS, unit_id=row.unit_id, fields=fields)
    return load_draft(text, by=row.nominated_by, at=at)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _record(verb: str, row: Nomination, *, by: Any, at: datetime, reason: str = "") -> None:
    record(
        verb,
        by=by,
        at=at,
        kind=NOMINATION,
        object_id=row.pk,
        title=row.title,
        unit_id=row.unit_id,
        reason=reason,
    )


def _show_anew(page_id: int, *, at: datetime) -> None:
    """What is kept ready of the page is forgotten once all is committed."""
    transaction.on_commit(lambda: signals.page_published.send(sender=GoodModelPage, page_id=page_id, at=at))
