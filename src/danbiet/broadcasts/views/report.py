"""What was on the air in a period: minutes and airings per language, channel, kind, item, task."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danbiet.kit.tabular import rows_to_csv
from danbiet.org.views import DeskRequest, desk_view

from ..enums import ChannelKind, Language
from ..forms.airings import ReportFilter
from ..queries import doors as ask
from ..queries.aired import Asked, Figure, by, by_item, by_task, totals
from ..registry import picker, task_labels
from .doors import crumbs

CSV = {"ngon-ngu", "kenh", "hinh-thuc", "noi-dung", "nhiem-vu"}


@desk_view
def report(request: DeskRequest) -> HttpResponse:
    """Figures of the channels the person's roles reach; one table as CSV with `?tai=` its name."""
    form = ReportFilter(request.GET, channels=ask.channels(is_active=None))
    form.is_valid()
    said = form.cleaned_data
    first = said.get("tu") or date(request.on.year, 1, 1)
    last = max(said.get("den") or request.on, first)
    asked = Asked(
        first, last, frozenset(request.rights.unit_ids()), said.get("kenh"), said.get("ngon_ngu") or ""
    )
    tables = _tables(asked, least=said.get("it_nhat"))
    wanted = request.GET.get("tai", "")
    if wanted in CSV:
        return _csv(wanted, tables[wanted])
    context = {
        "form": form,
        "first": first,
        "last": last,
        "total": totals(asked),
        "tables": {
            name: {**table, "lines": [list(zip(table["head"], row, strict=True)) for row in table["rows"]]}
            for name, table in tables.items()
        },
        "least": said.get("it_nhat"),
        "crumbs": crumbs(here=_("Figures")),
    }
    return render(request, "broadcasts/report.html", context)


def _tables(asked: Asked, *, least: int | None) -> dict[str, dict[str, Any]]:
    head = (_("Airings"), _("Minutes on air"))
    items = by_item(asked)
    rows = [
        (one.title, _kind(one.kind), one.airings, one.channels, one.minutes, *_reached(one.airings, least))
        for one in items
    ]
    item_head = [_("Item"), _("Kind"), _("Airings"), _("Channels"), _("Minutes on air")]
    return {
        "ngon-ngu": _plain(_("Language"), head, by(asked, "language", label=lambda key: str(Language(key).label))),
        "hinh-thuc": _plain(
            _("Form"), head, by(asked, "channel__kind", label=lambda key: str(ChannelKind(key).label))
        ),
        "kenh": _plain(
            _("Channel"), head, by(asked, "channel_id", "channel__name", label=lambda _key, name: str(name))
        ),
        "noi-dung": {
            "title": _("Item"),
            "head": [*item_head, *([_("At least %(count)s") % {"count": least}] if least else [])],
            "rows": rows,
            "reached": sum(one.airings >= least for one in items) if least else None,
            "count": len(items),
        },
        "nhiem-vu": _plain(_("Task of the plan"), head, by_task(asked, label=task_labels)),
    }  # fmt: skip


def _plain(title: str, head: Iterable[str], figures: list[Figure]) -> dict[str, Any]:
    return {
        "title": title,
        "head": [title, *head],
        "rows": [(one.label, one.airings, one.minutes) for one in figures],
    }


def _kind(kind: str) -> str:
    known = picker(kind)
    return str(known.label) if known else _("Own part")


def _reached(airings: int, least: int | None) -> tuple[str, ...]:
    if least is None:
        return ()
    return (_("reached") if airings >= least else _("%(count)s missing") % {"count": least - airings},)


def _csv(name: str, table: dict[str, Any]) -> HttpResponse:
    rows = [[_comma(cell) for cell in row] for row in table["rows"]]
    answer = HttpResponse(
        rows_to_csv(table["head"], rows, separator=";"), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="phat-song-{name}.csv"'
    return answer


def _comma(cell: Any) -> Any:
    """Minutes as Vietnamese spreadsheets read them: 12,50."""
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell
