"""A decision on units as it is typed: its head, one event, a file, who takes over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import fold, nfc

from ..calc.orders import Part, Step
from ..calc.unit_files import MAX_BYTES
from ..enums import ReorganisationKind, UnitKind
from ..queries import Tree, UnitAt
from .days import DayField

KINDS = ("merge", "split", "rename", "move", "dissolve", "found")
MOST_BEFORE, MOST_AFTER = 8, 4
PEOPLE = [("move", _("go on in the unit that takes over")), ("end", _("end with the unit"))]


def unit_typed(text: str, units: Tree) -> UnitAt | None:
    """The unit meant: by the code before the dash, by code alone, else by its name if only one is called so."""
    code = text.split(" – ", 1)[0].strip()
    found = units.by_code(code) if code else None
    if found is not None:
        return found
    wanted = fold(text)
    named = [unit for unit in units if wanted in (fold(unit.name), fold(units.full_name(unit.id)))]
    return named[0] if len(named) == 1 else None


class UnitField(forms.CharField):
    """A unit chosen as one types: the page carries a list of all of them."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"list": "cac-don-vi", "autocomplete": "off", "placeholder": _("code or name")}
        )
        super().__init__(widget=widget, max_length=300, **options)


class HeadForm(forms.Form):
    """Day, title and paper of a decision."""

    on = DayField(label=_("In force from"))
    title = forms.CharField(label=_("Title"), max_length=300)
    basis = forms.CharField(label=_("Number and symbol of the decision"), max_length=200, required=False)
    basis_on = DayField(label=_("Date of the decision"), required=False)

    def clean_title(self) -> str:
        return nfc(self.cleaned_data["title"])

    def clean_basis(self) -> str:
        return nfc(self.cleaned_data["basis"])


class StepForm(forms.Form):
    """One event: only what its kind needs is asked."""

    def __init__(self, data: Any = None, *, kind: str, eve: Tree, day: Tree, **options: Any) -> None:
        super().__init__(data, **options)
        self.kind, self.eve, self.day = kind, eve, day
        for number in range(1, self._most_before() + 1):
            label = (
                _("Unit") if self._most_before() == 1 else _("Unit %(number)s before") % {"number": number}
            )
            self.fields[f"before_{number}"] = UnitField(label=label, required=number <= self._least_before())
        if kind == "merge":
            self.fields["into"] = UnitField(
                label=_("Goes on as"),
                required=False,
                help_text=_(
                    "Only where a unit that exists already takes the others in; otherwise fill in the new unit."
                ),
            )
        for number in range(1, self._most_after() + 1):
            self._add_after(number)
        if kind in ("merge", "split", "found", "move"):
            self.fields["parent"] = UnitField(
                label=_("Stands below"), required=kind in ("move", "found"), help_text=self._parent_hint()
            )
        if kind == "split":
            self.fields["goes_on"] = forms.BooleanField(
                label=_("The unit itself goes on beside the new ones"), required=False
            )
        if kind == "dissolve":
            self.fields["taker"] = UnitField(label=_("Takes over its open work and papers"))
        if kind in ("merge", "dissolve"):
            initial = "end" if kind == "dissolve" else "move"
            self.fields["people"] = forms.ChoiceField(
                label=_("Roles of its people"), choices=PEOPLE, widget=forms.RadioSelect, initial=initial
            )

    def _most_before(self) -> int:
        return {"merge": MOST_BEFORE, "found": 0}.get(self.kind, 1)

    def _least_before(self) -> int:
        return {"found": 0}.get(self.kind, 1)

    def _most_after(self) -> int:
        return {"merge": 1, "split": MOST_AFTER, "rename": 1, "found": 1}.get(self.kind, 0)

    def _parent_hint(self) -> Any:
        return "" if self.kind in ("move", "found") else _("Empty: where the unit before stood.")

    def _add_after(self, number: int) -> None:
        is_needed = self.kind == "found" or (self.kind in ("rename", "split") and number == 1)
        many = {"number": number}
        is_one = self._most_after() == 1
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("New name") if is_one else _("Name of part %(number)s") % many,
            max_length=200,
            required=is_needed,
        )
        self.fields[f"code_{number}"] = forms.CharField(
            label=_("New code") if is_one else _("Code of part %(number)s") % many,
            max_length=20,
            required=is_needed and self.kind != "rename",
        )
        if self.kind in ("merge", "split", "found"):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind"), required=False, choices=[("", _("as before")), *UnitKind.choices]
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, UnitField) and values.get(name):
                units = self.eve if name.startswith("before") else self.day
                unit = unit_typed(values[name], units)
                if unit is None and name in ("parent", "taker"):
                    values[f"{name}_code"] = values[name].split(" – ", 1)[0].strip()[:20]
                elif unit is None:
                    self.add_error(name, _("No unit of that day is called so. Choose one from the list."))
                else:
                    values[f"{name}_unit"], values[f"{name}_code"] = unit, unit.code
        if not self.errors:
            self._check(values)
        return values

    def _before(self) -> list[UnitAt]:
        found = [
            self.cleaned_data.get(f"before_{number}_unit") for number in range(1, self._most_before() + 1)
        ]
        return list(dict.fromkeys(unit for unit in found if unit is not None))

    def _check(self, values: dict[str, Any]) -> None:
        self.cleaned_data = values
        parts = self._parts()
        before = self._before()
        into = values.get("into_unit")
        if self.kind == "merge":
            if into is None and not parts:
                self.add_error("name_1", _("Say what the units become: a new unit, or one that goes on."))
            elif len({*(unit.id for unit in before), into.id if into else 0}) < 2:
                self.add_error("before_2", _("A merger needs at least two units."))
        if self.kind == "split" and len(parts) + bool(values.get("goes_on")) < 2:
            self.add_error("name_2", _("A split needs at least two units afterwards."))
        for number, part in enumerate(parts, start=1):
            if self.kind != "rename" and not (part.unit_id or (part.code and part.name)):
                self.add_error(f"code_{number}", _("A unit needs a code and a name."))
            if self.kind == "found" and not part.kind:
                self.add_error("kind_1", _("Say of which kind the new unit is."))

    def _parts(self) -> list[Part]:
        values, before = self.cleaned_data, self._before()
        found = []
        for number in range(1, self._most_after() + 1):
            name, code = values.get(f"name_{number}", ""), values.get(f"code_{number}", "")
            if not name and not code:
                continue
            kind = values.get(f"kind_{number}") or (before[0].kind if before else "")
            goes_on = before[0].id if self.kind == "rename" and before else None
            found.append(Part(goes_on, code.strip(), nfc(name), kind, values.get("parent_code", "")))
        return found

    def step(self) -> Step:
        """The event as typed; only after `is_valid`."""
        values, before = self.cleaned_data, self._before()
        parts = self._parts()
        if self.kind == "move":
            parts = [Part(before[0].id, parent_code=values["parent_code"])]
        if values.get("into_unit") is not None:
            parts = [Part(values["into_unit"].id)]
        if values.get("goes_on"):
            parts.append(Part(before[0].id))
        return Step(
            kind=self.kind,
            before=tuple(unit.id for unit in before),
            after=tuple(parts),
            taker_code=values.get("taker_code", ""),
            people=values.get("people") or "move",
        )


class FileForm(HeadForm):
    """Many events at once."""

    file = forms.FileField(
        label=_("Table of successions"), help_text=_("CSV or Excel (.xlsx) as in the template, at most 5 MB.")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        return file


class TakerForm(forms.Form):
    """Who takes over the work of units nobody is named for."""

    work_to = UnitField(label=_("Takes over what nobody is named for"))


KIND_CHOICES = [(kind, ReorganisationKind(kind).label) for kind in KINDS]
