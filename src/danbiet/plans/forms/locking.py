"""What somebody fills in about locked periods and corrections."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from .editing import TextField


class LockRuleForm(forms.Form):
    """When periods lock by themselves."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_on = forms.BooleanField(label=_("Quarters, half-years and years lock by themselves"), required=False)
    report_days = forms.IntegerField(
        label=_("Reports are due, working days after the end"), min_value=0, max_value=250
    )
    lock_days = forms.IntegerField(
        label=_("Locked, working days after reports are due"), min_value=0, max_value=250
    )


class LockForm(forms.Form):
    """Lock at once, or on a day."""

    day = DayField(
        label=_("Lock on this day instead"),
        required=False,
        help_text=_("Empty: the period is locked at once."),
    )


class WhyForm(forms.Form):
    """The reason of an unlocking."""

    reason = TextField(label=_("Reason"), rows=3, help_text=_("It stays on record."))


class AskForm(forms.Form):
    """Why a piece of evidence must be corrected."""

    reason = TextField(
        label=_("Reason"), rows=3, help_text=_("The reform office of the province reads it and decides.")
    )


class AskNewForm(AskForm):
    """Why a piece must be added, by which unit and for which day."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    day = DayField(label=_("Day of what was done"))
    field_order = ("unit", "day", "reason")

    def __init__(self, *args: object, units: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["unit"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = units


class AskPlanForm(AskForm):
    """Why a plan must be issued under a date that is locked, or withdrawn; and which date it bears."""

    day = DayField(label=_("Date of issue"), help_text=_("As it stands on the plan."))
    field_order = ("day", "reason")


class DecideForm(forms.Form):
    """The answer to a unit."""

    answer = TextField(
        label=_("Answer"), rows=3, required=False, help_text=_("Needed when you refuse; the unit reads it.")
    )
