from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from ..enums import DocumentType, SectionKind
from .page import PublicPage


class OfficialDocumentPage(PublicPage):
    """A legal or administrative document as Nghị định 42/2022/NĐ-CP asks it to be published, with its files."""

    number = models.CharField(_("number and symbol"), max_length=60)
    type = models.CharField(_("type"), max_length=4, choices=DocumentType.choices, default=DocumentType.PLAN)
    issued_on = models.DateField(_("date of issue"))
    issuer = models.CharField(_("issuing body"), max_length=200)
    issuer_unit = models.ForeignKey(
        "org.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issuing unit of the province"),
    )
    signer = models.CharField(_("signer"), max_length=160, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )

    section_kind = SectionKind.DOCUMENTS
    measure = "documents_published"
    own_panels = [
        FieldRowPanel([FieldPanel("type"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("issued_on", required_on_save=True), FieldPanel("signer")]),
        FieldRowPanel([FieldPanel("issuer"), FieldPanel("issuer_unit")]),
        FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("expires_on")]),
        FieldPanel("superseded_by"),
        InlinePanel("files", label=_("File"), heading=_("Files of the document")),
    ]

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")

    def clean(self) -> None:
        """Refuses an end before the beginning, and a document that supersedes itself."""
        super().clean()
        if self.in_force_from and self.expires_on and self.expires_on < self.in_force_from:
            raise ValidationError({"expires_on": gettext("The document expires before it comes into force.")})
        if self.superseded_by_id is not None and self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": gettext("A document does not supersede itself.")})


class DocumentFile(Orderable):
    """A file of a document. Its text belongs to the attachment, so that no old version of the page brings old text back."""

    page = ParentalKey(OfficialDocumentPage, on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(
        "cms.Attachment", on_delete=models.PROTECT, related_name="+", verbose_name=_("attachment")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return str(self.attachment)

    @property
    def text(self) -> str:
        """What was read in the file, "" when nothing was."""
        return str(self.attachment.text)

    @property
    def text_state(self) -> str:
        """waiting, read, ocr, none or failed (`cms.enums.TextState`)."""
        return str(self.attachment.text_state)
