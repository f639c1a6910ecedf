"""Questionnaires on the desk: what there is, bringing one in with a trial run, one question by question."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.tabular import Value, rows_to_csv
from danbiet.org.views import DeskRequest, desk_view, found, must, said_no

from .. import permissions as may
from ..actions import questionnaires as act
from ..actions.refusals import SurveyRefusal
from ..calc.asking import questions_in
from ..enums import Factor, Layer
from ..forms.answers import asked_when
from ..forms.campaigns import QuestionnaireFileForm, ShippedForm
from ..models import Questionnaire
from ..queries import campaigns as ask
from .doors import crumbs, table_in
from .words import problem_words

SHIPPED_ID = "co-san-%s"  # two forms on one page: no two fields have one id
HEAD = ("number", "factor", "layer", "weight", "text", "text_km", "options", "asked_if")


@desk_view
def questionnaire_list(request: DeskRequest) -> HttpResponse:
    """All questionnaires, and the two ways to a new one. A file is read and told about before anything is kept."""
    can_keep = may.may_keep(request.rights)
    year = {"year": request.on.year}
    shipped, form = ShippedForm(auto_id=SHIPPED_ID, initial=year), QuestionnaireFileForm(initial=year)
    told: dict[str, Any] = {}
    if request.method == "POST":
        must(can_keep)
        made: Questionnaire | None = None
        if "key" in request.POST:
            shipped = ShippedForm(request.POST, auto_id=SHIPPED_ID)
            if shipped.is_valid():
                made = act.take_shipped(**shipped.cleaned_data, by=request.user, at=request.at)
        else:
            form = QuestionnaireFileForm(request.POST, request.FILES)
            made, told = _take_file(request, form)
        if made is not None:
            messages.success(request, _("Taken in."))
            return HttpResponseRedirect(reverse("surveys:questionnaire", args=[made.pk]))
    context = {
        "questionnaires": ask.questionnaires(), "form": form, "shipped": shipped, "can_keep": can_keep,
        "crumbs": crumbs(here=_("Questionnaires")), **told,
    }  # fmt: skip
    return render(request, "surveys/desk/questionnaires.html", context)


def _take_file(
    request: DeskRequest, form: QuestionnaireFileForm
) -> tuple[Questionnaire | None, dict[str, Any]]:
    """The questionnaire, if the file is good and not only tried; else what is to be told of it."""
    if not form.is_valid():
        return None, {}
    table, _data, refused = table_in(form.cleaned_data["file"])
    if table is None:
        return None, {"is_read": True, "refused": refused}
    factors = {**{key: key for key in Factor.values}, **{str(label): key for key, label in Factor.choices}}
    layers = {**{key: key for key in Layer.values}, **{str(label): key for key, label in Layer.choices}}
    questions, problems = questions_in(table, factors, layers)
    if not problems and "thu" not in request.POST:
        said = {name: form.cleaned_data[name] for name in ("name", "year", "kind", "source")}
        try:
            return act.take_in_questionnaire(questions, **said, by=request.user, at=request.at), {}
        except SurveyRefusal as refusal:
            form.add_error("file", str(refusal))
            return None, {}
    rows = len(table.rows)
    return None, {
        "is_read": True,
        "problems": [problem_words(one) for one in problems],
        "row_count": rows,
    }


@desk_view
def questionnaire(request: DeskRequest, pk: int) -> HttpResponse:
    """A questionnaire question by question."""
    one = found(ask.questionnaire_for(pk))
    items = ask.items_of(pk)
    context = {
        "one": one, "items": [(item, asked_when(item, items)) for item in items],
        "crumbs": crumbs((_("Questionnaires"), reverse("surveys:questionnaire-list")), here=one.name),
        "can_drop": may.may_keep(request.rights) and one.sealed_at is None,
    }  # fmt: skip
    return render(request, "surveys/desk/questionnaire.html", context)


@desk_view
def questionnaire_file(request: DeskRequest, pk: int) -> HttpResponse:
    """The questionnaire as a file that can be brought in again."""
    one = found(ask.questionnaire_for(pk))
    rows: list[list[Value]] = [
        [
            item.number,
            item.factor,
            item.layer,
            item.weight,
            item.text,
            item.text_km,
            "; ".join(item.options),
            "" if item.rule is None else str(item.rule),
        ]
        for item in ask.items_of(pk)
    ]
    answer = HttpResponse(rows_to_csv(HEAD, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="phieu-hoi-{one.pk}-ban-{one.version}.csv"'
    return answer


@desk_view
@require_POST
def questionnaire_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a questionnaire away that nobody uses."""
    must(may.may_keep(request.rights))
    found(ask.questionnaire_for(pk))
    try:
        act.drop_questionnaire(pk, by=request.user, at=request.at)
    except SurveyRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("surveys:questionnaire", args=[pk]))
    messages.success(request, _("The questionnaire has been put away."))
    return HttpResponseRedirect(reverse("surveys:questionnaire-list"))
