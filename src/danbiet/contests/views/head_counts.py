"""Units that take part and their head-counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import kind_asked, list_answer
from danbiet.org.views import DeskRequest, desk_view, said_no

from ..actions.head_counts import declare, name_units
from ..actions.refusals import ContestRefusal
from ..forms.contests import CountForm, UnitsForm
from ..permissions import may_declare, may_run
from ..queries import contests as ask
from ..queries.checking import rules_in
from . import listings
from .doors import crumbs, must, run_contest, seen_contest, step


@desk_view
def head_counts(request: DeskRequest, pk: int) -> HttpResponse:
    """Each unit with what it declared; its own people have a field to declare it. `?tai=` the list as a file."""
    contest = seen_contest(request, pk)
    rules = rules_in(contest)
    blocks = {one.key: one.name for one in rules.units.blocks} if rules.units else {}
    tree = request.rights.tree
    rows = []
    for one in ask.head_counts_of(contest):
        can = not contest.is_sealed and may_declare(request.rights, contest, one.unit_id)
        form = (
            CountForm(initial={"count": one.count}, auto_id=f"id_{one.unit_id}_%s", prefix=str(one.unit_id))
            if can
            else None
        )
        rows.append((one, tree.full_name(one.unit_id), blocks.get(one.block, one.block), form))
    rows.sort(key=lambda row: (row[3] is None, row[2], row[1]))
    if kind := kind_asked(request):
        return list_answer(request, kind, listings.head_counts(contest, [row[:3] for row in rows]))
    context = {
        "contest": contest,
        "rows": rows,
        "total": sum(row[0].count for row in rows),
        "undeclared": sum(1 for row in rows if not row[0].declared_at),
        "can_name": may_run(request.rights, contest) and not contest.is_sealed,
        "crumbs": crumbs(step(contest), here=_("Head-counts")),
    }
    return render(request, "contests/desk/head_counts.html", context)


@desk_view
@require_POST
def head_count_declare(request: DeskRequest, pk: int, unit_id: int) -> HttpResponse:
    """A unit's own word on how many it is."""
    contest = seen_contest(request, pk)
    must(may_declare(request.rights, contest, unit_id), _("Only the unit itself declares its head-count."))
    form = CountForm(request.POST, prefix=str(unit_id))
    if not form.is_valid():
        messages.error(request, _("A head-count is a whole number between 0 and 1,000,000."))
    else:
        try:
            declare(pk, unit_id, count=form.cleaned_data["count"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The head-count has been declared."))
    return HttpResponseRedirect(reverse("contests:head-counts", args=[pk]))


@desk_view
def units_named(request: DeskRequest, pk: int) -> HttpResponse:
    """Which units take part, and in which block."""
    contest = run_contest(request, pk)
    rules = rules_in(contest)
    blocks = (
        [(one.key, one.name) for one in rules.units.blocks] if rules.units else [("don-vi", _("Takes part"))]
    )
    tree = request.rights.tree
    units = [(unit.id, tree.full_name(unit.id)) for unit in tree]
    there = {one.unit_id: one.block for one in ask.head_counts_of(contest)}
    units += [(unit_id, tree.full_name(unit_id)) for unit_id in there if unit_id not in dict(units)]
    first = {f"u{unit_id}": block for unit_id, block in there.items()}
    form = UnitsForm(request.POST or None, units=units, blocks=blocks, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            added, removed = name_units(pk, form.chosen(), by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(
                request,
                _("Units added: %(added)s, taken out: %(removed)s.") % {"added": added, "removed": removed},
            )
        return HttpResponseRedirect(reverse("contests:head-counts", args=[pk]))
    context = {
        "contest": contest,
        "form": form,
        "crumbs": crumbs(
            step(contest), (_("Head-counts"), reverse("contests:head-counts", args=[pk])), here=_("Units")
        ),
    }
    return render(request, "contests/desk/units.html", context)
