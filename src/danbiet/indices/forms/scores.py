"""A component: figures by its rule, explanation, evidence; appraisal, reply, council."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc, parse_viet_number

from ..calc.rules import Figures


class FigureField(forms.Field):
    """A number as Vietnamese papers write it; at most four decimals, below a thousand million."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 20})
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            number = parse_viet_number(text.rstrip("% "))
        except ValueError as error:
            raise forms.ValidationError(_("This is not a number. Write it like 1.234,5.")) from error
        if abs(number) >= 10**9 or number != number.quantize(Decimal("0.0001")):
            raise forms.ValidationError(_("A number below a thousand million, with four decimals at most."))
        return number

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class LongField(forms.CharField):
    """A text of several lines."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=5000, required=False, **options)

    def clean(self, value: Any) -> Any:
        return nfc(super().clean(value)).strip()


class ScoreForm(forms.Form):
    """What a unit says; only the fields that the component's rule asks for are there."""

    part = FigureField(label=pgettext_lazy("index", "Done"))
    whole = FigureField(label=pgettext_lazy("index", "Of"))
    number = FigureField(label=_("How many"))
    answer = forms.NullBooleanField(
        label=_("Fulfilled"), required=False,
        widget=forms.RadioSelect(choices=[("true", pgettext_lazy("answer", "Yes")), ("false", pgettext_lazy("answer", "No"))]),
    )  # fmt: skip
    points = FigureField(label=_("Points"))
    explanation = LongField(
        label=_("Explanation"),
        help_text=_(
            "Needed where evidence is missing or only partial; say what is difficult and what you propose."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    FOR = {
        "ratio": ("part", "whole"), "bands": ("part", "whole"), "count": ("number",), "deduct": ("number",), "yes_no": ("answer",),
        "manual": ("points",),
    }  # fmt: skip

    def __init__(self, *args: Any, kind: str, is_computed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = () if is_computed else self.FOR[kind]
        for name in ("part", "whole", "number", "answer", "points"):
            if name not in kept:
                del self.fields[name]

    def figures(self) -> Figures:
        said = self.cleaned_data
        return Figures(
            said.get("part"), said.get("whole"), said.get("number"), said.get("answer"), said.get("points")
        )


class EvidenceForm(forms.Form):
    """A file with section and page, or an address."""

    upload = forms.FileField(label=_("File"), required=False, allow_empty_file=True)
    url = forms.URLField(label=_("Or a web address"), required=False, max_length=500, assume_scheme="https")
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)
    section = forms.CharField(label=_("Section"), max_length=100, required=False)
    page = forms.CharField(label=pgettext_lazy("of a file", "Page"), max_length=40, required=False)


class AppraisalForm(forms.Form):
    """Points of the appraisal, or a question."""

    points = FigureField(label=_("Points"))
    reason = LongField(label=_("Reason"), help_text=_("Needed for other points than before."))
    question = LongField(label=_("Question to the unit"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReplyForm(forms.Form):
    """The unit's word on an appraisal."""

    reply = LongField(label=_("Reply"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CouncilForm(forms.Form):
    """The council's decision; without points the appraisal stands."""

    points = FigureField(label=_("Points of the council"))
    reason = LongField(label=_("Reason"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
