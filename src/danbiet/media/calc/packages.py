"""Looking into Office files, which are ZIP archives of XML parts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ..enums import FileKind, Flaw

MAX_PARTS = 5000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 150  # text of Word packs to a tenth or twentieth; thousands to one is an attack
SMALL_PART = 1024 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": FileKind.DOCX,
    b"spreadsheetml.sheet.main+xml": FileKind.XLSX,
    b"presentationml.presentation.main+xml": FileKind.PPTX,
}
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PULLED_IN = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)[\"'])[^>]*>"
)
# Word names the template on the writer's own disk (file:///C:\...\Normal.dotm) in half of all office papers; only another
# machine's template (http, or a share as in \\server or file://server) is fetched from elsewhere.
_OWN_TEMPLATE = re.compile(
    rb"^(?=[^>]*/attachedTemplate[\"'])(?=[^>]*\bTarget\s*=\s*[\"'](?:file:///[a-z]|[a-z]:[\\/]|[\w-][^\"':/\\]*[\"']))",
    re.IGNORECASE,
)


class Refused(Exception):
    """A file that is not taken; `flaw` says why, `kind` what it is where that is known."""

    def __init__(self, flaw: Flaw, *, kind: FileKind | None = None) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.kind = kind


def office_kind(content: bytes) -> FileKind:
    """Whether the archive is a Word, Excel or PowerPoint file without macros, bombs, passwords or parts pulled in from
    elsewhere; else `Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _refuse_bomb(parts, size=len(content))
            _refuse_trailing(content)
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(Flaw.PASSWORD)
            return _kind_of(package, parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        KeyError,
        ValueError,
    ) as error:
        raise Refused(Flaw.DAMAGED) from error


def _refuse_bomb(parts: list[zipfile.ZipInfo], *, size: int) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(Flaw.BOMB)
    # Overlapping parts: more packed bytes than the file has.
    if sum(part.compress_size for part in parts) > size:
        raise Refused(Flaw.BOMB)
    for part in parts:
        if part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise Refused(Flaw.BOMB)
        if part.filename.startswith("/") or "\\" in part.filename or ".." in part.filename.split("/"):
            raise Refused(Flaw.DAMAGED)


def _refuse_trailing(content: bytes) -> None:
    end = content.rfind(_END)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if end < 0 or end + _END_LENGTH + comment != len(content) or comment:
        raise Refused(Flaw.TWO_IN_ONE)


def _kind_of(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> FileKind:
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise Refused(Flaw.ARCHIVE)
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(_is_program(name) for name in names):
        raise Refused(Flaw.MACROS)
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            _look_into_part(package.read(part), is_links=part.filename.endswith(".rels"))
    found = [kind for main, kind in _MAIN_PARTS.items() if main in types]
    if len(found) != 1:
        raise Refused(Flaw.UNKNOWN)
    return found[0]


def _is_program(name: str) -> bool:
    lower = name.lower()
    return (
        "vbaproject" in lower
        or "activex" in lower
        or lower.endswith((".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr", ".hta", ".ps1"))
    )


def _look_into_part(text: bytes, *, is_links: bool) -> None:
    plain = text.replace(b"\0", b"") if text[:2] in {b"\xff\xfe", b"\xfe\xff"} else text
    if _DECLARATION.search(plain[:4096]):
        raise Refused(Flaw.BOMB)
    if is_links and any(not _OWN_TEMPLATE.search(link) for link in _PULLED_IN.findall(plain)):
        raise Refused(Flaw.OUTSIDE)
