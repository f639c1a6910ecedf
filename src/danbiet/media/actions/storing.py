"""Taking files in, and throwing away what nobody needs any more."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import IntegrityError, connection, transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from danbiet.accounts.models import User

from ..calc.inspect import Inspected, Refused, clean_name, inspect
from ..calc.scanner import ScannerDown, ScannerLimit, scanner_at, virus_in
from ..enums import MAX_BYTES, PROOFS, FileKind, Flaw
from ..models import StoredFile, stored_name
from ..registry import referred

log = logging.getLogger("danbiet.media")
_FOLDER, _BY_CONTENT = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{64}")
REASONS: dict[Flaw, str | Promise] = {
    Flaw.EMPTY: _("the file is empty (0 bytes)."),
    Flaw.TOO_BIG: _("the file is larger than 25 MB. Make it smaller or give a link to it."),
    Flaw.DAMAGED: _("the file is damaged or incomplete. Open it, save it again and send it once more."),
    Flaw.PASSWORD: _("the file is protected with a password. Take the protection away and send it again."),
    Flaw.MACROS: _("the file contains macros. Save it as .docx, .xlsx or .pptx without macros."),
    Flaw.OLD_OFFICE: _(
        "files of Office 97–2003 (.doc, .xls, .ppt) are not taken. Save it as .docx, .xlsx or .pptx."
    ),
    Flaw.SVG: _("SVG drawings can contain programs and are not taken. Save it as PNG or PDF."),
    Flaw.HTML: _("the content is a web page, not a document or a photo. Give its address as a link instead."),
    Flaw.PROGRAM: _("the content is a program."),
    Flaw.ARCHIVE: _("archives are not taken. Send the files in it one by one."),
    Flaw.HEIC: _("photos in HEIC format are not taken. Save it as JPG."),
    Flaw.MOVING: _("sound, film and moving pictures are not taken here. Give a link to it instead."),
    Flaw.TWO_IN_ONE: _("something else is hidden before or behind the document. Open it and save it again."),
    Flaw.BOMB: _("the file would unpack to an unreasonable size."),
    Flaw.ACTIVE: _("the PDF contains programs or attached files. Print it to PDF again."),
    Flaw.OUTSIDE: _(
        "the document pulls in parts from elsewhere (template, linked object). Save it without them."
    ),
    Flaw.UNKNOWN: _(
        "this kind of file is not known. PDF, Word, Excel, PowerPoint, JPG, PNG and WebP are taken."
    ),
    Flaw.NOT_WANTED: _("this kind of file is not taken here."),
    Flaw.VIRUS: _(
        "the virus scanner found malicious code in it. Do not open it; tell whoever looks after your computers."
    ),
    Flaw.NO_SCANNER: _(
        "the virus scanner does not answer now, so nothing is taken in. Try again later or tell the administrator."
    ),
    Flaw.NOT_FILM: _(
        "this is no film of a known kind. MP4, MOV, MKV, WebM, AVI, WMV, FLV, MPEG and MTS are taken."
    ),
    Flaw.NO_PICTURE: _("no moving picture can be read in it: it is damaged, incomplete or holds only sound."),
    Flaw.TOO_LONG: _("the film is longer than 4 hours or larger than 8192 points a side."),
    Flaw.NO_TOOL: _("this server cannot prepare films (ffmpeg is missing). Tell the administrator."),
}


class FileRefused(Exception):
    """A file that is not taken: `flaw` for programs, the text for the person who sent it, naming the file."""

    def __init__(self, flaw: Flaw, *, name: str) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.name = name

    def __str__(self) -> str:
        text = format_lazy("{name}: {reason}", name=self.name, reason=REASONS[self.flaw])
        return str(text)


def store_file(
    upload: File[bytes], *, by: User | None, at: datetime, allowed: frozenset[FileKind] = PROOFS
) -> StoredFile:
    """Inspect a file and keep it, in the caller's transaction. Refused: `FileRefused`, with nothing kept.

    The same content is kept once on disk however often it comes. What lies on disk after a roll-back is found by content
    again and does no harm.
    """
    return _kept(inspect_upload(upload, allowed=allowed), by=by, at=at)


def inspect_upload(upload: File[bytes], *, allowed: frozenset[FileKind] = PROOFS) -> Inspected:
    """Look into a file and give back what may be kept of it: a harmless name, pictures written anew. Keeps nothing.

    Refused: `FileRefused`, also when a virus scanner is configured (DANBIET_CLAMAV) and finds something or is silent.
    """
    name = clean_name(upload.name or "")
    if upload.size is not None and upload.size > MAX_BYTES:
        raise FileRefused(Flaw.TOO_BIG, name=name)
    content = upload.read()
    try:
        inspected = inspect(content, name=upload.name or "", allowed=allowed)
    except Refused as refusal:
        raise FileRefused(refusal.flaw, name=name) from refusal
    flaw = scanned([content])
    if flaw is not None:
        raise FileRefused(flaw, name=name)
    return inspected


def scanned(pieces: Iterable[bytes], *, is_large: bool = False) -> Flaw | None:
    """What the virus scanner of the province says, None when it is clean or there is no scanner.

    A configured scanner that is silent is a flaw: nothing passes unseen. Large files beyond the scanner's own limit
    pass (`is_large`: films, which are made anew and never served as they came).
    """
    address = settings.DANBIET_CLAMAV
    if not address:
        return None
    try:
        virus = virus_in(pieces, scanner=scanner_at(address))
    except ScannerLimit:
        return None if is_large else Flaw.NO_SCANNER
    except ScannerDown as trouble:
        log.error("virus scanner at %s: %s", address, trouble)
        return Flaw.NO_SCANNER
    if virus:
        log.warning("virus scanner: %s found, the file is refused", virus)
    return Flaw.VIRUS if virus else None


def _kept(inspected: Inspected, *, by: User | None, at: datetime) -> StoredFile:
    file = StoredFile(
        sha256=hashlib.sha256(inspected.content).hexdigest(),
        name=inspected.name,
        content_type=inspected.content_type,
        size=len(inspected.content),
        uploaded_by=by,
        uploaded_at=at,
    )
    storage = _storage()
    _alone_with(file.sha256)
    place = stored_name(file, inspected.name)
    # A file cut short by a crash has the right name and the wrong size: it is written again under a name beside it.
    if storage.exists(place) and storage.size(place) == file.size:
        file.content.name = place
    else:
        file.content.save(inspected.name, ContentFile(inspected.content), save=False)
    file.save()
    return file


def sweep_files(*, before: datetime) -> int:
    """Delete the records taken in before the moment that nobody refers to, and their content. Returns how many went.

    Each in a transaction of its own; one that somebody came to need meanwhile stays. Safe to run twice and beside uploads.
    """
    old = list(StoredFile.objects.filter(uploaded_at__lt=before).order_by("id").values_list("id", flat=True))
    needed = referred(old)
    return sum(_forget(file_id) for file_id in old if file_id not in needed)


def sweep_leftovers(*, before: datetime) -> int:
    """Delete content on disk older than the moment that has no record: what a roll-back left. Returns how many went."""
    storage, gone = _storage(), 0
    for folder in storage.listdir("")[0] if storage.exists("") else []:
        if not _FOLDER.fullmatch(folder):  # pictures of editors, videos: not ours to sweep
            continue
        for name in storage.listdir(folder)[1]:
            place = f"{folder}/{name}"
            if not _BY_CONTENT.fullmatch(name[:64]) or storage.get_modified_time(place) >= before:
                continue
            with transaction.atomic():
                _alone_with(name[:64])
                if not StoredFile.objects.filter(content=place).exists():
                    storage.delete(place)
                    gone += 1
    return gone


def _forget(file_id: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            file = StoredFile.objects.get(pk=file_id)
            _alone_with(file.sha256)
            file.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a reference made meanwhile speaks up here
            place = str(file.content.name)
            if not StoredFile.objects.filter(content=place).exists():
                _storage().delete(place)
    except (IntegrityError, StoredFile.DoesNotExist):  # needed after all, or gone already
        return False
    return True


def _storage() -> Storage:
    storage: Storage = StoredFile._meta.get_field("content").storage
    return storage


def _alone_with(sha256: str) -> None:
    """Until the end of the transaction, nobody else takes in or throws away the same content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('media.content'), hashtext(%s))", [sha256])
