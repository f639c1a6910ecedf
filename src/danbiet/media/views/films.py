"""The files of videos, whole or in parts. The address names the version, so what lies there never changes.

Public ones may be kept by anybody for ever; private ones only go to who may see them, and stay in no cache.
"""

from __future__ import annotations

from urllib.parse import quote

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..actions import store
from ..calc.inspect import clean_name
from ..calc.ranges import NotSatisfiable, Span, span_of
from ..enums import FileRole
from ..models import Track, Video, VideoFile
from ..queries import film_file_at, latest_film_file, track_at
from ..registry import may_see_private
from ..storages import pieces_of

FOR_EVER = "public, max-age=31536000, immutable"
NOWHERE = "private, no-store"
# A player asks for "everything from here" and often throws most of it away; it asks again for more when it needs it.
LARGEST_SIP = 8 * 1024 * 1024


@require_safe
def film_file(request: HttpRequest, video_id: int, version: int, name: str) -> HttpResponseBase:
    """A file of a version. The address of an older version leads to the newest."""
    file = film_file_at(video_id, version, name)
    if file is None:
        return _newest(request, video_id, name, but=version)
    _must_see(request, file.video, role=file.role)
    return _sent(request, file)


@require_safe
def film_latest(request: HttpRequest, video_id: int, name: str) -> HttpResponseBase:
    """The address that lasts: leads to the file of the newest playable version."""
    return _newest(request, video_id, name, but=0)


@require_safe
def film_track(request: HttpRequest, video_id: int, language: str, revision: int) -> HttpResponseBase:
    """Subtitles of a language."""
    track: Track | None = track_at(video_id, language)
    if track is None:
        raise Http404
    _must_see(request, track.video, role=FileRole.MP4)
    if track.revision != revision:
        return _moved(track.video, reverse("media:film-track", args=[video_id, language, track.revision]))
    answer = HttpResponse(track.content, content_type="text/vtt; charset=utf-8")
    return _guarded(answer, track.video)


def _newest(request: HttpRequest, video_id: int, name: str, *, but: int) -> HttpResponseBase:
    file = latest_film_file(video_id, name)
    if file is None or file.version == but:
        raise Http404
    _must_see(request, file.video, role=file.role)
    query = request.META.get("QUERY_STRING", "")
    url = reverse("media:film-file", args=[video_id, file.version, file.name])
    return _moved(file.video, f"{url}?{query}" if query else url)


def _moved(video: Video, url: str) -> HttpResponse:
    answer = HttpResponseRedirect(url)
    answer["Cache-Control"] = "public, max-age=60" if video.is_public else NOWHERE
    return answer


def _must_see(request: HttpRequest, video: Video, *, role: str) -> None:
    """The original is for officials alone: it may hold place and time of the shooting."""
    if video.is_public and role != FileRole.ORIGINAL:
        return
    if not may_see_private(request):
        raise Http404


def _sent(request: HttpRequest, file: VideoFile) -> HttpResponseBase:
    tag = f'"{file.pk}-{file.size}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _dressed(HttpResponse(status=304), file, tag)
    try:
        span = _wanted(request, file, tag)
    except NotSatisfiable:
        refusal = HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
        return _dressed(refusal, file, tag)
    part = span or Span(0, file.size)
    answer = _body(request, file, part)
    if span is not None:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {part.start}-{part.last}/{file.size}"
    answer["Content-Length"] = str(part.length)
    if file.role == FileRole.ORIGINAL or request.GET.get("tai-ve"):
        answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(_download_name(file))}"
    return _dressed(answer, file, tag)


def _wanted(request: HttpRequest, file: VideoFile, tag: str) -> Span | None:
    header = request.headers.get("Range", "")
    if not header or request.headers.get("If-Range", tag) != tag:
        return None
    span = span_of(header, size=file.size)
    is_player = request.headers.get("Sec-Fetch-Dest") in {"video", "audio"}
    if span is not None and span.is_open and is_player:
        return Span(span.start, min(span.length, LARGEST_SIP), is_open=True)
    return span


def _body(request: HttpRequest, file: VideoFile, part: Span) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(content_type=file.content_type)
    place = str(file.content.name)
    try:
        pieces = pieces_of(store(), place, start=part.start, length=part.length)
    except FileNotFoundError as lost:
        raise Http404 from lost
    return StreamingHttpResponse(pieces, content_type=file.content_type)


def _dressed(answer: HttpResponseBase, file: VideoFile, tag: str) -> HttpResponseBase:
    answer["ETag"] = tag
    answer["Accept-Ranges"] = "bytes"
    answer = _guarded(answer, file.video)
    if file.role == FileRole.ORIGINAL:
        answer["Cache-Control"] = NOWHERE
    return answer


def _guarded(answer: HttpResponseBase, video: Video) -> HttpResponseBase:
    answer["Cache-Control"] = FOR_EVER if video.is_public else NOWHERE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _download_name(file: VideoFile) -> str:
    quality = "" if file.role == FileRole.ORIGINAL else f" ({file.name.partition('.')[0]})"
    return clean_name(f"{file.video.title}{quality}.{file.name.rpartition('.')[2]}")
