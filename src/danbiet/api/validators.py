"""What may be asked of the API: parameters with their ranges. Everything else in an address is refused, not ignored.

Names are those the portal's own pages use (`ngay`, `nam`, `don_vi`): who knows a page's address knows the API's.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from .render.shape import gettext_noop as _

FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST = 2**63 - 1  # of a number as the database keeps it
MOST_PER_PAGE = 200
MOST_PAGES = 2000
_DAY = r"(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_WHOLE = r"[0-9]{1,19}"


def _day(value: Any) -> date:
    """Only as ISO 8601 writes it: pydantic alone would take a number for seconds since 1970."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(_DAY, value, re.ASCII):
        raise ValueError("day")
    return date.fromisoformat(value)


def _whole(value: Any) -> Any:
    """Digits alone: no sign, no space, no point."""
    if isinstance(value, str) and not re.fullmatch(_WHOLE, value, re.ASCII):
        raise ValueError("number")
    return value


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": f"^{_DAY}$", "examples": ["2021-06-30"]}),
]
DIGITS = BeforeValidator(_whole)
Id = Annotated[int, Field(ge=1, le=LARGEST), DIGITS]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), DIGITS]
Key = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,80}$")]
Words = Annotated[str, Field(max_length=100)]

UNIT = _("Number of a unit.")
WORDS = _("Words to be found; marks and capitals do not matter where the portal's own search ignores them.")
YEAR = _("Of this year only.")
AS_OF = _("As of this day (YYYY-MM-DD, 1900 to 2100); today when it is left out.")


class Asked(BaseModel):
    """Nothing but the thing itself."""

    model_config = ConfigDict(frozen=True)


class AsOf(Asked):
    ngay: Day | None = Field(None, description=AS_OF)


class Paged(Asked):
    """A page of a list, or all of it as a table."""

    trang: Annotated[int, Field(ge=1, le=MOST_PAGES), DIGITS] = Field(1, description=_("Page, from 1."))
    moi_trang: Annotated[int, Field(ge=1, le=MOST_PER_PAGE), DIGITS] = Field(
        50, description=_("How many a page, at most 200.")
    )
    format: Literal["json", "csv"] = Field(
        "json", description=_("csv: everything the filters leave as a table; pages do not matter then.")
    )


class PagedAsOf(AsOf, Paged):
    pass
