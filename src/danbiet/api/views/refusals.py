"""Refusals as RFC 9457 has them, in Vietnamese, in English for who asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from ..queries.rows import full
from ..render.shape import Fault, Problem


class Refused(Exception):
    """Status and, by parameter, the kind of fault."""

    def __init__(self, status: int, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.faults = dict(faults or {})


def problem(request: HttpRequest, status: int, faults: Mapping[str, str] | None = None) -> HttpResponse:
    """The refusal with its reason in the reader's language. Never kept."""
    with translation.override("en" if _wants_english(request) else "vi"):
        body = Problem(
            type=full(f"/du-lieu-mo/#loi-{status}"), title=_title(status), status=status, detail=_detail(status),
            errors=[Fault(parameter=name[:100], detail=_fault(kind)) for name, kind in sorted((faults or {}).items())[:20]],
        )  # fmt: skip
    answer = HttpResponse(
        body.model_dump_json(), status=status, content_type="application/problem+json; charset=utf-8"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "Accept-Language"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # what others ask wrongly is no event of ours
    return answer


def _wants_english(request: HttpRequest) -> bool:
    """Vietnamese unless English is asked for before it."""
    return bool(request.headers.get("Accept-Language")) and get_language_from_request(request) == "en"


def _title(status: int) -> str:
    titles = {
        400: _("Not understood"),
        404: _("Not found"),
        405: _("Only reading"),
        422: _("A parameter is wrong"),
        429: _("Too often"),
        503: _("Not available for a moment"),
    }
    return titles.get(status) or (_("Failure of the portal") if status >= 500 else HTTPStatus(status).phrase)


def _detail(status: int) -> str:
    details = {
        400: _("The address holds signs that belong into no address."),
        404: _("There is nothing at this address, or it is not published (any more)."),
        405: _("This API only gives out: GET, HEAD and OPTIONS."),
        422: _("The address names a parameter this resource does not know, or a value that cannot be."),
        429: _("Too many requests in a minute from this network. Try again after the time in Retry-After."),
        503: _("The portal is being maintained. Try again in some minutes."),
    }
    return details.get(status) or _("The portal could not answer. It has been written down; try again later.")


def _fault(kind: str) -> str:
    said: dict[str, str] = {
        "unknown": _("This resource does not know the parameter."),
        "repeated": _("The parameter is given more than once."),
        "no_such_page": _("The list has fewer pages."),
        "value_error": _(
            "The value is not written as it must be (a day: 2021-06-30; a number: digits alone)."
        ),
        "int_parsing": _("The value is not a number."),
        "greater_than_equal": _("The value is too small."),
        "less_than_equal": _("The value is too large."),
        "literal_error": _("The value is none of those that are possible."),
        "string_too_long": _("The value is too long."),
        "string_pattern_mismatch": _("The value is not written as it must be."),
        "too_long_span": _("The span of days is too long."),
        "backwards": _("The last day lies before the first."),
    }
    return said.get(kind) or _("The value is not possible.")


def faults_of(errors: list[dict[str, Any]]) -> dict[str, str]:
    """By parameter, the kind of the first fault pydantic found."""
    found: dict[str, str] = {}
    for error in errors:
        where = [str(part) for part in error.get("loc", ())]
        found.setdefault(where[-1] if where else "", str(error.get("type", "")))
    return found
