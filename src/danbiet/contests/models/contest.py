from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from danbiet.kit.encrypted import EncryptedTextField

from ..enums import ContestState, EntryWay, PartKind, TrialState

UNSEALED = ["draft", "checked"]


@pghistory.track(exclude=["signing_key", "receipt_key", "pepper"])
class Contest(models.Model):
    """A contest of a unit. Its rules are a draft until they are sealed; from then on they are bytes that never change.

    Keys and pepper are hex. `pepper` makes `Entrant.unique_hash` and is destroyed with the contacts.
    """

    key = models.CharField(_("short name in addresses"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    organiser = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    plan_task = models.CharField(
        max_length=40, blank=True
    )  # id of a task of the plan, as text: plans is a sibling
    state = models.CharField(
        _("state"), max_length=10, choices=ContestState.choices, default=ContestState.DRAFT
    )
    draft = models.JSONField(
        default=dict, blank=True
    )  # {"rules": {…}, "entry": {audience: EntryWay}} until sealed
    fraud_limits = models.JSONField(
        default=dict, blank=True
    )  # calc.fraud.Limits; {}: as usual; sealed with the rules
    rules = models.TextField(null=True, blank=True)  # canonical JSON without line end (calc.rules)
    rules_hash = models.CharField(max_length=64, blank=True)  # calc.commitments.seal_rules
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signing_key = EncryptedTextField(blank=True)  # Ed25519, 32 bytes
    receipt_key = EncryptedTextField(blank=True)  # HMAC of receipt codes, 32 bytes
    pepper = EncryptedTextField(blank=True)  # HMAC of what makes two entrants one, 32 bytes
    retention_until = models.DateField(_("personal data is kept until"), null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)  # public
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("contest")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="contests_key_form", condition=Q(key__regex=r"^[a-z0-9-]{1,40}$")),
            models.CheckConstraint(
                name="contests_rules_when_sealed",
                condition=Q(state__in=UNSEALED, rules__isnull=True)
                | Q(state="cancelled")
                | (
                    ~Q(state__in=UNSEALED)
                    & Q(rules__isnull=False, frozen_at__isnull=False, frozen_by__isnull=False)
                    & ~Q(rules_hash="")
                    & ~Q(signing_key="")
                    & ~Q(receipt_key="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="rules_sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.rules IS NOT NULL AND (OLD.rules IS DISTINCT FROM NEW.rules"
                    " OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR OLD.key IS DISTINCT FROM NEW.key"
                    " OR OLD.frozen_at IS DISTINCT FROM NEW.frozen_at OR OLD.fraud_limits IS DISTINCT FROM NEW.fraud_limits)"
                ),
            ),
            pgtrigger.Protect(
                name="sealed_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.rules IS NOT NULL"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sealed(self) -> bool:
        """Whether the rules can no longer change."""
        return self.rules is not None


class Part(models.Model):
    """A part of a contest with its weight in percent, written when the rules are sealed."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=PartKind.choices)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "key"], name="contests_part_once"),
            models.CheckConstraint(name="contests_part_weight", condition=Q(weight__range=(0, 100))),
        ]

    def __str__(self) -> str:
        return self.key


class Audience(models.Model):
    """Who takes part with a bank, a ranking and prizes of its own; written when the rules are sealed.

    `order` (from 0) is the number in tokens and starts. Ages in whole years, 0 = no bound.
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="audiences")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    entry = models.CharField(max_length=8, choices=EntryWay.choices, default=EntryWay.OPEN)
    min_age = models.PositiveSmallIntegerField(default=0)
    max_age = models.PositiveSmallIntegerField(default=0)
    guardian_below = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("contest", "audience")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "key"], name="contests_audience_once"),
            models.UniqueConstraint(fields=["contest", "order"], name="contests_audience_number"),
        ]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """Bytes published before opening: commitments.json, rules.json, units.jsonl, pool.jsonl. Only added."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="commitments")
    at = models.DateTimeField()
    name = models.CharField(max_length=40)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)  # of the body

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["contest", "name"], name="contests_commitment_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name


class PartScore(models.Model):
    """What another part gave a unit, 0 to 10000 hundredths."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="part_scores")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=40)
    score = models.PositiveIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "part", "unit"], name="contests_part_score_once"),
            models.CheckConstraint(name="contests_part_score_range", condition=Q(score__range=(0, 10000))),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.unit_id}"


class Trial(models.Model):
    """A round tried with invented people before the rules are sealed; `figures` is what calc.simulate came to."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="trials")
    round = models.CharField(max_length=40)  # its key in the draft
    people = models.PositiveIntegerField()
    draft_hash = models.CharField(max_length=64)  # of rules, pool and head-counts as they were tried
    state = models.CharField(max_length=8, choices=TrialState.choices, default=TrialState.WAITING)
    figures = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.contest_id} {self.round}"
