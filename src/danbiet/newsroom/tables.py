"""Filters of the public lists. What is not understood is left out: an odd address still shows a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import ArticleForm, DocumentType, Language, ModelField, ProgrammeSubject, TextState

FIRST_YEAR, LAST_YEAR = 1900, 2100
ANY = ("", _("All"))


class ListFilter(forms.Form):
    """A GET form of a list; `asked` names what was chosen and understood."""

    def __init__(self, data: Any) -> None:
        super().__init__(data or None)

    def asked(self, name: str) -> str:
        """The value of a field, "" where nothing or nonsense was asked."""
        if not self.is_bound:
            return ""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Fill a field with what the list really holds; a field with one choice or none is not worth asking."""
        found = [(str(value), label) for value, label in choices]
        if found:
            self.fields[name].choices = [ANY, *found]  # type: ignore[attr-defined]
        else:
            del self.fields[name]


def month_of(text: str) -> date | None:
    """`2021-05` as its first day; None for anything else."""
    year, dash, month = text.partition("-")
    if not (dash and year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if len(text) > 7 or not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12):
        return None
    return date(int(year), int(month), 1)


class NewsFilter(ListFilter):
    thang = forms.ChoiceField(label=_("Month"), required=False)
    hinh_thuc = forms.ChoiceField(label=_("Form"), required=False, choices=[ANY, *ArticleForm.choices])
    ngon_ngu = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *Language.choices])


class ProgrammeFilter(ListFilter):
    chu_de = forms.ChoiceField(label=_("Topic"), required=False, choices=[ANY, *ProgrammeSubject.choices])
    nam = forms.ChoiceField(label=_("Year"), required=False)


class DocumentFilter(ListFilter):
    loai = forms.ChoiceField(label=_("Type"), required=False, choices=[ANY, *DocumentType.choices])
    nam = forms.ChoiceField(label=_("Year"), required=False)
    co_quan = forms.ChoiceField(label=_("Issuing body"), required=False)
    hieu_luc = forms.ChoiceField(
        label=_("Force"), required=False, choices=[ANY, ("con", _("In force")), ("het", _("Not in force"))]
    )


class ModelsFilter(ListFilter):
    linh_vuc = forms.ChoiceField(label=_("Field of work"), required=False, choices=[ANY, *ModelField.choices])


class VideoFilter(ListFilter):
    nam = forms.ChoiceField(label=_("Year"), required=False)
    giai = forms.ChoiceField(
        label=_("Contest"), required=False, choices=[ANY, ("co", _("Prize winners only"))]
    )
    ngon_ngu = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *Language.choices])


class TextFilter(ListFilter):
    """Texts on their way, on the desk."""

    xem = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Title"), required=False, max_length=200)
    trang_thai = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *TextState.choices])
    qua_han = forms.BooleanField(label=_("Overdue only"), required=False)
