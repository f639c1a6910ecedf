from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import CorrectionState
from .evidence import Evidence
from .plan import Plan, Task


@pghistory.track()
class LockRule(models.Model):
    """One row: when periods lock by themselves, counted in working days from the period's end."""

    report_days = models.PositiveSmallIntegerField(_("reports are due after (working days)"), default=10)
    lock_days = models.PositiveSmallIntegerField(_("locked after another (working days)"), default=15)
    is_on = models.BooleanField(_("periods lock by themselves"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(name="plans_one_lock_rule", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.report_days}+{self.lock_days}"


@pghistory.track()
class PeriodLock(models.Model):
    """A reporting period that is, was or will be locked. While `locked_at` stands, all days of its year up to its end are shut."""

    period_key = models.CharField(_("period"), max_length=10, unique=True)  # 2021-M03, 2021-Q2, 2021-H1, 2021
    starts_on = models.DateField()
    ends_on = models.DateField()
    locks_on = models.DateField(_("locks on"), null=True, blank=True)  # by itself, on that day
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # None while it is locked: it locked by itself
    left_open = models.JSONField(
        default=dict
    )  # {"reports": [[unit id, plan number]], "evidence": [[unit id, count]], "units": {id: name}} in that moment
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)  # of the last unlocking
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("locked period")
        ordering = ["ends_on", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="plans_lock_ends_after_start", condition=Q(ends_on__gt=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return self.period_key


@pghistory.track()
class Correction(models.Model):
    """Leave to change one piece of evidence of a locked period (or to add one: `evidence` is empty until it is written), or to
    issue or withdraw one plan dated in it."""

    lock = models.ForeignKey(PeriodLock, on_delete=models.PROTECT, related_name="corrections")
    starts_on = models.DateField()  # the days for which it holds
    ends_on = models.DateField()
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    reason = models.TextField(_("reason"))
    state = models.CharField(
        _("state"), max_length=10, choices=CorrectionState.choices, default=CorrectionState.ASKED
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("correction after locking")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence"],
                condition=Q(state__in=["asked", "allowed"]),
                name="plans_one_open_correction",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["asked", "allowed"]),
                name="plans_one_open_plan_correction",
            ),
            models.CheckConstraint(
                name="plans_correction_of_one_thing",
                condition=Q(evidence__isnull=True) | Q(plan__isnull=True),
            ),
            models.CheckConstraint(name="plans_correction_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="plans_correction_decided",
                condition=Q(state="asked") | Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lock_id} {self.unit_id}"


class CorrectionStep(models.Model):
    """What was done within a correction, and what it did to one figure as of the end of the locked period. Only added to.

    Of evidence one row for each task it reaches; one without a task where it reaches none. Of a plan one row for the count of
    units that have issued theirs under the plan `above`, and one for each task whose percent moved.
    """

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="steps")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.CASCADE, related_name="+")
    deed = models.CharField(
        max_length=40
    )  # the verb of the record: plans.evidence_accepted, plans.plan_issued …
    day = models.DateField()  # the evidence's, after the deed; the plan's
    above = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="+")
    before = models.DecimalField(max_digits=7, decimal_places=2, null=True)  # percent; of `above` units
    after = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.deed} {self.task_id or self.above_id}: {self.before} → {self.after}"
