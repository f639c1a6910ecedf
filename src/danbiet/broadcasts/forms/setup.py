"""What is filled in about channels, programmes and slots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..enums import ChannelKind, Language, ProgrammeKind
from ..models import Channel, Programme
from .fields import ClockField, LengthField, TaskField

WEEKDAYS = [
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")), (5, _("Saturday")),
    (6, _("Sunday")),
]  # fmt: skip


class ChannelForm(forms.Form):
    """A channel: what it is called, whose it is, in which language."""

    name = forms.CharField(label=_("Name"), max_length=160)
    code = forms.SlugField(
        label=_("Code"),
        max_length=40,
        help_text=_("Small letters, digits and hyphens; it stands in the address of the schedule."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ChannelKind.choices)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["name"]).split()))

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()


class ProgrammeForm(forms.Form):
    """A programme: its title, kind, usual length, the speed of its speakers, its channels."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31 - 1)
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProgrammeKind.choices)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    seconds = LengthField(label=_("Usual length"))
    syllables_per_minute = forms.IntegerField(
        label=_("Syllables a minute"),
        min_value=60,
        max_value=400,
        help_text=_(
            "How fast its speakers read. Vietnamese news is read at 200 to 220; Khmer and interviews are slower."
        ),
    )
    channels = forms.TypedMultipleChoiceField(
        label=_("Channels"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    task = TaskField()
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], channels: list[Channel], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
        self.fields["channels"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["title"]).split()))


class SlotForm(forms.Form):
    """A slot: on which channel, what, on which days, from when to when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31 - 1)
    channel_id = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=int, required=False, empty_value=None)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Where it is no programme of ours, or goes by another name here."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"),
        coerce=int,
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: only on the first day."),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)
    at = ClockField(label=pgettext_lazy("slot", "Begins at"))
    seconds = LengthField()
    anyway = forms.BooleanField(label=_("Save all the same"), required=False)

    def __init__(
        self, *args: Any, channels: list[Channel], programmes: list[Programme], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel_id"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]
        self.fields["programme_id"].choices = [  # type: ignore[attr-defined]
            ("", _("None")), *((one.pk, one.title) for one in programmes),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["title"] = nfc(" ".join(str(said.get("title") or "").split()))
        if not said["title"] and not said.get("programme_id") and "programme_id" in said:
            self.add_error("title", _("Name a programme or write a title."))
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        if not said.get("weekdays"):
            said["ends_on"] = None
        return said
