"""Answers: by oneself with radio buttons, from paper with digits, a decision where two keyings differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..calc.codes import cleaned
from ..calc.skipping import MOST_ANSWERS, are_asked
from ..enums import Factor
from ..models import Item

SCALE = [
    (5, _("Very satisfied")), (4, pgettext_lazy("scale", "Satisfied")), (3, _("Neither")), (2, _("Not satisfied")),
    (1, _("Not satisfied at all")), (0, _("I do not know")),
]  # fmt: skip

KNOWN = [
    (5, _("I know it very well")), (4, _("I know it well")), (3, _("I know some of it")), (2, _("I have only heard of it")),
    (1, _("I have never heard of it")), (0, _("Hard to say")),
]  # fmt: skip


def scale_of(item: Item) -> list[tuple[int, Any]]:
    """The answers of a question in words, the best first; those of a question of fact in their order."""
    if item.options:
        return list(enumerate(item.options, start=1))
    return KNOWN if item.factor == Factor.AWARENESS else SCALE


def asked_when(item: Item, items: Sequence[Item]) -> str:
    """After which answers to which question it is asked, in words; "" for one that always is."""
    rule = item.rule
    if rule is None:
        return ""
    words = [str(label) for value, label in scale_of(items[rule.number - 1]) if value in rule.answers]
    told = {"number": rule.number, "answers": gettext(" or ").join(words)}
    return gettext("Only if your answer to question %(number)s is: %(answers)s") % told


def field_of(item: Item) -> str:
    return f"c{item.number}"


class CodeForm(forms.Form):
    """The code on the slip."""

    code = forms.CharField(
        label=_("Code on your slip"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        code = cleaned(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has ten letters and digits, such as ABCDE-23456. Please compare it with your slip.")
            )
        return code


class AnswersForm(forms.Form):
    """A question a field; none must be answered."""

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[field_of(item)] = forms.TypedChoiceField(
                label=f"{item.number}. {item.text}", choices=scale_of(item), coerce=int, required=False, empty_value=None,
                widget=forms.RadioSelect,
            )  # fmt: skip

    def answers(self) -> list[int | None]:
        """One for each question, as they were chosen; what was not asked is left out when they are kept."""
        return [self.cleaned_data.get(field_of(item)) for item in self.items]

    def open_items(self) -> list[Item]:
        """Questions without an answer, of those that are asked."""
        answers = self.answers()
        asked = are_asked([item.rule for item in self.items], answers)
        return [
            item
            for item, said, is_asked in zip(self.items, answers, asked, strict=True)
            if is_asked and said is None
        ]


class DigitField(forms.CharField):
    """0 to `most`, or nothing; the keyboard goes on by itself only where a script helps, so that the field is small and selected by tab."""

    def __init__(self, *, most: int = MOST_ANSWERS, **options: Any) -> None:
        self.most = most
        hint = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 1, "size": 2}
        super().__init__(required=False, widget=forms.TextInput(attrs=hint), **options)

    def clean(self, value: Any) -> Any:
        said = super().clean(value).strip()
        if said and said not in "012345"[: self.most + 1]:
            raise forms.ValidationError(_("0 to %(most)s, or empty.") % {"most": self.most})
        return int(said) if said else None


class KeyingForm(forms.Form):
    """A form on paper."""

    number = forms.CharField(
        label=_("Number on the form"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 10}),
    )
    frame = forms.TypedChoiceField(label=_("Unit, stratum"), coerce=int)
    cluster = forms.CharField(label=_("Cluster"), max_length=60, required=False)

    def __init__(
        self, *args: Any, items: Sequence[Item], frame: list[tuple[Any, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        self.fields["frame"].choices = frame  # type: ignore[attr-defined]
        for item in items:
            self.fields[field_of(item)] = DigitField(most=item.most, label=f"{item.number}. {item.text}")

    def answers(self) -> list[int | None]:
        return [self.cleaned_data[field_of(item)] for item in self.items]


class DecisionForm(forms.Form):
    """What stands on the paper, of the questions where two keyings differ; the others are taken as both have them."""

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item],
        first: Sequence[int | None],
        second: Sequence[int | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.first, self.second = items, first, second
        for item, one, two in zip(items, first, second, strict=True):
            if one != two:
                self.fields[field_of(item)] = DigitField(
                    most=item.most,
                    label=f"{item.number}. {item.text}",
                    help_text=_("First: %(one)s, second: %(two)s")
                    % {"one": "–" if one is None else one, "two": "–" if two is None else two},
                )

    def answers(self) -> list[int | None]:
        return [
            self.cleaned_data[field_of(item)] if one != two else one
            for item, one, two in zip(self.items, self.first, self.second, strict=True)
        ]
