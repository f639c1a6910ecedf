"""What files may be. No Django: the inspection needs these words too."""

from enum import StrEnum


class FileKind(StrEnum):
    """A kind of file we can look into and vouch for; everything else is refused."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


WORD = frozenset({FileKind.DOCX})
PHOTOS = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
DOCUMENTS = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.PPTX})
PROOFS = PHOTOS | DOCUMENTS
ACCEPT = {  # for the file chooser of the browser; what is let in is decided by the content
    FileKind.PDF: ".pdf",
    FileKind.DOCX: ".docx",
    FileKind.XLSX: ".xlsx",
    FileKind.PPTX: ".pptx",
    FileKind.JPEG: ".jpg,.jpeg",
    FileKind.PNG: ".png",
    FileKind.WEBP: ".webp",
}
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}
MAX_BYTES = 25 * 1024 * 1024


class Flaw(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the reason, not a secret
    MACROS = "macros"
    OLD_OFFICE = "old_office"
    SVG = "svg"
    HTML = "html"
    PROGRAM = "program"
    ARCHIVE = "archive"
    HEIC = "heic"
    MOVING = "moving"
    TWO_IN_ONE = "two_in_one"
    BOMB = "bomb"
    ACTIVE = "active"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    NOT_WANTED = "not_wanted"
    VIRUS = "virus"
    NO_SCANNER = "no_scanner"
    NOT_FILM = "not_film"
    NO_PICTURE = "no_picture"
    TOO_LONG = "too_long"
    NO_TOOL = "no_tool"


class VideoState(StrEnum):
    """How far a video is. What was playable before a replacement stays so until the new one is."""

    WAITING = "waiting"
    WORKING = "working"
    PLAYABLE = "playable"  # the 480p form is there, the rest is being made
    READY = "ready"
    FAILED = "failed"


class FileRole(StrEnum):
    """What a file of a video is for."""

    ORIGINAL = "original"
    MP4 = "mp4"
    POSTER = "poster"
    MASTER = "master"  # the HLS list of the playlists
    PLAYLIST = "playlist"
    SEGMENTS = "segments"


class UploadState(StrEnum):
    """An upload in pieces: taking pieces, all there and looked into, or refused."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


PREPARE_JOB = "media.prepare"
