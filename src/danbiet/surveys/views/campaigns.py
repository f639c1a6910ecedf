"""Surveys on the desk: the list, a new one, and one with its progress, the signs of the field, how it stands, publication."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.enums import FORM_NAMES
from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.org.enums import Role
from danbiet.org.queries import Tree
from danbiet.org.views import DeskRequest, desk_view, found, must, other_day, said_no, said_then, units_asked

from .. import permissions as may
from ..actions import campaigns as act
from ..actions import documents
from ..actions.refusals import BadValue, SurveyRefusal
from ..calc.control import Signs
from ..enums import SHORT, Channel, Stage
from ..forms.campaigns import CampaignForm, ExtendForm, PublishForm
from ..models import Campaign
from ..queries import campaigns as ask
from ..queries.control import signs_of
from ..queries.figures import figures_at
from ..queries.quotas import limited_places
from .doors import LOOKS, crumbs, run_campaign, seen_campaign

EXTEND_ID, PUBLISH_ID = "gia-han-%s", "cong-bo-%s"  # two forms on one page: no two fields have one id


@desk_view
def campaign_list(request: DeskRequest) -> HttpResponse:
    """Every survey and how far it is."""
    counts = ask.answered_by_campaign()
    rows = []
    for one in ask.campaigns():
        stage = ask.stage_of(one, on=request.on)
        rows.append((one, stage.label, LOOKS[stage], counts.get(one.pk, 0)))
    if kind := kind_asked(request):
        head = [_("Survey"), _("Year"), _("Stage"), _("Answers")]
        cells = [[one.name, one.year, str(label), count] for one, label, _look, count in rows]
        listing = Listing(name="khao-sat-hai-long", title=_("Satisfaction"), head=head, rows=cells)
        return list_answer(request, kind, listing)
    context = {
        "rows": rows,
        "can_begin": may.may_keep(request.rights),
        "crumbs": [{"label": _("Satisfaction"), "url": ""}],
    }
    return render(request, "surveys/desk/campaigns.html", context)


@desk_view
def campaign_new(request: DeskRequest) -> HttpResponse:
    """Begin a survey."""
    must(may.may_keep(request.rights))
    questionnaires = ask.questionnaires()
    tree = request.rights.tree
    form = CampaignForm(
        request.POST or None, initial={"year": request.on.year, "error": "0.05"},
        offices=[(one, tree.full_name(one)) for one in sorted(request.rights.units_held(Role.OFFICE))],
        questionnaires=[(one.pk, f"{one.name} ({one.year}, {one.version})") for one in questionnaires],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        office, pk = said.pop("office"), said.pop("questionnaire")
        planned = act.Planned(office_id=office, questionnaire=found(ask.questionnaire_for(pk)), **said)
        try:
            made = act.begin_campaign(planned, rights=request.rights, at=request.at, by=request.user)
        except BadValue as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The survey has been begun: now say whom people are asked about."))
            return HttpResponseRedirect(reverse("surveys:frame", args=[made.pk]))
    context = {
        "form": form,
        "has_questionnaires": bool(questionnaires),
        "crumbs": crumbs(here=_("New survey")),
    }
    return render(request, "surveys/desk/campaign_new.html", context)


@desk_view
def campaign(request: DeskRequest, pk: int) -> HttpResponse:
    """A survey: how far it is; for its office also the signs of the field, how it stands, what can be done. Units stand under the names
    the survey knows them by; beside them what became of them by today or by the day asked for (`?ngay=`)."""
    return render(request, "surveys/desk/campaign.html", _context(request, seen_campaign(pk)))


def _context(request: DeskRequest, one: Campaign, **forms: Any) -> dict[str, Any]:
    stage = ask.stage_of(one, on=request.on)
    rights = request.rights
    can_oversee = may.may_oversee(rights, one)
    progress = ask.progress_of(one.pk)
    answered = sum(each.responses for each in progress)
    by_row, by_channel = signs_of(one) if can_oversee and answered else ({}, {})
    can_extend = may.may_run(rights, one) and stage != Stage.PUBLISHED
    can_publish = may.may_publish(rights, one, stage=stage) and answered > 0
    labels = dict(Channel.choices)
    figures = figures_at(one, stage) if can_oversee else None
    units = units_asked(request)
    became = _became(units, progress)
    return {
        "as_of": other_day(units.on),
        "one": one, "stage": stage.label, "look": LOOKS[stage], "can_oversee": can_oversee, "answered": answered,
        "wanted": sum(each.row.sample for each in progress),
        "rows": [{**_row(each, by_row.get(str(each.row.pk))), "now": became[each.row.code]} for each in progress],
        "channels": [
            (labels.get(key, key), signs, _percent(signs.unknown), _percent(signs.missing)) for key, signs in sorted(by_channel.items())
        ],
        "figures": figures, "figure_rows": _figure_rows(figures, became), "factor_labels": [label for label, _cell in _factor_cells(figures)],
        "can_run": may.may_run(rights, one), "can_frame": may.may_frame(rights, one, stage=stage) and not answered,
        "can_code": may.may_code(rights, one, stage=stage) and bool(progress),
        "can_take_in": may.may_take_in(rights, one, stage=stage), "can_key": may.may_key(rights, one, stage=stage) and bool(progress),
        "can_set_quotas": may.may_set_quotas(rights, one, stage=stage), "quotas": limited_places(one),
        "papers": ask.paper_counts(one.pk), "forms": FORM_NAMES if figures and may.may_have_report(rights, one) else {},
        "extend_form": forms.get("extend") or (ExtendForm(auto_id=EXTEND_ID) if can_extend else None),
        "publish_form": forms.get("publish") or (PublishForm(auto_id=PUBLISH_ID) if can_publish else None),
        "crumbs": crumbs(here=one.name),
    }  # fmt: skip


def _became(units: Tree, progress: list[ask.Progress]) -> dict[str, str]:
    """Code → what became of the unit on the day of the units."""
    rows = {each.row.code: each.row for each in progress}
    return {code: said_then(units, row.unit_id, name=row.name) for code, row in rows.items()}


def _row(each: ask.Progress, signs: Signs | None) -> dict[str, Any]:
    return {
        "row": each.row, "responses": each.responses, "codes": each.codes, "used": each.used, "signs": signs,
        "share": round(100 * each.responses / each.row.sample) if each.row.sample else 0,
        "unknown": _percent(signs.unknown) if signs else None,
    }  # fmt: skip


def _percent(share: float) -> Decimal:
    return Decimal(f"{100 * share:.6f}")


def _factor_cells(
    figures: Mapping[str, Any] | None, unit: Mapping[str, Any] | None = None
) -> list[tuple[Any, Any]]:
    """(label, cell) of each factor, of a unit or of all."""
    if figures is None:
        return []
    return [(SHORT.get(cell["factor"], cell["factor"]), cell) for cell in (unit or figures["all"])["factors"]]


def _figure_rows(figures: Mapping[str, Any] | None, became: Mapping[str, str]) -> list[dict[str, Any]]:
    if figures is None:
        return []
    rows = [*figures["units"], {**figures["all"], "name": _("All units")}]
    return [
        {**row, "cells": _factor_cells(figures, row), "now": became.get(row.get("code", ""), "")}
        for row in rows
    ]


@desk_view
@require_POST
def campaign_extend(request: DeskRequest, pk: int) -> HttpResponse:
    """Let people answer longer."""
    one = run_campaign(request, pk)
    form = ExtendForm(request.POST, auto_id=EXTEND_ID)
    if form.is_valid():
        try:
            act.extend(
                pk, **form.cleaned_data, rights=request.rights, on=request.on, at=request.at, by=request.user
            )
        except SurveyRefusal as refusal:
            form.add_error(getattr(refusal, "field", "") or None, str(refusal))
        else:
            messages.success(request, _("Extended; the reason is on record."))
            return HttpResponseRedirect(reverse("surveys:campaign", args=[pk]))
    return render(request, "surveys/desk/campaign.html", _context(request, one, extend=form))


@desk_view
@require_POST
def campaign_publish(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish the figures as they stand."""
    one = seen_campaign(pk)
    must(may.may_publish(request.rights, one, stage=ask.stage_of(one, on=request.on)))
    form = PublishForm(request.POST, auto_id=PUBLISH_ID)
    if not form.is_valid():
        return render(request, "surveys/desk/campaign.html", _context(request, one, publish=form))
    try:
        act.publish(
            pk, decision=form.cleaned_data["decision"], rights=request.rights, on=request.on, at=request.at, by=request.user
        )  # fmt: skip
    except SurveyRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Published."))
    return HttpResponseRedirect(reverse("surveys:campaign", args=[pk]))


@desk_view
@require_POST
def campaign_report(request: DeskRequest, pk: int) -> HttpResponse:
    """Have the report made: a draft before publication, the published figures afterwards."""
    one = seen_campaign(pk)
    must(may.may_have_report(request.rights, one))
    form = request.POST.get("dang", "")
    if form not in FORM_NAMES:
        return found(None)
    documents.request_report(one, form, rights=request.rights, by=request.user, at=request.at)
    messages.success(request, _("The document is being made. It appears here with its progress."))
    return HttpResponseRedirect(reverse("exports:run-list"))
