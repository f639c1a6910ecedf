"""One's own browsers: seen, and signed out from here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from danbiet.kit import clock
from danbiet.kit.text import row_number

from ..actions import sessions as act
from ..models import User
from ..queries import sessions_of


@never_cache
@login_required
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; this browser is marked."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    context = {
        "sessions": sessions_of(request.user.pk),
        "this": request.session.session_key,
        "crumbs": [{"label": _("Where I am signed in")}],
    }
    return render(request, "accounts/sessions.html", context)


@login_required
@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """Sign out one browser (`pk`) or all others; this one leaves by signing out."""
    assert isinstance(request.user, User)  # noqa: S101 - login_required
    at, given = clock.now(), request.POST.get("pk", "")
    if given == "others":
        act.end_other_sessions(request.user, request.session.session_key or "", at=at)
        messages.success(request, _("All your other browsers have been signed out."))
    elif (pk := row_number(given)) is not None and act.end_session(
        pk, user_id=request.user.pk, at=at, by=request.user
    ):
        messages.success(request, _("That browser has been signed out."))
    return HttpResponseRedirect(reverse("accounts:sessions"))
