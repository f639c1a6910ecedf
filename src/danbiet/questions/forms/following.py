"""What an asker says about their own question afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import DataRequestKind
from .asking import ACCEPTED, FilesField, PlainWords


class InfoForm(forms.Form):
    """What was asked for."""

    text = PlainWords(label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    uploads = FilesField(label=_("Photos or papers"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="bo-sung-%s")
        self.fields["uploads"].widget.attrs["accept"] = ACCEPTED


class RateForm(forms.Form):
    """One to five, and why."""

    stars = forms.TypedChoiceField(
        label=_("Does the answer help you?"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (5, _("5 – very much")), (4, _("4 – yes")), (3, _("3 – partly")), (2, _("2 – hardly")), (1, _("1 – not at all")),
        ],
    )  # fmt: skip
    reason = PlainWords(
        label=_("Why?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, auto_id="danh-gia-%s", initial=initial)


class ReopenForm(forms.Form):
    """What the answer leaves open."""

    reason = PlainWords(
        label=_("What is missing in the answer?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="mo-lai-%s")


class DataForm(forms.Form):
    """A copy of one's data, or its erasure."""

    kind = forms.ChoiceField(
        label=_("What do you want?"), choices=DataRequestKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="du-lieu-%s")
