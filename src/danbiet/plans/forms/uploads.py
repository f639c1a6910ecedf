"""What somebody fills in to hand in the file of a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 2016, 2100


class UploadForm(forms.Form):
    """The unit whose plan it is, its year and the file. The units offered are those the person writes plans for."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    year = forms.IntegerField(label=_("Year of the plan"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    file = forms.FileField(
        label=_("File of the plan: Word, Excel or PDF"),
        help_text=_("At most 25 MB. Nothing is created before you have looked at what was read."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.doc,.xlsx,.pdf"}),
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.TypedChoiceField):
            unit.choices = units
