"""What can be asked of the desk's lists of units, and of the public search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import row_number
from danbiet.org.forms import DayField
from danbiet.org.queries import Tree
from danbiet.search.registry import Source

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
        self.fields["ngay"] = DayField(label=_("Figures as of"), required=False)

    def asked(self) -> tuple[str, int | None, str]:
        """Name, group and standing asked for; what was not understood asks for nothing."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        group = cleaned.get("khoi", "")
        return cleaned.get("q", ""), int(group) if group else None, cleaned.get("tinh-trang", "")


FIRST_YEAR = 2016  # of the data a province has
NEWEST = "moi"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; what was not understood narrows nothing."""

    text: str
    kind: str
    unit_id: int | None
    year: int | None
    is_newest: bool
    is_literal: bool
    page: int


class SearchForm(forms.Form):
    """Words, and what to narrow them by: a kind (the tabs), an agency with those below it, a year; best or newest first."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    loai = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, units: Tree, kinds: Iterable[Source], on: date) -> None:
        super().__init__(data, auto_id="tim-%s")
        self._kinds = {source.kind for source in kinds}
        tops = [(root.id, root.name) for root in units.roots]
        below = [
            (unit.id, units.full_name(unit.id)) for root in units.roots for unit in units.children(root.id)
        ]
        self.fields["don-vi"] = forms.ChoiceField(
            label=_("Unit"), required=False,
            choices=[("", _("All units")), *((str(pk), name) for pk, name in [*tops, *below])],
        )  # fmt: skip
        self.fields["nam"] = forms.ChoiceField(
            label=_("Year"), required=False,
            choices=[("", _("All years")), *((str(year), str(year)) for year in range(on.year, FIRST_YEAR - 1, -1))],
        )  # fmt: skip
        self.fields["sap"] = forms.ChoiceField(
            label=_("Order"), required=False, choices=[("", _("Best first")), (NEWEST, _("Newest first"))]
        )

    def asked(self) -> Wanted:
        """What was understood. Words beyond 200 letters are not read: the box takes no more."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        kind, unit, year = cleaned.get("loai", ""), cleaned.get("don-vi", ""), cleaned.get("nam", "")
        return Wanted(
            text=" ".join(str(self.data.get("q", ""))[:200].split()),
            kind=kind if kind in self._kinds else "",
            unit_id=int(unit) if unit else None,
            year=int(year) if year else None,
            is_newest=cleaned.get("sap") == NEWEST,
            is_literal=self.data.get("nguyen-van") == "1",
            page=row_number(self.data.get("trang", "")) or 1,
        )

    def is_narrowed(self) -> bool:
        """Whether a unit or a year is chosen."""
        cleaned = getattr(self, "cleaned_data", {})
        return bool(cleaned.get("don-vi") or cleaned.get("nam"))
