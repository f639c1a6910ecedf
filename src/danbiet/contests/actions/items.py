"""Items of a bank: written, written anew, proposed, looked at by a second person, set aside."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User

from ..calc.formats.draft import ItemDraft, fault_of, tidy
from ..calc.likeness import digest, shingles
from ..enums import ItemState, VersionState
from ..models import Bank, Item, ItemVersion
from ..queries.items import newest_versions
from .noting import note, uncheck, unsealed
from .refusals import EditedMeanwhile, ItemRefused, NotNow
from .wording import fault_words

OPEN = (VersionState.DRAFT, VersionState.PROPOSED)


@transaction.atomic
def write_item(bank_id: int, draft: ItemDraft, *, by: User, at: datetime) -> Item:
    """A new item with its first wording, a draft. Refused (ItemRefused) when it is not whole."""
    bank = Bank.objects.get(pk=bank_id)
    contest = unsealed(bank.contest_id)
    item = add_items(bank, [whole(draft)], by=by, at=at)[0]
    note("item_written", contest, by=by, at=at, thing=item, bank=bank.key, item=item.key)
    return item


def add_items(
    bank: Bank, drafts: list[ItemDraft], *, by: User, at: datetime, state: str = VersionState.DRAFT
) -> list[Item]:
    """Whole drafts as items, in the caller's transaction, which holds the contest. Keys go on from the last one."""
    taken = Item.objects.filter(
        contest_id=bank.contest_id, key__regex=rf"^{bank.key[:34]}-[0-9]+$"
    ).values_list("key", flat=True)
    last = max((int(key.rpartition("-")[2]) for key in taken), default=0)
    items = Item.objects.bulk_create(
        Item(
            contest_id=bank.contest_id, bank=bank, key=f"{bank.key[:34]}-{last + number:04d}", section=draft.section,
            level=draft.level,
        )
        for number, draft in enumerate(drafts, start=1)
    )  # fmt: skip
    ItemVersion.objects.bulk_create(
        _version(item, draft, number=1, by=by, at=at, state=state)
        for item, draft in zip(items, drafts, strict=True)
    )
    return items


@transaction.atomic
def rewrite(item_id: int, draft: ItemDraft, *, last: int, by: User, at: datetime) -> ItemVersion:
    """Another wording of an item; what was approved stays in use until this one is. `last` is the number of the wording that was
    on the screen: a newer one is not overwritten (EditedMeanwhile). One's own draft is changed in place."""
    item, newest = _newest(item_id)
    said = whole(draft)
    if newest.number != last:
        raise EditedMeanwhile(_("Somebody else has written a newer wording in the meantime."))
    item.section, item.level = said.section, said.level
    item.save(update_fields=["section", "level"])
    uncheck(item.bank.contest)
    if newest.state == VersionState.DRAFT and newest.author_id == by.pk:
        fresh = _version(item, said, number=newest.number, by=by, at=at)
        fresh.pk = newest.pk
        fresh.save(force_update=True)
        version = fresh
    else:
        if newest.state in OPEN:
            _close(newest, by=by, at=at)
        version = _version(item, said, number=newest.number + 1, by=by, at=at)
        version.save()
    note("item_rewritten", item.bank.contest, by=by, at=at, thing=item, item=item.key, number=version.number)
    return version


@transaction.atomic
def propose(item_id: int, *, by: User, at: datetime) -> None:
    """Hand the newest wording to a second person."""
    item, newest = _newest(item_id)
    if newest.state != VersionState.DRAFT:
        raise NotNow(_("Only a draft can be handed in for review."))
    newest.state = VersionState.PROPOSED
    newest.save(update_fields=["state"])
    note("item_proposed", item.bank.contest, by=by, at=at, thing=item, item=item.key)


@transaction.atomic
def propose_all(bank_id: int, *, by: User, at: datetime) -> int:
    """Hand in every draft of a bank that one wrote oneself and nobody overtook; how many."""
    bank = Bank.objects.get(pk=bank_id)
    contest = unsealed(bank.contest_id)
    newest = newest_versions(Item.objects.filter(bank=bank)).values("pk")
    count = ItemVersion.objects.filter(pk__in=newest, state=VersionState.DRAFT, author=by).update(
        state=VersionState.PROPOSED
    )
    note("items_proposed", contest, by=by, at=at, thing=bank, count=count)
    return count


@transaction.atomic
def review(item_id: int, *, last: int, is_good: bool, words: str, by: User, at: datetime) -> None:
    """Approve the wording that waits, or send it back with a word. Refused (NotNow): nothing waits, or it is one's own.

    `last`: number of the wording that was read. EditedMeanwhile: it is no longer the newest.
    """
    item, newest = _newest(item_id)
    if newest.number != last:
        raise EditedMeanwhile(_("Somebody else has written a newer wording in the meantime."))
    if newest.state != VersionState.PROPOSED:
        raise NotNow(_("No wording of this item waits for review."))
    if newest.author_id == by.pk:
        raise NotNow(_("A second person has to look at it: you wrote this wording yourself."))
    newest.state = VersionState.APPROVED if is_good else VersionState.REJECTED
    newest.reviewed_by, newest.reviewed_at, newest.review_note = by, at, words
    newest.save(update_fields=["state", "reviewed_by", "reviewed_at", "review_note"])
    if is_good:
        item.current = newest
        item.save(update_fields=["current"])
        uncheck(item.bank.contest)
    verb = "item_approved" if is_good else "item_sent_back"
    note(verb, item.bank.contest, by=by, at=at, thing=item, item=item.key, number=newest.number)


@transaction.atomic
def set_aside(item_id: int, *, is_aside: bool, by: User, at: datetime) -> None:
    """Keep an item out of every draw, or take it back."""
    item, _version_now = _newest(item_id)
    item.state = ItemState.RETIRED if is_aside else ItemState.ACTIVE
    item.save(update_fields=["state"])
    uncheck(item.bank.contest)
    note(
        "item_set_aside" if is_aside else "item_back",
        item.bank.contest,
        by=by,
        at=at,
        thing=item,
        item=item.key,
    )


def whole(draft: ItemDraft) -> ItemDraft:
    """The draft, tidy. ItemRefused says what is missing."""
    said = tidy(draft)
    if fault := fault_of(said):
        raise ItemRefused(str(fault_words(fault)), code=fault)
    return said


def _newest(item_id: int) -> tuple[Item, ItemVersion]:
    """An item of a contest that is not sealed, held, and its last wording."""
    item = Item.objects.select_related("bank__contest").get(pk=item_id)
    unsealed(item.contest_id)
    newest = newest_versions(Item.objects.filter(pk=item_id)).values("pk")
    return item, ItemVersion.objects.select_for_update(no_key=True).get(pk__in=newest)


def _close(version: ItemVersion, *, by: User, at: datetime) -> None:
    """Somebody else's open wording that is overtaken goes back to them; one's own needs no review to be dropped."""
    if version.author_id == by.pk:
        version.state = VersionState.DRAFT
        version.save(update_fields=["state"])
        return
    version.state, version.reviewed_by, version.reviewed_at = VersionState.REJECTED, by, at
    version.review_note = _("Overtaken by another wording.")
    version.save(update_fields=["state", "reviewed_by", "reviewed_at", "review_note"])


def _version(
    item: Item, draft: ItemDraft, *, number: int, by: User, at: datetime, state: str = VersionState.DRAFT
) -> ItemVersion:
    return ItemVersion(
        item=item, number=number, state=state, text=draft.text, options=list(draft.options), key=list(draft.key),
        is_fixed=draft.is_fixed, source=draft.source, author=by, written_at=at,
        digest=digest(draft.text, draft.options), shingles=shingles(draft.text, draft.options),
    )  # fmt: skip
