"""The rules, step by step; what is wrong with them stands beside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, found

from ..actions.preparing import save_rules
from ..actions.refusals import ContestRefusal
from ..calc.canonical import NotCanonical
from ..calc.fraud import limits_of
from ..calc.rules import Rules
from ..enums import ContestState, EntryWay
from ..forms.limits import limits_shown, limits_typed
from ..forms.steps import STEPS, SUSPICIONS, RuleStep
from ..queries.checking import check_contest, rules_in
from .doors import crumbs, run_contest, step
from .wording import problems_shown

SPARE, MOST_ROWS = 2, 200
AUDIENCES = "audiences"


@desk_view
def rules_step(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """One step: its form and its lists; saving goes on to the next."""
    contest = run_contest(request, pk)
    one = found(STEPS.get(key))
    rules = rules_in(contest)
    is_open = not contest.is_sealed and contest.state != ContestState.CANCELLED
    ways = contest.draft.get("entry", {})
    limits = limits_shown(limits_of(contest.fraud_limits)) if key == SUSPICIONS else None
    form, lists = _forms(one, rules, request.POST if request.method == "POST" else None, ways, limits)
    if request.method == "POST":
        # Every form is asked, so that all errors are shown at once.
        verdicts = {form is None or form.is_valid(), *(formset.is_valid() for formset, _l in lists.values())}
        if verdicts == {True}:
            said = form.cleaned_data if form else {}
            rows = {
                name: [row.cleaned_data for row in formset if row.cleaned_data]
                for name, (formset, _l) in lists.items()
            }
            try:
                save_rules(
                    pk, one.write(rules, said, rows), version=row_number(request.POST.get("version", "")) or 0, step=key,
                    by=request.user, at=request.at, ways={row["key"]: row["entry"] for row in rows.get(AUDIENCES, [])} or None,
                    limits=limits_typed(said) if key == SUSPICIONS else None,
                )  # fmt: skip
            except (ContestRefusal, NotCanonical) as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(_next(request, pk, key))
    problems = [found for found in _problems(request, contest) if found.step == key]
    keys = list(STEPS)
    context: dict[str, Any] = {
        "contest": contest,
        "step": one,
        "steps": [
            {"label": each.label, "url": reverse("contests:rules", args=[pk, name])}
            for name, each in STEPS.items()
        ],
        "tabs": [
            {
                "label": each.label,
                "url": reverse("contests:rules", args=[pk, name]),
                "is_current": name == key,
            }
            for name, each in STEPS.items()
        ],
        "number": keys.index(key) + 1,
        "count": len(keys),
        "form": form,
        "lists": [(label, formset) for formset, label in lists.values()],
        "all_forms": [form, *(formset for formset, _label in lists.values())],
        "problems": problems,
        "is_open": is_open,
        "crumbs": crumbs(step(contest), here=str(one.label)),
    }
    return render(request, "contests/desk/rules.html", context)


def _problems(request: DeskRequest, contest: Any) -> list[Any]:
    if contest.is_sealed:
        return []
    checked = check_contest(contest, on=request.on)
    return problems_shown([*checked.errors, *checked.warnings], contest_id=contest.pk)


def _forms(
    one: RuleStep, rules: Rules, data: Any, ways: dict[str, str], limits: dict[str, Any] | None
) -> tuple[forms.Form | None, dict[str, tuple[Any, Any]]]:
    shown, choices = one.show(rules), one.choices(rules)
    for row in shown.get(AUDIENCES, []):  # how they come in stands beside the rules, which say what counts
        row["entry"] = ways.get(row["key"], EntryWay.OPEN)
    form = one.form(data, initial=limits or shown.get("form", {})) if one.form else None
    lists = {}
    for name, (row, label) in one.lists.items():
        made = forms.formset_factory(row, extra=SPARE, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
        lists[name] = (
            made(data, initial=shown.get(name, []), prefix=name, form_kwargs={"choices": choices}),
            label,
        )
    return form, lists


def _next(request: DeskRequest, pk: int, key: str) -> str:
    """The step after this one, or this one again for another row."""
    keys = list(STEPS)
    if "them" in request.POST:
        return reverse("contests:rules", args=[pk, key])
    after = keys.index(key) + 1
    return (
        reverse("contests:rules", args=[pk, keys[after]])
        if after < len(keys)
        else reverse("contests:contest", args=[pk])
    )
