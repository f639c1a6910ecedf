"""Brings in evidence that was gathered and decided before: a past year, a demonstration. Many rows, few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.models import Entry
from danbiet.measures.registry import ABOUT_A_PLAN

from ..calc.evidence import EvidenceDraft, spread
from ..enums import EvidenceKind, EvidenceState, Language, PlanState
from ..models import Credit, Evidence, Proof, Target
from .evidence import BadEvidence

BATCH = 1000
DECIDED = (EvidenceState.ACCEPTED, EvidenceState.RETURNED)
VERB_OF_STATE = {
    EvidenceState.ACCEPTED: "plans.evidence_accepted",
    EvidenceState.RETURNED: "plans.evidence_returned",
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A piece of evidence with what became of it: who wrote it down when, when it was handed in, who decided what."""

    draft: EvidenceDraft
    unit_id: int
    state: EvidenceState
    created_by: User
    created_at: datetime
    submitted_at: datetime | None = None
    decided_by: User | None = None
    decided_at: datetime | None = None
    reason: str = ""


@transaction.atomic
def load_evidence(pieces: Sequence[Gathered], *, today: date) -> list[int]:
    """Store all pieces with credits (up to the top), proofs and the record of who did what; their ids in order.

    The rules are those of single pieces: refused (BadEvidence, nothing stored) are a date ahead or outside the plan's
    year, a target of another unit or of a plan not issued, a quantity not above 0, an item missing, and anything but a
    draft without target or proof or without the times of its state.
    """
    targets = _targets({credit.target_id for piece in pieces for credit in piece.draft.credits})
    parents = {target.pk: target.parent_id for target in targets.values()}
    for piece in pieces:
        _check(piece, targets=targets, today=today)
    stored = Evidence.objects.bulk_create([_evidence(piece) for piece in pieces], batch_size=BATCH)
    Credit.objects.bulk_create(
        [
            Credit(
                evidence=evidence,
                target_id=target_id,
                quantity=credit.quantity,
                item=credit.item.strip(),
                is_direct=is_direct,
            )
            for evidence, piece in zip(stored, pieces, strict=True)
            for target_id, (credit, is_direct) in spread(piece.draft.credits, parents).items()
        ],
        batch_size=BATCH,
    )
    Proof.objects.bulk_create(
        [
            Proof(
                evidence=evidence,
                kind=proof.kind,
                url=proof.url,
                file_id=proof.file_id,
                section=proof.section,
                page=proof.page,
                caption=proof.caption,
            )
            for evidence, piece in zip(stored, pieces, strict=True)
            for proof in piece.draft.proofs
        ],
        batch_size=BATCH,
    )
    entries = [
        entry for evidence, piece in zip(stored, pieces, strict=True) for entry in _entries(evidence, piece)
    ]
    Entry.objects.bulk_create(sorted(entries, key=lambda entry: entry.at), batch_size=BATCH)
    return [evidence.pk for evidence in stored]


def _targets(wanted: Collection[int]) -> dict[int, Target]:
    """The targets and all above them, with their tasks and plans."""
    found: dict[int, Target] = {}
    missing = set(wanted)
    while missing:
        rows = Target.every.filter(pk__in=missing).select_related("task__plan")
        found.update({row.pk: row for row in rows})
        missing = {row.parent_id for row in found.values() if row.parent_id is not None} - set(found)
    return found


def _check(piece: Gathered, *, targets: dict[int, Target], today: date) -> None:
    draft = piece.draft
    if (
        not draft.title.strip()
        or draft.kind not in EvidenceKind.values
        or draft.language not in Language.values
    ):
        raise BadEvidence(_("Say in a few words what was done."), field="title")
    if draft.on > today:
        raise BadEvidence(_("The date lies in the future: only what has been done is evidence."), field="on")
    if piece.state != EvidenceState.DRAFT and not (draft.credits and draft.proofs and piece.submitted_at):
        raise BadEvidence(_("Evidence needs at least one proof: a file, a photo or a link."), field="proofs")
    if piece.state in DECIDED and not (piece.decided_by and piece.decided_at):
        raise BadEvidence(_("Decided evidence names who decided and when."), field="state")
    for credit in draft.credits:
        target = targets.get(credit.target_id)
        if target is None:
            raise BadEvidence(_("A target chosen does not exist any more."), field="credits")
        plan = target.task.plan
        words = {"task": target.task.content}
        if plan.unit_id != piece.unit_id or plan.state != PlanState.ISSUED or target.measure in ABOUT_A_PLAN:
            raise BadEvidence(
                _("The task “%(task)s” stands in another unit's plan.") % words, field="credits"
            )
        if plan.year != draft.on.year:
            raise BadEvidence(
                _("The date must lie in %(year)d, the year of the plan with the task “%(task)s”.")
                % {"year": plan.year, **words},
                field="on",
            )
        if credit.quantity <= 0 or (target.each_quantity and not credit.item.strip()):
            raise BadEvidence(
                _("The quantity for “%(task)s” must be a number above 0.") % words, field="credits"
            )


def _evidence(piece: Gathered) -> Evidence:
    steps = (piece.submitted_at, piece.decided_at)
    return Evidence(
        unit_id=piece.unit_id,
        on=piece.draft.on,
        title=piece.draft.title.strip(),
        note=piece.draft.note.strip(),
        kind=piece.draft.kind,
        language=piece.draft.language,
        state=piece.state,
        created_by=piece.created_by,
        created_at=piece.created_at,
        submitted_at=piece.submitted_at,
        decided_by=piece.decided_by,
        decided_at=piece.decided_at,
        reason=piece.reason,
        version=1 + sum(step is not None for step in steps),
    )


def _entries(evidence: Evidence, piece: Gathered) -> Iterable[Entry]:
    yield _entry(evidence, "plans.evidence_drafted", by=piece.created_by, at=piece.created_at)
    if piece.submitted_at is not None:
        yield _entry(evidence, "plans.evidence_submitted", by=piece.created_by, at=piece.submitted_at)
    if piece.decided_at is not None and piece.decided_by is not None:
        verb = VERB_OF_STATE[piece.state]
        yield _entry(evidence, verb, by=piece.decided_by, at=piece.decided_at, reason=piece.reason)


def _entry(evidence: Evidence, verb: str, *, by: User, at: datetime, reason: str = "") -> Entry:
    return Entry(
        at=at,
        actor=by,
        actor_name=by.full_name,
        verb=verb,
        object_kind="evidence",
        object_id=evidence.pk,
        object_title=evidence.title,
        unit_id=evidence.unit_id,
        reason=reason,
        details={"version": evidence.version},
    )
