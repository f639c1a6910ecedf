"""Entry to a round paused and resumed, in public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.org.views import DeskRequest, desk_view, found

from ..actions.refusals import ContestRefusal
from ..actions.running import pause_entry, resume_entry
from ..forms.contests import ReasonForm
from ..models import Round
from ..queries.contests import round_for
from .doors import crumbs, run_contest, step


@desk_view
def round_pause(request: DeskRequest, pk: int) -> HttpResponse:
    """Let nobody new begin for a while."""
    one: Round = found(round_for(pk))
    words = {
        "title": _("Pause entry to %(round)s?") % {"round": one.name},
        "consequences": [
            _("Within seconds nobody can begin an attempt; everybody who tries reads the reason."),
            _("Who has begun goes on and hands in as usual: the clock does not stop."),
            _("The round ends when it was said to end. Extend it if people lose time."),
        ],
        "action": _("Pause entry"),
    }
    return _asked(request, one, pause_entry, words, done=_("Nobody new can begin until entry is resumed."))


@desk_view
def round_resume(request: DeskRequest, pk: int) -> HttpResponse:
    """Let people begin again."""
    one: Round = found(round_for(pk))
    words = {
        "title": _("Resume entry to %(round)s?") % {"round": one.name},
        "consequences": [_("Within seconds people can begin again; pause and resumption stay to be read.")],
        "action": _("Resume entry"),
    }
    return _asked(request, one, resume_entry, words, done=_("People can begin again."))


def _asked(
    request: DeskRequest, one: Round, act: Callable[..., Any], words: dict[str, Any], *, done: str
) -> HttpResponse:
    contest = run_contest(request, one.contest_id)
    page = reverse("contests:contest", args=[contest.pk])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(one.pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(page)
    context = {
        **words,
        "text": contest.title,
        "form": form,
        "cancel_url": page,
        "crumbs": crumbs(step(contest), here=words["action"]),
    }
    return render(request, "layouts/confirm.html", context)
