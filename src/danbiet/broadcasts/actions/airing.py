"""What was on the air: confirmed, not aired, typed by hand, put right afterwards, linked to its recording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.clock import local
from danbiet.kit.text import nfc

from .. import signals
from ..calc.minutes import shares
from ..calc.places import falls_on, place_on
from ..calc.speaking import speaking_seconds
from ..enums import COUNTING, AiringSource, AiringState, EpisodeState, Language
from ..models import Airing, AiringCorrection, AiringItem, Channel, Episode, Programme, Slot
from ..queries.rules import rule_of
from .counting import count_airing, forget_items
from .noting import note, tell
from .refusals import AlreadyThere, BroadcastRefusal, EditedMeanwhile, NotNow

LONGEST_TITLE = 300
CORRECTABLE = ("starts_at", "seconds", "language", "title")


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by kind and number, with its title as shown; `seconds`: its share, None for all of the airing."""

    kind: str
    id: int | None
    title: str
    seconds: int | None = None
    tasks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AiringDraft:
    """An airing that somebody writes down. Without a language: that of the episode, else of the channel."""

    channel_id: int
    starts_at: datetime
    seconds: int
    title: str
    programme_id: int | None = None
    episode_id: int | None = None
    slot_id: int | None = None
    language: str = ""
    task_ids: tuple[int, ...] = ()
    items: tuple[Ref, ...] = ()


def language_of(channel: Channel, episode: Episode | None, programme: Programme | None) -> str:
    """In which language it goes out: what the episode says, unless a channel of another language carries it."""
    said = episode.language if episode else programme.language if programme else channel.language
    return str(channel.language if said == Language.VI else said)


def locked(airing_id: int) -> Airing:
    """The airing, alone until the transaction ends. Refused (NotNow) when it is gone."""
    Airing.objects.select_for_update(no_key=True).filter(pk=airing_id).first()
    found = (
        Airing.objects.select_related("channel", "programme", "episode__programme")
        .filter(pk=airing_id)
        .first()
    )
    if found is None:
        raise NotNow(_("This airing is no longer there."))
    return found


def save_airing(airing: Airing, fields: Sequence[str] | None = None) -> None:
    """Save; the same thing at the same time on the same channel is refused (AlreadyThere)."""
    try:
        with transaction.atomic():
            airing.save(update_fields=fields)
    except IntegrityError as error:
        if "broadcasts_airing_once" not in str(error):
            raise
        raise AlreadyThere(
            _("“%(title)s” is already written down on %(channel)s for this time.")
            % {"title": airing.title, "channel": airing.channel.name}
        ) from error


@transaction.atomic
def confirm_airing(
    airing_id: int, *, by: User | None, at: datetime, source: str = AiringSource.CLICK
) -> Airing:
    """It was on the air as planned. Confirming again changes nothing. Refused (NotNow) before its time."""
    airing = locked(airing_id)
    if airing.state in COUNTING:
        return airing
    if airing.state == AiringState.NOT_AIRED:
        raise NotNow(_("It is written down as not aired. Correct that entry, with a reason."))
    _refuse_early(airing.starts_at, at=at)
    return settle(airing, by=by, at=at, source=source)


@transaction.atomic
def confirm_slot(slot_id: int, *, on: date, by: User | None, at: datetime) -> Airing:
    """What the slot announced for that day was on the air: it becomes an airing. Confirming again changes nothing."""
    slot = Slot.objects.select_for_update(no_key=True).filter(pk=slot_id).first()
    rule = rule_of(slot) if slot else None
    if slot is None or rule is None or not falls_on(rule, on):
        raise NotNow(_("The slot does not fall on this day."))
    place = place_on(rule, on)
    planned = Airing.objects.filter(slot=slot, starts_at=place.starts_at).exclude(state=AiringState.NOT_AIRED)
    if found := planned.first():
        return confirm_airing(found.pk, by=by, at=at)
    draft = AiringDraft(
        channel_id=slot.channel_id, starts_at=place.starts_at, seconds=slot.seconds, title=str(slot),
        programme_id=slot.programme_id, slot_id=slot.pk,
    )  # fmt: skip
    return record_airing(draft, by=by, at=at, source=AiringSource.CLICK)


@transaction.atomic
def record_airing(
    draft: AiringDraft, *, by: User | None, at: datetime, source: str = AiringSource.TYPED, log_id: int | None = None
) -> Airing:  # fmt: skip
    """Write down something that was on the air. Refused before its time (NotNow) and when it is there already (AlreadyThere)."""
    _refuse_early(draft.starts_at, at=at)
    airing = planned_airing(draft, at=at)
    airing.log_import_id = log_id
    save_airing(airing)
    return settle(airing, by=by, at=at, source=source, refs=draft.items)


def planned_airing(draft: AiringDraft, *, at: datetime) -> Airing:
    """An airing, not yet saved, with what follows from its programme and episode."""
    channel = Channel.objects.get(pk=draft.channel_id)
    episode = (
        Episode.objects.select_related("programme").get(pk=draft.episode_id) if draft.episode_id else None
    )
    programme_id = episode.programme_id if episode else draft.programme_id
    programme = Programme.objects.get(pk=programme_id) if programme_id else None
    title = " ".join(nfc(draft.title).split())[:LONGEST_TITLE]
    if not title:
        raise BroadcastRefusal(_("It needs a title."))
    tasks = [
        *draft.task_ids,
        *(episode.task_ids if episode else []),
        *(programme.task_ids if programme else []),
    ]
    return Airing(
        channel=channel, programme=programme, episode=episode, slot_id=draft.slot_id, title=title,
        starts_at=draft.starts_at, seconds=draft.seconds,
        language=draft.language or language_of(channel, episode, programme),
        task_ids=list(dict.fromkeys(tasks)), created_at=at,
    )  # fmt: skip


def settle(airing: Airing, *, by: User | None, at: datetime, source: str, refs: Iterable[Ref] = ()) -> Airing:
    """From planned to confirmed, in the caller's transaction: what was in it, what it counts, who is told."""
    if airing.episode is not None and airing.episode.state == EpisodeState.CANCELLED:
        raise NotNow(_("The episode was cancelled."))
    airing.state, airing.source = AiringState.CONFIRMED, source
    airing.confirmed_by, airing.confirmed_at = by, at
    airing.version += 1
    save_airing(airing, ["state", "source", "confirmed_by", "confirmed_at", "version"])
    _write_items(airing, refs)
    count_airing(airing, at=at, reason=_("Written down anew."))
    note("confirmed", airing, by=by, at=at, unit_id=airing.channel.unit_id, source=str(source))
    tell(signals.airing_confirmed, by=by, at=at, **_said(airing))
    return airing


@transaction.atomic
def mark_not_aired(airing_id: int, *, reason: str, by: User | None, at: datetime) -> Airing:
    """A planned airing did not take place, and why. What was confirmed is corrected instead (NotNow)."""
    airing = locked(airing_id)
    if airing.state != AiringState.PLANNED:
        raise NotNow(_("Only what is planned can be marked as not aired; correct the entry instead."))
    airing.reason = _needed(reason)
    airing.state, airing.confirmed_by, airing.confirmed_at = AiringState.NOT_AIRED, by, at
    airing.version += 1
    airing.save(update_fields=["reason", "state", "confirmed_by", "confirmed_at", "version"])
    note("not_aired", airing, by=by, at=at, unit_id=airing.channel.unit_id, reason=airing.reason)
    return airing


@transaction.atomic
def correct_airing(
    airing_id: int, *, version: int, changes: Mapping[str, Any], reason: str, by: User | None, at: datetime
) -> Airing:
    """Put right what was confirmed: `changes` may hold starts_at, seconds, language, title and `is_aired`.

    The old figures stay with reason, person and time; counts are taken back and made anew. Refused: planned airings
    (NotNow), no reason, somebody else's save in between (EditedMeanwhile).
    """
    airing = locked(airing_id)
    if airing.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this entry in the meantime."), current_version=airing.version
        )
    if airing.state == AiringState.PLANNED:
        raise NotNow(_("It has not been confirmed yet, so there is nothing to correct."))
    why = _needed(reason)
    before, was_counting = _figures(airing), airing.state in COUNTING
    for name in CORRECTABLE:
        if name in changes:
            setattr(airing, name, changes[name])
    _refuse_early(airing.starts_at, at=at)
    is_aired = bool(changes.get("is_aired", was_counting))
    airing.state = AiringState.CORRECTED if is_aired else AiringState.NOT_AIRED
    after = _figures(airing)
    if {**before, "state": ""} == {**after, "state": ""} and is_aired == was_counting:
        return airing
    airing.reason = "" if is_aired else why
    airing.version += 1
    save_airing(airing, [*CORRECTABLE, "state", "reason", "version"])
    AiringCorrection.objects.create(airing=airing, at=at, by=by, reason=why, before=before, after=after)
    gone = _named(airing) if was_counting and not is_aired else []
    if is_aired and not was_counting:
        _write_items(airing, ())
    count_airing(airing, at=at, reason=why)
    note(
        "corrected", airing, by=by, at=at, unit_id=airing.channel.unit_id, reason=why,
        before=before, after=after,
    )  # fmt: skip
    said = _said(airing) if is_aired else {**_said(airing), "items": []}
    tell(signals.airing_corrected, by=by, at=at, gone=gone, reason=why, **said)
    return airing


@transaction.atomic
def link_recording(
    episode_id: int, *, version: int, url: str, video_id: int | None, marks: Mapping[int, int | None],
    by: User | None, at: datetime,
) -> Episode:  # fmt: skip
    """Say where an episode can be seen, and at which second each of its items begins (item id → second or None)."""
    episode = Episode.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(pk=episode_id)  # fmt: skip
    if episode.version != version:
        raise EditedMeanwhile(
            _("Somebody else has changed this episode in the meantime."), current_version=episode.version
        )
    if episode.state not in (EpisodeState.AIRED, EpisodeState.READY):
        raise NotNow(_("A recording belongs to an episode that is ready or was aired."))
    episode.recording_url, episode.recording_video_id = url, video_id
    episode.version += 1
    episode.save(update_fields=["recording_url", "recording_video", "version"])
    items = list(episode.items.all())
    for item in items:
        if item.pk in marks and item.mark_seconds != marks[item.pk]:
            item.mark_seconds = marks[item.pk]
            item.save(update_fields=["mark_seconds"])
    note("recording_linked", episode, by=by, at=at, unit_id=episode.programme.unit_id, url=url)
    aired = Airing.objects.filter(episode=episode, state__in=COUNTING).values_list("id", flat=True)
    tell(
        signals.recording_linked, by=by, at=at, episode_id=episode.pk, url=url, airing_ids=list(aired),
        items=[(item.ref_kind, item.ref_id, item.mark_seconds) for item in items if item.ref_id is not None],
    )  # fmt: skip
    return episode


def _write_items(airing: Airing, refs: Iterable[Ref]) -> None:
    """What is in the airing now, as shown now; seconds never exceed the airing's."""
    given = list(refs)
    if not given and airing.episode is not None:
        speed = airing.episode.programme.syllables_per_minute
        given = [
            Ref(
                item.ref_kind, item.ref_id, item.title, item.seconds or speaking_seconds(item.script, per_minute=speed),
                tuple(item.task_ids),
            )
            for item in airing.episode.items.all()
        ]  # fmt: skip
    old = list(airing.items.all())
    if old:
        forget_items(old, at=airing.confirmed_at or airing.created_at, reason=_("Written down anew."))
        airing.items.all().delete()
    wanted = [airing.seconds if ref.seconds is None else ref.seconds for ref in given]
    AiringItem.objects.bulk_create(
        AiringItem(
            airing=airing, order=place, ref_kind=ref.kind, ref_id=ref.id, title=ref.title[:LONGEST_TITLE],
            seconds=share, task_ids=list(ref.tasks),
        )
        for place, (ref, share) in enumerate(zip(given, shares(airing.seconds, wanted), strict=True), start=1)
    )  # fmt: skip


def _said(airing: Airing) -> dict[str, Any]:
    programme = airing.programme.title if airing.programme else airing.title
    return {
        "airing_id": airing.pk,
        "episode_id": airing.episode_id,
        "on": local(airing.starts_at).date(),
        "programme": f"{programme} ({airing.channel.name})",
        "unit_id": airing.channel.unit_id,
        "url": airing.episode.recording_url if airing.episode else "",
        "items": _named(airing),
    }


def _named(airing: Airing) -> list[tuple[str, int]]:
    rows = airing.items.filter(ref_id__isnull=False).values_list("ref_kind", "ref_id")
    return [(kind, ref_id) for kind, ref_id in rows if ref_id is not None]


def _figures(airing: Airing) -> dict[str, Any]:
    return {
        "starts_at": local(airing.starts_at).isoformat(),
        "seconds": airing.seconds,
        "language": str(airing.language),
        "title": airing.title,
        "state": str(airing.state),
    }


def _needed(reason: str) -> str:
    why = " ".join(nfc(reason).split())
    if not why:
        raise BroadcastRefusal(_("Say why; the reason stays with the entry."))
    return why


def _refuse_early(starts_at: datetime, *, at: datetime) -> None:
    if starts_at > at:
        raise NotNow(_("Its time has not come yet; only what was on the air can be written down."))
