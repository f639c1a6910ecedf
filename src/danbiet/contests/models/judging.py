from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danbiet.kit.encrypted import EncryptedTextField

from ..enums import AppealState, SuspicionKind, SuspicionState
from .bank import Item
from .people import Entrant
from .rounds import Round


@pghistory.track()
class Disqualification(models.Model):
    """An attempt of a participant taken out, or all of them (number 0), with the reason everybody reads."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="disqualifications")
    code = models.CharField(max_length=10)  # Entrant.code
    number = models.PositiveIntegerField(default=0)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "code", "number"],
                name="contests_disqualified_once",
                condition=Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="contests_disqualified_revoked",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Appeal(models.Model):
    """What an entrant says against a round's result: as it came (encrypted), and masked for everybody who decides."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="appeals")
    entrant = models.ForeignKey(Entrant, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField()
    masked = models.TextField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AppealState.choices, default=AppealState.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "entrant"], name="contests_one_open_appeal", condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="contests_appeal_answered",
                condition=~Q(state__in=["upheld", "refused"])
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.entrant_id}"


class DroppedItem(models.Model):
    """An item that does not count in a round, with the note everybody reads."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="drops")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("note"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="contests_drop_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.item_id}"


class Suspicion(models.Model):
    """Something that looks like fraud, found off-line; a person decides. `fingerprint` names it, so that it is found once."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="suspicions")
    kind = models.CharField(max_length=12, choices=SuspicionKind.choices)
    fingerprint = models.CharField(max_length=64)
    starts = ArrayField(models.BigIntegerField())
    evidence = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SuspicionState.choices, default=SuspicionState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "fingerprint"], name="contests_suspicion_once"),
            models.CheckConstraint(
                name="contests_suspicion_decided",
                condition=Q(state="open") | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"
