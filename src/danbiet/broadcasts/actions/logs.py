"""A station's log comes in: read, looked at, taken over row by row in one transaction. The same file again adds nothing."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from danbiet.accounts.models import User
from danbiet.kit.text import nfc
from danbiet.media.actions import store_file
from danbiet.media.enums import FileKind

from ..calc.asrun import MOST_COLUMNS, MOST_ROWS, NoLog, csv_rows, read_log
from ..calc.matching import Fit, Match
from ..enums import AiringSource, ImportState
from ..models import Airing, AsRunImport, Channel
from ..queries.logs import log_start, review_of
from .airing import AiringDraft, locked, record_airing, save_airing, settle
from .noting import note
from .refusals import AlreadyThere, BroadcastRefusal, LogRefused, NotNow

LARGEST = 4 * 1024 * 1024
CONFIRM, NEW, SKIP = "confirm", "new", "skip"
WHY = {
    "empty": gettext_lazy("the file holds no rows."),
    "too_long": gettext_lazy("the file holds more than 5,000 rows. Hand in a month at a time."),
    "no_columns": gettext_lazy("no columns with time and title were found. Name them in the first row, e.g. Ngày, Giờ, Tên chương trình."),
    "encoding": gettext_lazy("the text cannot be read. Save it as CSV (UTF-8) or as Excel (.xlsx)."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a log over."""

    confirmed: int
    added: int
    known: int
    left: int


@transaction.atomic
def hand_in_log(
    channel_id: int, upload: UploadedFile, *, by: User | None, at: datetime
) -> tuple[AsRunImport, bool]:
    """Read a log (CSV or .xlsx) and keep it; nothing is confirmed yet. The same file for the channel again is the import there
    is (second value: whether it is new). Refused (LogRefused, FileRefused): what cannot be read."""
    channel = Channel.objects.select_for_update(no_key=True).get(pk=channel_id)
    name = " ".join(nfc(upload.name or "log").split())[-200:]
    if upload.size is not None and upload.size > LARGEST:
        raise LogRefused(_("%(name)s: the file is larger than 4 MB.") % {"name": name})
    data = upload.read()
    digest = hashlib.sha256(data).hexdigest()
    before = AsRunImport.objects.filter(channel=channel, sha256=digest).exclude(state=ImportState.DROPPED)
    if found := before.first():
        return found, False
    file = None
    try:
        if data[:4] == b"PK\x03\x04":
            file = store_file(ContentFile(data, name=name), by=by, at=at, allowed=frozenset({FileKind.XLSX}))
            table: Any = _excel_rows(data)
        else:
            table = csv_rows(data)
        log = read_log(table)
    except NoLog as refusal:
        raise LogRefused(f"{name}: {WHY[refusal.code]}") from refusal
    kept = AsRunImport.objects.create(
        channel=channel, name=name, sha256=digest, file=file, columns=log.columns,
        rows=[row.as_json() for row in log.rows], created_by=by, created_at=at,
    )  # fmt: skip
    note("log_read", kept, by=by, at=at, unit_id=channel.unit_id, is_public=False, rows=len(log.rows))
    return kept, True


def _excel_rows(data: bytes) -> list[list[Any]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows: list[list[Any]] = []
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            rows.append(list(row))
            if len(rows) > MOST_ROWS + 30:
                raise NoLog("too_long")
    except NoLog:
        raise
    except (InvalidFileException, KeyError, IndexError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise NoLog("encoding") from error
    return rows


@transaction.atomic
def take_over(import_id: int, *, decisions: Mapping[int, str], by: User | None, at: datetime) -> Taken:
    """Do what was decided, line by line ("confirm" what is planned, take as "new", "skip"), all or nothing.

    Matched anew under a lock on the channel: what was confirmed meanwhile is known and adds nothing. Lines without a decision
    stay to be looked at; the log can be taken over again for them. A line never loses what stands in it.
    """
    kept = AsRunImport.objects.select_for_update(no_key=True).filter(pk=import_id).first()
    if kept is None or kept.state == ImportState.DROPPED:
        raise NotNow(_("This log was put aside."))
    Channel.objects.select_for_update(no_key=True).get(pk=kept.channel_id)
    review = review_of(kept, now=at)
    confirmed = added = known = 0
    done: dict[str, Any] = dict(kept.decisions)
    for match in review.matches:
        wanted = decisions.get(match.ran.line, "")
        if match.fit == Fit.KNOWN:
            known += 1
            continue
        if wanted not in (CONFIRM, NEW, SKIP):
            continue
        airing = None
        try:
            if wanted == CONFIRM and match.planned is not None:
                airing = _confirm(kept, match, by=by, at=at)
                confirmed += 1
            elif wanted == NEW and match.fit not in (Fit.UNREADABLE, Fit.FUTURE):
                airing = _add(kept, match, by=by, at=at)
                added += 1
        except AlreadyThere:
            known += 1
        done[str(match.ran.line)] = {
            "what": wanted, "at": at.isoformat(), "airing": airing.pk if airing else None,
        }  # fmt: skip
    kept.decisions, kept.state, kept.taken_at = done, ImportState.TAKEN, at
    kept.save(update_fields=["decisions", "state", "taken_at"])
    left = len(review.matches) - len(done) - known
    note(
        "log_taken", kept, by=by, at=at, unit_id=kept.channel.unit_id, confirmed=confirmed, added=added,
        known=known,
    )  # fmt: skip
    return Taken(confirmed, added, known, max(0, left))


@transaction.atomic
def drop_log(import_id: int, *, by: User | None, at: datetime) -> None:
    """Put a log aside of which nothing was taken over. Refused (NotNow) otherwise."""
    kept = AsRunImport.objects.select_for_update(no_key=True).filter(pk=import_id).first()
    if kept is None or kept.state != ImportState.READ:
        raise NotNow(_("Something was taken over from this log: it stays."))
    kept.state = ImportState.DROPPED
    kept.save(update_fields=["state"])
    note("log_dropped", kept, by=by, at=at, unit_id=kept.channel.unit_id, is_public=False)


def _confirm(kept: AsRunImport, match: Match, *, by: User | None, at: datetime) -> Airing:
    planned = match.planned
    if planned is None:
        raise BroadcastRefusal(_("Nothing planned belongs to this line."))
    starts, seconds = log_start(match.ran), match.ran.seconds or planned.seconds
    if planned.key.startswith("a"):
        airing = locked(int(planned.key[1:]))
        airing.starts_at, airing.seconds, airing.log_import = starts, seconds, kept
        save_airing(airing, ["starts_at", "seconds", "log_import"])
        return settle(airing, by=by, at=at, source=AiringSource.LOG)
    slot_id, programme_id, _day = planned.key[1:].split("@")
    draft = AiringDraft(
        channel_id=kept.channel_id, starts_at=starts, seconds=seconds, title=planned.title,
        programme_id=int(programme_id) or None, slot_id=int(slot_id),
    )  # fmt: skip
    return record_airing(draft, by=by, at=at, source=AiringSource.LOG, log_id=kept.pk)


def _add(kept: AsRunImport, match: Match, *, by: User | None, at: datetime) -> Airing:
    draft = AiringDraft(
        channel_id=kept.channel_id, starts_at=log_start(match.ran), seconds=match.ran.seconds or 60,
        title=match.ran.title,
    )  # fmt: skip
    return record_airing(draft, by=by, at=at, source=AiringSource.LOG, log_id=kept.pk)
