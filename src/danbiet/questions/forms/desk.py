"""What is asked of the queue, and small forms of the working screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import nfc

from ..enums import IntakeChannel, State


class WordsField(forms.CharField):
    """Somebody's words: several lines, composed, without spare space at the ends."""

    def __init__(self, *, rows: int = 4, longest: int = 5000, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=longest, strip=True, **options)

    def clean(self, value: Any) -> str:
        return nfc(str(super().clean(value)))


class UnitField(forms.TypedChoiceField):
    """A unit out of those offered."""

    def __init__(self, *, empty: Any = "", **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)
        self._empty = empty

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        self.choices = [("", self._empty or _("Choose")), *((str(pk), name) for pk, name in units)]


class QueueForm(forms.Form):
    """What the queue shows. The names are the address's own words."""

    def __init__(
        self,
        data: Any,
        *,
        topics: Iterable[tuple[int, str]],
        units: Iterable[tuple[int, str]],
        tab: str,
        sort: str,
    ) -> None:
        super().__init__(data, auto_id="loc-%s")
        number: Any = {"coerce": int, "empty_value": None, "required": False}
        self.fields["q"] = forms.CharField(label=_("Keywords or code"), required=False, max_length=200)
        self.fields["linh-vuc"] = forms.TypedChoiceField(
            label=_("Field of life"),
            choices=[("", _("All fields")), *((str(pk), name) for pk, name in topics)],
            **number,
        )
        units = list(units)
        if len(units) > 1:
            self.fields["co-quan"] = forms.TypedChoiceField(
                label=_("Agency"),
                choices=[("", _("All agencies")), *((str(pk), name) for pk, name in units)],
                **number,
            )
        self.fields["tinh-trang"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
        )
        self.fields["kenh"] = forms.ChoiceField(
            label=_("Channel"), required=False, choices=[("", _("All channels")), *IntakeChannel.choices]
        )
        self.fields["xem"] = forms.CharField(
            required=False, initial=tab, widget=forms.HiddenInput, max_length=20
        )
        self.fields["sap"] = forms.CharField(
            required=False, initial=sort, widget=forms.HiddenInput, max_length=20
        )

    def asked(self) -> dict[str, Any]:
        """What was understood; the rest asks for nothing."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
