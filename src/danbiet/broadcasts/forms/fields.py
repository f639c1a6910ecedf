"""Fields of the air: lengths, times of day, tasks of plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import nfc

from ..calc.speaking import clock, parse_clock
from ..models.channel import DAY
from ..registry import task_choices, task_labels

LONGEST_TEXT = 40_000


class LengthField(forms.CharField):
    """A length as 25:00 (minutes and seconds), 1:05:00, or plain minutes; at least one second, at most a day."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Length"))
        options.setdefault("help_text", _("Minutes and seconds, e.g. 25:00; a plain number is minutes."))
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}))  # fmt: skip
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            seconds = parse_clock(text)
        except ValueError as error:
            raise forms.ValidationError(_("This is not a length. Write it like 25:00.")) from error
        if not 0 < seconds <= DAY:
            raise forms.ValidationError(_("A length lies between one second and a day."))
        return seconds

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, int) else value


class MarkField(LengthField):
    """A place in a recording: 0:00 is its beginning."""

    def clean(self, value: Any) -> int | None:
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        try:
            seconds = parse_clock(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("This is not a place in a recording. Write it like 12:30.")
            ) from error
        if seconds > DAY:
            raise forms.ValidationError(_("A length lies between one second and a day."))
        return seconds


class ClockField(forms.TimeField):
    """A time of day as 19:45 or 19h45."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(
            format="%H:%M",
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 8, "placeholder": "19:45"},
        )
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **options)
        self.error_messages["invalid"] = _("This is not a time. Write it like 19:45.")

    def to_python(self, value: Any) -> time | None:
        text = value.replace("h", ":").replace("g", ":") if isinstance(value, str) else value
        return super().to_python(text)


class WordsField(forms.CharField):
    """Lines of text, composed letters."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_TEXT)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


class TaskField(forms.TypedChoiceField):
    """The task of a plan that it fulfils; one that was chosen by somebody else stays choosable."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Task of the plan"))
        options.setdefault("required", False)
        options.setdefault("help_text", _("What was aired counts for this task and those above it."))
        super().__init__(coerce=int, empty_value=None, **options)

    def offer(self, rights: Any, *, on: Any, kept: Iterable[int] = ()) -> None:
        """Fill in what this person may choose, with what is chosen already."""
        found = task_choices(rights, on=on)
        known = {task_id for task_id, _words in found}
        others = [(task_id, words) for task_id, (words, _url) in task_labels(kept).items() if task_id not in known]  # fmt: skip
        self.choices = [("", _("None")), *others, *found]


def task_ids(said: dict[str, Any]) -> list[int]:
    """The tasks a form names."""
    return [said["task"]] if said.get("task") else []
