from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Kind
from .questionnaires import Questionnaire


@pghistory.track()
class Campaign(models.Model):
    """People are asked about units once, with one questionnaire. Its days are whole days in Vietnam, the last one included.

    The size of the sample follows from `error` (n = N / (1 + N·e²) for each unit) or is `total` for all units together.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    item_count = (
        models.PositiveSmallIntegerField()
    )  # of the sealed questionnaire; answers have as many places
    office = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")  # whose campaign it is
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    error = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)  # 0.05: five points
    total = models.PositiveIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=40)  # of the draw, recorded before anybody is asked
    least = models.PositiveSmallIntegerField(default=10)  # answers behind a published cell
    attempts = models.PositiveSmallIntegerField(default=3)  # in vain, before the next of the reserve is asked
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("survey")
        ordering = ["-year", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "name"], name="surveys_campaign_once"),
            models.CheckConstraint(name="surveys_days_in_order", condition=Q(from_on__lte=F("until_on"))),
            models.CheckConstraint(
                name="surveys_one_way_to_a_size",
                condition=Q(error__gt=0, error__lt=1, total__isnull=True)
                | Q(error__isnull=True, total__gt=0),
            ),
            models.CheckConstraint(name="surveys_least", condition=Q(least__gte=3, least__lte=100)),
            models.CheckConstraint(name="surveys_attempts", condition=Q(attempts__gte=1, attempts__lte=10)),
        ]

    def __str__(self) -> str:
        return self.name


class FrameRow(models.Model):
    """A stratum of a unit that people are asked about: how many there are, in how many clusters, how many are to be asked.

    `code` and `name` are the unit's as of the campaign. `clusters` is empty where people are drawn without clusters.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="frame")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    stratum = models.CharField(max_length=120, blank=True)
    population = models.PositiveIntegerField()
    clusters = models.PositiveIntegerField(null=True, blank=True)
    sample = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("stratum of a survey")
        ordering = ["campaign", "name", "stratum"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "stratum"], name="surveys_stratum_once"),
            models.CheckConstraint(
                name="surveys_sample_within",
                condition=Q(population__gte=1, sample__lte=F("population")) & (Q(clusters__isnull=True) | Q(clusters__gte=1)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.stratum}".strip()

    @property
    def key(self) -> str:
        """The stratum's name in files: no two units share one."""
        return f"{self.code}/{self.stratum}"


class Publication(models.Model):
    """What was published: `calc.published` as it was on that day, never changed. A correction is the next number."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(default=1)
    figures = models.JSONField(encoder=DjangoJSONEncoder)  # decimals as text
    decision = models.CharField(_("decision"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["campaign", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="surveys_publication_once")
        ]
        triggers = [pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.campaign} {self.number}"
