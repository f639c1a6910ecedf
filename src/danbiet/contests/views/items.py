"""One item: as entrants will see it, its wordings, and what may be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.org.views import DeskRequest, desk_view, said_no

from ..actions import items as act
from ..actions.refusals import ContestRefusal, ItemRefused
from ..calc.formats.draft import LETTERS
from ..enums import ItemState, VersionState
from ..forms.items import LEVELS, ItemForm, ReviewForm, initial_of
from ..models import ItemVersion
from ..permissions import may_write_items
from ..queries import items as ask
from .doors import VERSION_LOOKS, bank_step, crumbs, seen_item, step, written_bank, written_item


@desk_view
def item_new(request: DeskRequest, pk: int) -> HttpResponse:
    """Write an item; looked at before it is saved, if one likes."""
    bank = written_bank(request, pk)
    form = ItemForm(request.POST or None, initial={"level": 1})
    if request.method == "POST" and form.is_valid() and "xem" not in request.POST:
        try:
            item = act.write_item(bank.pk, form.draft(), by=request.user, at=request.at)
        except ItemRefused as refusal:
            form.add_error(None, str(refusal))
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The question has been saved as a draft."))
            return HttpResponseRedirect(reverse("contests:item", args=[item.pk]))
    context = {
        "form": form,
        "preview": _preview(form),
        "heading": _("New question"),
        "keep": f"cau-moi-{bank.pk}",
        "cancel_url": reverse("contests:bank", args=[bank.pk]),
        "crumbs": crumbs(step(bank.contest), bank_step(bank), here=_("New question")),
    }
    return render(request, "contests/desk/item_edit.html", context)


@desk_view
def item_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Another wording; the one in use stays until a second person has approved this one."""
    item = written_item(request, pk)
    newest = ask.versions_of(item.pk)[0]
    form = ItemForm(request.POST or None, initial=initial_of(item, newest))
    if request.method == "POST" and form.is_valid() and "xem" not in request.POST:
        last = form.cleaned_data["last"] or 0
        try:
            act.rewrite(item.pk, form.draft(), last=last, by=request.user, at=request.at)
        except ContestRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The wording has been saved as a draft."))
            return HttpResponseRedirect(reverse("contests:item", args=[item.pk]))
    context = {
        "form": form,
        "preview": _preview(form),
        "heading": item.key,
        "keep": f"cau-{item.pk}",
        "cancel_url": reverse("contests:item", args=[item.pk]),
        "crumbs": crumbs(step(item.bank.contest), bank_step(item.bank), here=item.key),
    }
    return render(request, "contests/desk/item_edit.html", context)


def _preview(form: ItemForm) -> dict[str, object] | None:
    if not form.is_bound or not form.is_valid():
        return None
    draft = form.draft()
    options = [(LETTERS[place], option, place in draft.key) for place, option in enumerate(draft.options)]
    return {"text": draft.text, "options": options, "source": draft.source}


@desk_view
def item_page(request: DeskRequest, pk: int) -> HttpResponse:
    """An item with all its wordings."""
    item = seen_item(request, pk)
    versions = ask.versions_of(item.pk)
    newest = versions[0]
    can_write = may_write_items(request.rights, item.bank.contest) and not item.bank.contest.is_sealed
    waits = newest.state == VersionState.PROPOSED
    context = {
        "item": item,
        "level": dict(LEVELS)[item.level],
        "versions": [_shown(one, is_current=one.pk == item.current_id) for one in versions],
        "can_write": can_write,
        "can_propose": can_write and newest.state == VersionState.DRAFT,
        "can_review": can_write and waits and newest.author_id != request.user.pk,
        "is_own": can_write and waits and newest.author_id == request.user.pk,
        "is_aside": item.state == ItemState.RETIRED,
        "form": ReviewForm(initial={"last": newest.number}),
        "crumbs": crumbs(step(item.bank.contest), bank_step(item.bank), here=item.key),
    }
    return render(request, "contests/desk/item.html", context)


def _shown(version: ItemVersion, *, is_current: bool) -> dict[str, object]:
    options = [(LETTERS[place], option, place in version.key) for place, option in enumerate(version.options)]
    return {
        "version": version, "options": options, "is_current": is_current, "look": VERSION_LOOKS[VersionState(version.state)],
    }  # fmt: skip


@desk_view
@require_POST
def item_propose(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand a draft to a second person."""
    item = written_item(request, pk)
    try:
        act.propose(item.pk, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Handed in: a second person looks at it now."))
    return HttpResponseRedirect(reverse("contests:item", args=[pk]))


@desk_view
@require_POST
def item_review(request: DeskRequest, pk: int) -> HttpResponse:
    """Approve what waits, or send it back."""
    item = written_item(request, pk)
    form = ReviewForm(request.POST)
    is_good = request.POST.get("quyet-dinh") == "duyet"
    said = form.cleaned_data if form.is_valid() else {}
    words, last = said.get("words", ""), said.get("last") or 0
    if not is_good and not words.strip():
        messages.error(request, _("Say what is to be changed before sending it back."))
        return HttpResponseRedirect(reverse("contests:item", args=[pk]))
    try:
        act.review(item.pk, last=last, is_good=is_good, words=words.strip(), by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("contests:item", args=[pk]))
    messages.success(request, _("Approved.") if is_good else _("Sent back."))
    waiting = [
        row
        for row in ask.rows_of(item.bank_id, state=VersionState.PROPOSED)
        if row.newest.author_id != request.user.pk
    ]
    if waiting:  # the next one to look at
        return HttpResponseRedirect(reverse("contests:item", args=[waiting[0].item.pk]))
    return HttpResponseRedirect(reverse("contests:bank", args=[item.bank_id]))


@desk_view
@require_POST
def item_aside(request: DeskRequest, pk: int) -> HttpResponse:
    """Keep an item out of every draw, or take it back."""
    item = written_item(request, pk)
    is_aside = request.POST.get("cat") == "1"
    try:
        act.set_aside(item.pk, is_aside=is_aside, by=request.user, at=request.at)
    except ContestRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(
            request, _("The question has been set aside.") if is_aside else _("The question is in use again.")
        )
    return HttpResponseRedirect(reverse("contests:item", args=[pk]))
