"""What the intake desk writes down: a question for somebody, the masked words, the agency, another question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.clock import VIETNAM
from danbiet.org.forms import DayField

from ..enums import IntakeChannel, SpokenLanguage
from .asking import FilesField
from .desk import WordsField

LONGEST_TEXT = 5000
SAID = [one for one in IntakeChannel.choices if one[0] not in ("web", "mailbox")]


class _Consents(forms.Form):
    may_publish = forms.BooleanField(label=_("The text may be published"), required=False)
    may_name = forms.BooleanField(label=_("The asker may be named"), required=False)
    may_air = forms.BooleanField(label=_("May go on air"), required=False)


def _choices(pairs: Iterable[tuple[int, str]], none: Any) -> list[tuple[str, Any]]:
    return [("", none), *((str(pk), name) for pk, name in pairs)]


class _Described(_Consents):
    """Field, place, channel and consents."""

    def __init__(
        self, *args: Any, topics: Iterable[tuple[int, str]], places: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        number: Any = {"coerce": int, "empty_value": None, "required": False}
        self.fields["topic"] = forms.TypedChoiceField(
            label=_("Field of life"), choices=_choices(topics, _("Not known yet")), **number
        )
        self.fields["place"] = forms.TypedChoiceField(
            label=_("Place it is about"), choices=_choices(places, _("The whole province")), **number
        )


class NewForm(_Described):
    """A question written down for somebody."""

    sent_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    channel = forms.ChoiceField(label=_("How it came"), choices=SAID, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language spoken"), choices=SpokenLanguage.choices, initial="vi")
    received_on = DayField(
        label=_("Received on"), required=False, help_text=_("Only for a letter that lay in the post room.")
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Who has only a telephone is put on the list of people to call."),
    )  # fmt: skip
    email = forms.EmailField(label=_("Mail"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    original = WordsField(
        label=_("In the asker's own words"), rows=6, longest=LONGEST_TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "km"}), help_text=_("As it was said, in Khmer or Chinese script."),
    )  # fmt: skip
    subject = forms.CharField(
        label=_("Subject"), max_length=200, help_text=_("In Vietnamese, without names and numbers.")
    )
    text = WordsField(
        label=_("Question"),
        rows=6,
        longest=LONGEST_TEXT,
        help_text=_("In Vietnamese, as complete as it was said."),
    )
    files = FilesField(  # type: ignore[assignment]  # the name a form uses for itself before it is made
        label=_("Files"), required=False
    )

    field_order = [
        "sent_key", "channel", "language", "received_on", "original", "subject", "text", "topic", "place", "files", "name", "phone", "email",
        "address", "may_publish", "may_name", "may_air",
    ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("language") in ("km", "zh") and not said.get("original"):
            self.add_error(
                "original", _("Write down the asker's own words: they and the Vietnamese stay together.")
            )
        return said

    def received_at(self) -> datetime | None:
        """The moment a letter came, 07:00 of its day."""
        day = self.cleaned_data.get("received_on")
        return datetime.combine(day, time(7, 0), tzinfo=VIETNAM) if day else None


class ReviewForm(_Described):
    """The words everybody may read, beside the original; field, place and consents."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = WordsField(label=_("The words everybody may read"), rows=10, longest=LONGEST_TEXT + 1000)
    channel = forms.ChoiceField(label=_("Channel"), choices=IntakeChannel.choices)

    field_order = [
        "version",
        "subject",
        "text",
        "topic",
        "place",
        "channel",
        "may_publish",
        "may_name",
        "may_air",
    ]


class TranscriptForm(forms.Form):
    """What was said in Khmer or Chinese with its Vietnamese."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    original = WordsField(
        label=_("In the asker's own words"),
        rows=8,
        longest=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "km"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = WordsField(label=_("In Vietnamese"), rows=8, longest=LONGEST_TEXT)


class RouteForm(forms.Form):
    """Which agency leads, which contribute what."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    reason = WordsField(label=_("Why another agency"), rows=2, longest=2000)
    wanted = WordsField(
        label=_("What the contributing agencies are to say"), rows=2, longest=2000, required=False
    )
    note = WordsField(label=_("Note for the agency"), rows=2, longest=2000, required=False)

    field_order = ["version", "unit", "reason", "support", "wanted", "note"]

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(units)
        self.fields["unit"] = forms.TypedChoiceField(
            label=_("Agency that leads"), coerce=int, empty_value=None, choices=_choices(offered, _("Choose"))
        )
        self.fields["support"] = forms.TypedMultipleChoiceField(
            label=_("Contributing agencies"), coerce=int, required=False, choices=[(str(pk), name) for pk, name in offered],
            widget=forms.SelectMultiple(attrs={"size": 6}), help_text=_("Several with Ctrl. The lead merges them into one answer."),
        )  # fmt: skip
        if not is_again:
            del self.fields["reason"]
        self.order_fields(self.field_order)


class JoinForm(forms.Form):
    """Another question this one repeats or goes on with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    other = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)


class IdentityForm(forms.Form):
    """Why the agency is to see who asked."""

    reason = WordsField(
        label=_("Why the agency needs it"),
        rows=3,
        longest=2000,
        help_text=_("Recorded with your name; the asker can ask for it."),
    )


class OutcomeForm(forms.Form):
    """What was done about a request for one's data."""

    outcome = WordsField(label=_("What was done"), rows=3, longest=2000)


class CalledForm(forms.Form):
    """What came of a call."""

    note = forms.CharField(label=_("What came of it"), max_length=200, required=False)
