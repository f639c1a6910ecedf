"""What somebody fills in about evidence: the piece itself, rows of targets and proofs, lists, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from danbiet.kit.text import nfc
from danbiet.media.enums import ACCEPT, PROOFS
from danbiet.media.queries import StoredFile
from danbiet.org.forms import DayField

from ..calc.evidence import CreditDraft, EvidenceDraft, ProofDraft
from ..enums import EvidenceKind, EvidenceState, Language, ProofKind
from .editing import NumberField, TextField

CREDITS, PROOFS_PREFIX = "chi-tieu", "minh-chung"
MOST_ROWS = 60
FILE_TYPES = ",".join(sorted({ending for kind in PROOFS for ending in ACCEPT[kind].split(",")}))
PHOTO_TYPES = {"image/jpeg", "image/png", "image/webp"}

Choices = Sequence[tuple[str, Sequence[tuple[int, str]]]]


class ManyFiles(forms.ClearableFileInput):
    """A file chooser for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of uploads; what they are is found out by the inspection, not here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": FILE_TYPES}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(one, initial) for one in given]


class EvidenceForm(forms.Form):
    """The piece itself."""

    on = DayField(label=_("Date"), help_text=_("The day it was done, not in the future."))
    title = TextField(label=_("What was done"), rows=2)
    kind = forms.ChoiceField(label=_("Kind"), choices=EvidenceKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, initial=Language.VIETNAMESE)
    note = TextField(label=_("Note"), required=False)
    uploads = ManyFilesField(
        label=_("Files and photos"),
        required=False,
        help_text=_(
            "Several at once; each up to 25 MB. PDF, Word, Excel, PowerPoint, JPG, PNG, WebP. Place and camera are removed from photos."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CreditForm(forms.Form):
    """One target and how much of it."""

    target = forms.TypedChoiceField(label=_("Target"), coerce=int, empty_value=None)
    quantity = NumberField(label=_("Quantity"))
    item = forms.CharField(label=_("Which one"), required=False, max_length=200)

    def __init__(self, *args: Any, choices: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = [("", _("– choose –")), *choices]
        self.fields["target"].choices = known  # type: ignore[attr-defined]


class ProofForm(forms.Form):
    """A link, or a file kept already; section and page say where to look."""

    url = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://…"}),
    )
    file_id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    caption = forms.CharField(label=_("Caption"), required=False, max_length=250)
    section = forms.CharField(label=_("Section of the publication"), required=False, max_length=120)
    page = forms.CharField(label=_("Page"), required=False, max_length=60)
    remove = forms.BooleanField(label=_("Take away"), required=False)
    file: StoredFile | None = None

    def clean_url(self) -> str:
        return nfc(self.cleaned_data["url"].strip())


class Rows(forms.BaseFormSet):
    """Rows with an empty one more on request."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.empty_permitted = True


def rows_class(form: type[forms.Form], *, extra: int) -> type[Rows]:
    """A set of rows of this form with so many empty ones."""
    made: Any = forms.formset_factory(
        form, formset=Rows, extra=extra, absolute_max=MOST_ROWS * 2, max_num=MOST_ROWS
    )
    return made  # type: ignore[no-any-return]


@dataclass
class EvidenceForms:
    """The form and its two sets of rows."""

    main: EvidenceForm
    credits: Rows
    proofs: Rows

    def is_valid(self) -> bool:
        """Whether all of it is; every part is looked at, so that every mistake is shown at once."""
        return all([self.main.is_valid(), self.credits.is_valid(), self.proofs.is_valid()])

    def draft(self, files: Iterable[StoredFile]) -> EvidenceDraft:
        """What was said, with files just kept put behind the proofs there were."""
        said = self.main.cleaned_data
        return EvidenceDraft(
            on=said["on"], title=said["title"], kind=said["kind"], language=said["language"], note=said["note"],
            credits=tuple(
                CreditDraft(row["target"], row["quantity"], nfc(row["item"]))
                for row in (form.cleaned_data for form in self.credits.forms)
                if row.get("target")
            ),
            proofs=(*self._proofs(), *(ProofDraft(proof_kind(file), file_id=file.pk) for file in files)),
        )  # fmt: skip

    def _proofs(self) -> list[ProofDraft]:
        found = []
        for form in self.proofs.forms:
            row = form.cleaned_data
            if row.get("remove") or not (row.get("url") or row.get("file_id")):
                continue
            file: StoredFile | None = getattr(form, "file", None)
            if file is None and not row["url"]:
                continue
            found.append(
                ProofDraft(
                    kind=proof_kind(file) if file else ProofKind.LINK, url="" if file else row["url"],
                    file_id=file.pk if file else None, section=nfc(row["section"]), page=nfc(row["page"]),
                    caption=nfc(row["caption"]),
                )
            )  # fmt: skip
        return found


def proof_kind(file: StoredFile) -> str:
    """A picture is a photo, everything else a file."""
    return ProofKind.PHOTO if file.content_type in PHOTO_TYPES else ProofKind.FILE


def sent_rows(data: Mapping[str, Any], prefix: str, names: Sequence[str]) -> list[dict[str, str]]:
    """Rows as sent, unchecked, without the empty ones: to show them again with one more."""
    try:
        total = min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), MOST_ROWS)
    except ValueError:
        total = 0
    rows = [{name: data.get(f"{prefix}-{number}-{name}", "") for name in names} for number in range(total)]
    return [row for row in rows if any(row.values())]


class EvidenceFilterForm(forms.Form):
    """What the list shows. The names are the address's own words."""

    def __init__(
        self, data: Any, *, units: Iterable[tuple[int, str]], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(data, auto_id="loc-%s", **kwargs)
        number: Any = {"coerce": int, "empty_value": None, "required": False}
        self.fields["q"] = forms.CharField(label=_("Keywords"), required=False, max_length=200)
        self.fields["don-vi"] = forms.TypedChoiceField(
            label=_("Unit"),
            choices=[("", _("All units")), *((str(pk), name) for pk, name in units)],
            **number,
        )
        self.fields["tinh-trang"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("All states")), *EvidenceState.choices]
        )
        self.fields["loai"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("All kinds")), *EvidenceKind.choices]
        )
        self.fields["ngon-ngu"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=[("", _("All languages")), *Language.choices]
        )
        self.fields["nam"] = forms.TypedChoiceField(
            label=_("Year"), choices=[("", _("All years")), *((str(year), year) for year in years)], **number
        )
        self.fields["thang"] = forms.TypedChoiceField(
            label=_("Month"), choices=[("", _("All months")), *((str(month), month) for month in range(1, 13))],
            **number,
        )  # fmt: skip
        self.fields["nhiem-vu"] = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def asked(self) -> dict[str, Any]:
        """What was understood; the rest asks for nothing."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class ReasonForm(forms.Form):
    """Why."""

    reason = TextField(label=_("Reason"), rows=3, help_text=_("The unit reads it."))
