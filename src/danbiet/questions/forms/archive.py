"""What readers of the archive look for. The names are the address's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was understood; the rest narrows nothing."""

    text: str
    topic_id: int | None
    unit_id: int | None
    year: int | None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.topic_id or self.unit_id or self.year)


class ArchiveFilter(forms.Form):
    """Words, field, agency, year of the answer."""

    def __init__(
        self,
        data: Any,
        *,
        topics: Iterable[tuple[int, str]],
        units: Iterable[tuple[int, str]],
        years: Iterable[int],
    ) -> None:
        super().__init__(data, auto_id="loc-%s")
        number: Any = {"coerce": int, "empty_value": None, "required": False}
        self.fields["q"] = forms.CharField(
            label=_("Words to look for"),
            required=False,
            max_length=LONGEST,
            widget=forms.TextInput(attrs={"type": "search"}),
        )
        self.fields["linh-vuc"] = forms.TypedChoiceField(
            label=_("Field of work"),
            choices=[("", _("All fields")), *((str(pk), name) for pk, name in topics)],
            **number,
        )
        self.fields["co-quan"] = forms.TypedChoiceField(
            label=_("Agency"),
            choices=[("", _("All agencies")), *((str(pk), name) for pk, name in units)],
            **number,
        )
        self.fields["nam"] = forms.TypedChoiceField(
            label=_("Year"),
            choices=[("", _("All years")), *((str(year), str(year)) for year in years)],
            **number,
        )

    def asked(self) -> Wanted:
        """What was understood."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        words = " ".join(str(self.data.get("q", ""))[:LONGEST].split())
        return Wanted(words, cleaned.get("linh-vuc"), cleaned.get("co-quan"), cleaned.get("nam"))


class YearForm(forms.Form):
    """Figures of one year."""

    def __init__(self, data: Any, *, years: Iterable[int]) -> None:
        super().__init__(data, auto_id="loc-%s")
        self.fields["nam"] = forms.TypedChoiceField(
            label=_("Year"), initial=max(years, default=None), choices=[(str(year), str(year)) for year in years], coerce=int, empty_value=None,
            required=False,
        )  # fmt: skip

    def asked(self) -> int | None:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get("nam")
