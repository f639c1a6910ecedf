"""Evidence: one piece with everything about it, lists that filter, what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, Func, OuterRef, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from danbiet.audit.models import Entry
from danbiet.kit.text import fold_words
from danbiet.measures.registry import ABOUT_A_PLAN
from danbiet.media.queries import StoredFile, stored_files
from danbiet.org.enums import Role
from danbiet.org.queries import Rights, Tree, papers_of

from ..enums import EvidenceState, PlanState, Share
from ..models import Credit, Evidence, Proof, Target
from .handover import tasks_given
from .turns import office_above

# Letters of Vietnamese with every mark and in both cases → the plain letter: the database has no unaccent and its lower()
# knows ASCII only. Stored text is composed (NFC).
_MARKED = {
    "a": "àảãáạăằẳẵắặâầẩẫấậ",
    "e": "èẻẽéẹêềểễếệ",
    "i": "ìỉĩíị",
    "o": "òỏõóọôồổỗốộơờởỡớợ",
    "u": "ùủũúụưừửữứự",
    "y": "ỳỷỹýỵ",
    "d": "đ",
}
_FROM = "".join(letters + letters.upper() for letters in _MARKED.values())
_TO = "".join(plain * 2 * len(letters) for plain, letters in _MARKED.items())
SORTS = {
    "ngay": ("on", "id"),
    "ten": ("title", "id"),
    "don-vi": ("unit_id", "-on", "-id"),
    "tinh-trang": ("state", "-on", "-id"),
    "trinh": ("submitted_at", "id"),
}


class Folded(Func):
    """The text without marks and capitals, in the database."""

    function = "translate"
    output_field = TextField()

    def __init__(self, expression: Any) -> None:
        super().__init__(Lower(expression), Value(_FROM), Value(_TO))


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What a list shows; empty values ask for nothing. `unit_ids` None: of every unit; `units` is the tree of the day, for
    single pieces that a reorganisation gave to another unit than the rest."""

    unit_ids: frozenset[int] | None = None
    units: Tree | None = None
    task_id: int | None = None
    plan_id: int | None = None
    states: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""
    year: int | None = None
    month: int | None = None
    text: str = ""
    sort: str = "-ngay"


def evidence_found(chosen: EvidenceFilter) -> QuerySet[Evidence]:
    """The pieces of evidence a filter leaves, in its order. Words are found without marks and capitals, all of them in
    title or note."""
    rows = Evidence.objects.all()
    if chosen.unit_ids is not None:
        own = Q(unit_id__in=chosen.unit_ids)
        rows = rows.filter(papers_of("evidence", chosen.unit_ids, chosen.units) if chosen.units else own)
    if chosen.task_id:
        rows = rows.filter(_credited(target__task_id=chosen.task_id))
    if chosen.plan_id:
        rows = rows.filter(_credited(target__task__plan_id=chosen.plan_id))
    exact = {
        "kind": chosen.kind,
        "language": chosen.language,
        "on__year": chosen.year,
        "on__month": chosen.month,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.states:
        rows = rows.filter(state__in=chosen.states)
    return _ordered(_with_words(rows, chosen.text), chosen.sort)


def _credited(**which: Any) -> Exists:
    return Exists(Credit.objects.filter(evidence=OuterRef("pk"), **which))


def _with_words(rows: QuerySet[Evidence], text: str) -> QuerySet[Evidence]:
    words = fold_words(text)
    if not words:
        return rows
    rows = rows.annotate(folded=Folded(Concat("title", Value(" "), "note", output_field=TextField())))
    for word in words:
        rows = rows.filter(folded__contains=word)
    return rows


def _ordered(rows: QuerySet[Evidence], sort: str) -> QuerySet[Evidence]:
    fields = SORTS.get(sort.removeprefix("-"), SORTS["ngay"])
    if not sort.startswith("-"):
        return rows.order_by(*fields)
    return rows.order_by(*(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in fields))


@dataclass(frozen=True, slots=True)
class EvidenceInFull:
    """One piece with what it counts for and its proofs. `is_own_only`: it counts for no task that came from above."""

    evidence: Evidence
    chosen: tuple[Credit, ...]
    reached: tuple[Credit, ...]
    proofs: tuple[Proof, ...]

    @property
    def is_own_only(self) -> bool:
        return all(credit.target.task.share == Share.OWN for credit in self.chosen)

    @property
    def early(self) -> tuple[Credit, ...]:
        """Credits for tasks that had not begun on the day of the evidence: worth a warning, not a refusal."""
        return tuple(credit for credit in self.chosen if self.evidence.on < credit.target.task.starts_on)

    @property
    def late(self) -> tuple[Credit, ...]:
        """Credits for tasks that were over on the day of the evidence."""
        return tuple(credit for credit in self.chosen if self.evidence.on > credit.target.task.ends_on)


def evidence_for(evidence_id: int) -> EvidenceInFull | None:
    """The only door to one piece: None when there is none. Who may see it is `permissions.may_see_evidence`. 3 queries."""
    evidence = Evidence.objects.select_related("created_by", "decided_by").filter(pk=evidence_id).first()
    return in_full(evidence) if evidence else None


def in_full(evidence: Evidence) -> EvidenceInFull:
    """The piece with its credits and proofs; 2 queries."""
    credits = list(
        evidence.credits.select_related("target__task__plan", "target__task__group").order_by(
            "target__task__group__order", "target__task__order", "target__order", "id"
        )
    )
    return EvidenceInFull(
        evidence=evidence,
        chosen=tuple(credit for credit in credits if credit.is_direct),
        reached=tuple(credit for credit in credits if not credit.is_direct),
        proofs=tuple(evidence.proofs.select_related("file")),
    )


def many_in_full(rows: Iterable[Evidence]) -> list[EvidenceInFull]:
    """Several pieces with credits and proofs; 2 queries for all of them."""
    pieces = list(rows)
    ids = [piece.pk for piece in pieces]
    credits: dict[int, list[Credit]] = {}
    for credit in (
        Credit.objects.filter(evidence_id__in=ids).select_related("target__task__plan").order_by("id")
    ):
        credits.setdefault(credit.evidence_id, []).append(credit)
    proofs: dict[int, list[Proof]] = {}
    for proof in Proof.objects.filter(evidence_id__in=ids).select_related("file"):
        proofs.setdefault(proof.evidence_id, []).append(proof)
    return [
        EvidenceInFull(
            piece,
            tuple(credit for credit in credits.get(piece.pk, ()) if credit.is_direct),
            tuple(credit for credit in credits.get(piece.pk, ()) if not credit.is_direct),
            tuple(proofs.get(piece.pk, ())),
        )
        for piece in pieces
    ]


def own_targets(unit_id: int, *years: int, rights: Rights) -> list[Target]:
    """Targets of the unit's issued plans of the years that evidence can be credited to, in the order of the plans; of plans
    that a reorganisation gave to different units those in the person's hands."""
    held = rights.units_held()
    mine = papers_of("plans", held, rights.tree, unit="task__plan__unit_id", pk="task__plan_id")
    given = tasks_given(rights.tree)
    if given:
        away = [task for task, taker in given.items() if taker not in held]
        mine = (mine & ~Q(task__in=away)) | Q(
            task__in=[task for task, taker in given.items() if taker in held]
        )
    return list(
        Target.objects.filter(
            mine,
            task__plan__unit_id=unit_id,
            task__plan__year__in=years,
            task__plan__state=PlanState.ISSUED,
            task__valid_until__isnull=True,
        )
        .exclude(measure__in=ABOUT_A_PLAN)
        .select_related("task__plan", "task__group")
        .order_by(
            "-task__plan__year",
            "task__plan_id",
            "task__group__order",
            "task__order",
            "task_id",
            "order",
            "id",
        )
    )


def waiting_evidence(rights: Rights) -> QuerySet[Evidence]:
    """Submitted evidence this person may decide on, oldest first."""
    below = rights.unit_ids(Role.OFFICE) - rights.units_held(Role.OFFICE)
    headed = rights.units_held(Role.HEAD)
    foreign = Credit.objects.filter(evidence=OuterRef("pk"), is_direct=True).exclude(
        target__task__share=Share.OWN
    )
    top = {unit.id for unit in rights.tree.roots}
    at = partial(papers_of, "evidence", units=rights.tree)
    own_top = at(top & rights.units_held(Role.OFFICE)) & ~Q(created_by_id=rights.user_id)
    return (
        Evidence.objects.filter(state=EvidenceState.SUBMITTED)
        .filter(at(below) | (at(headed) & (~Exists(foreign) | at(top))) | own_top)
        .order_by("submitted_at", "id")
    )


def titles_of(evidence_ids: Iterable[int], rights: Rights) -> dict[int, str]:
    """What pieces are called, for whoever may read them; others are left out. One query, none for nothing."""
    wanted = list(evidence_ids)
    mine = papers_of("evidence", rights.unit_ids(), rights.tree)
    rows = Evidence.objects.filter(mine, pk__in=wanted) if wanted else None
    return dict(rows.values_list("pk", "title")) if rows is not None else {}


def waiting_nearest(rights: Rights) -> QuerySet[Evidence]:
    """Of what this person may decide on, what nobody nearer to the unit decides, oldest first (as `work.my_turn`)."""
    held = rights.units_held()
    near = {unit.id for unit in rights.tree if office_above(unit.id, rights.tree)[0] in held}
    # What a person may decide on in a unit headed is its own affair, or stands at the top.
    here = papers_of("evidence", near | rights.units_held(Role.HEAD), rights.tree)
    return waiting_evidence(rights).filter(here)


def evidence_of_task(
    task_id: int, on: date, *, states: Iterable[str] = (EvidenceState.ACCEPTED,)
) -> QuerySet[Evidence]:
    """Evidence up to the day that counts for the task, newest first, each piece once however many of the task's targets it
    serves: `for_task` lists those credits. Public pages ask for accepted ones only (the default)."""
    served = Credit.objects.filter(target__task_id=task_id).select_related("target")
    return (
        Evidence.objects.filter(_credited(target__task_id=task_id), on__lte=on, state__in=list(states))
        .prefetch_related(
            Prefetch("credits", queryset=served.order_by("target__order", "id"), to_attr="for_task")
        )
        .order_by("-on", "-id")
    )


def evidence_of_plan(plan_id: int, on: date) -> QuerySet[Credit]:
    """Credits for a plan's targets by accepted evidence up to the day, newest first."""
    return (
        Credit.objects.filter(
            target__task__plan_id=plan_id, evidence__on__lte=on, evidence__state=EvidenceState.ACCEPTED
        )
        .select_related("evidence", "target__task")
        .order_by("-evidence__on", "-evidence_id", "target_id")
    )


def proofs_of(evidence_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """Proofs of several pieces by evidence id, with their files; one query."""
    found: dict[int, list[Proof]] = {}
    for proof in Proof.objects.filter(evidence_id__in=set(evidence_ids)).select_related("file"):
        found.setdefault(proof.evidence_id, []).append(proof)
    return found


def proof_for(proof_id: int) -> Proof | None:
    """A proof with its evidence and file, None when there is none."""
    return Proof.objects.select_related("evidence", "file").filter(pk=proof_id).first()


def kept_files(
    file_ids: Iterable[int], *, user_id: int | None, evidence_id: int | None
) -> dict[int, StoredFile]:
    """Of these files, those the person uploaded or that hang on this evidence already: no other may be claimed by its
    number."""
    files = stored_files(file_ids)
    hanging = set(
        Proof.objects.filter(evidence_id=evidence_id, file_id__in=files).values_list("file_id", flat=True)
        if evidence_id and files
        else ()
    )
    return {
        pk: file
        for pk, file in files.items()
        if pk in hanging or (user_id is not None and file.uploaded_by_id == user_id)
    }


def history_of(evidence_id: int) -> QuerySet[Entry]:
    """Who did what with it, oldest first."""
    return Entry.objects.filter(object_kind="evidence", object_id=evidence_id).order_by("at", "id")


def items_named(target_ids: Iterable[int]) -> dict[int, list[str]]:
    """Names of items already used per target, for suggestions."""
    rows = Credit.objects.filter(target_id__in=set(target_ids)).exclude(item="")
    found: dict[int, list[str]] = {}
    for target_id, item in rows.order_by("target_id", "item").values_list("target_id", "item").distinct():
        found.setdefault(target_id, []).append(item)
    return found
