"""A contest begun, called off, a round extended, head-counts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..calc.formats.draft import key_of, one_line

MOMENTS = ["%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
SETS = {
    "soc-trang-2022": _("Sóc Trăng 2022: 10 questions, 5 minutes, any number of attempts, initiatives, prizes for units and persons"),
    "soc-trang-2020": _("Sóc Trăng 2020: 15 questions, 10 minutes, a quiz of 40 % and a video of 60 %"),
    "hue-2025": _("Huế 2025: four weeks, one attempt a week, officials and citizens apart, prediction, units by block"),
    "hoa-binh-2023": _("Hòa Bình 2023: rounds with a bank of their own, 10 questions, how many will have all right"),
    "gtvt-2020": _("Ministry of Transport 2020: staff, students and citizens, how many will take part, marks shown at once"),
    "blank": _("Nearly empty: one audience, one round of a week, 10 questions"),
}  # fmt: skip


class MomentField(forms.DateTimeField):
    """A day and time in Vietnam: 15/09/2022 07:00."""

    def __init__(self, **options: Any) -> None:
        hint = {"autocomplete": "off", "maxlength": 16, "placeholder": _("day/month/year hour:minute")}
        options.setdefault("widget", forms.DateTimeInput(format=MOMENTS[0], attrs=hint))
        super().__init__(input_formats=MOMENTS, **options)
        self.error_messages["invalid"] = _("This is no day and time. Write it like 15/09/2022 07:00.")


class NewContestForm(forms.Form):
    """Title, whose it is, which rule set it begins with, from which day."""

    title = forms.CharField(label=_("Title"), max_length=200)
    key = forms.CharField(
        label=_("Short name in addresses"), max_length=40, required=False,
        help_text=_("Small letters, digits, hyphens, e.g. cchc-2026; made of the title when left empty."),
    )  # fmt: skip
    unit = forms.TypedChoiceField(label=_("Organiser"), coerce=int)
    rule_set = forms.ChoiceField(
        label=_("Begin with the rules of"), choices=list(SETS.items()), widget=forms.RadioSelect,
        help_text=_("Rule sets that were really used. Everything in them can be changed."),
    )  # fmt: skip
    first = DayField(label=_("First day"))

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return one_line(str(self.cleaned_data["title"]))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        key = str(said.get("key") or "").strip() or key_of(str(said.get("title") or ""))
        if not re.fullmatch(r"[a-z0-9-]{1,40}", key):
            self.add_error("key", _("Only small letters, digits and hyphens, 40 at most."))
        said["key"] = key
        return said


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it."),
    )

    def clean_reason(self) -> str:
        return nfc(str(self.cleaned_data["reason"]).strip())


class ExtendForm(ReasonForm):
    """Until when, and why."""

    closes_at = MomentField(label=_("New end"))
    field_order = ["closes_at", "reason"]


class SureForm(forms.Form):
    """Says that one has read what follows."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    is_sure = forms.BooleanField(
        label=_("I have read the rules once more; they can no longer be changed afterwards.")
    )


class UnitsForm(forms.Form):
    """One choice per unit: in which block it takes part, or not at all."""

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], blocks: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Does not take part")), *blocks]
        for unit_id, name in units:
            self.fields[f"u{unit_id}"] = forms.ChoiceField(label=name, choices=choices, required=False)

    def chosen(self) -> dict[int, str]:
        """unit id → block key."""
        return {int(name[1:]): block for name, block in self.cleaned_data.items() if block}


class CountForm(forms.Form):
    count = forms.IntegerField(label=pgettext_lazy("contest", "Head-count"), min_value=0, max_value=1_000_000)
