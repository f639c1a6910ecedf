from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danbiet.kit.encrypted import EncryptedTextField

from ..enums import DataRequestKind
from .question import Question


class Asker(models.Model):
    """Who asked and the words as they came, encrypted, in a table of their own. Deleted on erasure; the question stays."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="asker")
    name = EncryptedTextField(_("name"), blank=True)
    phone = EncryptedTextField(_("telephone"), blank=True)
    email = EncryptedTextField(_("mail"), blank=True)
    address = EncryptedTextField(_("address"), blank=True)
    subject = EncryptedTextField(_("subject"))
    text = EncryptedTextField(_("text"))
    original = EncryptedTextField(_("words in the asker's language"), blank=True)
    verified_by = models.CharField(
        max_length=40, blank=True
    )  # which OpenID provider vouched; no identifier of theirs

    class Meta:
        verbose_name = _("asker")
        verbose_name_plural = _("askers")

    def __str__(self) -> str:
        return f"#{self.question_id}"


class Message(models.Model):
    """What asker and desk wrote to each other about a question; the asker's words encrypted, beside them masked for the agency."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    is_from_asker = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    original = EncryptedTextField(blank=True)
    text = models.TextField()  # masked

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.at:%Y-%m-%d}"


class Notice(models.Model):
    """Something the asker is to be told. Address and words are put together when it is sent, never stored (no outbox)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=24)  # received, info_wanted, update, answered, refused, on_air …
    key = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=8, blank=True)  # mail, sms, call, none
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"], name="questions_notice_due", condition=Q(sent_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.kind}"


class CallBack(models.Model):
    """Somebody with only a telephone is to be called: on the desk's list until it is done."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="call_backs")
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.question_id}"


class DataRequest(models.Model):
    """A request to see or erase one's data: two working days (Nghị định 356/2025/NĐ-CP)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=8, choices=DataRequestKind.choices)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind"],
                name="questions_one_open_request",
                condition=Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.kind}"


class Tally(models.Model):
    """How often something was done in an hour from one network or for one code: keyed hashes of a day, no address. Gone after a day."""

    kind = models.CharField(max_length=12)
    hour = models.BigIntegerField()  # hours of real time since 1970
    key = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hour", "kind", "key"], name="questions_tally_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.hour}"
