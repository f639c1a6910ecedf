"""Error pages in Vietnamese that say what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from danbiet.kit.logs import reference_of


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", {"reason": str(exception) if exception else ""}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The page for a failure of ours: no context processors, which may be what failed."""
    reference = reference_of(request)  # the log has it beside what happened
    response = HttpResponse(
        loader.get_template("errors/500.html").render({"reference": reference}), status=500
    )
    response.headers["X-Reference"] = reference
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
