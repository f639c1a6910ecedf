"""Whom to erase: by the pseudonym on the receipt, or by the facts somebody came in with."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..calc.canonical import PARTICIPANT, read_crockford

LABELS: dict[str, Any] = {"name": _("Name"), "phone": _("Telephone"), "email": _("Mail"), "unit": _("Unit (short name in the bundle)")}  # fmt: skip


class EraseForm(forms.Form):
    """`unique` are the facts that make two entrants one in this contest."""

    code = forms.CharField(
        label=_("Pseudonym"), required=False, max_length=20, help_text=_("As on the receipt: TS-05F2K-91MQ7. Or fill in what the person came in with:")
    )  # fmt: skip

    def __init__(self, *args: Any, unique: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unique = unique
        for name in unique:
            self.fields[name] = (
                DayField(label=_("Date of birth"), required=False)
                if name == "birth"
                else forms.CharField(label=LABELS[name], required=False, max_length=254)
            )
        self.fields["reason"] = forms.CharField(
            label=_("Request"),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("When and how the person asked; without the person’s name. It stays in the record."),
        )

    def clean_code(self) -> str:
        typed = read_crockford(re.sub(r"^\s*[Tt][Ss]\s*-?", "", str(self.cleaned_data["code"])))
        if typed and not PARTICIPANT.fullmatch(typed):
            raise forms.ValidationError(_("This is no pseudonym."))
        return typed

    def clean_reason(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["reason"]).split()))

    def facts(self) -> dict[str, str]:
        """What was typed of the person, dates as ISO."""
        said = self.cleaned_data
        return {
            name: said[name].isoformat() if name == "birth" and said.get(name) else str(said.get(name) or "")
            for name in self.unique
        }
