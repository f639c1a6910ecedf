"""What is filled in about what was on the air."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.clock import VIETNAM, local
from danbiet.kit.text import nfc
from danbiet.org.forms import DayField

from ..enums import AiringState, Language
from ..models import Channel, Episode, Programme
from .fields import ClockField, LengthField, TaskField, WordsField

MOST = 2**31 - 1


class AiringForm(forms.Form):
    """Something that was on the air, written down by hand: an edition of the newspaper, a page, a station without a log."""

    channel_id = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    on = DayField(label=_("Day"))
    at = ClockField(label=pgettext_lazy("slot", "Begins at"))
    seconds = LengthField()
    episode_id = forms.TypedChoiceField(label=_("Episode"), coerce=int, required=False, empty_value=None)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        required=False,
        help_text=_("Empty: the title of the episode."),
    )
    task = TaskField()

    def __init__(self, *args: Any, channels: list[Channel], episodes: list[Episode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel_id"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]
        self.fields["episode_id"].choices = [  # type: ignore[attr-defined]
            ("", _("None")), *((one.pk, f"{one.programme.title}, {one.number}: {one.title}") for one in episodes),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["title"] = nfc(" ".join(str(said.get("title") or "").split()))
        if not said["title"] and not said.get("episode_id"):
            self.add_error("title", _("Choose an episode or write a title."))
        return said

    @property
    def starts_at(self) -> datetime:
        return moment(self.cleaned_data["on"], self.cleaned_data["at"])


class CorrectionForm(forms.Form):
    """What was wrong, what is right, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=MOST)
    is_aired = forms.TypedChoiceField(
        label=_("Was it on the air?"),
        choices=[("1", _("Yes")), ("0", _("No"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("Day"))
    at = ClockField(label=pgettext_lazy("slot", "Begins at"))
    seconds = LengthField()
    title = forms.CharField(label=_("Title"), max_length=300)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    reason = WordsField(
        label=_("Why is it corrected?"), rows=2, max_length=1000,
        help_text=_("The reason and the old figures stay with the entry."),
    )  # fmt: skip

    def changes(self, was: datetime) -> dict[str, Any]:
        """What the action is told; seconds of the time of day stay where the minute is the same."""
        said = self.cleaned_data
        starts = moment(said["on"], said["at"])
        if local(was).replace(second=0, microsecond=0) == starts:
            starts = was
        return {
            "starts_at": starts, "seconds": said["seconds"], "title": nfc(" ".join(said["title"].split())),
            "language": said["language"], "is_aired": said["is_aired"],
        }  # fmt: skip


class ReasonForm(forms.Form):
    reason = WordsField(label=_("Reason"), rows=2, max_length=1000)


class AiringFilter(forms.Form):
    """Which airings the list shows."""

    tu = DayField(label=_("From day"), required=False)
    den = DayField(label=_("To day"), required=False)
    kenh = forms.TypedChoiceField(label=_("Channel"), required=False, coerce=int, empty_value=None)
    chuyen_muc = forms.TypedChoiceField(label=_("Programme"), required=False, coerce=int, empty_value=None)
    ngon_ngu = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Every language")), *Language.choices]
    )
    tinh_trang = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self, *args: Any, channels: list[Channel], programmes: list[Programme], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kenh"].choices = [("", _("All channels")), *((one.pk, one.name) for one in channels)]  # type: ignore[attr-defined]
        self.fields["chuyen_muc"].choices = [  # type: ignore[attr-defined]
            ("", _("All programmes")), *((one.pk, one.title) for one in programmes),
        ]  # fmt: skip
        self.fields["tinh_trang"].choices = [("", _("Every state")), *AiringState.choices]  # type: ignore[attr-defined]


class ReportFilter(forms.Form):
    """The period and the reach of the figures."""

    tu = DayField(label=_("From day"), required=False)
    den = DayField(label=_("To day"), required=False)
    kenh = forms.TypedChoiceField(label=_("Channel"), required=False, coerce=int, empty_value=None)
    ngon_ngu = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Every language")), *Language.choices]
    )
    it_nhat = forms.IntegerField(label=_("Each item at least"), required=False, min_value=1, max_value=9999)

    def __init__(self, *args: Any, channels: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kenh"].choices = [("", _("All channels")), *((one.pk, one.name) for one in channels)]  # type: ignore[attr-defined]


class LoudForm(forms.Form):
    """What the loudspeakers said: days to tick, the rest filled in from last time."""

    channel_id = forms.TypedChoiceField(label=_("Loudspeakers"), coerce=int)
    days = forms.TypedMultipleChoiceField(
        label=_("Days"), coerce=date.fromisoformat, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one day.")},
    )  # fmt: skip
    at = ClockField(label=pgettext_lazy("slot", "Begins at"))
    seconds = LengthField()
    title = forms.CharField(label=_("What was read"), max_length=300)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    task = TaskField()

    def __init__(
        self, *args: Any, channels: list[Channel], days: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel_id"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]
        self.fields["days"].choices = days  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return nfc(" ".join(str(self.cleaned_data["title"]).split()))


class LogForm(forms.Form):
    """A station's log."""

    channel_id = forms.TypedChoiceField(label=_("Channel"), coerce=int)
    file = forms.FileField(
        label=_("Log of what ran (CSV or Excel .xlsx)"),
        help_text=_("With columns of time and title; date, length or end where the station writes them. At most 4 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )  # fmt: skip

    def __init__(self, *args: Any, channels: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel_id"].choices = [(one.pk, one.name) for one in channels]  # type: ignore[attr-defined]


def moment(on: date, at: Any) -> datetime:
    """That time of that day in Vietnam."""
    return datetime.combine(on, at, tzinfo=VIETNAM)
