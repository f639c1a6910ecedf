"""Videos that become public, private, different or nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from ..models import Video


@transaction.atomic
def publish_videos(video_ids: Iterable[int]) -> int:
    """Let everybody see these videos, also those that are not playable yet. Returns how many were private before.

    Whoever shows them on a live page calls this in the same transaction; saying it twice does no harm.
    """
    return Video.objects.filter(pk__in=set(video_ids), is_public=False).update(is_public=True)


@transaction.atomic
def hide_videos(video_ids: Iterable[int]) -> int:
    """Keep these videos from strangers again, from this moment. Returns how many were public before.

    The caller makes sure that no other live page shows them.
    """
    return Video.objects.filter(pk__in=set(video_ids), is_public=True).update(is_public=False)
