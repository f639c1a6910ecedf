"""An official comes in with an account; a participant complains with a receipt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc

Choices = list[tuple[str, str]]
LONGEST_COMPLAINT = 3000


class AccountForm(forms.Form):
    """In which group, for which unit, with consent."""

    audience = forms.ChoiceField(label=pgettext_lazy("contest", "Group"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=pgettext_lazy("contest", "I take part for"), required=False)
    consent = forms.BooleanField(
        label=_(
            "I agree that my name and account are stored for this contest. They are encrypted, seen only to award prizes, and deleted "
            "afterwards; results show a pseudonym."
        ),
        error_messages={"required": _("Without your consent nothing can be stored.")},
    )

    def __init__(
        self, *args: Any, audiences: Choices, units: Choices, needs_unit: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        if len(audiences) == 1:
            self.fields["audience"].initial = audiences[0][0]
            self.fields["audience"].widget = forms.HiddenInput()
        if units:
            first = [] if len(units) == 1 else [("", "–")]
            self.fields["unit"].choices = [*first, *units]  # type: ignore[attr-defined]
            self.fields["unit"].required = needs_unit
        else:
            del self.fields["unit"]


class AppealForm(forms.Form):
    """The receipt in two short codes and what is wrong. `website` is seen by programs only."""

    round = forms.ChoiceField(label=pgettext_lazy("contest", "Round"))
    participant = forms.CharField(
        label=_("Pseudonym"), max_length=40, help_text=_("It stands on the receipt: TS-05F2K-91MQ7")
    )
    code = forms.CharField(
        label=_("Receipt code"), max_length=40, help_text=_("Twelve letters and digits: 7KQ4-M2XD-05F2")
    )
    text = forms.CharField(
        label=_("What is wrong?"), min_length=20, max_length=LONGEST_COMPLAINT, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you saw and what you expect. Leave out names and telephone numbers."),
    )  # fmt: skip
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, rounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = rounds  # type: ignore[attr-defined]
        for name in ("participant", "code"):
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }

    def clean_text(self) -> str:
        return nfc(str(self.cleaned_data["text"])).strip()

    @property
    def is_program(self) -> bool:
        """Something filled in what no person sees."""
        return bool(str(self.data.get("website", "")).strip())
