"""What a handed-in file really is, by its content; what is dangerous or not what it claims to be is refused.

Nothing here is a virus scanner: files are let in by a short list of kinds, never opened by the server except for this
look, and leave only as downloads that a browser does not run (see `media.views`).
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from ..enums import ACCEPT, CONTENT_TYPES, MAX_BYTES, FileKind, Flaw
from .packages import Refused, office_kind

__all__ = ["Inspected", "Refused", "clean_name", "inspect"]

LONGEST_NAME = 200
MAX_PIXELS = 60_000_000  # a 50-megapixel phone photo passes; a picture made to fill the memory does not
JPEG_QUALITY = 88
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|script|body|iframe|svg|\?php)", re.IGNORECASE)
_PDF_ACTION = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|EmbeddedFiles?)(?![A-Za-z0-9])")
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HEIC = (b"heic", b"heix", b"mif1", b"hevc", b"avif")
_PICTURES = {"JPEG": FileKind.JPEG, "PNG": FileKind.PNG, "WEBP": FileKind.WEBP}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: its kind, a harmless name, and the bytes to keep (pictures are written anew)."""

    kind: FileKind
    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.kind]


def inspect(content: bytes, *, name: str, allowed: frozenset[FileKind]) -> Inspected:
    """Look into a file. Raises `Refused` with the flaw found.

    Pictures lose everything but the picture (place and time of the photo, comments, whatever hung behind it) and are
    turned upright. A name that does not fit the content gets the right ending; the content decides.
    """
    if not content:
        raise Refused(Flaw.EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(Flaw.TOO_BIG)
    kind, kept = _known(content)
    if kind not in allowed:
        raise Refused(Flaw.NOT_WANTED, kind=kind)
    return Inspected(kind=kind, name=_fitting(clean_name(name), kind), content=kept)


def clean_name(name: str) -> str:
    """The name without folders, control characters, direction tricks and characters that some system forbids."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    signs = [sign for sign in last if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}]
    plain = " ".join(re.sub(r'[<>:"|?*]', "_", "".join(signs)).split()).lstrip(".").strip()
    stem, ending = PurePosixPath(plain).stem, PurePosixPath(plain).suffix[:12]
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}" or "tep"


def _fitting(name: str, kind: FileKind) -> str:
    endings = ACCEPT[kind].split(",")
    return name if PurePosixPath(name).suffix.lower() in endings else f"{name}{endings[0]}"


def _known(content: bytes) -> tuple[FileKind, bytes]:
    start = content[:16]
    if start.startswith(b"%PDF-"):
        _look_into_pdf(content)
        return FileKind.PDF, content
    if start.startswith(b"PK\x03\x04"):
        return office_kind(content), content
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4], start[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        return _new_picture(content)
    raise Refused(_flaw_of(content))


def _flaw_of(content: bytes) -> Flaw:
    start = content[:16]
    if start.startswith(_OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        return Flaw.PASSWORD if is_locked else Flaw.OLD_OFFICE
    if start.startswith(_PROGRAMS):
        return Flaw.PROGRAM
    if start.startswith(_ARCHIVES):
        return Flaw.ARCHIVE
    if start[4:8] == b"ftyp":
        return Flaw.HEIC if start[8:12] in _HEIC else Flaw.MOVING
    if start.startswith((b"ID3", b"GIF8", b"OggS", b"\x1aE\xdf\xa3")) or start[:4] == b"RIFF":
        return Flaw.MOVING
    if _MARKUP.search(content[:4096]) or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return Flaw.SVG if re.search(rb"<\s*svg", content[:65536], re.IGNORECASE) else Flaw.HTML
    if b"%PDF-" in content[:1024]:
        return Flaw.TWO_IN_ONE
    return Flaw.UNKNOWN


def _look_into_pdf(content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused(Flaw.DAMAGED)
    behind = content[end + 5 :]
    if _MARKUP.search(content[:1024]) or _MARKUP.search(behind) or len(behind.strip(b"\0 \t\r\n")) > 1024:
        raise Refused(Flaw.TWO_IN_ONE)
    if b"PK\x05\x06" in content[-65557:]:
        raise Refused(Flaw.TWO_IN_ONE)
    # A PDF name may spell any letter as #xx.
    if _PDF_ACTION.search(_PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)):
        raise Refused(Flaw.ACTIVE)


def _new_picture(content: bytes) -> tuple[FileKind, bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=list(_PICTURES)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise Refused(Flaw.BOMB)
                kind = _PICTURES[picture.format or ""]
                upright = ImageOps.exif_transpose(picture)
                return kind, _written(upright, kind)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Flaw.BOMB) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, Warning) as error:
        raise Refused(Flaw.DAMAGED) from error


def _written(picture: Image.Image, kind: FileKind) -> bytes:
    modes = {"RGB", "L"} if kind == FileKind.JPEG else {"RGB", "RGBA", "L", "LA"}
    plain = picture if picture.mode in modes else picture.convert("RGB" if kind == FileKind.JPEG else "RGBA")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    clean.save(out, format=kind.value.upper(), **({"quality": JPEG_QUALITY} if kind != FileKind.PNG else {}))
    return out.getvalue()
