"""Personal data of a contest: how long it is kept, and erasure of one person on request."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, found

from ..actions.erasing import code_of_person, erase_person
from ..actions.refusals import ContestRefusal
from ..forms.erasing import EraseForm
from ..queries.checking import rules_in
from ..queries.keeping import kept_until, people_left
from .doors import crumbs, run_contest, step


@desk_view
def personal_data(request: DeskRequest, pk: int) -> HttpResponse:
    """How much is left and until when; whoever asks for it is erased here. Nothing about anybody is shown."""
    contest = run_contest(request, pk)
    if not contest.is_sealed:
        return found(None)
    form = EraseForm(request.POST or None, unique=rules_in(contest).unique)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"] or code_of_person(contest, form.facts())
        if not code:
            form.add_error(None, _("Nobody came in with these facts."))
        else:
            try:
                erase_person(pk, code, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
            except ContestRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("The person’s data was erased. The pseudonym and its papers stay.")
                )
                return HttpResponseRedirect(reverse("contests:personal-data", args=[pk]))
    kept, erased = people_left(contest)
    context = {
        "contest": contest,
        "form": form,
        "kept": kept,
        "erased": erased,
        "until": kept_until(contest),
        "crumbs": crumbs(step(contest), here=_("Personal data")),
    }
    return render(request, "contests/desk/personal_data.html", context)
