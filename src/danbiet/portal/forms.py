"""What can be asked of the desk's lists of units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

STANDINGS = [
    ("", _("All")), ("behind", _("Below the mark")), ("overdue", _("With overdue tasks")),
    ("unreported", _("Not reported")), ("unissued", _("Plan not issued")),
]  # fmt: skip


class UnitsFilter(forms.Form):
    """Units of one ranking group, by name, by standing."""

    q = forms.CharField(label=_("Name of the unit"), required=False, max_length=100)
    sap = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, groups: Iterable[tuple[int, str]]) -> None:
        super().__init__(data, auto_id="loc-%s")
        self.fields["khoi"] = forms.ChoiceField(
            label=_("Ranking group"), required=False,
            choices=[("", _("All groups")), *((str(pk), name) for pk, name in groups)],
        )  # fmt: skip
        self.fields["tinh-trang"] = forms.ChoiceField(label=_("Standing"), required=False, choices=STANDINGS)

    def asked(self) -> tuple[str, int | None, str]:
        """Name, group and standing asked for; what was not understood asks for nothing."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        group = cleaned.get("khoi", "")
        return cleaned.get("q", ""), int(group) if group else None, cleaned.get("tinh-trang", "")
