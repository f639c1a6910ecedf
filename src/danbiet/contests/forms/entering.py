"""An official comes in with an account, a citizen from a provider of identity; a participant complains with a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import fold, nfc
from danbiet.org.forms import DayField

from ..calc.persons import age_on, could_be_born, fault_of_age, is_phone
from ..calc.rules import Audience

Choices = list[tuple[str, str]]
LONGEST_COMPLAINT = 3000


class AccountForm(forms.Form):
    """In which group, for which unit, with consent."""

    audience = forms.ChoiceField(label=pgettext_lazy("contest", "Group"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=pgettext_lazy("contest", "I take part for"), required=False)
    consent = forms.BooleanField(
        label=_(
            "I agree that my name and account are stored for this contest. They are encrypted, seen only to award prizes, and deleted "
            "afterwards; results show a pseudonym."
        ),
        error_messages={"required": _("Without your consent nothing can be stored.")},
    )

    def __init__(
        self, *args: Any, audiences: Choices, units: Choices, needs_unit: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, audiences=audiences, units=units, needs_unit=needs_unit)


class VouchedForm(forms.Form):
    """What the provider has not said: group, what is missing of the person, unit, a guardian for the young, consent.

    `known`: what it has said, by field name; those fields are not asked, and cannot be said otherwise.
    """

    audience = forms.ChoiceField(label=pgettext_lazy("contest", "Group"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    birth = DayField(label=_("Date of birth"))
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    unit = forms.ChoiceField(label=_("Unit or commune"), required=False)
    guardian = forms.CharField(
        label=_("Parent or guardian"), max_length=120, required=False,
        help_text=_("Only for children: the name of who agrees."),
    )  # fmt: skip
    consent = forms.BooleanField(
        label=_(
            "I agree that these data are stored for this contest. Names and contacts are encrypted, seen only to award prizes, and "
            "deleted afterwards; results show a pseudonym."
        ),
        error_messages={"required": _("Without your consent nothing can be stored.")},
    )

    def __init__(
        self,
        *args: Any,
        audiences: Sequence[Audience],
        known: dict[str, Any],
        unique: Sequence[str],
        units: Choices,
        needs_unit: bool,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._groups = {one.key: one for one in audiences}
        self._known, self._on = known, on
        _offer(self, audiences=[(one.key, one.name) for one in audiences], units=units, needs_unit=needs_unit)
        self.fields["phone"].required = "phone" in unique
        if "email" not in unique:
            del self.fields["email"]
        if not any(one.guardian_below for one in audiences):
            del self.fields["guardian"]
        for name in known:
            self.fields.pop(name, None)

    def clean_name(self) -> str:
        name = nfc(str(self.cleaned_data["name"])).strip()
        if not fold(name):  # nothing but letters nobody sees
            raise forms.ValidationError(_("Please fill this in."))
        return name

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if phone and not is_phone(phone):
            raise forms.ValidationError(_("This is not a telephone number. Example: 0912 345 678"))
        return phone

    def clean_birth(self) -> date:
        born: date = self.cleaned_data["birth"]
        if not could_be_born(born, self._on):
            raise forms.ValidationError(_("This is not a date of birth. Example: 20/11/1990"))
        return born

    def clean(self) -> dict[str, Any]:
        said = {**(super().clean() or {}), **self._known}
        group, born = self._groups.get(said.get("audience", "")), said.get("birth")
        if group is None or born is None:
            return said
        age = age_on(born, self._on)
        fault = fault_of_age(group, age, has_guardian=bool(said.get("guardian")))
        if fault == "birth":
            self.add_error("birth" if "birth" in self.fields else None, _("This group is for other ages."))
        elif fault:
            self.add_error(
                "guardian", _("At this age a parent or guardian has to agree: write the name here.")
            )
        said["guardian"] = nfc(str(said.get("guardian", ""))).strip() if age < group.guardian_below else ""
        return said


def _offer(form: forms.Form, *, audiences: Choices, units: Choices, needs_unit: bool) -> None:
    """The groups and units to choose from; what leaves no choice is not asked."""
    form.fields["audience"].choices = audiences  # type: ignore[attr-defined]
    if len(audiences) == 1:
        form.fields["audience"].initial = audiences[0][0]
        form.fields["audience"].widget = forms.HiddenInput()
    if units:
        first = [] if len(units) == 1 else [("", "–")]
        form.fields["unit"].choices = [*first, *units]  # type: ignore[attr-defined]
        form.fields["unit"].required = needs_unit
    else:
        del form.fields["unit"]


class AppealForm(forms.Form):
    """The receipt in two short codes and what is wrong. `website` is seen by programs only."""

    round = forms.ChoiceField(label=pgettext_lazy("contest", "Round"))
    participant = forms.CharField(
        label=_("Pseudonym"), max_length=40, help_text=_("It stands on the receipt: TS-05F2K-91MQ7")
    )
    code = forms.CharField(
        label=_("Receipt code"), max_length=40, help_text=_("Twelve letters and digits: 7KQ4-M2XD-05F2")
    )
    text = forms.CharField(
        label=_("What is wrong?"), min_length=20, max_length=LONGEST_COMPLAINT, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say what you saw and what you expect. Leave out names and telephone numbers."),
    )  # fmt: skip
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, rounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = rounds  # type: ignore[attr-defined]
        for name in ("participant", "code"):
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }

    def clean_text(self) -> str:
        return nfc(str(self.cleaned_data["text"])).strip()

    @property
    def is_program(self) -> bool:
        """Something filled in what no person sees."""
        return bool(str(self.data.get("website", "")).strip())
