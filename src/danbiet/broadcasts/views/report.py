"""What was on the air in a period: minutes and airings per language, channel, kind, item, task."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by, told_of
from danbiet.org.views import DeskRequest, desk_view

from ..enums import ChannelKind, Language
from ..forms.airings import ReportFilter
from ..queries import doors as ask
from ..queries.aired import Asked, Figure, by, by_item, by_task, totals
from ..registry import picker, task_labels
from .doors import crumbs


@desk_view
def report(request: DeskRequest) -> HttpResponse:
    """Figures of the channels the person's roles reach; one table as a file with `?bang=` its name and `?tai=`."""
    form = ReportFilter(request.GET, channels=ask.channels(is_active=None))
    form.is_valid()
    said = form.cleaned_data
    first = said.get("tu") or date(request.on.year, 1, 1)
    last = max(said.get("den") or request.on, first)
    asked = Asked(
        first, last, frozenset(request.rights.unit_ids()), said.get("kenh"), said.get("ngon_ngu") or ""
    )
    tables = _tables(asked, least=said.get("it_nhat"))
    wanted = request.GET.get("bang", "")
    if wanted in tables and (kind := kind_asked(request)):
        table = tables[wanted]
        told = "; ".join(
            part
            for part in (told_of([(_("Days"), f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")]), told_by(form))
            if part
        )
        listing = Listing(
            name=f"phat-song-{wanted}", title=f"{_('Airings')}: {table['title']}",
            head=table["head"], rows=table["rows"], told=told,
        )  # fmt: skip
        return list_answer(request, kind, listing)
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
