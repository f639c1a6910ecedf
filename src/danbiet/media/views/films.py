"""The files of videos."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def film_file(request: HttpRequest, video_id: int, version: int, name: str) -> HttpResponse:
    raise Http404


def film_track(request: HttpRequest, video_id: int, language: str, revision: int) -> HttpResponse:
    raise Http404
