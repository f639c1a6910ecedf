"""Which pages show which films, published or not."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from danbiet.media.queries import Video
from danbiet.media.registry import Use


def uses_of_videos(video_ids: Collection[int]) -> dict[int, list[Use]]:
    """The pages that refer to these films, with where they are edited, in three queries."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Video),
        to_object_id__in=[str(one) for one in video_ids],
    ).values_list("to_object_id", "object_id")
    pairs = {(int(video_id), int(page_id)) for video_id, page_id in rows}
    titles = dict(
        Page.objects.filter(pk__in={page for _video, page in pairs}).values_list("pk", "draft_title")
    )
    found: dict[int, list[Use]] = {}
    for video_id, page_id in sorted(pairs):
        if page_id in titles:
            url = reverse("wagtailadmin_pages:edit", args=[page_id])
            found.setdefault(video_id, []).append(Use(titles[page_id], url))
    return found
