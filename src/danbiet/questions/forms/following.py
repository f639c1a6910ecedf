"""What an asker says about their own question afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _l

from ..enums import DataRequestKind
from .asking import ACCEPTED, FilesField, PlainWords


class InfoForm(forms.Form):
    """What was asked for."""

    text = PlainWords(label=_l("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    files = FilesField(label=_l("Photos or papers"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="bo-sung-%s")
        self.fields["files"].widget.attrs["accept"] = ACCEPTED


class RateForm(forms.Form):
    """One to five, and why."""

    stars = forms.TypedChoiceField(
        label=_l("Does the answer help you?"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (5, _l("5 – very much")), (4, _l("4 – yes")), (3, _l("3 – partly")), (2, _l("2 – hardly")), (1, _l("1 – not at all")),
        ],
    )  # fmt: skip
    reason = PlainWords(
        label=_l("Why?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, auto_id="danh-gia-%s", initial=initial)


class ReopenForm(forms.Form):
    """What the answer leaves open."""

    reason = PlainWords(
        label=_l("What is missing in the answer?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="mo-lai-%s")


class DataForm(forms.Form):
    """A copy of one's data, or its erasure."""

    kind = forms.ChoiceField(
        label=_l("What do you want?"), choices=DataRequestKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="du-lieu-%s")
