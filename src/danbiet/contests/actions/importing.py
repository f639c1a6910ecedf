"""A file of items comes in: read, looked at, taken over whole or in part, or put aside."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.kit.text import nfc

from ..calc.formats.choosing import LARGEST, read_items
from ..calc.formats.draft import Unreadable, as_stored, from_stored
from ..calc.likeness import digest
from ..enums import ItemImportState, VersionState
from ..models import Bank, ItemImport
from ..queries.items import digests_of
from .items import add_items
from .noting import note, unsealed
from .refusals import FileUnreadable, NotNow
from .wording import file_words


@transaction.atomic
def hand_in_items(bank_id: int, upload: UploadedFile, *, by: User, at: datetime) -> ItemImport:
    """Read a file and keep what it says; no item is made yet. Refused (FileUnreadable) when nothing can be read of it."""
    bank = Bank.objects.get(pk=bank_id)
    contest = unsealed(bank.contest_id)
    if upload.size is not None and upload.size > LARGEST:
        raise FileUnreadable(str(file_words("too_long")))
    name = " ".join(nfc(upload.name or "").split())[-200:]
    data = upload.read()
    try:
        form, read = read_items(data, name=name)
    except Unreadable as refusal:
        raise FileUnreadable(str(file_words(refusal.code))) from refusal
    kept = ItemImport.objects.create(
        bank=bank, name=name, form=form, sha256=hashlib.sha256(data).hexdigest(), rows=[as_stored(one) for one in read.items],
        problems=[{"place": one.place, "code": one.code, "detail": one.detail} for one in read.faults],
        created_by=by, created_at=at,
    )  # fmt: skip
    note(
        "items_read",
        contest,
        by=by,
        at=at,
        thing=kept,
        form=form,
        items=len(read.items),
        faults=len(read.faults),
    )
    return kept


@transaction.atomic
def take_over(import_id: int, *, without: Collection[int], by: User, at: datetime) -> int:
    """Make items of what was read, but for the rows named (from 0) and for those whose words the bank has by now; how many.

    They are drafts of whoever takes them over; a second person has to approve each. Refused (NotNow): decided already.
    """
    kept = ItemImport.objects.select_for_update(no_key=True).select_related("bank").get(pk=import_id)
    contest = unsealed(kept.bank.contest_id)
    if kept.state != ItemImportState.READ:
        raise NotNow(_("This file has been decided on already."))
    known = set(digests_of(kept.bank_id))
    drafts = []
    for number, row in enumerate(kept.rows):
        draft = from_stored(row)
        words = digest(draft.text, draft.options)
        if number not in without and words not in known:
            known.add(words)
            drafts.append(draft)
    add_items(kept.bank, drafts, by=by, at=at, state=VersionState.PROPOSED)
    kept.state, kept.taken, kept.decided_at = ItemImportState.TAKEN, len(drafts), at
    kept.save(update_fields=["state", "taken", "decided_at"])
    note("items_taken_over", contest, by=by, at=at, thing=kept, count=len(drafts))
    return len(drafts)


@transaction.atomic
def drop_import(import_id: int, *, by: User, at: datetime) -> None:
    """Put a file aside of which nothing was taken over."""
    kept = ItemImport.objects.select_for_update(no_key=True).select_related("bank__contest").get(pk=import_id)
    if kept.state != ItemImportState.READ:
        raise NotNow(_("This file has been decided on already."))
    kept.state, kept.decided_at = ItemImportState.DROPPED, at
    kept.save(update_fields=["state", "decided_at"])
    note("items_not_taken", kept.bank.contest, by=by, at=at, thing=kept)
