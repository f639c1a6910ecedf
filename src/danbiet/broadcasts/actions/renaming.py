"""What was picked is called otherwise now: in episodes, in what was on the air, in what that counted, in the history of these."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from danbiet.audit.actions import erasing
from danbiet.measures.actions import rename_event

from ..enums import EpisodeState
from ..models import AiringItem, Episode, EpisodeItem
from .counting import ITEM, ITEM_ALONE, address_of

UNREADABLE = "a title or words nobody may read any more"
TO_COME = (EpisodeState.DRAFT, EpisodeState.READY)


@transaction.atomic
def rename_items(kind: str, ref_id: int, *, title: str, text: str = "") -> int:
    """Call a picked thing by another title wherever it stands, because its old one may be read by nobody any more. Gives how
    many places changed; done again, none.

    `text` are its words now. They take the place of the old ones in scripts nobody has touched since they were picked, of
    episodes still to come. A script that was written over stays; its consents have to be settled anew, so that somebody looks.
    """
    name = title[:300]
    items = list(
        EpisodeItem.objects.filter(ref_kind=kind, ref_id=ref_id).select_related("episode").order_by("pk")
    )
    changed = sum(_renamed(item, name, text) for item in items)
    history: Any = apps.get_model("broadcasts", "EpisodeItemEvent")
    with erasing(UNREADABLE):
        history.objects.filter(ref_kind=kind, ref_id=ref_id).exclude(title=name).update(title=name)
    aired = list(
        AiringItem.objects.filter(ref_kind=kind, ref_id=ref_id)
        .exclude(title=name)
        .select_related("airing__channel")
    )
    AiringItem.objects.filter(pk__in=[one.pk for one in aired]).update(title=name)
    for one in aired:
        rename_event(source_kind=ITEM_ALONE, source_id=one.pk, url=address_of(one.airing_id), title=name)
        rename_event(
            source_kind=ITEM, source_id=one.pk, url=address_of(one.airing_id),
            title=_("%(title)s (%(channel)s)") % {"title": name, "channel": one.airing.channel.name},
        )  # fmt: skip
    return changed + len(aired)


def _renamed(item: EpisodeItem, name: str, text: str) -> bool:
    fields: dict[str, Any] = {"title": name} if item.title != name else {}
    if item.episode.state in TO_COME:
        history: Any = apps.get_model("broadcasts", "EpisodeItemEvent")
        picked = history.objects.filter(pgh_obj_id=item.pk).order_by("pgh_id").first()
        if picked is not None and picked.script == item.script and item.script != text:
            fields["script"] = text
            with erasing(UNREADABLE):
                history.objects.filter(pgh_obj_id=item.pk, script=item.script).update(script=text)
        elif picked is not None and picked.script not in (item.script, text) and fields:
            fields["has_consent"] = False
    if not fields:
        return False
    EpisodeItem.objects.filter(pk=item.pk).update(**fields)
    Episode.objects.filter(pk=item.episode_id).update(version=F("version") + 1)
    return True
