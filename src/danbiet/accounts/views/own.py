"""Signing in and out, and changing one's password."""

from __future__ import annotations

from typing import Any

# Not among the names allauth calls public, but the one door that notes the password as the first step (ADR 0034).
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from danbiet.kit import clock

from ..actions.sessions import end_sessions
from ..forms import ChangePasswordForm, SignInForm
from ..queries import locked_until, officials_claim, provider_name, username_for


class SignIn(LoginView):
    """After signing in one lands where one wanted to go, on this site only, else on the desk.

    Whoever has a second factor is asked for it in between (allauth).
    """

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provider = provider_name() if officials_claim() else ""
        return {**super().get_context_data(**kwargs), "provider": provider}

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        answer: HttpResponse = perform_password_login(self.request, {"username": user.username}, login)
        return answer


class SignOut(LogoutView):
    """By POST only, so that no link or picture elsewhere can sign anybody out."""

    http_method_names = ["post", "options"]


class ChangePassword(LoginRequiredMixin, PasswordChangeView):
    """The session goes on; other sessions of the person end."""

    form_class = ChangePasswordForm
    template_name = "accounts/password.html"
    success_url = reverse_lazy("accounts:password")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        end_sessions(form.user.pk, but=self.request.session.session_key or "")
        messages.success(self.request, _("The password has been changed."))
        return answer


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page for a name that failed too often from one address: when to try again, and no form."""
    given = (credentials or {}).get("username") or username_for(request.POST.get("username", "").strip())
    until = locked_until(given)
    context = {"until": clock.local(until) if until else None}
    answer = render(request, "accounts/locked_out.html", context, status=429)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def too_often(request: HttpRequest) -> HttpResponse:
    """The same page for codes of the second step that failed too often."""
    return render(request, "accounts/locked_out.html", {"until": None}, status=429)
