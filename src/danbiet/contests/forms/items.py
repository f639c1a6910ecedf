"""An item as it is typed, and a file of items."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc

from ..actions.wording import fault_words
from ..calc.formats.draft import (
    LETTERS,
    LONGEST_OPTION,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    ItemDraft,
    fault_of,
    tidy,
)
from ..models import Item, ItemVersion

LEVELS = [
    (1, pgettext_lazy("contest item", "Easy")),
    (2, pgettext_lazy("contest item", "Medium")),
    (3, pgettext_lazy("contest item", "Hard")),
]
FIELD_OF = {
    "no_text": "text", "few_options": "option_1", "many_options": "option_7", "empty_option": "option_1",
    "same_options": "option_1", "no_key": "key", "key_outside": "key", "level": "level",
}  # fmt: skip


class ItemForm(forms.Form):
    """Question, up to eight options, which are right."""

    last = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=pgettext_lazy("contest item", "Question"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.MultipleChoiceField(
        label=_("Right options"), choices=[(letter, letter) for letter in LETTERS], widget=forms.CheckboxSelectMultiple,
        help_text=_("With several, all of them must be chosen."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Legal source"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=_("Document, article, clause."),
    )
    level = forms.TypedChoiceField(label=_("Level"), coerce=int, choices=LEVELS)
    section = forms.CharField(
        label=pgettext_lazy("contest bank", "Section"), max_length=40, required=False,
        help_text=_("A short name; papers can draw so many from each section."),
    )  # fmt: skip
    is_fixed = forms.BooleanField(
        label=_("The options keep their order"),
        required=False,
        help_text=_("For options like “all of the above”."),
    )

    field_order = ["last", "text", *(f"option_{number}" for number in range(1, len(LETTERS) + 1)), "key"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, letter in enumerate(LETTERS, start=1):
            self.fields[f"option_{number}"] = forms.CharField(
                label=pgettext_lazy("contest item", "Option %s") % letter, max_length=LONGEST_OPTION, required=number <= 2,
                widget=forms.Textarea(attrs={"rows": 1}),
            )  # fmt: skip
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        draft = self.draft()
        fault = fault_of(draft) if not self.errors else ""
        if fault:
            self.add_error(FIELD_OF.get(fault, "text"), fault_words(fault))
        return said

    def draft(self) -> ItemDraft:
        """What was typed. Empty options at the end are none; one left out in between is a fault."""
        said = self.cleaned_data
        options = [
            nfc(str(said.get(f"option_{number}") or "")).strip() for number in range(1, len(LETTERS) + 1)
        ]
        while options and not options[-1]:
            options.pop()
        return tidy(
            ItemDraft(
                1, nfc(str(said.get("text") or "")), tuple(options), tuple(LETTERS.index(one) for one in said.get("key") or ()),
                level=said.get("level") or 1, section=str(said.get("section") or ""), source=str(said.get("source") or ""),
                is_fixed=bool(said.get("is_fixed")),
            )
        )  # fmt: skip


def initial_of(item: Item, version: ItemVersion) -> dict[str, Any]:
    """A wording as the form shows it."""
    return {
        "last": version.number, "text": version.text, "key": [LETTERS[one] for one in version.key], "source": version.source,
        "level": item.level, "section": item.section, "is_fixed": version.is_fixed,
        **{f"option_{number}": option for number, option in enumerate(version.options, start=1)},
    }  # fmt: skip


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File with questions"),
        help_text=_("Word (.docx), Excel (.xlsx), GIFT, Aiken, Moodle XML or plain text; at most 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.txt,.gift,.xml"}),
    )


class ReviewForm(forms.Form):
    """A word with the decision, needed where it is sent back; `last`: number of the wording that was read."""

    last = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("What is to be changed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
