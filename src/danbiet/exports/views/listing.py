"""A list of the desk as a file: Excel, CSV or PDF, whatever the address asks with `?tai=`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danbiet.kit import clock
from danbiet.kit.listing import KINDS, Listing
from danbiet.kit.tabular import Value, rows_to_csv
from danbiet.kit.text import viet_number

from ..render.listing import ListPaper, list_pdf, words_of
from ..render.wording import clean
from ..render.workbook import Sheet, workbook_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
WIDEST, NARROWEST, LONGEST_CELL = 60, 10, 32_000  # letters; Excel holds 32,767 in a cell
SAMPLE = 500


def kind_asked(request: HttpRequest, *, name: str = "tai") -> str:
    """ "xlsx", "csv" or "pdf" where the address asks for a file, else ""."""
    kind = request.GET.get(name, "")
    return kind if kind in KINDS else ""


def list_answer(request: HttpRequest, kind: str, listing: Listing) -> HttpResponse:
    """The list as a download of this kind. Cells that begin like a formula stay words in each of them."""
    rows = [[_plain(value) for value in row] for row in islice(listing.rows, listing.most + 1)]
    if len(rows) > listing.most:
        rows[listing.most :] = []
        cut = _("only the first %(count)s rows: filter more narrowly for the others") % {
            "count": viet_number(listing.most)
        }
        listing = replace(listing, told="; ".join(words for words in (listing.told, cut) if words))
        if kind == "csv":  # it has no other place to say so
            rows.append([cut, *[None] * (len(listing.head) - 1)])
    made = {"xlsx": _excel, "csv": _csv, "pdf": _pdf}[kind](request, listing, rows)
    answer = HttpResponse(made, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{listing.name}.{kind}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def told_by(form: Any) -> str:
    """What a filter form was filled in with, in words: "Đơn vị: Sở Y tế; Năm: 2021". Empty where nothing was."""
    if not getattr(form, "is_bound", False):
        return ""
    form.is_valid()
    found = []
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name) if hasattr(form, "cleaned_data") else None
        if value in (None, "", [], False):
            continue
        found.append((bound.label, _chosen(bound.field, value)))
    return told_of(found)


def told_of(pairs: Iterable[tuple[object, object]]) -> str:
    """The same of pairs of a label and what was chosen; pairs with nothing chosen are left out."""
    return "; ".join(
        f"{label}: {words_of(_plain(value))}" for label, value in pairs if value not in (None, "")
    )


def _chosen(field: Any, value: Any) -> str:
    if value is True:
        return _("yes")
    labels = {str(key): str(label) for key, label in _flat(getattr(field, "choices", ()))}
    many = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(labels.get(str(one), words_of(_plain(one))) for one in many)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield key, label


def _plain(value: object) -> object:
    """Numbers, days and moments (in local time) as they are, everything else as clean words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return clock.local(value).replace(tzinfo=None, microsecond=0) if value.tzinfo else value
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    return clean(str(value))


def _csv(_request: HttpRequest, listing: Listing, rows: list[list[object]]) -> bytes:
    lines: list[list[Value]] = [
        [f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else cast(Value, value) for value in row]
        for row in rows
    ]
    return rows_to_csv([str(label) for label in listing.head], lines, separator=";", comma=True)


def _excel(request: HttpRequest, listing: Listing, rows: list[list[object]]) -> bytes:
    wide = {
        str(label): min(
            max(NARROWEST, len(str(label)), *(_long(row[place]) for row in rows[:SAMPLE]), 0) + 2, WIDEST
        )
        for place, label in enumerate(listing.head)
    }
    cut = [[_fitting(value) for value in row] for row in rows]
    about: list[list[object]] = [
        [_("List"), listing.title],
        [_("Filtered by"), listing.told or _("nothing")],
        [_("Rows"), len(rows)],
        [_("Unit"), _unit_name(request)],
        [_("Taken on"), _moment(request)],
    ]
    sheets = [
        Sheet(_("Rows of the list"), [str(label) for label in listing.head], cut),
        Sheet(_("About this list"), [_("What"), _("Told")], about),
    ]
    return workbook_of(sheets, wide={**wide, _("Told"): WIDEST})


def _fitting(value: object) -> object:
    """What a cell of Excel can hold; the CSV holds all of it."""
    is_long = isinstance(value, str) and len(value) > LONGEST_CELL
    return f"{str(value)[:LONGEST_CELL]}…" if is_long else value


def _long(value: object) -> int:
    return max(map(len, words_of(value).split("\n")), default=0)


def _pdf(request: HttpRequest, listing: Listing, rows: list[list[object]]) -> bytes:
    count = ngettext("%(count)s row", "%(count)s rows", len(rows)) % {"count": viet_number(len(rows))}
    told = _("Filtered by: %(words)s") % {"words": listing.told} if listing.told else ""
    return list_pdf(
        ListPaper(
            over=" · ".join(words for words in (_unit_name(request), _moment(request)) if words),
            title=listing.title,
            told=told,
            count=count,
            head=[str(label) for label in listing.head],
            rows=[[words_of(value) for value in row] for row in rows],
            numeric=_numeric(rows, len(listing.head)),
            none=_("Nothing fits this filter."),
            page_words=_("Page {page}/{pages}"),
        )
    )


def _numeric(rows: Sequence[Sequence[object]], count: int) -> frozenset[int]:
    """Columns in which nothing but numbers stands."""
    found = set()
    for place in range(count):
        held = [row[place] for row in rows[:SAMPLE] if row[place] not in (None, "")]
        if held and all(isinstance(one, int | float | Decimal) for one in held):
            found.add(place)
    return frozenset(found)


def _unit_name(request: HttpRequest) -> str:
    """The unit of who takes it away; of nobody's where a visitor does."""
    rights = getattr(request, "rights", None)
    home = getattr(rights, "home_unit_id", None)
    return str(rights.tree.full_name(home)) if rights is not None and home is not None else ""


def _moment(request: HttpRequest) -> str:
    at = clock.local(getattr(request, "at", None) or clock.now())
    return f"{at:%d/%m/%Y %H:%M}"


__all__ = ["KINDS", "Listing", "kind_asked", "list_answer", "told_by", "told_of"]
