"""The officials' queue of questions: tabs, filters, sorting, pages; leaves as CSV or Excel just as it is shown."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit import clock
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.queries import working_calendar
from danbiet.org.views import DeskRequest, desk_view

from .. import permissions as may
from ..forms.desk import QueueForm
from ..queries import queue as ask
from ..queries.queue import QueueFilter
from ..queries.topics import topic_choices
from . import desk_words as words
from .desk_doors import unit_choices

PER_PAGE = 30
COUNTED_DUE = ("qua-han",)


def tab_labels() -> dict[str, str]:
    return {
        "tiep-nhan": _("Intake desk"), "cua-toi": _("Mine"), "don-vi": _("My unit's"), "phoi-hop": _("Contributions wanted"),
        "cho-duyet": _("Wait for my approval"), "qua-han": _("Late"), "da-tra-loi": _("Answered"), "tat-ca": _("All"),
    }  # fmt: skip


@require_safe
@desk_view
def question_queue(request: DeskRequest) -> HttpResponse:
    """`?xem=` a tab (the first with something in it unless named), `?tai=` what is shown as a file."""
    rights = request.rights
    counts = ask.tab_counts(rights, at=request.at)
    tabs = ask.visible_tabs(rights)
    tab = request.GET.get("xem", "")
    if tab not in tabs:
        tab = next((one for one in tabs if counts.get(one)), tabs[0])
    wanted, form = asked(request, tab)
    found = ask.found(rights, wanted, at=request.at)
    calendar = working_calendar()
    if kind := kind_asked(request):
        lines = [words.row(one, request, calendar) for one in found[: MOST_ROWS + 1]]
        told = [part for part in (tab_labels()[tab], told_by(form)) if part]
        return list_answer(request, kind, _listing(request, lines, "; ".join(told)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page, "rows": [words.row(one, request, calendar) for one in page], "form": form, "tab": tab,
        "q": wanted.text, "sort": wanted.sort or ask.default_sort(tab), "tabs": _tabs(tabs, counts, tab),
        "may_intake": may.may_enter_intake(rights), "bulk": tab in ("tiep-nhan", "cua-toi", "don-vi"),
        "is_intake_tab": tab == "tiep-nhan", "is_approval_tab": tab == "cho-duyet",
        "crumbs": [{"label": _("Questions"), "url": ""}],
    }  # fmt: skip
    return render(request, "questions/desk/queue.html", context)


def asked(request: DeskRequest, tab: str) -> tuple[QueueFilter, QueueForm]:
    """The filter of the address, as understood, and its form."""
    reach = unit_choices(request.rights, request.rights.unit_ids())
    sort = request.GET.get("sap", "")
    form = QueueForm(request.GET.copy(), topics=topic_choices(), units=reach, tab=tab, sort=sort)
    said = form.asked()
    return (
        QueueFilter(
            tab=tab, topic_id=said.get("linh-vuc"), unit_id=said.get("co-quan"), state=said.get("tinh-trang", ""),
            channel=said.get("kenh", ""), text=said.get("q", ""), sort=said.get("sap", ""),
        ),
        form,
    )  # fmt: skip


def _tabs(tabs: list[str], counts: dict[str, int], current: str) -> list[dict[str, Any]]:
    labels = tab_labels()
    return [
        {
            "label": labels[tab],
            "url": f"?xem={tab}",
            "count": counts.get(tab, ""),
            "is_current": tab == current,
        }
        for tab in tabs
    ]


def _listing(request: DeskRequest, lines: list[dict[str, Any]], told: str) -> Listing:
    head = [
        _("Code"), _("Question"), _("Field of life"), _("Place"), _("Channel"), _("Received"), _("Due"), _("State"), _("Clock"),
        _("Working days left"), _("Held by"), _("Officer"),
    ]  # fmt: skip
    rows = [
        [
            one["code"], one["subject"], one["topic"], one["place"], one["channel"], _local(one["received_at"]),
            _local(one["due_at"]), one["state"], one["clock"].words if one["clock"] else "",
            one["clock"].days if one["clock"] else None, one["holder"], one["officer"],
        ]
        for one in lines
    ]  # fmt: skip
    name = f"cau-hoi-{request.on.isoformat()}"
    return Listing(name=name, title=_("Questions"), head=head, rows=rows, told=told)


def _local(at: Any) -> str:
    return f"{clock.local(at):%d/%m/%Y %H:%M}"
