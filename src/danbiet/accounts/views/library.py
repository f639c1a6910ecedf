"""What allauth asks of the site it works in: how somebody is let in, how secrets are kept, what a passkey is called."""

from __future__ import annotations

import io
import time
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathFillImage

from danbiet.kit.encrypted import lock, unlock

BACKEND = "django.contrib.auth.backends.ModelBackend"  # axes' own backend only counts failures
JUST_NOW = 300  # seconds
SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, nobody is greeted; one lands on the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        user.backend = BACKEND
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just signed in is not asked again before setting up a factor; after five minutes they are."""
        user = self.request.user
        steps = get_authentication_records(self.request, user) if user.is_authenticated else []
        if any(time.time() - step["at"] < JUST_NOW for step in steps):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("portal:desk-home")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> Any:
        """Somebody locked learns no more than a stranger."""
        messages.error(request, _("Signing in did not work."))
        return HttpResponseRedirect(reverse("accounts:sign-in"))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *more: Any, **named: Any
    ) -> None:
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *more, **named)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of applications are kept encrypted, and people see their own name."""

    def encrypt(self, text: str) -> str:
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unlock(encrypted_text)

    def _get_site_name(self) -> str:
        return "Dân Biết"

    def build_totp_svg(self, url: str) -> str:
        """On white, so that telephones read it in a dark scheme too."""
        kept = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(kept)
        return kept.getvalue().decode("utf-8")

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}
