"""What is asked about units, and exceptions of the calendar as they are typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit import workdays
from danbiet.kit.text import nfc

from ..enums import DayOverrideKind, UnitKind

SHOWN_FORMAT = "%d/%m/%Y"
DAY_FORMATS = ["%Y-%m-%d", SHOWN_FORMAT]
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayInput(forms.DateInput):
    """A day as Vietnam writes it. Not the browser's picker: on an English browser it shows month before day."""

    def __init__(self) -> None:
        hint = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": 10,
            "placeholder": _("day/month/year"),
        }
        super().__init__(format=SHOWN_FORMAT, attrs=hint)

    def format_value(self, value: Any) -> str | None:
        """30/06/2021, also for an address that says 2021-06-30; anything else as it was typed."""
        try:
            value = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        return super().format_value(value)


class DayField(forms.DateField):
    """A day, 2021-06-30 or 30/06/2021, between 1900 and 2100."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", DayInput())
        super().__init__(input_formats=DAY_FORMATS, **options)
        self.error_messages["invalid"] = _("This is not a date. Write it like 30/06/2021.")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("The year must lie between %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day


class AsOfForm(forms.Form):
    """The day a page is asked for (`?ngay=`)."""

    ngay = DayField(label=_("As of"), required=False)

    def day(self, default: date) -> date:
        """The day asked for; the default when none or a wrong one was given (then the form holds the error)."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get("ngay") or default


class UnitFilter(AsOfForm):
    """Search in the tree of units."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    loai = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *UnitKind.choices]
    )

    field_order = ["q", "loai", "ngay"]


class OverrideForm(forms.Form):
    """A day that is worked or off by decision, against the shipped calendar."""

    on = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("Becomes"), choices=DayOverrideKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("As it shall stand in every deadline's derivation.")
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not workdays.FIRST_YEAR <= day.year <= workdays.LAST_YEAR:
            raise forms.ValidationError(
                _("The calendar covers the years %(first)s to %(last)s.")
                % {"first": workdays.FIRST_YEAR, "last": workdays.LAST_YEAR}
            )
        return day

    def clean_reason(self) -> str:
        return nfc(self.cleaned_data["reason"])

    def clean_basis(self) -> str:
        return nfc(self.cleaned_data["basis"])
