"""The front page: asking the authorities, how far the plan of the year is, what was delivered, what comes next, who is ahead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from danbiet.contests.views.public import running
from danbiet.kit import clock
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries import public as news
from danbiet.newsroom.render import site
from danbiet.newsroom.views import shown
from danbiet.newsroom.views.lists import video_rows
from danbiet.org.queries import NoUnits, Tree, ranking_groups_of, tree, working_calendar
from danbiet.pagecache.registry import kept
from danbiet.plans.calc.progress import PlanProgress
from danbiet.plans.calc.ranking import places
from danbiet.plans.queries import public as ask
from danbiet.plans.queries.turns import UnitStanding, standings
from danbiet.plans.views import wording
from danbiet.questions.queries.figures import figures_of

FIRST_OF_GROUP = 3
DUE_SHOWN, DUE_BESIDE_CONTEST = 5, 3
NEWS_SHOWN, VIDEOS_SHOWN, MODELS_SHOWN = 5, 4, 3


@require_safe
@kept(seconds=60)
def home(request: HttpRequest) -> HttpResponse:
    """For everybody; also before any unit or plan is known."""
    on = clock.today()
    units = tree(on)
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    try:
        plan = ask.plan_of_the_year(units.root.id, on)
    except NoUnits:
        plan = None
    answered, _agencies = figures_of(on.year, at=clock.now(), calendar=working_calendar())
    context: dict[str, Any] = {
        "on": on, "plan": plan, "linked": _linked(units), "answered": answered, "contest": running(at=clock.now()),
        "is_being_set_up": units.home.is_being_set_up,
        **_published(on, units),
    }  # fmt: skip
    if plan is not None:
        context |= _figures(plan.pk, plan.unit_id, plan.year, on, units)
    if context["contest"]:
        context["due"] = context.get("due", [])[:DUE_BESIDE_CONTEST]
    return render(request, "portal/home.html", context)


def _linked(units: Tree) -> list[dict[str, Any]]:
    """What machines read of the site: its name, whose it is, where it is searched."""
    owner = shown.unit_name(units, units.root.id) if len(units) else ""
    search = f"{shown.full(reverse('portal:search'))}?q="
    return [site("Dân Biết", url=shown.full(reverse("portal:home")), search=search, publisher=owner)]


def _published(on: date, units: Tree) -> dict[str, Any]:
    """The newest of every section, each item once, in the reader's language where it exists."""
    language = shown.interface()
    articles = shown.lines_with_covers(
        news.newest(SectionKind.NEWS, language=language, count=NEWS_SHOWN), units
    )
    models = news.with_covers(news.each_once(news.live(SectionKind.MODELS), language))
    found = {
        "lead": articles[0] if articles else None,
        "news": articles[1:],
        "announcements": shown.lines(
            news.current_announcements(language=language, on=on, count=NEWS_SHOWN - 1), units
        ),
        "videos": video_rows(news.newest(SectionKind.VIDEOS, language=language, count=VIDEOS_SHOWN), units),
        "models": shown.lines_with_covers(news.adoption_counts(models)[:MODELS_SHOWN], units),
    }
    listed = [rows for rows in found.values() if isinstance(rows, list)]
    return {**found, "is_khmer": shown.has_khmer(articles, *listed)}


def _figures(plan_id: int, unit_id: int, year: int, on: date, units: Tree) -> dict[str, Any]:
    standing = standings(year, on)
    own = standing.pop(unit_id, None)
    progress = own.plan if own is not None and own.plan is not None and own.plan_id == plan_id else None
    addressed = {unit.id for unit in units.children(unit_id)}  # communes carry out their district's plan
    with_plan = [one for one in standing.values() if one.plan_id is not None and one.unit_id in addressed]
    return {
        "progress": progress,
        "groups": _groups(progress, plan_id) if progress else [],
        "overdue_groups": wording.overdue_groups(progress) if progress else 0,
        "accepted": ask.accepted_count(plan_id, on),
        "unit_plans": len(with_plan),
        "unit_plans_issued": sum(one.plan is not None for one in with_plan),
        "delivered": wording.proof_items(ask.newest(plan_id, on), units),
        "due": _due(progress, on) if progress else [],
        "ranking": _ranking(year, standing, units),
    }


def _groups(progress: PlanProgress, plan_id: int) -> list[dict[str, Any]]:
    page = reverse("plans:plan-public", args=[plan_id])
    return [
        {
            "number": group.group.order, "title": group.label, "url": f"{page}#nhom-{group.group.order}",
            "percent": group.percent, "expected": group.mark, "status": group.status,
        }
        for group in progress.groups if group.percent is not None
    ]  # fmt: skip


def _due(progress: PlanProgress, on: date) -> list[dict[str, Any]]:
    coming = sorted(
        (task for task in progress.tasks if not task.is_done and task.task.ends_on >= on),
        key=lambda task: task.task.ends_on,
    )
    return [
        {
            "on": task.task.ends_on, "title": task.label, "percent": task.percent, "status": task.status,
            "url": reverse("plans:task-public", args=[task.task.id]),
        }
        for task in coming[:DUE_SHOWN]
    ]  # fmt: skip


def _ranking(year: int, standing: dict[int, UnitStanding], units: Tree) -> list[dict[str, Any]]:
    """Per ranking group its first units; units at one place are shown together."""
    found = []
    for group, unit_ids in ranking_groups_of(year):
        values = {
            one: standing[one].plan.percent if one in standing and standing[one].plan else None  # type: ignore[union-attr]
            for one in unit_ids
        }
        ranks = places(values)
        first = sorted(ranks, key=lambda one: (ranks[one], units.name(one)))[:FIRST_OF_GROUP]
        if first:
            found.append(
                {
                    "name": group.name, "count": len(unit_ids),
                    "rows": [
                        {"rank": ranks[one], "name": units.full_name(one), "percent": values[one],
                         "url": reverse("org:unit", args=[one])}
                        for one in first
                    ],
                }
            )  # fmt: skip
    return found
