"""Answers as files: in with a trial run, out as CSV, Excel and SPSS."""

from __future__ import annotations

import io
from typing import Any

import polars as pl
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from danbiet.kit.tabular import rows_to_csv
from danbiet.org.views import DeskRequest, desk_view, found, must, said_no

from .. import permissions as may
from ..actions import answering as act
from ..actions.refusals import SurveyRefusal
from ..calc.spss import write
from ..calc.taking import responses_in
from ..forms.answers import scale_of
from ..forms.campaigns import FileForm
from ..models import Campaign
from ..queries import campaigns as ask
from ..queries.answers import design_of, of_campaign, table_of
from .doors import campaign_step, crumbs, run_campaign, seen_campaign, table_in
from .words import problem_words

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/octet-stream",
}
KEPT = ("seconds", "channel", "day")


@desk_view
def files(request: DeskRequest, pk: int) -> HttpResponse:
    """Files of answers: what came, and one more. It is read and told about before anything is kept."""
    campaign = seen_campaign(pk)
    must(may.may_take_in(request.rights, campaign, stage=ask.stage_of(campaign, on=request.on)))
    form = FileForm()
    told: dict[str, Any] = {}
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            told = _taken(request, campaign, form)
            if told.get("is_done"):
                messages.success(request, _("%(count)s responses taken in.") % {"count": told["row_count"]})
                return HttpResponseRedirect(reverse("surveys:files", args=[pk]))
    context = {
        "one": campaign, "form": form, "files": ask.files_of(pk), "items": ask.items_of(campaign.questionnaire_id),
        "crumbs": crumbs(campaign_step(campaign), here=_("Files of answers")), **told,
    }  # fmt: skip
    return render(request, "surveys/desk/files.html", context)


def _taken(request: DeskRequest, campaign: Campaign, form: FileForm) -> dict[str, Any]:
    """What is to be told of a file; `is_done` when it was taken in."""
    upload = form.cleaned_data["file"]
    table, data, refused = table_in(upload)
    if table is None:
        return {"is_read": True, "refused": refused}
    before = ask.file_like(campaign.pk, act.digest_of(data))
    if before is not None:
        return {"is_read": True, "refused": act.same_file(before)}
    frame, items = of_campaign(campaign)
    rows, problems = responses_in(
        table, ask.strata_of(frame), [one.key for one in items], first=campaign.from_on, last=min(request.on, campaign.until_on),
        most=[one.most for one in items], rules=[one.rule for one in items],
    )  # fmt: skip
    told = {"is_read": True, "problems": [problem_words(one) for one in problems], "row_count": len(rows) or len(table.rows)}  # fmt: skip
    if problems or "thu" in request.POST:
        return told
    try:
        act.take_in_file(
            campaign.pk, rows, name=upload.name, data=data, rights=request.rights, on=request.on, at=request.at, by=request.user
        )  # fmt: skip
    except SurveyRefusal as refusal:
        return {"is_read": True, "refused": str(refusal)}
    return {**told, "is_done": True}


@desk_view
@require_POST
def file_drop(request: DeskRequest, pk: int, file_id: int) -> HttpResponse:
    """Take the responses of a file back."""
    campaign = run_campaign(request, pk)
    found(next((one for one in ask.files_of(campaign.pk) if one.pk == file_id), None))
    try:
        act.drop_file(
            file_id, reason=request.POST.get("reason", "")[:500], rights=request.rights, on=request.on, at=request.at, by=request.user
        )  # fmt: skip
    except SurveyRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("The responses of the file have been taken back."))
    return HttpResponseRedirect(reverse("surveys:files", args=[pk]))


@desk_view
def export(request: DeskRequest, pk: int, kind: str) -> HttpResponse:
    """All answers as `danbiet survey score` reads them (docs/survey-format.md): nobody's name is in them, and no time but the day."""
    campaign = run_campaign(request, pk)
    frame, items = of_campaign(campaign)
    table = table_of(campaign, frame, items).drop("entered_by", "frame")
    if kind == "csv":
        body = rows_to_csv(table.columns, table.iter_rows())
    elif kind == "xlsx":
        body = _workbook(table)
    else:
        labels = {one.key: one.text for one in items}
        table = table.with_columns(pl.col("day").cast(pl.String))
        body = write(
            table,
            labels,
            {item.key: {value: str(label) for value, label in scale_of(item)} for item in items},
        )
    return _file(body, kind, f"phieu-{pk}.{kind}")


@desk_view
def design(request: DeskRequest, pk: int) -> HttpResponse:
    """The design file beside the answers."""
    campaign = run_campaign(request, pk)
    table = design_of(ask.frame_of(campaign.pk))
    return _file(rows_to_csv(table.columns, table.iter_rows()), "csv", f"thiet-ke-{pk}.csv")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _workbook(table: pl.DataFrame) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("responses")
    sheet.append(table.columns)
    for row in table.iter_rows():
        # A text that begins like a formula stays a text.
        sheet.append([f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@" else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
