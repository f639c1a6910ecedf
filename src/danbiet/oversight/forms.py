"""What is asked of the trail, and what is typed about requests and incidents."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.audit.queries import Wanted
from danbiet.kit import clock
from danbiet.kit.text import viet_sort_key
from danbiet.org.forms import DayField
from danbiet.org.queries import Tree

from .enums import KINDS, VERBS, IncidentKind, ProofKind, RequestKind
from .queries.showing import people_like
from .registry import Person, stores

NOBODY = -1


class TrailForm(forms.Form):
    """The filter of the trail. All of it may be empty."""

    tim = forms.CharField(label=_("Words (who, what, why)"), required=False, max_length=100)
    nguoi = forms.CharField(label=_("Person"), required=False, max_length=100)
    don_vi = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    loai = forms.ChoiceField(label=_("Kind of thing"), required=False)
    ma = forms.IntegerField(label=_("Number of the thing"), required=False, min_value=1, max_value=2**62)
    viec = forms.ChoiceField(label=_("Deed"), required=False)
    tu = DayField(label=_("From day"), required=False)
    den = DayField(label=_("To day"), required=False)
    chi_viec = forms.BooleanField(label=_("Only deeds, no single rows"), required=False)

    def __init__(self, *args: Any, tree: Tree, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tree = tree
        choices: dict[str, Any] = {
            "don_vi": [("", _("All"))] + [(str(unit.id), tree.full_name(unit.id)) for unit in tree],
            "loai": [("", _("All")), *_sorted(KINDS)],
            "viec": [("", _("All")), *_sorted(VERBS)],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        self.fields["tim"].widget.attrs["type"] = "search"
        self.fields["ma"].widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("tu") and cleaned.get("den") and cleaned["den"] < cleaned["tu"]:
            self.add_error("den", _("The last day lies before the first."))
        return cleaned

    def wanted(self) -> Wanted:
        """What is wanted of the trail; a form that was filled in wrongly wants what is right in it."""
        self.full_clean()
        return wanted_of(getattr(self, "cleaned_data", {}), tree=self.tree)


def wanted_of(values: dict[str, Any], *, tree: Tree) -> Wanted:
    """Filter values (as of the form) as what is wanted of the trail; a unit stands for all below it."""
    people: tuple[int, ...] = ()
    if values.get("nguoi"):
        people = tuple(people_like(values["nguoi"])) or (NOBODY,)
    unit = values.get("don_vi")
    day = values.get("den")
    return Wanted(
        actor_ids=people,
        unit_ids=tuple(sorted(tree.descendants(unit) or {unit})) if unit else (),
        kind=values.get("loai") or "",
        object_id=values.get("ma"),
        verb=values.get("viec") or "",
        since=_begins(values["tu"]) if values.get("tu") else None,
        until=_begins(day + timedelta(days=1)) if day else None,
        words=values.get("tim") or "",
        only_deeds=bool(values.get("chi_viec")),
    )


def _begins(day: Any) -> datetime:
    """The first moment of a day in Vietnam."""
    return datetime.combine(day, time.min, tzinfo=clock.VIETNAM)


def _sorted(labels: dict[str, Any]) -> list[tuple[str, str]]:
    named: dict[str, str] = {}
    for key, label in labels.items():
        named.setdefault(str(label), key)
    return [(named[label], label[:1].upper() + label[1:]) for label in sorted(named, key=viet_sort_key)]


class MomentForm(forms.Form):
    """The moment a thing is wanted as of; without an hour the end of the day."""

    ngay = DayField(label=_("As of day"), required=False)
    gio = forms.TimeField(
        label=_("Hour"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TextInput(attrs={"placeholder": "14:05", "maxlength": 8}),
    )


class RequestForm(forms.Form):
    """A request about personal data, as the person at the desk says it."""

    kind = forms.ChoiceField(label=_("What is wanted"), choices=RequestKind.choices, widget=forms.RadioSelect)
    proof = forms.ChoiceField(
        label=_("How the person showed who they are"),
        choices=[("", "—"), *ProofKind.choices],
        help_text=_("Look, but copy nothing: neither a picture nor the number of a card is kept."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    email = forms.EmailField(label=_("Mail"), required=False)
    code = forms.CharField(
        label=_("Code of a question, or pseudonym in a contest"),
        max_length=40,
        required=False,
        help_text=_("A telephone number, a mail address or a code is needed to find anything."),
    )
    wish = forms.CharField(
        label=_("What is to be corrected"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def person(self) -> Person:
        """By what the person can be found."""
        told = self.cleaned_data
        return Person(name=told["name"], phone=told["phone"], email=told["email"], code=told["code"])


class OutcomeForm(forms.Form):
    """What was done for the person."""

    outcome = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept for years: without the person's name, number or words."),
    )


class IncidentForm(forms.Form):
    """The facts of an incident, as far as they are known."""

    title = forms.CharField(label=_("In one line"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What became of the data"), choices=IncidentKind.choices, widget=forms.RadioSelect
    )
    noticed_on = DayField(label=_("Noticed on"))
    noticed_hour = forms.TimeField(
        label=_("at"), input_formats=["%H:%M"], widget=forms.TextInput(attrs={"placeholder": "14:05"})
    )
    began_on = DayField(label=_("Began on, as far as is known"), required=False)
    facts = forms.CharField(
        label=_("What is known, and how it was noticed"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Without the data themselves."),
    )
    stores = forms.MultipleChoiceField(
        label=_("Data concerned"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people_count = forms.IntegerField(label=_("People concerned, about"), min_value=0, max_value=100_000_000)
    measures = forms.CharField(
        label=_("Measures taken and planned"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stores"].choices = [(one.key, one.label) for one in stores()]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """The facts as the action takes them."""
        told = dict(self.cleaned_data)
        on, hour, began = told.pop("noticed_on"), told.pop("noticed_hour"), told.pop("began_on")
        noticed = datetime.combine(on, hour, tzinfo=clock.VIETNAM)
        return {
            **told,
            "noticed_at": noticed,
            "began_at": min(_begins(began), noticed) if began == on else began and _begins(began),
        }
