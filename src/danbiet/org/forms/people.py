"""People and their roles as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.accounts.actions import Details
from danbiet.kit.text import nfc

from ..enums import Role
from .days import DayField

Choices = Sequence[tuple[int, str]]
STATE_LABELS = {
    "active": _("Can sign in"),
    "waiting": _("Not activated yet"),
    "locked": _("Locked"),
}


class PeopleFilterForm(forms.Form):
    """Search in the list of people."""

    q = forms.CharField(label=_("Name, user name or title"), required=False, max_length=100)
    don_vi = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    vai_tro = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices]
    )
    tinh_trang = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *STATE_LABELS.items()]
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["don_vi"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense; the rest is as if it had not been asked."""
        self.is_valid()
        return {
            name: value
            for name, value in getattr(self, "cleaned_data", {}).items()
            if value not in ("", None)
        }


class PersonForm(forms.Form):
    """Somebody's name and how they are reached at the office."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Office mail address"), max_length=254, required=False,
        help_text=_("With an address the person is invited by a letter; without one you print a slip with a code."),
    )  # fmt: skip
    office_phone = forms.CharField(label=_("Office telephone"), max_length=30, required=False)

    def details(self) -> Details:
        """What was typed, for the action."""
        given = self.cleaned_data
        return Details(given["full_name"], given["job_title"], given["email"], given["office_phone"])


class TermForm(forms.Form):
    """A role in a unit for a period."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    first_day = DayField(label=_("From day"))
    last_day = DayField(
        label=_("Until and with"), required=False, help_text=_("Empty: until further notice.")
    )

    def __init__(
        self, *args: Any, units: Choices, roles: Sequence[Role] = tuple(Role), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return given


class NewPersonForm(PersonForm):
    """A new person; the user name is made of the name when it is left out."""

    username = forms.CharField(
        label=_("User name"), max_length=150, required=False, help_text=_("Left empty it is made of the name: Trần Thị Bích becomes bich.tran."),
    )  # fmt: skip
    field_order = ["full_name", "job_title", "email", "office_phone", "username"]


class DaysForm(forms.Form):
    """Other days for a role."""

    first_day = DayField(label=_("From day"))
    last_day = DayField(
        label=_("Until and with"), required=False, help_text=_("Empty: until further notice.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class EndForm(forms.Form):
    """The last day of a role, and why."""

    last_day = DayField(label=_("Last day in this role"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean_reason(self) -> str:
        return nfc(self.cleaned_data["reason"])


class StandInForm(forms.Form):
    """Who stands in, and for how long."""

    deputy = forms.TypedChoiceField(label=_("Deputy"), coerce=int)
    first_day = DayField(label=_("From day"))
    last_day = DayField(label=_("Until and with"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """To whom, from when, and what."""

    to = forms.TypedChoiceField(label=_("Successor"), coerce=int)
    last_day = DayField(
        label=_("Last day of the person who leaves"),
        help_text=_("The successor holds the roles from the day after."),
    )
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles that go over"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    work = forms.MultipleChoiceField(
        label=_("Open work that goes over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(
        self, *args: Any, people: Choices, roles: Choices, work: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "—"), *people]  # type: ignore[attr-defined]
        for name, choices in (("roles", roles), ("work", work)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].initial = [key for key, _label in choices]
            if not choices:
                del self.fields[name]


class PeopleFileForm(forms.Form):
    """An Excel file of people."""

    file = forms.FileField(label=_("Excel file"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))


class FactorRulesForm(forms.Form):
    """Roles that need a second factor."""

    roles = forms.MultipleChoiceField(
        label=_("Who holds one of these roles needs a second factor"), choices=Role.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
