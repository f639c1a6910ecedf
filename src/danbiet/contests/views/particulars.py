"""The task of the plan a contest is held for, and how long personal data is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view

from ..actions.particulars import set_particulars
from ..actions.refusals import ContestRefusal
from ..forms.particulars import ParticularsForm
from ..queries.contests import plan_tasks_of
from .doors import crumbs, run_contest, step


@desk_view
def particulars(request: DeskRequest, pk: int) -> HttpResponse:
    """Both in one form; open as long as there is a contest."""
    contest = run_contest(request, pk)
    kept = plan_tasks_of(contest)
    first = {"task": next(iter(kept), None), "retention_until": contest.retention_until}
    form = ParticularsForm(
        request.POST or None, rights=request.rights, on=request.on, kept=kept, initial=first
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            set_particulars(
                pk, retention_until=said["retention_until"], plan_task=said["task"], by=request.user, at=request.at
            )  # fmt: skip
        except ContestRefusal as refusal:
            form.add_error("retention_until", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("contests:contest", args=[pk]))
    context = {
        "contest": contest,
        "form": form,
        "crumbs": crumbs(step(contest), here=_("Plan and personal data")),
    }
    return render(request, "contests/desk/particulars.html", context)
