"""What a citizen types: the question, who they are, what they agree to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EmailValidator
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import fold, nfc
from danbiet.media.enums import ACCEPT, PHOTOS, FileKind

from ..calc.links import MOST_LINKS, betting_links, links_in

TAKEN = PHOTOS | {FileKind.PDF, FileKind.DOCX}
ACCEPTED = ",".join(["image/jpeg", *(ACCEPT[kind] for kind in FileKind if kind in TAKEN)])
MOST_FILES = 5
NUMBERS = (
    pgettext_lazy("number", "zero"), pgettext_lazy("number", "one"), pgettext_lazy("number", "two"),
    pgettext_lazy("number", "three"), pgettext_lazy("number", "four"), pgettext_lazy("number", "five"),
    pgettext_lazy("number", "six"), pgettext_lazy("number", "seven"), pgettext_lazy("number", "eight"),
    pgettext_lazy("number", "nine"), pgettext_lazy("number", "ten"), pgettext_lazy("number", "eleven"),
    pgettext_lazy("number", "twelve"), pgettext_lazy("number", "thirteen"), pgettext_lazy("number", "fourteen"),
    pgettext_lazy("number", "fifteen"), pgettext_lazy("number", "sixteen"), pgettext_lazy("number", "seventeen"),
    pgettext_lazy("number", "eighteen"),
)  # fmt: skip


class PlainWords(forms.CharField):
    """Somebody's words, composed, without signs no keyboard writes."""

    def to_python(self, value: Any) -> str:
        text = nfc(str(super().to_python(value) or "")).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32).strip()


class JudgedElsewhere(PlainWords):
    """Needed, but whether it may stay empty depends on something else: the form says so."""

    def validate(self, value: Any) -> None:
        return


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, possibly none. Each is looked into by `media` when it is kept."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        found = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(found) > MOST_FILES:
            message = ngettext(
                "At most %(count)s file is taken.", "At most %(count)s files are taken.", MOST_FILES
            )
            raise ValidationError(message % {"count": MOST_FILES})
        return found


class TextForm(forms.Form):
    """Subject and text, as both the first form and the step before sending check them."""

    subject = PlainWords(
        label=_("What is it about?"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"}),
        help_text=_("In one sentence, for example: May my mother collect a copy of my birth certificate?"),
    )  # fmt: skip
    text = PlainWords(
        label=_("Your question"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say it as you would at the counter: what happened, where, since when, what you need."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("subject", "text"):
            self._check_links(name, str(cleaned.get(name) or ""))
        return cleaned

    def _check_links(self, name: str, text: str) -> None:
        """An address in a question is fine; advertising for betting is not, and somebody who reports it can name it in words."""
        if betting_links(text):
            self.add_error(
                name,
                gettext(
                    "There is a link to a betting site in it. To report such a site, write its name without the address."
                ),
            )
        elif len(links_in(text)) > MOST_LINKS:
            self.add_error(
                name, gettext("There are too many links in it: at most %(count)s.") % {"count": MOST_LINKS}
            )


class AskForm(TextForm):
    """The whole question. `topics` and `places`: (id, name) pairs."""

    use_required_attribute = False

    topic = forms.TypedChoiceField(
        label=_("Field of work"), required=False, coerce=int, empty_value=None,
        help_text=_("If you are not sure, leave it: the intake desk chooses."),
    )  # fmt: skip
    place = forms.TypedChoiceField(
        label=_("Where it happens"), required=False, coerce=int, empty_value=None,
    )  # fmt: skip
    uploads = FilesField(
        label=_("Photos or papers"), required=False,
        help_text=_("Up to five; photos, PDF, Word, 25 MB each. Where and when a photo was taken is removed from it."),
    )  # fmt: skip
    name = PlainWords(
        label=_("Your full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = JudgedElsewhere(
        label=_("Telephone"), max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = JudgedElsewhere(
        label=_("E-mail"), max_length=200,
        widget=forms.TextInput(attrs={"type": "email", "inputmode": "email", "autocomplete": "email"}),
    )  # fmt: skip
    may_handle = forms.BooleanField(
        label=_("I agree that the agencies use what I write here to answer me."),
        help_text=_("Needed. Only the intake desk sees who you are; the agency that answers sees your words without name and contact."),
    )  # fmt: skip
    may_publish = forms.BooleanField(
        label=_("The question and its answer may be published."), required=False,
        help_text=_("Without your name; telephone numbers, addresses and names in the text are covered first."),
    )  # fmt: skip
    may_name = forms.BooleanField(label=_("My name may stand beside it."), required=False)
    may_air = forms.BooleanField(
        label=_("It may be read and answered in the broadcast “People ask – Authorities answer”."),
        required=False,
    )
    website = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip
    sum = JudgedElsewhere(
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        topics: Iterable[tuple[int, str]],
        places: Iterable[tuple[int, str]],
        numbers: tuple[int, int] = (0, 0),
        **options: Any,
    ) -> None:
        super().__init__(data, files, auto_id="hoi-%s", **options)
        self.numbers = numbers
        self._choices("topic", topics, pgettext_lazy("topic", "I am not sure"))
        self._choices("place", places, _("The whole province or not known"))
        self.fields["uploads"].widget.attrs["accept"] = ACCEPTED
        asked = gettext("What is %(first)s plus %(second)s?") % {
            "first": NUMBERS[numbers[0]], "second": NUMBERS[numbers[1]],
        }  # fmt: skip
        self.fields["sum"].label = asked[:1].upper() + asked[1:]
        self.fields["sum"].help_text = gettext(
            "In figures or in words. It keeps out programs that send advertisements."
        )

    def _choices(self, name: str, pairs: Iterable[tuple[int, str]], none: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", none), *((str(pk), label) for pk, label in pairs)]

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data.get("phone") or "")
        digits = re.sub(r"[\s().+-]", "", phone)
        if phone and not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 15):
            raise ValidationError(gettext("This is not a telephone number. Example: 0912 345 678"))
        return phone

    def clean_email(self) -> str:
        email = str(self.cleaned_data.get("email") or "")
        if email:
            EmailValidator(gettext("This is not a mail address. Example: ten@example.com"))(email)
        return email

    def clean_website(self) -> str:
        if self.cleaned_data.get("website"):
            raise ValidationError(gettext("Leave this box empty: only programs fill it in."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_wrong = self.has_error("phone") or self.has_error("email")
        if not has_wrong and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", gettext("Leave a telephone number or a mail address for the answer."))
        return cleaned

    def is_sum_right(self) -> bool:
        """Whether the small sum was solved, in figures or words, with or without tone marks."""
        said = fold(str(self.data.get("sum", ""))[:30])
        total = sum(self.numbers)
        return said in {str(total), *_spoken(total)}


def _spoken(total: int) -> Sequence[str]:
    """Both ways of saying fifteen are right."""
    word = fold(str(NUMBERS[total]))
    return [word, "muoi lam", "muoi nam"] if total == 15 else [word]


class FindForm(forms.Form):
    """The code of a question and the contact it was sent with."""

    code = PlainWords(
        label=_("Code of the question"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "CH-2021-0001", "autocapitalize": "characters"}),
    )  # fmt: skip
    contact = PlainWords(
        label=_("The telephone number or e-mail you gave"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="tim-%s")
