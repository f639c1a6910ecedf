"""Dealing out what units that are divided or end had open: by kind, and what one looks for among single items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import row_number

from ..queries import Tree
from ..queries.dealing import Dealing, Source
from .orders import UnitField, unit_typed

Pairs = Sequence[tuple[str, str]]


def taker_field(source: Source | None, *, label: Any, empty: Any) -> forms.Field:
    """A part of a divided unit by a list; of a unit that ends any unit of the day, completed as one types."""
    if source is not None and source.heirs:
        return forms.ChoiceField(label=label, required=False, choices=[("", empty), *source.heirs])
    return UnitField(label=label, required=False, help_text=_("Left empty: %(what)s.") % {"what": empty})


def code_typed(said: str, units: Tree) -> str:
    """The code meant by what was typed; what is no unit of the day stays as it is, for the refusal to name."""
    unit = unit_typed(said, units) if said else None
    return unit.code if unit is not None else said.split(" – ", 1)[0].strip()[:20]


class KindsForm(forms.Form):
    """For one unit: who gets all of a kind."""

    def __init__(self, *args: Any, known: Dealing, source: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known, self.source = known, source
        for row in known.lines:
            if any(item.unit_id == source.unit_id for item in row.line.items):
                field = taker_field(source, label=row.line.label, empty=_("as the rest of the unit"))
                field.initial = known.kind_choice(row.line.key, source.unit_id)
                self.fields[row.line.key] = field

    def choices(self) -> dict[str, dict[int, str]]:
        """Kind → unit → code; only after `is_valid`."""
        return {
            kind: {self.source.unit_id: code_typed(self.cleaned_data[kind], self.known.units)}
            for kind in self.fields
        }


class ItemFilterForm(forms.Form):
    """Search among single items."""

    q = forms.CharField(label=_("Words in it"), required=False, max_length=100)
    don_vi = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    ve = forms.ChoiceField(label=_("Goes to"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], takers: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["don_vi"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]
        self.fields["ve"].choices = [("", _("Anybody")), *takers]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What was asked and makes sense; the rest is as if it had not been asked."""
        self.is_valid()
        given: dict[str, Any] = getattr(self, "cleaned_data", {})
        return {name: value for name, value in given.items() if value not in ("", None)}


class TickedForm(forms.Form):
    """What becomes of the items ticked."""

    def __init__(self, *args: Any, source: Source | None, units: Tree, **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = units
        self.fields["to"] = taker_field(source, label=_("Goes to"), empty=_("as its kind"))

    def code(self) -> str:
        """The code chosen, "" for as its kind; only after `is_valid`."""
        return code_typed(self.cleaned_data["to"], self.units)


def ticked(texts: Sequence[str]) -> set[int]:
    """The ids among what a form sent; anything else is dropped."""
    return {pk for text in texts if (pk := row_number(text)) is not None}
