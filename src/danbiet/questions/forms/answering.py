"""The answer as it is typed, with the documents it rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..render import LONGEST
from .desk import WordsField

MOST_BASES = 12


class AnswerForm(forms.Form):
    """The text, until when it holds, whether only the asker is to read it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    body = WordsField(
        label=_("Answer"), rows=14, longest=LONGEST, required=False,
        help_text=_("A blank line begins a paragraph, “- ” a list; **words** are bold; [words](https://…) is a link."),
    )  # fmt: skip
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("Only where a rule runs out on a known day.")
    )
    is_private = forms.BooleanField(
        label=_("Only to the asker"),
        required=False,
        help_text=_("The answer speaks of this person's own case."),
    )


class BasisForm(forms.Form):
    """A document the answer rests on: picked from the register, or named in words."""

    document_id = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**53)
    title = forms.CharField(label=pgettext_lazy("legal basis", "document"), required=False, max_length=250)
    article = forms.CharField(label=_("article"), required=False, max_length=80)
    url = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)
    gone = forms.BooleanField(label=_("Take away"), required=False)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        return url if url.startswith(("/", "https://", "http://")) and not url.startswith("//") else ""

    @property
    def said(self) -> dict[str, Any] | None:
        """The basis as an action takes it, None for an empty or removed row."""
        row = self.cleaned_data
        if row.get("gone") or not row.get("title", "").strip():
            return None
        return {
            "document_id": row.get("document_id"), "title": nfc(row["title"].strip()),
            "article": nfc(row.get("article", "").strip()), "url": row.get("url", ""),
        }  # fmt: skip


class Bases(forms.BaseFormSet[BasisForm]):
    def said(self) -> list[dict[str, Any]]:
        """The bases in the order of the page."""
        return [row for form in self.forms if (row := form.said) is not None]


BasisFormSet: type[Bases] = forms.formset_factory(  # type: ignore[assignment]  # it is what `formset` names
    BasisForm, formset=Bases, extra=1, max_num=MOST_BASES, absolute_max=MOST_BASES + 1
)
