"""Many questions at once, and what the desk sets up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..enums import IntakeChannel
from .desk import WordsField


def _choices(pairs: Iterable[tuple[int, str]], none: Any) -> list[tuple[str, Any]]:
    return [("", none), *((str(pk), name) for pk, name in pairs)]


def _pick(
    label: Any, pairs: Iterable[tuple[int, str]], none: Any, *, required: bool = False
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, choices=_choices(pairs, none)
    )


class BulkRouteForm(forms.Form):
    """One agency for all of them."""

    note = WordsField(label=_("Note for the agency"), rows=2, longest=2000, required=False)
    field_order = ["unit", "note"]

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _pick(_("Agency that leads"), units, _("Choose"), required=True)
        self.order_fields(self.field_order)


class BulkAnswerForm(forms.Form):
    """One text for all of them, its merge fields filled in for each."""

    body = WordsField(label=_("Answer"), rows=12, longest=20_000)
    valid_until = DayField(label=_("Valid until"), required=False)
    is_private = forms.BooleanField(label=_("Only to the asker"), required=False)
    is_submitted = forms.BooleanField(label=_("Submit all of them for approval"), required=False)


class TopicForm(forms.Form):
    """A field of life."""

    name = forms.CharField(label=_("Name"), max_length=120)
    hint = forms.CharField(label=_("What belongs here"), max_length=200, required=False)
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=9999, initial=0)
    is_active = forms.BooleanField(label=_("Offered to askers"), required=False, initial=True)
    field_order = ["name", "hint", "unit", "order", "is_active"]

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = _pick(_("Agency that usually answers"), units, _("None"))
        self.order_fields(self.field_order)


class LimitForm(forms.Form):
    """How long an answer may take."""

    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", _("All channels")), *IntakeChannel.choices]
    )
    working_days = forms.DecimalField(
        label=_("Working days"), min_value=Decimal("0.5"), max_value=Decimal(120), max_digits=4, decimal_places=1, localize=True,
        help_text=_("Half days are possible: 2,5."),
    )  # fmt: skip
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)
    field_order = ["channel", "topic", "working_days", "basis"]

    def __init__(self, *args: Any, topics: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"] = _pick(_("Field of life"), topics, _("All fields"))
        self.order_fields(self.field_order)


class SnippetForm(forms.Form):
    """A sentence used again and again."""

    key = forms.CharField(
        label=_("Short name"), max_length=24, help_text=_("Typed after a semicolon in the answer's box.")
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    body = WordsField(label=_("Text"), rows=6, longest=5000)
    field_order = ["unit", "key", "title", "body"]

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], may_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = _("The whole province") if may_all else _("Choose")
        self.fields["unit"] = _pick(_("Whose snippet"), units, none, required=not may_all)
        self.order_fields(self.field_order)


class PeriodForm(forms.Form):
    """Which period and unit figures are of. The names are the address's own words."""

    def __init__(
        self, data: Any, *, periods: Iterable[tuple[str, str]], units: Iterable[tuple[int, str]]
    ) -> None:
        super().__init__(data, auto_id="loc-%s")
        self.fields["ky"] = forms.ChoiceField(label=_("Period"), required=False, choices=list(periods))
        self.fields["don-vi"] = _pick(_("Agency"), units, _("All agencies"))
