"""Sending films: in pieces by script (tus), in one by a plain form; new ones and replacements."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from danbiet.media.actions import (
    UploadGone,
    UploadRefused,
    VideoRefused,
    begin_upload,
    drop_upload,
    take_whole,
)
from danbiet.media.forms import FilmForm, ReplacementForm
from danbiet.media.queries import Upload, Video, unfinished_uploads, video_for
from danbiet.media.views import announced, created, tus_options
from danbiet.org.views import DeskRequest, desk_view

from ..permissions.videos import may_edit_video, may_upload_videos, units_to_film

LARGEST_PLAIN = 200 * 1024 * 1024  # more than this only in pieces
KEPT = timedelta(hours=48)
SPARE = 1024 * 1024  # the other fields of the form


@csrf_exempt  # checked inside, once the size is known: the check reads the whole form
def video_upload(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """The form for a new film or a replacement, and its plain sending."""
    if request.method == "POST" and _size(request) > LARGEST_PLAIN + SPARE:
        return HttpResponse(
            _("A film over 200 MB is sent in pieces: switch scripts on in the browser and send it again."),
            status=413,
            content_type="text/plain; charset=utf-8",
        )
    return _form_page(request, pk)


@csrf_protect
@desk_view
def _form_page(request: DeskRequest, pk: int | None) -> HttpResponse:
    video = _replaced(request, pk)
    form = _form(request, video)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, video)
    try:
        made = take_whole(
            form.cleaned_data["file"], user=request.user, details=_details(form, video), at=request.at
        )
    except (UploadRefused, VideoRefused) as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, video)
    messages.success(request, _("The film has arrived and is being prepared."))
    return HttpResponseRedirect(reverse("newsroom:video-page", args=[made.pk]))


@desk_view
def video_pieces(request: DeskRequest, pk: int | None = None) -> HttpResponse:
    """Create an upload in pieces (tus): size and metadata in headers; the answer names where the pieces go."""
    if request.method == "OPTIONS":
        return tus_options(HttpResponse(status=204))
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST, OPTIONS"})
    video = _replaced(request, pk)
    try:
        size, said = announced(request)
    except ValueError:
        return HttpResponse(status=400)
    form = _form(request, video, data={"title": said.get("title", ""), "unit": said.get("unit", "")})
    form.fields["file"].required = False
    if not form.is_valid():
        return _refused("; ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        details = _details(form, video) | {"modified": said.get("modified", "")[:20]}
        upload = begin_upload(
            user=request.user, name=said.get("filename", ""), size=size, details=details, at=request.at
        )
    except UploadRefused as refusal:
        return _refused(str(refusal))
    return created(upload)


def _replaced(request: DeskRequest, pk: int | None) -> Video | None:
    """The film to be replaced, None for a new one; refused without the right to either."""
    if pk is None:
        if not may_upload_videos(request.rights):
            raise PermissionDenied(_("Your role does not send films."))
        return None
    video = video_for(pk)
    if video is None:
        raise Http404
    if not may_edit_video(request.rights, video.unit_id):
        raise PermissionDenied(_("Only the unit this film belongs to changes it."))
    return video


def _form(
    request: DeskRequest, video: Video | None, *, data: dict[str, str] | None = None
) -> FilmForm | ReplacementForm:
    posted = request.method == "POST"
    given: Any = (data if data is not None else request.POST) if posted else None
    files = request.FILES if posted and data is None else None
    if video is not None:
        return ReplacementForm(given, files)
    reach = units_to_film(request.rights)
    units = [(unit.id, unit.name) for unit in request.rights.tree if unit.id in reach]
    home = request.rights.home_unit_id
    return FilmForm(given, files, units=units, initial={"unit": home if home in reach else None})


def _details(form: FilmForm | ReplacementForm, video: Video | None) -> dict[str, Any]:
    if video is not None:
        return {"video": video.pk}
    return {"title": form.cleaned_data["title"], "unit": form.cleaned_data["unit"]}


def _page(request: DeskRequest, form: FilmForm | ReplacementForm, video: Video | None) -> HttpResponse:
    library = {"label": _("Film library"), "url": reverse("newsroom:video-list")}
    if video is None:
        crumbs, pieces = [library], reverse("newsroom:video-pieces")
        title = _("Send a film")
    else:
        page = reverse("newsroom:video-page", args=[video.pk])
        crumbs = [library, {"label": video.title, "url": page}]
        pieces, title = reverse("newsroom:video-replace-pieces", args=[video.pk]), _("Replace the film")
    context = {
        "form": form,
        "video": video,
        "title": title,
        "pieces_url": pieces,
        "unfinished": _unfinished(request, video),
        "page_url": reverse("newsroom:video-page", args=[0]),
        "crumbs": [*crumbs, {"label": title, "url": ""}],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "newsroom/desk/video_upload.html", context, status=status)


@desk_view
@require_POST
def upload_gone(request: DeskRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Give up an unfinished upload of one's own."""
    try:
        drop_upload(upload_id, user=request.user)
    except UploadGone as gone:
        raise Http404 from gone
    messages.success(request, _("The unfinished upload is deleted."))
    return HttpResponseRedirect(reverse("newsroom:video-list"))


def _unfinished(request: DeskRequest, video: Video | None) -> list[Upload]:
    """What the person began for the same end and may go on with."""
    rows = unfinished_uploads(request.user.pk, since=request.at - KEPT)
    return [row for row in rows if row.details.get("video") == (video.pk if video else None)]


def _refused(text: str) -> HttpResponse:
    return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")


def _size(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0
