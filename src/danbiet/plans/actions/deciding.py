"""What is decided about submitted evidence: accepted, returned, withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.outbox.actions import write_message

from ..enums import EvidenceState
from ..models import Evidence
from .correcting import end_corrections, through_lock
from .evidence import OPEN, BadEvidence, EvidenceClosed, lock, note, refuse_counted, require
from .refusals import PeriodLocked, PlanRefusal


class ReasonMissing(PlanRefusal):
    """Giving back or taking away needs a reason."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of accepting many at once: ids accepted, and (id, sentence) of what could not be."""

    accepted: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


@transaction.atomic
def accept_evidence(evidence_id: int, *, by: User | None, at: datetime, why: str = "") -> Evidence:
    """Let submitted evidence count. Refused (EvidenceClosed) when it is not (any more) waiting: of two officers who
    accept at once, the second is told. Refused (BadEvidence) when it links to a page the system counts by itself;
    (PeriodLocked) when its day is locked and no correction allowed; `why` makes one, for who may lock periods."""
    evidence = lock(evidence_id)
    require(evidence, EvidenceState.SUBMITTED)
    refuse_counted(evidence)
    with through_lock(evidence, deed="plans.evidence_accepted", by=by, at=at, why=why):
        _decide(evidence, EvidenceState.ACCEPTED, reason="", by=by, at=at)
    note(evidence, "plans.evidence_accepted", by=by, at=at)
    return evidence


@transaction.atomic
def accept_many(
    evidence_ids: Iterable[int], *, by: User | None, at: datetime, why: str = "", shut: Collection[int] = ()
) -> Decided:
    """Accept several, each for itself: what cannot be accepted is told and does not hold the others up; all that is done is done
    in one transaction. `why` makes a correction of each of those in `shut`, which somebody who may lock periods was shown to lie
    in a locked period; what was locked since they looked is refused."""
    accepted: list[int] = []
    refused: list[tuple[int, str]] = []
    for evidence_id in sorted(set(evidence_ids)):
        try:
            accept_evidence(evidence_id, by=by, at=at, why=why if evidence_id in shut else "")
            accepted.append(evidence_id)
        except (EvidenceClosed, BadEvidence, PeriodLocked) as refusal:
            refused.append((evidence_id, str(refusal)))
    return Decided(tuple(accepted), tuple(refused))


@transaction.atomic
def return_evidence(
    evidence_id: int, *, reason: str, by: User | None, at: datetime, is_correction: bool = False
) -> Evidence:
    """Give submitted evidence back to its unit, or accepted evidence that turned out wrong: it counts no more until it is
    put right, handed in and accepted again. Refused without a reason (ReasonMissing), and as `accept_evidence` where its day is
    locked; with `is_correction` the reason makes the correction, within which the unit then puts it right."""
    _require_reason(reason)
    evidence = lock(evidence_id)
    require(evidence, EvidenceState.SUBMITTED, EvidenceState.ACCEPTED)
    before = evidence.state
    why = reason if is_correction else ""
    with through_lock(evidence, deed="plans.evidence_returned", by=by, at=at, why=why):
        _decide(evidence, EvidenceState.RETURNED, reason=reason, by=by, at=at)
    note(evidence, "plans.evidence_returned", by=by, at=at, reason=reason.strip(), before=before)
    _tell_writer(evidence, at=at)
    return evidence


@transaction.atomic
def withdraw_evidence(
    evidence_id: int, *, reason: str, by: User | None, at: datetime, is_correction: bool = False
) -> Evidence:
    """Take evidence away for good, whatever its state: it stays readable and counts no more. Refused without a reason
    (ReasonMissing) and when it is withdrawn already (EvidenceClosed); where its day is locked as `return_evidence`, unless it is
    a draft or a returned piece, which counts nowhere."""
    _require_reason(reason)
    evidence = lock(evidence_id)
    require(evidence, *(state for state in EvidenceState if state != EvidenceState.WITHDRAWN))
    before = evidence.state
    why = reason if is_correction else ""
    door = through_lock(evidence, deed="plans.evidence_withdrawn", by=by, at=at, why=why)
    with nullcontext() if before in OPEN else door:
        _decide(evidence, EvidenceState.WITHDRAWN, reason=reason, by=by, at=at)
    end_corrections(evidence, at=at)
    note(evidence, "plans.evidence_withdrawn", by=by, at=at, reason=reason.strip(), before=before)
    return evidence


def _tell_writer(evidence: Evidence, *, at: datetime) -> None:
    """A message to whoever wrote it, kept with the decision or not at all."""
    if evidence.created_by is None:
        return
    write_message(
        f"evidence-returned/{evidence.pk}/{evidence.version}",
        to_user=evidence.created_by,
        subject=_("Evidence of %(day)s returned") % {"day": f"{evidence.on:%d/%m/%Y}"},
        body=_("The evidence “%(title)s” of %(day)s has been returned. The reason:\n\n%(reason)s\n\n%(url)s")
        % {
            "title": evidence.title,
            "day": f"{evidence.on:%d/%m/%Y}",
            "reason": evidence.reason,
            "url": settings.DANBIET_BASE_URL + reverse("plans:evidence-detail", args=[evidence.pk]),
        },
        at=at,
    )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Say why: the unit reads the reason."))


def _decide(evidence: Evidence, state: str, *, reason: str, by: User | None, at: datetime) -> None:
    evidence.state = state
    evidence.decided_by, evidence.decided_at = by, at
    evidence.reason = reason.strip()
    evidence.version += 1
    evidence.save(update_fields=["state", "decided_by", "decided_at", "reason", "version"])
