from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danbiet.kit.encrypted import EncryptedTextField

from .enums import Security


class Message(models.Model):
    """A mail an action has written down in its own transaction; a job sends it at least once."""

    key = models.CharField(max_length=200, unique=True)  # the same reminder is never written twice
    to_address = models.EmailField(_("to"))
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    not_before = models.DateTimeField()

    class Meta:
        verbose_name = _("message")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(sent_at__isnull=True), name="outbox_waiting")
        ]

    def __str__(self) -> str:
        return self.subject


class MailServer(models.Model):
    """Through which server mail leaves: one row, written at the set-up or by the province's office. Without it mail stays here.

    What the environment says (DANBIET_SMTP_HOST) goes before it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_used = models.BooleanField(default=False)
    host = models.CharField(_("server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("port"), default=587)
    security = models.CharField(max_length=10, choices=Security.choices, default=Security.STARTTLS)
    username = models.CharField(_("user name"), max_length=200, blank=True)
    password = EncryptedTextField(_("password"), blank=True)
    from_name = models.CharField(_("sender's name"), max_length=100, blank=True)
    from_address = models.EmailField(_("sender's address"), blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="outbox_one_mail_server", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}" if self.is_used else ""
