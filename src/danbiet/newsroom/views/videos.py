"""The library of films on the desk: what there is, how far it is, who sent it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit import clock
from danbiet.kit.listing import MOST_ROWS
from danbiet.kit.text import half_up
from danbiet.media.actions import (
    SubtitlesRefused,
    VideoInUse,
    add_track,
    delete_video,
    describe_video,
    remove_track,
    try_again,
)
from danbiet.media.calc.film import clock_face
from danbiet.media.enums import VideoState
from danbiet.media.forms import LibraryFilter, TrackForm, WordsForm
from danbiet.media.queries import (
    Video,
    kept_bytes,
    original_of,
    playables,
    tracks_of,
    unfinished_uploads,
    video_for,
    videos,
)
from danbiet.media.registry import uses_of
from danbiet.org.queries import rights_of
from danbiet.org.views import DeskRequest, desk_view

from ..permissions.videos import may_edit_video, may_see_videos, may_upload_videos

PER_PAGE = 24
KEPT = timedelta(hours=48)
LIBRARY = "newsroom:video-list"
STATES: dict[str, tuple[str | Promise, str]] = {
    VideoState.WAITING: (gettext_lazy("Waiting to be prepared"), "waiting"),
    VideoState.WORKING: (gettext_lazy("Being prepared"), "waiting"),
    VideoState.PLAYABLE: (gettext_lazy("Playable, finer quality follows"), "on_track"),
    VideoState.READY: (gettext_lazy("Ready"), "done"),
    VideoState.FAILED: (gettext_lazy("Failed"), "overdue"),
}
BUSY = {VideoState.WAITING, VideoState.WORKING, VideoState.PLAYABLE}


@desk_view
def video_list(request: DeskRequest) -> HttpResponse:
    """All films, newest first, with what is being made. HTMX asks again for the list alone; `?tai=` what is shown as a file."""
    units = [(unit.id, unit.name) for unit in request.rights.tree]
    form = LibraryFilter(
        request.GET, units=units, states=[(key, str(words)) for key, (words, _look) in STATES.items()]
    )
    wanted = form.cleaned_data if form.is_valid() else {}
    unit = wanted.get("unit")
    found = videos(unit_ids=[unit] if unit else None, text=wanted.get("q", ""), state=wanted.get("state", ""))
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing(request, found[: MOST_ROWS + 1], told_by(form)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    posters = playables(video.pk for video in page)
    context = {
        "page": page,
        "rows": [_row(request, video, posters[video.pk].poster_url) for video in page],
        "is_busy": any(video.state in BUSY for video in page),
        "uploads": unfinished_uploads(request.user.pk, since=request.at - KEPT),
        "filter": form,
        "may_upload": may_upload_videos(request.rights),
        "crumbs": [{"label": _("Film library"), "url": ""}],
    }
    is_part = request.headers.get("HX-Target") == "phim"
    return render(
        request, "newsroom/desk/_videos.html" if is_part else "newsroom/desk/video_list.html", context
    )


@desk_view
def video_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One film: player, state, subtitles, transcript, where it is used."""
    return _shown(request, _video(pk))


@desk_view
def video_state(request: DeskRequest, pk: int) -> HttpResponse:
    """How far one film is, asked for again and again; the whole page once it is done."""
    video = _video(pk)
    context = _state(video) | {"video": video}
    answer = render(request, "newsroom/desk/_video_state.html", context)
    if video.state not in BUSY:
        answer["HX-Refresh"] = "true"
    return answer


@desk_view
@require_POST
def video_words(request: DeskRequest, pk: int) -> HttpResponse:
    """Change title and transcript."""
    video = _editable(request, pk)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _shown(request, video, words=form)
    describe_video(pk, title=form.cleaned_data["title"], transcript=form.cleaned_data["transcript"],
                   by=request.user, at=request.at)  # fmt: skip
    messages.success(request, _("Title and transcript are saved."))
    return _back(pk)


@desk_view
@require_POST
def video_track(request: DeskRequest, pk: int) -> HttpResponse:
    """Add the subtitles of a language, in the place of those before."""
    video = _editable(request, pk)
    form = TrackForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_track(pk, form.cleaned_data["file"].read(), language=form.cleaned_data["language"],
                      label=form.language_label, by=request.user, at=request.at)  # fmt: skip
        except SubtitlesRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The subtitles are saved."))
            return _back(pk)
    return _shown(request, video, track=form)


@desk_view
def video_track_gone(request: DeskRequest, pk: int, language: str) -> HttpResponse:
    """Take the subtitles of a language away, after asking."""
    video = _editable(request, pk)
    if request.method != "POST":
        return render(request, "layouts/confirm.html", {
            "title": _("Delete these subtitles?"), "text": video.title, "action": _("Delete"), "look": "danger",
            "action_url": request.path, "cancel_url": reverse("newsroom:video-page", args=[pk]),
            "crumbs": _crumbs(video),
        })  # fmt: skip
    if remove_track(pk, language=language, by=request.user, at=request.at):
        messages.success(request, _("The subtitles are deleted."))
    return _back(pk)


@desk_view
@require_POST
def video_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Prepare a failed film once more."""
    _editable(request, pk)
    if try_again(pk, by=request.user, at=request.at):
        messages.success(request, _("The film is being prepared again."))
    else:
        messages.error(request, _("Nothing is left of this film: send it again."))
    return _back(pk)


@desk_view
def video_gone(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a film nobody uses, after asking; one in use says where."""
    video = _editable(request, pk)
    uses = uses_of([pk]).get(pk, [])
    if request.method == "POST":
        try:
            delete_video(pk, by=request.user, at=request.at)
        except VideoInUse as refusal:
            places = "; ".join(use.title for use in refusal.uses)
            messages.error(request, _("The film is used and stays: %(places)s.") % {"places": places})
            return _back(pk)
        messages.success(request, _("The film is deleted."))
        return HttpResponseRedirect(reverse(LIBRARY))
    if uses:
        messages.error(
            request,
            _("The film is used and stays: %(places)s.") % {"places": "; ".join(use.title for use in uses)},
        )
        return _back(pk)
    return render(request, "layouts/confirm.html", {
        "title": _("Delete this film?"), "text": video.title, "action": _("Delete"), "look": "danger",
        "consequences": [_("All its files, subtitles and the transcript go; this cannot be undone.")],
        "action_url": request.path, "cancel_url": reverse("newsroom:video-page", args=[pk]), "crumbs": _crumbs(video),
    })  # fmt: skip


def is_official(request: HttpRequest) -> bool:
    """Who may see films that are not public: whoever holds a role today."""
    user = request.user
    return user.is_authenticated and may_see_videos(rights_of(user, clock.today()))


def _shown(
    request: DeskRequest, video: Video, *, words: WordsForm | None = None, track: TrackForm | None = None
) -> HttpResponse:
    may_edit = may_edit_video(request.rights, video.unit_id)
    context = _state(video) | {
        "video": video,
        "playable": playables([video.pk])[video.pk],
        "unit": request.rights.tree.full_name(video.unit_id),
        "original": original_of(video),
        "kept_bytes": kept_bytes(video),
        "tracks": tracks_of(video),
        "uses": uses_of([video.pk]).get(video.pk, []),
        "may_edit": may_edit,
        "words": words or WordsForm(initial={"title": video.title, "transcript": video.transcript}),
        "track": track or TrackForm(auto_id="id_phu_de_%s"),
        "crumbs": _crumbs(video),
    }
    status = 422 if words or track else 200
    return render(request, "newsroom/desk/video_page.html", context, status=status)


def _state(video: Video) -> dict[str, Any]:
    words, look = STATES[video.state]
    return {"state_words": words, "state_look": look, "is_busy": video.state in BUSY}


def _listing(request: DeskRequest, rows: Iterable[Video], told: str) -> Listing:
    head = [
        _("Film"), _("State"), _("Public"), _("Duration"), _("Size (MB)"), _("Unit"), _("Sent"), _("Sent by"),
    ]  # fmt: skip
    cells = [
        [
            video.title, STATES[video.state][0], video.is_public, clock_face(video.duration) if video.duration else "",
            half_up(Decimal(video.source_size) / 1_000_000), request.rights.tree.name(video.unit_id), video.uploaded_at,
            video.uploaded_by.full_name if video.uploaded_by else "",
        ]
        for video in rows
    ]  # fmt: skip
    name = f"kho-phim-{request.on.isoformat()}"
    return Listing(name=name, title=_("Film library"), head=head, rows=cells, told=told)


def _row(request: DeskRequest, video: Video, poster_url: str) -> dict[str, Any]:
    return _state(video) | {
        "video": video,
        "poster_url": poster_url,
        "unit": request.rights.tree.name(video.unit_id),
        "length": clock_face(video.duration) if video.duration else "–",
    }


def _crumbs(video: Video) -> list[dict[str, Any]]:
    return [{"label": _("Film library"), "url": reverse(LIBRARY)}, {"label": video.title, "url": ""}]


def _video(pk: int) -> Video:
    video = video_for(pk)
    if video is None:
        raise Http404
    return video


def _editable(request: DeskRequest, pk: int) -> Video:
    video = _video(pk)
    if not may_edit_video(request.rights, video.unit_id):
        raise PermissionDenied(_("Only the unit this film belongs to changes it."))
    return video


def _back(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("newsroom:video-page", args=[pk]))
