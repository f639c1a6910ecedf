"""Days as they are typed, and the day a page is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
