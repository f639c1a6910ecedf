"""What somebody writes in a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .editing import TextField

PROMPTS = {
    "results": (
        _("Results"),
        _("What was done well in the period? Which products, for whom, with what effect?"),
    ),
    "missing": (
        _("Shortcomings and their causes"),
        _("What is missing or late, and why? Name the task and the cause."),
    ),
    "difficulties": (_("Difficulties"), _("What stood in the way and cannot be removed by the unit alone?")),
    "proposals": (_("Proposals"), _("What do you ask of the agencies above and beside you?")),
    "next": (_("Next period's tasks"), _("What comes first in the next period?")),
}


class ReportForm(forms.Form):
    """The number and a text under each heading; `version` is the one the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Number and symbol"),
        required=False,
        max_length=60,
        help_text=_("Empty: the clerk writes it on the paper, such as 45/BC-UBND."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (label, prompt) in PROMPTS.items():
            rows = 10 if key == "results" else 6
            self.fields[key] = TextField(label=label, help_text=prompt, rows=rows, required=False)

    def texts(self) -> dict[str, str]:
        """What was written, by heading."""
        return {key: self.cleaned_data.get(key, "") for key in PROMPTS}
