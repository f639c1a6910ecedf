"""An episode is made: parts picked and arranged, words for the air, guests, consents, ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.text import nfc

from ..enums import AiringState, EpisodeState
from ..models import Airing, Episode, EpisodeItem, Guest, Programme
from ..registry import MANUAL, facts_of
from .noting import note
from .refusals import (
    AlreadyThere,
    BroadcastRefusal,
    EditedMeanwhile,
    NoConsent,
    NotAllowedOnAir,
    NotNow,
)

EPISODE_FIELDS = ("number", "title", "planned_on", "language", "opening", "closing", "note", "task_ids")
ITEM_FIELDS = ("title", "script", "seconds", "has_consent", "consent_note", "task_ids", "language")
GUEST_FIELDS = ("name", "position", "has_consent", "consent_note")


def open_episode(episode_id: int, *states: str) -> Episode:
    """The episode, locked until the transaction ends, if it may still be written (or is in one of the states)."""
    episode = Episode.objects.select_for_update(no_key=True).filter(pk=episode_id).first()
    if episode is None:
        raise NotNow(_("This episode has been deleted."))
    if episode.state not in (states or (EpisodeState.DRAFT,)):
        raise NotNow(
            _("The episode is “%(state)s”: it cannot be changed that way.")
            % {"state": episode.get_state_display()}
        )
    return episode


@transaction.atomic
def create_episode(programme_id: int, *, said: Mapping[str, Any], by: User | None, at: datetime) -> Episode:
    """A new episode; without a number it is the next one of its programme."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
    last = programme.episodes.aggregate(last=Max("number"))["last"] or 0
    episode = Episode(
        programme=programme, number=last + 1, language=programme.language, created_by=by, created_at=at
    )
    _take(episode, said, EPISODE_FIELDS)
    episode.number = episode.number or last + 1
    _save(episode)
    _note("episode_made", episode, by=by, at=at)
    return episode


@transaction.atomic
def edit_episode(
    episode_id: int, *, version: int, said: Mapping[str, Any], by: User | None, at: datetime
) -> Episode:
    """Change what the episode itself says (EPISODE_FIELDS). Somebody else's save in between: EditedMeanwhile, nothing is lost."""
    episode = open_episode(episode_id)
    _check(episode, version)
    _take(episode, said, EPISODE_FIELDS)
    episode.version += 1
    _save(episode)
    _note("episode_edited", episode, by=by, at=at)
    return episode


@transaction.atomic
def add_item(
    episode_id: int, *, kind: str, ref_id: int | None, title: str = "", by: User | None, at: datetime
) -> EpisodeItem:
    """Take something in at the end, with its words as they stand now. What may not go on air is refused with the reason
    (NotAllowedOnAir), what is in already too (AlreadyThere). `kind` "text": a part of one's own, by title."""
    episode = open_episode(episode_id)
    last = episode.items.aggregate(last=Max("order"))["last"] or 0
    item = EpisodeItem(
        episode=episode, order=last + 1, ref_kind=kind, ref_id=ref_id, language=episode.language
    )
    if kind == MANUAL or ref_id is None:
        item.ref_kind, item.ref_id = MANUAL, None
        item.title = " ".join(nfc(title).split())[:300]
        item.has_consent = False
        if not item.title:
            raise BroadcastRefusal(_("It needs a title."))
    else:
        _take_facts(item, kind, ref_id)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        raise AlreadyThere(
            _("“%(title)s” is already part of this episode.") % {"title": item.title}
        ) from error
    _touch(episode)
    _note("item_added", episode, by=by, at=at, **_which(item))
    return item


def _take_facts(item: EpisodeItem, kind: str, ref_id: int) -> None:
    facts = facts_of(kind, [ref_id]).get(ref_id)
    if facts is None:
        raise NotAllowedOnAir(_("It is no longer there or may not be shown."))
    if facts.refusal:
        raise NotAllowedOnAir(facts.refusal)
    item.title, item.script, item.url = facts.title[:300], facts.text, facts.url[:300]
    item.language, item.seconds = facts.language, facts.seconds
    item.consent_note, item.has_consent = facts.consent[:300], bool(facts.consent)
    item.task_ids = list(facts.tasks)


@transaction.atomic
def edit_item(
    item_id: int, *, version: int, said: Mapping[str, Any], by: User | None, at: datetime
) -> EpisodeItem:
    """Change a part's words, length, consents and tasks (ITEM_FIELDS). `version`: that of the episode as it was seen."""
    item = _item(item_id)
    episode = open_episode(item.episode_id)
    _check(episode, version)
    _take(item, said, ITEM_FIELDS)
    item.save()
    _touch(episode)
    _note("item_edited", episode, by=by, at=at, **_which(item))
    return item


@transaction.atomic
def move_item(item_id: int, *, is_up: bool, by: User | None, at: datetime) -> EpisodeItem:
    """One place up or down; at the edge nothing happens."""
    item = _item(item_id)
    episode = open_episode(item.episode_id)
    rows = list(episode.items.all())
    here = next(place for place, one in enumerate(rows) if one.pk == item_id)
    there = here - 1 if is_up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, one in enumerate(rows, start=1):
            if one.order != place:
                one.order = place
                one.save(update_fields=["order"])
        _touch(episode)
        _note("item_moved", episode, by=by, at=at, **_which(item))
    return item


@transaction.atomic
def remove_item(item_id: int, *, by: User | None, at: datetime) -> None:
    """Take a part out of the episode."""
    item = _item(item_id)
    episode = open_episode(item.episode_id)
    _note("item_removed", episode, by=by, at=at, **_which(item))
    item.delete()
    _touch(episode)


@transaction.atomic
def save_guest(
    episode_id: int, *, guest_id: int | None, said: Mapping[str, Any], by: User | None, at: datetime
) -> Guest:
    """A guest, new or changed (GUEST_FIELDS). Names stay out of the record of deeds: the register says where they are kept."""
    episode = open_episode(episode_id)
    guest = Guest(episode=episode) if guest_id is None else episode.guests.filter(pk=guest_id).first()
    if guest is None:
        raise NotNow(_("This guest is no longer in the list."))
    _take(guest, said, GUEST_FIELDS)
    guest.save()
    _touch(episode)
    _note("guest_saved", episode, by=by, at=at, guest=guest.pk)
    return guest


@transaction.atomic
def remove_guest(guest_id: int, *, by: User | None, at: datetime) -> None:
    """Take a guest out; nothing of them is kept."""
    guest = Guest.objects.filter(pk=guest_id).first()
    if guest is None:
        raise NotNow(_("This guest is no longer in the list."))
    episode = open_episode(guest.episode_id)
    _note("guest_removed", episode, by=by, at=at, guest=guest.pk)
    guest.delete()
    _touch(episode)


def missing(episode: Episode) -> list[str]:
    """What stands between the episode and the air, in sentences: no parts, rights or consents not settled, a picked thing that
    may no longer be shown."""
    items, guests = list(episode.items.all()), list(episode.guests.all())
    found = [] if items or episode.opening.strip() else [_("It has neither parts nor words yet.")]
    found += [
        _("Rights and consents are not settled: %(title)s") % {"title": item.title}
        for item in items
        if not item.has_consent
    ]
    found += [
        _("The guest has not agreed yet: %(name)s") % {"name": guest.name}
        for guest in guests
        if not guest.has_consent
    ]
    for kind in dict.fromkeys(item.ref_kind for item in items if item.ref_id is not None):
        ids = [item.ref_id for item in items if item.ref_kind == kind and item.ref_id is not None]
        facts = facts_of(kind, ids)
        for item in items:
            if item.ref_kind != kind or item.ref_id is None:
                continue
            now = facts.get(item.ref_id)
            if now is None or now.refusal:
                why = now.refusal if now else _("It is no longer there or may not be shown.")
                found.append(_("“%(title)s”: %(why)s") % {"title": item.title, "why": why})
    return found


@transaction.atomic
def mark_ready(episode_id: int, *, by: User | None, at: datetime) -> Episode:
    """From preparation to ready. Refused while something is missing (NoConsent, naming it)."""
    episode = open_episode(episode_id)
    if lacks := missing(episode):
        raise NoConsent(" ".join(lacks))
    return _to(episode, EpisodeState.READY, "episode_ready", by=by, at=at)


@transaction.atomic
def back_to_draft(episode_id: int, *, by: User | None, at: datetime) -> Episode:
    """From ready (or cancelled) back to preparation; its planned airings stay."""
    episode = open_episode(episode_id, EpisodeState.READY, EpisodeState.CANCELLED)
    return _to(episode, EpisodeState.DRAFT, "episode_reopened", by=by, at=at)


@transaction.atomic
def cancel_episode(episode_id: int, *, reason: str, by: User | None, at: datetime) -> Episode:
    """It will not be aired: planned airings are taken off. Refused once it was aired (NotNow) and without a reason."""
    why = " ".join(nfc(reason).split())
    if not why:
        raise BroadcastRefusal(_("Say why; the reason stays with the entry."))
    episode = open_episode(episode_id, EpisodeState.DRAFT, EpisodeState.READY)
    Airing.objects.filter(episode=episode, state=AiringState.PLANNED).delete()
    return _to(episode, EpisodeState.CANCELLED, "episode_cancelled", by=by, at=at, reason=why)


def _which(item: EpisodeItem) -> dict[str, str]:
    """A part in the record of deeds, which nobody can change later: of something elsewhere its number, never its words."""
    if item.ref_id is None:
        return {"item": item.title, "ref": item.ref_kind}
    return {"ref": f"{item.ref_kind} {item.ref_id}"}


def _to(
    episode: Episode, state: str, verb: str, *, by: User | None, at: datetime, reason: str = ""
) -> Episode:
    episode.state = state
    episode.version += 1
    episode.save(update_fields=["state", "version"])
    note(verb, episode, by=by, at=at, unit_id=episode.programme.unit_id, reason=reason)
    return episode


def _take(row: Any, said: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    for name in fields:
        if name in said:
            value = said[name]
            setattr(row, name, nfc(value) if isinstance(value, str) else value)


def _check(episode: Episode, version: int) -> None:
    if episode.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this episode in the meantime."), current_version=episode.version
        )


def _item(item_id: int) -> EpisodeItem:
    item = EpisodeItem.objects.filter(pk=item_id).first()
    if item is None:
        raise NotNow(_("This part is no longer in the episode."))
    return item


def _touch(episode: Episode) -> None:
    episode.version += 1
    episode.save(update_fields=["version"])


def _save(episode: Episode) -> None:
    try:
        with transaction.atomic():
            episode.save()
    except IntegrityError as error:
        if "broadcasts_episode_number_once" not in str(error):
            raise
        raise AlreadyThere(
            _("The programme already has an episode number %(number)s.") % {"number": episode.number}
        ) from error


def _note(verb: str, episode: Episode, *, by: User | None, at: datetime, **details: Any) -> None:
    note(
        verb, episode, by=by, at=at, unit_id=episode.programme.unit_id,
        is_public=episode.state != EpisodeState.DRAFT, **details,
    )  # fmt: skip
