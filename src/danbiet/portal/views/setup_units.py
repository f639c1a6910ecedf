"""The step of the units: from a file, with every faulty row named before anything is written, or from what is shipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

import danbiet.org
from danbiet.exports.render.workbook import Sheet, workbook_of
from danbiet.media.actions import FileRefused, inspect_upload
from danbiet.media.enums import FileKind
from danbiet.org.actions.replacing import UnitsInUse, replace_units
from danbiet.org.calc.spreadsheet import MOST_BYTES, ZIP, NotATable, rows_of
from danbiet.org.calc.unit_files import UnitData, Version, read_later_units, read_units
from danbiet.org.calc.unit_list import TEMPLATE_HEAD, TEMPLATE_ROWS, Listed, Top, read_list
from danbiet.org.enums import SetupStep, UnitKind
from danbiet.org.queries import tree

from ..forms import UnitsForm
from .setup import ON_FORMS
from .setup_door import SetupRequest, go_on, setup_view, show, step_url

SHIPPED = Path(danbiet.org.__file__).resolve().parent / "data"
CHOSEN = "danbiet_setup_units"  # in the session: what waits for the second look
CAN_THO_FROM = date(2025, 7, 1)
FIRST_SHOWN = 12
WIDE = {
    "Mã": 10,
    "Tên": 40,
    "Loại": 22,
    "Mã cấp trên": 14,
    "Viết tắt": 16,
    "Tên tiếng Anh": 34,
    "Nhóm xếp hạng": 26,
    "Biên chế": 10,
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@ON_FORMS
@setup_view(SetupStep.UNITS)
def units(request: SetupRequest) -> HttpResponse:
    """First post: the list is read and shown, nothing is written. Second post (`viec=nap`): it is loaded in place of any before."""
    if request.method == "POST" and request.POST.get("viec") == "nap":
        return _load(request)
    if request.method == "POST" and request.POST.get("viec") == "khac":
        request.session.pop(CHOSEN, None)
        return redirect(step_url(SetupStep.UNITS))
    if request.method == "POST" and request.POST.get("viec") == "giu" and len(tree(request.on)):
        return go_on(request, SetupStep.UNITS, _("The units stay as they are."))
    form = UnitsForm(request.POST or None, request.FILES or None, initial={"source": UnitsForm.FILE})
    if request.method == "POST" and form.is_valid() and _choose(request, form):
        return redirect(step_url(SetupStep.UNITS))
    chosen = request.session.get(CHOSEN) if request.method != "POST" else None
    context: dict[str, Any] = {"form": form, "present": _counts_of(unit.kind for unit in tree(request.on))}
    if chosen:
        context |= _preview(request, chosen)
    return show(request, SetupStep.UNITS, "units", **context)


def _choose(request: SetupRequest, form: UnitsForm) -> bool:
    """Keep in the session what was chosen, to be looked at; False when it cannot be read at all."""
    source = form.cleaned_data["source"]
    if source != UnitsForm.FILE:
        if refused := _not_ours(source, request.row.code):
            form.add_error("source", refused)
            return False
        request.session[CHOSEN] = {"source": source}
        return True
    try:
        rows = rows_of(_content(form.cleaned_data["file"]))
    except (NotATable, FileRefused) as refusal:
        form.add_error("file", table_words(refusal.fault) if isinstance(refusal, NotATable) else str(refusal))
        return False
    request.session[CHOSEN] = {"source": source, "name": form.cleaned_data["file"].name[:120], "rows": rows}
    return True


def _content(upload: UploadedFile) -> bytes:
    """The bytes of the upload; a workbook is looked into as any file that comes from outside. NotATable, FileRefused."""
    if upload.size is not None and upload.size > MOST_BYTES:
        raise NotATable("too_large")
    content: bytes = upload.read()
    if content.startswith(ZIP):
        upload.seek(0)
        return inspect_upload(upload, allowed=frozenset({FileKind.XLSX})).content
    return content


def table_words(fault: str) -> str:
    """Why a file is no table, for who sent it."""
    return {
        "too_large": _(
            "The file is larger than 5 MB. A list of units is never that large: is it the right one?"
        ),
        "not_text": _(
            "The file is neither Excel (.xlsx) nor CSV in UTF-8. In Excel choose “CSV UTF-8” or save as .xlsx."
        ),
        "damaged": _("The file is damaged. Open it, save it again and send it once more."),
        "too_many_rows": _("The file has more than 5.000 rows. Is it the right one?"),
    }[fault]


def _not_ours(source: str, code: str) -> str:
    """What speaks against a shipped list: it belongs to another province than the one described."""
    wanted = {UnitsForm.CAN_THO: ("92",), UnitsForm.SOC_TRANG: ("94", "92")}[source]
    if code in wanted:
        return ""
    return _("This list is of the province with the code %(wanted)s, but step 1 says %(code)s. Put step 1 right or bring a file.") % {
        "wanted": wanted[0], "code": code,
    }  # fmt: skip


def _data(request: SetupRequest, chosen: dict[str, Any]) -> tuple[UnitData | None, Listed | None]:
    if chosen["source"] == UnitsForm.CAN_THO:
        return read_later_units(SHIPPED, on=CAN_THO_FROM), None
    if chosen["source"] == UnitsForm.SOC_TRANG:
        return read_units(SHIPPED, shipped=SHIPPED), None
    row = request.row
    top = Top(row.code, row.name, row.name_en)
    listed = read_list(chosen["rows"], top=top, starts_on=date(row.first_year or request.on.year, 1, 1))
    return listed.data, listed


def _preview(request: SetupRequest, chosen: dict[str, Any]) -> dict[str, Any]:
    data, listed = _data(request, chosen)
    versions = _today(data, request.on) if data else []
    names = {version.unit: version.name for version in versions}
    return {
        "chosen": chosen.get("name") or dict(UnitsForm.base_fields["source"].choices)[chosen["source"]],  # type: ignore[attr-defined]
        "problems": [{"row": one.row, "text": _(one.message) % one.params} for one in listed.problems] if listed else [],
        "counts": _counts_of(version.kind for version in versions),
        "total": len(versions),
        "first": [
            {"code": one.code, "name": one.name, "kind": UnitKind(one.kind).label, "parent": names.get(one.parent or "", "")}
            for one in versions[:FIRST_SHOWN]
        ],
        "is_succession": chosen["source"] == UnitsForm.SOC_TRANG,
    }  # fmt: skip


def _today(data: UnitData, on: date) -> list[Version]:
    found = [
        one
        for one in data.versions
        if one.starts_on <= on and (one.ends_before is None or on < one.ends_before)
    ]
    return sorted(found, key=lambda one: one.order)


def _counts_of(kinds: Iterable[str]) -> list[dict[str, Any]]:
    counts = Counter(kinds)
    return [{"label": kind.label, "count": counts[kind]} for kind in UnitKind if counts[kind]]


def _load(request: SetupRequest) -> HttpResponse:
    chosen = request.session.get(CHOSEN)
    data = _data(request, chosen)[0] if chosen else None
    if chosen is None or data is None:  # loaded already in another window, or rows to put right first
        return redirect(step_url(SetupStep.UNITS))
    try:
        replace_units(data, on=request.on, by=None, at=request.at)
    except UnitsInUse as refusal:
        form = UnitsForm({"source": chosen["source"]})
        form.add_error(None, str(refusal))
        return show(request, SetupStep.UNITS, "units", form=form)
    request.session.pop(CHOSEN, None)
    count = len(tree(request.on))
    words = ngettext("%(count)s unit is loaded.", "%(count)s units are loaded.", count) % {"count": count}
    return go_on(request, SetupStep.UNITS, words)


@require_safe
@setup_view(SetupStep.UNITS)
def template(request: SetupRequest) -> HttpResponse:
    """An Excel file with the right head and four rows as examples."""
    sheet = Sheet(title="Đơn vị", head=TEMPLATE_HEAD, rows=TEMPLATE_ROWS)
    answer = HttpResponse(workbook_of([sheet], wide=WIDE), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-danh-sach-don-vi.xlsx"'
    return answer
