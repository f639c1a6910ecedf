"""The measures the platform knows how to count. A noun that records events names its measure here, once."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNIT_PLANS_ISSUED = "unit_plans_issued"

MEASURES: dict[str, str | Promise] = {
    UNIT_PLANS_ISSUED: _("Unit plans issued"),
}


def choices() -> list[tuple[str, str | Promise]]:
    """(key, label) for forms, in the order registered."""
    return list(MEASURES.items())
