"""Officials sign in at the province's provider of identity: an account that exists is found, none is ever made."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..queries import official_for, officials_claim, provider_name
from .provider import Journey, NotVouched

log = logging.getLogger("danbiet.accounts")
COOKIE, SALT = "danbiet_can_bo", "danbiet.accounts.oidc"


@never_cache
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider; `?next=` is kept when it is a page of this site."""
    _must_be_set_up()
    wanted = request.GET.get("next", "")
    kept = wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ""
    try:
        return _journey().leave(next=kept)
    except NotVouched as trouble:
        log.warning("provider of identity: %s", trouble)
        return _refused(
            request, _("The provider cannot be reached at the moment. Sign in with your password.")
        )


@never_cache
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Back from it. The second factor is asked for as after a password; nobody unknown gets in."""
    _must_be_set_up()
    journey = _journey()
    try:
        said, way = journey.arrive(request, wanted=(officials_claim(),))
    except NotVouched as trouble:
        log.info("official not vouched for: %s", trouble)
        answer = _refused(
            request, _("Signing in there did not work. Try again, or sign in with your password.")
        )
    else:
        answer = _answered(request, said, way.get("next", ""))
    journey.end(answer)
    return answer


def _answered(request: HttpRequest, said: dict[str, Any], wanted: str) -> HttpResponse:
    person = official_for(said)
    if person is None:
        return _refused(
            request,
            _(
                "No account here belongs to this identity. Ask the reform office of your province to enter your mail address."
            ),
        )
    answer: HttpResponse = perform_login(request, person, redirect_url=wanted or reverse("portal:desk-home"))
    return answer


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return HttpResponseRedirect(reverse("accounts:sign-in"))


def _must_be_set_up() -> None:
    if not (provider_name() and officials_claim()):
        raise Http404


def _journey() -> Journey:
    return Journey(COOKIE, SALT, reverse("accounts:official-leave"), reverse("accounts:official-arrive"))
