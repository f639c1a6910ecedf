"""Pictures and files come in through the same inspection as all others, one at a time or many at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from danbiet.media.actions import FileRefused, inspect_upload
from danbiet.media.enums import DOCUMENTS, PHOTOS, FileKind


class PictureForm(BaseImageForm):
    """A picture: written anew without place, time and whatever hung behind it; described for those who cannot see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].error_messages["required"] = gettext(
                "Describe the picture for people who cannot see it."
            )

    def clean_file(self) -> Any:
        return _inspected(self.cleaned_data.get("file"), allowed=PHOTOS)


class AttachmentForm(BaseDocumentForm):
    """A file to attach: PDF, Word, Excel, PowerPoint without macros, programs or parts from elsewhere."""

    def clean_file(self) -> Any:
        return _inspected(self.cleaned_data.get("file"), allowed=DOCUMENTS)


def _inspected(file: Any, *, allowed: frozenset[FileKind]) -> Any:
    """The upload with only what may be kept in it. Changed in place: Wagtail keeps some uploads from the request itself."""
    if not isinstance(file, UploadedFile):
        return file  # the one there was
    file.seek(0)
    try:
        kept = inspect_upload(file, allowed=allowed)
    except FileRefused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    file.seek(0)
    file.truncate()
    file.write(kept.content)
    file.seek(0)
    file.size, file.name, file.content_type = len(kept.content), kept.name, kept.content_type
    return file
