from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Channel
from .campaigns import Campaign, FrameRow


def answers_field(*, may_miss: bool = False) -> ArrayField:
    """In the order of the items: 1 to 5, 0 does not know, empty not answered."""
    return ArrayField(models.PositiveSmallIntegerField(null=True), null=may_miss, blank=may_miss)


def scale(field: str) -> Func:
    """Every answer lies between 0 and 5 (an empty one says nothing either way)."""
    # The brackets keep the column's name out of the way of the template's own placeholders.
    return Func(
        F(field),
        template="(0 <= ALL (%(expressions)s) AND 5 >= ALL (%(expressions)s))",
        output_field=BooleanField(),
    )


class FileTaken(models.Model):
    """A file of responses that was taken in; its digest keeps the same one from coming twice."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of responses")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "digest"], name="surveys_file_once")]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A code that lets one person answer once. Kept as a keyed hash; nothing leads from it to a person or to a response."""

    frame = models.ForeignKey(FrameRow, on_delete=models.PROTECT, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("code of a survey")
        ordering = ["id"]
        indexes = [models.Index(fields=["frame", "is_used"], name="surveys_codes")]
        triggers = [
            pgtrigger.Protect(
                name="used_once",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_used=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.frame_id}/{self.pk}"


class Response(models.Model):
    """What one person answered. No name, no address, no code; of the time only the day.

    `weight`: given by a file; empty: population ÷ responses of the stratum. An empty cluster is one of its own.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="responses")
    frame = models.ForeignKey(FrameRow, on_delete=models.PROTECT, related_name="responses")
    cluster = models.CharField(max_length=60, blank=True)
    weight = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    answers = answers_field()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    taken_on = models.DateField()
    seconds = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        FileTaken, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )

    class Meta:
        verbose_name = _("response")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="surveys_answers_on_scale", condition=scale("answers")),
            models.CheckConstraint(
                name="surveys_weight_positive", condition=Q(weight__isnull=True) | Q(weight__gt=0)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Insert,
                declare=[("done", "timestamptz"), ("places", "integer"), ("belongs", "bigint")],
                func=(
                    "SELECT published_at, item_count INTO done, places FROM surveys_campaign"
                    " WHERE id = COALESCE(NEW.campaign_id, OLD.campaign_id);"
                    " IF done IS NOT NULL THEN RAISE EXCEPTION 'responses of a published survey do not change'; END IF;"
                    " IF TG_OP <> 'DELETE' THEN"
                    "  IF cardinality(NEW.answers) <> places THEN RAISE EXCEPTION 'a response answers % items', places; END IF;"
                    "  SELECT campaign_id INTO belongs FROM surveys_framerow WHERE id = NEW.frame_id;"
                    "  IF belongs <> NEW.campaign_id THEN RAISE EXCEPTION 'the stratum is of another survey'; END IF;"
                    " END IF;"
                    " RETURN COALESCE(NEW, OLD);"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.frame_id}/{self.pk}"


class PaperForm(models.Model):
    """A form on paper, keyed by two people apart; where they differ a third decision makes the response."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(max_length=20)  # printed on the paper
    frame = models.ForeignKey(FrameRow, on_delete=models.PROTECT, related_name="+")
    cluster = models.CharField(max_length=60, blank=True)
    first = answers_field()
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    second = answers_field(may_miss=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    response = models.OneToOneField(
        Response, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("form on paper")
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="surveys_paper_once"),
            models.CheckConstraint(
                name="surveys_keyed_by_two",
                condition=(Q(second_by__isnull=True) & Q(response__isnull=True)) | ~Q(second_by=F("first_by")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number
