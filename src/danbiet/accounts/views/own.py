"""Signing in and out, and changing one's password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from danbiet.kit import clock

from ..forms import ChangePasswordForm, SignInForm
from ..queries import locked_until, username_for


class SignIn(LoginView):
    """After signing in one lands where one wanted to go, on this site only, else on the desk."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


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
