"""What surveys tell of a unit for its index: the whole and each factor, with the error of the sample."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.indices.registry import Told, register_figure
from danbiet.surveys.enums import Factor
from danbiet.surveys.queries.figures import points_of


def register_survey_figures() -> None:
    """`sipas:all` and `sipas:factor:…`, as components name them."""
    register_figure("sipas:all", gettext_lazy("Satisfaction of citizens"), partial(survey_figure, "all"))
    for factor in Factor:
        if factor == Factor.AWARENESS:  # a poll gives no points
            continue
        register_figure(
            f"sipas:factor:{factor.value}", factor.label, partial(survey_figure, f"factor:{factor.value}")
        )


def survey_figure(key: str, unit_id: int, year: int, on: date) -> Told | None:
    """Per cent satisfied; None while the survey runs, and where so few answered that the figure is published nowhere."""
    found = points_of(unit_id, year, key, on=on)
    if found is None:
        return None
    words = _("%(name)s (published)") if found.is_published else _("%(name)s (over, not published yet)")
    return Told(number=found.value, error=found.error, source=words % {"name": found.name})
