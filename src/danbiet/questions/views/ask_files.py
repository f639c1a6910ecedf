"""What files of askers are called: by us when they are kept, by the sender's own name when one is refused."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from danbiet.media.actions import FileRefused


def our_name(upload: UploadedFile, number: int) -> str:
    """The name a file came with may name somebody."""
    ending = (upload.name or "").rpartition(".")[2].lower()[:5]
    return f"tep-{number}.{ending}" if ending.isalnum() else f"tep-{number}"


def their_name(refusal: FileRefused, names: list[str | None]) -> str:
    """Why a file is not taken, called as the sender calls it."""
    found = [name for name in names if name]
    if refusal.name.startswith("tep-"):
        digits = refusal.name[4:].partition(".")[0]
        place = int(digits) - 1 if digits.isdigit() else 0
        refusal.name = found[place] if 0 <= place < len(found) else refusal.name
    return str(refusal)
