"""The task a contest fulfils and how long personal data is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..registry import task_choices, task_labels


class ParticularsForm(forms.Form):
    """`kept` are tasks chosen before, perhaps by somebody with a wider reach: they stay choosable."""

    task = forms.TypedChoiceField(
        label=_("Task of the plan"), required=False, coerce=int, empty_value=None,
        help_text=_("Who takes part counts for this task and those above it."),
    )  # fmt: skip
    retention_until = DayField(
        label=_("Personal data is kept until"),
        required=False,
        help_text=_(
            "Names, telephones and addresses are erased after this day; results and the bundle stay. "
            "Without a day: a year after the last round."
        ),
    )

    def __init__(self, *args: Any, rights: Any, on: Any, kept: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = task_choices(rights, on=on)
        known = {task_id for task_id, _words in found}
        others = [
            (task_id, words) for task_id, (words, _url) in task_labels(kept).items() if task_id not in known
        ]
        self.fields["task"].choices = [("", _("None")), *others, *found]  # type: ignore[attr-defined]
