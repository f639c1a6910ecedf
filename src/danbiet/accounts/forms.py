"""Signing in, setting and changing the password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from .models import User
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


class NewPasswordForm(SetPasswordForm):
    """The password twice, by a link from a letter."""

    error_messages = {"password_mismatch": _("The two new passwords are not the same.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password again")
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())
        self.fields["new_password2"].help_text = ""


class ActivateForm(forms.Form):
    """What stands on the slip, and a password of one's own."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Code on the slip"), max_length=40, help_text=_("Twelve letters and digits; dashes and case do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "password1" in given and "password2" in given and given["password1"] != given["password2"]:
            self.add_error("password2", _("The two new passwords are not the same."))
        return given

    def hold_to_person(self, person: User) -> None:
        """The password against the rules, once it is known whose it will be: asked before, it would tell who exists."""
        try:
            validate_password(self.cleaned_data["password1"], person)
        except forms.ValidationError as refusal:
            self.add_error("password1", refusal)


class ForgottenForm(forms.Form):
    """Who forgot the password."""

    given = forms.CharField(
        label=_("User name or mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
