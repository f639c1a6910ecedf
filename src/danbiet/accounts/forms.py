"""Signing in and changing the password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from .queries import username_for


class SignInForm(AuthenticationForm):
    """User name or mail address, and the password. Who is locked out or inactive learns no more than a stranger."""

    error_messages = {
        "invalid_login": _(
            "The user name or the password is not right. Mind capitals and the Vietnamese keyboard."
        ),
        "inactive": _(
            "The user name or the password is not right. Mind capitals and the Vietnamese keyboard."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name or mail address")
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        return username_for(self.cleaned_data["username"].strip())


class ChangePasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    error_messages = {
        "password_mismatch": _("The two new passwords are not the same."),
        "password_incorrect": _("The old password is not right."),
    }
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Old password")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        new: str = self.cleaned_data["new_password1"]
        if self.user.check_password(new):
            raise forms.ValidationError(_("The new password is the old one."))
        return new
