"""What somebody fills in so that the platform counts a target by itself, and to look at what it counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import row_number
from danbiet.measures import registry

from ..actions.counting import Counting
from ..calc.measuring import ANY_TASK, BELOW, OWN, THIS_TASK, MeasureFilter

LISTED = "listed"


class CountingForm(forms.Form):
    """How one target is counted. Without a measure the rest says nothing."""

    measure = forms.ChoiceField(
        label=_("Way of counting"),
        choices=[("", _("by evidence only")), *((key, label) for key, label in registry.choices())],
        required=False,
    )
    task = forms.ChoiceField(
        label=_("Which of them"),
        choices=[
            (THIS_TASK, _("only what is linked to this task")),
            (ANY_TASK, _("everything published in the time of the task")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    unit = forms.ChoiceField(label=_("By whom"), widget=forms.RadioSelect, required=False)
    units = forms.TypedMultipleChoiceField(
        label=_("Which units"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    form = forms.MultipleChoiceField(
        label=_("Forms counted"),
        choices=list(registry.FORMS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: all of them."),
    )
    language = forms.MultipleChoiceField(
        label=_("Languages counted"),
        choices=list(registry.LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    audience = forms.MultipleChoiceField(
        label=_("Audiences counted"),
        choices=list(registry.AUDIENCES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(units)
        places: list[tuple[str, Any]] = [
            (BELOW, _("the unit and those below it")),
            (OWN, _("the unit alone")),
        ]
        field, chosen = self.fields["unit"], self.fields["units"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*places, (LISTED, _("only the units ticked below"))] if choices else places
        if isinstance(chosen, forms.TypedMultipleChoiceField):
            chosen.choices = choices
        if not choices:
            del self.fields["units"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("measure") and said.get("unit") == LISTED and not said.get("units"):
            self.add_error("units", _("Tick at least one unit."))
        return said

    def counting(self) -> Counting:
        """What was chosen."""
        said = self.cleaned_data
        if not said["measure"]:
            return Counting()
        place = said["unit"] or BELOW
        return Counting(
            said["measure"],
            MeasureFilter(
                form=tuple(said["form"]), language=tuple(said["language"]), audience=tuple(said["audience"]),
                where=OWN if place == OWN else BELOW, unit_ids=tuple(said["units"]) if place == LISTED else (),
                is_any_task=said["task"] == ANY_TASK,
            ),
        )  # fmt: skip


def initial_of(measure: str, said: MeasureFilter) -> dict[str, Any]:
    """A stored way of counting as the form shows it."""
    return {
        "measure": measure, "task": ANY_TASK if said.is_any_task else THIS_TASK,
        "unit": LISTED if said.unit_ids else said.where, "units": list(said.unit_ids),
        "form": list(said.form), "language": list(said.language), "audience": list(said.audience),
    }  # fmt: skip


class CountedFilterForm(forms.Form):
    """Narrows the list of what was counted."""

    def __init__(self, *args: Any, units: list[tuple[int, str]], years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("All"))]
        self.fields["do"] = forms.ChoiceField(
            label=_("What is counted"), choices=[*every, *registry.choices()], required=False
        )
        self.fields["don-vi"] = forms.ChoiceField(label=_("Unit"), choices=[*every, *units], required=False)
        self.fields["nam"] = forms.ChoiceField(
            label=_("Year"), choices=[*every, *((year, str(year)) for year in years)], required=False
        )
        self.fields["thang"] = forms.ChoiceField(
            label=_("Month"),
            choices=[*every, *((month, str(month)) for month in range(1, 13))],
            required=False,
        )
        self.fields["hinh-thuc"] = forms.ChoiceField(
            label=_("Form"), choices=[*every, *registry.FORMS.items()], required=False
        )
        self.fields["ngon-ngu"] = forms.ChoiceField(
            label=_("Language"), choices=[*every, *registry.LANGUAGES.items()], required=False
        )
        self.fields["tinh-trang"] = forms.ChoiceField(
            label=_("State"),
            choices=[*every, ("counted", _("counts")), ("withdrawn", _("taken back"))],
            required=False,
        )

    def asked(self) -> dict[str, Any]:
        """What was asked for and makes sense; the rest as if not asked."""
        if not self.is_bound:
            return {}
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return {
            name: row_number(value) if name in ("don-vi", "nam", "thang") else value
            for name, value in said.items()
        }
