from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import AnswerState, PartRole, PartState
from .question import Question


@pghistory.track()
class Part(models.Model):
    """One agency's share in a question: the lead answers, the others hand in what they know."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="parts")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=PartRole.choices)
    state = models.CharField(max_length=10, choices=PartState.choices, default=PartState.ASKED)
    wanted = models.TextField(_("what is wanted"), blank=True)
    text = models.TextField(_("contribution"), blank=True)  # sanitised HTML
    asked_at = models.DateTimeField()
    held_from = models.DateTimeField(
        null=True, blank=True
    )  # of the lead: since when it holds the question now
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], name="questions_one_lead",
                condition=Q(role="lead") & ~Q(state="recalled"),
            ),
            models.UniqueConstraint(
                fields=["question", "unit"], name="questions_unit_once", condition=~Q(state="recalled")
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["unit"], name="questions_parts_open", condition=Q(role="support", state="asked")
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.unit_id}"


@pghistory.track()
class Answer(models.Model):
    """The signed answer. A reopened question gets a second one; the first stays and is shown as earlier."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")  # who answered then
    body = models.TextField(_("answer"), blank=True)  # sanitised HTML
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    is_private = models.BooleanField(_("only to the asker"), default=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_name = models.CharField(_("signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("position"), max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was sent back
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["question", "round"], name="questions_answer_round")]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.round}"


class LegalBasis(models.Model):
    """A document an answer rests on: a page of the register, or one named in words. `flagged_at`: it changed since."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="bases")
    document_id = models.BigIntegerField(
        null=True, blank=True
    )  # page of the register, as the newsroom numbers it
    title = models.CharField(
        pgettext_lazy("legal basis", "document"), max_length=250
    )  # as shown when it was chosen
    article = models.CharField(_("article"), max_length=80, blank=True)
    url = models.CharField(max_length=500, blank=True)
    flagged_at = models.DateTimeField(null=True, blank=True)
    flag = models.CharField(max_length=250, blank=True)  # "đã được thay thế bởi …"

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["document_id"], name="questions_basis_document")]

    def __str__(self) -> str:
        return self.title


class Snippet(models.Model):
    """A sentence or paragraph an agency uses again and again."""

    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(_("short name"), max_length=24)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "key"], name="questions_snippet_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.title
