"""Documents of the register as others cite them: what they are called, where they are read, whether they bind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ..models import OfficialDocumentPage
from .public import HEAVY, address


@dataclass(frozen=True, slots=True)
class Cited:
    """A live document on a day. `successor`: number and title of the live one that replaced it; `ended_on`: its last day is over."""

    id: int
    title: str
    url: str
    is_in_force: bool
    successor: str = ""
    ended_on: date | None = None


def cited(ids: Collection[int], *, on: date) -> dict[int, Cited]:
    """These documents as they stand on the day; what readers cannot see is left out. One query."""
    rows = (
        OfficialDocumentPage.objects.filter(pk__in=ids, live=True)
        .select_related("superseded_by")
        .defer(*HEAVY)
    )
    return {page.pk: _cited(page, on) for page in rows}


def _cited(page: OfficialDocumentPage, on: date) -> Cited:
    successor = page.superseded_by if page.superseded_by is not None and page.superseded_by.live else None
    has_ended = page.expires_on is not None and page.expires_on < on
    begins = page.in_force_from
    return Cited(
        id=page.pk,
        title=_called(page),
        url=address(page),
        is_in_force=successor is None and not has_ended and (begins is None or begins <= on),
        successor=_called(successor) if successor is not None else "",
        ended_on=page.expires_on if has_ended else None,
    )


def _called(page: OfficialDocumentPage) -> str:
    """ "Quyết định 12/2021/QĐ-UBND – title", the number once."""
    kind = str(page.get_type_display())
    name = page.number if page.number.startswith(kind) else f"{kind} {page.number}"
    return name if page.title.startswith(name) or not page.title else f"{name} – {page.title}"
