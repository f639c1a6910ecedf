"""A bank: its items, what is alike, files out of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import kind_asked, list_answer, told_of
from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, said_no

from ..actions.items import propose_all
from ..actions.refusals import ContestRefusal
from ..calc.formats.draft import letters_of
from ..calc.formats.excel import write_excel
from ..calc.formats.gift_writing import write_gift
from ..calc.formats.moodle import write_moodle
from ..enums import VersionState
from ..models import Bank
from ..permissions import may_write_items
from ..queries import items as ask
from . import listings
from .doors import VERSION_LOOKS, bank_step, crumbs, seen_bank, step, written_bank

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[str, Any]] = {
    "gift": ("text/plain; charset=utf-8", write_gift),
    "xml": ("application/xml", write_moodle),
    "xlsx": (XLSX, lambda items: write_excel(items, title=_("Questions"))),
}


@desk_view
def bank_page(request: DeskRequest, pk: int) -> HttpResponse:
    """The items of a bank, found by words, state, section and level; `?tai=` what is shown as a file."""
    bank = seen_bank(request, pk)
    asked = request.GET
    level = row_number(asked.get("muc", ""))
    rows = ask.rows_of(
        bank.pk, text=asked.get("q", "")[:100], state=asked.get("tinh-trang", ""), section=asked.get("phan", ""),
        level=level if level in (1, 2, 3) else None,
    )  # fmt: skip
    if kind := kind_asked(request):
        return list_answer(request, kind, listings.bank(bank, rows, _told(asked, level)))
    page = Paginator(rows, PER_PAGE).get_page(asked.get("trang"))
    counts = ask.state_counts(bank.pk)
    labels = [*VersionState.choices, ("retired", _("Set aside"))]
    context = {
        "bank": bank,
        "page": page,
        "rows": [
            (row, letters_of(row.newest.key), VERSION_LOOKS[VersionState(row.newest.state)]) for row in page
        ],
        "q": asked.get("q", ""),
        "state": asked.get("tinh-trang", ""),
        "section": asked.get("phan", ""),
        "level": level,
        "states": [(key, label, counts[key]) for key, label in labels if counts.get(key)],
        "sections": sorted({row.item.section for row in ask.rows_of(bank.pk) if row.item.section}),
        "levels": (1, 2, 3),
        "is_open": _is_open(bank),
        "can_write": may_write_items(request.rights, bank.contest) and _is_open(bank),
        "crumbs": crumbs(step(bank.contest), here=bank.name),
    }
    return render(request, "contests/desk/bank.html", context)


def _told(asked: QueryDict, level: int | None) -> str:
    state = dict([*VersionState.choices, ("retired", _("Set aside"))]).get(asked.get("tinh-trang", ""), "")
    return told_of(
        [
            (pgettext("filter", "Words"), asked.get("q", "")[:100]), (_("State"), state),
            (pgettext("contest bank", "Section"), asked.get("phan", "")), (_("Level"), level),
        ]
    )  # fmt: skip


@desk_view
def bank_alike(request: DeskRequest, pk: int) -> HttpResponse:
    """Pairs that say the same, or nearly."""
    bank = seen_bank(request, pk)
    context = {
        "bank": bank,
        "pairs": [(one, other, 100 * share) for one, other, share in ask.alike_in(bank.pk)[:200]],
        "crumbs": crumbs(step(bank.contest), bank_step(bank), here=_("Same or nearly the same")),
    }
    return render(request, "contests/desk/alike.html", context)


@desk_view
def bank_file(request: DeskRequest, pk: int, form: str) -> HttpResponse:
    """All items in use as a file for another system."""
    bank = written_bank(request, pk)
    kind, write = FILES[form]
    answer = HttpResponse(write(ask.drafts_of(bank.pk)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{bank.contest.key}-{bank.key}.{form}"'
    return answer


@desk_view
@require_POST
def bank_propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand in all one's drafts for review."""
    bank = written_bank(request, pk)
    try:
        count = propose_all(bank.pk, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Handed in for review: %(count)s.") % {"count": count})
    return HttpResponseRedirect(reverse("contests:bank", args=[pk]))


def _is_open(bank: Bank) -> bool:
    return not bank.contest.is_sealed and bank.contest.state != "cancelled"
