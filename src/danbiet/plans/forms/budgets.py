"""What somebody fills in about money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import parse_viet_number, viet_number

from ..enums import FundSource


class MoneyField(forms.CharField):
    """Whole đồng as Vietnamese papers write them: 15.000.000."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> Decimal:
        text = super().clean(value).removesuffix("đ").strip()
        if not text:
            return Decimal(0)
        try:
            number = parse_viet_number(text)
        except ValueError as error:
            raise forms.ValidationError(_("“%(text)s” is not a number.") % {"text": text}) from error
        if number < 0 or number >= Decimal(10) ** 14 or number != number.to_integral_value():
            raise forms.ValidationError(_("Amounts are whole đồng from 0 to less than a hundred trillion."))
        return number

    def prepare_value(self, value: Any) -> Any:
        return viet_number(value) if isinstance(value, Decimal) else value


class BudgetForm(forms.Form):
    """Money from one source."""

    source = forms.ChoiceField(
        label=_("Source of funds"), choices=[("", "–"), *FundSource.choices], required=False
    )
    planned = MoneyField(label=_("Planned (đồng)"))
    allocated = MoneyField(label=_("Allocated (đồng)"))
    spent = MoneyField(label=_("Spent (đồng)"))
    note = forms.CharField(label=_("Note"), max_length=250, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("source") and any(
            cleaned.get(name) for name in ("planned", "allocated", "spent", "note")
        ):
            self.add_error("source", _("Say where the money comes from."))
        return cleaned


BudgetFormSet = forms.formset_factory(BudgetForm, extra=2, max_num=12)
