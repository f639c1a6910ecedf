"""Sets, editions, windows, exemptions, publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.org.forms import DayField

from ..calc.shipped import SETS
from ..enums import Window

Choices = list[tuple[Any, Any]]


class ShippedForm(forms.Form):
    """A set that comes with the software."""

    key = forms.ChoiceField(label=_("Set"), choices=[(one.key, one.name) for one in SETS])
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class SetFileForm(forms.Form):
    """A set from a workbook."""

    name = forms.CharField(label=_("Name of the set"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("The decision that issued it.")
    )
    file = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,
    )


class EditionForm(forms.Form):
    """A new edition."""

    name = forms.CharField(label=_("Name"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    office = forms.TypedChoiceField(label=_("Whose edition"), coerce=int)
    criteria_set = forms.TypedChoiceField(label=_("Set of criteria"), coerce=int)
    groups = forms.MultipleChoiceField(label=_("Ranking groups"), widget=forms.CheckboxSelectMultiple)
    units_on = DayField(label=_("Units as of"))
    self_from = DayField(label=_("Self-assessment from"))
    self_until = DayField(label=_("Self-assessment until"))
    appraisal_until = DayField(label=_("Appraisal until"))
    reply_until = DayField(label=_("Replies until"))
    council_until = DayField(label=_("Council until"))

    def __init__(self, *args: Any, offices: Choices, sets: Choices, groups: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]
        self.fields["criteria_set"].choices = sets  # type: ignore[attr-defined]
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """A window that is made longer."""

    window = forms.ChoiceField(label=pgettext_lazy("index", "Window"), choices=Window.choices)
    until = DayField(label=_("Until"))
    reason = forms.CharField(label=_("Reason, in public"), max_length=500)


class ExemptForm(forms.Form):
    """A row that does not apply to a unit."""

    participant = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    number = forms.CharField(label=_("Number of the criterion"), max_length=12)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participant"].choices = units  # type: ignore[attr-defined]


class AppraiserForm(forms.Form):
    """A unit that appraises a domain."""

    number = forms.ChoiceField(label=_("Domain"))
    unit = forms.TypedChoiceField(label=_("Unit that appraises it"), coerce=int)

    def __init__(self, *args: Any, domains: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = domains  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """The decision that publishes an edition."""

    decision = forms.CharField(
        label=_("Decision"), max_length=200, help_text=_("Number and date, as it is quoted.")
    )
