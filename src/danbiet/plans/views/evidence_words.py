"""Evidence in words: rows of lists, one piece in full, its history, the table as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.audit.models import Entry
from danbiet.kit.text import viet_number
from danbiet.org.queries import Rights, Tree

from ..enums import Comparison, EvidenceState, Per
from ..models import Credit, Proof, Target
from ..queries.evidence import EvidenceInFull

LOOKS = {  # the six shapes of status stand for the five states
    EvidenceState.DRAFT: "not_started",
    EvidenceState.SUBMITTED: "waiting",
    EvidenceState.ACCEPTED: "done",
    EvidenceState.RETURNED: "overdue",
    EvidenceState.WITHDRAWN: "not_started",
}
VERBS: dict[str, str | Promise] = {
    "plans.evidence_drafted": gettext_lazy("Written down"),
    "plans.evidence_edited": gettext_lazy("Changed"),
    "plans.evidence_submitted": gettext_lazy("Handed in for acceptance"),
    "plans.evidence_accepted": gettext_lazy("Accepted"),
    "plans.evidence_returned": gettext_lazy("Returned"),
    "plans.evidence_withdrawn": gettext_lazy("Withdrawn"),
    "plans.plan_issued": gettext_lazy("Plan issued"),
    "plans.plan_withdrawn": gettext_lazy("Plan withdrawn"),
}
KINDS_OF_FILE = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG", "image/webp": "WEBP"}
SHORT = 90  # of a task's words in a list; the whole stands on the page of the piece


def quantity_of(credit: Credit) -> str:
    """ "+1.600 tờ rơi", with the item where one is named."""
    unit = credit.target.each_unit_text or credit.target.unit_text
    words = f"+{viet_number(credit.quantity.normalize())} {unit.lstrip('% ')}".strip()
    return f"{words} ({credit.item})" if credit.item else words


def asked_by(target: Target) -> str:
    """A target in a few words: "≥ 2 tin mỗi tháng"."""
    if target.quantity is None:
        return _("a contribution, at least one piece of evidence")
    sign = {Comparison.AT_LEAST: "≥", Comparison.AT_MOST: "≤", Comparison.EXACTLY: "="}[
        Comparison(target.comparison)
    ]
    words = f"{sign} {viet_number(target.quantity.normalize())} {target.unit_text}".strip()
    if target.per != Per.ONCE:
        words = f"{words} {Per(target.per).label}"
    if target.each_quantity:
        number = viet_number(target.each_quantity.normalize())
        words = f"{words}, {_('each')} {number} {target.each_unit_text}"
    return words


def row(piece: EvidenceInFull, tree: Tree) -> dict[str, Any]:
    """A line of a list."""
    evidence = piece.evidence
    return {
        "id": evidence.pk,
        "url": reverse("plans:evidence-detail", args=[evidence.pk]),
        "on": evidence.on,
        "title": evidence.title,
        "unit": tree.full_name(evidence.unit_id),
        "kind": evidence.get_kind_display(),
        "language": evidence.get_language_display() if evidence.language != "vi" else "",
        "look": LOOKS[EvidenceState(evidence.state)],
        "state": evidence.get_state_display(),
        "submitted_at": evidence.submitted_at,
        "credits": [quantity_of(credit) for credit in piece.chosen],
        "tasks": [_short(credit.target.task.content) for credit in piece.chosen],
        "proof_count": len(piece.proofs),
    }


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def detail(piece: EvidenceInFull, tree: Tree) -> dict[str, Any]:
    """One piece in full."""
    evidence = piece.evidence
    return {
        "evidence": evidence,
        "unit": tree.full_name(evidence.unit_id),
        "look": LOOKS[EvidenceState(evidence.state)],
        "chosen": [_credit(credit) for credit in piece.chosen],
        "reached": [_credit(credit) for credit in piece.reached],
        "plan_names": {
            credit.target.task.plan_id: credit.target.task.plan.number for credit in piece.reached
        },
        "early": [credit.target.task for credit in piece.early],
        "late": [credit.target.task for credit in piece.late],
        "proofs": [proof_item(proof) for proof in piece.proofs],
        "photos": [proof_item(proof) for proof in piece.proofs if proof.kind == "photo"],
    }


def _credit(credit: Credit) -> dict[str, Any]:
    task = credit.target.task
    return {
        "task": task.content,
        "url": reverse("plans:task-public", args=[task.pk]),
        "plan": task.plan.number,
        "asked": asked_by(credit.target),
        "quantity": quantity_of(credit),
    }


def proof_item(proof: Proof) -> dict[str, Any]:
    """A proof for the list of files."""
    where = [
        _("section “%(section)s”") % {"section": proof.section} if proof.section else "",
        _("page %(page)s") % {"page": proof.page} if proof.page else "",
    ]
    if proof.file is None:
        return {
            "type": _("LINK"), "title": proof.caption or proof.url, "url": proof.url,
            "detail": "; ".join(part for part in (proof.url if proof.caption else "", *where) if part),
        }  # fmt: skip
    size = _size(proof.file.size)
    name = proof.file.name if proof.caption else ""
    return {
        "type": KINDS_OF_FILE.get(proof.file.content_type, proof.file.name.rpartition(".")[2].upper()),
        "title": proof.caption or proof.file.name,
        "url": reverse("plans:proof-file", args=[proof.pk]),
        "detail": "; ".join(part for part in (name, size, *where) if part),
    }


def _size(size: int) -> str:
    for step, unit in ((1024 * 1024, "MB"), (1024, "kB")):
        if size >= step:
            tenths = size * 10 // step
            return f"{tenths // 10},{tenths % 10} {unit}"
    return f"{size} B"


def history(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The record as a time line; the last entry is where it stands now."""
    lines = [
        {
            "label": f"{VERBS.get(entry.verb, entry.verb)}"
            + (f" – {entry.actor_name}" if entry.actor_name else ""),
            "at": entry.at,
            "reason": entry.reason,
            "state": "bad" if entry.verb.endswith(("returned", "withdrawn")) else "past",
        }
        for entry in entries
    ]
    if lines and lines[-1]["state"] == "past":
        lines[-1]["state"] = "now"
    return lines


def unit_choices(rights: Rights, reach: set[int]) -> list[tuple[int, str]]:
    """The units one reaches in the order of the tree, for a choice."""
    return [(unit.id, rights.tree.full_name(unit.id)) for unit in rights.tree if unit.id in reach]


def csv_head() -> list[str]:
    """Heads of the table."""
    return [
        _("Date"), _("Unit"), _("What was done"), _("Kind"), _("Language"), _("State"), _("Task"), _("Quantity"),
        _("Which one"), _("Links"), _("Note"),
    ]  # fmt: skip


def csv_rows(pieces: Iterable[EvidenceInFull], tree: Tree) -> Iterable[list[str]]:
    """One line per piece and task chosen for it."""
    for piece in pieces:
        evidence = piece.evidence
        head = [
            f"{evidence.on:%d/%m/%Y}", tree.full_name(evidence.unit_id), evidence.title, evidence.get_kind_display(),
            evidence.get_language_display(), evidence.get_state_display(),
        ]  # fmt: skip
        tail = [" ".join(proof.url for proof in piece.proofs if proof.url), evidence.note]
        for credit in piece.chosen:
            number = viet_number(credit.quantity.normalize())
            yield [*head, credit.target.task.content, number, credit.item, *tail]
        if not piece.chosen:
            yield [*head, "", "", "", *tail]
