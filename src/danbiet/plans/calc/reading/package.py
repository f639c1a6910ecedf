"""Opens an Office file without trusting it: size, encryption, macros, bombs, entities."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from .errors import DamagedFile, HoldsMacros, NotWord, PasswordProtected, TooLarge, UnreadableFile

MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 60 * 1024 * 1024
MAX_RATIO = 250
MAX_ENTRIES = 5000
MAX_DEPTH = 200

PDF = b"%PDF"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of one Office file that hold text; `is_workbook` tells Excel from Word."""

    def __init__(self, data: bytes) -> None:
        """Open the file; refuses (UnreadableFile) whatever is not a sound, plain .docx or .xlsx."""
        refuse_by_first_bytes(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile("damaged", reason="zip") from error
        self._names = {info.filename: info for info in self._zip.infolist()}
        self._refuse_by_contents()
        self.main = self._main_name()
        self.is_workbook = self.main.lower().endswith("workbook.xml")
        document = self._part(self.main)
        if document is None:
            raise NotWord("not_word", found="zip")
        self.document: etree._Element = document

    def related(self, kind: str) -> list[etree._Element]:
        """Return the parsed parts the document refers to by the last word of the relationship type."""
        found = []
        for target in self._targets(self.main, kind):
            part = self._part(target)
            if part is not None:
                found.append(part)
        return found

    def part(self, name: str) -> etree._Element | None:
        """Return one parsed part by its name in the package, None when it is not there."""
        return self._part(name)

    def target(self, relation: str) -> str:
        """Return the name of the part the main part refers to under a relationship's id, "" for none."""
        folder, name = posixpath.split(self.main)
        rels = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for rel in rels.iter(_REL) if rels is not None else ():
            if rel.get("Id") == relation and rel.get("TargetMode") != "External":
                return _resolved(folder, rel.get("Target", ""))
        return ""

    def _refuse_by_contents(self) -> None:
        infos = list(self._names.values())
        if any(info.flag_bits & 0x1 for info in infos):
            raise PasswordProtected
        if len(infos) > MAX_ENTRIES:
            raise TooLarge("bomb", entries=len(infos))
        unpacked = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos) or 1
        if unpacked > MAX_UNPACKED or (unpacked > 20 * 1024 * 1024 and unpacked / packed > MAX_RATIO):
            raise TooLarge("bomb", unpacked=unpacked)
        lowered = {name.lower() for name in self._names}
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in lowered):
            raise HoldsMacros
        types = self._raw("[Content_Types].xml")
        if types is not None and b"macroEnabled" in types:
            raise HoldsMacros

    def _main_name(self) -> str:
        targets = self._targets("", "officeDocument")
        if not targets:
            raise NotWord("not_word", found="zip")
        name = targets[0]
        if not name.lower().endswith(("document.xml", "workbook.xml")) and "word" not in name.lower():
            raise NotWord("not_word", found="office")
        return name

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, name = posixpath.split(source)
        rels = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        if rels is None:
            return []
        targets = []
        for rel in rels.iter(_REL):
            if rel.get("Type", "").rsplit("/", 1)[-1] != kind or rel.get("TargetMode") == "External":
                continue
            targets.append(_resolved(folder, rel.get("Target", "")))
        return targets

    def _raw(self, name: str) -> bytes | None:
        info = self._names.get(name)
        if info is None:
            return None
        if info.file_size > MAX_XML:
            raise TooLarge("bomb", unpacked=info.file_size)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_XML + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise DamagedFile("damaged", reason="zip") from error
        if len(data) > MAX_XML:
            raise TooLarge("bomb", unpacked=len(data))
        return data

    def _part(self, name: str) -> etree._Element | None:
        data = self._raw(name)
        if data is None:
            return None
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise DamagedFile("damaged", reason="entities")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise DamagedFile("damaged", reason="xml") from error


def _resolved(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def refuse_by_first_bytes(data: bytes) -> None:
    """Refuse by size and first bytes what is not worth opening; an old Word file is NotWord("old_word")."""
    if len(data) > MAX_BYTES:
        raise TooLarge("too_large", size=len(data), limit=MAX_BYTES)
    if not data.strip(b"\0 \r\n\t"):
        raise DamagedFile("damaged", reason="empty")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
            raise PasswordProtected
        raise _old_file(data)
    if not data.startswith((b"PK", PDF)):
        found = "rtf" if data.startswith(b"{\\rtf") else "other"
        raise NotWord("not_word", found=found)


def _old_file(data: bytes) -> UnreadableFile:
    """Why a file of Office 97-2003 is not read as it is: code in it, a password, or only its age (`old_word`)."""
    if any(name.encode("utf-16-le") in data for name in ("_VBA_PROJECT", "Macros")):
        return HoldsMacros()
    if "WordDocument".encode("utf-16-le") not in data:
        return NotWord("not_word", found="ole")
    head = data[512:524]
    if head[:2] == b"\xec\xa5" and head[11] & 0x01:  # FIB.fEncrypted, [MS-DOC] 2.5.2
        return PasswordProtected()
    return NotWord("old_word", found="doc")
