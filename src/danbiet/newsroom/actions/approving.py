"""The steps of a text to its readers: it arrives, somebody decides, it is published or goes back (ADR 0024)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import LogContext
from wagtail.models import Page, TaskState

from danbiet.audit.actions import record
from danbiet.org.queries import Tree, working_calendar

from ..enums import ChangeKind, Decision, StepKind
from ..models import PublicPage, StepState
from ..permissions import Rights, may_publish, may_take_step
from ..queries.approval import held, needs_choice, step_for, unit_of
from .approval_notices import tell_author, tell_holders
from .refusals import AlreadyDecided, Incomplete, NotYours, Superseded

LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody decided about a text, with the words it needs.

    `change` and `correction`: what the new version of a page is that readers saw before; None leaves what the draft says.
    `go_live_at`: for Decision.LATER. `revision_id`: the version the person read; None asks no question about it.
    """

    decision: Decision
    reason: str = ""
    change: str | None = None
    correction: str | None = None
    go_live_at: datetime | None = None
    revision_id: int | None = None


def arrive(state: StepState, *, kind: StepKind, units: Tree, on: date, at: datetime) -> None:
    """Write down whose the text is and when an answer is due; tell who holds it.

    A review nobody of the unit can do, or that the installation goes without (`DANBIET_REVIEW_STEP`), is skipped.
    """
    page = state.revision.as_object()
    state.step, state.unit_id, state.arrived_at = kind, page.unit_id, at
    state.author_id = state.workflow_state.requested_by_id
    [waiting] = held([state], units=units, on=on)
    if kind == StepKind.REVIEW and not (settings.DANBIET_REVIEW_STEP and waiting.people):
        state.status, state.finished_at = TaskState.STATUS_SKIPPED, at
        state.save()
        return
    state.due_on = working_calendar().add(on, settings.DANBIET_APPROVAL_DAYS).due_on
    state.save()
    tell_holders(waiting, page=page, units=units, at=at)


@transaction.atomic
def decide(state_id: int, said: Said, *, by: Any, rights: Rights, at: datetime) -> StepState:
    """Take the step: pass on, publish now or at a time, or return. All of it happens, with what publication counts, or nothing.

    Refused: a step somebody took already (two heads at once: the second), a newer version than the one read, a person who
    may not take it on the day of the rights, a return without a reason, a new version of a known page without saying what
    changed, a moment that is past.
    """
    state = _alone_with(state_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecided(gettext("This step has been taken already."))
    if not may_take_step(
        rights, step=state.step, unit_id=unit_of(state, rights.tree), author_id=state.author_id
    ):
        raise NotYours(gettext("You may not decide about this text today: you are not head of its unit."))
    page = Page.objects.get(pk=state.workflow_state.object_id).specific
    if said.revision_id is not None and not is_newest(state, said.revision_id):
        raise Superseded(gettext("The text has been changed since. Please read the new version."))
    with LogContext(user=by):
        if said.decision == Decision.RETURN:
            _return(state, said, by=by)
        elif state.step == StepKind.REVIEW:
            state.approve(user=by, comment=_short(said.reason))
        else:
            _publish(state, page, said, by=by, rights=rights)
    record(f"newsroom.step_{said.decision.value}", by=by, at=at, kind="newsroom.page", object_id=page.pk,
           title=page.title, unit_id=state.unit_id, reason=said.reason)  # fmt: skip
    tell_author(state, said.decision, page=page, by=by, reason=said.reason, at=at)
    return state


def is_newest(state: StepState, revision_id: int) -> bool:
    """Whether the version is still the one the page would be published as."""
    latest = Page.objects.values_list("latest_revision_id", flat=True).get(pk=state.workflow_state.object_id)
    return bool(latest == revision_id)


def _alone_with(state_id: int) -> StepState:
    """The step, after everybody else who is at work on its page has finished."""
    state = step_for(state_id)
    if state is None:
        raise AlreadyDecided(gettext("This step no longer exists."))
    lock_page(int(state.workflow_state.object_id))
    found = step_for(state_id)
    if found is None:
        raise AlreadyDecided(gettext("This step no longer exists."))
    return found


def lock_page(page_id: int) -> None:
    """One at a time decides about a page, to the end of the transaction."""
    Page.objects.select_for_update(no_key=True).filter(pk=page_id).values_list("pk").first()


def _return(state: StepState, said: Said, *, by: Any) -> None:
    reason = _short(said.reason)
    if not reason:
        raise Incomplete(gettext("Say why the text goes back: the author reads it."), field="reason")
    state.reject(user=by, comment=reason)


def _publish(state: StepState, page: PublicPage, said: Said, *, by: Any, rights: Rights) -> None:
    revision = page.get_latest_revision()
    chosen = _chosen(said)
    if chosen:
        revision.content.update(chosen)
        revision.save(update_fields=["content"])
    version = revision.as_object()
    if not may_publish(rights, version.unit_id):  # somebody gave the page to another unit meanwhile
        raise NotYours(gettext("You may not decide about this text today: you are not head of its unit."))
    check_change(version, revision)
    state.approve(user=by, comment=_short(said.reason))


def _chosen(said: Said) -> dict[str, Any]:
    """What the decision writes into the version that is going to be published."""
    chosen: dict[str, Any] = {}
    if said.change is not None:
        chosen["change"] = said.change
    if said.correction is not None:
        chosen["correction"] = _short(said.correction)
    if said.decision == Decision.LATER:
        if said.go_live_at is None or said.go_live_at <= timezone.now():
            raise Incomplete(gettext("Choose a moment in the future."), field="go_live_at")
        chosen["go_live_at"] = said.go_live_at.isoformat()
    else:
        chosen["go_live_at"] = None
    return chosen


def check_change(page: PublicPage, revision: Any) -> None:
    """Refuse (`Incomplete`) a new version of a page that readers saw, until it says whether it is a small change or a
    correction; a correction needs its note, a small change must not carry one."""
    if not needs_choice(page, revision):
        return
    check_words(page.change, page.correction)


def check_words(change: str, note: str) -> None:
    """The rule itself: one of the two was chosen (a note alone says: correction), and the note belongs to the correction alone."""
    note = note.strip()
    if not change and not note:
        raise Incomplete(
            gettext(
                "Readers saw this page before. Say whether this is a small change of form or a correction."
            ),
            field="change",
        )
    if change == ChangeKind.CORRECTION and not note:
        raise Incomplete(
            gettext("A correction needs its note: what was wrong and is right now."), field="correction"
        )
    if change == ChangeKind.MINOR and note:
        raise Incomplete(
            gettext("A small change of form has no note. Choose the correction, or empty the note."),
            field="change",
        )


def _short(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > LONGEST_NOTE:
        raise Incomplete(
            gettext("This is too long: at most %(most)d characters.") % {"most": LONGEST_NOTE}, field="reason"
        )
    return stripped
