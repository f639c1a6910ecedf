from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danbiet.kit.encrypted import EncryptedTextField

from .enums import IncidentKind, ProofKind, RequestKind


class SubjectRequest(models.Model):
    """Somebody asks to see, correct or erase what is held about them: answered within two working days (Nghị định 356/2025/NĐ-CP).

    Who it is stands encrypted and is forgotten 30 days after the answer; what was found is never copied here.
    """

    kind = models.CharField(_("what is wanted"), max_length=8, choices=RequestKind.choices)
    proof = models.CharField(_("proof of identity"), max_length=10, choices=ProofKind.choices)
    name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    email = EncryptedTextField(_("mail"), blank=True)
    code = EncryptedTextField(_("code of a question or certificate"), blank=True)
    birth_on = EncryptedTextField(_("day of birth"), blank=True)
    wish = EncryptedTextField(_("what is to be corrected"), blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    found = models.JSONField(default=dict)  # how many things of which part: numbers alone
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(_("what was done"), blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request about personal data")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Incident(models.Model):
    """Something happened to personal data: told to the authority within 72 hours of being noticed (law 91/2025/QH15)."""

    kind = models.CharField(_("what happened"), max_length=8, choices=IncidentKind.choices)
    title = models.CharField(_("in one line"), max_length=200)
    began_at = models.DateTimeField(_("since when, as far as is known"), null=True, blank=True)
    noticed_at = models.DateTimeField(_("noticed at"))
    facts = models.TextField(_("what is known, and how it was noticed"))
    stores = models.JSONField(_("data concerned"), default=list)  # keys of stores (registry)
    people_count = models.PositiveIntegerField(_("people concerned, about"), default=0)
    measures = models.TextField(_("measures taken and planned"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("incident with personal data")
        ordering = ["-noticed_at", "-id"]

    def __str__(self) -> str:
        return self.title
