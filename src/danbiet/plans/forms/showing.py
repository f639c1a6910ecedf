"""What can be asked of pages that show a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danbiet.org.forms import DayField

from ..enums import TaskStatus


class PlanFilter(forms.Form):
    """As of a day, tasks of one unit, tasks in one status. The names are the address's own words."""

    def __init__(self, data: Any, *, units: Iterable[tuple[int, str]], today: date) -> None:
        if data is not None and not data.get("ngay"):
            data = data.copy()
            data["ngay"] = (
                today.isoformat()
            )  # the day the figures are of, also when only a unit was asked for
        super().__init__(data, initial={"ngay": today}, auto_id="loc-%s")
        self.today = today
        self.fields["ngay"] = DayField(label=_("Figures as of"), required=False)
        self.fields["don-vi"] = forms.TypedChoiceField(
            label=_("Unit"), required=False, coerce=int, empty_value=None,
            choices=[("", _("All units")), *((str(pk), name) for pk, name in units)],
        )  # fmt: skip
        self.fields["tinh-trang"] = forms.ChoiceField(
            label=_("Status"), required=False, choices=[("", _("All statuses")), *TaskStatus.choices]
        )

    def asked(self) -> tuple[int | None, str]:
        """The unit and the status asked for; what was not understood asks for nothing."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return cleaned.get("don-vi"), cleaned.get("tinh-trang", "")


class DayAsked(forms.Form):
    """Only the day, to be read before anything else of the page is known."""

    ngay = DayField(required=False)


def day_asked(data: Any, today: date) -> date:
    """`?ngay=` when it is a day, else today."""
    form = DayAsked(data)
    form.is_valid()
    found: date | None = form.cleaned_data.get("ngay")
    return found or today
