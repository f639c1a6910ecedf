"""Published editions of the index, from the publication itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from pydantic import Field

from danbiet.indices.queries import public as ask
from danbiet.kit.clock import local

from ..render import figures as shapes
from ..render.shape import gettext_noop as _
from ..validators import YEAR, Asked, Code, Id, Paged, Words, Year
from .rows import Now, Rows, api, full, link


class IndicesAsked(Paged):
    nam: Year | None = Field(None, description=YEAR)


class RankingAsked(Paged):
    nhom: Words = Field("", description=_("Name of a ranking group; all groups when it is left out."))


def indices(asked: IndicesAsked, now: Now) -> Rows[shapes.Index]:
    """Published editions, newest year first. One query."""
    found = [one for one in ask.public_editions() if asked.nam in (None, one.year)]
    return Rows(found, lambda part: [shapes.Index(**_edition(one)) for one in part])


def _edition(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk, "name": one.name, "year": one.year, "published_at": local(one.published_at),
        "links": link(f"/indices/{one.pk}", reverse("indices:public-ranking", args=[one.pk])),
    }  # fmt: skip


def index(asked: Asked, now: Now, id: Id) -> shapes.IndexInFull | None:
    """An edition as last published. One query."""
    publication = ask.publication_of(id)
    if publication is None:
        return None
    figures = publication.figures
    return shapes.IndexInFull(
        **_edition(publication.edition), decision=publication.decision, publication=publication.number, maximum=figures["maximum"],
        criteria=[
            shapes.Criterion(number=one["number"], name=one["name"], maximum=one["maximum"], scorer=one["scorer"])
            for one in figures["criteria"]
        ],
        groups=[one["group"] for one in figures["groups"]], ranking=api(f"/indices/{id}/units"),
        whole=full(reverse("indices:public-data", args=[id])),
    )  # fmt: skip


def ranking(asked: RankingAsked, now: Now, id: Id) -> Rows[shapes.Ranked] | None:
    """Units by group and rank. One query."""
    publication = ask.publication_of(id)
    if publication is None:
        return None
    rows = [
        (one["group"], unit)
        for one in publication.figures["groups"]
        if asked.nhom in ("", one["group"])
        for unit in one["units"]
    ]
    return Rows(rows, lambda part: [shapes.Ranked(**_ranked(id, group, unit)) for group, unit in part])


def _ranked(edition_id: int, group: str, one: Mapping[str, Any]) -> dict[str, Any]:
    best, worst = one["rank_interval"] or (None, None)
    return {
        "group": group, "code": one["code"], "name": one["name"], "rank": one["rank"], "is_shared": one["is_shared"],
        "index": one["index"], "points": one["points"], "maximum": one["maximum"], "grade": one["grade"], "best_rank": best,
        "worst_rank": worst,
        "links": link(
            f"/indices/{edition_id}/units/{one['code']}", reverse("indices:public-unit", args=[edition_id, one["code"]])
        ),
    }  # fmt: skip


def index_unit(asked: Asked, now: Now, id: Id, code: Code) -> shapes.IndexUnit | None:
    """A unit in an edition as last published. Three queries."""
    found = ask.unit_of(id, code)
    if found is None:
        return None
    one, names = found.figures, ask.names_in(found.publication.edition)
    return shapes.IndexUnit(
        **_ranked(id, found.group, one), unit_count=found.count, formula=one["formula"], domains=_parts(one["domains"], names),
        components=_parts(one["components"], names),
        exempted=[
            shapes.Exempted(number=each["number"], name=names.get(each["number"], ""), reason=each["reason"])
            for each in one["exempted"]
        ],
    )  # fmt: skip


def _parts(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[shapes.IndexPart]:
    return [
        shapes.IndexPart(
            number=one["number"], name=names.get(one["number"], ""), points=one["points"], maximum=one["maximum"],
            percent=one["percent"], source=one.get("source"), reason=one.get("reason", ""),
        )
        for one in rows
    ]  # fmt: skip
