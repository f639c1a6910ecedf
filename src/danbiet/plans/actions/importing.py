"""A file comes in: read, looked at, taken over as a draft, and undone. Each step happens whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.media.actions import FileRefused, store_file
from danbiet.media.enums import FileKind
from danbiet.org.queries import tree

from ..calc.reading import UnreadableFile
from ..calc.takeover import GroupDraft, as_stored, groups_of
from ..enums import ImportState, PlanState
from ..models import ContentGroup, Credit, Plan, PlanImport, Report
from ..queries.catalogue import UnitInYear, catalogue_of
from ..queries.reading import LARGEST_FILE, Reading, as_readable, read_document, refusal_text
from .drafting import erase, save_numbered, write_task
from .refusals import ImportRefusal

__all__ = [
    "FileRefused",
    "bring_in",
    "keep_reading",
    "keep_scan",
    "read_upload",
    "read_words",
    "readable",
    "sections_of",
    "take_over",
    "undo_import",
]
UNDOABLE = (PlanState.DRAFT, PlanState.RETURNED)
PLAN_FILES = frozenset({FileKind.DOCX, FileKind.XLSX, FileKind.PDF})


@dataclass(frozen=True, slots=True)
class Taken:
    """The draft an import became."""

    plan: Plan
    task_count: int
    doubt_count: int


def readable(upload: File[bytes]) -> File[bytes]:
    """The file as it can be read and kept: an old Word file (.doc) as the .docx LibreOffice makes of it, others as they are.

    Refused (ImportRefusal): too large, an old Word file where LibreOffice is missing or can make nothing of it.
    """
    data = _bytes_of(upload)
    try:
        made = as_readable(data)
    except UnreadableFile as error:
        raise ImportRefusal(refusal_text(error), code=error.code) from error
    if made is data:
        return upload
    return ContentFile(made, name=f"{(upload.name or 'ke-hoach').rsplit('.', 1)[0]}.docx")


def read_words(upload: File[bytes], *, unit: UnitInYear) -> Reading:
    """What the file says, nothing stored. Refused (ImportRefusal, in words) when it is no plan or too large."""
    try:
        return read_document(_bytes_of(readable(upload)), unit=unit, filename=upload.name or "")
    except UnreadableFile as error:
        raise ImportRefusal(refusal_text(error), code=error.code) from error


def _bytes_of(upload: File[bytes]) -> bytes:
    if upload.size > LARGEST_FILE:
        raise ImportRefusal(refusal_text(UnreadableFile("too_large")), code="too_large")
    upload.seek(0)
    data: bytes = upload.read()
    upload.seek(0)
    if not data:
        raise ImportRefusal(_("The file is empty."), code="empty")
    return data


def read_upload(upload: File[bytes], *, unit: UnitInYear, by: User | None, at: datetime) -> PlanImport:
    """Read a file and keep it with everything that was read, to be looked at. No plan is made yet. A PDF of pictures is
    kept too, with the reason why nothing was read (`keep_scan`).

    Refused (ImportRefusal) when the file is no plan, is protected, damaged, too large or holds macros; a file the
    store refuses raises its own refusal. A refused file leaves nothing behind.
    """
    upload = readable(upload)
    try:
        reading = read_words(upload, unit=unit)
    except ImportRefusal as refusal:
        if refusal.code != "only_pictures":
            raise
        return keep_scan(upload, reason=str(refusal), unit=unit, by=by, at=at)
    return keep_reading(upload, reading=reading, unit=unit, by=by, at=at)


@transaction.atomic
def keep_scan(
    upload: File[bytes], *, reason: str, unit: UnitInYear, by: User | None, at: datetime
) -> PlanImport:
    """Keep a scanned plan as it is, with the reason why nothing was read of it; the plan is written by hand beside it."""
    file = store_file(upload, by=by, at=at, allowed=frozenset({FileKind.PDF}))
    made = PlanImport.objects.create(
        unit_id=unit.unit.id,
        year=unit.year,
        file=file,
        state=ImportState.REFUSED,
        result={"title": file.name, "reason": reason, "groups": [], "sections": []},
        created_by=by,
        created_at=at,
    )
    _note("plans.scan_kept", made, by=by, at=at, file=upload.name or "")
    return made


@transaction.atomic
def keep_reading(
    upload: File[bytes], *, reading: Reading, unit: UnitInYear, by: User | None, at: datetime
) -> PlanImport:
    """Keep a file with what was read of it."""
    file = store_file(upload, by=by, at=at, allowed=PLAN_FILES)
    made = PlanImport.objects.create(
        unit_id=unit.unit.id,
        year=unit.year,
        file=file,
        result=as_stored(reading.parsed, read_on=reading.on),
        created_by=by,
        created_at=at,
    )
    _note("plans.file_read", made, by=by, at=at, file=upload.name or "", tasks=len(reading.parsed.tasks))
    return made


@transaction.atomic
def bring_in(
    upload: File[bytes], *, reading: Reading, unit: UnitInYear, by: User | None, at: datetime
) -> Taken:
    """Keep a file and make its draft in one go: both or neither. Refused as `keep_reading` and `take_over` are."""
    return take_over(keep_reading(upload, reading=reading, unit=unit, by=by, at=at).pk, by=by, at=at)


@transaction.atomic
def take_over(import_id: int, *, by: User | None, at: datetime) -> Taken:
    """Make the draft plan of an import: sections, groups, tasks, periods, units, targets and what is unsure.

    Refused: taken over already (ImportRefusal), the unit has a plan of that number and year (NumberTaken).
    """
    kept = _locked(import_id)
    if kept.state == ImportState.TAKEN:
        raise ImportRefusal(_("This file has been taken over already."), code="taken")
    if kept.state == ImportState.REFUSED:
        raise ImportRefusal(
            _("Nothing could be read from this file, so there is nothing to take over."), code="refused"
        )
    plan = _plan_of(kept, at=at)
    save_numbered(plan)
    doubts = _write_groups(plan, groups=_groups(kept))
    kept.state = ImportState.TAKEN
    kept.plan = plan
    kept.undone_at = None
    kept.save(update_fields=["state", "plan", "undone_at"])
    tasks = plan.tasks.count()
    _note("plans.file_taken_over", kept, by=by, at=at, plan=plan.pk, tasks=tasks)
    return Taken(plan, tasks, doubts)


@transaction.atomic
def undo_import(import_id: int, *, by: User | None, at: datetime) -> PlanImport:
    """Delete the draft an import made, with every change made to it since. The file and what was read stay.

    Refused (ImportRefusal): nothing was taken over, the plan has been submitted or issued, evidence or reports hang on it.
    """
    kept = _locked(import_id)
    if kept.state != ImportState.TAKEN:
        raise ImportRefusal(_("Nothing was taken over from this file."), code="not_taken")
    plan = (
        Plan.objects.select_for_update(no_key=True).filter(pk=kept.plan_id).first() if kept.plan_id else None
    )
    if plan is not None:
        _check_undoable(plan)
        erase(plan)
    kept.state = ImportState.UNDONE
    kept.plan = None
    kept.undone_at = at
    kept.save(update_fields=["state", "plan", "undone_at"])
    _note("plans.import_undone", kept, by=by, at=at)
    return kept


def _check_undoable(plan: Plan) -> None:
    if plan.state not in UNDOABLE:
        raise ImportRefusal(
            _("The import cannot be undone: the plan is “%(state)s”.") % {"state": plan.get_state_display()},
            code="not_draft",
        )
    if Credit.objects.filter(target__task__plan=plan).exists() or Report.objects.filter(plan=plan).exists():
        raise ImportRefusal(
            _("The import cannot be undone: evidence or a report hangs on the plan."), code="has_evidence"
        )
    if plan.children.exists():
        raise ImportRefusal(_("The import cannot be undone: units have plans from it."), code="has_children")


def _plan_of(kept: PlanImport, *, at: datetime) -> Plan:
    read = kept.result
    signer = read.get("signer") or {}
    return Plan(
        unit_id=kept.unit_id,
        year=kept.year,
        number=_short(read["number"] or "", 60),
        issued_on=date.fromisoformat(read["issued_on"]) if read["issued_on"] else None,
        title=read["title"],
        issuer_text="",
        place=_place_of(read),
        sections=sections_of(read),
        signer_title=str(signer.get("office", "")),
        signer_name=_short(str(signer.get("name", "")), 120),
        created_at=at,
    )


def sections_of(read: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The kept text in the order of the file, as the plan stores it. Nothing is left out."""
    return [
        {"key": one["kind"], "heading": "", "level": 1, "paragraphs": one["text"].split("\n")}
        for one in read.get("sections", [])
        if one["text"].strip()
    ]


def _text_of(read: Mapping[str, Any], kind: str) -> str:
    return "\n".join(one["text"] for one in read.get("sections", []) if one["kind"] == kind)


def _place_of(read: Mapping[str, Any]) -> str:
    words = _text_of(read, "place_date").partition(",")[0].strip()
    return _short(words, 100)


def _groups(kept: PlanImport) -> Sequence[GroupDraft]:
    units = tree(date.fromisoformat(kept.result["read_on"]))
    catalogue = catalogue_of(units, issuer_id=kept.unit_id)
    return groups_of(kept.result, ids={unit.key: unit.id for unit in units}, members=catalogue.members)


def _write_groups(plan: Plan, *, groups: Sequence[GroupDraft]) -> int:
    doubts = 0
    for order, group in enumerate(groups, 1):
        row = ContentGroup.objects.create(plan=plan, order=order, title=group.title)
        for place, draft in enumerate(group.tasks, 1):
            write_task(plan, group=row, order=place, draft=(fit := draft.fitting(year=plan.year)))
            doubts += len(fit.doubts)
    return doubts


def _locked(import_id: int) -> PlanImport:
    kept = PlanImport.objects.select_for_update(no_key=True).filter(pk=import_id).first()
    if kept is None:
        raise ImportRefusal(_("There is no such import."), code="gone")
    return kept


def _note(verb: str, kept: PlanImport, *, by: User | None, at: datetime, **details: Any) -> None:
    record(
        verb,
        by=by,
        at=at,
        kind="plan_import",
        object_id=kept.pk,
        title=str(kept.result.get("title", "")),
        unit_id=kept.unit_id,
        **details,
    )


def _short(words: str, longest: int) -> str:
    # A field too short for the words stays empty rather than cut: the whole text stands among the sections.
    return words if len(words) <= longest else ""
