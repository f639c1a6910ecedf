"""The page for people: every address with its parameters, fields and an example that runs here. Kept ready, without cookies or scripts."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..queries.contests import contest
from ..queries.rows import Now, Rows, api
from ..render.shape import Shape
from ..validators import MOST_PER_PAGE, Asked
from .addresses import ADDRESSES, GROUPS
from .machines import schema
from .serving import ROOT, Address

DEEP = 2  # levels of parts within parts that are written out


@require_safe
@kept(seconds=600)
def docs(request: HttpRequest) -> HttpResponse:
    """All addresses by subject."""
    at = clock.now()
    now = Now(at, clock.local(at).date())
    request.units = tree(now.on)  # type: ignore[attr-defined]  # the layout shows whose site this is
    told = schema(get_language() or "vi")
    firsts: dict[str, Shape | None] = {}
    groups = [
        {"key": f"nhom-{place}", "name": _(name), "rows": [_shown(one, told, firsts, now) for one in group]}
        for place, (name, group) in enumerate(GROUPS, start=1)
    ]
    context = {
        "groups": groups, "root": api(""), "description": api("/openapi.json"), "per_minute": settings.DANBIET_API_PER_MINUTE,
        "most": MOST_PER_PAGE, "refusals": _refusals(told), "example": api("/units?q=so"), "crumbs": from_home(_("Open data")),
    }  # fmt: skip
    return render(request, "api/docs.html", context)


def _shown(
    one: Address, told: Mapping[str, Any], firsts: dict[str, Shape | None], now: Now
) -> dict[str, Any]:
    operation = told["paths"][f"{ROOT}{one.path}"]["get"]
    path = example_path(one, firsts, now)
    first = _first(one, firsts, now) if one.is_list and path else None
    return {
        "path": one.path, "summary": _(one.summary), "is_list": one.is_list, "key": one.ask.__name__.replace("_", "-"),
        "example": f"{ROOT}{path}{one.example}" if path else "",
        "sample": first.model_dump_json(by_alias=True, indent=2, exclude_none=False) if first is not None else "",
        "parameters": [
            (each["name"], each.get("description", ""), _possible(each["schema"])) for each in operation.get("parameters", ())
        ],
        "fields": list(_fields(one.shape.__name__, told["components"]["schemas"])),
    }  # fmt: skip


def example_path(one: Address, firsts: dict[str, Shape | None], now: Now) -> str:
    """The address below the root with its parts filled by a thing that exists here; "" when there is none yet."""
    if not one.of:
        return one.path
    source = next(each for each in ADDRESSES if each.path == one.of)
    line = _first(source, firsts, now)
    if line is None:
        return ""
    own = str(getattr(line, "links").self_).removeprefix(api(""))  # noqa: B009 - not every shape has links, these do
    rest = one.path.split("/")[len(own.split("/")) :]
    path = "/".join([own, *rest])
    if "{round_key}" in path:
        whole = contest(Asked(), now, str(getattr(line, "key")))  # noqa: B009
        if whole is None or not whole.rounds:
            return ""
        path = path.replace("{round_key}", whole.rounds[0].key)
    return path


def _first(one: Address, firsts: dict[str, Shape | None], now: Now) -> Shape | None:
    """The first thing of a list as it stands without filters, None for an empty one."""
    if one.path not in firsts:
        firsts[one.path] = None
        path = example_path(one, firsts, now)
        asked = typing.get_type_hints(one.ask)["asked"]()
        rows: Rows[Any] | None = one.ask(asked, now, **_parts(one.path, path)) if path else None
        found = rows.portion(0, 1) if rows is not None else []
        firsts[one.path] = found[0] if found else None
    return firsts[one.path]


def _parts(pattern: str, path: str) -> dict[str, Any]:
    """{"id": 3} of /plans/{id}/tasks and /plans/3/tasks."""
    found: dict[str, Any] = {}
    for name, value in zip(pattern.split("/"), path.split("/"), strict=True):
        if name.startswith("{"):
            found[name.strip("{}")] = int(value) if name == "{id}" else value
    return found


def _possible(told: Mapping[str, Any]) -> str:
    """What a parameter may be, in short."""
    for one in told.get("anyOf", ()):
        if one.get("type") != "null":
            return _possible(one)
    if "enum" in told:
        return " | ".join(str(each) or "“”" for each in told["enum"])
    if told.get("format") == "date":
        return "YYYY-MM-DD"
    if told.get("type") == "integer":
        return (
            f"{told.get('minimum', 0)}–{told['maximum']}"
            if told.get("maximum", 2**40) < 2**40
            else _("number")
        )
    return _("letters")


def _fields(
    name: str, shapes: Mapping[str, Any], before: str = "", depth: int = 0
) -> Iterator[tuple[str, str, str]]:
    """Name, kind and meaning of every field, parts within parts as part.field."""
    for field, told in shapes[name].get("properties", {}).items():
        kind, inner = _kind(told)
        yield f"{before}{field}", kind, told.get("description", "")
        if inner in shapes and depth < DEEP:
            yield from _fields(inner, shapes, f"{before}{field}.", depth + 1)


def _kind(told: Mapping[str, Any]) -> tuple[str, str]:
    """The kind in a word, and the name of the part it consists of."""
    if "$ref" in told:
        return _("object"), told["$ref"].rpartition("/")[2]
    if "anyOf" in told:
        some = [one for one in told["anyOf"] if one.get("type") != "null"]
        kind, inner = _kind(some[0])
        return f"{kind} | null", inner
    if told.get("type") == "array":
        kind, inner = _kind(told["items"])
        return _("list of %(kind)s") % {"kind": kind}, inner
    words = {
        "date": _("day"), "date-time": _("moment"), "integer": _("whole number"), "number": _("number"), "boolean": _("true or false"),
        "string": _("letters"), "object": _("object"),
    }  # fmt: skip
    return words.get(told.get("format", "")) or words.get(told.get("type", ""), _("letters")), ""


def _refusals(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(status, one["description"]) for status, one in told["components"]["responses"].items()]
