"""What somebody fills in to issue, return or withdraw a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from .editing import TextField


class IssueForm(forms.Form):
    """Number and date of issue; when units issue their own plans; for a district what goes on to its communes."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    issued_on = DayField(label=_("Date of issue"))
    unit_plans_due_on = DayField(
        label=_("Units issue their own plans by"),
        required=False,
        help_text=_("Empty: 30 working days after the date of issue."),
    )
    to_communes = forms.TypedMultipleChoiceField(
        label=_("Hand on to all communes"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    why = TextField(
        label=_("Reason of the correction"),
        rows=2,
        required=False,
        help_text=_("Needed where the date of issue lies in a locked period; it is listed there."),
    )

    def __init__(
        self, *args: Any, tasks: list[tuple[int, str]], may_correct: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_correct:
            del self.fields["why"]
        field = self.fields["to_communes"]
        if not tasks:
            del self.fields["to_communes"]
        elif isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = tasks

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issued, due = cleaned.get("issued_on"), cleaned.get("unit_plans_due_on")
        if issued and due and due < issued:
            self.add_error("unit_plans_due_on", _("This day lies before the date of issue."))
        return cleaned


class AmendmentForm(forms.Form):
    """Number and date of the decision that amends a plan."""

    number = forms.CharField(
        label=_("Number and symbol"), max_length=60, help_text=_("Of the decision, such as 145/QĐ-UBND.")
    )
    issued_on = DayField(
        label=_("Date of issue"), help_text=_("From this day on progress is counted by the amended plan.")
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = TextField(label=_("Reason"), rows=3)
