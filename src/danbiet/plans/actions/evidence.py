"""Writing evidence down: drafted, edited, handed in. What is decided about it is in `deciding`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.measures.queries import events_at
from danbiet.measures.registry import ABOUT_A_PLAN
from danbiet.org.actions.dealing import keep_with

from ..calc.evidence import LARGEST, CreditDraft, EvidenceDraft, ProofDraft, own_path, spread
from ..enums import EvidenceKind, EvidenceState, Language, PlanState, ProofKind
from ..models import Credit, Evidence, Proof, Target
from ..queries.tallies import event_lines
from .correcting import through_lock
from .refusals import EditedMeanwhile, PlanRefusal

OPEN = (EvidenceState.DRAFT, EvidenceState.RETURNED)
MAX_PROOFS = 40


class EvidenceClosed(PlanRefusal):
    """Its state does not allow this (any more): somebody has submitted, decided or withdrawn it."""


class BadEvidence(PlanRefusal):
    """Something said cannot be; `field` names where: on, title, kind, language, credits, proofs."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def draft_evidence(
    draft: EvidenceDraft,
    *,
    unit_id: int,
    by: User | None,
    at: datetime,
    today: date,
    hands: int | None = None,
) -> Evidence:
    """Write a new draft down for a unit; targets and proofs may still be missing. `hands`: the unit that goes on with it, where a
    reorganisation gave it the plan but not the rest.

    Refused (BadEvidence): a date in the future or outside the year of a target's plan, a quantity not above 0, a target
    of another unit, of a plan that is not issued or that the platform counts by itself, an item missing where a number
    of each item is asked for, a link that is no web address, an empty title. Refused (PeriodLocked): a day that is locked.
    """
    evidence = Evidence(unit_id=unit_id, state=EvidenceState.DRAFT, created_by=by, created_at=at)
    with _through_lock(evidence, draft, deed="plans.evidence_drafted", by=by, at=at):
        _write(evidence, draft, today=today)
    if hands is not None:
        keep_with("evidence", evidence.pk, unit_id=unit_id, taker_id=hands, like=("plans", "tasks"))
    note(evidence, "plans.evidence_drafted", by=by, at=at)
    return evidence


@transaction.atomic
def edit_evidence(
    evidence_id: int, draft: EvidenceDraft, *, version: int, by: User | None, at: datetime, today: date
) -> Evidence:
    """Put other words in place of a draft's or a returned piece's. Refused besides what `draft_evidence` refuses:

    EditedMeanwhile when somebody saved after `version` was shown (nothing is overwritten; the caller still has its own
    words, the stored ones are in the database); EvidenceClosed when it is submitted, accepted or withdrawn; PeriodLocked when
    the day it had or gets is locked.
    """
    evidence = lock(evidence_id)
    if evidence.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this evidence in the meantime."), current_version=evidence.version
        )
    require(evidence, *OPEN)
    changed = _changes(evidence, draft)
    with _through_lock(evidence, draft, deed="plans.evidence_edited", by=by, at=at):
        evidence.version += 1
        _write(evidence, draft, today=today)
    note(evidence, "plans.evidence_edited", by=by, at=at, fields=changed)
    return evidence


@transaction.atomic
def submit_evidence(evidence_id: int, *, by: User | None, at: datetime, today: date) -> Evidence:
    """Hand a draft or a returned piece in. Everything `draft_evidence` refuses is looked at once more, and besides refused
    (BadEvidence): no target chosen, no proof at all, a link to a page the system counts for one of the targets by itself."""
    evidence = lock(evidence_id)
    require(evidence, *OPEN)
    _refuse_bad_date(evidence.on, today=today)
    chosen = list(evidence.credits.filter(is_direct=True).select_related("target__task__plan"))
    if not chosen:
        raise BadEvidence(_("Choose at least one target this evidence counts for."), field="credits")
    if not evidence.proofs.exists():
        raise BadEvidence(_("Evidence needs at least one proof: a file, a photo or a link."), field="proofs")
    for credit in chosen:
        _refuse_foreign(credit.target, evidence)
    refuse_counted(evidence)
    with through_lock(evidence, deed="plans.evidence_submitted", by=by, at=at):
        evidence.state = EvidenceState.SUBMITTED
        evidence.submitted_at = at
        evidence.decided_at, evidence.decided_by, evidence.reason = None, None, ""
        evidence.version += 1
        evidence.save(
            update_fields=["state", "submitted_at", "decided_at", "decided_by", "reason", "version"]
        )
    note(evidence, "plans.evidence_submitted", by=by, at=at)
    return evidence


def refuse_counted(evidence: Evidence) -> None:
    """Refused (BadEvidence) when a link leads to a page of our own that a target it counts for counts by itself already."""
    paths = {
        own_path(url, base=settings.DANBIET_BASE_URL) for url in evidence.proofs.values_list("url", flat=True)
    }
    targets = dict(evidence.credits.exclude(target__measure="").values_list("target_id", "target__task_id"))
    base = settings.DANBIET_BASE_URL
    spelt = [f"{head}{path}{slash}" for path in paths if path for head in ("", base) for slash in ("", "/")]
    events = {event.pk: event for event in events_at(spelt)}
    if not events or not targets:
        return
    counted = event_lines(
        on=max(event.on for event in events.values()), task_ids=sorted(set(targets.values()))
    )
    for line in counted:
        if line.target_id in targets and line.event_id in events:
            raise BadEvidence(
                _("The page “%(title)s” is counted by the system already; it cannot be handed in once more.")
                % {"title": events[line.event_id].title},
                field="proofs",
            )


def lock(evidence_id: int) -> Evidence:
    """The row, locked until the transaction ends. Refused (EvidenceClosed) when there is none."""
    found = Evidence.objects.select_for_update(no_key=True).filter(pk=evidence_id).first()
    if found is None:
        raise EvidenceClosed(_("There is no such evidence."))
    return found


def require(evidence: Evidence, *states: str) -> None:
    """Refuse (EvidenceClosed) unless it is in one of the states."""
    if evidence.state not in states:
        raise EvidenceClosed(
            _("This is not possible: the evidence “%(title)s” is now “%(state)s”.")
            % {"title": evidence.title, "state": evidence.get_state_display()}
        )


def note(
    evidence: Evidence, verb: str, *, by: User | None, at: datetime, reason: str = "", **details: object
) -> None:
    """Add to the record of who did what."""
    record(
        verb, by=by, at=at, kind="evidence", object_id=evidence.pk, title=evidence.title, unit_id=evidence.unit_id,
        reason=reason, version=evidence.version, **details,
    )  # fmt: skip


def _through_lock(
    evidence: Evidence, draft: EvidenceDraft, *, deed: str, by: User | None, at: datetime
) -> AbstractContextManager[None]:
    targets = [credit.target_id for credit in draft.credits]
    return through_lock(evidence, deed=deed, by=by, at=at, day=draft.on, targets=targets)


def _write(evidence: Evidence, draft: EvidenceDraft, *, today: date) -> None:
    _refuse_bad_words(draft)
    _refuse_bad_date(draft.on, today=today)
    evidence.on, evidence.title, evidence.note = draft.on, draft.title.strip(), draft.note.strip()
    evidence.kind, evidence.language = draft.kind, draft.language
    targets = _targets(draft, evidence)
    for proof in draft.proofs:
        _refuse_bad_proof(proof)
    evidence.save()
    _write_credits(evidence, draft, targets)
    evidence.proofs.all().delete()
    Proof.objects.bulk_create(
        Proof(
            evidence=evidence, kind=proof.kind, url=proof.url.strip(), file_id=proof.file_id,
            section=proof.section.strip(), page=proof.page.strip(), caption=proof.caption.strip(),
        )
        for proof in draft.proofs
    )  # fmt: skip


def _targets(draft: EvidenceDraft, evidence: Evidence) -> dict[int, Target]:
    ids = [credit.target_id for credit in draft.credits]
    if len(ids) != len(set(ids)):
        raise BadEvidence(_("A target is named twice. Put the quantities together."), field="credits")
    found = Target.every.select_related("task__plan").in_bulk(ids)
    for credit in draft.credits:
        target = found.get(credit.target_id)
        if target is None:
            raise BadEvidence(_("A target chosen does not exist any more."), field="credits")
        _refuse_ended(target, evidence)
        _refuse_foreign(target, evidence)
        _refuse_bad_credit(credit, target)
    return found


def _refuse_ended(target: Target, evidence: Evidence) -> None:
    """What an amendment took out of the plan counts for days before it, not after."""
    ends = [day for day in (target.valid_until, target.task.valid_until) if day is not None]
    if ends and evidence.on >= min(ends):
        raise BadEvidence(
            _("“%(task)s” was taken out of the plan on %(day)s; evidence from then on does not count for it.")
            % {"task": target.task.content, "day": f"{min(ends):%d/%m/%Y}"},
            field="credits",
        )


def _write_credits(evidence: Evidence, draft: EvidenceDraft, targets: dict[int, Target]) -> None:
    parents = _parents(targets)
    items = _known_items(draft)
    evidence.credits.all().delete()
    Credit.objects.bulk_create(
        Credit(
            evidence=evidence, target_id=target_id, quantity=credit.quantity, is_direct=is_direct,
            item=items.get(credit.item.strip().casefold(), credit.item.strip()),
        )
        for target_id, (credit, is_direct) in spread(draft.credits, parents).items()
    )  # fmt: skip


def _parents(targets: dict[int, Target]) -> dict[int, int | None]:
    """Target → its parent, for the chosen ones and all above them; one query a floor, three at most in practice."""
    found = {target.pk: target.parent_id for target in targets.values()}
    while missing := {parent for parent in found.values() if parent is not None and parent not in found}:
        found.update(Target.every.filter(pk__in=missing).values_list("pk", "parent_id"))
    return found


def _known_items(draft: EvidenceDraft) -> dict[str, str]:
    """How items of these targets are spelt already, by their spelling without capitals: so that "video 1" typed later is
    the "Video 1" counted before."""
    named = [credit.target_id for credit in draft.credits if credit.item.strip()]
    if not named:
        return {}
    known = Credit.objects.filter(target_id__in=named).exclude(item="").order_by("-id")
    return {item.casefold(): item for item in known.values_list("item", flat=True)}


def _refuse_bad_words(draft: EvidenceDraft) -> None:
    if not draft.title.strip():
        raise BadEvidence(_("Say in a few words what was done."), field="title")
    if draft.kind not in EvidenceKind.values:
        raise BadEvidence(_("Choose what kind of evidence it is."), field="kind")
    if draft.language not in Language.values:
        raise BadEvidence(_("Choose the language."), field="language")
    if len(draft.proofs) > MAX_PROOFS:
        raise BadEvidence(
            _("At most %(count)d proofs to one piece of evidence.") % {"count": MAX_PROOFS}, field="proofs"
        )


def _refuse_bad_date(on: date, *, today: date) -> None:
    if on > today:
        raise BadEvidence(_("The date lies in the future: only what has been done is evidence."), field="on")


def _refuse_foreign(target: Target, evidence: Evidence) -> None:
    plan = target.task.plan
    words = {"task": target.task.content}
    if plan.unit_id != evidence.unit_id:
        raise BadEvidence(_("The task “%(task)s” stands in another unit's plan.") % words, field="credits")
    if plan.state != PlanState.ISSUED:
        raise BadEvidence(
            _("The task “%(task)s” stands in a plan that is not issued.") % words, field="credits"
        )
    if plan.year != evidence.on.year:
        raise BadEvidence(
            _("The date must lie in %(year)d, the year of the plan with the task “%(task)s”.")
            % {"year": plan.year, **words},
            field="on",
        )


def _refuse_bad_credit(credit: CreditDraft, target: Target) -> None:
    words = {"task": target.task.content}
    if target.measure in ABOUT_A_PLAN:
        raise BadEvidence(
            _("The target of “%(task)s” is counted by the system itself.") % words, field="credits"
        )
    if not credit.quantity.is_finite() or not 0 < credit.quantity <= LARGEST:
        raise BadEvidence(_("The quantity for “%(task)s” must be a number above 0.") % words, field="credits")
    if credit.quantity != credit.quantity.quantize(LARGEST):
        raise BadEvidence(
            _("The quantity for “%(task)s” may have two decimals at most.") % words, field="credits"
        )
    if target.each_quantity and not credit.item.strip():
        raise BadEvidence(
            _("“%(task)s” asks for a number of each %(unit)s: name which one.")
            % {"unit": target.unit_text, **words},
            field="credits",
        )


def _refuse_bad_proof(proof: ProofDraft) -> None:
    if proof.kind == ProofKind.LINK:
        if not proof.url.strip().lower().startswith(("http://", "https://")) or len(proof.url.strip()) > 500:
            raise BadEvidence(
                _("“%(url)s” is no web address: it begins with https:// or http://.") % {"url": proof.url},
                field="proofs",
            )
    elif proof.kind not in {ProofKind.FILE, ProofKind.PHOTO} or proof.file_id is None:
        raise BadEvidence(_("A proof is a file, a photo or a link."), field="proofs")


def _changes(evidence: Evidence, draft: EvidenceDraft) -> list[str]:
    plain = [
        name
        for name in ("on", "title", "note", "kind", "language")
        if str(getattr(evidence, name)) != str(getattr(draft, name)).strip()
    ]
    credits = {(row.target_id, row.quantity, row.item) for row in evidence.credits.filter(is_direct=True)}
    if credits != {(credit.target_id, credit.quantity, credit.item.strip()) for credit in draft.credits}:
        plain.append("credits")
    proofs = [
        (row.kind, row.url, row.file_id, row.section, row.page, row.caption) for row in evidence.proofs.all()
    ]
    if proofs != [
        (proof.kind, proof.url, proof.file_id, proof.section, proof.page, proof.caption)
        for proof in draft.proofs
    ]:
        plain.append("proofs")
    return plain
