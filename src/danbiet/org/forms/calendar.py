"""What is asked about units, and exceptions of the calendar as they are typed."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit import workdays
from danbiet.kit.text import nfc

from ..enums import DayOverrideKind, UnitKind
from .days import AsOfForm, DayField


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
