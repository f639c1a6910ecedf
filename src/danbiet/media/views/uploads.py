"""Uploads in pieces: the tus 1.0 protocol (core, termination, expiration, checksum) for who is signed in.

Creating one is the affair of the noun it is for: it checks rights, then answers with `created`. CSRF: every request but
GET and HEAD carries the token in a header, as all of ours do.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import threading
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit import clock

from ..actions import (
    FileRefused,
    TakenOver,
    UploadGone,
    UploadRefused,
    WrongOffset,
    drop_upload,
    finish_upload,
    own_upload,
    take_piece,
)
from ..enums import UploadState
from ..models import Upload

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
KEPT = timedelta(hours=48)  # after the last piece
PIECE = 64 * 1024
LARGEST_CHECKED = 16 * 1024 * 1024  # a piece with a checksum waits in memory until it is proven
AT_ONCE = threading.BoundedSemaphore(2)  # slow senders must not hold all threads of a web process


class BadChecksum(Exception):
    """The piece is not what its checksum says."""


def upload(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """One upload of the person: HEAD asks how far, PATCH appends, DELETE gives up."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return _answer(HttpResponse(_("Sign in again, then go on with the upload."), status=403))
    if request.method == "OPTIONS":
        return _answer(options(HttpResponse(status=204)))
    acts = {"HEAD": _how_far, "PATCH": _append, "DELETE": _drop}
    act = acts.get(request.method or "")
    if act is None:
        return _answer(HttpResponseNotAllowed([*acts, "OPTIONS"]))
    if request.headers.get("Tus-Resumable", VERSION) != VERSION:
        return _answer(HttpResponse(status=412, headers={"Tus-Version": VERSION}))
    try:
        return _answer(act(request, upload_id, user))
    except UploadGone:
        return _answer(HttpResponse(_("This upload no longer exists. Begin again."), status=404))
    except WrongOffset as wrong:
        return _answer(HttpResponse(status=409, headers={"Upload-Offset": str(wrong.offset)}))
    except TakenOver:
        return _answer(HttpResponse(status=423))
    except (UploadRefused, FileRefused) as refusal:
        return _answer(HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8"))


def created(upload: Upload) -> HttpResponse:
    """The answer to who created an upload: where the pieces go."""
    answer = HttpResponse(status=201)
    answer["Location"] = reverse("media:upload", args=[upload.pk])
    answer["Upload-Expires"] = _expires(upload)
    return _answer(answer)


def options(answer: HttpResponse) -> HttpResponse:
    """What this server can do, in the words of the protocol."""
    answer["Tus-Version"] = VERSION
    answer["Tus-Extension"] = EXTENSIONS
    answer["Tus-Checksum-Algorithm"] = "sha1,sha256"
    return _answer(answer)


def announced(request: HttpRequest) -> tuple[int, dict[str, str]]:
    """Size and metadata of an upload to be created. Raises ValueError for what the protocol does not allow."""
    size = request.headers.get("Upload-Length", "")
    if not (size.isascii() and size.isdigit() and len(size) < 16):
        raise ValueError("Upload-Length")
    known = {}
    for pair in filter(None, (one.strip() for one in request.headers.get("Upload-Metadata", "").split(","))):
        key, _space, value = pair.partition(" ")
        try:
            known[key] = base64.b64decode(value, validate=True).decode("utf-8").replace("\0", "")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise ValueError("Upload-Metadata") from error
    return int(size), known


def _how_far(request: HttpRequest, upload_id: uuid.UUID, user: User) -> HttpResponse:
    found = own_upload(upload_id, user=user)
    if found.state == UploadState.REFUSED:
        return HttpResponse(found.refusal, status=410)
    answer = HttpResponse(status=200)
    answer["Upload-Offset"] = str(found.offset)
    answer["Upload-Length"] = str(found.size)
    answer["Upload-Expires"] = _expires(found)
    if found.video_id:
        answer["Danbiet-Video"] = str(found.video_id)
    return answer


def _append(request: HttpRequest, upload_id: uuid.UUID, user: User) -> HttpResponse:
    if request.content_type != "application/offset+octet-stream":
        return HttpResponse(status=415)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return HttpResponse(status=400)
    if not AT_ONCE.acquire(blocking=False):
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    try:
        pieces = _proven(request) if request.headers.get("Upload-Checksum") else _pieces(request)
        reached = take_piece(upload_id, user=user, offset=int(offset), pieces=pieces, at=clock.now())
    except BadChecksum:
        return HttpResponse(status=460, reason="Checksum Mismatch")
    except ValueError:
        return HttpResponse(status=400)
    finally:
        AT_ONCE.release()
    answer = HttpResponse(status=204)
    answer["Upload-Offset"] = str(reached)
    now = own_upload(upload_id, user=user)
    answer["Upload-Expires"] = _expires(now)
    if now.is_whole:
        answer["Danbiet-Video"] = str(finish_upload(upload_id, user=user, at=clock.now()).pk)
    return answer


def _drop(request: HttpRequest, upload_id: uuid.UUID, user: User) -> HttpResponse:
    drop_upload(upload_id, user=user)
    return HttpResponse(status=204)


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(PIECE):
        yield block


def _proven(request: HttpRequest) -> Iterator[bytes]:
    """The whole piece, checked. Raises BadChecksum, and ValueError for an unknown algorithm or a piece too large for it."""
    algorithm, _space, value = request.headers["Upload-Checksum"].partition(" ")
    if (
        algorithm not in {"sha1", "sha256"}
        or int(request.headers.get("Content-Length") or 0) > LARGEST_CHECKED
    ):
        raise ValueError("Upload-Checksum")
    content = b"".join(_pieces(request))
    if base64.b64decode(value) != hashlib.new(algorithm, content, usedforsecurity=False).digest():
        raise BadChecksum
    return iter([content])


def _expires(upload: Upload) -> str:
    return http_date((upload.seen_at + KEPT).timestamp())


def _answer(answer: HttpResponse) -> HttpResponse:
    answer["Tus-Resumable"] = VERSION
    answer["Cache-Control"] = "no-store"
    return answer
