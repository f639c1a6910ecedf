from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CriteriaSet(models.Model):
    """A version of the criteria. From the first edition that uses it on, neither it nor its rows change (triggers)."""

    name = models.CharField(_("name"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("for demonstration"), default=False)
    sealed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("set of criteria")
        ordering = ["-year", "name", "id"]
        triggers = [
            pgtrigger.Protect(
                name="sealed_set",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sealed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """A row of a set: domain, criterion or component (`calc.criteria.Row`). `rule` is null where rows stand below it."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=12)
    name = models.TextField(_("name"))
    maximum = models.DecimalField(
        _("maximum"), max_digits=7, decimal_places=2, validators=[MinValueValidator(0)]
    )
    rule = models.JSONField(null=True, blank=True)
    scorer = models.CharField(max_length=10, default="self")
    figure = models.CharField(max_length=60, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    period = models.CharField(_("period"), max_length=100, blank=True)
    guidance = models.TextField(_("guidance"), blank=True)
    groups = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        verbose_name = _("criterion")
        ordering = ["criteria_set", "order"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "number"], name="indices_number_once"),
            models.CheckConstraint(name="indices_maximum_positive", condition=Q(maximum__gt=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sealed_rows",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Insert,
                declare=[("sealed", "timestamptz")],
                func=(
                    "SELECT sealed_at INTO sealed FROM indices_criteriaset"
                    " WHERE id = COALESCE(NEW.criteria_set_id, OLD.criteria_set_id);"
                    " IF sealed IS NOT NULL THEN RAISE EXCEPTION 'criteria of a sealed set do not change'; END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
