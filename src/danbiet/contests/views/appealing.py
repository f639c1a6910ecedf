"""Complaining with a receipt: no account, no cookie; a secret link says how it stands. Kept by nobody."""

from __future__ import annotations

import time
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from danbiet.kit import clock
from danbiet.kit.networks import network_of
from danbiet.org.queries import tree
from danbiet.org.views import from_home

from ..actions.appealing import make_appeal, withdraw_appeal
from ..actions.refusals import ContestRefusal
from ..calc.canonical import pseudonym
from ..enums import AppealState
from ..forms.entering import AppealForm
from ..models import Appeal
from ..play.limits import Rate
from ..queries.appeals import appeal_of, rounds_begun
from . import public_words as say
from .standings import code_of

LIVES = 24 * 3600  # seconds a form may lie open
SHORTEST = 3  # seconds in which nobody reads a form and fills it in
FORM, LINK = "contests.appeal.form", "contests.appeal.link"
TRIES = Rate(10)  # complaints and wrong codes a minute from one network; memory of this process
LOOKS = {
    AppealState.OPEN: "waiting", AppealState.UPHELD: "done", AppealState.REFUSED: "overdue", AppealState.WITHDRAWN: "not_started",
}  # fmt: skip


@csrf_exempt  # no session stands behind it: the form's own dated key is what a foreign page lacks
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, key: str) -> HttpResponse:
    """The form, and taking a complaint in."""
    at = clock.now()
    rounds = [one for one in rounds_begun(key) if one.opens_at <= at]
    if not rounds:
        raise Http404
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    contest = rounds[0].contest
    is_sent = request.method == "POST"
    form = AppealForm(
        request.POST if is_sent else None, rounds=[(one.key, one.name) for one in rounds],
        initial={"round": request.GET.get("dot", "")[:40] or rounds[-1].key}, auto_id="kn-%s",
    )  # fmt: skip
    status = 200
    if is_sent:
        status = 422
        if not TRIES.allows(network_of(request), at=int(time.time() * 1000)):
            form.is_valid()
            form.add_error(
                None, _("Too many tries from this network. Wait a minute; nothing you typed is lost.")
            )
            status = 429
        elif why := _refused_key(request.POST.get("key", "")):
            form.is_valid()
            form.add_error(None, why)
        elif form.is_program:
            return HttpResponseRedirect(reverse("contests:public", args=[key]), status=303)
        elif form.is_valid():
            said = form.cleaned_data
            one = next(each for each in rounds if each.key == said["round"])
            try:
                made = make_appeal(
                    one, participant=code_of(said["participant"]), code=said["code"], text=said["text"], at=at
                )
            except ContestRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return _secret(HttpResponseRedirect(_link(made), status=303))
    context: dict[str, Any] = {
        "contest": contest, "form": form, "key": signing.dumps("", salt=FORM),
        "crumbs": from_home(say.list_step(), say.contest_step(contest), _("Complain with my receipt")),
    }  # fmt: skip
    return _secret(render(request, "contests/public/appeal.html", context, status=status))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_state(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """How a complaint stands, for who has its link; a POST takes it back."""
    request.is_secret = True  # type: ignore[attr-defined]  # the layout counts no visit and names no address
    try:
        number = int(signing.loads(token, salt=LINK))
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    found = appeal_of(number)
    if found is None or found.round.contest.key != key:
        raise Http404
    if request.method == "POST":
        withdraw_appeal(found.pk)
        return _secret(HttpResponseRedirect(request.path, status=303))
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    contest = found.round.contest
    context = {
        "contest": contest, "appeal": found, "shape": LOOKS[AppealState(found.state)], "words": found.get_state_display(),
        "is_open": found.state == AppealState.OPEN, "pseudonym": pseudonym(found.entrant.code), "full_url": say.full(request.path),
        "crumbs": from_home(say.list_step(), say.contest_step(contest), _("My complaint")),
    }  # fmt: skip
    return _secret(render(request, "contests/public/appeal_state.html", context))


def _link(made: Appeal) -> str:
    token = signing.dumps(made.pk, salt=LINK)
    return reverse("contests:complaint-state", args=[made.round.contest.key, token])


def _refused_key(key: str) -> str:
    """Why a form is not taken, "" when it is."""
    try:
        signing.loads(key, salt=FORM, max_age=LIVES)
    except signing.SignatureExpired:
        return _("This form had been open for more than a day. Please look it over and send it again.")
    except signing.BadSignature:
        return _("Please send it once more.")
    try:
        signing.loads(key, salt=FORM, max_age=SHORTEST)
    except signing.SignatureExpired:
        return ""
    return _("That was quicker than anybody types. Please send it once more.")


def _secret(answer: HttpResponse) -> HttpResponse:
    """Nobody keeps it, nobody finds it, no page it leads to learns its address."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
