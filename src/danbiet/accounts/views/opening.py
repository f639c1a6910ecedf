"""Ways in without a password: a printed code, a link from a letter, and asking for such a letter."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_client_ip_address
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from danbiet.kit import clock
from danbiet.kit.limits import Window

from ..actions.tickets import (
    NotValid,
    open_by_code,
    open_by_link,
    person_for_code,
    person_for_link,
    send_reset,
)
from ..calc.devices import network_of
from ..forms import ActivateForm, ForgottenForm, NewPasswordForm

methods = require_http_methods(["GET", "HEAD", "POST"])
# Codes cannot be guessed anyway (31^12); this keeps a network from trying, and letters from raining on somebody.
TRIES = Window(most=30, seconds=900)
LETTERS = Window(most=10, seconds=900)


@never_cache
@methods
def activate(request: HttpRequest) -> HttpResponse:
    """User name and printed code: who has both sets a password and signs in with it."""
    form = ActivateForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if not TRIES.note(_network(request), second=clock.now().timestamp()):
            form.is_valid()
            form.add_error(None, _("Too many attempts from here. Please try again in a quarter of an hour."))
            status = 429
        elif form.is_valid() and _opened_by_code(form):
            messages.success(request, _("Your password has been set. Sign in with it now."))
            return HttpResponseRedirect(reverse("accounts:sign-in"))
    return render(request, "accounts/activate.html", {"form": form}, status=status)


def _opened_by_code(form: ActivateForm) -> bool:
    given, at = form.cleaned_data, clock.now()
    try:
        form.hold_to_person(person_for_code(given["username"], given["code"], at=at))
        if form.is_valid():
            open_by_code(given["username"], given["code"], given["password1"], at=at)
    except NotValid as refusal:
        form.add_error("code", str(refusal))
    return form.is_valid()


@never_cache
@methods
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link from a letter: set a password. Looking at the page uses nothing up; an invalid link says so (404)."""
    at = clock.now()
    try:
        person = person_for_link(token, at=at)
        form = NewPasswordForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            open_by_link(token, form.cleaned_data["new_password1"], at=at)
            messages.success(request, _("Your password has been set. Sign in with it now."))
            return HttpResponseRedirect(reverse("accounts:sign-in"))
    except NotValid as refusal:
        return render(request, "accounts/open_invalid.html", {"reason": str(refusal)}, status=404)
    return render(request, "accounts/open.html", {"form": form, "person": person})


@never_cache
@methods
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter. The answer is the same whoever was named, so that nobody learns who has an account."""
    form = ForgottenForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        if LETTERS.note(_network(request), second=at.timestamp()):
            send_reset(form.cleaned_data["given"], at=at)
        context["is_done"] = True
    return render(request, "accounts/forgotten.html", context)


def _network(request: HttpRequest) -> str:
    """The network a request comes from, as a hash that lives in memory only."""
    network = network_of(get_client_ip_address(request) or "")
    return salted_hmac("danbiet.accounts.opening", network, algorithm="sha256").hexdigest()
