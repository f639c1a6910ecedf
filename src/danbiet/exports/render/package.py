"""A .docx as the zip of parts it is: read with distrust, written the same way every time."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAX_FILE = 5 * 1024 * 1024
_MAX_PART = 20 * 1024 * 1024
_MAX_PARTS = 500
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXTERNAL_ALLOWED = "/hyperlink"
_ACTIVE = ("vbaproject", "activex", "oleobject", "embeddings/")
_OLE = b"\xd0\xcf\x11\xe0"


class RefusedPackage(Exception):
    """The file cannot be a template; `code` is a `ProblemCode` value, `detail` the part or name that is at fault."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


def tag(name: str) -> str:
    """The qualified name of an element or attribute in Word's main namespace."""
    return f"{{{W}}}{name}"


def read_package(data: bytes) -> dict[str, bytes]:
    """All parts by name.

    Refuses (RefusedPackage) what is no Word document, is old or has a password, holds macros or embedded programs,
    points to files elsewhere, or would unpack to more than a template can need.
    """
    if data.startswith(_OLE):
        raise RefusedPackage("password_or_old")
    if len(data) > _MAX_FILE:
        raise RefusedPackage("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise RefusedPackage("not_docx") from error
    _refuse_active(parts)
    if "word/document.xml" not in parts or _MAIN not in parts.get("[Content_Types].xml", b""):
        raise RefusedPackage("not_docx")
    if parse(parts["word/document.xml"], name="word/document.xml").find(tag("body")) is None:
        raise RefusedPackage("damaged", "word/document.xml")
    _refuse_external(parts)
    return parts


def write_package(parts: dict[str, bytes]) -> bytes:
    """The .docx of these parts: equal parts give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, blob in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, blob, compress_type=zipfile.ZIP_DEFLATED, compresslevel=4)
    return buffer.getvalue()


def parse(blob: bytes, *, name: str) -> etree._Element:
    """The XML of a part; entities are not resolved and nothing is fetched. Damaged XML is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError as error:
        raise RefusedPackage("damaged", name) from error
    if root.getroottree().docinfo.doctype:
        raise RefusedPackage("damaged", name)
    return root


def serialised(root: etree._Element) -> bytes:
    """A part's bytes as Word writes them."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MAX_PARTS or sum(entry.file_size for entry in entries) > _MAX_PART:
        raise RefusedPackage("too_large")
    if len(set(names)) != len(names):
        raise RefusedPackage("damaged")
    return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}


def _refuse_active(parts: dict[str, bytes]) -> None:
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise RefusedPackage("macros")
    for name in parts:
        if any(word in name.lower() for word in _ACTIVE):
            raise RefusedPackage("macros" if "vba" in name.lower() else "active_content", name)


def _refuse_external(parts: dict[str, bytes]) -> None:
    for name, blob in parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in parse(blob, name=name):
            outside = relation.get("TargetMode") == "External"
            if outside and not (relation.get("Type") or "").endswith(_EXTERNAL_ALLOWED):
                raise RefusedPackage("external_content", relation.get("Target") or name)
