"""Who refers to kept files: media does not know the nouns above it, they tell it when the programme starts."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest

Referrer = Callable[[Collection[int]], set[int]]
REFERRERS: list[Referrer] = []


def register_referrer(referrer: Referrer) -> None:
    """Tell who refers: of the file ids given, `referrer` answers with those still needed. A file nobody names is deleted."""
    if referrer not in REFERRERS:
        REFERRERS.append(referrer)


def referred(file_ids: Collection[int]) -> set[int]:
    """Which of these files somebody still needs."""
    return set().union(*(referrer(file_ids) for referrer in REFERRERS))


Reader = Callable[[HttpRequest], bool]
READERS: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Tell who else than everybody may see videos that are not public: `reader` answers for the person of a request."""
    if reader not in READERS:
        READERS.append(reader)


def may_see_private(request: HttpRequest) -> bool:
    """Whether this person may see videos that are not public. Until somebody registers a rule, nobody may."""
    return any(reader(request) for reader in READERS)


@dataclass(frozen=True, slots=True)
class Use:
    """Where a video is shown: what keeps it from being deleted."""

    title: str
    url: str


VideoReferrer = Callable[[Collection[int]], dict[int, list[Use]]]
VIDEO_REFERRERS: list[VideoReferrer] = []


def register_video_referrer(referrer: VideoReferrer) -> None:
    """Tell where videos are used, published or not: of the ids given, `referrer` answers with the places of each."""
    if referrer not in VIDEO_REFERRERS:
        VIDEO_REFERRERS.append(referrer)


def uses_of(video_ids: Collection[int]) -> dict[int, list[Use]]:
    """Where these videos are used; a video nobody uses is left out."""
    found: dict[int, list[Use]] = {}
    for referrer in VIDEO_REFERRERS:
        for video_id, uses in referrer(video_ids).items():
            if uses:
                found.setdefault(video_id, []).extend(uses)
    return found
