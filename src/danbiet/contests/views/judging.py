"""Taking entries and questions out and putting them back: what moves is shown first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions import judging as act
from ..actions.refusals import ContestRefusal
from ..calc.canonical import pseudonym
from ..forms.contests import ReasonForm
from ..forms.results import CodeForm, DropForm
from ..models import Round
from ..permissions import may_judge, may_see_bank
from ..queries import results as ask
from ..queries.closing import rules_of, unit_names
from ..queries.item_figures import item_reports
from ..queries.standing import MOST, Change, change_by_drops, change_by_gone
from .changes import flag_words, sentences
from .doors import crumbs, must, step
from .results import results_url
from .rounds import judged_round, result_step, round_step, tabs, whole_round

COUNTED = "contests/desk/items_figures.html"


@desk_view
def disqualify(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """Whom, then what would move and why."""
    one = judged_round(request, pk, key)
    asked = CodeForm(request.GET if "ma" in request.GET else None)
    if not asked.is_bound or not asked.is_valid():
        context = {
            "form": asked, "round": one, "cancel_url": results_url(one),
            "crumbs": crumbs(step(one.contest), round_step(one), result_step(one), here=_("Disqualify")),
        }  # fmt: skip
        return render(request, "contests/desk/disqualify.html", context)
    code, number = asked.cleaned_data["ma"], asked.cleaned_data["lan"]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act.disqualify(
                one.pk,
                code=code,
                number=number,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=request.at,
            )
        except ContestRefusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Disqualified. The round is being counted again."))
            return HttpResponseRedirect(results_url(one))
    who = pseudonym(code)
    context = _asking(
        one, change_by_gone(one, add=[(code, number)]), form,
        title=_("Disqualify attempt %(number)s of %(who)s?") % {"number": number, "who": who} if number
        else _("Disqualify all attempts of %(who)s?") % {"who": who},
        action=_("Disqualify"), look="danger",
        more=[_("The entry stays in the bundle, marked with the reason. It can be revoked.")],
    )  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def revoke(request: DeskRequest, pk: int, key: str, row_id: int) -> HttpResponse:
    """Let an entry count again."""
    one = judged_round(request, pk, key)
    row = found(ask.disqualification_for(row_id))
    if row.round_id != one.pk:
        return found(None)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act.revoke(row.pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The entry counts again. The round is being counted again."))
        return HttpResponseRedirect(results_url(one))
    context = _asking(
        one, change_by_gone(one, without=[(row.code, row.number)]), form,
        title=_("Let %(who)s count again?") % {"who": pseudonym(row.code)}, action=_("Revoke the disqualification"),
        more=[_("It was disqualified because: %(reason)s") % {"reason": row.reason}],
    )  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def drop_item(request: DeskRequest, pk: int, key: str, item: str) -> HttpResponse:
    """Let a question no longer count."""
    one = judged_round(request, pk, key)
    must(may_see_bank(request.rights, one.contest))
    form = DropForm(request.POST or None)
    back = reverse("contests:round-items", args=[pk, key])
    if request.method == "POST" and form.is_valid():
        try:
            act.drop_item(one.pk, key=item, words=form.cleaned_data["reason"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(
                request, _("The question does not count any more. The round is being counted again.")
            )
            return HttpResponseRedirect(results_url(one))
    is_void = rules_of(one.contest).dropped == "void"
    rule = (
        _("By the rules nobody gets points for it.")
        if is_void
        else _("By the rules everybody who had it gets its points.")
    )
    context = _asking(
        one, change_by_drops(one, add=[item]), form, title=_("Drop question %(key)s?") % {"key": item},
        action=_("Drop the question"), look="danger", more=[rule], cancel=back,
    )  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def drop_back(request: DeskRequest, pk: int, key: str, row_id: int) -> HttpResponse:
    """Let a dropped question count again."""
    one = judged_round(request, pk, key)
    row = found(ask.drop_for(row_id))
    if row.round_id != one.pk:
        return found(None)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act.take_back_drop(row.pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        messages.success(request, _("The question counts again. The round is being counted again."))
        return HttpResponseRedirect(results_url(one))
    context = _asking(
        one, change_by_drops(one, without=[row.item.key]), form,
        title=_("Let question %(key)s count again?") % {"key": row.item.key}, action=_("Let it count"),
        more=[_("It was dropped because: %(reason)s") % {"reason": row.note}],
    )  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@desk_view
def items_page(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """How hard each question was, whether it tells the knowing from the guessing; what may be wrong comes first."""
    one = whole_round(request, pk, key)
    if not may_see_bank(request.rights, one.contest):
        return found(None)
    found_rows = item_reports(one, at=request.at)
    rows = None if found_rows is None else [(row, flag_words(row.report.flags)) for row in found_rows]
    context = {
        "contest": one.contest, "round": one, "tabs": tabs(request, one, "round-items"), "rows": rows,
        "most": MOST, "can_judge": may_judge(request.rights, one.contest),
        "crumbs": crumbs(step(one.contest), round_step(one), here=_("Questions")),
    }  # fmt: skip
    return render(request, COUNTED, context)


def _asking(
    one: Round,
    change: Change | None,
    form: Any,
    *,
    title: str,
    action: str,
    more: list[str],
    look: str = "",
    cancel: str = "",
) -> dict[str, Any]:
    """A page that shows what would move before it asks for the reason."""
    names = unit_names(one.contest)
    told = (
        sentences(change, rules_of(one.contest), names)
        if change
        else [_("There are too many entries to show beforehand what moves; it is counted in the background.")]
    )
    return {
        "title": title, "text": one.name, "consequences": [*told, *more], "action": action, "look": look, "form": form,
        "cancel_url": cancel or results_url(one),
        "crumbs": crumbs(step(one.contest), round_step(one), result_step(one), here=action),
    }  # fmt: skip
