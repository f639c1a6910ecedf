from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..calc.skipping import MOST_ANSWERS, Rule
from ..enums import Factor, Kind, Layer


class Questionnaire(models.Model):
    """A version of the questions. From the first campaign that uses it on, neither it nor its items change (triggers)."""

    name = models.CharField(_("name"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("for demonstration"), default=False)
    sealed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("questionnaire")
        ordering = ["-year", "name", "-version", "id"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="surveys_questionnaire_once")]
        triggers = [
            pgtrigger.Protect(
                name="sealed_questionnaire",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__sealed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """A question answered on a scale of five, or by one of its `options`. `key` (item_01 …) is its name in files, `weight` its part in its
    factor and the index; `asked_after` and `asked_if` say after which answers to which earlier question it is asked (`calc.skipping`)."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    factor = models.CharField(max_length=12, choices=Factor.choices)
    layer = models.CharField(max_length=12, choices=Layer.choices, default=Layer.SATISFACTION)
    weight = models.DecimalField(max_digits=7, decimal_places=3, default=1)
    text = models.TextField(_("text"))
    text_km = models.TextField(_("text in Khmer"), blank=True)
    options = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    asked_after = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_if = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = _("question of a questionnaire")
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="surveys_number_once"),
            models.UniqueConstraint(fields=["questionnaire", "key"], name="surveys_key_once"),
            models.CheckConstraint(
                name="surveys_item_sane", condition=Q(number__gte=1, number__lte=99, weight__gte=0)
            ),
            models.CheckConstraint(
                name="surveys_item_asked_after",
                condition=Q(asked_after__isnull=True, asked_if__len=0)
                | Q(asked_after__gte=1, asked_after__lt=models.F("number"), asked_if__len__gt=0),
            ),
            models.CheckConstraint(
                name="surveys_item_options",
                condition=Q(options__len=0) | Q(options__len__gte=2, options__len__lte=5, layer=Layer.FACT),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sealed_items",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Insert,
                declare=[("sealed", "timestamptz")],
                func=(
                    "SELECT sealed_at INTO sealed FROM surveys_questionnaire"
                    " WHERE id = COALESCE(NEW.questionnaire_id, OLD.questionnaire_id);"
                    " IF sealed IS NOT NULL THEN RAISE EXCEPTION 'items of a sealed questionnaire do not change'; END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def rule(self) -> Rule | None:
        """When it is asked; None: always."""
        return None if self.asked_after is None else Rule(self.asked_after, frozenset(self.asked_if))

    @property
    def most(self) -> int:
        """The highest answer there is."""
        return len(self.options) or MOST_ANSWERS
