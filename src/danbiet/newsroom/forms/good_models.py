"""Nominating a good model, verifying it, saying that one's unit took one over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from danbiet.org.queries import Rights

from ..actions.good_models import Words
from ..enums import ModelField
from .pages import UnitChoice


class NominationForm(forms.Form):
    """A way of working the unit is proud of, in its own words."""

    title = forms.CharField(label=_("Name of the model"), max_length=200)
    field = forms.ChoiceField(label=_("Field of work"), choices=ModelField.choices)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two or three sentences, shown in lists and by search engines."),
    )
    description = forms.CharField(
        label=_("How it is done"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("So that another unit could do the same: who, what, with which means."),
    )
    results = forms.CharField(
        label=_("What it brought"),
        max_length=8_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Figures with their source: the reform office checks them."),
    )

    def __init__(self, *args: Any, rights: Rights, unit_ids: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit_ids:
            unit = UnitChoice(rights=rights, unit_ids=unit_ids, label=_("Nominated by"), required=True)
            unit.initial = rights.home_unit_id if rights.home_unit_id in unit_ids else None
            self.fields = {"unit": unit, **self.fields}

    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["title"], said["field"], said["summary"], said["description"], said["results"])


class VerificationForm(forms.Form):
    """What the reform office found."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        widget=forms.RadioSelect,
        choices=[("good", _("Verified: begin its page")), ("not", _("Not a good model, or not proven yet"))],
    )
    note = forms.CharField(
        label=_("What was checked"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Write down what was checked: it is kept with the model.")},
        help_text=_("Figures, documents, a visit; or what is missing. The unit reads it."),
    )


class AdoptionForm(forms.Form):
    """A unit works this way too."""

    on = forms.DateField(
        label=_("Since"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    result = forms.CharField(
        label=_("Result"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What came of it, in a sentence or two; readers see it."),
    )

    def __init__(self, *args: Any, rights: Rights, unit_ids: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = UnitChoice(rights=rights, unit_ids=unit_ids, label=_("Unit"), required=True)
        unit.initial = rights.home_unit_id if rights.home_unit_id in unit_ids else None
        self.fields = {"unit": unit, **self.fields}
        self.today = rights.on

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(gettext("The day cannot lie in the future."))
        return day


class TakeBackForm(forms.Form):
    """Why an adoption no longer stands."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why: what was counted is taken back with this reason.")},
    )
