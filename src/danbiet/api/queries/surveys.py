"""Published surveys, from the publication itself: small cells are empty there already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from pydantic import Field

from danbiet.kit.clock import local
from danbiet.surveys.calc.published import unit_in
from danbiet.surveys.queries import public as ask

from ..render import figures as shapes
from ..validators import YEAR, Asked, Code, Id, Paged, Year
from .rows import Now, Rows, api, full, link


class SurveysAsked(Paged):
    nam: Year | None = Field(None, description=YEAR)


def surveys(asked: SurveysAsked, now: Now) -> Rows[shapes.Survey]:
    """Published surveys, newest year first. One query."""
    found = [one for one in ask.public_campaigns() if asked.nam in (None, one.year)]
    return Rows(found, lambda part: [shapes.Survey(**_campaign(one)) for one in part])


def _campaign(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk, "name": one.name, "year": one.year, "kind": one.kind, "kind_label": str(one.get_kind_display()),
        "from_on": one.from_on, "until_on": one.until_on, "published_at": local(one.published_at),
        "links": link(f"/surveys/{one.pk}", reverse("surveys:public-survey", args=[one.pk])),
    }  # fmt: skip


def survey(asked: Asked, now: Now, id: Id) -> shapes.SurveyInFull | None:
    """A survey as last published. One query."""
    publication = ask.publication_of(id)
    if publication is None:
        return None
    figures = publication.figures
    whole = figures["all"]
    return shapes.SurveyInFull(
        **_campaign(publication.campaign), definition=figures["definition"], interval=figures["interval"], least=figures["least"],
        population=whole["population"], sample=whole["sample"], responses=whole["responses"], index=_cell("all", whole["index"]),
        factors=[_cell(one["factor"], one) for one in whole["factors"]], items=[_cell(one["item"], one) for one in whole["items"]],
        questions=[shapes.SurveyQuestion(key=one["item"], factor=one["factor"], text=one["text"]) for one in figures["items"]],
        units=api(f"/surveys/{id}/units"), whole=full(reverse("surveys:public-data", args=[id])),
    )  # fmt: skip


def survey_units(asked: Paged, now: Now, id: Id) -> Rows[shapes.SurveyUnit] | None:
    """Units by their index. One query."""
    publication = ask.publication_of(id)
    if publication is None:
        return None
    return Rows(
        publication.figures["units"], lambda part: [shapes.SurveyUnit(**_unit(id, one)) for one in part]
    )


def survey_unit(asked: Asked, now: Now, id: Id, code: Code) -> shapes.SurveyUnitInFull | None:
    """A unit in a survey. One query."""
    publication = ask.publication_of(id)
    one = unit_in(publication.figures, code) if publication is not None else None
    if one is None:
        return None
    return shapes.SurveyUnitInFull(
        **_unit(id, one), factors=[_cell(each["factor"], each) for each in one["factors"]],
        items=[_cell(each["item"], each) for each in one["items"]],
    )  # fmt: skip


def _unit(survey_id: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": one["code"], "name": one["name"], "rank": one["rank"], "population": one["population"], "sample": one["sample"],
        "responses": one["responses"], "index": _cell("all", one["index"]),
        "links": link(f"/surveys/{survey_id}/units/{one['code']}", reverse("surveys:public-unit", args=[survey_id, one["code"]])),
    }  # fmt: skip


def _cell(key: str, one: Mapping[str, Any]) -> shapes.Cell:
    low, high = one["interval"] or (None, None)
    return shapes.Cell(
        key=key, value=one["value"], error=one["error"], low=low, high=high, answered=one["answered"]
    )
