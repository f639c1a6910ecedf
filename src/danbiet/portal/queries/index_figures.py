"""What plans, measures, questions and contests tell of a unit for its index."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.indices.registry import Told, register_figure
from danbiet.kit import clock
from danbiet.measures.queries import EventFilter, events_matching, forms_by_unit
from danbiet.measures.registry import (
    AIRINGS,
    ANNOUNCEMENTS_PUBLISHED,
    ARTICLES_PUBLISHED,
    CONTEST_PARTICIPANTS,
    EPISODES_AIRED,
    VIDEOS_PUBLISHED,
)
from danbiet.org.queries import headcount, working_calendar
from danbiet.plans.queries.turns import standings
from danbiet.questions.queries.figures import figures_of

FORMS = (
    ARTICLES_PUBLISHED,
    ANNOUNCEMENTS_PUBLISHED,
    VIDEOS_PUBLISHED,
    EPISODES_AIRED,
    AIRINGS,
    CONTEST_PARTICIPANTS,
)


def register_figures() -> None:
    """Make known what components may name."""
    register_figure(
        "plan_completion", gettext_lazy("Progress of the unit's communication plan"), plan_completion
    )
    register_figure("forms_diversity", gettext_lazy("Different forms of communication"), forms_diversity)
    register_figure("questions_in_time", gettext_lazy("Questions answered in time"), questions_in_time)
    register_figure("contest_turnout", gettext_lazy("Turn-out in contests"), contest_turnout)


def last_day(year: int, on: date) -> date:
    """A year's figures are those of its last day, or of today while it runs."""
    return min(on, date(year, 12, 31))


def plan_completion(unit_id: int, year: int, on: date) -> Told | None:
    """Per cent of the unit's own issued plan that is proven."""
    day = last_day(year, on)
    found = standings(year, day, unit_ids=[unit_id]).get(unit_id)
    if found is None or found.plan is None or found.plan.percent is None or found.plan_id is None:
        return None
    words = _("Plan of %(year)s as of %(day)s") % {"year": year, "day": f"{day:%d/%m/%Y}"}
    return Told(number=found.plan.percent.quantize(Decimal("0.01")), source=words)


def forms_diversity(unit_id: int, year: int, on: date) -> Told | None:
    """How many different forms the unit used."""
    forms = forms_by_unit(FORMS, first=date(year, 1, 1), last=last_day(year, on), unit_ids=[unit_id]).get(
        unit_id, {}
    )
    return Told(number=Decimal(len(forms)), source=_("Counted by the platform in %(year)s") % {"year": year})


def questions_in_time(unit_id: int, year: int, on: date) -> Told | None:
    """Of the unit's answered questions those in time; None for a unit that answered none."""
    at = datetime.combine(last_day(year, on) + timedelta(days=1), time.min, tzinfo=clock.VIETNAM)
    _all, agencies = figures_of(year, at=at, calendar=working_calendar())
    found = next((one for one in agencies if one.unit_id == unit_id), None)
    if found is None or not found.answered:
        return None
    return Told(
        part=Decimal(found.in_time),
        whole=Decimal(found.answered),
        source=_("Questions of %(year)s") % {"year": year},
    )


def contest_turnout(unit_id: int, year: int, on: date) -> Told | None:
    """Persons who took part over the unit's head-count, at most all; None without a head-count."""
    whole = headcount(unit_id, year)
    if not whole:
        return None
    asked = EventFilter(
        CONTEST_PARTICIPANTS, unit_ids=[unit_id], first=date(year, 1, 1), last=last_day(year, on)
    )
    persons = sum((event.quantity for event in events_matching(asked)), Decimal(0))
    return Told(
        part=min(persons, Decimal(whole)),
        whole=Decimal(whole),
        source=_("Contests of %(year)s") % {"year": year},
    )
