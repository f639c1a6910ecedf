"""The ground of all shapes: links, names of units, pages of a list, refusals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

CAP = (
    100_000  # more are not counted: an exact number of so many helps nobody and costs a walk over all of them
)


def gettext_noop(words: str) -> str:
    """Marks words for the catalogue (tools/words.py finds them by this name); they are translated when somebody reads."""
    return words


_ = gettext_noop

# As text would be safer for exact sums, as numbers every program reads them: two decimals survive a double.
Number = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class Shape(BaseModel):
    """Something as it is given out. Frozen; unknown fields are a mistake of ours and refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Links(Shape):
    self_: str = Field(
        alias="self", description=_("This thing in the API; stays the same as long as the thing exists.")
    )
    html: str = Field("", description=_("The page for people; empty where there is none."))


class UnitRef(Shape):
    """A unit by its number and the name it has on the day asked for."""

    id: int = Field(description=_("Number of the unit; stays the same through renamings and moves."))
    name: str


class Named(Shape):
    """Something with a short name for programs and one for people."""

    key: str
    name: str


class File(Shape):
    title: str
    type: str = Field("", description=_("Ending of the file's name in capitals, e.g. PDF."))
    bytes: int | None = None
    sha256: str | None = None
    url: str


class PageLinks(Shape):
    self_: str = Field(alias="self")
    first: str
    prev: str | None
    next: str | None
    last: str | None = Field(description=_("Null when more were found than are counted."))
    csv: str = Field(description=_("Everything the filters leave, as a table."))


L = TypeVar("L", bound=Shape)


class Listed(Shape, Generic[L]):
    items: list[L]
    total: int = Field(ge=0, description=_("How many the filters leave, counted up to 100,000."))
    is_capped: bool = Field(description=_("True when there are more than `total`."))
    page: int = Field(ge=1)
    per_page: int = Field(ge=1)
    as_of: date | None = Field(description=_("The day it is told for; null where a list has no history."))
    links: PageLinks


class Fault(Shape):
    parameter: str
    detail: str


class Problem(Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default=[], description=_("What is wrong with which parameter."))
