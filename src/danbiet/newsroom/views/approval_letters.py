"""What a link from a letter opens: the text, then the password, then the decision. Nothing happens by opening it (GET)."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.models import TaskState

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.queries import Rights, rights_of

from ..actions.approving import Said, decide, is_newest
from ..actions.refusals import AlreadyDecided, Incomplete, NotYours, Superseded
from ..enums import Decision
from ..forms import DecisionForm, PasswordAgain
from ..models import StepState
from ..permissions import may_take_step
from ..queries.approval import step_for, unit_of
from ..queries.approval_links import Link, LinkBroken, LinkExpired, read_link
from .approval_shown import context_of, form_for

CONFIRMED = "newsroom.confirmed"
CONFIRMED_FOR = timedelta(minutes=15)


@never_cache
@sensitive_post_parameters("password")
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """The text a letter speaks of, for its addressee alone; a POST says the password, another one decides."""
    answer = _answer(request, token)
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        link = read_link(token)
    except LinkExpired:
        return _closed(request, _("This link is older than seven days and has expired."), status=410)
    except LinkBroken:
        return _closed(request, _("This link is damaged or was never valid."), status=404)
    person = User.objects.filter(pk=link.user_id, is_active=True).first()
    state = step_for(link.state_id)
    if person is None or state is None:
        return _closed(request, _("What this link spoke of no longer exists."), status=410)
    if request.user.is_authenticated and request.user.pk != person.pk:
        said = _("This link was sent to %(name)s, but somebody else is signed in on this device.")
        return _closed(request, said % {"name": person.full_name}, status=403, sign_out=True)
    rights = rights_of(person, clock.today())
    reason = _why_not(state, link, rights)
    if reason:
        return _closed(request, reason, status=409)
    if request.method == "POST" and "password" in request.POST:
        return _confirm(request, state, person, rights=rights, token=token)
    if request.method == "POST" and _is_confirmed(request, state, person):
        return _decide(request, state, link, person, rights=rights)
    return _shown(request, state, person, rights=rights)


def _why_not(state: StepState, link: Link, rights: Rights) -> str:
    """Why the link opens nothing any more, in a sentence; empty when it does."""
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return _what_became_of(state)
    if not is_newest(state, link.revision_id):
        return _(
            "The text has been changed since this letter was sent. Open it on the desk to read the new version."
        )
    if not may_take_step(
        rights, step=state.step, unit_id=unit_of(state, rights.tree), author_id=state.author_id
    ):
        return _("You hold no role today that decides about this text.")
    return ""


def _what_became_of(state: StepState) -> str:
    if state.status == TaskState.STATUS_CANCELLED:
        return _("The author took the text back, or it was published in another way.")
    said = _("This has been decided already: %(what)s, by %(by)s.")
    by = state.finished_by.full_name if state.finished_by else ""
    return said % {"what": state.get_status_display(), "by": by}


def _confirm(
    request: HttpRequest, state: StepState, person: User, *, rights: Rights, token: str
) -> HttpResponse:
    """The password of the very account the letter went to; failures are counted as at the front door (axes)."""
    form = PasswordAgain(request.POST)
    if form.is_valid():
        found = authenticate(request, username=person.username, password=form.cleaned_data["password"])
        if found is not None and found.pk == person.pk:
            if not request.user.is_authenticated:
                login(request, found)
            request.session[CONFIRMED] = {"state": state.pk, "user": person.pk, "at": time.time()}
            return HttpResponseRedirect(reverse("newsroom:letter", args=[token]))
        form.add_error("password", _("The password is not right. Mind capitals and the Vietnamese keyboard."))
    return _shown(request, state, person, rights=rights, password=form, status=422)


def _is_confirmed(request: HttpRequest, state: StepState, person: User) -> bool:
    said = request.session.get(CONFIRMED) or {}
    is_fresh = time.time() - said.get("at", 0) < CONFIRMED_FOR.total_seconds()
    is_theirs = said.get("state") == state.pk and said.get("user") == person.pk == request.user.pk
    return bool(is_fresh and is_theirs)


def _decide(
    request: HttpRequest, state: StepState, link: Link, person: User, *, rights: Rights
) -> HttpResponse:
    context = context_of(state, units=rights.tree, on=rights.on)
    form = form_for(state, context, request.POST)
    if form.is_valid():
        try:
            decide(state.pk, said_in(form, link.revision_id), by=person, rights=rights, at=clock.now())
        except Incomplete as missing:
            form.add_error(missing.field if missing.field in form.fields else None, str(missing))
        except (AlreadyDecided, NotYours, Superseded) as refusal:
            return _closed(request, str(refusal), status=409)
        else:
            request.session.pop(CONFIRMED, None)
            messages.success(request, done_words(form))
            return HttpResponseRedirect(reverse("newsroom:text-list"))
    return _shown(request, state, person, rights=rights, decision=form, status=422)


def said_in(form: DecisionForm, revision_id: int) -> Said:
    """A valid form as a decision."""
    said = form.cleaned_data
    return Said(
        Decision(said["decision"]),
        reason=said.get("reason") or "",
        change=said.get("change"),
        correction=said.get("correction"),
        go_live_at=said.get("go_live_at"),
        revision_id=revision_id,
    )


def done_words(form: DecisionForm) -> str:
    decision = form.cleaned_data["decision"]
    if decision == Decision.RETURN:
        return _("The text went back to its author, with your reason.")
    if "go_live_at" not in form.fields:
        return _("The text went on to the head of the unit.")
    if decision == Decision.LATER:
        return _("Approved. The text appears at the time you chose.")
    return _("Approved and published. Readers see it within seconds.")


def _shown(
    request: HttpRequest,
    state: StepState,
    person: User,
    *,
    rights: Rights,
    password: PasswordAgain | None = None,
    decision: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = context_of(state, units=rights.tree, on=rights.on)
    is_confirmed = _is_confirmed(request, state, person)
    context |= {
        "person": person,
        "is_confirmed": is_confirmed,
        "password": password or PasswordAgain(),
        "decision": decision or form_for(state, context),
    }
    return render(request, "newsroom/approval/letter.html", context, status=status)


def _closed(request: HttpRequest, reason: str, *, status: int, sign_out: bool = False) -> HttpResponse:
    context = {"reason": reason, "sign_out": sign_out}
    return render(request, "newsroom/approval/closed.html", context, status=status)
