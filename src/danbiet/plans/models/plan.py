from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import AssignmentRole, Comparison, Per, PlanState, Recurrence, Share


@pghistory.track()
class Plan(models.Model):
    """A unit's communication plan of a year. A unit's own plan points at the plan it carries out."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    state = models.CharField(_("state"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    title = models.TextField(_("title"))
    issuer_text = models.TextField(_("issuing body, as written"), blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    sections = models.JSONField(
        _("text of the plan"), default=list
    )  # [{"key","heading","level","paragraphs":[…]}]
    signer_title = models.TextField(_("signer's title"), blank=True)
    signer_name = models.CharField(_("signer's name"), max_length=120, blank=True)
    unit_plans_due_on = models.DateField(_("units issue their own plans by"), null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(
        default=1
    )  # goes up with each edit: two officers cannot overwrite each other
    # A decision that changes an issued plan is drafted as a copy of it and put into it when issued (ADR 0041).
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    changes = models.JSONField(
        _("what changed"), default=list, blank=True
    )  # of an issued amendment, as `calc.amending`
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("plan")
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=~Q(number="") & ~Q(state="withdrawn"),
                name="plans_number_once",
            ),
            models.UniqueConstraint(
                fields=["parent", "unit"], condition=~Q(state="withdrawn"), name="plans_one_own_plan_each"
            ),
            models.CheckConstraint(
                name="plans_issued_has_date", condition=~Q(state="issued") | Q(issued_on__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="plans_one_open_amendment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ContentGroup(models.Model):
    """First level of a plan (13 in the province's plan of 2021)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.TextField(_("title"))
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # in an amendment: the group it is a copy of

    class Meta:
        verbose_name = _("group of content")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(name="plans_group_weight_positive", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title


class TasksInForce(models.Manager["Task"]):
    """Tasks as they stand: those an amendment took out of their plan are left out (`Task.every` has them)."""

    def get_queryset(self) -> models.QuerySet[Task]:
        return super().get_queryset().filter(valid_until__isnull=True)


class TargetsInForce(models.Manager["Target"]):
    """Targets as they stand, likewise (`Target.every` has all)."""

    def get_queryset(self) -> models.QuerySet[Target]:
        return super().get_queryset().filter(valid_until__isnull=True)


@pghistory.track()
class Task(models.Model):
    """What is to be done. The words are kept as written beside what was understood from them."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    group = models.ForeignKey(ContentGroup, on_delete=models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField(_("order"))
    content = models.TextField(_("content"))
    forms = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("forms"))
    audience = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("audience"))
    product = models.TextField(_("product, target"), blank=True)
    lead_text = models.TextField(_("lead, as written"), blank=True)
    support_text = models.TextField(_("support, as written"), blank=True)
    schedule_text = models.TextField(_("time, as written"), blank=True)
    source_text = models.TextField(_("original text"), blank=True)
    periods = models.JSONField(
        default=list
    )  # [{"starts_on": ISO, "ends_on": ISO}], both ends inclusive, ordered
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))  # inclusive, as plans speak
    recurrence = models.CharField(max_length=10, choices=Recurrence.choices, blank=True)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    share = models.CharField(max_length=8, choices=Share.choices, default=Share.OWN)
    doubts = models.JSONField(
        default=list
    )  # [{"field","text","why","suggestion"}] until someone puts them right
    version = models.PositiveIntegerField(default=1)
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # in an amendment: the task it is a copy of
    valid_from = models.DateField(null=True, blank=True)  # put into the plan by an amendment of this day
    valid_until = models.DateField(null=True, blank=True)  # taken out of it on this day

    objects = TasksInForce()
    every = models.Manager["Task"]()

    class Meta:
        verbose_name = _("task")
        ordering = ["group__order", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="plans_task_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="plans_task_weight_positive", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.content


@pghistory.track()
class Assignment(models.Model):
    """A unit that leads or supports a task; `set_code` names the set of units through which it was meant."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=AssignmentRole.choices)
    set_code = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="plans_unit_once_per_task"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.role}"


@pghistory.track()
class Target(models.Model):
    """A quantity to reach. `quantity` empty = an open contribution to the parent's target (a supporting unit's)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField(default=0)
    comparison = models.CharField(max_length=2, choices=Comparison.choices, default=Comparison.AT_LEAST)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit_text = models.CharField(_("unit of measure"), max_length=120, blank=True)
    per = models.CharField(max_length=8, choices=Per.choices, default=Per.ONCE)
    per_unit = models.BooleanField(_("for each unit"), default=False)  # as the words say
    each_comparison = models.CharField(max_length=2, choices=Comparison.choices, blank=True)
    each_quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    each_unit_text = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=60, blank=True)  # counted by the platform itself, see app measures
    measure_filter = models.JSONField(default=dict, blank=True)  # what of it, see calc.measuring
    is_implied = models.BooleanField(
        default=False
    )  # the plan names no number: one piece of evidence per period
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_until = models.DateField(null=True, blank=True)  # taken out of its task by an amendment of this day

    objects = TargetsInForce()
    every = models.Manager["Target"]()

    class Meta:
        verbose_name = _("target")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                name="plans_target_not_negative", condition=Q(quantity__isnull=True) | Q(quantity__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comparison} {self.quantity} {self.unit_text}"
