"""Indices, surveys, views, and what was counted."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from .shape import Links, Number, Shape, UnitRef
from .shape import gettext_noop as _

CODE = _("Stable key of the unit in this edition.")


class Index(Shape):
    """A published edition of the index of administrative reform."""

    id: int
    name: str
    year: int
    published_at: datetime
    links: Links


class Criterion(Shape):
    number: str
    name: str
    maximum: Number
    scorer: str | None


class IndexInFull(Index):
    """An edition with its criteria; its ranking is a list of its own."""

    decision: str
    publication: int = Field(description=_("Number of the publication; a correction is the next one."))
    maximum: Number
    criteria: list[Criterion]
    groups: list[str]
    ranking: str = Field(description=_("Address of the ranking."))
    whole: str = Field(description=_("Everything that was published in one file (JSON)."))


class Ranked(Shape):
    """A unit in the ranking of its group."""

    group: str
    code: str = Field(description=CODE)
    name: str
    rank: int | None
    is_shared: bool
    index: Number | None
    points: Number
    maximum: Number
    grade: str | None
    best_rank: int | None = Field(description=_("With 95 % certainty not better than this."))
    worst_rank: int | None = Field(description=_("With 95 % certainty not worse than this."))
    links: Links


class IndexPart(Shape):
    number: str
    name: str
    points: Number | None
    maximum: Number | None
    percent: Number | None
    source: str | None = Field(None, description=_("council, appraised, self or figures."))
    reason: str = Field("", description=_("Why it was decided otherwise than the rule or the unit had it."))


class Exempted(Shape):
    number: str
    name: str
    reason: str


class IndexUnit(Ranked):
    """A unit with its domains, components and exemptions."""

    unit_count: int = Field(description=_("Units in the group."))
    formula: str
    domains: list[IndexPart]
    components: list[IndexPart]
    exempted: list[Exempted]


class Survey(Shape):
    """A published survey of citizens."""

    id: int
    name: str
    year: int
    kind: str
    kind_label: str
    from_on: date
    until_on: date
    published_at: datetime
    links: Links


class Cell(Shape):
    """A figure of a survey; everything null where too few answered for it to be published."""

    key: str = Field(description=_("all, or the key of a factor or a question."))
    value: Number | None = Field(description=_("Per cent."))
    error: Number | None
    low: Number | None
    high: Number | None
    answered: int | None


class SurveyQuestion(Shape):
    key: str
    factor: str
    text: str


class SurveyInFull(Survey):
    """A survey with the figures of all units together."""

    definition: str
    interval: str
    least: int = Field(description=_("Answers below which a figure is not published."))
    population: int
    sample: int
    responses: int
    index: Cell
    factors: list[Cell]
    items: list[Cell]
    questions: list[SurveyQuestion]
    units: str = Field(description=_("Address of the figures by unit."))
    whole: str = Field(description=_("Everything that was published in one file (JSON)."))


class SurveyUnit(Shape):
    """A unit in a survey."""

    code: str = Field(description=CODE)
    name: str
    rank: int | None
    population: int
    sample: int
    responses: int
    index: Cell
    links: Links


class SurveyUnitInFull(SurveyUnit):
    factors: list[Cell]
    items: list[Cell]


class ViewsOfDay(Shape):
    day: date
    views: int
    visitors: int


class Views(Shape):
    """The portal's counter."""

    all: int = Field(description=_("All views, with those an older portal had counted."))
    base: int = Field(description=_("What of it an older portal had counted."))
    today: int
    visitors_today: int


class Measure(Shape):
    key: str
    name: str


class Counted(Shape):
    """What a unit had counted of a measure in a month."""

    measure: str
    unit: UnitRef
    month: str = Field(description=_("YYYY-MM"))
    count: int = Field(description=_("How many events."))
    quantity: Number = Field(description=_("What they add up to."))
