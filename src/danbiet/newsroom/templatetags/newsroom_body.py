"""What the templates of a body's blocks say."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from danbiet.cms.models import Picture
from danbiet.media.queries import Playable, playables

from ..queries.body import shown_html, sized
from ..queries.public import LARGE
from ..views.described import file_line

register = template.Library()


@register.filter
def shown_text(value: Any) -> SafeString:
    """A text block with addresses in its links; prepared for the whole page at once where a view did so."""
    return shown_html(value)


@register.simple_tag
def playable(video: Any) -> Playable | None:
    """What can be played of a video; prepared for the whole page at once where a view did so."""
    prepared: Playable | None = getattr(video, "playable", None)
    return prepared or playables([video.pk]).get(video.pk)


@register.simple_tag
def large(picture: Picture) -> Any:
    """The picture as wide as a text; prepared for the whole page at once where a view did so. None when its file is gone."""
    try:
        return sized(picture, LARGE)
    except OSError:
        return None


@register.simple_tag
def attached(value: Any) -> list[dict[str, str]]:
    """The file of a block as the list of files shows it."""
    return [file_line(value["attachment"], title=value["label"])]
