"""What is filled in about episodes, their parts and guests, their place on the air, their recording."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..enums import Language
from ..models import Channel, Programme
from .fields import ClockField, LengthField, MarkField, TaskField, WordsField

MOST = 2**31 - 1


class NewEpisodeForm(forms.Form):
    """Of which programme, called what, for when."""

    programme_id = forms.TypedChoiceField(label=_("Programme"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=250)
    planned_on = DayField(label=_("Planned for"), required=False)

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme_id"].choices = [(one.pk, one.title) for one in programmes]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["title"]).split()))


class EpisodeForm(forms.Form):
    """The episode's own words."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=MOST)
    number = forms.IntegerField(label=_("Number of the episode"), min_value=1, max_value=99_999)
    title = forms.CharField(label=_("Title"), max_length=250)
    planned_on = DayField(label=_("Planned for"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    opening = WordsField(label=_("Opening words"), required=False)
    closing = WordsField(label=_("Closing words"), required=False, rows=3)
    note = WordsField(label=_("Note for the team (not on air)"), required=False, rows=2)
    task = TaskField()

    def clean_title(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["title"]).split()))


class ItemForm(forms.Form):
    """One part: what is said, how long it takes, whether rights and consents are settled."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=MOST)
    title = forms.CharField(label=_("Title"), max_length=300)
    script = WordsField(label=_("Words for the air"), required=False, rows=10)
    seconds = LengthField(
        label=_("Length"),
        required=False,
        help_text=_("Empty: as long as the words take. For films their own length, e.g. 3:20."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    has_consent = forms.BooleanField(label=_("Rights and consents are settled"), required=False)
    consent_note = forms.CharField(label=_("What was agreed"), max_length=300, required=False)
    task = TaskField()


class ManualForm(forms.Form):
    """A part of one's own."""

    title = forms.CharField(label=_("Title"), max_length=300)


class GuestForm(forms.Form):
    """Who takes part."""

    name = forms.CharField(label=_("Name"), max_length=120)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    has_consent = forms.BooleanField(label=_("Agreed to be recorded and broadcast"), required=False)
    consent_note = forms.CharField(label=_("How it was agreed"), max_length=300, required=False)


class ScheduleForm(forms.Form):
    """A place on the air."""

    channel_id = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    on = DayField(label=_("Day"))
    at = ClockField(label=pgettext_lazy("slot", "Begins at"))
    seconds = LengthField()
    anyway = forms.BooleanField(label=_("Save all the same"), required=False)

    def __init__(self, *args: Any, channels: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel_id"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]


class RecordingForm(forms.Form):
    """Where the episode can be seen; a mark for every part."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=MOST)
    url = forms.URLField(
        label=_("Address of the recording"), max_length=500, required=False, assume_scheme="https"
    )
    video_id = forms.TypedChoiceField(
        label=_("Or a film of the library"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, films: list[tuple[int, str]], items: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["video_id"].choices = [("", _("None")), *films]  # type: ignore[attr-defined]
        self.items = items
        for item in items:
            self.fields[f"mark_{item.pk}"] = MarkField(
                label=item.title, required=False, initial=item.mark_seconds,
                help_text=_("Begins in the recording at, e.g. 12:30"),
            )  # fmt: skip

    @property
    def marks(self) -> dict[int, int | None]:
        return {item.pk: self.cleaned_data[f"mark_{item.pk}"] for item in self.items}
