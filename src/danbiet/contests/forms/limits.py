"""From where something is a suspicion, in seconds, questions and people."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..calc.fraud import Limits

SECONDS = ("quickest_ms", "begun_apart_ms", "done_apart_ms")


class LimitsForm(forms.Form):
    """A field for each of `calc.fraud.Limits`; milliseconds are typed as seconds."""

    quickest_ms = forms.DecimalField(
        label=_("Too fast: fewer seconds a question than"), min_value=0, max_value=600, decimal_places=1,
        help_text=_("Reading a question takes longer than 1.5 seconds. 0: speed is never suspicious."),
    )  # fmt: skip
    quick_right = forms.IntegerField(
        label=_("… with at least so many percent right"), min_value=0, max_value=100,
        help_text=_("Who only clicks through has fewer right and is left alone."),
    )  # fmt: skip
    begun_apart_ms = forms.DecimalField(
        label=_("Same answers: begun at most so many seconds apart"),
        min_value=0,
        max_value=3600,
        decimal_places=1,
    )
    done_apart_ms = forms.DecimalField(
        label=_("… and handed in at most so many seconds apart"),
        min_value=0,
        max_value=3600,
        decimal_places=1,
    )
    same_wrong = forms.IntegerField(
        label=_("… with so many questions wrong in the same way"), min_value=1, max_value=500,
        help_text=_("All right at the same time is no sign of copying: what is wrong in the same way is."),
    )  # fmt: skip
    shared = forms.IntegerField(
        label=_("… among at least so many questions both had"), min_value=1, max_value=500
    )
    trail = forms.IntegerField(
        label=_("Same seconds: at least so many answers chosen in the very same seconds"),
        min_value=2,
        max_value=500,
    )
    people = forms.IntegerField(
        label=_("One device: at least so many people one after the other"), min_value=2, max_value=10_000,
        help_text=_("Machines of an office may look alike; people beside each other at the same time never count."),
    )  # fmt: skip


def limits_shown(limits: Limits) -> dict[str, Any]:
    """The limits as the form begins with them."""
    shown: dict[str, Any] = {name: getattr(limits, name) for name in LimitsForm.base_fields}
    return shown | {name: (Decimal(shown[name]) / 1000).quantize(Decimal("0.1")) for name in SECONDS}


def limits_typed(said: dict[str, Any]) -> Limits:
    """The limits of a form that is valid."""
    return Limits(**{name: int(value * 1000) if name in SECONDS else value for name, value in said.items()})
