"""A file of items: handed in, looked at question by question, taken over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions import importing as act
from ..actions.refusals import ContestRefusal
from ..actions.wording import FORMS, fault_words
from ..calc.formats.draft import LETTERS, from_stored
from ..calc.likeness import digest
from ..enums import ItemImportState
from ..forms.items import LEVELS, FileForm
from ..models import ItemImport
from ..permissions import may_see_bank, may_write_items
from ..queries import items as ask
from .doors import bank_step, crumbs, must, step, written_bank

PLACES = {
    "word": gettext_lazy("paragraph %s"), "excel": gettext_lazy("row %s"),
}  # fmt: skip
LINE = gettext_lazy("line %s")


@desk_view
def import_list(request: DeskRequest, pk: int) -> HttpResponse:
    """Files handed in for a bank, and the form for the next one."""
    bank = written_bank(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = act.hand_in_items(bank.pk, form.cleaned_data["file"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(reverse("contests:import", args=[kept.pk]))
    context = {
        "bank": bank,
        "form": form,
        "rows": [
            (one, len(one.rows), len(one.problems), FORMS.get(one.form, ""), ItemImportState(one.state).label)
            for one in ask.imports_of(bank.pk)[:50]
        ],
        "is_open": not bank.contest.is_sealed,
        "crumbs": crumbs(step(bank.contest), bank_step(bank), here=_("Bring in questions")),
    }
    return render(request, "contests/desk/import_list.html", context)


@desk_view
def import_page(request: DeskRequest, pk: int) -> HttpResponse:
    """What was read, what could not be, and what is in the bank already; nothing has happened yet."""
    kept = _kept(request, pk)
    known, seen = set(ask.digests_of(kept.bank_id)), set()
    place = PLACES.get(kept.form, LINE)
    rows = []
    for number, stored in enumerate(kept.rows):
        draft = from_stored(stored)
        words = digest(draft.text, draft.options)
        why = "same" if words in known else "twice" if words in seen else ""
        seen.add(words)
        rows.append(
            {
                "number": number, "place": str(place) % draft.place, "draft": draft, "why": fault_words(why) if why else "",
                "options": [(LETTERS[at], option, at in draft.key) for at, option in enumerate(draft.options)],
                "level": dict(LEVELS)[draft.level],
            }
        )  # fmt: skip
    context = {
        "kept": kept,
        "form_label": FORMS.get(kept.form, ""),
        "rows": rows,
        "new_count": sum(1 for row in rows if not row["why"]),
        "problems": [(str(place) % one["place"], fault_words(one["code"]), one["detail"]) for one in kept.problems],
        "can_decide": kept.state == ItemImportState.READ and not kept.bank.contest.is_sealed,
        "state": ItemImportState(kept.state).label,
        "crumbs": crumbs(
            step(kept.bank.contest), bank_step(kept.bank),
            (_("Bring in questions"), reverse("contests:import-list", args=[kept.bank_id])), here=kept.name,
        ),
    }  # fmt: skip
    return render(request, "contests/desk/import.html", context)


@desk_view
@require_POST
def import_take(request: DeskRequest, pk: int) -> HttpResponse:
    """Make items of all rows but those with their tick taken away."""
    kept = _kept(request, pk)
    ticked = {number for one in request.POST.getlist("lay") if (number := row_number(one)) is not None}
    without = set(range(len(kept.rows))) - ticked
    try:
        count = act.take_over(kept.pk, without=without, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("contests:import", args=[pk]))
    messages.success(
        request, _("Taken over: %(count)s. A second person has to approve each of them.") % {"count": count}
    )
    return HttpResponseRedirect(reverse("contests:bank", args=[kept.bank_id]))


@desk_view
@require_POST
def import_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the file aside."""
    kept = _kept(request, pk)
    try:
        act.drop_import(kept.pk, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    return HttpResponseRedirect(reverse("contests:import-list", args=[kept.bank_id]))


def _kept(request: DeskRequest, pk: int) -> ItemImport:
    kept = found(ask.import_for(pk))
    if not may_see_bank(request.rights, kept.bank.contest):
        return found(None)
    must(may_write_items(request.rights, kept.bank.contest))
    return kept
