"""What is decided about a round: who is taken out, which question does not count, what is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc

from ..calc.canonical import PARTICIPANT, read_crockford
from .contests import ReasonForm


class CodeForm(forms.Form):
    """A participant's code as it stands on the receipt, and which attempt."""

    ma = forms.CharField(
        label=_("Participant's code"), max_length=20, help_text=_("As on the receipt, e.g. TS-05F2K-91MQ7.")
    )
    lan = forms.IntegerField(
        label=_("Attempt"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Empty or 0: all attempts of this person."),
    )

    def clean_ma(self) -> str:
        typed = str(self.cleaned_data["ma"]).strip().upper()
        code = read_crockford(typed.removeprefix("TS-"))
        if not PARTICIPANT.fullmatch(code):
            raise forms.ValidationError(_("This is no code: ten letters and digits, as on the receipt."))
        return code

    def clean_lan(self) -> int:
        return int(self.cleaned_data["lan"] or 0)


class DropForm(ReasonForm):
    """Why a question does not count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Public note")


class NoticeForm(ReasonForm):
    """What everybody who takes part should know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = pgettext_lazy("round", "Notice")


class NoteForm(forms.Form):
    """Why there is nothing in a suspicion."""

    note = forms.CharField(
        label=_("Note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stays within the desk."),
    )  # fmt: skip

    def clean_note(self) -> str:
        return nfc(str(self.cleaned_data["note"]).strip())


class AppealForm(forms.Form):
    """Right or not, and the answer."""

    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("upheld", pgettext_lazy("appeal", "Upheld")), ("refused", pgettext_lazy("appeal", "Refused"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The participant reads it. Say what was looked at and what follows."),
    )  # fmt: skip

    def clean_answer(self) -> str:
        return nfc(str(self.cleaned_data["answer"]).strip())
