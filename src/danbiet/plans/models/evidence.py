from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import EvidenceKind, EvidenceState, Language, ProofKind
from .plan import Target


@pghistory.track()
class Evidence(models.Model):
    """Dated, quantified proof by a unit that something was done."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("date"))
    title = models.TextField(_("what was done"))
    note = models.TextField(_("note"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EvidenceKind.choices)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.VIETNAMESE
    )
    state = models.CharField(
        _("state"), max_length=10, choices=EvidenceState.choices, default=EvidenceState.DRAFT
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["unit", "state", "-on"], name="plans_evidence_unit"),
            models.Index(
                fields=["submitted_at"], condition=Q(state="submitted"), name="plans_evidence_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Credit(models.Model):
    """What one piece of evidence adds to one target: the unit's own, and each target above it.

    One row per evidence and target, whatever the number of paths between them: so a proof that serves several
    tasks is counted once where they meet.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="credits")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="credits")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2)
    item = models.CharField(
        pgettext_lazy("evidence", "item"), max_length=200, blank=True
    )  # which video, for "each video at least 2 airings"
    is_direct = models.BooleanField(
        default=True
    )  # chosen by the unit; False = reached through a parent target

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence", "target"], name="plans_counted_once"),
            models.CheckConstraint(name="plans_credit_positive", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} → {self.target_id}"


class Proof(models.Model):
    """A file, photo or link that shows it, with the section and page where."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(max_length=6, choices=ProofKind.choices)
    file = models.ForeignKey(
        "media.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    section = models.CharField(_("section"), max_length=120, blank=True)
    page = models.CharField(_("page"), max_length=60, blank=True)
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="plans_proof_has_thing",
                condition=(Q(kind="link") & ~Q(url="") & Q(file__isnull=True))
                | (~Q(kind="link") & Q(url="") & Q(file__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.url or self.caption or self.kind
