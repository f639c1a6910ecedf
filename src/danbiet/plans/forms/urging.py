"""What somebody fills in about a letter of urging."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..enums import UrgingLevel
from .editing import TextField


class LetterForm(forms.Form):
    """Level, words and the day by which the unit answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, choices=UrgingLevel.choices)
    body = TextField(label=_("Text above the table"), rows=6)
    answer_by = DayField(label=_("Answer by"))


class LetterIssueForm(forms.Form):
    """Number and date."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    issued_on = DayField(label=_("Date of issue"))
