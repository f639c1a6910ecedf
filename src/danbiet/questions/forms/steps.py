"""What a step on a question asks for: a reason, a text, days, a colleague, an agency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import RefusalKind
from .desk import UnitField, WordsField

MOST_DAYS = Decimal(60)


class NothingForm(forms.Form):
    """A step that asks for nothing but to be confirmed."""


class ReasonForm(forms.Form):
    """Why; officials read it, and the asker where the time line is shown to them."""

    reason = WordsField(label=_("Reason"), rows=3, longest=2000)


class TextForm(forms.Form):
    """What is written to the asker."""

    text = WordsField(
        label=_("What you write to the asker"),
        rows=4,
        help_text=_("The asker reads it word for word. It is signed by your unit."),
    )


class InfoForm(forms.Form):
    """What the asker said when the desk reached them."""

    text = WordsField(label=_("What the asker said"), rows=4)


class ExtendForm(forms.Form):
    """How many working days more, in halves, and why."""

    days = forms.DecimalField(
        label=_("Working days more"), min_value=Decimal("0.5"), max_value=MOST_DAYS, max_digits=4, decimal_places=1,
        localize=True, help_text=_("Half days are possible: 2,5. Only once for each question."),
    )  # fmt: skip
    reason = WordsField(label=_("Reason"), rows=3, longest=2000, help_text=_("The asker reads it."))

    def clean_days(self) -> Decimal:
        days: Decimal = self.cleaned_data["days"]
        if days * 2 % 1:
            raise forms.ValidationError(_("Count in whole or half days."))
        return days


class ColleagueForm(forms.Form):
    """Who goes on with it."""

    to_user = forms.TypedChoiceField(label=_("Colleague"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user"].choices = [("", _("Choose")), *colleagues]  # type: ignore[attr-defined]


class RefuseForm(forms.Form):
    """Why a question is not taken on; each kind sends the asker to the right door."""

    kind = forms.ChoiceField(label=_("Why"), choices=RefusalKind.choices, widget=forms.RadioSelect)
    reason = WordsField(
        label=_("Guidance for the asker"), rows=6, required=False,
        help_text=_("Left empty, the asker gets the guidance shown beside the kind."),
    )  # fmt: skip


class AskPartForm(forms.Form):
    """Which agency contributes what."""

    unit = UnitField(label=_("Agency"))
    wanted = WordsField(label=_("What it is to say"), rows=3, longest=2000)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Choose")), *((str(pk), name) for pk, name in units)]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """An internal note and who is to read it."""

    text = WordsField(
        label=_("Add a note"),
        rows=2,
        longest=3000,
        help_text=_("Colleagues you tick are told. Never published, never shown to the asker."),
    )
    mentions = forms.TypedMultipleChoiceField(
        label=_("Mention colleagues"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentions"].choices = colleagues  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """A contribution to another agency's answer."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    text = WordsField(label=_("Your contribution"), rows=10, longest=20_000)


class DeclineForm(ReasonForm):
    """Why a contribution is declined."""
