"""Reading the text of attachments, for search and for readers who cannot use the file; throwing away what nobody finished."""

from __future__ import annotations

import logging
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction
from wagtail.models import UploadedFile

from danbiet.media.storages import local_copy

from .calc.child import Found, Unreadable, read_outside
from .calc.pdf import recogniser
from .enums import TextState
from .models import Attachment
from .queries import attachments_in
from .render import clean_document
from .signals import attachment_read

log = logging.getLogger("danbiet.cms")


def read_attachments(*, at: datetime) -> int:
    """Read the text of every attachment nobody read yet; scans are left for `recognise_scans`. Returns how many were read.

    Safe to run twice. A file that cannot be read is marked so and not tried again.
    """
    waiting = attachments_in(TextState.WAITING)
    return sum(_read(pk, at=at, from_state=TextState.WAITING) for pk in waiting)


def recognise_scans(*, at: datetime) -> int:
    """Read scanned pages where tesseract with Vietnamese is present; else they wait. Returns how many files were read."""
    scans = attachments_in(TextState.SCAN)
    if not scans or recogniser() is None:
        return 0
    return sum(_read(pk, at=at, from_state=TextState.SCAN) for pk in scans)


def sweep_unfinished(*, before: datetime) -> int:
    """Forget files sent in whose form nobody filled in to the end (a picture without a description). Returns how many went.

    Those older than the moment go, by the age of what lies in the store. Safe to run twice.
    """
    gone = 0
    for left in UploadedFile.objects.order_by("pk"):
        kept, place = left.file.storage, str(left.file.name)
        if kept.exists(place) and kept.get_modified_time(place) >= before:
            continue
        left.delete()
        kept.delete(place)
        gone += 1
    return gone


def _read(pk: int, *, at: datetime, from_state: TextState) -> bool:
    file = Attachment.objects.defer("text", "html").filter(pk=pk, text_state=from_state).first()
    if file is None:
        return False
    try:
        found = _found_in(file, may_recognise=from_state == TextState.SCAN)
    except (Unreadable, FileNotFoundError) as trouble:
        log.warning("attachment %s cannot be read: %s", pk, trouble)
        return _keep(file, at=at, text_state=TextState.FAILED)
    state = _state(found, was_scan=from_state == TextState.SCAN)
    return _keep(file, at=at, text=found.text, html=clean_document(found.html), text_state=state)


@transaction.atomic
def _keep(file: Attachment, *, at: datetime, **said: str) -> bool:
    """Write down what was found, unless the file was replaced meanwhile."""
    rows = Attachment.objects.filter(pk=file.pk, file=file.file.name, text_state=file.text_state)
    if not rows.update(**said):
        return False
    transaction.on_commit(lambda: attachment_read.send(sender=Attachment, attachment_id=file.pk, at=at))
    return True


def _found_in(file: Attachment, *, may_recognise: bool) -> Found:
    with tempfile.TemporaryDirectory() as folder:
        path = local_copy(file.file.storage, file.file.name, Path(folder))
        return read_outside(path, file.file_extension.lower(), may_recognise=may_recognise)


def _state(found: Found, *, was_scan: bool) -> TextState:
    if was_scan:
        return TextState.OCR if found.text else TextState.NONE
    if found.unread:
        return TextState.SCAN
    return TextState.READ if found.text else TextState.NONE
