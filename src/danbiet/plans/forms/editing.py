"""What somebody fills in to write or correct a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import nfc, parse_viet_number, viet_number
from danbiet.org.forms import DayField

from ..calc.drafts import SpanDraft, TargetDraft
from ..enums import Comparison, Per, Recurrence
from .uploads import FIRST_YEAR, LAST_YEAR

MOST_WEIGHT = 9_999  # what the column holds


class TextField(forms.CharField):
    """Lines of text, composed letters, as many as needed."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


class NumberField(forms.CharField):
    """A number as Vietnamese papers write it: 5.000 or 2,5."""

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)
        self.most = most

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parse_viet_number(text)
        except ValueError as error:
            raise forms.ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from error
        exponent = number.as_tuple().exponent
        if number < 0 or number >= Decimal(10) ** 12 or (isinstance(exponent, int) and exponent < -2):
            raise forms.ValidationError(
                _("A number from 0 with at most two decimals is expected, not “%(text)s”.") % {"text": text}
            )
        if self.most is not None and number > self.most:
            raise forms.ValidationError(
                _("“%(text)s” is too much: at most %(most)s.")
                % {"text": text, "most": viet_number(self.most)}
            )
        return number

    def prepare_value(self, value: Any) -> Any:
        return viet_number(value) if isinstance(value, Decimal) else value


class NewPlanForm(forms.Form):
    """Whose plan, for which year, called what."""

    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    year = forms.IntegerField(label=_("Year of the plan"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = TextField(label=_("Title of the plan"))

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.TypedChoiceField):
            unit.choices = units


class HeadForm(forms.Form):
    """The head of a plan and its text, as the paper has them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number and symbol"), max_length=60, required=False)
    issued_on = DayField(label=_("Date of issue"), required=False)
    title = TextField(label=_("Title of the plan"))
    issuer_text = TextField(label=_("Issuing body, as written"), required=False)
    place = forms.CharField(label=_("Place"), max_length=100, required=False)
    signer_title = TextField(label=_("Signer's title"), required=False)
    signer_name = forms.CharField(label=_("Signer's name"), max_length=120, required=False)
    unit_plans_due_on = DayField(
        label=_("Units issue their own plans by"),
        required=False,
        help_text=_("Empty: 30 working days after the date of issue."),
    )


class SectionForm(forms.Form):
    """One part of the plan's text."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(label=_("Heading"), required=False, max_length=1000)
    level = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = TextField(label=_("Text"), rows=4, required=False)


SectionFormSet = forms.formset_factory(SectionForm, extra=1, max_num=400)


class GroupForm(forms.Form):
    """A group's title; `was` is the title the writer saw."""

    title = TextField(label=_("Title of the group"))
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class TaskForm(forms.Form):
    """A task in words. What the words mean is shown below each field."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    group = forms.TypedChoiceField(label=_("Group of content"), coerce=int)
    content = TextField(label=_("Content"), rows=3)
    forms = TextField(label=_("Forms, one a line"), required=False)
    audience = TextField(label=_("Audience, one a line"), required=False)
    product = TextField(label=_("Product, target"), required=False)
    lead_text = TextField(label=_("Lead"), required=False)
    support_text = TextField(label=_("Support"), required=False)
    schedule_text = TextField(label=_("Time"), rows=1, required=False)
    weight = NumberField(label=_("Weight"), required=False, most=MOST_WEIGHT)

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        if isinstance(group, forms.TypedChoiceField):
            group.choices = groups


class PeriodForm(forms.Form):
    """One period of a task, both days included."""

    starts_on = DayField(label=_("From day"), required=False)
    ends_on = DayField(label=_("to"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if (first is None) != (last is None):
            raise forms.ValidationError(_("A period needs both its days."))
        if first and last and last < first:
            raise forms.ValidationError(_("A period cannot end before it begins."))
        return cleaned

    def span(self) -> SpanDraft | None:
        """The period, None when the row is empty."""
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        return SpanDraft(first, last) if first and last else None


class TargetForm(forms.Form):
    """One target of a task."""

    comparison = forms.ChoiceField(label=_("Comparison"), choices=Comparison.choices, required=False)
    quantity = NumberField(label=_("Quantity"), required=False)
    unit_text = forms.CharField(label=_("Unit of measure"), max_length=120, required=False)
    per = forms.ChoiceField(label=_("How often"), choices=Per.choices, required=False)
    per_unit = forms.BooleanField(label=_("for each unit"), required=False)
    each_quantity = NumberField(label=_("each at least"), required=False)
    each_unit_text = forms.CharField(label=_("of what"), max_length=120, required=False)

    def target(self) -> TargetDraft | None:
        """The target, None when the row is empty."""
        said = self.cleaned_data
        if said.get("quantity") is None:
            return None
        each = said.get("each_quantity")
        return TargetDraft(
            quantity=said["quantity"],
            unit_text=" ".join(said["unit_text"].split()),
            comparison=said["comparison"] or Comparison.AT_LEAST,
            per=said["per"] or Per.ONCE,
            per_unit=said["per_unit"],
            each_comparison=Comparison.AT_LEAST if each is not None else "",
            each_quantity=each,
            each_unit_text=" ".join(said["each_unit_text"].split()) if each is not None else "",
        )


class RecurrenceForm(forms.Form):
    """How often a task comes back."""

    recurrence = forms.ChoiceField(
        label=_("Recurrence"), choices=[("", _("Once")), *Recurrence.choices], required=False
    )


PeriodFormSet = forms.formset_factory(PeriodForm, extra=1, max_num=60)
TargetFormSet = forms.formset_factory(TargetForm, extra=1, max_num=40)


class RaiseForm(forms.Form):
    """New quantities for the targets of a task from above: one field per target."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, targets: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        for target in targets:
            self.fields[f"q{target.pk}"] = NumberField(
                label=target.unit_text or _("Result"), required=False, initial=target.quantity
            )

    def quantities(self) -> dict[int, Decimal]:
        """The quantities that were filled in, by target."""
        said = {target.pk: self.cleaned_data.get(f"q{target.pk}") for target in self.targets}
        return {pk: quantity for pk, quantity in said.items() if quantity is not None}
