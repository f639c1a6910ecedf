"""What somebody fills in about a film. Which units there are is told by who knows them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("vi", "Tiếng Việt"), ("km", "ភាសាខ្មែរ"), ("en", "English")]
ACCEPT_FILM = "video/*,.mkv,.mts,.m2ts,.flv,.wmv,.avi"


class FilmForm(forms.Form):
    """A new film: title, unit and the file, which scripts send in pieces and a plain form in one."""

    title = forms.CharField(label=_("Title of the film"), max_length=200)
    unit = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    file = forms.FileField(
        label=_("Film"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT_FILM}),
        error_messages={"required": _("Choose the film to be sent.")},
    )

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], has_file: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.choices = units  # type: ignore[attr-defined]
        self.fields["file"].required = has_file

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())


class ReplacementForm(forms.Form):
    """Another file in the place of a film."""

    file = forms.FileField(
        label=_("Film"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT_FILM}),
        error_messages={"required": _("Choose the film to be sent.")},
    )


class WordsForm(forms.Form):
    """Title and transcript of a film."""

    title = forms.CharField(label=_("Title of the film"), max_length=200)
    transcript = forms.CharField(
        label=_("Transcript of the film"),
        help_text=_("What is said and shown, for those who cannot hear or see it, and for the search."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=200_000,
    )

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())


class TrackForm(forms.Form):
    """Subtitles of a language."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    file = forms.FileField(
        label=_("Subtitles (.vtt or .srt)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,.srt"}),
        error_messages={"required": _("Choose the file with the subtitles.")},
    )

    @property
    def language_label(self) -> str:
        """The language named in itself, as players list it."""
        return dict(LANGUAGES)[self.cleaned_data["language"]]


class LibraryFilter(forms.Form):
    """Which films of the library are shown."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=200)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], states: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *units]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("Every state")), *states]  # type: ignore[attr-defined]
