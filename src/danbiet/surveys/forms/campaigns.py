"""Questionnaires, surveys, frames, codes, publication."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..calc.shipped import SHIPPED
from ..enums import Kind

Choices = list[tuple[Any, Any]]
ERRORS = [
    ("0.03", "3 %"),
    ("0.04", "4 %"),
    ("0.05", "5 %"),
    ("0.06", "6 %"),
    ("0.08", "8 %"),
    ("0.10", "10 %"),
]


def table_field(**options: Any) -> forms.FileField:
    """A table as CSV, Excel or SPSS."""
    return forms.FileField(
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.sav,.zsav"}), allow_empty_file=True, **options
    )  # fmt: skip


class ShippedForm(forms.Form):
    """A questionnaire that comes with the software."""

    key = forms.ChoiceField(label=_("Questionnaire"), choices=[(one.key, one.name) for one in SHIPPED])
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class QuestionnaireFileForm(forms.Form):
    """A questionnaire from a file."""

    name = forms.CharField(label=_("Name of the questionnaire"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("Whom it is for"), choices=Kind.choices)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("The decision that issued it.")
    )
    file = table_field(
        label=_("File (.csv, .xlsx)"),
        help_text=_(
            "Columns: number, factor, layer, weight, text, text in Khmer, options (of a question of fact, with “;” between them), asked_if (such as 3=1,2). Number, factor and text are needed."
        ),
    )


class CampaignForm(forms.Form):
    """A new survey."""

    name = forms.CharField(label=_("Name"), max_length=200)
    year = forms.IntegerField(
        label=_("Year"), min_value=2000, max_value=2100, help_text=_("The year people are asked about.")
    )
    office = forms.TypedChoiceField(label=_("Whose survey"), coerce=int)
    questionnaire = forms.TypedChoiceField(label=_("Questionnaire"), coerce=int)
    from_on = DayField(label=_("Answers from"))
    until_on = DayField(label=_("Answers until"))
    error = forms.TypedChoiceField(
        label=_("Accepted error of each unit"), choices=[("", _("not by error")), *ERRORS], coerce=Decimal, required=False,
        empty_value=None, help_text=_("n = N / (1 + N·e²) people of each unit."),
    )  # fmt: skip
    total = forms.IntegerField(
        label=_("Or people in all"), min_value=1, max_value=10_000_000, required=False,
        help_text=_("Shared among the strata by size."),
    )  # fmt: skip
    least = forms.IntegerField(
        label=_("Answers behind a published figure"), min_value=3, max_value=100, initial=10,
        help_text=_("Figures with fewer answers are not published."),
    )  # fmt: skip
    attempts = forms.IntegerField(
        label=_("Attempts in vain before somebody is replaced"), min_value=1, max_value=10, initial=3,
        help_text=_("Then the next of the reserve is asked, in the order drawn."),
    )  # fmt: skip

    def __init__(self, *args: Any, offices: Choices, questionnaires: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices  # type: ignore[attr-defined]
        self.fields["questionnaire"].choices = questionnaires  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A table of responses or a frame."""

    file = table_field(label=_("File (.csv, .xlsx, .sav)"))


class ClustersForm(forms.Form):
    """A list of clusters to draw from, and how many people in each."""

    each = forms.IntegerField(label=_("People in a cluster"), min_value=1, max_value=1000, initial=10)
    file = table_field(label=_("List of clusters (.csv, .xlsx)"))


class CodesForm(forms.Form):
    """How many codes of which stratum."""

    frame = forms.TypedChoiceField(label=_("Unit, stratum"), coerce=int)
    count = forms.IntegerField(label=_("How many codes"), min_value=1, max_value=2000, initial=50)

    def __init__(self, *args: Any, frame: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frame"].choices = frame  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """A later last day."""

    until = DayField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


class PublishForm(forms.Form):
    """The decision that publishes a survey."""

    decision = forms.CharField(
        label=_("Decision"), max_length=200, required=False, help_text=_("Number and date, as it is quoted.")
    )
