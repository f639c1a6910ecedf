"""What an older portal had counted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import LARGEST_BASE


class BaseForm(forms.Form):
    base = forms.IntegerField(
        label=_("Page views before this system"), min_value=0, max_value=LARGEST_BASE,
        help_text=_("What the former portal's counter showed on its last day. It is added to what is counted here and named on the public page."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Stays in the record of what was done.")
    )
