"""The description of all addresses made whole: refusals, tables, headers, words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from .shape import Problem
from .shape import gettext_noop as _

REFUSALS = {
    "400": _("The address holds signs that belong into no address."),
    "404": _("There is nothing at this address, or it is not published (any more)."),
    "405": _("This API only gives out: GET, HEAD and OPTIONS."),
    "422": _("The address names a parameter this resource does not know, or a value that cannot be."),
    "429": _("Too many requests in a minute from this network. Try again after the time in Retry-After."),
}
ABOUT = _(
    "What the portal shows everybody, for programs: read only, without registration, without cookies. Names, numbers and"
    " addresses in `links` stay the same. What is not published is not here."
)
LICENCE = _("Free to use; name the source “Dân Biết”.")
WORDS = ("description", "summary", "tags", "tags.name", "license.name")


def described(raw: dict[str, Any], *, server: str, lists: Collection[str]) -> dict[str, Any]:
    """The library's description with everything the door adds."""
    raw["info"] = {
        "title": "Dân Biết",
        "version": "1",
        "summary": _("Open data"),
        "description": ABOUT,
        "license": {"name": LICENCE},
    }
    raw["servers"] = [{"url": server}]
    raw["tags"] = [{"name": name} for name in _tags(raw)]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    raw["components"]["schemas"] |= problem.pop("$defs", {}) | {"Problem": problem}
    raw["components"]["responses"] = {status: _refusal(status, words) for status, words in REFUSALS.items()}
    for path, methods in raw["paths"].items():
        for operation in methods.values():
            _complete(operation, is_list=path in lists)
    for shape in raw["components"]["schemas"].values():
        shape.pop("description", None)  # what the code says to its readers
    _without_titles(raw)
    return raw


def _tags(raw: dict[str, Any]) -> list[str]:
    found = [
        tag for methods in raw["paths"].values() for one in methods.values() for tag in one.get("tags", [])
    ]
    return list(dict.fromkeys(found))


def _refusal(status: str, words: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == "429":
        made["headers"] = {"Retry-After": {"description": _("Seconds."), "schema": {"type": "integer"}}}
    return made


def _complete(operation: dict[str, Any], *, is_list: bool) -> None:
    operation.pop("description", None)
    for parameter in operation["parameters"]:
        _may_be_left_out(parameter)
    fine = operation["responses"].pop(next(iter(operation["responses"])))
    fine["description"] = _("What was asked for.")
    fine["headers"] = {
        "ETag": {
            "description": _("Send it back as If-None-Match: 304 where nothing has changed."),
            "schema": {"type": "string"},
        }
    }
    if is_list:
        fine["headers"]["Link"] = {
            "description": _("first, prev, next, last (RFC 8288)."),
            "schema": {"type": "string"},
        }
        fine["content"]["text/csv"] = {"schema": {"type": "string"}}
    operation["responses"] = {
        "200": fine,
        "304": {"description": _("Nothing has changed since.")},
        **{status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS},
    }


def _may_be_left_out(parameter: dict[str, Any]) -> None:
    """A parameter that need not be there is left out, not null: nobody can write null into an address."""
    told = parameter["schema"]
    some = [one for one in told.pop("anyOf", []) if one.get("type") != "null"]
    if some:
        told |= some[0]
    told.pop("description", None)
    if told.get("default") is None:
        told.pop("default", None)


def _without_titles(value: Any) -> None:
    """Titles made of the names say nothing the names do not."""
    if isinstance(value, list):
        for one in value:
            _without_titles(one)
    elif isinstance(value, dict):
        for one in list(value.values()):
            _without_titles(one)
        if isinstance(value.get("title"), str) and (
            "type" in value or "anyOf" in value or "$ref" in value or "properties" in value
        ):
            del value["title"]


def in_words(value: Any, translate: Callable[[str], str], name: str = "") -> Any:
    """The same with every description, summary and subject translated; names of parameters and fields are none."""
    if isinstance(value, dict):
        return {
            key: in_words(one, translate, f"{name}.name" if key == "name" else key)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [in_words(one, translate, name) for one in value]
    return translate(value) if isinstance(value, str) and value and name in WORDS else value
