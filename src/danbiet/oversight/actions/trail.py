"""The trail taken away as a file: told in the trail itself, since who reads what happened to others is accountable too."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.audit.queries import Wanted, count_up_to, every
from danbiet.exports.actions import request_run
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress
from danbiet.kit import clock
from danbiet.org.queries import Rights

from ..permissions import may_see_trail
from ..queries.showing import Line, lines

TRAIL_DOCUMENT = "oversight.trail"
MOST_EXCEL = 100_000
MOST_CSV = 1_000_000
MOST_PDF = 10_000
PIECE = 1_000
MOMENT = "%d/%m/%Y %H:%M:%S"


def head() -> list[str]:
    """The columns of an exported trail."""
    return [
        _("When"), _("Done by"), _("Role and unit"), _("From where"), _("Deed"), _("Kind of thing"), _("Number"), _("Title"),
        _("Unit"), _("Reason"), _("Before"), _("After"),
    ]  # fmt: skip


def rows(wanted: Wanted, *, most: int) -> Iterator[list[str | int | None]]:
    """The lines as rows of a table, read in pieces."""
    piece = []
    for change in every(wanted, chunk=PIECE, most=most):
        piece.append(change)
        if len(piece) == PIECE:
            yield from map(_row, lines(piece))
            piece = []
    yield from map(_row, lines(piece))


def _row(line: Line) -> list[str | int | None]:
    told = [(one.label, one.before, one.after) for one in line.differences]
    before = "\n".join(f"{label}: {was}" if label else was for label, was, _now in told if was)
    after = "\n".join(f"{label}: {now}" if label else now for label, _was, now in told if now)
    return [
        clock.local(line.at).strftime(MOMENT), line.who, line.office, line.page, line.verb_label, line.kind_label, line.object_id,
        line.title, line.unit, line.reason, before, after,
    ]  # fmt: skip


def note_export(wanted: Wanted, form: str, *, by: User, at: datetime) -> None:
    """Record that the trail was taken away, and which part of it."""
    told = {
        name: value for name, value in as_parameters(wanted).items() if value not in (None, "", [], False)
    }
    record("oversight.trail_exported", by=by, at=at, kind="oversight.trail", form=form, wanted=told)


def request_excel(wanted: Wanted, *, by: User, at: datetime) -> int:
    """Have the Excel file made; it appears among the person's documents."""
    note_export(wanted, "xlsx", by=by, at=at)
    title = _("Trail of changes, %(at)s") % {"at": f"{clock.local(at):%H:%M %d/%m/%Y}"}
    return request_run(TRAIL_DOCUMENT, parameters=as_parameters(wanted), title=title, by=by, at=at).pk


def make_excel(parameters: Parameters, on: date, progress: Progress) -> Made:
    """The file the parameters ask for. CannotMake: more lines than an Excel file of ours holds."""
    wanted = from_parameters(parameters)
    count = count_up_to(wanted, MOST_EXCEL + 1)
    if count > MOST_EXCEL:
        raise CannotMake(_("More than 100,000 lines: choose a shorter period, or take the CSV file."))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Trail of changes")[:31])
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJKL", (19, 24, 30, 30, 26, 20, 10, 40, 28, 30, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    labels = [WriteOnlyCell(sheet, value=label) for label in head()]
    for label in labels:
        label.font = Font(bold=True)
    sheet.append(labels)
    for number, row in enumerate(rows(wanted, most=MOST_EXCEL), start=1):
        sheet.append([_cell(sheet, value) for value in row])
        if number % PIECE == 0:
            progress(number, count)
    kept = io.BytesIO()
    book.save(kept)
    progress(count, count)
    return Made(name=f"nhat-ky-thay-doi-{on.isoformat()}.xlsx", content=kept.getvalue())


def _cell(sheet: Any, value: str | int | None) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:32_000])
    cell.data_type = "s"  # words, also when they begin like a formula
    return cell


def may_have_trail(rights: Rights, parameters: Parameters) -> bool:
    """Whoever may see the trail today."""
    return may_see_trail(rights)


def as_parameters(wanted: Wanted) -> dict[str, Any]:
    """What is wanted, as JSON keeps it."""
    return {
        "actor_ids": list(wanted.actor_ids), "unit_ids": list(wanted.unit_ids), "kind": wanted.kind, "object_id": wanted.object_id,
        "verb": wanted.verb, "since": wanted.since and wanted.since.isoformat(), "until": wanted.until and wanted.until.isoformat(),
        "words": wanted.words, "only_deeds": wanted.only_deeds,
    }  # fmt: skip


def from_parameters(parameters: Parameters) -> Wanted:
    """What `as_parameters` kept."""
    told = dict(parameters)
    for name in ("since", "until"):
        told[name] = datetime.fromisoformat(told[name]) if told.get(name) else None
    for name in ("actor_ids", "unit_ids"):
        told[name] = tuple(told.get(name) or ())
    return Wanted(**told)
