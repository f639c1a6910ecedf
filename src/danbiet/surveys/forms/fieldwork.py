"""Quotas, and attempts to reach those who were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..enums import Outcome
from ..queries.quotas import Group, Place


def quota_field(group: Group) -> str:
    return f"h{group[0]}_{group[1]}"


class QuotasForm(forms.Form):
    """The most responses of each group; empty: no limit."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = [(place.item.number, place.answer) for place in places]
        for group, place in zip(self.groups, places, strict=True):
            self.fields[quota_field(group)] = forms.IntegerField(
                label=_("At most, of “%(option)s”") % {"option": place.option}, min_value=1, max_value=10_000_000, required=False,
                initial=place.most, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def said(self) -> dict[Group, int | None]:
        return {group: self.cleaned_data[quota_field(group)] for group in self.groups}


class ContactForm(forms.Form):
    """One attempt."""

    frame = forms.TypedChoiceField(label=_("Unit, stratum"), coerce=int)
    cluster = forms.CharField(
        label=_("Cluster"),
        max_length=60,
        required=False,
        help_text=_("Only where villages or offices were drawn."),
    )
    number = forms.IntegerField(
        label=_("Number on the list"), min_value=1, max_value=100_000_000,
        help_text=_("As in the file of numbers drawn. No name is written down."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    outcome = forms.ChoiceField(label=_("How it ended"), choices=Outcome.choices, widget=forms.RadioSelect)
    again_on = DayField(label=_("To be called on again on"), required=False)

    def __init__(self, *args: Any, frame: list[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["frame"].choices = frame  # type: ignore[attr-defined]
