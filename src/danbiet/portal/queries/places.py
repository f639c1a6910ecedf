"""What pages are called that are neither an editor's nor a question: the front page, lists, plans, tasks, units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.search.queries import titles_of
from danbiet.visits.registry import PageFacts

UNIT, PLAN, TASK = "unit", "plan", "task"  # kinds of the search's entries
NAMES = {
    "portal:home": gettext_lazy("Home"),
    "portal:organisation": gettext_lazy("Organisation"),
    "portal:contact": gettext_lazy("Contact"),
    "portal:search": gettext_lazy("Search"),
    "plans:years-public": gettext_lazy("Plans"),
    "org:units": gettext_lazy("Units"),
    "questions:archive": gettext_lazy("Questions and answers"),
    "questions:ask": gettext_lazy("Ask a question"),
    "contests:public-list": gettext_lazy("Online contests"),
    "contests:proof": gettext_lazy("How a result is checked"),
    "broadcasts:schedule": gettext_lazy("Broadcast schedule"),
    "visits:visits": gettext_lazy("Visits"),
    "api:docs": gettext_lazy("Open data"),
}
THINGS = {  # kind of the search's entry, name of the number in the address
    "plans:plan-public": (PLAN, "pk"),
    "plans:plan-why": (PLAN, "pk"),
    "plans:task-public": (TASK, "pk"),
    "plans:task-why": (TASK, "pk"),
    "org:unit": (UNIT, "unit_id"),
}
WHY = {"plans:plan-why", "plans:task-why"}


def places(paths: Iterable[str]) -> dict[str, PageFacts]:
    """Titles of these addresses in the reader's language, at most one query per kind of thing."""
    found: dict[str, PageFacts] = {}
    things: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for path in paths:
        name, kwargs = _named(path)
        if name in NAMES:
            found[path] = PageFacts(str(NAMES[name]))
        elif name in THINGS:
            kind, argument = THINGS[name]
            things[kind][path] = name, kwargs[argument]
    for kind, wanted in things.items():
        titles = titles_of(kind, {pk for _name, pk in wanted.values()})
        for path, (name, pk) in wanted.items():
            if pk in titles:
                why = _("Why this number: %(title)s") % {"title": titles[pk]}
                found[path] = PageFacts(why if name in WHY else titles[pk], pk if kind == UNIT else None)
    return found


def _named(path: str) -> tuple[str, dict[str, int]]:
    try:
        match = resolve("/" if path == "/en/" else path.removeprefix("/en"))
    except Resolver404:
        return "", {}
    return match.view_name, match.kwargs
