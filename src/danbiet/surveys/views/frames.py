"""Whom people are asked about: the frame with its sample, the numbers drawn, the codes that are handed out."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.tabular import rows_to_csv
from danbiet.org.views import DeskRequest, desk_view, must

from .. import permissions as may
from ..actions import answering
from ..actions import campaigns as act
from ..actions.drawing import draw_clusters
from ..actions.refusals import SurveyRefusal
from ..calc.codes import shown
from ..calc.taking import clusters_in, frame_in
from ..forms.campaigns import ClustersForm, CodesForm, FileForm
from ..models import Campaign
from ..queries import campaigns as ask
from .doors import campaign_step, crumbs, frame_choices, run_campaign, seen_campaign, table_in
from .words import problem_words

HEAD = ("unit", "name", "stratum", "population", "clusters")
CLUSTERS_ID = "cum-%s"  # two forms on one page: no two fields have one id


@desk_view
def frame(request: DeskRequest, pk: int) -> HttpResponse:
    """The frame; a file is read and told about before anything is kept."""
    campaign = run_campaign(request, pk)
    form = FileForm()
    told: dict[str, Any] = {}
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            table, _data, refused = table_in(form.cleaned_data["file"])
            framed, problems = (
                frame_in(table, ask.unit_choices(request.on)) if table is not None else ([], [])
            )
            told = {"is_read": True, "refused": refused, "problems": [problem_words(one) for one in problems], "row_count": len(framed)}  # fmt: skip
            if framed and "thu" not in request.POST:
                try:
                    act.set_frame(
                        pk,
                        framed,
                        rights=request.rights,
                        on=request.on,
                        at=request.at,
                        by=request.user,
                    )
                except SurveyRefusal as refusal:
                    form.add_error("file", str(refusal))
                    told = {}
                else:
                    messages.success(request, _("The frame is kept; the sample has been shared out."))
                    return HttpResponseRedirect(reverse("surveys:frame", args=[pk]))
    return _frame(request, campaign, form=form, **told)


def _frame(request: DeskRequest, campaign: Campaign, **told: Any) -> HttpResponse:
    rows = ask.frame_of(campaign.pk)
    context = {
        "one": campaign, "rows": rows, "can_change": not ask.is_begun(campaign.pk) and campaign.published_at is None,
        "sample": sum(row.sample for row in rows), "population": sum(row.population for row in rows),
        "form": FileForm(), "clusters_form": ClustersForm(auto_id=CLUSTERS_ID),
        "crumbs": crumbs(campaign_step(campaign), here=_("Frame and sample")), **told,
    }  # fmt: skip
    return render(request, "surveys/desk/frame.html", context)


@desk_view
def frame_file(request: DeskRequest, pk: int) -> HttpResponse:
    """The frame as a file; while there is none, the ranked units of the year with the populations left open."""
    campaign = run_campaign(request, pk)
    rows: list[list[Any]] = [
        [row.code, row.name, row.stratum, row.population, row.clusters] for row in ask.frame_of(pk)
    ] or [
        [key, name, "", None, None]
        for key, name in ask.candidates(campaign.year, request.on) or ask.candidates(request.on.year, request.on)
    ]  # fmt: skip
    return _csv(HEAD, rows, f"khung-mau-{pk}.csv")


@desk_view
def drawn(request: DeskRequest, pk: int) -> HttpResponse:
    """The numbers drawn, of the list of files (or people) of each stratum from 1 to N, and a reserve in order.

    Anybody with the seed draws the same ones; who cannot be reached is replaced by the next of the reserve, never by choice.
    """
    campaign = run_campaign(request, pk)
    rows: list[list[Any]] = []
    for row in ask.frame_of(pk):
        rows += [
            [row.code, row.name, row.stratum, place, number, _("sample") if place <= row.sample else _("reserve")]
            for place, number in enumerate(ask.drawn_in(row, seed=campaign.seed), start=1)
        ]  # fmt: skip
    head = ("unit", "name", "stratum", "place", "number", "use")
    return _csv(head, rows, f"mau-rut-{pk}.csv")


@desk_view
@require_POST
def drawn_clusters(request: DeskRequest, pk: int) -> HttpResponse:
    """Clusters drawn by their size from a list that is read and told about, and people in them: the answer is the file."""
    campaign = run_campaign(request, pk)
    form = ClustersForm(request.POST, request.FILES, auto_id=CLUSTERS_ID)
    if not form.is_valid():
        return _frame(request, campaign, clusters_form=form)
    table, data, refused = table_in(form.cleaned_data["file"])
    rows = ask.frame_of(pk)
    populations = {row.pk: row.population for row in rows}
    listed, problems = clusters_in(table, ask.strata_of(rows), populations) if table is not None else ([], [])
    if not listed:
        told = {"is_read": True, "refused": refused, "problems": [problem_words(one) for one in problems]}
        return _frame(request, campaign, clusters_form=form, **told)
    try:
        found = draw_clusters(
            pk, listed, form.cleaned_data["each"], digest=answering.digest_of(data), rights=request.rights, at=request.at, by=request.user
        )  # fmt: skip
    except SurveyRefusal as refusal:
        form.add_error("file", str(refusal))
        return _frame(request, campaign, clusters_form=form)
    head = ("unit", "name", "stratum", "cluster", "size", "place", "number", "use", "weight")
    return _csv(
        head,
        [
            [row.code, row.name, row.stratum, one.cluster, one.size, one.place, one.number, _("reserve") if one.is_reserve else _("sample"), f"{one.weight.normalize():f}"]
            for row, one in found
        ],
        f"mau-cum-{pk}.csv",
    )  # fmt: skip


def _csv(head: tuple[str, ...], rows: list[list[Any]], name: str) -> HttpResponse:
    answer = HttpResponse(rows_to_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@desk_view
def codes(request: DeskRequest, pk: int) -> HttpResponse:
    """Make codes; the answer is the sheet to print, and the only time they are seen."""
    campaign = seen_campaign(pk)
    must(may.may_code(request.rights, campaign, stage=ask.stage_of(campaign, on=request.on)))
    rows = ask.frame_of(pk)
    form = CodesForm(request.POST or None, frame=frame_choices(rows))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = answering.make_codes(
                pk, said["frame"], said["count"], rights=request.rights, on=request.on, at=request.at, by=request.user
            )  # fmt: skip
        except SurveyRefusal as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            return _sheet(request, campaign, made, said["frame"])
    context = {
        "one": campaign,
        "form": form,
        "has_frame": bool(rows),
        "crumbs": crumbs(campaign_step(campaign), here=_("Codes")),
    }
    return render(request, "surveys/desk/codes.html", context)


def _sheet(request: DeskRequest, campaign: Campaign, made: list[str], frame_id: int) -> HttpResponse:
    """Slips to cut out, each with its QR. Nobody keeps this page."""
    row = next(row for row in ask.frame_of(campaign.pk) if row.pk == frame_id)
    site = settings.DANBIET_BASE_URL
    slips = []
    for code in made:
        out = io.BytesIO()
        picture = segno.make(site + reverse("surveys:answer", args=[code]), error="m", micro=False)
        picture.save(out, kind="svg", border=2, xmldecl=False, svgns=False, omitsize=True)
        slips.append((shown(code), out.getvalue().decode()))
    context = {
        "one": campaign, "row": row, "slips": slips, "door": site + reverse("surveys:door"),
        "crumbs": crumbs(campaign_step(campaign), here=_("Codes")),
    }  # fmt: skip
    answer = render(request, "surveys/desk/slips.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
