"""An issued plan is amended: begun, compared, issued on the desk; what changed for whom, for everybody; and next year's plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.periods import ONE_DAY
from danbiet.kit.text import row_number, viet_sort_key
from danbiet.org.queries import Tree, tree
from danbiet.org.views import DeskRequest, desk_view, from_home, must, said_no

from ..actions import amending
from ..actions.carrying import draft_next_year
from ..actions.refusals import PlanRefusal
from ..calc.amending import ADDED, CHANGED, DROPPED, Change
from ..enums import PlanState, Recurrence
from ..forms.issuing import AmendmentForm
from ..models import Plan
from ..permissions import may_amend_plan, may_carry_on, may_issue_plan
from ..queries import amending as ask
from ..queries.next_year import candidates
from ..queries.public import issued_plan
from . import wording
from .doors import plan_crumbs, plan_or_404, refusal_page, to_plan
from .public import here_label
from .shown import field_label

LOOKS = {CHANGED: "at_risk", ADDED: "done", DROPPED: "overdue"}


@desk_view
def plan_amend(request: DeskRequest, pk: int) -> HttpResponse:
    """Begin an amendment of an issued plan, after saying what that means."""
    plan = plan_or_404(request, pk)
    must(may_amend_plan(request.rights, plan))
    if request.method == "POST":
        try:
            draft = amending.begin_amendment(pk, by=request.user, at=request.at)
        except PlanRefusal as refusal:
            said_no(request, refusal)
            return to_plan(pk)
        messages.success(
            request,
            _("Correct the copy as you would a draft; the plan itself stands until the amendment is issued."),
        )
        return to_plan(draft.pk)
    context = {
        "title": _("Draft an amendment?"),
        "text": str(plan),
        "consequences": [
            _("A copy of the plan is made, in which tasks can be changed, added and dropped."),
            _(
                "The plan and its progress stay as they are until the amendment is issued under a number and a date."
            ),
            _("From that day on progress is counted by the amended plan; what was reported before stays."),
        ],
        "action": _("Draft the amendment"),
        "cancel_url": reverse("plans:plan-edit", args=[pk]),
        "crumbs": plan_crumbs(plan, here=_("Amendment")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def amendment_changes(request: DeskRequest, pk: int) -> HttpResponse:
    """What an amendment, drafted or issued, changes and for whom."""
    draft = plan_or_404(request, pk)
    if draft.amends is None:
        raise Http404
    changes = ask.changes_of(draft)
    context = {
        "plan": draft,
        "amended": draft.amends,
        "is_draft": draft.state != PlanState.AMENDED,
        **_shown(changes, request.rights.tree, row_number(request.GET.get("don-vi", ""))),
        "can_issue": may_issue_plan(request.rights, draft),
        "crumbs": plan_crumbs(draft, here=_("What changes")),
    }
    return render(request, "plans/amendment_desk.html", context)


@desk_view
def amendment_issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the amendment into its plan under a number and a date, after showing what changes."""
    draft = plan_or_404(request, pk)
    if draft.amends is None:
        raise Http404
    must(may_issue_plan(request.rights, draft))
    form = AmendmentForm(request.POST or None, initial={"issued_on": request.on})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            done = amending.issue_amendment(
                pk, number=said["number"], issued_on=said["issued_on"], by=request.user, at=request.at
            )
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            messages.success(request, _told(done))
            return HttpResponseRedirect(reverse("plans:amendment-changes", args=[pk]))
    context = {
        "plan": draft,
        "amended": draft.amends,
        "form": form,
        **_shown(ask.changes_of(draft), request.rights.tree, None),
        "crumbs": plan_crumbs(draft, here=_("Issue")),
    }
    return render(request, "plans/amendment_issue.html", context)


def _told(done: amending.Amended) -> str:
    proposals = sum(one.is_proposal for one in done.below)
    return _(
        "The plan has been amended: %(changed)s tasks changed, %(added)s added, %(dropped)s dropped. Units told: %(units)s, "
        "of which %(proposals)s have the draft of an amendment of their own."
    ) % {
        "changed": done.count(CHANGED),
        "added": done.count(ADDED),
        "dropped": done.count(DROPPED),
        "units": len(done.below),
        "proposals": proposals,
    }


@require_safe
def plan_amendments(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that changed in an issued plan since, newest first, with the plan as it read before and after each."""
    plan = issued_plan(pk)
    if plan is None:
        raise Http404
    rows = [
        {
            "amendment": one,
            "changes": [Change.from_json(change) for change in one.changes],
            **_days(plan, one),
        }
        for one in ask.amendments_of(pk)
    ]
    on = clock.today()
    context = {
        "plan": plan,
        "rows": rows,
        "unit": wording.issuer(plan.unit_id, tree(on)),
        "crumbs": from_home(
            (_("Plans"), reverse("plans:years-public")),
            (here_label(plan), reverse("plans:plan-public", args=[pk])),
            _("Amendments"),
        ),
    }
    return render(request, "plans/public_amendments.html", context)


@require_safe
def amendment_public(request: HttpRequest, pk: int) -> HttpResponse:
    """What one issued amendment changed, and for whom."""
    amendment = ask.issued_amendment(pk)
    if amendment is None or amendment.amends is None:
        raise Http404
    plan = amendment.amends
    changes = ask.changes_of(amendment)
    units = tree(amendment.issued_on or clock.today())
    context = {
        "amendment": amendment,
        "plan": plan,
        **_days(plan, amendment),
        **_shown(changes, units, row_number(request.GET.get("don-vi", ""))),
        "crumbs": from_home(
            (_("Plans"), reverse("plans:years-public")),
            (here_label(plan), reverse("plans:plan-public", args=[plan.pk])),
            (_("Amendments"), reverse("plans:plan-amendments", args=[plan.pk])),
            amendment.number,
        ),
    }
    return render(request, "plans/public_amendment.html", context)


def _days(plan: Plan, amendment: Plan) -> dict[str, str]:
    """Addresses of the plan as it read the day before, and on the day of the amendment."""
    page = reverse("plans:plan-public", args=[plan.pk])
    on = amendment.issued_on
    if on is None:
        return {"before_url": page, "after_url": page}
    before = max(on - ONE_DAY, plan.issued_on or on)
    return {"before_url": f"{page}?ngay={before.isoformat()}", "after_url": f"{page}?ngay={on.isoformat()}"}


def _shown(changes: list[Change], units: Tree, unit_id: int | None) -> dict[str, Any]:
    concerned = ask.by_unit(changes)
    narrowed = changes if unit_id is None else concerned.get(unit_id, [])
    return {
        "changes": [_row(change, units) for change in narrowed],
        "counts": {kind: sum(one.kind == kind for one in changes) for kind in (CHANGED, ADDED, DROPPED)},
        "unit_name": units.full_name(unit_id) if unit_id is not None and unit_id in concerned else "",
        "units": sorted(
            (
                {"id": one, "name": units.full_name(one), "told": _for_unit(one, mine)}
                for one, mine in concerned.items()
            ),
            key=lambda row: viet_sort_key(row["name"]),
        ),
    }


def _for_unit(unit_id: int, changes: list[Change]) -> str:
    """What happens to one unit, in a few words."""
    got = sum(unit_id in one.units_after and unit_id not in one.units_before for one in changes)
    lost = sum(unit_id in one.units_before and unit_id not in one.units_after for one in changes)
    kept = len(changes) - got - lost
    words = [
        (got, ngettext("%(count)d task new", "%(count)d tasks new", got)),
        (kept, ngettext("%(count)d task changed", "%(count)d tasks changed", kept)),
        (lost, ngettext("%(count)d task dropped", "%(count)d tasks dropped", lost)),
    ]
    return "; ".join(text % {"count": count} for count, text in words if count)


def _row(change: Change, units: Tree) -> dict[str, Any]:
    before, after = set(change.units_before), set(change.units_after)
    return {
        "kind": change.kind,
        "look": LOOKS[change.kind],
        "label": {CHANGED: _("Changed"), ADDED: _("Added"), DROPPED: _("Dropped")}[change.kind],
        "number": change.number,
        "content": change.content,
        "group": change.group,
        "url": reverse("plans:task-public", args=[change.task_id]) if change.task_id else "",
        "fields": [
            {"label": _label(name), "before": _value(name, was), "after": _value(name, now)}
            for name, was, now in change.fields
            if name != "units"
        ],
        "gained": [units.full_name(one) for one in sorted(after - before)],
        "lost": [units.full_name(one) for one in sorted(before - after)],
        "unit_count": len(before | after),
    }


def _label(name: str) -> str:
    own = {
        "targets": _("Targets"),
        "periods": _("Days"),
        "recurrence": _("Recurrence"),
        "group": _("Group of content"),
        "weight": _("Weight"),
    }
    return own.get(name) or field_label(name)


def _value(name: str, value: str) -> str:
    return str(Recurrence(value).label) if name == "recurrence" and value in Recurrence.values else value


@desk_view
def plan_next_year(request: DeskRequest, pk: int) -> HttpResponse:
    """Choose what goes on next year: unfinished and recurring tasks are ticked, those done once are only offered."""
    plan = plan_or_404(request, pk)
    must(may_carry_on(request.rights, plan))
    groups = candidates(plan, on=request.on)
    if request.method == "POST":
        chosen = {found for one in request.POST.getlist("chon") if (found := row_number(one)) is not None}
        try:
            draft = draft_next_year(pk, task_ids=chosen, by=request.user, at=request.at, on=request.on)
        except PlanRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(
                request,
                _("The draft for %(year)s holds %(count)s tasks; look at what is marked.")
                % {"year": draft.year, "count": draft.tasks.count()},
            )
            return to_plan(draft.pk)
    whys = {"missed": _("not finished, carried over"), "again": _("recurs"), "once": _("done, once")}
    context = {
        "plan": plan,
        "year": plan.year + 1,
        "groups": [(group.group, [(one, whys[one.offer.why]) for one in group.tasks]) for group in groups],
        "crumbs": plan_crumbs(plan, here=_("Plan for %(year)s") % {"year": plan.year + 1}),
    }
    return render(request, "plans/next_year.html", context)
