"""Pictures and files leave through here: to everybody when a live page shows them, else to those who work on them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.media.calc.ranges import NotSatisfiable, Span, span_of
from danbiet.media.storages import pieces_of
from danbiet.org.queries import rights_of

from .permissions import may_have_private
from .queries import attachment, is_public_attachment, is_public_picture, rendition

FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=300"  # a file may be replaced or taken down
NOWHERE = "private, no-store"
PICTURE_TYPES = {
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "avif": "image/avif",
}


@require_safe
def picture_file(request: HttpRequest, rendition_id: int, tag: str, ending: str) -> HttpResponseBase:
    """A size of a picture. 404 for any other address than its own, and for a picture that is private to the asker."""
    found = rendition(rendition_id)
    content_type = PICTURE_TYPES.get(ending)
    if found is None or content_type is None or not constant_time_compare(found.tag, tag):
        raise Http404
    is_public = is_public_picture(found.image_id)
    if not is_public:
        _must_work_on(request, found.image.uploaded_by_user_id)
    answer = _sent(request, found.file.storage, found.file.name, content_type)
    answer["Cache-Control"] = FOR_EVER if is_public else NOWHERE
    return answer


@require_safe
def attachment_file(request: HttpRequest, attachment_id: int, filename: str) -> HttpResponseBase:
    """An attached file as a download, in parts when asked so. Its name in the address is for people; the number decides."""
    found = attachment(attachment_id)
    if found is None or filename != found.filename:
        raise Http404
    is_public = is_public_attachment(attachment_id)
    if not is_public:
        _must_work_on(request, found.uploaded_by_user_id)
    answer = _sent(request, found.file.storage, found.file.name, found.content_type)
    answer["Cache-Control"] = A_WHILE if is_public else NOWHERE
    answer["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(found.filename)}"
    return answer


def _must_work_on(request: HttpRequest, uploaded_by: int | None) -> None:
    on = clock.today()
    bringer: Any = get_user_model().objects.filter(pk=uploaded_by).first() if uploaded_by else None
    theirs = rights_of(bringer, on).units_held() if bringer is not None else set()
    if not may_have_private(rights_of(request.user, on), uploaded_by=uploaded_by, their_units=theirs):
        raise Http404


def _sent(request: HttpRequest, storage: Storage, place: str, content_type: str) -> HttpResponseBase:
    """The file, or the part of it asked for, as something a browser neither guesses about nor runs."""
    try:
        size = storage.size(place)
    except FileNotFoundError as lost:
        raise Http404 from lost
    answer: HttpResponseBase
    try:
        span = span_of(request.headers.get("Range", ""), size=size)
    except NotSatisfiable:
        return _guarded(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}))
    part = span or Span(0, size)
    if request.method == "HEAD":
        answer = HttpResponse(content_type=content_type)
    else:
        pieces = pieces_of(storage, place, start=part.start, length=part.length)
        answer = StreamingHttpResponse(pieces, content_type=content_type)
    if span is not None:
        answer.status_code = 206
        answer["Content-Range"] = f"bytes {part.start}-{part.last}/{size}"
    answer["Content-Length"] = str(part.length)
    return _guarded(answer)


def _guarded(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
